"""`python -m lineage` is `lineage`."""

from lineage.cli import main

main()
