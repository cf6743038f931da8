"""A mistyped name still means the dataset, as long as it means no other."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.catalogue.load import load
from lineage.model.references import name_key
from lineage.reading.slips import slips

KEYS = st.text("abcdef0123", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("written", "dataset"),
    [
        ("Dievrsity in Faces", "dif"),
        ("Diversity in Face", "dif"),
        ("Divversity in Faces", "dif"),
        ("MeatShift", "metashift"),
        ("FairFcae", "fairface"),
        ("YFC1C00M", "yfcc100m"),
    ],
)
def test_a_slip_of_the_pen_means_the_dataset(written, dataset, lexicon):
    (mention,) = lexicon.find(f"The crops were taken from {written} in 2020.")
    assert (mention.known, mention.text, lexicon.identify(written)) == (dataset, written, dataset)


@pytest.mark.parametrize(
    "written",
    [
        "MetaFace",
        "FarFace",
        "YFCC51M",
        "MP-61",
        "SIAT database",
        "IDOR dataset",
        "LIVS dataset",
        "fair fcae of the moon",
        "PSAS",
    ],
)
def test_another_name_is_another_thing(written, lexicon):
    assert lexicon.find(f"The crops were taken from {written} in 2020.") == []


@given(KEYS)
def test_no_slip_changes_the_order_of_digits(key):
    for slip in slips(key):
        assert re.sub("[a-z]", "", slip) == re.sub("[a-z]", "", key)
        assert len(key) - 1 <= len(slip) <= len(key) + 1


@given(KEYS.filter(lambda key: len(key) < 12))
def test_in_a_short_name_letters_only_change_places(key):
    assert all(sorted(slip) == sorted(key) and slip != key for slip in slips(key))


def test_no_slip_of_one_dataset_is_a_name_or_a_slip_of_another():
    meant = defaultdict(set)
    for dataset in load().datasets:
        for name in (dataset.name, *dataset.aliases):
            meant[name_key(name)].add(dataset.id)
            for slip in slips(name_key(name)):
                meant[slip].add(dataset.id)

    assert {key: ids for key, ids in meant.items() if len(ids) > 1} == {}
