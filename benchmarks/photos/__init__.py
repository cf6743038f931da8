"""A hundred million invented photos, and what an index of them is measured against."""
