"""Reading: the demo's documents, against a bare search for the catalogue's names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import median
from lineage.catalogue.load import load
from lineage.reading.document import read_document
from lineage.reading.lexicon import Lexicon
from lineage.reading.loose import from_file

_TYPES = {".md": "text/markdown", ".txt": "text/plain", ".html": "text/html", ".json": "application/json"}


def measure() -> Iterator[tuple[str, str]]:
    """Documents per second of the reader and of the peer, and the ratio."""
    folder = Path(__file__).parents[1] / "lineage" / "demo" / "documents"
    documents = [from_file(path.name, _TYPES[path.suffix], path.read_bytes()) for path in sorted(folder.iterdir())]
    catalogue = load()
    lexicon = Lexicon(catalogue)
    names = re.compile("|".join(re.escape(n) for d in catalogue.datasets for n in (d.name, *d.aliases)), re.IGNORECASE)

    def read() -> None:
        for document in documents:
            list(read_document(document, lexicon))

    def search() -> None:
        for document in documents:
            names.findall(document["text"])

    read()
    ours, peer = median(read), median(search)
    yield f"{len(documents)} documents read", f"{len(documents) / ours:,.0f} documents/s"
    yield "the same searched for names", f"{len(documents) / peer:,.0f} documents/s ({ours / peer:.1f} times as fast)"
