"""Which names of the family a source hears before it is crawled, and which sources were crawled too early for some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lineage.catalogue.load import load as load_catalogue
from lineage.jobs.stores import Stores
from lineage.ledger.base import runs
from lineage.model.run import RunId, SealedRun
from lineage.reading.lexicon import Lexicon
from lineage.sources import find
from lineage.sources.family import Family


def known_family(stores: Stores, run: RunId, lexicon: Lexicon) -> Family:
    """The datasets of the catalogue, and what sealed runs say is made of them.

    Of the run's own date only sources of an earlier turn count, so the order within a turn is nothing; and those of
    the first turn, who wait for nobody, search for the catalogue's names alone.
    """
    earlier = runs(stores.ledger, run.date) if _searches(run.source) else ()
    return _learnt((one for one in earlier if _hears(run, one.id)), lexicon)


def behind(stores: Stores, sources: Iterable[str], until: datetime) -> list[str]:
    """Those of some sources that search for names, and were last crawled before all names known by now were found.

    What a source finds itself it follows within its run. Raises RunIncomplete.
    """
    searching = [source for source in sources if _searches(source)]
    if not searching:
        return []
    lexicon, sealed = Lexicon(load_catalogue()), list(runs(stores.ledger, until))
    names = set(_learnt(sealed, lexicon).new_names())
    late = []
    for source in searching:
        last = max((run.id for run in sealed if run.id.source == source), key=lambda run: run.date, default=None)
        heard = (run for run in sealed if last and (run.id.source == source or _hears(last, run.id)))
        if last and names - set(_learnt(heard, lexicon).new_names()):
            late.append(source)
    return late


def _searches(source: str) -> bool:
    return find.card(source).turn > 1


def _hears(run: RunId, other: RunId) -> bool:
    """Whether a run begins when another is known; a source that was taken out counts for the first turn."""
    turn = find.card(other.source).turn if other.source in find.names() else 0
    return other.date < run.date or (other.date == run.date and turn < find.card(run.source).turn)


def _learnt(sealed: Iterable[SealedRun], lexicon: Lexicon) -> Family:
    family = Family(lexicon)
    for run in sealed:
        titles = {visit.document: visit.title for visit in run.visits}
        for reading in run.readings:
            family.learn(reading.claims, title=titles.get(reading.document))
    return family
