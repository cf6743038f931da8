"""Archive and ledger: in a folder, and in S3 (versitygw on this machine, whose bucket keeps versions)."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import boto3.session

from benchmarks.timing import median
from cluster.servers.s3 import s3
from lineage.archive.folder import FolderArchive
from lineage.archive.s3 import S3Archive
from lineage.archive.shelved import ShelvedArchive
from lineage.ledger.base import Ledger
from lineage.ledger.folder import FolderLedger
from lineage.ledger.s3 import S3Ledger
from lineage.model.base import sha256
from lineage.model.claim import Claim, Evidence
from lineage.model.document import Reading, Visit
from lineage.model.run import RunId, Seal, SealedRun
from lineage.model.words import Outcome, Predicate, Strength, ThingKind
from lineage.s3.bucket import Bucket
from lineage.s3.connect import open_bucket
from lineage.settings import Servers

_PAGES, _DOCUMENTS, _RUNS = 1_000, 5_000, 300


def measure() -> Iterator[tuple[str, str]]:
    """Put pages, put them again, seal and read a large run, list many seals."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured("folder", FolderArchive(Path(folder) / "archive"), lambda: FolderLedger(Path(folder)))
        with s3(Path(folder) / "server") as server:
            bucket = _bucket(server.url, dict(server.client))
            yield from _measured("S3", S3Archive(bucket.below("archive")), lambda: S3Ledger(bucket.below("ledger")))


def _measured(where: str, archive: ShelvedArchive, opened: Callable[[], Ledger]) -> Iterator[tuple[str, str]]:
    draw = random.Random(1)
    pages = [" ".join(str(draw.random()) for _ in range(500)).encode() for _ in range(_PAGES)]
    for what in ("put", "put the same"):
        seconds = median(lambda: [archive.put(page) for page in pages], repeats=1)
        yield f"{where}: {what} {_PAGES:,} pages of 10 kB", f"{seconds:.2f} s"
    ledger, run = opened(), _run(0, _DOCUMENTS)
    yield f"{where}: seal {_DOCUMENTS:,} documents", f"{median(lambda: ledger.seal(run), repeats=1):.2f} s"
    yield f"{where}: read them back", f"{median(lambda: opened().read(run.id), repeats=3):.2f} s"
    for number in range(1, _RUNS):
        ledger.seal(_run(number, 1))
    begin = time.perf_counter()
    ledger = opened()
    ledger.seals()
    yield f"{where}: {_RUNS} seals, in a new process", f"{time.perf_counter() - begin:.2f} s"
    yield f"{where}: {_RUNS} seals, again", f"{median(ledger.seals, repeats=3):.2f} s"


def _bucket(url: str, client: dict[str, str]) -> Bucket:
    os.environ.update(client)
    region = client["AWS_DEFAULT_REGION"]
    admin = boto3.session.Session().client("s3", endpoint_url=url, region_name=region)
    admin.create_bucket(Bucket="benchmark", CreateBucketConfiguration={"LocationConstraint": region})  # type: ignore[typeddict-item]
    admin.put_bucket_versioning(Bucket="benchmark", VersioningConfiguration={"Status": "Enabled"})
    return open_bucket(Servers(storage_url="s3://benchmark", s3_endpoint=url, s3_region=region))  # type: ignore[arg-type]


def _run(number: int, documents: int) -> SealedRun:
    run = RunId(source="documents", shard=f"shard-{number}", date=datetime(2026, 11, 16, tzinfo=UTC))
    visits, readings = [], []
    for n in range(documents):
        name, snapshot = f"document {n}", sha256(b"%d" % n)
        evidence = Evidence(
            snapshot=snapshot, locator="char=0,40", quote=f"Gulls {n} come from harbour {n % 7}.", rule="r"
        )
        claim = Claim(
            source="documents", document=name, subject=f"name:Gulls {n}", subject_kind=ThingKind.DATASET,
            predicate=Predicate.DERIVED_FROM, object=f"name:Harbour {n % 7}", object_kind=ThingKind.DATASET,
            strength=Strength.STATED, confidence=0.9, evidence=evidence,
        )  # fmt: skip
        url, at = f"https://papers.example/{n}", "2026-11-16T12:00:00Z"
        visits.append(
            Visit(
                document=name, kind=ThingKind.PAPER, url=url, outcome=Outcome.FETCHED, snapshot=snapshot, fetched_at=at
            )
        )
        readings.append(Reading(document=name, snapshot=snapshot, reader="reader/1", claims=(claim,)))
    seal = Seal(run=str(run), shards=("all",), sealed_at="2026-11-16T12:00:00Z", files={}, counts={})
    return SealedRun(id=run, seal=seal, visits=tuple(visits), readings=tuple(readings), issues=())
