"""Reading, measured: sentences written for it, the labelled documents, and simpler readers beside it in one run."""
