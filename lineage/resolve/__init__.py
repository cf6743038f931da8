"""Which names mean one thing. Nothing is merged in the ledger: identity is computed, judged, and laid over at read."""
