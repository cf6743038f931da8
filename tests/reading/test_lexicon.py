"""Which datasets and organisations of the catalogue a text names."""

import pytest

from lineage.catalogue.load import load


@pytest.fixture(scope="module")
def named(lexicon):
    return lambda text: [mention.known for mention in lexicon.find(text)]


@pytest.mark.parametrize(
    ("written", "dataset"),
    [
        ("YFCC100M", "yfcc100m"),
        ("YFCC-100M", "yfcc100m"),
        ("yfcc_100m", "yfcc100m"),
        ("YFCC", "yfcc100m"),
        ("Yahoo! Flickr Creative Commons 100 Million", "yfcc100m"),
        ("Fair Face", "fairface"),
        ("FAIRFACE", "fairface"),
        ("Visual\nGenome", "visual-genome"),
        ("MP 16", "mp16"),
        ("KonIQ10k", "koniq10k"),
        ("Diversity in Faces", "dif"),
    ],
)
def test_a_dataset_is_known_under_every_spelling(written, dataset, named):
    assert named(f"The photos of {written} are old.") == [dataset]


@pytest.mark.parametrize(
    ("typo", "dataset"), [("yffc100M", "yfcc100m"), ("YFC100M", "yfcc100m"), ("YFCC14M", "yfcc15m")]
)
def test_typos_that_the_catalogue_lists_are_known(typo, dataset, named):
    assert named(f"We chose images of {typo}.") == [dataset]


@pytest.mark.parametrize(
    ("written", "datasets"),
    [
        ("YFCC15M", ["yfcc15m"]),
        ("YFCC15M-V2", ["yfcc15m-v2"]),
        ("YFCC100M and YFCC15M", ["yfcc100m", "yfcc15m"]),
        ("RefCOCO annotations", ["refcoco"]),
        ("COCO-Stuff annotations", ["coco-stuff"]),
        ("FDF256", ["fdf256"]),
        ("LAION-COCO captions", []),
        ("YFCC15M-Recap", []),
        ("FairFace-V2", []),
        ("YFCC15Million", []),
    ],
)
def test_a_compound_is_another_thing(written, datasets, named):
    assert named(f"We looked at {written} today.") == datasets


@pytest.mark.parametrize(
    "sentence",
    [
        "A climber hangs on the mega face of a cliff.",
        "It was a fair face.",
        "They published open images of a visual genome.",
        "We kept only pictures without humans.",
    ],
)
def test_plain_words_are_no_name(sentence, named):
    assert named(sentence) == []


@pytest.mark.parametrize(
    ("written", "dataset"), [("yfcc 15m", "yfcc15m"), ("yfcc 100m", "yfcc100m"), ("mp 16", "mp16")]
)
def test_a_name_with_a_number_needs_no_capitals(written, dataset, named):
    assert named(f"pictures from {written}") == [dataset]


@pytest.mark.parametrize(
    "sentence", ["Ours come from YFCC. 15M of them are dark.", "Ours come from YFCC, 15M of them dark."]
)
def test_a_name_ends_where_its_sentence_or_clause_ends(sentence, named):
    assert named(sentence) == ["yfcc100m"]


def test_a_mention_stands_at_its_place_as_written(lexicon):
    (mention,) = lexicon.find("From Yfcc-100M!")
    assert (mention.start, mention.end, mention.text, mention.reference) == (5, 14, "Yfcc-100M", "name:Yfcc-100M")


@pytest.mark.parametrize(
    ("written", "organization"),
    [
        ("IBM Research", "ibm"),
        ("the University of Washington", "uw"),
        ("Univ. of Washington", "uw"),
        ("University of California, Los Angeles", "ucla"),
        ("a university of washington", None),
        ("UW", None),
        ("Otterwharf Institute", None),
    ],
)
def test_organisations_are_found_by_name_and_alias(written, organization, lexicon):
    assert [mention.known for mention in lexicon.organizations(f"By {written} in May.")] == (
        [organization] if organization else []
    )


@pytest.mark.parametrize(
    ("name", "organization"),
    [("github:ibm", "ibm"), ("hf:IBM", "ibm"), ("UW", "uw"), ("uw", None), ("I.B.M.", "ibm"), ("github:nobody", None)],
)
def test_an_organisation_is_identified_by_account_short_name_or_name(name, organization, lexicon):
    assert lexicon.organization(name) == organization


def test_a_page_introduces_the_dataset_whose_identifier_it_is(lexicon):
    assert lexicon.introduces("arxiv:1901.10436v2") == "dif"
    assert lexicon.introduces("https://example.org") is None


def test_the_digest_is_the_catalogues(lexicon):
    assert lexicon.digest == load().digest


@pytest.mark.parametrize(
    ("reference", "borrowed"),
    [
        ("hf:datasets/otter/FairFace", True),
        ("github:otter/fairface", True),
        ("github:joojs/fairface", False),
        ("hf:datasets/joojs/FairFace", False),
        ("hf:datasets/fairface", False),
        ("url:https://gull.example/fairface", False),
    ],
    ids=["hub", "github", "its page", "its makers' account", "of no account", "elsewhere"],
)
def test_a_name_is_borrowed_by_accounts_that_do_not_make_the_dataset(reference, borrowed, lexicon):
    assert lexicon.borrows(reference, "fairface") is borrowed


def test_a_publishers_account_borrows_nothing(lexicon):
    assert not lexicon.borrows("github:NVlabs/ffhq", "ffhq")
