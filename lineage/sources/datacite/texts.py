"""Titles and descriptions as authors write them: read as one plain text, quoted as they stand in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact, introduced
from lineage.reading.document import read_text
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.sources.datacite.markup import plain
from lineage.sources.datacite.record import Record

_LONGEST_NAME = 4
"""Words that a title may have before its colon to be a name."""
_BETWEEN = "\n\n"
_UNREAD = ("SeriesInformation", "TableOfContents")
_CHARS = re.compile(r"char=(\d+),(\d+)")


def read_texts(record: Record, lexicon: Lexicon) -> Iterator[Finding]:
    """What title and descriptions say, read as one text, since a name in one may need the other; each at its place."""
    described = [(place, text) for place, text, form in record.descriptions if form not in _UNREAD and text[0] != "{"]
    parts = [*((place, text) for place, text, form in record.titles if not form), *described]
    whole = _BETWEEN.join(plain(text) for _, text in parts)
    artefact = _artefact(record, whole, lexicon)
    found = list(read_text(whole, artefact, lexicon))
    for finding in (*found, *_introduces(artefact, whole, found)):
        yield _placed(finding, parts)


def _introduces(artefact: Artefact, text: str, found: list[Finding]) -> Iterator[Finding]:
    """The dataset that a paper introduces, if it says what that was made from."""
    name = f"name:{artefact.dataset}"
    start = text.find(artefact.dataset or name)
    if start >= 0 and any(f.subject == name and f.predicate is Predicate.DERIVED_FROM for f in found):
        yield Finding(
            name, ThingKind.DATASET, Predicate.DESCRIBED_BY, artefact.reference, artefact.kind,
            name[5:], f"char={start},{start + len(name) - 5}", "introduces", Strength.STATED, 0.8,
        )  # fmt: skip


def _placed(finding: Finding, parts: list[tuple[str, str]]) -> Finding:
    """The finding at its place in the record, in the very words that stand there."""
    where = _CHARS.fullmatch(finding.place)
    start, end = (int(where[1]), int(where[2])) if where else (0, 0)
    for place, text in parts:
        if start < len(text):
            return replace(finding, place=f"{place}#char={start},{end}", quote=text[start:end])
        start, end = start - len(text) - len(_BETWEEN), end - len(text) - len(_BETWEEN)
    return finding


def _artefact(record: Record, text: str, lexicon: Lexicon) -> Artefact:
    if record.kind is ThingKind.PAPER:
        return Artefact(
            record.reference, record.kind, dataset=introduced(text, record.title, lexicon), title=record.title
        )
    titles = [title for _, title, form in record.titles if form != "Subtitle"]
    heads = [
        head for title in titles if (head := title.partition(":")[0].strip()) and len(head.split()) <= _LONGEST_NAME
    ]
    return Artefact(record.reference, record.kind, tuple(dict.fromkeys((*titles, *heads))), is_card=True)
