"""Which datasets have which photos: lists joined with the index, and written beside it."""
