"""One file a format. Each takes a projection or a part of one and gives text."""
