"""A small collection of invented people, and lists of which photos went where."""

from __future__ import annotations

import shutil

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.stores import Stores
from lineage.photos.hashes import hash_of
from lineage.settings import Settings
from tests.conftest import NOON

GULL, TERN, AUK = "12345678@N90", "23456789@N91", "34567890@N92"
NAMES = {GULL: "Harbour_Gull", TERN: "quay_tern", AUK: "quay_tern"}
"""What they call themselves; two have one name."""
PHOTOS = {1234567890 + at: (GULL, TERN, AUK)[at % 3] for at in range(60)}
"""Every third photo is GULL's: 1234567890, 1234567893 …"""


def of(nsid):
    """The photos of a person."""
    return [photo for photo, owner in PHOTOS.items() if owner == nsid]


def download(photo):
    return f"http://farm8.staticflickr.com/7205/{photo}_0a1b2c3d4e.jpg"


def row(number, photo, owner):
    """A line of YFCC100M's own file."""
    page, empty = f"http://www.flickr.com/photos/{owner}/{photo}/", [""] * 7
    cells = [
        number, photo, hash_of(download(photo)), owner, NAMES.get(owner, ""), "2012-02-16 09:56:37.0", 1331840483,
        *empty[:5], "",
        "", "", page, download(photo), "Attribution License", "http://creativecommons.org/licenses/by/2.0/", 7205, 8,
        "0a1b2c3d4e", "9a8b7c6d5e", "jpg", 0,
    ]  # fmt: skip
    assert len(cells) == 25
    return "\t".join(map(str, cells)) + "\n"


def _write_metadata(path):
    path.write_text("".join(row(n, photo, owner) for n, (photo, owner) in enumerate(PHOTOS.items())))
    return path


@pytest.fixture
def metadata(tmp_path):
    """The collection's metadata file."""
    return _write_metadata(tmp_path / "yfcc100m_dataset.tsv")


@pytest.fixture
def written(tmp_path):
    """Writes a list."""

    def write(name, lines):
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    return write


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """A home with an index of the whole collection, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    stores = Stores(Settings(home=folder / "home"), lambda: NOON)
    build(stores, [_write_metadata(folder / "yfcc100m_dataset.tsv")], BuildOptions(complete=True))
    stores.database.dispose()
    return folder / "home"


@pytest.fixture
def built(stores, metadata, built_once):
    """Stores with an index of the whole collection."""
    shutil.copytree(built_once, stores.home, dirs_exist_ok=True)
    return stores


@pytest.fixture
def added(built):
    """Adds a list without asking."""
    return lambda dataset, *paths, **options: add(built, dataset, paths, AddOptions(**options))
