"""What was made from what, out of the graph, as the three answers need it; and the words behind a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineage.graph.base import GraphStore
from lineage.jobs.evidence import link, strongest
from lineage.model.graph import Edge
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.photos.answers import Family, Link
from lineage.photos.serving.manifest import Manifest

_CARRY = frozenset({Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.VERSION_OF, Predicate.PART_OF})
_MEMBERS_ARE_PARENTS = frozenset({DerivationKind.SUBSET, DerivationKind.CROP})
_NO_PICTURES = frozenset({ThingKind.MODEL, ThingKind.ORGANIZATION, ThingKind.INDIVIDUAL})


@dataclass(frozen=True)
class Step:
    """One link of a chain, with who says so."""

    subject: str
    predicate: str
    kind: str | None
    object: str
    strength: str
    quote: str | None
    url: str | None


def family(graph: GraphStore, manifest: Manifest) -> Family:
    """The collection of the index, every dataset with a list, and all that the graph says was made from them."""
    edges: dict[str, Edge] = {}
    met: set[str] = set()
    for name in (manifest.dataset, *manifest.current()):
        thing = thing_of(name)
        if thing in met:
            continue
        for direction in ("downstream", "upstream"):
            reach = graph.reach(thing, direction, _CARRY)
            met |= reach.levels.keys() if direction == "downstream" else set()
            edges |= {edge.id: edge for edge in reach.edges}
    ends = {end for edge in edges.values() for end in (edge.subject, edge.object)}
    left_out = {thing.id for thing in graph.things(ends) if thing.kind in _NO_PICTURES}
    links = [_link(edge) for edge in sorted(edges.values(), key=_best_first) if _carries(edge, left_out)]
    return Family(tuple(links), complete(manifest))


def complete(manifest: Manifest) -> frozenset[str]:
    """The datasets of which every member is known."""
    found = {name for name, at in manifest.current().items() if manifest.columns[at].complete}
    return frozenset(found | ({manifest.dataset} if manifest.complete else set()))


def steps(graph: GraphStore, chains: Iterable[Sequence[Link]]) -> Mapping[str, Step]:
    """The evidence of every link of some chains, by edge: the firmest claim that has a quote."""
    links = {link.edge: link for chain in chains for link in chain}
    return {
        edge: Step(
            links[edge].child, said.claim.predicate.value,
            said.claim.derivation_kind.value if said.claim.derivation_kind else None,
            links[edge].parent, said.claim.strength.value, said.claim.evidence.quote, link(said),
        )
        for edge, said in strongest(graph, sorted(links)).items()
    }  # fmt: skip


def _carries(edge: Edge, left_out: set[str]) -> bool:
    return (
        edge.holds
        and edge.predicate in _CARRY
        and edge.derivation_kind is not DerivationKind.SYNTHETIC
        and edge.strength.rank >= Strength.STATED.rank
        and not {edge.subject, edge.object} & left_out
    )


def _link(edge: Edge) -> Link:
    up = edge.derivation_kind in _MEMBERS_ARE_PARENTS
    return Link(_name(edge.subject), _name(edge.object), up, edge.id)


def _best_first(edge: Edge) -> tuple[int, float, str]:
    return (-edge.strength.rank, -edge.confidence, edge.id)


def thing_of(name: str) -> str:
    """A dataset's id in the graph; the index calls those of the catalogue by their slug alone."""
    return name if ":" in name else f"dataset:{name}"


def _name(thing: str) -> str:
    return thing.removeprefix("dataset:")
