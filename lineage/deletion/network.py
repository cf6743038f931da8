"""Everything along which a request can travel, from the edges of a graph by the policy. Pure; independent of anybody.

Its nodes are things and, where a way ends, a holder together with what they hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lineage.deletion.policy import Policy, Role
from lineage.deletion.publishers import PUBLISHING, names_publisher
from lineage.model.ends import ACTORS
from lineage.model.graph import Edge, Status, Thing
from lineage.model.words import DATA_FLOWS, ENDS, DerivationKind, Polarity, Predicate, ThingKind
from lineage.trace.origins import origins
from lineage.trace.widest import Arc, Leaving, leaving, reachable

_MEMBERS_ARE_PARENTS = frozenset({DerivationKind.SUBSET, DerivationKind.CROP})
_NO_PICTURES = frozenset({ThingKind.MODEL, *ACTORS})


class Held(NamedTuple):
    """Where a way ends: somebody with the thing that they hold."""

    holder: str
    """Empty for whoever is behind a thing that only used, or holds, what leads to it."""
    thing: str


Node = str | Held


@dataclass(frozen=True)
class Network:
    """What leads where, at each role."""

    levels: tuple[Role, ...]
    """From the most held to the least."""
    arcs: Mapping[Role, Leaving[Node]]
    """What may be walked at each role, and into no dataset whose complete list would have to name the person."""
    roles: Mapping[str, Role]
    """The role that each thing has by itself, from where its data begin."""
    closed: Mapping[str, frozenset[str]]
    """For each thing the datasets with complete lists that it would lead into."""
    doubtful: Mapping[str, tuple[tuple[Edge, Node], ...]]
    """For each thing the edges at it that are not walked until somebody looked, and where they would lead."""
    things: Mapping[str, Thing]
    named: frozenset[str]
    """The things that an organisation has published."""

    def role(self, thing: str) -> Role:
        """What a dataset that lists somebody holds of them."""
        return self.roles.get(thing, self.levels[0])


def network(edges: Iterable[Edge], things: Mapping[str, Thing], policy: Policy, complete: frozenset[str]) -> Network:
    """Sort edges into what is walked, what is closed by a complete list, and what is doubtful."""
    every = [edge for _, edge in sorted({edge.id: edge for edge in edges}.items()) if edge.subject != edge.object]
    kinds = {name: thing.kind for name, thing in things.items()}
    roles = [policy.role(edge) for edge in every]
    walked = [(role, arc) for edge, role in zip(every, roles, strict=True) for arc in _walked(edge, role, kinds)]
    published = [arc for edge in every for arc in _published(edge, kinds)]
    closed: defaultdict[str, set[str]] = defaultdict(set)
    for _, arc in walked:
        if _is_closed(arc.start, arc.end, complete) and isinstance(arc.start, str):
            closed[arc.start].add(_thing(arc.end))
    doubtful: defaultdict[str, list[tuple[Edge, Node]]] = defaultdict(list)
    for edge, role in zip(every, roles, strict=True):
        if (found := _doubtful(edge, role, kinds)) and not _is_closed(*found, complete):
            at, end = found
            doubtful[at].append((edge, end))
    levels = tuple(role for role in policy.order if role != "none")
    arcs: dict[Role, Leaving[Node]] = {}
    into = [(role, arc) for role, arc in walked if not _is_closed(arc.start, arc.end, complete)]
    for number, level in enumerate(levels):
        held = {*levels[: number + 1]}
        arcs[level] = leaving([*(arc for role, arc in into if role in held), *published])
    return Network(
        levels, arcs, _roles(walked, levels), {at: frozenset(names) for at, names in closed.items()},
        {at: tuple(found) for at, found in doubtful.items()}, things,
        frozenset(_thing(arc.end) for arc in published),
    )  # fmt: skip


def goes_on(edge: Edge, role: Role) -> bool:
    """Whether more may have been made of the subject of an edge with such a role, which then holds it too."""
    return edge.predicate not in ENDS and role not in ("none", "possible")


def carries_up(edge: Edge, kinds: Mapping[str, ThingKind]) -> bool:
    """Whether the members of the subject are the object's too: it is a subset, or cut out of it."""
    return (
        edge.predicate is Predicate.DERIVED_FROM
        and edge.derivation_kind in _MEMBERS_ARE_PARENTS
        and not {kinds.get(edge.subject), kinds.get(edge.object)} & _NO_PICTURES
    )


def _walked(edge: Edge, role: Role, kinds: Mapping[str, ThingKind]) -> Iterator[Arc[Node]]:
    if role == "none":
        return
    yield Arc(edge.object, _end(edge, goes_on(edge, role), kinds), edge)
    if carries_up(edge, kinds):
        yield Arc(edge.subject, edge.object, edge, upwards=True)


def _end(edge: Edge, further: bool, kinds: Mapping[str, ThingKind]) -> Node:
    """Where an edge leads: to the actor with what they hold, else to the thing, from where it may go further or not."""
    if kinds.get(edge.subject) in ACTORS:
        return Held(edge.subject, edge.object)
    return edge.subject if further else Held("", edge.subject)


def _published(edge: Edge, kinds: Mapping[str, ThingKind]) -> Iterator[Arc[Node]]:
    if names_publisher(edge) and kinds.get(edge.object) is not ThingKind.INDIVIDUAL:
        for start in (edge.subject, Held("", edge.subject)):
            yield Arc(start, Held(edge.object, edge.subject), edge)


def _doubtful(edge: Edge, role: Role, kinds: Mapping[str, ThingKind]) -> tuple[str, Node] | None:
    """At which thing an edge waits for review, and where it would lead; None for what is walked or said not to be."""
    if edge.polarity is Polarity.NEGATED or edge.status is Status.REJECTED:
        return None
    if edge.predicate in PUBLISHING:
        individual = kinds.get(edge.object) is ThingKind.INDIVIDUAL
        return None if individual or names_publisher(edge) else (edge.subject, Held(edge.object, edge.subject))
    if edge.predicate not in DATA_FLOWS | ENDS or role != "none":
        return None
    return edge.object, _end(edge, edge.predicate not in ENDS, kinds)


def _roles(walked: Iterable[tuple[Role, Arc[Node]]], levels: tuple[Role, ...]) -> Mapping[str, Role]:
    """The role of each thing from where data begin: along a way the weakest edge decides, over ways the strongest."""
    flows = [(role, arc) for role, arc in walked if isinstance(arc.end, str) and not arc.upwards]
    begin = origins((str(arc.start), arc.end) for _, arc in flows if isinstance(arc.end, str))
    found: dict[str, Role] = {}
    for number, level in enumerate(levels):
        held = {*levels[: number + 1]}
        below = leaving(arc for role, arc in flows if role in held)
        for node in (node for thing in sorted(begin) for node in reachable(thing, below)):
            found.setdefault(str(node), level)
    return found


def _thing(node: Node) -> str:
    return node if isinstance(node, str) else node.thing


def _is_closed(start: Node, end: Node, complete: frozenset[str]) -> bool:
    """Whether a step leads into a dataset with a complete list; what somebody holds of its own start is not closed."""
    return _thing(end) in complete and _thing(end) != _thing(start)
