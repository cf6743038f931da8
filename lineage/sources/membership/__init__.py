"""The source `membership`: its card and its script."""
