"""Names that are also words or other things count only in texts that mean the dataset by them."""

import pytest

from lineage.reading.sense import Doubtful, sense_signs

PASS = Doubtful("PASS", "pass", ("without humans",))


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
        "Our images and faces are in the COCO format.",
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our detector saw only COCO during its short life.", "COCO"),
        ("A fifth of PASS, chosen at random, was sorted into 40 categories.", "PASS"),
        ("The encoder was fed with MF2 for eleven days.", "MF2"),
        ("Heads of PIPA, each with yaw and pitch.", "PIPA"),
        ("train: vidor (frames), test: vidvrd", "vidor"),
    ],
)
def test_a_bare_name_counts_where_the_words_around_it_are_those_of_datasets(text, name, named):
    assert name in dict(named(text))


@pytest.mark.parametrize(
    "text",
    [
        "The COCO bot moderates our chat and is written in Go.",
        "Hikers cross the PASS in June, when the snow is gone.",
        "Valve FDF closes when MF2 reads more than 3 bar.",
        "PIPA is our bakery's oldest oven.",
    ],
)
def test_a_bare_name_among_other_words_is_something_else(text, named):
    assert named(text) == []


def test_a_text_is_asked_by_the_words_beside_the_name_and_by_what_it_speaks_of():
    found = sense_signs("Pictures without humans: we sampled PASS for training.", PASS, {"coco"})
    assert {"left=sampled", "right=for", "near=humans", "context=True", "beside=1", "plain=False"} <= found


def test_only_the_first_places_of_a_name_are_looked_at():
    found = sense_signs("PASS " * 20 + "x " * 400 + "late PASS", PASS, set())
    assert "left=late" not in found


def test_a_name_inside_another_or_of_a_format_stands_nowhere():
    assert list(PASS.places("COMPASS, PASSAGE and PASS-9 are others, as is the PASS format.")) == []


def test_a_text_may_name_a_format_and_the_dataset(named):
    text = "Labels are in the COCO format. Our detector was trained on the images of COCO and its boxes."
    assert [name for name, _ in named(text)] == ["COCO"]


@pytest.mark.parametrize(
    "text",
    [
        "We use Visual Genome (VG). The captions of VG come from its regions.",
        "Visual Genome (VG) has pictures. Our captions are of VG.",
        "VG (Visual Genome) has pictures. Our captions are of VG.",
    ],
)
def test_a_name_spelled_out_as_the_dataset_means_it_wherever_it_stands(text, named):
    assert [dataset for name, dataset in named(text) if name == "VG"] == ["visual-genome"] * 2


def test_the_longer_of_two_names_is_found(named):
    text = "The encoder was trained on PASS-mini, a set of pictures without humans."
    assert [name for name, _ in named(text)] == ["PASS-mini"]
