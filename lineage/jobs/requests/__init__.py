"""Deletion requests, one verb a file."""
