"""One folder per source, found by path: `source.yaml` is its card, `source.py` its two verbs, pages and read."""
