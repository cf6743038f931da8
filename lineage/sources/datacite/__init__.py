"""The source `datacite`: its card and its script."""
