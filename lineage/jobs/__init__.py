"""One verb a file: the only room that opens stores and wires the others together."""
