"""An alias is Flickr's to tell: the loopback world speaks its API, and a name that is only similar is a hint."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.photos.flickr import nsid_of
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture
def person(world):
    return json.loads((world.folder / "universe/dev-small/universe.json").read_text())["flickr"][0]


@pytest.fixture
def stores(world):
    environment = {
        "LINEAGE_SOURCE_FLICKR_URL": f"{world.url}/flickr",
        "LINEAGE_SOURCE_FLICKR_TOKEN": "a-key",
        "LINEAGE_SOURCE_FLICKR_RATE_SCALE": "1000",
    }
    return Stores(Settings(home=world.home, environment=environment), lambda: NOON)


def test_an_alias_leads_to_its_user_id(stores, person):
    assert nsid_of(stores, person["path"]) == person["nsid"]


def test_a_name_alone_is_a_hint_to_confirm(stores, person):
    with pytest.raises(BadInput, match=person["nsid"]):
        nsid_of(stores, person["username"])


def test_a_name_that_nobody_has_is_refused(stores):
    with pytest.raises(BadInput, match="knows nobody"):
        nsid_of(stores, "no-such-heron")


def test_nothing_of_it_is_stored_or_sent_elsewhere(stores, world, person):
    nsid_of(stores, person["path"])

    for path in (path for path in world.home.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert person["nsid"].encode() not in content
        assert person["path"].encode() not in content
        assert b"a-key" not in content


def test_without_a_key_nobody_is_guessed(world):
    with pytest.raises(BadInput, match="LINEAGE_SOURCE_FLICKR_TOKEN"):
        nsid_of(Stores(Settings(home=world.home), lambda: NOON), "lotus0")
