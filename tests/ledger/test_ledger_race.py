"""Two workers on one run: one of them seals it, and what is sealed can be read."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from lineage.model.document import Issue
from tests.making import claim, reading, run, visit

FILES = ["issues.jsonl.gz", "quotes.jsonl.gz", "readings.jsonl.gz", "seal.json", "visits.jsonl.gz"]


def seen_by(worker):
    """What a worker saw: every file of its run differs from another worker's."""
    words = f"Worker {worker} was here."
    return run(16, [visit(title=words)], [reading([claim(quote=words)])], issues=[Issue(document=None, problem=words)])


def same(found, made):
    return (found.visits, found.readings, found.issues) == (made.visits, made.readings, made.issues)


def test_of_many_workers_one_seals_and_its_run_is_what_is_read(ledgers, files):
    made, start = [seen_by(number) for number in range(8)], Barrier(8)

    def work(each):
        start.wait()
        return ledgers().seal(each)

    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(work, made))

    assert sealed.count(True) == 1
    assert same(ledgers().read(run(16).id), made[sealed.index(True)])
    assert sorted(files(run(16))) == FILES


def test_of_workers_that_found_the_same_one_seals_and_nothing_of_it_is_removed(ledgers, files):
    start = Barrier(6)

    def work(_):
        start.wait()
        return ledgers().seal(seen_by("all"))

    with ThreadPoolExecutor(6) as pool:
        sealed = list(pool.map(work, range(6)))

    assert sealed.count(True) == 1
    assert same(ledgers().read(run(16).id), seen_by("all"))
    assert sorted(files(run(16))) == FILES


PROCESS = """
import sys
from pathlib import Path
from lineage.ledger.folder import FolderLedger
from lineage.ledger.s3 import S3Ledger
from lineage.s3.connect import open_bucket
from lineage.settings import Servers
from tests.ledger.test_ledger_race import seen_by

worker, endpoint, region, address = sys.argv[1:]
if endpoint:
    servers = Servers(storage_url=address, s3_endpoint=endpoint, s3_region=region)
    ledger = S3Ledger(open_bucket(servers))
else:
    ledger = FolderLedger(Path(address))
print("ready", flush=True)
sys.stdin.readline()
print(ledger.seal(seen_by(worker)), flush=True)
"""


@pytest.mark.slow
def test_of_two_processes_on_one_run_one_seals_and_the_other_says_no(request, place, ledgers, files):
    environment, where = dict(os.environ), ["", "", str(place.root)]
    if not isinstance(place.root, Path):
        account = request.getfixturevalue("account")
        environment |= account.keys
        where = [account.servers.s3_endpoint, account.servers.s3_region, place.root.place()]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, name, *where], env=environment, cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("one", "other")
    ]  # fmt: skip
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 2

    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [worker.communicate()[0].strip() for worker in workers]

    assert sorted(said) == ["False", "True"]
    assert same(ledgers().read(run(16).id), seen_by("one" if said[0] == "True" else "other"))
    assert sorted(files(run(16))) == FILES
