"""What is reported or alleged of somebody, and what was withdrawn."""

import pytest

from lineage.model.words import About, ThingKind
from tests.reading.conftest import PAPER


@pytest.mark.parametrize(
    "sentence",
    [
        "A lawsuit alleges that Amazon trained on Diversity in Faces.",
        "The plaintiffs say that Amazon used Diversity in Faces.",
        "In the complaint, Amazon is accused of having used Diversity in Faces.",
    ],
)
def test_an_accusation_is_alleged_of_the_accused(sentence, said):
    assert said(sentence, PAPER) == {"Amazon USES Diversity in Faces alleged"}


@pytest.mark.parametrize(
    "sentence",
    [
        "According to a newspaper, Google tested its network on MegaFace.",
        "Reportedly, Google trained on MegaFace.",
        "Journalists found that Google had used MegaFace.",
    ],
)
def test_what_others_report_is_reported_of_the_one_they_name(sentence, said):
    assert said(sentence, PAPER) == {"Google USES MegaFace reported"}


def test_hearsay_is_about_an_organisation_and_never_about_the_document(findings):
    (finding,) = findings("Reportedly, Google trained on MegaFace.", PAPER)
    assert (finding.subject, finding.subject_kind) == ("name:Google", ThingKind.ORGANIZATION)
    assert finding.about is About.THIRD_PARTY


@pytest.mark.parametrize(
    "sentence",
    [
        "Reportedly, a start-up trained on MegaFace.",
        "It is alleged that Jane Gull trained on MegaFace.",
        "Harbor Set is sometimes said to be a subset of MegaFace.",
        "A reviewer assumed that Harbor Set had been taken from MegaFace.",
        "Some blog posts claim that our images were cropped out of MegaFace.",
        "R2 believes that Harbor Set is a part of MegaFace.",
    ],
)
def test_hearsay_of_nobody_known_is_only_a_mention(sentence, said):
    assert said(sentence, PAPER) == {"MENTIONS MegaFace"}


def test_nobody_is_accused_because_a_dataset_bears_his_name(said):
    text = "According to press reports, a start-up evaluated its products on IBM Diversity in Faces."
    assert said(text, PAPER) == {"MENTIONS IBM Diversity in Faces"}


@pytest.mark.parametrize(
    "sentence",
    [
        "MegaFace was withdrawn by its publishers.",
        "The MegaFace dataset has been taken offline.",
        "MegaFace has been decommissioned.",
        "The distribution of MegaFace ended in 2020.",
    ],
)
def test_a_dataset_that_was_withdrawn_is_said_to_be(sentence, findings):
    (finding,) = findings(sentence, PAPER)
    assert (finding.predicate, finding.subject, finding.object) == ("WITHDRAWN", "name:MegaFace", "anonymous:publisher")
    assert finding.about is About.THIRD_PARTY


@pytest.mark.parametrize(
    "sentence",
    ["MegaFace has not been withdrawn.", "MegaFace was never taken offline.", "MegaFace might be retired one day."],
)
def test_a_dataset_that_was_not_withdrawn_is_not_said_to_be(sentence, findings):
    assert [finding for finding in findings(sentence, PAPER) if finding.predicate == "WITHDRAWN"] == []


def test_what_took_the_place_of_a_withdrawn_dataset_is_read_apart(said):
    text = "MegaFace was taken offline, so we sampled the faces from FairFace."
    assert said(text) == {"MegaFace WITHDRAWN anonymous:publisher", "DERIVED_FROM FairFace"}


@pytest.mark.parametrize(
    ("source", "statement"),
    [("its authors", "DERIVED_FROM"), ("the dataset card", "DERIVED_FROM"), ("the court records", "MENTIONS")],
)
def test_what_a_datasets_own_authors_say_of_it_is_no_hearsay(source, statement, findings):
    found = findings(f"TinyFace, according to {source}, was sampled from MegaFace.", PAPER)
    assert {finding.predicate.value for finding in found if finding.object == "name:MegaFace"} == {statement}
