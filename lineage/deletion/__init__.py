"""Who holds what of a person's data, and what each of them owes."""
