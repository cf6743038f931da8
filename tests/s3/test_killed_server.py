"""kill -9 of the S3 server while workers write: what is visible afterwards is whole, and the work goes on."""

from __future__ import annotations

import secrets
import threading
import time

import boto3.session
import pytest

from cluster.errors import ClusterError
from cluster.servers.s3 import s3
from lineage.archive.s3 import S3Archive
from lineage.errors import ArchiveUnavailable
from lineage.ledger.base import runs
from lineage.ledger.s3 import S3Ledger
from lineage.model.claim import Evidence
from lineage.s3.connect import open_bucket
from lineage.settings import Servers
from tests.conftest import missing
from tests.making import SNAPSHOT, claim, reading, run, visit

pytestmark = [pytest.mark.servers, pytest.mark.slow]
KILLS = 4


@pytest.fixture
def server(tmp_path):
    """A server of one's own, to be killed."""
    try:
        started = s3(tmp_path / "s3")
    except ClusterError as problem:
        missing(str(problem))
    with started as server:
        yield server


@pytest.fixture
def opened(server, monkeypatch):
    for name, value in server.client.items():
        monkeypatch.setenv(name, value)
    region, name = server.client["AWS_DEFAULT_REGION"], f"gulls-{secrets.token_hex(4)}"
    admin = boto3.session.Session().client("s3", endpoint_url=server.url, region_name=region)
    admin.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    admin.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    admin.close()
    servers = Servers(storage_url=f"s3://{name}", s3_endpoint=server.url, s3_region=region)
    return lambda: open_bucket(servers)


def page(number):
    return secrets.token_bytes(20_000) + b"%d" % number


def made(number):
    """A run with enough in it to take a while to write."""
    places = [
        Evidence(snapshot=SNAPSHOT, locator=f"/{n}", quote=secrets.token_hex(50), rule="test") for n in range(300)
    ]
    claims = [claim(object=f"name:Gull {n}", evidence=place) for n, place in enumerate(places)]
    return run(16, [visit(title=str(number))], [reading(claims)], shard=f"shard-{number}")


class Worker(threading.Thread):
    """Archives pages and seals runs, one after the other, until it is stopped; notes what it was told had worked."""

    def __init__(self, bucket, name):
        super().__init__()
        self.archive, self.ledger, self.name = (
            S3Archive(bucket.below("archive")),
            S3Ledger(bucket.below("ledger")),
            name,
        )
        self.kept, self.sealed, self.failures, self.stopped = [], [], 0, threading.Event()

    def run(self):
        number = 0
        while not self.stopped.is_set():
            number += 1
            try:
                self.kept.append(self.archive.put(page(number)))
                each = made(f"{self.name}-{number}")
                if self.ledger.seal(each):
                    self.sealed.append(each)
            except ArchiveUnavailable:
                self.failures += 1


def test_nothing_is_half_visible_and_nothing_that_was_told_is_lost(server, opened):
    workers = [Worker(opened(), name) for name in ("one", "other")]
    for worker in workers:
        worker.start()
    for number in range(KILLS):
        time.sleep(0.7)
        server.kill()
        time.sleep(4 if number == 0 else 0.3)  # once longer than anybody's patience
        server.start()
    time.sleep(0.5)
    for worker in workers:
        worker.stopped.set()
    for worker in workers:
        worker.join()

    archive, ledger = S3Archive(opened().below("archive")), S3Ledger(opened().below("ledger"))
    found = {each.id: each for each in runs(ledger)}  # each verified against its seal
    for worker in workers:
        assert worker.failures >= 1
        for each in worker.sealed:
            assert found[each.id].readings == each.readings
        for key in worker.kept:
            assert len(archive.get(key)) > 20_000
    for each in opened().below("archive").listed():
        archive.get(each.key.split("/")[1].removesuffix(".gz"))  # whatever is visible is whole
    assert len(found) >= sum(len(worker.sealed) for worker in workers)


def test_a_run_whose_sealing_was_cut_off_is_sealed_after_the_restart(server, opened):
    ledger, each = S3Ledger(opened()), made("cut-off")
    server.kill()
    began = time.monotonic()
    with pytest.raises(ArchiveUnavailable, match="the server does not answer"):
        ledger.seal(each)
    assert time.monotonic() - began < 5

    server.start()

    assert S3Ledger(opened()).seals() == []
    assert ledger.seal(each) is True
    assert S3Ledger(opened()).read(each.id).readings == each.readings
