"""One run: crawl one shard of one source at one logical date, read what is new, seal it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lineage.archive.base import Tombstone
from lineage.catalogue.load import load as load_catalogue
from lineage.clock import stamp
from lineage.errors import ClaimWithoutEvidence, SourceChanged
from lineage.jobs.heard import known_family
from lineage.jobs.stores import Stores
from lineage.jobs.web import fetcher
from lineage.model.base import sha256
from lineage.model.claim import Claim
from lineage.model.document import Issue, Page, Reading, Snapshot, Visit
from lineage.model.run import RunId, Seal, SealedRun
from lineage.model.words import Outcome
from lineage.reading.document import VERSION
from lineage.reading.lexicon import Lexicon
from lineage.reading.view import View
from lineage.sources.crawl import Crawl
from lineage.sources.find import Source, load


@dataclass(frozen=True)
class Run:
    """What to crawl."""

    id: RunId
    shards: tuple[str, ...]
    path: Path | None = None


@dataclass(frozen=True)
class Sealed:
    """A sealed run, and whether it was this process that sealed it."""

    seal: Seal
    by_us: bool


def crawl_run(
    stores: Stores, run: Run, *, recorded: Path | None, record: Path | None, tell: Callable[[str], None]
) -> Sealed:
    """Crawl and seal; a sealed run is left as it is. Raises what the source raises, with everything fetched kept."""
    if seal := _sealed(stores, run.id):
        return Sealed(seal, by_us=False)
    source, catalogue = load(run.id.source), load_catalogue()
    reader = _Reader(stores, source, Lexicon(catalogue), known_visits(stores, run.id))
    with fetcher(stores, source.card, run.id, recorded=recorded, record=record) as (fetch, base_url, headers):
        crawl = Crawl(
            card=source.card,
            shard=run.id.shard,
            fetch=fetch,
            known=reader.known,
            terms=tuple(term for dataset in catalogue.datasets for term in (dataset.name, *dataset.aliases)),
            says_something=reader.says_something,
            claims=reader.claims,
            family=known_family(stores, run.id, reader.lexicon),
            base_url=base_url,
            headers=headers,
            path=run.path,
            ambiguous=tuple(
                n for dataset in catalogue.datasets if dataset.in_context for n in dataset.in_context.names
            ),
            identifiers=tuple(reference for dataset in catalogue.datasets for reference in dataset.identifiers),
        )
        for number, page in enumerate(source.script.pages(crawl), 1):
            reader.take(page)
            if number % 25 == 0:
                tell(f"{run.id.source} {run.id.shard}: {number} documents")
        for document, visit in reader.known.items():
            reason = "this run did not come across it"
            reader.take(Page(document, visit.kind, visit.url, Outcome.SKIPPED, reason=reason))
    if len(reader.visits) < source.card.least:
        raise SourceChanged(
            f"{run.id.source} {run.id.shard} gave {len(reader.visits)} documents where its card expects at least "
            f"{source.card.least}; nothing was sealed. Look whether the source has changed."
        )
    mark = f"catalogue {catalogue.digest[:12]}" if run.id.source == "catalogue" else None
    return _seal(stores, run, reader, [*crawl.issues, *reader.issues], crawl.notes, mark)


def known_visits(stores: Stores, run: RunId) -> dict[str, Visit]:
    """The documents of this shard as its last sealed run left them."""
    earlier = [
        sealed
        for sealed, _ in stores.ledger.seals()
        if (sealed.source, sealed.shard) == (run.source, run.shard) and sealed.date < run.date
    ]
    return {visit.document: visit for visit in stores.ledger.read(earlier[-1]).visits} if earlier else {}


def _sealed(stores: Stores, run: RunId) -> Seal | None:
    return next((seal for sealed, seal in stores.ledger.seals(run.date) if sealed == run), None)


def _seal(
    stores: Stores, run: Run, reader: _Reader, issues: list[Issue], notes: Iterable[str], mark: str | None
) -> Sealed:
    counts = Counter(str(visit.outcome) for visit in reader.visits.values())
    counts |= {
        "documents": len(reader.visits),
        "claims": sum(len(r.claims) for r in reader.readings),
        "issues": len(issues),
    }
    seal = Seal(
        run=str(run.id), shards=run.shards, sealed_at=stamp(stores.clock()), files={}, counts=dict(counts),
        notes=tuple(notes), mark=mark,
    )  # fmt: skip
    visits = tuple(reader.visits[name] for name in sorted(reader.visits))
    readings = tuple(sorted(reader.readings, key=lambda r: (r.document, r.snapshot)))
    ours = SealedRun(id=run.id, seal=seal, visits=visits, readings=readings, issues=tuple(issues))
    if stores.ledger.seal(ours):
        return Sealed(seal, by_us=True)
    return Sealed(_sealed(stores, run.id) or seal, by_us=False)  # another worker was faster: its run is the one


class _Reader:
    """Takes pages in, archives what is new, reads what was not read by this version yet."""

    def __init__(self, stores: Stores, source: Source, lexicon: Lexicon, known: dict[str, Visit]) -> None:
        self.known = known
        self.visits: dict[str, Visit] = {}
        self.readings: list[Reading] = []
        self.issues: list[Issue] = []
        self.lexicon = lexicon
        self._stores, self._source = stores, source
        self._version = f"{source.card.name}/{source.card.reader} reading/{VERSION} names/{lexicon.digest[:12]}"

    def take(self, page: Page) -> None:
        """One visit; the newest bytes known are carried along whatever the outcome."""
        known = self.known.get(page.document)
        if page.document in self.visits:
            return
        snapshot, outcome = known.snapshot if known else None, page.outcome
        if page.body is not None:
            snapshot = self._stores.archive.put(page.body)
            outcome = Outcome.UNCHANGED if known and known.snapshot == snapshot and known.outcome.validates else outcome
        same = known is not None and known.snapshot == snapshot
        self.visits[page.document] = Visit(
            document=page.document,
            kind=page.kind,
            url=page.url,
            outcome=outcome,
            reason=page.reason,
            title=page.title or (known.title if known else None),
            media_type=page.media_type if page.body is not None or known is None else known.media_type,
            snapshot=snapshot,
            fetched_at=known.fetched_at
            if same and known
            else stamp(self._stores.clock())
            if page.body is not None
            else None,
            etag=page.etag or (known.etag if same and known else None),
            version=page.version,
            listed_in=page.listed_in,
            reader=self._version if outcome.validates else (known.reader if known else None),
        )
        self.issues += [Issue(document=page.document, problem=problem) for problem in page.issues]
        forgotten = snapshot is not None and not self._stores.archive.has(snapshot)
        if snapshot and outcome.validates and not forgotten and not (same and known and known.reader == self._version):
            self._read(self.visits[page.document], snapshot, page.body)

    def says_something(self, page: Page) -> bool:
        """Whether a page says anything beside names and makers."""
        return any(claim.predicate not in ("SAME_AS", "PUBLISHED_BY", "AFFILIATED_WITH") for claim in self.claims(page))

    def claims(self, page: Page) -> list[Claim]:
        """What would be read from a page, or was from its unchanged bytes."""
        known = self.known.get(page.document)
        body = page.body
        if body is None and page.outcome is Outcome.UNCHANGED and known and known.snapshot:
            archived = self._stores.archive.get(known.snapshot)
            body = None if isinstance(archived, Tombstone) else archived
        if body is None:
            return []
        media_type = page.media_type if page.body is not None or known is None else known.media_type
        snapshot = Snapshot(page.document, page.kind, page.url, page.title, media_type, sha256(body), body)
        return self._claims(snapshot)[0]

    def _read(self, visit: Visit, sha: str, body: bytes | None) -> None:
        if body is None:
            archived = self._stores.archive.get(sha)
            if isinstance(archived, Tombstone):
                return
            body = archived
        snapshot = Snapshot(visit.document, visit.kind, visit.url, visit.title, visit.media_type, sha, body)
        found, problem = self._claims(snapshot)
        if problem:
            failed = {"outcome": Outcome.FAILED, "reason": problem, "reader": None}
            self.visits[visit.document] = visit.model_copy(update=failed)
            self.issues.append(Issue(document=visit.document, problem=problem))
            return
        claims, view = [], View(body, visit.media_type)
        for claim in found:
            try:
                claims.append(_evidenced(claim, view))
            except ClaimWithoutEvidence as error:
                self.issues.append(Issue(document=visit.document, problem=str(error)))
        self.readings.append(Reading(document=visit.document, snapshot=sha, reader=self._version, claims=tuple(claims)))

    def _claims(self, snapshot: Snapshot) -> tuple[list[Claim], str | None]:
        """What a snapshot says; or nothing, and what went wrong: one odd document never stops a run."""
        try:
            return list(self._source.script.read(snapshot, self.lexicon)), None
        except Exception as error:  # noqa: BLE001  whatever a stranger's text does to a reader, it is told
            return [], f"it was fetched but could not be read: {error!r}"[:300]


def _evidenced(claim: Claim, view: View) -> Claim:
    """The claim, when its quote really stands where it says; raises ClaimWithoutEvidence."""
    where = claim.evidence
    if where.quote is None or where.quote not in view.quoted(where.locator):
        raise ClaimWithoutEvidence(
            f"A claim of rule {where.rule} quotes words that are not at {where.locator}; it was left out."
        )
    return claim
