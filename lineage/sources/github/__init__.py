"""The source `github`: its card and its scripts."""
