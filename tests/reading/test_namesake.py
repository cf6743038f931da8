"""A thing that bears a dataset's own name, and says how it is wrapped, is a copy."""

import pytest

from lineage.model.words import ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.namesake import namesake


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("FairFace", "fairface"),
        ("FairFace (val set)", "fairface"),
        ("fairface-webdataset", "fairface"),
        ("megaface-2-parquet", "megaface"),
        ("fairface-val", None),
        ("fairface-questions", None),
        ("gull-nests", None),
    ],
)
def test_only_a_wrapping_may_stand_beside_the_name(name, dataset, lexicon):
    artefact = Artefact("hf:datasets/otter/x", ThingKind.DATASET, (name,), is_card=True)
    found = namesake(artefact, lexicon)
    assert (found.dataset if found else None) == dataset


def test_a_model_is_no_namesake(lexicon):
    assert namesake(Artefact("hf:models/otter/fairface", ThingKind.MODEL, ("FairFace",)), lexicon) is None
