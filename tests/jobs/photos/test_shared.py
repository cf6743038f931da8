"""One team's index in a bucket: owners sealed unless somebody says otherwise, asked from anywhere with the key."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON
from tests.jobs.photos.conftest import AUK, GULL, TERN, of
from tests.places import PLAIN

pytestmark = pytest.mark.servers

KEY = SecretStr("a key that only this test has")


@pytest.fixture
def bucket(new_place):
    return new_place(PLAIN)


@pytest.fixture
def at(account, bucket, monkeypatch, tmp_path):
    """Stores of somebody of the team, with the team's key or another."""
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)

    def somebody(home, key=KEY):
        settings = Settings(
            home=tmp_path / home, servers=account.servers, photos_url=SecretStr(bucket.root.place()), photos_key=key
        )
        return Stores(settings, lambda: NOON)

    return somebody


def test_a_shared_index_is_sealed_and_answers_who_has_the_key(at, bucket, metadata, written):
    mine = at("mine")
    result = build(mine, [metadata], BuildOptions(complete=True))
    add(mine, "megaface", [written("m.txt", [f"7/{GULL}/{photo}_0.jpg" for photo in [*of(GULL), 777]])], AddOptions())

    assert result.key_id is not None
    everything = b"".join(bucket.everything())
    assert not [who for who in (GULL, TERN, AUK) if who.encode() in everything]
    (found,) = open_lookup(at("theirs")).one(GULL)
    assert (found.counts, len(found)) == ({"megaface": 21, "yfcc100m": 20}, 21)
    (photo,) = open_lookup(at("theirs")).one(str(of(TERN)[0]))
    assert (photo.nsid, len(photo)) == (None, 20)


def test_without_the_key_nobody_is_answered(at, metadata):
    build(at("mine"), [metadata], BuildOptions())

    with pytest.raises(BadInput, match="LINEAGE_PHOTOS_KEY"):
        open_lookup(at("theirs", None))
    with pytest.raises(BadInput, match="sealed with key"):
        open_lookup(at("theirs", SecretStr("another key of theirs")))


def test_a_shared_index_needs_a_key_or_a_word(at, metadata):
    with pytest.raises(BadInput, match="openssl rand"):
        build(at("mine", None), [metadata], BuildOptions())

    build(at("mine", None), [metadata], BuildOptions(hashed=False))
    (found,) = open_lookup(at("theirs", None)).one(GULL)
    assert len(found) == 20
