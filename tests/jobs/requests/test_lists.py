"""What plans and letters say of lists that were searched: datasets by their names, not by what the index calls them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.requests.lists import listings, names
from lineage.jobs.requests.scope import searched
from lineage.model.plan import PlanDocument
from lineage.photos.serving.manifest import Column, ListNote, Manifest
from tests.conftest import NOON

ROOT, UMBER, MARBLE, OTHER = "yfcc100m", "name:dataset/umberposes50k", "doi:10.1/marble", "name:dataset/marblepairs"
LABELS = {
    "dataset:yfcc100m": "YFCC100M", UMBER: "UmberPoses-50K", MARBLE: "MarblePairs", OTHER: "MarblePairs",
}  # fmt: skip
NOTE = ListNote(name="a.txt", sha256="ab" * 32, size=1, form="names", source="", added=NOON, members=27, others=0)
MANIFEST = Manifest(
    dataset=ROOT, complete=False, key_id=None, rows=40, owners=2, hashes=0, base="b", members="m", sizes={},
    columns=tuple(
        Column(dataset=name, release="1", complete=name == MARBLE, lists=(NOTE,)) for name in (UMBER, MARBLE, OTHER)
    ),
)  # fmt: skip


@pytest.fixture
def called():
    things = [SimpleNamespace(id=id_, label=label) for id_, label in LABELS.items()]
    return names(SimpleNamespace(things=lambda wanted: [one for one in things if one.id in wanted]), MANIFEST)


def test_a_list_is_told_by_the_name_of_its_dataset(called):
    assert list(searched(MANIFEST, called).values()) == [
        "Index of YFCC100M (40 photos, a part of it).",
        "List of MarblePairs (https://doi.org/10.1/marble) (complete).",
        "List of MarblePairs (known by name only) (a part of it).",
        "List of UmberPoses-50K (a part of it).",
    ]


def test_a_reason_names_the_dataset_of_its_list(called):
    said = listings(MANIFEST, called)[UMBER].quote

    assert said.startswith("A list of 27 members of UmberPoses-50K, release 1, which has a part of them; its SHA-256")


def test_what_was_searched_of_a_dataset_is_found_in_new_plans_and_in_old_ones(called):
    told = searched(MANIFEST, called)
    plan = PlanDocument(made_at="", graph="", searched=tuple(told.values()), lists=told, photos=(), answers={})
    old = PlanDocument(made_at="", graph="", searched=("List of didemo (complete).",), photos=(), answers={})

    assert plan.searched_of(UMBER) == "List of UmberPoses-50K (a part of it)."
    assert old.searched_of("didemo") == "List of didemo (complete)."
    assert plan.searched_of("didemo") == ""
