"""DataCite: one record is one document, wherever its DOI was found.

Records are listed by queries only, a few hundred at a time; one is asked for alone when no query shows it any more.
API: https://support.datacite.org/docs/api.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lineage.model.claim import Claim
from lineage.model.document import Page, Snapshot
from lineage.reading.lexicon import Lexicon
from lineage.reading.related import related
from lineage.sources.claims import to_claims
from lineage.sources.crawl import Crawl
from lineage.sources.datacite.gathering import gathered
from lineage.sources.datacite.makers import makers
from lineage.sources.datacite.names import names
from lineage.sources.datacite.pages import visit
from lineage.sources.datacite.record import Record
from lineage.sources.datacite.texts import read_texts


def pages(crawl: Crawl) -> Iterator[Page]:
    """The records that queries show, then those known from earlier runs that none of them showed."""
    found = gathered(crawl)
    yield from found.values()
    missing, most = [name for name in crawl.known if name not in found], crawl.card.caps["visits"]
    for document in missing[:most]:
        yield visit(crawl, document, crawl.known[document].kind)
    if len(missing) > most:
        crawl.notes.append(f"{len(missing) - most} known records were not looked at: one run asks for at most {most}")


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """What a record declares in its fields, and what its title and descriptions say."""
    raw = json.loads(snapshot.body)
    record = Record(raw if isinstance(raw, dict) else {})
    if record.doi is None:
        return
    findings = [
        *related(record.reference, record.kind, record.related),
        *names(record, lexicon),
        *makers(record, lexicon),
        *read_texts(record, lexicon),
    ]
    yield from to_claims("datacite", snapshot, findings)
