"""Real published lists, with people's ids replaced: every one joins, and forty people come out exactly."""

from __future__ import annotations

import gzip
import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.stores import Stores
from lineage.settings import Settings
from tests.conftest import NOON

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SAMPLE = "yfcc100m_dataset_sample.tsv.gz"
LISTS = {
    "didemo": ["didemo_yfcc100m_hash.txt", "didemo_videos.json"],
    "diveface": ["diveface.txt"],
    "megaface": ["megaface.txt"],
    "flickr-photo-melbourne": ["flickr_photo_melbourne.csv"],
    "tour-edinburgh": ["tour_edin.csv"],
    "tour-glasgow": ["tour_glas.csv"],
    "tour-melbourne": ["tour_melb.csv"],
    "tour-osaka": ["tour_osak.csv"],
    "tour-toronto": ["tour_toro.csv"],
    "yfcc-barcelona-spots": ["barcelona_spots.csv"],
}
OWNERLESS = {"yfcc100m", "didemo"}
"""What is lost with a row is who its photo belongs to: these need the row, all other lists name owners themselves."""


def indexed(home, folder, metadata):
    stores = Stores(Settings(home=home), lambda: NOON)
    build(stores, [metadata], BuildOptions())
    for dataset, files in LISTS.items():
        add(stores, dataset, [folder / name for name in files], AddOptions(complete=dataset == "didemo"))
    return open_lookup(stores)


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "membership"


@pytest.fixture(scope="module")
def people(folder):
    return [json.loads(line) for line in (folder / "expected_users.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def lookup(folder, tmp_path_factory):
    return indexed(tmp_path_factory.mktemp("home"), folder, folder / SAMPLE)


@pytest.fixture(scope="module")
def fewer(folder, tmp_path_factory):
    """The same with a third of the index's rows removed."""
    kept = tmp_path_factory.mktemp("kept") / "metadata.tsv"
    lines = gzip.decompress((folder / SAMPLE).read_bytes()).splitlines(keepends=True)
    kept.write_bytes(b"".join(line for number, line in enumerate(lines) if number % 3))
    return indexed(tmp_path_factory.mktemp("home"), folder, kept)


def listed(lookup, who):
    (found,) = lookup.one(who)
    by_dataset = {}
    for name, answer in found.answers.items():
        if answer.answer == "listed":
            by_dataset[name] = {"by": answer.by}
            if answer.by == "photo":
                photos = [str(p.photo_id) for p in found.photos() if p.datasets.get(name) == "listed"]
                by_dataset[name]["photos"] = sorted(photos)
    return by_dataset


def expected(person):
    return {
        name: {**said, "photos": sorted(said["photos"])} if "photos" in said else said
        for name, said in person["datasets"].items()
    }


def test_forty_people_come_out_exactly(lookup, people):
    assert {person["nsid"]: listed(lookup, person["nsid"]) for person in people} == {
        person["nsid"]: expected(person) for person in people
    }


def test_every_form_of_each_of_their_photos_leads_to_the_same_person(lookup, people, folder):
    owners = {person["nsid"] for person in people}
    with gzip.open(folder / SAMPLE, "rt") as lines:
        rows = [cells for line in lines if (cells := line.split("\t"))[3] in owners]
    assert len(rows) > 500
    for cells in rows:
        for form in (cells[1], cells[15], cells[16], cells[2]):
            assert [found.nsid for found in lookup.one(form)] == [cells[3]]


def test_without_a_third_of_the_rows_no_membership_of_a_list_with_owners_is_lost(fewer, people):
    def without(answers):
        return {name: said for name, said in answers.items() if name not in OWNERLESS}

    for person in people:
        assert without(listed(fewer, person["nsid"])) == without(expected(person))


def test_without_a_third_of_the_rows_every_member_of_the_others_is_found(fewer, folder):
    for line in (folder / "didemo_yfcc100m_hash.txt").read_text().splitlines()[:1500]:
        photo, _ = line.split()
        (found,) = fewer.one(photo)
        words = {p.photo_id: p.datasets.get("didemo") for p in found.photos()}
        assert words[int(photo)] == "listed"
