"""Forgetting a person: who has every file that is left, an older backup and the master key cannot read who it was."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from dataclasses import replace
from uuid import UUID

import pytest

from lineage.deletion.masters import Masters
from lineage.deletion.sealing import unseal
from lineage.errors import Erased, NotApproved, SealBroken
from lineage.jobs.requests.approve import approve
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import erase
from lineage.jobs.requests.identify import issue_code, reviewed
from lineage.jobs.requests.open import MATCH, OpenOptions, open_request
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.report import report, write_page
from lineage.jobs.requests.send import send
from lineage.jobs.requests.status import status
from lineage.jobs.stores import Stores
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.request import RequestStatus
from lineage.settings import Settings
from tests.conftest import NOON
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import (
    ACME,
    CONTACT,
    GULLS,
    HERON,
    HOST,
    NSID,
    ROLE,
    answered,
    asked,
    found,
    obligations,
    sent,
    states,
)

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
OTHER = str(UUID(int=2))


@pytest.fixture
def erased(world, home, tmp_path) -> str:
    """A request that was worked with and erased, beside another one; `tmp_path/backup` has all but keys from before."""
    request = answered(world, sent(world, asked(world)))
    record(world, request, HERON, Said("sent"))
    issue_code(world, request, lambda: "lineage-0123456789")
    report(world, request)
    asked(world, collection.TERN, 2, name="Somebody Else")
    shutil.copytree(home, tmp_path / "backup", ignore=shutil.ignore_patterns("keys", "outbox", "photos"))
    erase(world, request)
    return request


def files(*folders):
    """All that lies there, as it lies there and unpacked; but for the index of photos, which names everybody."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "photos" not in path.relative_to(folder).parts[:1]:
                data = path.read_bytes()
                yield path.relative_to(folder).as_posix(), data
                if path.suffix == ".gz":
                    yield path.name, gzip.decompress(data)


def test_no_file_of_the_home_or_of_an_older_backup_names_the_person(erased, home, tmp_path):
    named = {name: words for name, data in files(home, tmp_path / "backup") if (words := found(data))}

    assert named == {}


def test_the_other_person_s_letters_stay(erased, world, home):
    sent(world, OTHER)

    assert {path.name for path in (home / "outbox").iterdir()} == {OTHER}


def test_no_key_that_is_left_opens_what_was_sealed(erased, world, home, tmp_path):
    """Each blob with each key of the store and the master key itself, under every name it may have been sealed."""
    master = Masters.of((home / "keys" / "master.key").read_text().strip()).current.key
    keys = [master, *(world.keys.get(name) for name in world.keys.names())]
    backup = Stores(Settings(home=tmp_path / "backup"), lambda: NOON)
    with sqlite3.connect(tmp_path / "backup" / "lineage.sqlite") as connection:
        bodies = [row[0] for row in connection.execute("SELECT body FROM docket_events WHERE request = ?", [erased])]
    connection.close()
    notices = {event.notice for event in history(world, erased)} - {None}
    names = ["requester", "plan", "answer", "identity", "code", "reason", "recipients", "complaint", "joined"]
    names += [f"{kind}/{notice}" for kind in ("notice", "receipt") for notice in notices]
    blobs = {digest for body in bodies for digest in _digests(body) if backup.archive.has(digest)}
    assert len(blobs) > 15

    for digest in blobs:
        for key in keys:
            for name in names:
                with pytest.raises(SealBroken):
                    unseal(key, backup.archive.get(digest), f"{erased}/{name}")


def _digests(body):
    return [word for word in body.split('"') if len(word) == 64]


def history(stores, request):
    with desk(stores) as at:
        return at.docket.events(request)


def test_who_counts_through_all_user_ids_does_not_find_whose_request_it_was(erased, world, home):
    """The tag of a person is a keyed hash; its key is still there for others, and so the tag itself has to be gone."""
    import hashlib
    import hmac

    key = world.keys.get(MATCH)
    tags = [hmac.new(key, who.encode(), hashlib.sha256).hexdigest().encode() for who in collection.NAMES]
    everything = b"".join(data for _, data in files(home))

    assert [who for who, tag in zip(collection.NAMES, tags, strict=True) if tag in everything] == [collection.TERN]


def test_a_docket_that_is_restored_from_the_backup_does_not_bring_the_person_back(erased, home, tmp_path):
    for name in ("lineage.sqlite", "archive"):
        (shutil.rmtree if (home / name).is_dir() else lambda path: path.unlink())(home / name)
        shutil.move(tmp_path / "backup" / name, home / name)
    restored = Stores(Settings(home=home), lambda: NOON)

    with pytest.raises(Erased), desk(restored) as at:
        at.requester(at.docket.request(erased))


def test_the_chain_is_whole_and_obligations_dates_and_outcomes_can_be_read(erased, world):
    assert audit(world).whole
    assert states(world, erased) == {
        HOST: State.NOT_APPLICABLE, ACME: State.CLAIMED_DONE, GULLS: State.REFUSED, HERON: State.NOTIFIED,
        small_world.TERN: State.NOT_APPLICABLE, small_world.OURSELVES: State.NOT_APPLICABLE,
    }  # fmt: skip
    (view,) = status(world, erased)
    assert view.standing.status is RequestStatus.REVOKED
    assert view.events[-1].kind is EventKind.ERASED
    assert all(each.since and each.dataset_name for each in view.obligations)
    assert [holder.task for holder in view.holders if holder.task] == []
    write_page(world)


@pytest.mark.parametrize(
    "use",
    [
        lambda stores, who: report(stores, who),
        lambda stores, who: issue_code(stores, who, lambda: "another"),
        lambda stores, who: reviewed(stores, who, ROLE, satisfied=True, note="seen"),
        lambda stores, who: record(stores, who, ACME, Said("refused", "Art. 17(3)(d)")),
    ],
    ids=["report", "code", "review", "record"],
)
def test_what_needs_the_key_says_in_a_sentence_that_it_is_gone(erased, world, use):
    before = history(world, erased)

    with pytest.raises(Erased, match="was destroyed: nobody can read any more what was sealed with it"):
        use(world, erased)

    assert history(world, erased) == before


@pytest.mark.parametrize(
    "use",
    [plan, lambda stores, who: approve(stores, who, ROLE), lambda stores, who: send(stores, who, really=True)],
    ids=["plan", "approve", "send"],
)
def test_nothing_of_it_goes_on(erased, world, use):
    before = history(world, erased)

    with pytest.raises(NotApproved, match=f"{erased} was erased"):
        use(world, erased)

    assert history(world, erased) == before


def test_the_work_on_others_goes_on_long_after(erased, world):
    """A holder of the erased request was told and never answers; nobody is reminded, and nothing stops for it."""
    late = replace(world, clock=lambda: NOON.replace(year=2028))

    sent(late, OTHER)

    assert {state for holder, state in states(late, OTHER).items() if holder == ACME} == {State.SENDING}
    assert audit(late).whole


def test_who_asks_again_gets_a_new_request(erased, world):
    again = open_request(world, OpenOptions(NSID, CONTACT), lambda: UUID(int=3))

    assert (again.joined, again.request.id) == (False, str(UUID(int=3)))


def test_erasing_again_finishes_what_a_killed_process_began_and_changes_nothing_else(erased, world, home):
    before = history(world, erased)
    half = home / "outbox" / f".{erased}.0a1b2c3d.part"
    half.mkdir()
    (half / "letter.txt").write_text(NSID)

    erase(world, erased)

    assert not half.exists()
    assert history(world, erased) == before


def test_what_was_carried_out_before_stays_told(erased, world):
    assert {each.holder for each in obligations(world, erased) if each.state is State.CLAIMED_DONE} == {ACME}
