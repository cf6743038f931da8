"""The source `documents`: its card and its script."""
