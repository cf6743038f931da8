"""The projection: things and edges computed from the ledger, loaded into a store for questions."""
