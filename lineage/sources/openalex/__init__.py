"""The source `openalex`: its card and its script."""
