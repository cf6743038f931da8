"""What one work says: its identifiers, its title and abstract, and the institutions behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lineage.model.references import from_url
from lineage.model.words import About, Polarity, Predicate, Strength, ThingKind
from lineage.reading.affiliations import affiliated
from lineage.reading.artefact import Artefact, introduced
from lineage.reading.document import read_text
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.sources.openalex import work

_APART = "\n\n"
_PAPER, _ORGANIZATION = ThingKind.PAPER, ThingKind.ORGANIZATION


def merged(former: str, record: dict[str, Any]) -> Finding:
    """Two ids, one work: OpenAlex answers the former id with the record of another."""
    return Finding(
        f"url:{former}", _PAPER, Predicate.SAME_AS, f"url:{record['id']}", _PAPER, record["id"], "/id",
        "merged", Strength.DECLARED, 0.95,
    )  # fmt: skip


def statements(record: dict[str, Any], lexicon: Lexicon) -> Iterator[Finding]:
    """Everything a work says, each with its place in the record."""
    names = list(work.references(record))
    me = next((name for name, _, _ in names if lexicon.introduces(name)), names[0][0])
    for name, words, where in names:
        if name != me:
            yield Finding(
                me, _PAPER, Predicate.SAME_AS, name, _PAPER, words, where, "identifier", Strength.DECLARED, 0.95
            )
    said = list(_text(record, me, lexicon))
    yield from said
    made = next((f for f in said if f.predicate is Predicate.DESCRIBED_BY), None)
    for by in _institutions(record, me, lexicon):
        yield by
        if made and by.predicate is Predicate.AFFILIATED_WITH:
            yield replace(
                by, subject=made.subject, subject_kind=made.subject_kind, predicate=Predicate.PUBLISHED_BY,
                confidence=0.7, rule="introduced-by",
            )  # fmt: skip


def _text(record: dict[str, Any], me: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Title and abstract as one text; and the dataset that they introduce, if they say what it was made from."""
    title, abstract = work.title(record) or "", work.abstract(record)
    text = f"{title}{_APART}{abstract}"
    dataset = introduced(text, title or None, lexicon)
    paper = Artefact(me, _PAPER, dataset=dataset, title=title or None)
    found = [_placed(finding, title) for finding in read_text(text, paper, lexicon)]
    yield from found
    if dataset and any(_makes(finding, f"name:{dataset}") for finding in found):
        start = text.find(dataset)
        yield _placed(
            Finding(
                f"name:{dataset}", ThingKind.DATASET, Predicate.DESCRIBED_BY, me, _PAPER,
                dataset, f"char={start},{start + len(dataset)}", "introduces", Strength.STATED, 0.8,
            ),
            title,
        )  # fmt: skip


def _makes(finding: Finding, dataset: str) -> bool:
    return (finding.subject, finding.predicate, finding.about) == (
        dataset,
        Predicate.DERIVED_FROM,
        About.SELF,
    ) and finding.polarity is Polarity.ASSERTED


def _placed(finding: Finding, title: str) -> Finding:
    """The finding with its place in the record: a character range of the title, or of the abstract."""
    start, end = (int(number) for number in finding.place.removeprefix("char=").split(","))
    before = len(title) + len(_APART)
    if start < before:
        return replace(finding, place=f"/title#{finding.place}")
    return replace(finding, place=f"/abstract_inverted_index#char={start - before},{end - before}")


def _institutions(record: dict[str, Any], me: str, lexicon: Lexicon) -> Iterator[Finding]:
    """The organisations that the authors name as theirs, each once; never the authors."""
    seen = set()
    for one, where in work.institutions(record):
        name = one["display_name"]
        ror = from_url(one["ror"]) if isinstance(one.get("ror"), str) else None
        reference = ror if ror and ror.startswith("ror:") else f"name:{name}"
        if reference in seen:
            continue
        seen.add(reference)
        yield _of(me, _PAPER, Predicate.AFFILIATED_WITH, reference, name, f"{where}/display_name", 0.9)
        if reference == ror:
            yield _of(reference, _ORGANIZATION, Predicate.SAME_AS, f"name:{name}", name, f"{where}/display_name", 0.95)
    for text, where in work.unresolved(record):
        found = affiliated(text, lexicon)
        if found and f"name:{found}" not in seen:
            seen.add(f"name:{found}")
            yield _of(me, _PAPER, Predicate.AFFILIATED_WITH, f"name:{found}", found, where, 0.7)


def _of(
    subject: str, kind: ThingKind, predicate: Predicate, object_: str, name: str, where: str, confidence: float
) -> Finding:
    return Finding(
        subject, kind, predicate, object_, _ORGANIZATION, name, where, "institution", Strength.DECLARED, confidence,
        organization=name,
    )  # fmt: skip
