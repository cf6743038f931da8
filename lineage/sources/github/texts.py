"""What texts say of the repository they lie in: its description, its README, its files.

The subject is the repository itself, `github:owner/name`, also for what it derives: a repository can be a dataset, and
two of the same name are two. Only where its heading is a dataset of the catalogue, that dataset is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lineage.model.document import Snapshot
from lineage.model.references import from_url
from lineage.model.words import Modality, Polarity, Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact, heading
from lineage.reading.code import read_code
from lineage.reading.croissant import declared_sources, is_croissant
from lineage.reading.document import read_text
from lineage.reading.finding import Finding
from lineage.reading.lexicon import Lexicon
from lineage.reading.view import decode

_PROSE = (".md", ".markdown", ".rst", ".txt")
_REPOSITORY = ThingKind.REPOSITORY


def reference_of(snapshot: Snapshot) -> str:
    """`github:owner/name`, or `github:owner`, out of the address."""
    return from_url(snapshot.url) or f"document:{snapshot.document}"


def record_of(snapshot: Snapshot) -> dict[str, Any]:
    """The object in a snapshot, empty for anything that is none: a stranger's file may hold what it likes."""
    found = _json(snapshot)
    return found if isinstance(found, dict) else {}


def _json(snapshot: Snapshot) -> Any:  # noqa: ANN401  JSON of strangers
    try:
        return json.loads(snapshot.body)
    except (ValueError, RecursionError):
        return None


def described(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """The description in a record: a text of one sentence."""
    description = record_of(snapshot).get("description")
    if isinstance(description, str):
        yield from _of_text(description, snapshot, lexicon)


def readme(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """A README, or other prose."""
    yield from _of_text(decode(snapshot.body, snapshot.media_type), snapshot, lexicon)


def file(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """A file: prose, a Croissant record, or code."""
    path, artefact = snapshot.document.casefold(), Artefact(reference_of(snapshot), _REPOSITORY)
    if path.endswith(_PROSE):
        yield from readme(snapshot, lexicon)
        return
    record = _json(snapshot) if path.endswith((".json", ".jsonld")) else None
    if is_croissant(record):
        yield from declared_sources(record, artefact.reference, artefact.kind, lexicon)
        return
    yield from read_code(decode(snapshot.body, snapshot.media_type), artefact, lexicon)


def _of_text(text: str, snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Finding]:
    """What a text says of its repository. A fork's is its parent's: only that it is a copy holds for both."""
    reference, title = reference_of(snapshot), heading(text)
    name, known = reference.rpartition("/")[2], lexicon.identify(title) if title else None
    artefact = Artefact(reference, _REPOSITORY, names=(name,), is_card=True, dataset=title if known else name)
    findings = list(read_text(text, artefact, lexicon))
    if snapshot.kind is ThingKind.COPY:
        yield from (f for f in findings if f.predicate is Predicate.COPY_OF and f.subject == reference)
        return
    for finding in findings:
        yield replace(finding, subject=reference) if finding.subject == f"name:{name}" else finding
    if title and known and any(_tells_origin(finding, known, lexicon) for finding in findings):
        start = text.find(title)
        yield Finding(
            f"name:{title}", ThingKind.DATASET, Predicate.DESCRIBED_BY, reference, _REPOSITORY, title,
            f"char={start},{start + len(title)}", "heading", Strength.STATED, 0.7,
        )  # fmt: skip


def _tells_origin(finding: Finding, dataset: str, lexicon: Lexicon) -> bool:
    """Whether a statement says what a dataset was made of: then the text under its name is the page of it."""
    return (
        finding.predicate is Predicate.DERIVED_FROM
        and finding.polarity is Polarity.ASSERTED
        and finding.modality is Modality.ASSERTED
        and lexicon.identify(finding.subject.removeprefix("name:")) == dataset
    )
