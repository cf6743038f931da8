"""`lineage doctor`: what is there, what is wrong with it, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lineage.database.schema import state
from lineage.errors import LineageError
from lineage.files import make_folder, write_atomically
from lineage.jobs.stores import Stores
from lineage.ledger.base import runs
from lineage.model.docket import EventKind
from lineage.sources import find

_Look = Callable[[], str]


@dataclass(frozen=True)
class Check:
    """One thing looked at: fine, or with a sentence on what is wrong and what to do."""

    what: str
    fine: bool
    finding: str


def doctor(stores: Stores) -> list[Check]:
    """Look at every store and source in turn; nothing is changed but for probes, in home and bucket, that go again."""
    home = _try("home", lambda: _writable(stores))
    storage = _try("storage", lambda: _storage(stores))
    database = _try("database", lambda: state(stores.database_url))
    return [
        home,
        _try("settings", lambda: _settings(stores)),
        storage,
        database,
        _try("ledger", lambda: _ledger(stores), storage),
        _try("archive", lambda: _archive(stores), storage),
        _try("graph", lambda: _graph(stores)),
        _try("photos", lambda: _photos(stores)),
        _try("judgements", lambda: f"{len(stores.judgements.all())} judgements", database),
        _try("requests", lambda: _requests(stores), database),
    ]


def _try(what: str, look: _Look, within: Check | None = None) -> Check:
    if within and not within.fine:
        return Check(what, False, f"not looked at, since the {within.what} cannot be used")
    try:
        return Check(what, True, look())
    except LineageError as error:
        return Check(what, False, str(error))


def _requests(stores: Stores) -> str:
    """How many there are, and whether each has a key that opens, or a mark that it was destroyed."""
    from lineage.errors import Erased, KeyUnusable
    from lineage.jobs.requests.desk import Desk

    at = Desk(stores)
    erased, lost = 0, 0
    found = list(at.docket.requests())
    for request in found:
        try:
            at.keys.get(f"request:{request.id}")
        except Erased:
            erased += 1
            lost += not at.docket.events(request.id, kinds=[EventKind.ERASED])
    if lost:
        raise KeyUnusable(
            f"{lost} of {len(found)} requests have no key any more, and nobody erased them: restore the newest backup "
            "of the keys (LINEAGE_KEYS_URL, or keys/ in the home)."
        )
    return f"{len(found)} deletion requests, {erased} of them of people who are forgotten"


def _writable(stores: Stores) -> str:
    make_folder(stores.home)
    probe = stores.home / ".probe"
    write_atomically(probe, b"ok")
    probe.unlink()
    return f"{stores.home.resolve()} can be written"


def _settings(stores: Stores) -> str:
    for name in find.names():
        find.card(name)
        stores.settings.source(name)
    contact = stores.settings.contact or "none (set LINEAGE_CONTACT, so that a source's operator can reach you)"
    return f"{len(find.names())} sources; contact: {contact}"


def _storage(stores: Stores) -> str:
    return stores.bucket.check() if stores.bucket else f"archive and ledger lie in {stores.home.resolve()}"


def _ledger(stores: Stores) -> str:
    sealed = [str(run.id) for run in runs(stores.ledger)]
    last = f"; the newest are {', '.join(sealed[-12:])}" if sealed else ""
    return f"{len(sealed)} sealed runs, all as sealed{last}"


def _graph(stores: Stores) -> str:
    counts = ", ".join(f"{n} {what}" for what, n in sorted(stores.graph.counts().items()))
    missing = stores.graph.schema()
    behind = f"; its schema lacks {', '.join(missing)}, which the next `lineage project` applies" if missing else ""
    return counts + behind


def _archive(stores: Stores) -> str:
    snapshots = {visit.snapshot for run in runs(stores.ledger) for visit in run.visits if visit.snapshot}
    for snapshot in sorted(snapshots):
        stores.archive.get(snapshot)
    return f"{len(snapshots)} snapshots, all readable and as hashed"


def _photos(stores: Stores) -> str:
    if not (stores.home / "photos").is_dir():
        return "no index of photos"
    from lineage.jobs.photos.opened import photo_store

    index = photo_store(stores).open()
    try:
        index.check()
    finally:
        index.close()
    have = index.manifest
    return f"{have.rows:,} photos, {len(have.columns)} releases of datasets, all blocks as summed"
