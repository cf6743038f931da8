"""`lineage lookup`: from whatever a person pastes to every photo of theirs, and every dataset's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lineage.errors import BadInput, LineageError
from lineage.jobs.holders import holder_rows
from lineage.jobs.photos.family import Step, complete, family, steps
from lineage.jobs.photos.opened import index
from lineage.jobs.photos.who import Asked, identities, resolve
from lineage.jobs.stores import Stores
from lineage.photos.answers import Answer, Family, Link
from lineage.photos.found import Found as Found  # part of what a look-up gives
from lineage.photos.identity.identify import Read, identify
from lineage.photos.index import Index, Person
from lineage.photos.told import Teller

_HOLDING = frozenset({"items", "entries"})


@dataclass
class Lookup:
    """Look-ups against one state of the index and the graph."""

    stores: Stores
    index: Index
    problems: list[str] = field(default_factory=list)
    """What could not be answered, a sentence each; none of them names a person."""

    def __post_init__(self) -> None:
        self.columns = self.index.manifest.current()
        try:
            self.family = family(self.stores.graph, self.index.manifest)
        except LineageError as error:  # what lists say is worth having all the same
            self.family = Family((), complete(self.index.manifest))
            self.holders = {}
            self.problems.append(f"What may contain photos, and who holds what, is not told: {error}")
        self._steps: dict[str, Step] = {}

    def one(self, text: str) -> list[Found]:
        """Whoever a text leads to. Raises BadInput for a text that leads nowhere."""
        return [self._found(asked) for asked in self._asked(text, Read(1, identify(text)))]

    def many(self, path: Path) -> Iterator[Found]:
        """Everybody a file names, each once; what leads nowhere is noted in `problems`."""
        seen = set()
        for read in identities(path):
            if read.identity is None:
                self.problems.append(f"line {read.line}: {read.problem}")
                continue
            try:
                for asked in self._asked(str(read.identity), read):
                    key = asked.owner or (asked.photo, asked.md5)
                    if key not in seen:
                        seen.add(key)
                        yield self._found(asked)
            except BadInput as refused:
                self.problems.append(f"line {read.line}: {refused}")

    def chain(self, answer: Answer) -> list[dict[str, Any]]:
        """The links behind *may contain*, from a dataset that holds the photo on, each with who says so."""
        self.explain([answer.chain])
        return [asdict(self._steps[link.edge]) for link in answer.chain if link.edge in self._steps]

    def explain(self, chains: Iterable[tuple[Link, ...]]) -> None:
        """Fetch the evidence of chains, those that are not known yet, with one question."""
        new = [chain for chain in chains if any(link.edge not in self._steps for link in chain)]
        if new:
            self._steps |= steps(self.stores.graph, new)

    @cached_property
    def holders(self) -> Mapping[str, Sequence[str]]:
        """For each dataset made from the collection, the organisations that hold it, by name."""
        root = self.stores.graph.things([f"dataset:{self.index.manifest.dataset}"])
        found: dict[str, list[str]] = {}
        for row in holder_rows(self.stores.graph, root[0]) if root else ():
            names = found.setdefault(row.thing_id.removeprefix("dataset:"), [])
            if row.role in _HOLDING and row.organization_id and row.organization not in names:
                names.append(row.organization)
        return found

    def teller(self) -> Teller:
        """Writes what was found."""
        return Teller(self.chain, lambda dataset: self.holders.get(dataset, ()))

    def _asked(self, text: str, read: Read) -> list[Asked]:
        if read.identity is None:
            return []
        found = resolve(self.index, text.strip(), read.identity, self._nsid_of)
        if not found:
            raise BadInput(_unknown(self.index, read.identity.kind))
        if read.identity.nsid and read.identity.photo:
            others = set(self.index.owners_by_photo(read.identity.photo)) - {0, found[0].owner}
            if others:
                self.problems.append("the photo stands in the index with another owner than the address says")
        return found

    def _nsid_of(self, alias: str) -> str:
        from lineage.jobs.photos.flickr import nsid_of  # an HTTP client, needed for nothing else here

        return nsid_of(self.stores, alias, self.index.called(alias))

    def _found(self, asked: Asked) -> Found:
        person = self.index.owned(asked.owner) if asked.owner else self._photo(asked)
        found = Found(asked.text, asked.nsid, person, self.index.manifest, self.family, self.columns)
        self.explain(answer.chain for answer in found.answers.values() if answer.chain)
        return found

    def _photo(self, asked: Asked) -> Person:
        """A photo whose owner nobody knows: as if it were its owner's only one."""
        people = self.index.photo(asked.photo) if asked.photo else self.index.hash(asked.md5 or "")
        return next(person for person in people if not person.owner)


def open_lookup(stores: Stores) -> Lookup:
    """Open the index and the graph for look-ups. Raises BadInput, IndexUnusable."""
    return Lookup(stores, index(stores))


def _unknown(opened: Index, kind: str) -> str:
    have = opened.manifest
    part = "all of" if have.complete else "a part of"
    return (
        f"No list that was added, nor the index, which has {part} {have.dataset}, knows this {kind}; "
        "ask by the user ID of its owner to see what may contain it."
    )
