"""What a holder says of whom they passed datasets on to: a card that names organisations alone, told to the graph."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from lineage.clock import parse_moment
from lineage.errors import ArchiveUnavailable, BadInput, Erased
from lineage.files import create_once
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.project import project
from lineage.jobs.requests.desk import Desk
from lineage.jobs.stores import Stores
from lineage.jobs.unfinished import Unfinished
from lineage.model.base import canonical, sha256
from lineage.model.docket import EventKind
from lineage.model.references import is_reference, name_key, scheme
from lineage.model.words import ThingKind

DISCLOSURES: Final = "disclosures"
LONGEST: Final = 200
"""Characters of an organisation's name."""
_ADDRESS: Final = re.compile(r"@|%40|://|^www\.|^\S+\.\S+/", re.IGNORECASE)
"""A mail address, a Flickr user ID, or the address of a page."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Names in some scripts are written with these, and look empty to a test for control characters."""
Dataset = tuple[str, str]
"""The id of a thing in the graph, and what it is called."""


def organisations(names: Iterable[str]) -> tuple[str, ...]:
    """The names of recipients, each once and in order. Raises BadInput for what is no organisation's name.

    Who is an organisation only the operator knows; what names a person for sure, or an account, is refused.
    """
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        if problem := _problem(name):
            raise BadInput(
                f"Recipient {number} {problem}; give the name of the organisation, and never that of a person."
            )
        folded = " ".join(name.split())
        found.setdefault(name_key(folded), folded)
    if not found:
        raise BadInput("No recipient is named; give each with --recipient.")
    return tuple(sorted(found.values()))


def disclose(
    stores: Stores, holder_name: str, recipients: Iterable[str], datasets: Iterable[Dataset], told: date
) -> tuple[Dataset, ...]:
    """Write a card, once for the same answer, and bring ledger and graph up to it.

    Gives the datasets that are in it: what has no name or address of its own cannot be spoken of by another document.
    Raises BadInput, and what crawling and projecting raise; the next plan goes on from there.
    """
    to = organisations(recipients)
    spoken = tuple(sorted({each for each in datasets if scheme(each[0]) not in ("document", "anonymous")}))
    _write(stores, holder_name, to, spoken, told)
    _bring_up(stores)
    return spoken


def sealable(holder_name: str, recipients: Sequence[str], datasets: Iterable[Dataset]) -> dict[str, Sequence[Any]]:
    """What is sealed with an answer of whom it was passed on to, so that a crash keeps it from nobody."""
    return {"recipients": recipients, "holder_name": holder_name, "datasets": sorted(set(datasets))}


def catch_up(at: Desk) -> None:
    """Before planning, tell the graph what holders said and a crash, or a failing crawl, kept from it."""
    for event in at.docket.events(kinds=[EventKind.RECIPIENTS]):
        try:
            said = json.loads(at.unseal(str(event.request), "recipients", event.body["evidence"]))
        except Erased:  # who asked was forgotten: what was not told by then stays untold
            continue
        datasets = [(id_, name) for id_, name in said["datasets"] if scheme(id_) not in ("document", "anonymous")]
        _write(at.stores, said["holder_name"], said["recipients"], datasets, parse_moment(event.at).date())
    _bring_up(at.stores)


def _write(stores: Stores, name: str, to: Sequence[str], datasets: Sequence[Dataset], told: date) -> None:
    """The card, if there is anything to be said; that they say the same again makes no other one."""
    holder, names = _shown(name), [name for _, name in datasets]
    card = stores.home / DISCLOSURES / f"{sha256(canonical([holder, to, datasets]))[:16]}.json"
    if not datasets or card.is_file():
        return
    kinds = {thing.id: thing.kind for thing in stores.graph.things([id_ for id_, _ in datasets])}
    rows = [{"id": id_, "name": name, "kind": kinds.get(id_, ThingKind.DATASET).value} for id_, name in datasets]
    says = f"{holder} told us on {told.isoformat()} that it passed {_listed(names)} on to {_listed(to)}."
    what = {"says": says, "told": told.isoformat(), "holder": holder, "recipients": list(to), "datasets": rows}
    _untold(stores).begin(stores.clock(), stores.clock())
    create_once(card, canonical(what))


def _untold(stores: Stores) -> Unfinished:
    """Lies there from before a card is written until the graph has what it says."""
    return Unfinished(stores.home, "disclosures")


def _bring_up(stores: Stores) -> None:
    """Tell ledger and graph the cards that they do not have yet."""
    untold = _untold(stores)
    if untold.lies_there:
        _record(stores)
        untold.end()


def _record(stores: Stores) -> None:
    """Make the cards claims of the ledger, and the graph what the ledger says."""
    crawled = crawl(stores, CrawlOptions(sources=("disclosure",), path=stores.home / DISCLOSURES))
    problems = [shard.problem for shard in crawled.shards if shard.problem]
    if problems:
        raise ArchiveUnavailable(
            f"The answer is written down, but the ledger could not be told: {problems[0]} Once that is mended, "
            "`lineage request plan` goes on from there."
        )
    project(stores)


def _problem(name: str) -> str:
    """What keeps a text from being an organisation's name; empty for nothing."""
    if len(name) > LONGEST:
        return f"has {len(name)} characters, at most {LONGEST} were expected"
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and c not in _JOINERS for c in name):
        return "has characters that cannot be seen"
    if _ADDRESS.search(name.strip()):
        return "is an address or an account"
    if is_reference(name.strip()):
        return "is an identifier"
    if not any(c.isalpha() for c in name):
        return "has no letter"
    return ""


def _shown(name: str) -> str:
    """A holder's name, as the graph has it, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
