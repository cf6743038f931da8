"""The source `disclosure`: its card and its script."""
