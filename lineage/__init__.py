"""Dataset lineage: where people's pictures went, with evidence, and getting them back."""

__version__ = "0.1.0"
