"""Reading a whole document: what it is about, what its fields declare, who owns it."""

import pytest

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.document import OWNER, read_document
from lineage.reading.loose import to_document


@pytest.fixture(scope="module")
def of(lexicon):
    """The findings of a document, by predicate."""

    def read(text, kind="release", **fields):
        document = to_document({"doc_id": "d1", "kind": kind, "text": text} | fields)
        return list(read_document(document, lexicon))

    return read


def by(findings, predicate):
    return [finding for finding in findings if finding.predicate is predicate]


@pytest.mark.parametrize(
    ("kind", "url", "subject", "subject_kind"),
    [
        ("release", "https://huggingface.co/datasets/gull/nests", "hf:datasets/gull/nests", ThingKind.DATASET),
        ("release", "https://huggingface.co/gull/net", "hf:models/gull/net", ThingKind.MODEL),
        ("repository", "https://huggingface.co/datasets/gull/nests", "hf:datasets/gull/nests", ThingKind.DATASET),
        ("repository", "https://github.com/gull/nests/tree/main", "github:gull/nests", ThingKind.REPOSITORY),
        ("paper", "https://arxiv.org/pdf/2601.00001v2", "arxiv:2601.00001", ThingKind.PAPER),
        ("paper", "https://doi.org/10.1234/ABC", "doi:10.1234/abc", ThingKind.PAPER),
        ("release", None, "document:d1", ThingKind.DATASET),
        ("release", "no address", "document:d1", ThingKind.DATASET),
    ],
)
def test_a_document_is_what_its_address_says(kind, url, subject, subject_kind, of):
    (finding,) = by(of("We tested it on MegaFace.", kind, url=url), Predicate.USES)
    assert (finding.subject, finding.subject_kind) == (subject, subject_kind)


def test_front_matter_is_declared_at_its_place_in_the_text(of):
    text = "---\nlicense: mit\nsource_datasets:\n- extended|fairface\n---\n\n# Quay\n"
    (finding,) = by(of(text), Predicate.DERIVED_FROM)
    assert finding.strength is Strength.DECLARED
    start, end = map(int, finding.place.removeprefix("char=").split(","))
    assert text[start:end] == finding.quote == "extended|fairface"


def test_front_matter_is_not_read_as_text(of):
    assert by(of("---\ndescription: The pictures come from YFCC100M.\n---\nHello."), Predicate.DERIVED_FROM) == []


@pytest.mark.parametrize("kind", ["paper", "repository"])
def test_front_matter_declares_nothing_for_papers_and_code(kind, of):
    assert by(of("---\nsource_datasets: [fairface]\n---\nHello.", kind), Predicate.DERIVED_FROM) == []


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [("paper", Predicate.AFFILIATED_WITH), ("repository", Predicate.PUBLISHED_BY), ("release", Predicate.PUBLISHED_BY)],
)
def test_an_owner_that_is_an_organisation_stands_behind_the_document(kind, predicate, of):
    (finding,) = by(of("Hello.", kind, owner="Gull Institute"), predicate)
    assert (finding.object, finding.quote, finding.place) == ("name:Gull Institute", "Gull Institute", OWNER)


def test_an_owner_with_a_known_account_is_named_by_it(of):
    (finding, *_) = by(
        of("Hello.", "repository", owner="IBM", url="https://github.com/IBM/nests"), Predicate.PUBLISHED_BY
    )
    assert finding.object == "github:IBM"


def test_an_owner_that_is_a_person_is_not_named_and_not_quoted(of):
    found = of("Hello.", owner="Jane Gull", url="https://huggingface.co/datasets/janegull/nests")
    (finding,) = by(found, Predicate.PUBLISHED_BY)
    assert (finding.object, finding.object_kind, finding.quote) == ("anonymous:publisher", ThingKind.INDIVIDUAL, "")


def test_the_owner_of_a_paper_published_the_dataset_it_introduces(of):
    found = of("We introduce QuayFaces, cropped from YFCC100M.", "paper", owner="Gull Institute")
    (finding,) = by(found, Predicate.PUBLISHED_BY)
    assert (finding.subject, finding.object) == ("name:QuayFaces", "name:Gull Institute")


def test_the_owner_of_a_mirror_did_not_publish_what_it_mirrors(of):
    found = of(
        "# FairFace\n\nA mirror of FairFace.",
        "repository",
        title="FairFace",
        owner="Gull Institute",
        url="https://github.com/gull/fairface",
    )
    assert "name:FairFace" not in {finding.subject for finding in by(found, Predicate.PUBLISHED_BY)}


@pytest.mark.parametrize(
    ("title", "heading", "names"),
    [("nests", "Gull Nests", ["name:Gull Nests"]), ("FairFace", "FairFace", []), ("nests", "Quay " * 30, [])],
)
def test_a_card_is_named_by_its_heading_unless_the_name_is_borrowed(title, heading, names, of):
    found = of(f"# {heading}\n\nHello.", title=title, url="https://huggingface.co/datasets/gull/nests")
    assert [finding.object for finding in by(found, Predicate.SAME_AS)] == names


def test_a_paper_is_not_named_by_its_heading(of):
    assert by(of("# Introduction\n\nHello.", "paper"), Predicate.SAME_AS) == []


def test_what_is_surely_made_of_a_dataset_need_not_use_it(of):
    text = (
        "# Gull Set\n\n9,000 faces were sampled from MegaFace and labelled by hand. We report the accuracy on MegaFace."
    )
    found = of(text)

    assert by(found, Predicate.DERIVED_FROM)
    assert not by(found, Predicate.USES)


def test_a_use_stays_beside_what_is_less_sure(of):
    text = "# gull-set\n\nOur images are a subset of MegaFace. The accuracy on MegaFace is reported in Table 2."
    found = of(text, "repository", url="https://github.com/otter/gull-set")

    assert [f.confidence < 0.8 for f in by(found, Predicate.DERIVED_FROM)] == [True]
    assert by(found, Predicate.USES)


def test_a_long_text_about_other_things_names_no_dataset_that_nobody_knows(of):
    said = "This is a mirror of HarborPairs-50K."
    other_things = " The lock is held until the queue is empty." * 40
    assert by(of(said, "repository"), Predicate.COPY_OF)
    assert not by(of(said + other_things, "repository"), Predicate.COPY_OF)


def test_a_known_dataset_is_found_in_a_long_text_about_other_things(of):
    text = "The lock is held until the queue is empty. " * 40 + "We tested it on MegaFace."
    (finding,) = by(of(text, "repository"), Predicate.USES)
    assert finding.quote == "We tested it on MegaFace."
