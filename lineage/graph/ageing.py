"""The ledger's clock: when each claim was first and last seen, and whether it still stands (DESIGN §5).

A document gone, or no longer saying it, makes its claims unseen; refused, failed or skipped makes them not checked.
Marks are made only when all shards of a source and date are sealed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineage.errors import TooMuchAged
from lineage.model.claim import Claim
from lineage.model.document import Visit
from lineage.model.graph import Status
from lineage.model.run import SealedRun, shown
from lineage.model.words import Outcome

_SHARE, _AT_LEAST = 0.05, 10


@dataclass
class Aged:
    """One claim with its place in time; `visit` is the one that last validated it."""

    claim: Claim
    visit: Visit
    first_seen: str
    last_seen: str
    status: Status = Status.CURRENT


@dataclass(frozen=True)
class _Cycle:
    """All runs of one source at one date."""

    source: str
    date: str
    runs: tuple[SealedRun, ...]

    @property
    def complete(self) -> bool:
        sealed = {run.id.shard for run in self.runs}
        return sealed >= {shard for run in self.runs for shard in run.seal.shards}


def age(runs: Sequence[SealedRun], accepted: Iterable[str] = ()) -> list[Aged]:
    """Every claim that still counts, aged over runs in the order of their dates.

    Of one snapshot only the newest reader's claims count. Raises TooMuchAged, unless a run of that date is accepted.
    """
    readings = _newest_readings(runs)
    found: dict[tuple[str, str], Aged] = {}
    by_document: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    allowed = set(accepted)
    for cycle in _cycles(runs):
        marked: set[str] = set()
        known = {document for source, document in by_document if source == cycle.source}
        for run in cycle.runs:
            for visit in run.visits:
                place = (cycle.source, visit.document)
                said = readings.get((cycle.source, visit.document, visit.snapshot or ""), ())
                before = {key for key in by_document[place] if found[cycle.source, key].status is not Status.UNSEEN}
                seen = _see(found, by_document[place], cycle, visit, said)
                if _mark(found, cycle, visit, before - seen):
                    marked.add(visit.document)
        if len(marked) > max(_SHARE * len(known), _AT_LEAST) and not allowed & {str(run.id) for run in cycle.runs}:
            raise TooMuchAged(_too_much(cycle, len(marked), len(known)))
    return list(found.values())


def _too_much(cycle: _Cycle, marked: int, known: int) -> str:
    run = cycle.runs[0].id
    return (
        f"The crawl of {cycle.source} on {cycle.date} would mark {marked} of {known} documents as unseen; more than "
        f"{max(_SHARE * known, _AT_LEAST):.0f} at once points to a broken crawl. Look at the source; if it is right, "
        f"run `lineage project --accept-ageing {run}`, else leave it out with `lineage project --without-run {run}`."
    )


def _see(
    found: dict[tuple[str, str], Aged], known: set[str], cycle: _Cycle, visit: Visit, said: Iterable[Claim]
) -> set[str]:
    """Count the claims of a validated document as seen; their ids."""
    if not visit.outcome.validates:
        return set()
    seen = set()
    for claim in said:
        aged = found.get((cycle.source, claim.id))
        if aged is None:
            found[cycle.source, claim.id] = Aged(claim, visit, cycle.date, cycle.date)
        else:
            aged.claim, aged.visit, aged.last_seen, aged.status = claim, visit, cycle.date, Status.CURRENT
        seen.add(claim.id)
    known |= seen
    return seen


def _mark(found: dict[tuple[str, str], Aged], cycle: _Cycle, visit: Visit, missing: set[str]) -> bool:
    """Mark the claims that a visit did not confirm; whether any became unseen."""
    unseen = cycle.complete and (visit.outcome is Outcome.GONE or visit.outcome.validates)
    for key in missing:
        found[cycle.source, key].status = Status.UNSEEN if unseen else Status.NOT_CHECKED
    return unseen and bool(missing)


def _cycles(runs: Sequence[SealedRun]) -> list[_Cycle]:
    grouped: defaultdict[tuple[str, str, tuple[str, ...]], list[SealedRun]] = defaultdict(list)
    for run in sorted(runs, key=lambda r: (r.id.date, r.id.source, r.id.shard)):
        grouped[run.id.date.isoformat(), run.id.source, tuple(sorted(run.seal.shards))].append(run)
    return [_Cycle(source, shown(group[0].id.date), tuple(group)) for (_, source, _), group in grouped.items()]


def _newest_readings(runs: Sequence[SealedRun]) -> dict[tuple[str, str, str], tuple[Claim, ...]]:
    newest: dict[tuple[str, str, str], tuple[Claim, ...]] = {}
    for run in sorted(runs, key=lambda r: (r.id.date, r.id.source, r.id.shard)):
        for reading in run.readings:
            newest[run.id.source, reading.document, reading.snapshot] = reading.claims
    return newest
