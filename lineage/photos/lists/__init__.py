"""How published lists name the members of a dataset, turned into numbers: `guess` a file's form, then `read` it."""
