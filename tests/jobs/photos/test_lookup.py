"""From whatever a person pastes to all of their photos, with an answer for every dataset and the words behind it."""

from __future__ import annotations

import json
import zipfile

import pytest

from lineage.errors import BadInput
from lineage.jobs.photos.lookup import open_lookup
from lineage.photos.hashes import hash_of
from tests.jobs.photos.conftest import AUK, GULL, PHOTOS, TERN, download, of


def told(stores, who):
    lookup = open_lookup(stores)
    return [json.loads("".join(lookup.teller().json(found, photos=True))) for found in lookup.one(who)]


@pytest.mark.parametrize(
    "who",
    [
        GULL,
        f"https://www.flickr.com/photos/{GULL}/",
        str(of(GULL)[0]),
        f"https://www.flickr.com/photos/harbour_gull/{of(GULL)[0]}/",
        f"https://live.staticflickr.com/7205/{of(GULL)[0]}_0a1b2c3d4e_b.jpg",
        download(of(GULL)[0]),
        hash_of(download(of(GULL)[0])),
        f"{GULL}_{of(GULL)[0]}_0a1b2c3d4e.mov",
    ],
)
def test_every_form_leads_to_all_photos_of_the_person(built, who):
    (answer,) = told(built, who)

    assert answer["nsid"] == GULL
    assert [int(photo["photo_id"]) for photo in answer["photos"]] == of(GULL)
    listed = {"answer": "listed", "by": "photo", "photos": 20, "chain": [], "holders": ["Yahoo"]}
    assert answer["datasets"]["yfcc100m"] == listed
    assert answer["photos"][0]["url"] == f"https://www.flickr.com/photos/{GULL}/{of(GULL)[0]}/"
    assert answer["photos"][0]["download_url"] == download(of(GULL)[0])


def test_an_unpublished_list_may_contain_a_person_and_its_list_settles_it(added, written, built):
    before = told(built, GULL)[0]["datasets"]["dif"]
    assert before["answer"] == "may_contain"
    assert [(step["subject"], step["predicate"], step["object"]) for step in before["chain"]] == [
        ("dif", "DERIVED_FROM", "yfcc100m")
    ]
    assert "Diversity in Faces paper" in before["chain"][0]["quote"]
    assert before["settled_by"] == "lineage photos add dif FILE --complete"

    added("dif", written("dif.txt", of(GULL)[:3]), complete=True)

    after = told(built, GULL)[0]["datasets"]["dif"]
    assert after == {"answer": "listed", "by": "photo", "photos": 3, "chain": [], "holders": ["IBM"]}
    assert told(built, TERN)[0]["datasets"]["dif"]["answer"] == "not_listed"
    words = [photo["datasets"].get("dif") for photo in told(built, GULL)[0]["photos"]]
    assert words == ["listed"] * 3 + ["not_listed"] * 17


def test_an_owner_that_a_list_names_alone_is_listed_and_the_photos_may_be(added, written, built):
    added("tour-glasgow", written("tour.csv", ["userID,trajID", f"{GULL},0", f"{GULL},1"]))

    (answer,) = told(built, GULL)
    tour = answer["datasets"]["tour-glasgow"]
    assert (tour["answer"], tour["by"], tour["photos"]) == ("listed", "owner", 0)
    assert {photo["datasets"]["tour-glasgow"] for photo in answer["photos"]} == {"may_contain"}


def test_a_chain_goes_over_several_links(built):
    (answer,) = told(built, GULL)
    assert [step["subject"] for step in answer["datasets"]["tempo"]["chain"]] == ["didemo", "tempo"]


def test_a_complete_list_ends_the_path_behind_it(added, written, built):
    added("didemo", written("didemo.txt", of(TERN)), complete=True)

    datasets = told(built, GULL)[0]["datasets"]
    assert datasets["didemo"]["answer"] == "not_listed"
    assert "tempo" not in datasets


def test_nobody_is_surely_in_no_complete_list(built):
    (answer,) = told(built, "99999999@N99")
    assert answer["photos"] == []
    assert answer["datasets"]["yfcc100m"]["answer"] == "not_listed"


def test_a_photo_that_nobody_knows_is_refused(built):
    with pytest.raises(BadInput, match="knows this photo"):
        told(built, "4242")


def test_a_batch_answers_everybody_once_and_notes_what_leads_nowhere(built, tmp_path):
    asked = tmp_path / "asked.txt"
    asked.write_text(f"{GULL}\n# a remark\n{of(GULL)[1]}\nharbour gull\n{TERN}\n")
    lookup = open_lookup(built)

    found = [one.nsid for one in lookup.many(asked)]

    assert found == [GULL, TERN]
    (problem,) = lookup.problems
    assert problem.startswith("line 4: ")


def test_an_export_of_an_account_leads_to_its_person(built, tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("account/account_profile.json", json.dumps({"nsid": GULL}))
        archive.writestr("data/photo_1.json", json.dumps({"id": "1"}))
        archive.writestr("data/contacts_part1.json", "[]")

    assert [found.nsid for found in open_lookup(built).many(path)] == [GULL]


def test_the_csv_has_every_address(built):
    lookup = open_lookup(built)
    (found,) = lookup.one(GULL)

    first, *_ = lookup.teller().csv(found)

    photo = of(GULL)[0]
    assert first == f"{GULL},{photo},https://www.flickr.com/photos/{GULL}/{photo}/,{download(photo)},,yfcc100m,\n"


def test_everybody_in_the_collection_is_found(built):
    assert sum(len(found) for who in set(PHOTOS.values()) for found in open_lookup(built).one(who)) == len(PHOTOS)


def test_without_a_graph_lists_are_told_and_what_is_missing_is_said(built):
    (built.home / "graph.sqlite").write_bytes(b"this is no database at all, whatever its name is")

    lookup = open_lookup(built)
    (found,) = lookup.one(GULL)

    assert {name: answer.answer for name, answer in found.answers.items()} == {"yfcc100m": "listed"}
    (problem,) = lookup.problems
    assert problem.startswith("What may contain photos, and who holds what, is not told: ")


@pytest.mark.parametrize(("alias", "hinted"), [("harbour_gull", {GULL}), ("quay_tern", {TERN, AUK}), ("heron", set())])
def test_without_flickr_a_name_is_a_hint_and_never_an_answer(built, alias, hinted):
    with pytest.raises(BadInput, match="only Flickr knows whose") as refused:
        told(built, f"https://www.flickr.com/photos/{alias}/")

    assert {nsid for nsid in (GULL, TERN, AUK) if nsid in str(refused.value)} == hinted
