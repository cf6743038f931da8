"""Short names that mean other things elsewhere count only in documents that speak of the matter."""

import pytest


@pytest.fixture(scope="module")
def named(lexicon):
    return lambda text: [(mention.text, mention.known) for mention in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "name", "dataset"),
    [
        ("DiF annotates photos that were on Flickr.", "DiF", "dif"),
        ("DIF is a list. All of it once stood on Flickr.", "DIF", "dif"),
        ("We pre-trained on PASS, an ImageNet replacement.", "PASS", "pass"),
        ("MF2 is used for face recognition.", "MF2", "megaface"),
        ("COCO has 80 classes for object detection.", "COCO", "coco"),
    ],
)
def test_a_short_name_counts_where_its_context_is(text, name, dataset, named):
    assert (name, dataset) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "DiF was low among the pupils of both schools.",
        "All tests PASS on the build server.",
        "The MF2 engine leaked oil.",
        "COCO is our parrot.",
    ],
)
def test_a_short_name_without_its_context_is_something_else(text, named):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They stem from PASS and YFCC100M.", "PASS"),
        ("PIPA photos, taken over.", "PIPA"),
        ("Only images of COCO are in it.", "COCO"),
        ("VidOR was cut to pieces.", "VidOR"),
    ],
)
def test_a_short_name_counts_beside_another_dataset_or_beside_what_it_holds(text, name, named):
    assert name in dict(named(text))


@pytest.mark.parametrize(
    "text",
    [
        "PIPA, the privacy statute, does not mention YFCC100M.",
        "DIF, as a format, is older than YFCC15M.",
        "The labels of both photographs and videos are in COCO JSON.",
        "Our images and faces are in the COCO format; the COCO file is large.",
    ],
)
def test_a_short_name_for_something_else_counts_beside_nothing(text, named):
    assert not [dataset for _, dataset in named(text) if dataset in ("pipa", "dif", "coco")]


@pytest.mark.parametrize(
    "text", ["We pass photos from Flickr on.", "dif of photos on Flickr", "a Pass for Flickr users"]
)
def test_a_short_name_must_be_written_as_the_catalogue_has_it(text, named):
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    ["DiF-Celeb has photos from Flickr.", "PASS-9 holds Flickr photos.", "YFCC-DiF from Flickr", "DiFs on Flickr"],
)
def test_a_short_name_inside_a_compound_is_something_else(text, named):
    assert not [name for name, dataset in named(text) if dataset in ("dif", "pass")]


@pytest.mark.parametrize(
    "text",
    [
        "DiF (Driver in Focus) watches drivers; its icons come from Flickr.",
        "We study differential item functioning (DIF) of a test with pictures from Flickr.",
        "Dots in Formation (DiF) draws on Flickr.",
    ],
)
def test_a_document_that_spells_a_short_name_out_as_something_else_means_that(text, named):
    assert named(text) == []


@pytest.mark.parametrize(
    "text", ["DiF (Diversity in Faces) once pointed to Flickr.", "Diversity in Faces (DiF) once pointed to Flickr."]
)
def test_a_document_that_spells_a_short_name_out_as_the_dataset_means_the_dataset(text, named):
    assert {dataset for _, dataset in named(text)} == {"dif"}


def test_words_in_brackets_that_do_not_spell_the_name_change_nothing(named):
    assert ("DiF", "dif") in named("DiF (see the appendix) points to Flickr.")


def test_a_name_already_found_is_not_found_twice_inside_itself(named):
    assert named("IBM DiF pointed to Flickr.") == [("IBM DiF", "dif")]
