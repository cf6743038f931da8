"""Of whom a firm statement may be said: who stands near, and who is the likeliest."""

import pytest

from lineage.model.words import About, Predicate
from lineage.reading.claimants import claimants, likeliest
from tests.reading.conftest import PAPER, REPOSITORY


def names(found):
    return [claimant.name for claimant in found]


def test_the_artefact_comes_first_then_the_other_names_of_the_sentence(scene):
    found = claimants(scene("KonIQ-10k and HarborQ-5k were sampled from YFCC100M."), Predicate.DERIVED_FROM)
    assert names(found) == [None, "KonIQ-10k", "HarborQ-5k"]


def test_names_of_the_sentence_before_may_be_meant(scene):
    found = claimants(scene("HarborQ-5k is small. It was sampled from YFCC100M."), Predicate.DERIVED_FROM)
    assert names(found) == [None, "HarborQ-5k"]


def test_code_and_composed_words_may_be_names_of_models(scene):
    found = claimants(scene("The `quayview` weights and gull-r50 were trained on YFCC100M."), Predicate.TRAINED_ON)
    assert {"quayview", "gull-r50"} <= set(names(found))


def test_the_dataset_itself_and_what_is_no_name_are_nobody(scene):
    found = claimants(scene("YFCC100M is large. TODO: sample YFCC100M again."), Predicate.DERIVED_FROM)
    assert names(found) == [None]


def test_what_we_make_is_no_known_dataset_of_somebody_else(scene):
    found = claimants(scene("Unlike KonIQ-10k, we sampled faces from YFCC100M."), Predicate.DERIVED_FROM)
    assert names(found) == [None]


def test_a_known_dataset_that_is_told_of_is_a_third_party(scene):
    claimant, about = likeliest(scene("KonIQ-10k was sampled from YFCC100M."), Predicate.DERIVED_FROM)
    assert (claimant.name, about) == ("KonIQ-10k", About.THIRD_PARTY)


def test_what_a_paper_calls_the_result_is_its_own(scene):
    text = "Our HarborQ-5k was cropped from YFCC100M."
    claimant, about = likeliest(scene(text, PAPER), Predicate.DERIVED_FROM)
    assert (claimant.name, about) == ("HarborQ-5k", About.SELF)


def test_a_source_is_not_made_of_what_was_made_of_it(scene):
    found = claimants(scene("YFCC100M and its images: a subset is FairFace."), Predicate.DERIVED_FROM)
    assert "FairFace" not in names(found)


def test_what_follows_an_organisation_is_a_part_of_its_name(scene):
    found = claimants(scene("A checkpoint on Google Cloud was trained on YFCC100M."), Predicate.TRAINED_ON)
    assert "Cloud" not in names(found)


@pytest.mark.parametrize("word", ["CIDEr", "kHz", "CC-BY-SA", "TFRecords", "ICCV", "GPS"])
def test_measures_formats_and_conferences_are_nobody(word, scene):
    found = claimants(scene(f"The {word} of models trained on YFCC100M rises."), Predicate.TRAINED_ON)
    assert word not in names(found)


def test_an_architecture_may_have_been_trained(scene):
    found = claimants(scene("class CLIP: CLIP pretrained on YFCC100M."), Predicate.TRAINED_ON)
    assert "CLIP" in names(found)


def test_two_words_may_be_one_name(scene):
    found = claimants(scene("GullNest uses a Mask R-CNN trained on COCO."), Predicate.TRAINED_ON)
    assert "Mask R-CNN" in names(found)


def test_two_names_apart_are_two(scene):
    found = claimants(scene("GullNest, TernNest were trained on COCO."), Predicate.TRAINED_ON)
    assert not any(" " in (name or "") for name in names(found))


def test_of_a_name_and_a_part_of_it_the_whole_is_meant(scene):
    text = "- **TernPairs-2M SDXL-DR** has pixel-paired reconstructions of MS-COCO images."
    claimant, _ = likeliest(scene(text, REPOSITORY), Predicate.DERIVED_FROM)
    assert claimant.name == "TernPairs-2M SDXL-DR"


def test_a_name_that_is_much_likelier_than_the_whole_is_meant(scene):
    text = "The **GullNest v2** page: GullNest is based on COCO."
    claimant, _ = likeliest(scene(text, PAPER), Predicate.DERIVED_FROM)
    assert claimant.name == "GullNest"


def test_that_the_catalogue_knows_the_one_as_made_of_the_other_is_a_sign(scene):
    found = claimants(scene("KonIQ-10k, COCO and YFCC100M."), Predicate.DERIVED_FROM)
    assert [claimant.name for claimant in found if "in:made-of-it" in claimant.signs] == ["KonIQ-10k"]
