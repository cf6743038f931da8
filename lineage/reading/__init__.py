"""Pure text to meaning: which datasets a text names, and what it says about them. No I/O, no clock, no network."""
