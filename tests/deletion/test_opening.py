"""The store of keys is opened by the settings: with the master keys they name, or one in the home for a trial."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from lineage.errors import BadInput, Erased, KeyUnusable
from lineage.jobs.stores import Stores
from lineage.settings import from_environment
from tests.conftest import NOON
from tests.deletion.vault import NEXT, SECRET


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def opened(home):
    """The store of keys of this home, as another process would open it."""
    kept = []  # what nobody holds is closed

    def opened(**environment):
        kept.append(Stores(from_environment({"LINEAGE_HOME": str(home), **environment}), lambda: NOON))
        return kept[-1].keys

    return opened


def test_without_any_setting_a_master_key_is_made_once(opened, home):
    key = opened().make("request:1", NOON)

    assert opened().get("request:1") == key
    assert len((home / "keys/master.key").read_text()) == 64


def test_what_lies_in_the_home_is_for_its_owner_alone(opened, home):
    opened().make("request:1", NOON)

    modes = {path.name: path.stat().st_mode & 0o777 for path in (home / "keys", *(home / "keys").iterdir())}
    assert modes == {"keys": 0o700, "master.key": 0o600, "keys.sqlite": 0o600, "keys.sqlite-journal": 0o600}


def test_a_folder_that_others_could_read_is_closed_to_them(opened, home):
    (home / "keys").mkdir(parents=True, mode=0o755)

    opened()

    assert (home / "keys").stat().st_mode & 0o777 == 0o700


def test_of_many_who_come_first_all_have_one_master_key(opened, home):
    start = Barrier(4)

    def make(number):
        start.wait()
        return opened().make(f"request:{number}", NOON)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(make, range(4)))

    assert [opened().get(f"request:{number}") for number in range(4)] == made
    assert sorted(path.name for path in (home / "keys").iterdir() if path.suffix == ".key") == ["master.key"]


def test_a_master_key_that_is_set_leaves_nothing_in_the_home(opened, home):
    opened(LINEAGE_MASTER_KEY=SECRET).make("request:1", NOON)

    assert not (home / "keys/master.key").exists()


def test_production_wants_a_master_key(opened, home):
    with pytest.raises(BadInput, match="LINEAGE_MASTER_KEY is not set, and LINEAGE_MODE is production"):
        opened(LINEAGE_MODE="production")

    assert not home.exists()
    assert opened(LINEAGE_MODE="production", LINEAGE_MASTER_KEY=SECRET).names() == []


def test_a_trial_goes_on_in_production_with_the_master_key_of_the_home(opened, home):
    key = opened().make("request:1", NOON)
    production = {"LINEAGE_MODE": "production", "LINEAGE_MASTER_KEY": SECRET}

    assert opened(**production).get("request:1") == key
    assert opened(**production).rotate() == 1
    (home / "keys/master.key").unlink()

    assert opened(**production).get("request:1") == key


def test_a_former_master_key_opens_what_it_wrapped(opened):
    key = opened(LINEAGE_MASTER_KEY=SECRET).make("request:1", NOON)

    assert opened(LINEAGE_MASTER_KEY=NEXT, LINEAGE_MASTER_KEY_BEFORE=f"{'coot' * 8}, {SECRET}").get("request:1") == key
    with pytest.raises(KeyUnusable, match="LINEAGE_MASTER_KEY_BEFORE"):
        opened(LINEAGE_MASTER_KEY=NEXT).get("request:1")


def test_a_lost_store_is_told_and_no_empty_one_takes_its_place(opened, home):
    opened().make("request:1", NOON)
    (home / "keys/keys.sqlite").unlink()

    with pytest.raises(KeyUnusable, match=r"keys\.sqlite is missing, and master\.key beside it says that there was"):
        opened()

    assert not (home / "keys/keys.sqlite").exists()


def test_a_lost_master_key_is_told_and_no_new_one_takes_its_place(opened, home):
    opened().make("request:1", NOON)
    (home / "keys/master.key").unlink()

    with pytest.raises(KeyUnusable, match=r"holds keys, and their master key is neither in LINEAGE_MASTER_KEY nor in"):
        opened()

    assert not (home / "keys/master.key").exists()


def test_a_lost_folder_is_told_by_each_key(opened, home):
    opened().make("request:1", NOON)
    shutil.rmtree(home / "keys")

    with pytest.raises(Erased, match="it was made in another store"):
        opened().get("request:1")


@pytest.mark.parametrize("text", [b"", b"short", b"\xff" * 40])
def test_a_master_key_that_was_damaged_is_told_without_it(opened, home, text):
    opened().make("request:1", NOON)
    (home / "keys/master.key").write_bytes(text)

    with pytest.raises(KeyUnusable, match=f"master.key has {len(text)} bytes that are no master key"):
        opened()


def test_keys_may_lie_in_another_database(opened, home, database_url):
    url = database_url.render_as_string(hide_password=False)
    settings = {"LINEAGE_KEYS_URL": url, "LINEAGE_MASTER_KEY": SECRET}

    key = opened(**settings).make("request:1", NOON)

    assert opened(**settings).get("request:1") == key
    assert not home.exists()


def test_a_second_machine_without_the_master_key_makes_none_of_its_own(opened, home, tmp_path):
    opened(LINEAGE_KEYS_URL=f"sqlite:///{tmp_path}/shared.sqlite").make("request:1", NOON)
    home.rename(tmp_path / "first")

    with pytest.raises(KeyUnusable, match=r"shared\.sqlite holds keys, and their master key is neither"):
        opened(LINEAGE_KEYS_URL=f"sqlite:///{tmp_path}/shared.sqlite")


def test_nothing_shows_a_master_key(opened, home):
    store = opened(LINEAGE_MASTER_KEY=SECRET, LINEAGE_MASTER_KEY_BEFORE=NEXT)
    settings = from_environment({"LINEAGE_MASTER_KEY": SECRET, "LINEAGE_MASTER_KEY_BEFORE": NEXT})

    assert "gull" not in repr(store) + repr(settings) + repr(store._masters) + str(settings.model_dump())
    assert "tern" not in repr(settings) + repr(store._masters)
