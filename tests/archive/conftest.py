"""An archive in a fresh folder or bucket."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineage.archive.folder import FolderArchive, FolderShelf
from lineage.archive.s3 import S3Archive
from lineage.s3.bucket import Bucket


def opened(place):
    """The archive of a place, as another worker would open it."""
    return FolderArchive(place.root) if isinstance(place.root, Path) else S3Archive(place.root)


@pytest.fixture
def archive(place):
    return opened(place)


@pytest.fixture
def shelf(place):
    """The class of what the archive keeps its bytes on, to be disturbed."""
    return FolderShelf if isinstance(place.root, Path) else Bucket


@pytest.fixture
def blob(place):
    """The one file that holds archived bytes."""

    def only():
        (found,) = [file for name, file in place.files().items() if name.endswith(".gz")]
        return found

    return only
