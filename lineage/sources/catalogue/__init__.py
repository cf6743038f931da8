"""The source `catalogue`: its card and its script."""
