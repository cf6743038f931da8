"""What the index of photos is measured against answers the same question with the same answer."""

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("polars")

from collections import Counter

from benchmarks.photos.generate import generate
from benchmarks.photos.members import members
from benchmarks.photos.peers import PEERS, asked_for
from benchmarks.photos.people import people
from benchmarks.photos.rows import World

ROWS = 20_000


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    made = tmp_path_factory.mktemp("data")
    generate(ROWS, ROWS, made)
    return made


@pytest.fixture(scope="module")
def truth():
    """The photos of each owner, and how often they are members."""
    batch = World(ROWS, 1).batch(0, ROWS)
    names = people(ROWS, 1).names
    owner = dict(zip(batch.photo.tolist(), (names[n] for n in batch.owner.tolist()), strict=True))
    taken = Counter(owner[photo] for ids in members(batch) for photo in ids.tolist())
    return {name: (photos, taken[name]) for name, photos in Counter(owner.values()).items()}


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.__name__)
def test_every_peer_finds_all_photos_and_memberships(peer, data, tmp_path, truth):
    engine = peer()
    built = engine.build(data, tmp_path)

    assert built.rows == ROWS
    assert built.bytes > 0
    assert engine.scale(data) == 1
    for owner in sorted(truth)[:: 1 if engine.owners > 3 else 40]:
        photos, taken = truth[owner]
        assert engine.ask(owner) == photos
        assert engine.memberships(owner) in (taken, None)
    assert engine.ask("1@N00") == 0


def test_owners_of_many_photos_are_asked_for_first(data, truth):
    asked = [truth[owner][0] for owner in asked_for(data, ROWS, 20)]
    usual = [1500 <= photos <= 1800 for photos in asked]

    assert len(asked) == 20
    assert usual == sorted(usual, reverse=True)
