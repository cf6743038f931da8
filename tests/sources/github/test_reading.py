"""What is read from GitHub's documents, and of whom it is said."""

import json

import pytest

from lineage.model.document import Snapshot
from lineage.model.words import Predicate, ThingKind
from lineage.sources.github.source import read

NEST = "https://github.com/gull/nest"
REPOSITORY, COPY = ThingKind.REPOSITORY, ThingKind.COPY


def of(part, body, lexicon, *, url=NEST, kind=REPOSITORY):
    """What is read from one document beside repository 1, or from its record."""
    data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    document = part if part.startswith("organizations/") else "/".join(filter(None, ("repositories/1", part)))
    media_type = "text/plain" if isinstance(body, str) else "application/json"
    return list(read(Snapshot(document, kind, url, "nest", media_type, "a" * 64, data), lexicon))


def said(claims):
    return [(claim.subject, claim.predicate.value, claim.object.removeprefix("name:")) for claim in claims]


def test_a_description_is_read_at_its_place(lexicon):
    (claim,) = of("", {"description": "Faces cropped from MegaFace.", "owner": {}}, lexicon)
    assert said([claim]) == [("github:gull/nest", "DERIVED_FROM", "MegaFace")]
    assert claim.evidence.locator.startswith("/description#char=")


@pytest.mark.parametrize("description", [None, 7, ["MegaFace"], ""])
def test_a_record_without_a_description_says_nothing(description, lexicon):
    assert of("", {"description": description}, lexicon) == []


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("GullNest is a subset of MegaFace.", "DERIVED_FROM"),
        ("This is a mirror of MegaFace.", "COPY_OF"),
        ("We trained the network on MegaFace.", "TRAINED_ON"),
        ("We evaluated the network on MegaFace.", "USES"),
    ],
)
def test_a_readme_speaks_of_its_repository_whatever_that_is(sentence, predicate, lexicon):
    claims = of("readme", f"# GullNest\n\n{sentence}\n", lexicon)
    assert said(claims) == [
        ("github:gull/nest", predicate, "MegaFace"),
        ("github:gull/nest", "SAME_AS", "GullNest"),
    ]


def test_a_readme_under_the_name_of_a_known_dataset_speaks_of_that(lexicon):
    claims = of("readme", "# FairFace\n\nIt is a subset of YFCC100M.\n", lexicon)
    assert ("name:FairFace", "DERIVED_FROM", "YFCC100M") in said(claims)
    assert ("name:FairFace", "DESCRIBED_BY", "github:gull/nest") in said(claims)


def test_a_readme_under_the_name_of_a_known_dataset_that_does_not_tell_its_origin_is_not_its_page(lexicon):
    claims = of("readme", "# FairFace\n\nCode to train on FairFace, not a subset of YFCC100M.\n", lexicon)
    assert "DESCRIBED_BY" not in [claim.predicate for claim in claims]


def test_two_repositories_of_one_name_are_two_things(lexicon):
    text = "A subset of MegaFace.\n"
    subjects = {
        of("readme", text, lexicon, url=f"https://github.com/{who}/data")[0].subject for who in ("gull", "tern")
    }
    assert subjects == {"github:gull/data", "github:tern/data"}


def test_of_a_forks_readme_only_what_it_copies_is_its_own(lexicon):
    text = "# GullNest\n\nThis is a mirror of MegaFace. Published by IBM. We trained on FairFace.\n"
    assert said(of("readme", text, lexicon, kind=COPY)) == [("github:gull/nest", "COPY_OF", "MegaFace")]


def test_prose_among_the_files_is_read_as_prose(lexicon):
    claims = of("files/docs/DATA.md", "We trained the network on MegaFace.", lexicon)
    assert said(claims) == [("github:gull/nest", "TRAINED_ON", "MegaFace")]


def test_code_implies_a_use_and_names_nothing_by_its_first_remark(lexicon):
    (claim,) = of("files/train.py", "# training entry point\nROOT = '/data/megaface'\n", lexicon)
    assert said([claim]) == [("github:gull/nest", "USES", "megaface")]
    assert claim.strength == "implied"


def test_a_croissant_file_declares_a_derivation(lexicon):
    record = {"@context": {}, "@type": "sc:Dataset", "prov:wasDerivedFrom": {"@id": "https://arxiv.org/abs/1512.00596"}}
    (claim,) = of("files/croissant.json", record, lexicon)
    assert said([claim]) == [("github:gull/nest", "DERIVED_FROM", "arxiv:1512.00596")]
    assert (claim.evidence.locator, claim.strength) == ("/prov:wasDerivedFrom/@id", "declared")


@pytest.mark.parametrize("text", ["[" * 100_000, "{", '{"@context": 7}', "\0"])
def test_a_file_that_is_no_json_says_nothing_and_breaks_nothing(text, lexicon):
    assert of("files/data.json", text, lexicon) == []


def test_each_listed_fork_is_a_copy(lexicon):
    claims = of("forks", [{"id": 2, "full_name": "tern/nest"}, {"id": 3, "full_name": "seal/nest"}], lexicon)
    assert said(claims) == [
        ("github:tern/nest", "COPY_OF", "github:gull/nest"),
        ("github:seal/nest", "COPY_OF", "github:gull/nest"),
    ]
    assert {claim.predicate for claim in claims} == {Predicate.COPY_OF}


def test_an_organisation_without_a_name_of_its_own_says_nothing(lexicon):
    for name in (None, " ", 7):
        body = {"login": "gull", "type": "Organization", "name": name}
        assert of("organizations/gull", body, lexicon, url="https://github.com/gull") == []


def test_a_known_organisation_needs_no_name(lexicon):
    body = {"login": "IBM", "type": "Organization", "name": "International"}
    assert of("organizations/ibm", body, lexicon, url="https://github.com/IBM") == []
