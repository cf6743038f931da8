"""What a text calls the thing it introduces."""

import pytest

from lineage.reading.naming import introduced_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We kept 3,118 people of MegaFace. We refer to this gallery as KinGal.", "KinGal"),
        ("Scans and counterparts make up POSTCARDS.", "POSTCARDS"),
        ("The mixture, SEXTET, narrows the gap. SEXTET has six parts.", "SEXTET"),
        ("VeilGAN's generator was optimised with FDF256 for ten days.", "VeilGAN"),
        ("We compare with ImageNet and LFW.", None),
        ("We compare GullNet to QuayNet.", None),
        ("Our network was trained on QuayCrops. GullNet is fast.", "GullNet"),
        ("We use the QuayCrops to pre-train GullNet, which is fast.", "GullNet"),
        ("Nothing is named here.", None),
    ],
)
def test_the_name_that_stands_out_is_introduced(text, name, lexicon):
    assert introduced_name(text, None, lexicon) == name


def test_in_a_long_text_a_name_must_be_said_to_be_its_own(lexicon):
    rest = "There are gulls, and QuayNet. " + "More is told of gulls. " * 100
    assert introduced_name(rest, None, lexicon) is None
    assert introduced_name(rest + "We call the result GullNest-9K.", None, lexicon) == "GullNest-9K"
