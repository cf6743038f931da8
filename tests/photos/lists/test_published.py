"""Lists as they were published: the form that is found yields every member of each."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.photos.lists.guess import guess
from tests.photos.lists.lists import read_all

TABLES = {
    "flickr_photo_melbourne.csv": (";", "photoID", "userID"),
    "barcelona_spots.csv": (",", None, "id_user"),
    **{f"tour_{place}.csv": (",", None, "userID") for place in ("edin", "glas", "melb", "osak", "toro")},
}


def expected(file):
    if file.name in TABLES:
        delimiter, photo, owner = TABLES[file.name]
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter=delimiter))
        return [(int(row[photo]) if photo else 0, row[owner], None) for row in rows]
    if file.name == "didemo_videos.json":
        names = [row["video"].split("_") for row in json.loads(file.read_text())]
        return [(int(photo), nsid, None) for nsid, photo, _ in names]
    if file.name == "didemo_yfcc100m_hash.txt":
        rows = [line.split() for line in file.read_text().splitlines()]
        return [(int(photo), None, hash.zfill(32)) for photo, hash in rows]
    if file.name == "yfcc100m_dataset_sample.tsv.gz":
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            return [(int(row[1]), row[3], row[2]) for row in (line.split("\t") for line in lines)]
    found = re.findall(r"([0-9]+@N[0-9]+)\S*/([0-9]+)_[0-9]+\.jpg\n", file.read_text())
    return [(int(photo), nsid, None) for nsid, photo in found]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "megaface.txt",
        "diveface.txt",
        "didemo_videos.json",
        "didemo_yfcc100m_hash.txt",
        "yfcc100m_dataset_sample.tsv.gz",
        *TABLES,
    ],
)
def test_every_member_of_a_published_list_is_read(shared, name):
    file = shared / "membership" / name
    members, others = read_all(file, guess(file))
    assert Counter(members) == Counter(expected(file))
    assert others == []
