"""The word tables, as data, and how they are read."""
