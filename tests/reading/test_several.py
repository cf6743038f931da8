"""What is said of several named in one list is said of each."""

import pytest

from tests.reading.conftest import PAPER


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("MP-16 and YFCC4k are both subsets of YFCC100M.", {"MP-16", "YFCC4k"}),
        ("YFCC4k, MP-16, and KonIQ-10k were sampled from YFCC100M.", {"YFCC4k", "MP-16", "KonIQ-10k"}),
        ("GullNet, TernNet & AukNet were all trained on YFCC100M.", {"GullNet", "TernNet", "AukNet"}),
    ],
)
def test_each_of_a_list_is_meant(sentence, subjects, findings):
    firm = [f for f in findings(sentence, PAPER) if f.predicate.value in ("DERIVED_FROM", "TRAINED_ON")]
    assert {f.subject.removeprefix("name:") for f in firm} == subjects


def test_our_own_in_a_list_is_ours(findings):
    firm = [f for f in findings("KonIQ-10k and our HarborSet were sampled from YFCC100M.", PAPER) if f.derivation_kind]
    assert {(f.subject, f.about.value) for f in firm} == {("name:KonIQ-10k", "third_party"), ("name:HarborSet", "self")}


def test_of_what_kind_each_is_the_catalogue_tells(findings):
    firm = [f for f in findings("Diversity in Faces and MP-16 were taken from YFCC100M.", PAPER) if f.derivation_kind]
    kinds = {f.subject: f.derivation_kind.value for f in firm}
    assert kinds == {"name:Diversity in Faces": "annotation", "name:MP-16": "subset"}


@pytest.mark.parametrize(
    "sentence",
    ["FairFace was sampled from YFCC100M, MegaFace is older.", "FairFace, MegaFace: the first was made from YFCC100M."],
)
def test_names_without_an_and_are_no_list(sentence, findings):
    firm = [f for f in findings(sentence, PAPER) if f.object == "name:YFCC100M" and f.derivation_kind]
    assert len(firm) == 1


def test_a_list_of_which_the_dataset_itself_is_one_says_nothing_of_the_others(findings):
    sentence = "HarborSet holds images of FairFace, YFCC100M and GullQuay-10k."
    firm = [f for f in findings(sentence, PAPER) if f.object == "name:YFCC100M" and f.derivation_kind]
    assert [f.subject for f in firm] == ["name:HarborSet"]


def test_who_or_what_cannot_be_trained_is_none_of_them(findings):
    firm = [f for f in findings("PyTorch, GPUs and GullNet were trained on YFCC100M.", PAPER) if f.object_kind]
    assert {f.subject for f in firm if f.predicate.value == "TRAINED_ON"} == {"name:GullNet"}
