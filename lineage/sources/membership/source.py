"""Lists of members that a team added to its index of photos, as documents: what each list is, and nobody who is in it.

A card is `{"says", "overlap", "dataset", "release", "kind", "file", "sha256", "bytes", "form", "source", "added",
"coverage", "members", "in_index", "index"}`: `in_index` of its `members` are photos of the collection `index`. A
dataset that has but a name is `called` so, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lineage.errors import BadInput
from lineage.model.claim import Claim, Evidence
from lineage.model.document import Page, Snapshot
from lineage.model.references import name_key
from lineage.model.words import Outcome, Predicate, Strength, ThingKind
from lineage.reading.lexicon import Lexicon
from lineage.sources.crawl import Crawl

_NAMED = "name:"
_FEW = 20
"""Fewer members than this may be another collection's photos by chance."""


def pages(crawl: Crawl) -> Iterator[Page]:
    """One page a card. A card that is gone was taken back: its list is joined no more."""
    if crawl.path is None or not crawl.path.is_dir():
        raise BadInput(f"There is no folder {crawl.path}; `lineage photos add` makes it.")
    seen = set()
    for path in sorted(crawl.path.glob("*.json")):
        card = json.loads(path.read_bytes())
        seen.add(path.stem)
        title = f"List of {card['dataset']}, release {card['release']}"
        yield Page(
            path.stem, ThingKind.DOCUMENT, f"urn:sha256:{card['sha256']}",
            body=path.read_bytes(), media_type="application/json", title=title,
        )  # fmt: skip
    for name in crawl.known.keys() - seen:
        yield Page(name, ThingKind.DOCUMENT, f"membership:{name}", Outcome.GONE, reason="its list was taken back")


def read(snapshot: Snapshot, lexicon: Lexicon) -> Iterator[Claim]:
    """The list describes its dataset; where all its members are a collection's photos, the dataset is made from that.

    In which way it was made a list doesn't say.
    """
    card = json.loads(snapshot.body)
    yield _claim(
        snapshot, card, Predicate.DESCRIBED_BY, f"document:membership/{snapshot.document}", ThingKind.DOCUMENT, "says"
    )
    if card["members"] >= _FEW and card["in_index"] == card["members"] and card["dataset"] != card["index"]:
        yield _claim(
            snapshot, card, Predicate.DERIVED_FROM, _reference(card["index"]), ThingKind.DATASET, "overlap",
            strength=Strength.IDENTICAL,
        )  # fmt: skip


def _claim(
    snapshot: Snapshot, card: dict[str, Any], predicate: Predicate, object_: str, kind: ThingKind, field: str,
    *, strength: Strength = Strength.DECLARED,
) -> Claim:  # fmt: skip
    return Claim(
        source="membership", document=snapshot.document, subject=_reference(card["dataset"], card.get("called", "")),
        subject_kind=ThingKind.DATASET, predicate=predicate, object=object_, object_kind=kind, strength=strength,
        confidence=0.95,
        evidence=Evidence(
            snapshot=snapshot.sha256, locator=f"/{field}", quote=card[field], rule="membership"
        ),
    )  # fmt: skip


def _reference(dataset: str, called: str = "") -> str:
    """A catalogue slug stands without its scheme; what has but a name is meant again by it, without its kind."""
    if dataset.startswith(_NAMED):
        key = dataset.partition("/")[2]
        return f"{_NAMED}{called if name_key(called) == key else key}"
    return dataset if ":" in dataset else f"dataset:{dataset}"
