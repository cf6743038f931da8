"""What is owed because one dataset lists a person: the same for everybody whom it lists. Pure.

Nothing is walked into a dataset with a complete list. If that names the person it is a beginning of its own; if not, it
holds nothing of them. So what follows from one dataset is independent of the person, and computed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Final, cast

from lineage.deletion.network import Network, Node
from lineage.deletion.places import places
from lineage.deletion.policy import Role
from lineage.model.graph import Edge
from lineage.model.obligation import Contained, Owed
from lineage.model.words import ThingKind
from lineage.trace.widest import Merit, Way, merit, reachable, ways


@dataclass(frozen=True, slots=True)
class Owing:
    """What one holder owes for one dataset, with the best evidenced way to them."""

    holder: str
    """An organisation's id, or `host:<name>` of a host that serves what no organisation is named for."""
    holder_name: str
    dataset: str
    dataset_name: str
    owed: Owed
    answer: Contained
    place: str
    """The address of the copy, for a host."""
    listed_in: str
    """The dataset that lists the person, from which the way starts."""
    way: Way[Node]
    """Arc by arc, with the edge that names the publisher; empty where a host serves what itself lists the person."""
    rank: tuple[int, Merit, str]
    """Sorts what several ways lead to, the one that counts first: most owed, then best evidenced."""
    order: tuple[int, str, str] = field(init=False)
    """Sorts a plan: those who hold most first, then by holder and dataset."""

    def __post_init__(self) -> None:
        """Compute once what is compared often."""
        object.__setattr__(self, "order", (self.rank[0], self.holder, self.dataset))


@dataclass(frozen=True, slots=True)
class Gap:
    """A thing that a way leads to, where nobody can be asked: nobody is named for it and no host serves it."""

    thing: str
    name: str
    owed: Owed
    listed_in: str
    way: Way[Node]
    rank: tuple[int, Merit, str]


@dataclass(frozen=True)
class Closure:
    """All that follows from one dataset that lists somebody, each part of it in the order of a plan."""

    owings: Mapping[tuple[str, str], Owing]
    """By holder and dataset."""
    gaps: Mapping[str, Gap]
    doubtful: tuple[tuple[Edge, Node], ...]
    """Edges that were not walked until somebody looked, and where they would lead: to nothing that is reached."""
    closed: Mapping[str, None]
    """By their ids the datasets with complete lists that ended a way, unless they list the person."""
    reached: frozenset[Node]
    asked: frozenset[str]
    """The datasets for which somebody owes something."""


NOTHING: Final = Closure({}, {}, (), {}, frozenset(), frozenset())
"""What follows from no list."""
most_first = attrgetter("order")
"""What sorts what is owed in a plan."""


def closure(source: str, network: Network) -> Closure:
    """Follow every way from a dataset that lists somebody."""
    found = _levels(source, network)
    owings: dict[tuple[str, str], Owing] = {}
    gaps: dict[str, Gap] = {}
    for node, (role, way) in found.items():
        for one in _ends(node, role, way, source, network):
            if isinstance(one, Gap):
                gaps[one.thing] = min(one, gaps.get(one.thing, one), key=by_rank)
            else:
                key = one.holder, one.dataset
                owings[key] = min(one, owings.get(key, one), key=by_rank)
    things = [node for node in found if isinstance(node, str)]
    doubtful = {edge.id: (edge, end) for at in things for edge, end in network.doubtful.get(at, ()) if end not in found}
    return Closure(
        {(one.holder, one.dataset): one for one in sorted(owings.values(), key=most_first)},
        dict(sorted(gaps.items())), tuple(one for _, one in sorted(doubtful.items())),
        dict.fromkeys(sorted({name for thing in things for name in network.closed.get(thing, ())})),
        frozenset(found), frozenset(dataset for _, dataset in owings),
    )  # fmt: skip


def by_rank(one: Owing | Gap) -> tuple[int, Merit, str]:
    """What sorts the way that counts first."""
    return one.rank


def _levels(source: str, network: Network) -> Mapping[Node, tuple[Role, Way[Node]]]:
    """The first, and so strongest, role at which each node is reached, and the best way at that role."""
    found: dict[Node, tuple[Role, Way[Node]]] = {}
    for level in network.levels[network.levels.index(network.role(source)) :]:
        arcs = network.arcs[level]
        if reachable(source, arcs).keys() - found.keys():
            for node, way in ways(source, arcs).items():
                found.setdefault(node, (level, way))
    return found


def _ends(node: Node, role: Role, way: Way[Node], source: str, network: Network) -> Iterator[Owing | Gap]:
    holder, thing = ("", node) if isinstance(node, str) else node
    owed, rank = cast(Owed, role), (network.levels.index(role), merit(way), source)
    answer: Contained = "listed" if thing == source else "may_contain"
    who, what = _name(holder, network), _name(thing, network)
    known = network.things.get(holder)
    if known and known.kind is ThingKind.INDIVIDUAL:
        yield Gap(holder, who, owed, source, way, rank)
    elif holder:
        yield Owing(holder, who, thing, what, owed, answer, "", source, way, rank)
    elif thing not in network.named:
        at = places(network.things[thing]) if role != "possible" and thing in network.things else {}
        for host, place in at.items():
            yield Owing(f"host:{host}", host, thing, what, owed, answer, place, source, way, rank)
        if not at:
            yield Gap(thing, what, owed, source, way, rank)


def _name(thing: str, network: Network) -> str:
    return network.things[thing].label if thing in network.things else thing


def listed(owing: Owing) -> Owing:
    """The same of a dataset that lists the person."""
    return replace(owing, answer="listed")
