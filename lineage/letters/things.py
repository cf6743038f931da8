"""What a letter calls things: by what they are, and so that two of one name can be told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from lineage.model.addresses import host
from lineage.model.obligation import Draft, Why
from lineage.model.references import name_key

KINDS: Final[Mapping[str, str]] = {
    "dataset": "dataset",
    "release": "release",
    "model": "model",
    "paper": "paper",
    "repository": "repository",
    "copy": "copy",
    "document": "document",
}
"""What a thing is called by its kind; a reason that was frozen before kinds were kept in it gives none."""
_ADDRESSES: Final = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/", "openalex": "https://openalex.org/"}
_HOSTS: Final = {"hf": "huggingface.co", "github": "github.com"}
"""Their addresses begin with an account, which may be a person's: the host alone is named."""


class Thing(NamedTuple):
    """A thing as a letter knows it."""

    id: str
    name: str
    kind: str = ""
    """What it is, in a word; empty where that is not known."""
    told_in: str = ""
    """Where it is spoken of: a title, or the host of a page."""


def called(things: Iterable[Thing]) -> Mapping[str, str]:
    """What each thing is called, by its id: its name, and where another has the same, what tells them apart."""
    of_name: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        of_name[name_key(thing.name)].append(thing)
    return {thing.id: label for same in of_name.values() for thing, label in _apart(same)}


def titled(thing: Thing, called: Mapping[str, str]) -> str:
    """A thing with what it is: `The paper Sparse models`."""
    return f"The {thing.kind} {called[thing.id]}" if thing.kind else called[thing.id]


def things(pairs: Iterable[tuple[Draft, Why]]) -> dict[str, Thing]:
    """All things that reasons speak of, by their ids."""
    found: dict[str, Thing] = {}
    for draft, why in pairs:
        for step in why.steps:
            told_in = step.title if step.title and "/" not in step.title else _host(step.url)
            for id_, name, kind in (
                (step.subject, step.subject_name, step.subject_kind), (step.object, step.object_name, step.object_kind)
            ):  # fmt: skip
                if id_:
                    found.setdefault(id_, Thing(id_, name, KINDS.get(kind or "", ""), told_in))
        spoken_of = found.get(draft.dataset, Thing(draft.dataset, ""))
        found[draft.dataset] = spoken_of._replace(name=draft.dataset_name)
    return found


def _apart(same: list[Thing]) -> Iterable[tuple[Thing, str]]:
    if len(same) == 1:
        yield same[0], same[0].name
        return
    labels = [f"{thing.name} ({_where(thing)})" for thing in same]
    times, met = Counter(labels), Counter[str]()
    for thing, label in zip(same, labels, strict=True):
        met[label] += 1
        yield thing, label if times[label] == 1 else f"{label[:-1]}, number {met[label]} of {times[label]})"


def _where(thing: Thing) -> str:
    scheme, _, rest = thing.id.partition(":")
    if scheme in _ADDRESSES:
        return f"{_ADDRESSES[scheme]}{rest}"
    if scheme in _HOSTS:
        return f"at {_HOSTS[scheme]}"
    if scheme == "url":
        return f"at {host(rest) or 'an address of its own'}"
    if scheme == "name":
        return f"known by name only, from {thing.told_in}" if thing.told_in else "known by name only"
    if scheme == "dataset":
        return "the one of our catalogue"
    return f"from {thing.told_in}" if thing.told_in else "from a document without a title"


def _host(url: str | None) -> str:
    found = host(url)
    return f"a page at {found}" if found else ""
