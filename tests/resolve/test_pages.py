"""An edge to a page means the one dataset that the page introduces; a page of several stays a page."""

from __future__ import annotations

import pytest

from lineage.model.words import Predicate, ThingKind
from tests.making import claim
from tests.resolve.making import declared_same, described, things

PAGE = "arxiv:1901.10436"


def points_at(page, predicate=Predicate.DERIVED_FROM, **more):
    return claim("name:Derived", predicate, page, object_kind=ThingKind.PAPER, **more)


def target(claims, names):
    """What the last claim points at."""
    return things(claims, names)[-1][1]


@pytest.mark.parametrize("predicate", [Predicate.DERIVED_FROM, Predicate.TRAINED_ON, Predicate.USES, Predicate.HOLDS])
def test_an_edge_to_a_page_means_the_dataset_it_introduces(catalogue_names, predicate):
    assert target([described("dataset:dif", PAGE), points_at(PAGE, predicate)], catalogue_names) == "dataset:dif"


def test_a_page_described_by_two_datasets_stays_a_page(catalogue_names):
    claims = [described("dataset:dif", PAGE), described("dataset:fairface", PAGE), points_at(PAGE)]

    assert target(claims, catalogue_names) == PAGE


def test_a_page_that_two_addresses_of_one_dataset_point_to_means_that_dataset(catalogue_names):
    hub = "hf:datasets/ibm/dif"
    claims = [
        described("dataset:dif", PAGE), described(hub, PAGE), declared_same("dataset:dif", hub), points_at(PAGE),
    ]  # fmt: skip

    assert target(claims, catalogue_names) == "dataset:dif"


def test_a_page_that_nothing_is_described_by_stays_a_page(no_catalogue):
    assert target([points_at(PAGE)], no_catalogue) == PAGE


def test_a_page_said_not_to_introduce_a_dataset_stays_a_page(catalogue_names):
    assert target([described("dataset:dif", PAGE, polarity="negated"), points_at(PAGE)], catalogue_names) == PAGE


def test_a_dataset_is_not_its_page(catalogue_names):
    published = claim(PAGE, Predicate.AFFILIATED_WITH, "name:IBM", subject_kind=ThingKind.PAPER)

    assert things([described("dataset:dif", PAGE), published], catalogue_names)[1][0] == PAGE


def test_described_by_itself_still_points_at_the_page(catalogue_names):
    assert target([described("dataset:dif", PAGE)], catalogue_names) == PAGE


def test_the_version_of_a_page_does_not_matter(catalogue_names):
    assert target([described("dataset:dif", PAGE), points_at("arxiv:1901.10436v3")], catalogue_names) == "dataset:dif"
