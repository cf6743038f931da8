"""The append-only record of what each run saw and read. Everything to its right can be rebuilt from it."""
