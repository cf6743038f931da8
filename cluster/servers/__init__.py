"""One file a server; what they share is in process.py."""
