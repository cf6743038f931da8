"""Lines of lists as they were published: each names what its list says it does."""

from __future__ import annotations

import gzip
import json

import pytest

from lineage.photos.identity.identify import identify

NAMES = {
    "megaface.txt": {"nsid", "photo"},
    "diveface.txt": {"nsid", "photo"},
    "didemo_yfcc100m_hash.txt": {"photo"},
    "flickr_photo_melbourne.csv": {"nsid", "photo"},
    "barcelona_spots.csv": {"nsid"},
    **{f"tour_{place}.csv": {"nsid"} for place in ("edin", "glas", "melb", "osak", "toro")},
}
HEADERS = ("photoID", "userID", "latitude")


@pytest.mark.parametrize("file", sorted(NAMES))
def test_each_line_of_a_published_list_names_its_member(shared, file):
    with (shared / "membership" / file).open(encoding="utf-8") as lines:
        read = [identify(line) for line in lines if not line.startswith(HEADERS)]

    assert read
    assert [one for one in read if any(getattr(one, field) is None for field in NAMES[file])] == []
    if "photo" not in NAMES[file]:
        assert {one.photo for one in read} == {None}


def test_each_file_name_of_didemo_names_owner_and_photo(shared):
    names = [row["video"] for row in json.loads((shared / "membership" / "didemo_videos.json").read_text())]

    assert [name for name in names if identify(name).nsid is None or identify(name).photo is None] == []


def test_each_row_of_yfcc100m_and_each_address_in_it_is_of_its_photo(shared):
    with gzip.open(shared / "membership" / "yfcc100m_dataset_sample.tsv.gz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(5000), strict=False):
            cells = line.rstrip("\n").split("\t")
            row, page, picture = identify(line), identify(cells[15]), identify(cells[16])

            assert (str(row.photo), row.md5, row.nsid) == tuple(cells[1:4])
            assert (page.nsid, page.photo) == (row.nsid, row.photo)
            assert picture.photo == row.photo
