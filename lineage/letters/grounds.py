"""What a step of a reason rests on: the very words of a page, or what we ourselves keep, told in our words.

What stands in our catalogue, in an answer that we wrote down or in our index of photographs is nobody's own words, and
nobody fetched it: a letter says whose record it is and quotes nothing. The source of the claim decides that, never its
text, so reasons that were frozen long ago are told so too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lineage.model.addresses import host
from lineage.model.obligation import WhyStep
from lineage.model.words import Predicate

_FIELD: Final = (Predicate.PUBLISHED_BY.value, Predicate.WITHDRAWN.value, Predicate.DESCRIBED_BY.value)
"""What the catalogue says in a field of its own, whose value is no sentence."""


@dataclass(frozen=True)
class Grounds:
    """What a letter shows below a step."""

    quote: str = ""
    """The very words of a page; empty where none are quoted."""
    says: str = ""
    """What is said in our words: by whom, or in which field of a page the quoted words stand."""
    where: str = ""
    """Where a reader finds it."""


def grounds(step: WhyStep) -> Grounds:
    """What one step rests on."""
    if not step.quote:
        return Grounds(says="No words are quoted for this step.", where=_page(step))
    if step.source == "catalogue":
        return Grounds(says=f"Our catalogue records: {_recorded(step)}", where=_after(step))
    if step.source == "disclosure":
        return Grounds(
            says=f"As we wrote it down: {step.quote}",
            where=f"Their answer, which we keep{_day(', written down on', step)}.",
        )
    if step.source == "membership":
        return Grounds(says=f"Our index of photographs has: {step.quote}", where=_list(step))
    says = f"The field “{step.field}” of the page below reads:" if step.field else ""
    return Grounds(step.quote, says, _page(step))


def _recorded(step: WhyStep) -> str:
    if step.predicate in _FIELD or not step.quote or " " not in step.quote:
        verb = {"PUBLISHED_BY": "was published by", "WITHDRAWN": "was withdrawn by"}.get(step.predicate, "belongs to")
        return f"{step.subject_name} {verb} {step.object_name}."
    return step.quote


def _after(step: WhyStep) -> str:
    return f"After: {step.url}; our own summary, not that page's words." if host(step.url) else "Our own summary."


def _list(step: WhyStep) -> str:
    source = f"From: {step.url}" if step.url and not step.url.startswith("urn:") else "In our index"
    return f"{source}{_day(', taken in on', step)}."


def _page(step: WhyStep) -> str:
    return f"Where: {step.url or 'no address'}{_day(', fetched on', step)}."


def _day(words: str, step: WhyStep) -> str:
    return f"{words} {step.fetched_at[: len('2026-11-16')]}" if step.fetched_at else ""
