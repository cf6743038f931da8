"""Why a holder owes something: the way to them, step by step, each in somebody's words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lineage.deletion.network import Node
from lineage.model.base import canonical, sha256
from lineage.model.graph import Said, Thing
from lineage.model.obligation import Why, WhyStep
from lineage.model.words import Strength
from lineage.trace.widest import Arc, Way

LISTS = "LISTS"
"""The predicate of the first step: a list of members names the person, or a photo of theirs."""


_GENERAL = ("name", "display_name", "value", "title")
"""Fields that say nothing by themselves: of whom a name is, the field around it says."""


@dataclass(frozen=True)
class Listing:
    """What is said of a list of members. Nothing of it names a person."""

    quote: str | None
    """A sentence about the list, such as that on its card."""
    url: str | None = None
    source: str | None = None
    fetched_at: str | None = None
    first_seen: str = ""


def explain(
    dataset: str, listing: Listing, way: Way[Node], said: Mapping[str, Said], things: Mapping[str, Thing],
    link: Callable[[Said], str] = lambda best: best.url,
) -> Why:  # fmt: skip
    """From the list of a dataset along a way to a holder.

    `said` gives the best claim of each edge; the words of an edge without one were forgotten, and its step has none.
    `link` gives the address at which a reader sees a claim.
    """
    opening = WhyStep(
        subject=dataset, subject_name=_name(dataset, things), subject_kind=_kind(dataset, things), predicate=LISTS,
        kind=None, object="", object_name="",
        strength=Strength.IDENTICAL.value, confidence=1.0, quote=listing.quote, url=listing.url, source=listing.source,
        fetched_at=listing.fetched_at, first_seen=listing.first_seen,
    )  # fmt: skip
    return Why(steps=(opening, *(_step(arc, said.get(arc.id), things, link) for arc in way)))


def digest(why: Why) -> str:
    """SHA-256 of the canonical JSON: equal explanations have the same."""
    return sha256(canonical(why.row()))


def _step(arc: Arc[Node], best: Said | None, things: Mapping[str, Thing], link: Callable[[Said], str]) -> WhyStep:
    edge = arc.edge
    return WhyStep(
        subject=edge.subject,
        subject_name=_name(edge.subject, things),
        predicate=edge.predicate.value,
        kind=edge.derivation_kind.value if edge.derivation_kind else None,
        object=edge.object,
        object_name=_name(edge.object, things),
        strength=(best.claim if best else edge).strength.value,
        confidence=edge.confidence,
        quote=best.claim.evidence.quote if best else None,
        url=link(best) if best else None,
        source=best.claim.source if best else None,
        fetched_at=best.fetched_at if best else None,
        first_seen=edge.first_seen,
        subject_kind=_kind(edge.subject, things),
        object_kind=_kind(edge.object, things),
        title=best.title if best else None,
        field=_field(best.claim.evidence.locator) if best else None,
        upwards=arc.upwards,
    )


def _field(locator: str) -> str | None:
    """The field that a JSON pointer leads to, such as `publisher` of `/publisher/name`; None for a place in a text."""
    if "char=" in locator:
        return None
    parts = [part for part in locator.split("/") if part and not part.isdecimal()]
    return next((part for part in reversed(parts) if part not in _GENERAL), parts[-1] if parts else None)


def _kind(thing: str, things: Mapping[str, Thing]) -> str | None:
    return things[thing].kind.value if thing in things else None


def _name(thing: str, things: Mapping[str, Thing]) -> str:
    return things[thing].label if thing in things else thing
