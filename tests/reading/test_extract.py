"""`lineage extract`: documents in, claims out, a line each (DESIGN §6); reading alone, no store."""

import json

import pytest

from lineage.jobs.extract import extract

DOCUMENT = {
    "doc_id": "d1", "kind": "release", "title": "gull-nests: pictures of nests", "owner": "Gull Institute",
    "url": "https://huggingface.co/datasets/gull/nests", "metadata": {},
    "text": "# Gull Nests\n\nThe nests were cropped from YFC100M. GullNet-9K gave nothing.\n",
}  # fmt: skip
FIELDS = [
    "doc_id", "subject", "subject_kind", "predicate", "derivation_kind", "object", "polarity", "modality", "about",
    "quote", "locator", "organization", "strength", "confidence", "rule",
]  # fmt: skip


def claims(**fields):
    """The claims of one document."""
    ((_, rows, problem),) = extract([json.dumps(DOCUMENT | fields).encode()])
    assert problem is None
    return rows


def test_a_claim_has_the_fields_of_the_interface():
    (claim,) = claims()
    assert list(claim) == FIELDS
    assert json.loads(json.dumps(claim)) == claim


def test_a_claim_says_what_the_document_says():
    (claim,) = claims()
    assert claim | {"rule": "", "confidence": 0} == {
        "doc_id": "d1", "subject": "nests", "subject_kind": "dataset", "predicate": "DERIVED_FROM",
        "derivation_kind": "crop", "object": "yfcc100m", "polarity": "asserted", "modality": "asserted",
        "about": "self", "quote": "The nests were cropped from YFC100M.", "locator": "char=14,50",
        "organization": "Gull Institute", "strength": "stated", "confidence": 0, "rule": "",
    }  # fmt: skip
    assert 0 < claim["confidence"] <= 1


@pytest.mark.parametrize(
    ("title", "url", "heading", "subject"),
    [
        ("Model Card: Gull·E dVAE", "https://github.com/gull/E", "", "Gull·E dVAE"),
        ("How to start", "https://github.com/gull/nests", "", "nests"),
        ("Gull Net XL model card", None, "", "Gull Net XL"),
        ("the pier Gull Net model card", None, "# Gull Net (small)", "Gull Net"),
    ],
)
def test_a_card_names_what_it_is_the_card_of(title, url, heading, subject):
    kind, text = "repository" if url else "release", f"{heading}\n\nThe model was trained on YFCC100M."
    assert {claim["subject"] for claim in claims(kind=kind, title=title, url=url, text=text)} == {subject}


def test_a_release_that_is_a_models_card_is_of_a_model():
    (claim,) = claims(title="Gull Net model card", url=None, text="It was trained on YFCC100M.")
    assert (claim["predicate"], claim["subject_kind"]) == ("TRAINED_ON", "model")


def test_a_quote_is_a_part_of_the_text_at_its_locator():
    text = "---\nsource_datasets: [extended|fairface]\n---\nCropped from YFCC100M.\n"
    found = claims(text=text)
    assert len(found) == 2
    for claim in found:
        start, end = map(int, claim["locator"].removeprefix("char=").split(","))
        assert text[start:end] == claim["quote"]


def test_a_dataset_that_the_catalogue_does_not_know_is_an_object_by_name():
    assert [claim["object"] for claim in claims(text="Cropped from GullNests9K pictures.")] == ["name:GullNests9K"]


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({}, "nests"),
        ({"kind": "repository", "url": "https://github.com/gull/nest-code"}, "nest-code"),
        ({"kind": "paper", "url": None, "title": "NestFaces: Faces of Nests"}, "NestFaces"),
        ({"kind": "paper", "url": None, "title": "On the faces of many nests"}, "GullNet-9K"),
        ({"kind": "release", "url": None, "title": None, "text": "We trained on MegaFace."}, "d1"),
        ({"kind": "paper", "url": None, "title": "NestFaces paper page"}, "NestFaces"),
        ({"url": None, "title": "Harbour nests retouched (HNR)"}, "Harbour nests retouched (HNR)"),
        ({"url": None, "title": "Harbour nests (in colour)"}, "Harbour nests"),
        (
            {"title": "Nest clips", "text": "# README for Nest harbor clips.\n\nThe clips come from YFCC100M."},
            "Nest harbor clips",
        ),
    ],
)
def test_a_subject_is_written_as_people_write_it(fields, subject):
    assert {claim["subject"] for claim in claims(**fields)} == {subject}


@pytest.mark.parametrize(
    ("owner", "text", "organization"),
    [
        ("Gull Institute", "Cropped from YFCC100M.", "Gull Institute"),
        ("janegull", "Cropped from YFCC100M.", None),
        (None, "Cropped from YFCC100M.", None),
        ("janegull", "**Curated by:** Tern University\n\nCropped from YFCC100M.", "Tern University"),
    ],
)
def test_the_organisation_is_named_and_a_person_is_not(owner, text, organization):
    assert {claim["organization"] for claim in claims(owner=owner, text=text)} == {organization}


def test_names_owners_and_withdrawals_are_no_claims_of_this_interface():
    text = "# Gull Nests\n\n**Curated by:** IBM\n\nMegaFace was taken offline.\n"
    assert claims(text=text) == []


def test_a_bad_line_is_told_with_its_number_and_the_rest_is_read():
    lines = [
        b"",
        json.dumps(DOCUMENT).encode(),
        b"{broken",
        b"[]",
        b'{"doc_id": "d2"}',
        json.dumps(DOCUMENT | {"doc_id": "d3"}).encode(),
    ]
    found = {number: (len(rows), problem) for number, rows, problem in extract(lines)}
    assert found[2] == found[6] == (1, None)
    assert [number for number, (_, problem) in found.items() if problem] == [3, 4, 5]
    assert "the field text" in found[5][1]


def test_a_line_nested_too_deeply_is_a_bad_line():
    ((number, rows, problem),) = extract([b"[" * 100_000])
    assert (number, rows) == (1, [])
    assert "recursion" in problem


def test_nothing_in_gives_nothing_out():
    assert list(extract([b"", b"  \n"])) == []


def test_a_copy_is_called_by_its_address_where_that_is_its_title():
    url = "https://huggingface.co/datasets/gull/FairFace"
    text = "# FairFace\n\nAll credit goes to the original authors: https://github.com/joojs/fairface\n"
    (claim,) = claims(url=url, title="gull/FairFace", text=text)
    assert (claim["predicate"], claim["subject"]) == ("COPY_OF", "gull/FairFace")


def test_a_title_that_the_text_shortens_is_shown_with_its_initials():
    text = "The DHN are small. They are good. The pictures were selected from YFCC100M."
    (claim,) = claims(url=None, title="Deep Harbour Nests", text=text)
    assert claim["subject"] == "Deep Harbour Nests (DHN)"


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("HarborVID benchmark", "HarborVID"),
        ("Harbour benchmark", "Harbour benchmark"),
        ("HarborVID Dataset API", "HarborVID"),
        ("HarborVID-2k — in colour", "HarborVID-2k"),
    ],
)
def test_what_a_title_adds_to_a_name_is_no_part_of_it(title, subject):
    (claim,) = claims(url=None, title=title, text="The videos were selected from YFCC100M.")
    assert claim["subject"] == subject


def test_a_repository_is_called_as_its_title_says_it_is_about():
    url, text = "https://github.com/gull/separation", "The network was trained on YFCC100M."
    (claim,) = claims(kind="repository", url=url, title="GullMix code", text=text)
    assert claim["subject"] == "GullMix"


def test_what_bears_the_name_of_what_it_was_trained_on_is_its_model():
    url, text = "https://github.com/gull/FairFace", "Unzip the model that we trained on FairFace."
    trained = claims(kind="repository", url=url, title="FairFace", text=text)
    assert {(claim["subject"], claim["predicate"]) for claim in trained} == {("FairFace model", "TRAINED_ON")}
