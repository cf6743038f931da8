"""What a holder says of whom they passed datasets on to: a card that names organisations alone, told to the graph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from lineage.errors import ArchiveUnavailable, BadInput
from lineage.files import write_atomically
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.project import project
from lineage.jobs.stores import Stores
from lineage.model.base import canonical, sha256
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
    Raises BadInput, and what crawling and projecting raise; the same call again goes on.
    """
    to = organisations(recipients)
    spoken = tuple(sorted({each for each in datasets if scheme(each[0]) not in ("document", "anonymous")}))
    if spoken:
        kinds = {thing.id: thing.kind for thing in stores.graph.things([name for name, _ in spoken])}
        rows = [{"id": id_, "name": name, "kind": kinds.get(id_, ThingKind.DATASET).value} for id_, name in spoken]
        _write(stores.home / DISCLOSURES, _shown(holder_name), to, rows, told)
        _record(stores)
    return spoken


def _write(folder: Path, holder: str, to: Sequence[str], datasets: list[dict[str, str]], told: date) -> None:
    """The card; that they say the same again makes no other one."""
    what = {"holder": holder, "recipients": list(to), "datasets": datasets}
    path = folder / f"{sha256(canonical(what))[:16]}.json"
    if not path.is_file():
        says = f"{holder} says that it passed {_listed([d['name'] for d in datasets])} on to {_listed(to)}."
        write_atomically(path, canonical({"says": says, "told": told.isoformat(), **what}))


def _record(stores: Stores) -> None:
    """Make the cards claims of the ledger, and the graph what the ledger says."""
    crawled = crawl(stores, CrawlOptions(sources=("disclosure",), path=stores.home / DISCLOSURES))
    problems = [shard.problem for shard in crawled.shards if shard.problem]
    if problems:
        raise ArchiveUnavailable(
            f"The answer is written down, but the ledger could not be told: {problems[0]} Run the same command again."
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
