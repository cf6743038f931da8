"""The index as open Parquet: a folder that can be built from again; owners in clear go into no bucket by mistake."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.photos.publish import publish
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON
from tests.jobs.photos.conftest import GULL, of


def told(step, done, total):
    """Nobody looks."""


def test_a_published_index_can_be_built_from_again(added, written, built, tmp_path):
    added("didemo", written("didemo.txt", of(GULL)))

    result = publish(built, str(tmp_path / "out"), hashes=True, in_clear=False, tell=told)

    assert (result.rows, result.releases, result.owner_column) == (60, 1, "nsid")
    again = Stores(Settings(home=tmp_path / "again"), lambda: NOON)
    build(again, [tmp_path / "out" / "photos.parquet"], BuildOptions(complete=True))
    (before,), (after,) = open_lookup(built).one(GULL), open_lookup(again).one(GULL)
    assert [photo.download_url for photo in after.photos()] == [photo.download_url for photo in before.photos()]


def test_owners_in_clear_go_into_a_bucket_only_when_somebody_says_so(built):
    with pytest.raises(BadInput, match="--in-clear"):
        publish(built, "s3://bucket/photos", hashes=False, in_clear=False, tell=told)
