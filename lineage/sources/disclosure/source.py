"""To whom holders say that they passed datasets on (GDPR, Art. 19), as documents that name organisations alone.

A card is `{"says", "holder", "recipients", "datasets": [{"id", "name", "kind"}], "told"}`: one sentence, who says it,
to whom they passed what on, by the ids that the graph has for it, and the day on which they said it first. Whose
request it was answered to stands nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lineage.errors import BadInput
from lineage.model.claim import Claim, Evidence
from lineage.model.document import Page, Snapshot
from lineage.model.references import name_key
from lineage.model.words import About, Modality, Outcome, Predicate, Strength, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources.crawl import Crawl

_NAMED = "name:"


def pages(crawl: Crawl) -> Iterator[Page]:
    """One page a card. A card that is gone was taken back."""
    if crawl.path is None or not crawl.path.is_dir():
        raise BadInput(f"There is no folder {crawl.path}; `lineage request record … recipients` makes it.")
    seen = set()
    for path in sorted(crawl.path.glob("*.json")):
        card = json.loads(path.read_bytes())
        seen.add(path.stem)
        yield Page(
            path.stem, ThingKind.DOCUMENT, f"disclosure:{path.stem}", body=path.read_bytes(),
            media_type="application/json", title=f"Answer of {card['holder']}",
        )  # fmt: skip
    for name in crawl.known.keys() - seen:
        yield Page(name, ThingKind.DOCUMENT, f"disclosure:{name}", Outcome.GONE, reason="it was taken back")


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """Each recipient holds each dataset, as the holder who passed it on reports."""
    card = json.loads(snapshot.body)
    for recipient in card["recipients"]:
        for dataset in card["datasets"]:
            yield _claim(snapshot, card["says"], recipient, dataset)


def _claim(snapshot: Snapshot, says: str, recipient: str, dataset: dict[str, Any]) -> Claim:
    return Claim(
        source="disclosure", document=snapshot.document, subject=f"{_NAMED}{recipient}",
        subject_kind=ThingKind.ORGANIZATION, predicate=Predicate.HOLDS, object=_reference(dataset),
        object_kind=ThingKind(dataset["kind"]), modality=Modality.REPORTED, about=About.THIRD_PARTY,
        strength=Strength.STATED, confidence=0.9,
        evidence=Evidence(snapshot=snapshot.sha256, locator="/says", quote=says, rule="disclosure"),
    )  # fmt: skip


def _reference(dataset: dict[str, Any]) -> str:
    """The id of a thing as a reference that means it again: what has but a name is named so, without its kind."""
    reference = str(dataset["id"])
    if not reference.startswith(_NAMED):
        return reference
    key = reference.partition("/")[2]
    return f"{_NAMED}{dataset['name'] if name_key(dataset['name']) == key else key}"
