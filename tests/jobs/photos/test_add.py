"""Lists are added once, told to ledger and graph without anybody's name, and joined again with every new index."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.jobs.doctor import doctor
from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.photos.stats import stats
from lineage.jobs.requests.disclose import disclose
from lineage.jobs.why import why
from lineage.model.words import Strength
from tests.conftest import NOON
from tests.jobs.photos.conftest import AUK, GULL, PHOTOS, TERN, of, row


def listed(stores, who, dataset):
    (found,) = open_lookup(stores).one(who)
    return sorted(photo.photo_id for photo in found.photos() if photo.datasets.get(dataset) == "listed")


def test_a_list_is_joined_and_counted(added, written, built):
    result = added("megaface", written("megaface.txt", [f"7/{GULL}/{photo}_0.jpg" for photo in of(GULL)[:5]]))

    assert (result.release, result.photos, result.outside, result.complete) == ("1", 5, 0, False)
    assert listed(built, GULL, "megaface") == of(GULL)[:5]
    assert listed(built, TERN, "megaface") == []


def test_the_same_list_again_changes_nothing(added, written, built):
    path = written("didemo.txt", of(GULL))
    added("didemo", path)
    before = sorted((built.home / "photos").rglob("*"))

    again = added("didemo", path)

    assert [one.already for one in again.lists] == [True]
    assert sorted((built.home / "photos").rglob("*")) == before


def test_a_list_is_a_claim_with_evidence_that_names_nobody(added, written, built):
    added("didemo", written("didemo.txt", PHOTOS), source="https://example.org/didemo")

    path, *_ = why(built, "didemo", "yfcc100m").paths
    (edge,) = path
    (said,) = [said for said in built.graph.claims([edge.id]) if said.claim.source == "membership"]
    assert edge.strength is Strength.IDENTICAL
    assert said.claim.evidence.quote == "60 of the 60 members on this list are photos of yfcc100m."
    kept = built.archive.get(said.claim.evidence.snapshot)
    assert b"https://example.org/didemo" in kept
    for person in (GULL, TERN, AUK, *map(str, PHOTOS)):
        assert person.encode() not in kept


def test_a_list_of_other_photos_too_says_nothing_of_its_origin(added, written, built):
    added("ffhq", written("ffhq.txt", [*PHOTOS, 999]))

    claims = [claim for run, _ in built.ledger.seals() for reading in built.ledger.read(run).readings
              for claim in reading.claims if claim.source == "membership"]  # fmt: skip
    assert {claim.predicate.value for claim in claims if claim.subject == "dataset:ffhq"} == {"DESCRIBED_BY"}


def test_members_that_are_no_rows_are_kept_and_found(added, written, built):
    added("megaface", written("megaface.txt", [f"7/{GULL}/777_0.jpg", f"7/{GULL}/{of(GULL)[0]}_0.jpg"]))

    assert listed(built, GULL, "megaface") == [777, of(GULL)[0]]
    assert [found.nsid for found in open_lookup(built).one("777")] == [GULL]


def test_a_new_index_is_joined_with_the_lists_there_are(added, written, built, tmp_path):
    added("megaface", written("megaface.txt", [f"7/{GULL}/{photo}_0.jpg" for photo in of(GULL)]))
    fewer = tmp_path / "fewer.tsv"
    fewer.write_text("".join(row(n, photo, owner) for n, (photo, owner) in enumerate(PHOTOS.items()) if n % 2))

    result = build(built, [fewer], BuildOptions())

    assert (result.rows, result.datasets) == (30, 1)
    assert listed(built, GULL, "megaface") == of(GULL)


def test_who_left_between_releases_is_a_difference(added, written, built):
    added("didemo", written("one.txt", of(GULL)), release="v9")
    added("didemo", written("two.txt", [*of(GULL)[3:], *of(TERN)[:1]]), release="v10", complete=True)

    (change,) = stats(built, "didemo").changes
    assert (change.before, change.after, change.removed, change.added) == ("v9", "v10", 3, 1)
    assert listed(built, GULL, "didemo") == of(GULL)[3:]


def test_withdrawn_photos_are_told(added, written, built):
    added("yfcc100m", written("gone.txt", of(GULL)[:2]), withdrawn=True)

    (found,) = open_lookup(built).one(GULL)
    assert [photo.photo_id for photo in found.photos() if "yfcc100m" in photo.withdrawn] == of(GULL)[:2]


def test_a_list_that_names_nobody_changes_nothing(added, written, built):
    with pytest.raises(BadInput, match="fairface"):
        added("fairface", written("fairface.txt", ["train/1.jpg", "train/2.jpg"]))
    assert stats(built).releases == ()


def test_a_guess_that_is_not_confirmed_adds_nothing(built, written):
    with pytest.raises(BadInput, match="--format"):
        add(built, "didemo", [written("didemo.txt", of(GULL))], AddOptions(confirm=lambda name, form: False))
    assert stats(built).releases == ()


def test_a_dataset_that_nobody_knows_is_refused(added, written):
    with pytest.raises(BadInput, match="heron"):
        added("heron-faces", written("heron.txt", of(GULL)))


def test_without_an_index_there_is_nothing_to_add_to(stores, written):
    with pytest.raises(BadInput, match="photos build"):
        add(stores, "didemo", [written("didemo.txt", of(GULL))], AddOptions())


def test_the_doctor_reads_every_block(added, written, built):
    added("didemo", written("didemo.txt", of(GULL)))
    photos = {check.what: check for check in doctor(built)}["photos"]
    assert (photos.fine, photos.finding) == (True, "60 photos, 1 releases of datasets, all blocks as summed")

    (rows,) = (built.home / "photos").glob("base-*/rows")
    content = bytearray(rows.read_bytes())
    content[-5] ^= 4
    rows.write_bytes(content)

    photos = {check.what: check for check in doctor(built)}["photos"]
    assert not photos.fine
    assert "rows is damaged" in photos.finding


def test_a_dataset_that_has_but_a_name_is_meant_by_its_list(added, written, built):
    disclose(built, "Acme", ["Gull University"], [("name:dataset/quayfaces", "Quay Faces")], NOON.date())

    added("name:dataset/quayfaces", written("quay.txt", PHOTOS))

    path, *_ = why(built, "name:dataset/quayfaces", "yfcc100m").paths
    assert [edge.strength for edge in path] == [Strength.IDENTICAL]
    assert [thing.label for thing in built.graph.things(["name:dataset/quayfaces"])] == ["Quay Faces"]
