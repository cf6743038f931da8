"""From a collection's own metadata to the index: scanned, sorted by owner, written as serving files."""
