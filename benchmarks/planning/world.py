"""The invented family as a real graph store holds it, and what an index of photos would answer about invented people.

Looking people up is measured by `make bench-photos`. Here the answers are made up; all that follows is the product's.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.planning.family import ROOT, InventedFamily
from lineage.jobs.photos.lookup import Found, Lookup
from lineage.jobs.stores import Stores
from lineage.model.claim import Claim, Evidence
from lineage.model.graph import Edge, Projection, Said, Status
from lineage.photos.index import Person
from lineage.photos.rows import packed
from lineage.photos.serving.manifest import Column, Manifest

NSID = "12345678@N90"
_SEEN = "2026-11-16T12:00:00Z"
_FIRST_PHOTO = 1_234_567_890


def load(stores: Stores, made: InventedFamily) -> None:
    """Load the family into the graph store, each edge under one claim that has a quote."""
    said = {edge.id: _said(edge, made) for edge in made.edges}
    edges = tuple(edge.model_copy(update={"claims": (said[edge.id].id,)}) for edge in made.edges)
    stores.graph.load(
        Projection(
            things=tuple(sorted(made.things.values(), key=lambda thing: thing.id)),
            edges=tuple(sorted(edges, key=lambda edge: edge.id)),
            claims=tuple(sorted(said.values(), key=lambda one: one.id)), runs=("documents.all.20261116T120000Z",),
            basis="invented",
        )
    )  # fmt: skip


class Answers(Lookup):
    """Look-ups of invented people: by a text to the things that list them."""

    def __init__(self, stores: Stores, made: InventedFamily, listed: Mapping[str, frozenset[str]], photos: int) -> None:
        """Each person has so many photos. Those of one are in the root, and each in some of the other datasets."""
        index: Any = SimpleNamespace(manifest=_manifest(made))
        super().__init__(stores, index)
        self._listed, self._photos = listed, photos
        self._kept: dict[str, Found] = {}

    def keep(self, texts: Iterable[str]) -> None:
        """Look these people up, and nobody else any more, so that it does not count as time of what follows."""
        self._kept = {text: self.one(text)[0] for text in texts}
        for found in self._kept.values():
            list(found.photos())  # what lists say of each photo is a part of what was found

    def one(self, text: str) -> list[Found]:
        """The one person whom a text leads to."""
        if text in self._kept:
            return [self._kept[text]]
        draw = np.random.default_rng(len(text) + sum(text.encode()))
        ids = _FIRST_PHOTO + np.arange(self._photos, dtype=np.uint64) * np.uint64(3)
        kind, secret = np.zeros_like(ids), draw.integers(0, 2**40, self._photos, np.uint64)
        rows = packed(ids, kind, server=np.full_like(ids, 7205), farm=np.full_like(ids, 8), secret=secret)
        members = np.zeros((len(self.index.manifest.columns), self._photos), bool)
        for name in sorted(self._listed[text] - {ROOT}):
            members[self.columns[_slug(name)]] = draw.random(self._photos) < 0.5
            members[self.columns[_slug(name)], 0] = True
        person = Person(1, rows, members, np.zeros((0, 5), np.uint64), ())
        return [Found(text, NSID, person, self.index.manifest, self.family, self.columns)]


def texts(listed: Sequence[frozenset[str]]) -> dict[str, frozenset[str]]:
    """A text for each of some people, and what lists them."""
    return {f"person {number}": names for number, names in enumerate(listed)}


def _said(edge: Edge, made: InventedFamily) -> Said:
    draw = random.Random(edge.id)
    subject, target = made.things[edge.subject], made.things[edge.object]
    verb = edge.predicate.value.replace("_", " ").lower()
    quote = f"As described in section {draw.randint(2, 9)}, {subject.label} is {verb} {target.label}."
    return Said(
        edge=edge.id,
        claim=Claim(
            source="documents", document=f"paper-{edge.id[:12]}", subject=edge.subject, subject_kind=subject.kind,
            predicate=edge.predicate, object=edge.object, object_kind=target.kind,
            derivation_kind=edge.derivation_kind, strength=edge.strength, confidence=edge.confidence,
            evidence=Evidence(snapshot=edge.id, locator="char=0,10", quote=quote, rule="invented"),
        ),
        status=Status.CURRENT, first_seen=_SEEN, last_seen=_SEEN, url=f"https://papers.example/{edge.id[:12]}",
        title=None, fetched_at=_SEEN, media_type="text/plain",
    )  # fmt: skip


def _manifest(made: InventedFamily) -> Manifest:
    others = [name for name in made.lists if name != ROOT]
    columns = tuple(Column(dataset=_slug(name), release="1", complete=name in made.complete) for name in others)
    return Manifest(
        dataset=_slug(ROOT), complete=True, key_id=None, rows=100_000_000, owners=580_000, hashes=0, base="b",
        members="m", sizes={}, columns=columns,
    )  # fmt: skip


def _slug(name: str) -> str:
    return name.removeprefix("dataset:")
