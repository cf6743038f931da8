"""Raw bytes by their SHA-256: what every piece of evidence points at."""
