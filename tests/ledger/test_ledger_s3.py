"""The ledger in S3: what no seal names is invisible and goes, and nothing that a seal names ever does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lineage.ledger.s3 import S3Ledger
from lineage.s3.bucket import Bucket
from tests.ledger.test_ledger_race import FILES, same, seen_by
from tests.making import run
from tests.places import BUCKETS

LATER, EARLIER = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC) - timedelta(days=1)
WRITES = [1, 2, 3, 4, 5]


class Killed(BaseException):
    """Stands for the process being killed."""


def kill():
    raise Killed


@pytest.fixture(params=BUCKETS)
def place(request, new_place):
    return new_place(request.param)


@pytest.fixture
def before_write(monkeypatch):
    """Does something in the moment before the n-th object is written; who is killed then writes nothing more."""

    def arrange(number, act):
        count, put, put_if_absent = 0, Bucket.put, Bucket.put_if_absent

        def counted(write, bucket, key, data):
            nonlocal count
            count += 1
            if count == number or (count > number and act is kill):
                act()
            return write(bucket, key, data)

        monkeypatch.setattr(Bucket, "put", lambda *given: counted(put, *given))
        monkeypatch.setattr(Bucket, "put_if_absent", lambda *given: counted(put_if_absent, *given))

    return arrange


@pytest.fixture
def one_at_a_time(monkeypatch):
    monkeypatch.setattr("lineage.s3.bucket.AT_ONCE", 1)


@pytest.mark.parametrize("moment", WRITES)
def test_a_worker_that_is_overtaken_leaves_the_sealed_run_alone(ledgers, files, before_write, one_at_a_time, moment):
    outcome = []
    before_write(moment, lambda: outcome.append(ledgers().seal(seen_by("fast"))))

    assert ledgers().seal(seen_by("slow")) is False

    assert outcome == [True]
    assert same(ledgers().read(run(16).id), seen_by("fast"))
    assert sorted(files(run(16))) == FILES


@pytest.mark.parametrize("moment", WRITES)
def test_what_a_killed_worker_left_is_invisible_and_goes_when_the_run_is_sealed(
    ledgers, place, before_write, one_at_a_time, monkeypatch, moment
):
    before_write(moment, kill)
    with pytest.raises(Killed):
        ledgers().seal(seen_by("killed"))
    monkeypatch.undo()
    assert (ledgers().seals(), len(place.files())) == ([], moment - 1)

    assert ledgers().seal(seen_by("next")) is True

    assert same(ledgers().read(run(16).id), seen_by("next"))
    assert len(place.files()) == len(FILES)


def test_a_worker_killed_right_after_its_seal_has_sealed(ledgers, place, monkeypatch):
    monkeypatch.setattr(S3Ledger, "_listed", lambda *given: kill())
    with pytest.raises(Killed):
        ledgers().seal(seen_by("killed"))
    monkeypatch.undo()

    assert ledgers().seal(seen_by("next")) is False

    assert same(ledgers().read(run(16).id), seen_by("killed"))
    assert len(place.files()) == len(FILES)


def test_a_run_whose_seal_somebody_removed_can_be_sealed_again(ledgers, files):
    ledgers().seal(seen_by("first"))
    files(run(16))["seal.json"].unlink()

    assert ledgers().seal(seen_by("second")) is True

    assert same(ledgers().read(run(16).id), seen_by("second"))


@pytest.fixture
def rest(ledgers, before_write, monkeypatch):
    """What a killed worker left of a run that nobody went on with."""
    with monkeypatch.context() as patch:
        patch.setattr(Bucket, "put_if_absent", lambda *given: kill())
        with pytest.raises(Killed):
            ledgers().seal(seen_by("killed"))


def test_tidying_removes_what_lies_unsealed_since_before_a_moment(ledgers, place, rest):
    assert ledgers().tidy(LATER) == 1

    assert place.files() == {}
    assert place.everything() == []


def test_tidying_leaves_what_a_worker_may_be_about_to_seal(ledgers, place, rest):
    assert ledgers().tidy(EARLIER) == 0

    assert len(place.files()) == len(FILES) - 1


def test_tidying_leaves_sealed_runs_and_what_others_keep_there(ledgers, place):
    ledgers().seal(seen_by("one"))
    other = place.file("runs/notes/read-me.txt")
    other.write_bytes(b"of somebody else")

    assert ledgers().tidy(LATER) == 0

    assert same(ledgers().read(run(16).id), seen_by("one"))
    assert other.read_bytes() == b"of somebody else"


@pytest.mark.parametrize("moment", WRITES)
def test_files_that_are_tidied_away_before_their_seal_is_put_are_written_again(
    ledgers, before_write, one_at_a_time, moment
):
    before_write(moment, lambda: ledgers().tidy(LATER))

    assert ledgers().seal(seen_by("slow")) is True

    assert same(ledgers().read(run(16).id), seen_by("slow"))


def test_hundreds_of_seals_are_read_once_and_then_only_listed(ledgers, place):
    made = run(16)
    ledgers().seal(made)
    seal = place.file(f"seals/{made.id}.json").read_text()
    for number in range(300):
        name = str(made.id).replace("all", f"shard-{number}")
        place.file(f"seals/{name}.json").write_text(seal.replace(str(made.id), name))
    ledger, asked = ledgers(), []
    place.root._client.meta.events.register("before-send.s3", lambda request, **_: asked.append(request.url))

    assert len(ledger.seals()) == 301
    first = len(asked)
    assert len(ledger.seals()) == 301

    assert (first, len(asked) - first) == (302, 1)
