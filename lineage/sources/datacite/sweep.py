"""All datasets that declare what they come from, or what comes from them; the newest, if there are too many."""

from __future__ import annotations

from collections.abc import Iterator

from lineage.reading.related import CONCEPTS, carrying
from lineage.sources.crawl import Crawl
from lineage.sources.datacite.listing import PAGE, Listed, ask, paged, total, walk, years


def declaring(crawl: Crawl) -> Iterator[Listed]:
    """Walk through them. A cursor begins with the oldest: what is too much is asked for year by year, backwards."""
    words = " OR ".join(w for w, way in carrying().items() if not way.between_data and w not in CONCEPTS)
    query, kind = f"relatedIdentifiers.relationType:({words})", {"resource-type-id": "dataset"}
    answer, most = ask(crawl, query, **kind), crawl.card.caps["swept_pages"]
    if total(answer) <= most * PAGE or not years(answer):
        yield from walk(crawl, answer, most, "declared relations")
        return
    left, read = most, 0
    for year in years(answer):
        window = ask(crawl, f"{query} AND created:[{year}-01-01 TO {year}-12-31]", **kind)
        for fresh, _ in paged(crawl, window):
            yield from fresh
            left, read = left - 1, read + len(fresh)
            if not left:
                crawl.notes.append(
                    f"of {total(answer)} records with declared relations only the newest {read} were read"
                )
                return
