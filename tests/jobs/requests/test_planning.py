"""The planner against the graph and the lists as they are: which edges it is given, and whom it is asked about."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.requests.planning import listed, planner, planner_of
from lineage.jobs.stores import Stores
from lineage.model.words import DerivationKind, Predicate, Strength
from lineage.photos.serving.manifest import Column, Manifest
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import edge, projection
from tests.jobs.photos import conftest as collection

ROOT, FACES, MIX, OTHER = "dataset:root", "dataset:faces", "dataset:mix", "dataset:other"
ACME, GULLS = "organization:acme", "organization:gulls"
FROM_ROOT = edge(FACES, object=ROOT, derivation_kind=DerivationKind.CROP)
SUBSET = {"derivation_kind": DerivationKind.SUBSET}


@pytest.fixture
def plans(stores):
    """Makes a planner from edges, for an index of the root and datasets with lists."""

    def make(*edges, lists=(), complete=()):
        columns = tuple(Column(dataset=name, release="1", complete=name in complete) for name in lists)
        have = Manifest(
            dataset="root", complete="root" in complete, key_id=None, rows=1, owners=1, hashes=0, base="b",
            members="m", sizes={}, columns=columns,
        )  # fmt: skip
        stores.graph.load(projection(*edges))
        return planner_of(stores.graph, have)

    return make


def holders(plan):
    return [(one.holder, one.dataset) for one in plan.owings]


def test_whoever_publishes_holds_or_uses_what_was_made_is_known(plans):
    made = [FROM_ROOT, edge(FACES, Predicate.PUBLISHED_BY, ACME), edge(GULLS, Predicate.USES, FACES)]

    assert holders(plans(*made).plan([ROOT])) == [(ACME, FACES), (GULLS, FACES)]


def test_the_authors_of_a_paper_that_uses_it_are_known(plans):
    paper = "arxiv:2001.00001"
    uses = edge(paper, Predicate.USES, ROOT)

    assert holders(plans(uses, edge(paper, Predicate.AFFILIATED_WITH, ACME)).plan([ROOT])) == [(ACME, paper)]


def test_what_a_dataset_with_a_list_was_cut_out_of_is_known_with_all_that_was_made_of_it(plans):
    up, down = edge(FACES, object=OTHER, **SUBSET), edge(MIX, object=OTHER)
    by = edge(OTHER, Predicate.PUBLISHED_BY, ACME), edge(MIX, Predicate.PUBLISHED_BY, GULLS)

    assert holders(plans(up, down, *by, lists=["faces"]).plan([FACES])) == [(ACME, OTHER), (GULLS, MIX)]


def test_the_other_sources_of_a_mixture_are_no_business_of_somebody_in_the_first(plans):
    mixed = edge(MIX, object=ROOT, **SUBSET), edge(MIX, object=OTHER, **SUBSET)
    by = edge(OTHER, Predicate.PUBLISHED_BY, ACME), edge(MIX, Predicate.PUBLISHED_BY, GULLS)

    assert holders(plans(*mixed, *by).plan([ROOT])) == [(GULLS, MIX)]


def test_a_dataset_with_a_list_holds_entries_where_its_own_source_is_made_of_features(plans):
    above = edge(OTHER, object="dataset:photos", derivation_kind=DerivationKind.FEATURES)
    made = edge(FACES, Predicate.COPY_OF, OTHER), edge(FACES, Predicate.PUBLISHED_BY, ACME)

    (owing,) = plans(above, *made, lists=["faces"]).plan([FACES]).owings

    assert (owing.owed, owing.answer) == ("entries", "listed")


def test_doubtful_edges_are_known_too(plans):
    weak = edge(FACES, object=ROOT, strength=Strength.IMPLIED)

    assert plans(weak).plan([ROOT]).doubtful == (weak,)


def test_complete_lists_are_those_of_the_index(plans):
    found = plans(FROM_ROOT, lists=["faces"], complete=["root", "faces"])

    assert found.complete == {ROOT, FACES}
    assert found.plan([ROOT]).pruned == (FACES,)


def test_a_person_is_asked_about_by_the_lists_that_name_them(added, written, built):
    added("megaface", written("faces.txt", collection.of(collection.GULL)[:3]), format="names:photo")
    (found,) = open_lookup(built).one(collection.GULL)

    names = listed(found)

    assert names == {"dataset:yfcc100m", "dataset:megaface"}
    answers = {one.dataset: one.answer for one in planner(built).plan(names).owings}
    assert answers["dataset:yfcc100m"] == answers["dataset:megaface"] == "listed"
    assert answers["dataset:dif"] == "may_contain"


def test_without_an_index_nobody_can_be_planned_for(tmp_path):
    with pytest.raises(BadInput, match="lineage photos build"):
        planner(Stores(Settings(home=tmp_path / "empty"), lambda: NOON))
