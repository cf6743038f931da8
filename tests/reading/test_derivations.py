"""How a dataset was made out of another: the kind of a derivation."""

import pytest

from lineage.model.words import DerivationKind, Predicate
from lineage.reading.derivation import lexical_kind

SENTENCES = {
    "Harbor Set is a subset of YFCC100M.": DerivationKind.SUBSET,
    "The pictures were sampled from YFCC100M.": DerivationKind.SUBSET,
    "We kept the pictures from YFCC100M that show ships.": DerivationKind.SUBSET,
    "The faces were cropped from photos of YFCC100M.": DerivationKind.CROP,
    "We detected faces in the photos taken from YFCC100M.": DerivationKind.CROP,
    "We annotated photos from YFCC100M with the weather.": DerivationKind.ANNOTATION,
    "Boxes and labels for ships in photos from YFCC100M.": DerivationKind.ANNOTATION,
    "Boxes were drawn on the photos that come from YFCC100M.": DerivationKind.ANNOTATION,
    "The captions of YFCC100M were translated into Welsh.": DerivationKind.ANNOTATION,
    "The embeddings were computed from YFCC100M.": DerivationKind.FEATURES,
    "Walking trajectories were derived from YFCC100M.": DerivationKind.FEATURES,
    "The pictures were drawn from the union of YFCC100M and our own.": DerivationKind.MERGE,
    "We mixed in distractors taken from YFCC100M.": DerivationKind.MERGE,
    "The photos from YFCC100M were resized to 64 pixels.": DerivationKind.RESAMPLE,
    "We rebalanced YFCC100M by region.": DerivationKind.RESAMPLE,
    "Synthetic faces were generated from YFCC100M.": DerivationKind.SYNTHETIC,
    "A diffusion model generated these from YFCC100M.": DerivationKind.SYNTHETIC,
    "The queries were chosen from YFCC100M.": DerivationKind.BENCHMARK_SPLIT,
    "This test split was taken from YFCC100M.": DerivationKind.BENCHMARK_SPLIT,
    "The pictures come from YFCC100M.": DerivationKind.SUBSET,
}


@pytest.mark.parametrize(("sentence", "kind"), SENTENCES.items())
def test_the_words_of_a_derivation_tell_its_kind(sentence, kind, findings):
    (finding,) = findings(sentence)
    assert (finding.predicate, finding.derivation_kind) == (Predicate.DERIVED_FROM, kind)


@pytest.mark.parametrize("sentence", ["We use YFCC100M.", "A mirror of YFCC100M.", "See the YFCC100M subset."])
def test_only_derivations_have_a_kind(sentence, findings):
    assert [finding.derivation_kind for finding in findings(sentence)] == [None]


def test_the_first_kind_in_the_table_counts_where_several_have_words():
    assert lexical_kind("synthetic crops, sampled and captioned") is DerivationKind.SYNTHETIC


def test_of_two_known_datasets_the_catalogue_tells_how_the_one_was_made(findings):
    found = findings("The images of FairFace were collected from YFCC100M.")
    made = [finding for finding in found if finding.predicate is Predicate.DERIVED_FROM]
    assert [(one.subject, one.derivation_kind) for one in made] == [("name:FairFace", DerivationKind.CROP)]
