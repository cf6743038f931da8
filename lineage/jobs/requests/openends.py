"""What a plan leaves open: whom nobody can ask about, what is too weak for a letter, what a complete list ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lineage.graph.base import GraphStore
from lineage.jobs.evidence import link, strongest
from lineage.letters.plan import Doubtful, Gap, Pruned
from lineage.model.claim import Claim
from lineage.model.graph import Edge, Thing
from lineage.model.plan import PlanDocument
from lineage.model.words import DerivationKind, Modality, Polarity, ThingKind


def gaps(document: PlanDocument, things: Mapping[str, Thing], names: Mapping[str, str]) -> Iterator[Gap]:
    """Whatever was reached without anybody to ask; what the graph no longer has goes by its id."""
    used = set(document.used)
    for each in document.gaps:
        kind = things[each].kind if each in things else ThingKind.DOCUMENT
        yield Gap(names.get(each, each), kind, each in used)


def pruned(document: PlanDocument, names: Mapping[str, str]) -> Iterator[Pruned]:
    """The datasets whose complete lists do not have the person, by their names, and the list that was searched."""
    for each in document.pruned:
        slug, name = each.removeprefix("dataset:"), names.get(each, each)
        searched = document.searched_of(slug).replace(f"of {slug} (", f"of {name} (")  # as older plans have it
        yield Pruned(name, searched or "its complete list")


def doubtful(graph: GraphStore, document: PlanDocument, edges: Iterable[Edge] = ()) -> Iterator[Doubtful]:
    """The statements that wait for review: as the graph has them, or, of an older plan, as they were claimed."""
    known = {edge.id: edge for edge in edges}
    best = strongest(graph, document.doubtful) if document.doubtful else {}
    said: dict[str, Edge | Claim] = {each: known.get(each) or best[each].claim for each in {*known, *best}}
    names = {t.id: t.label for t in graph.things({end for one in said.values() for end in (one.subject, one.object)})}
    for each in document.doubtful:
        if each in said:
            claim = best.get(each)
            yield Doubtful(
                _statement(said[each], names), claim.claim.evidence.quote if claim else None,
                link(claim) if claim else None, _reason(said[each]),
            )  # fmt: skip


def _statement(one: Edge | Claim, names: Mapping[str, str]) -> str:
    subject, thing = (names.get(end, end.removeprefix("name:")) for end in (one.subject, one.object))
    return f"{subject} {one.predicate.value.replace('_', ' ').lower()} {thing}"


def _reason(one: Edge | Claim) -> str:
    """What keeps it out of letters."""
    if one.modality is Modality.ALLEGED:
        return "it is only alleged"
    if one.polarity is Polarity.HYPOTHETICAL:
        return "it is said that it might be so"
    if one.derivation_kind is DerivationKind.SYNTHETIC:
        return "it was made by a model after the data, and may hold nothing of them"
    return f"it is {one.strength.value} only"
