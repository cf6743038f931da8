"""Verbs on the index of photos: one file each. They need the extra `photos`."""
