"""How a name stands in its sentence, and what a text sets off as a name."""

import pytest

from lineage.reading.standing import form_of, set_off, standing_signs


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("| gull-s | MegaFace | 0.91 |", "table"),
        ("- gull-s: MegaFace", "item"),
        ("3. gull-s was trained on MegaFace.", "item"),
        ("# Trained on MegaFace", "heading"),
        ("gull-s was trained on MegaFace.", "prose"),
    ],
)
def test_a_line_has_a_form(scene, text, form):
    assert form_of(scene(text)) == form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("`gull_megaface.pth` was trained on MegaFace.", ["gull_megaface.pth"]),
        ("**Gull Faces** was cropped from MegaFace.", ["Gull Faces"]),
        ("| gull_small | MegaFace | 0.91 |", ["gull_small"]),
        ("`MegaFace` was used.", []),
        ("| 12 | MegaFace |", []),
        ('"gull-s_2" was trained on MegaFace.', ["gull-s_2"]),
        ("The *Gull Faces* are crops of MegaFace.", ["Gull Faces"]),
        ("Gull-B/16, gulls_v2 and Gull++ were trained on MegaFace.", ["Gull-B/16", "gulls_v2", "Gull++"]),
        ("See https://gull.example/a-b and mail a.b@gull.example about MegaFace.", []),
        ("**Please read all of this first** before MegaFace.", []),
    ],
)
def test_what_is_set_off_is_a_name_unless_it_is_the_dataset_a_number_or_a_sentence(scene, text, names):
    assert [name for name, _ in set_off(scene(text))] == names


def test_the_head_of_a_row_and_of_a_line_are_told(scene):
    row, line = scene("| gull-s | MegaFace |"), scene("- gull-s: trained on MegaFace")
    assert {"cell=0,1", "other-cell", "lead,table"} <= set(standing_signs(row, row.sentence.text.index("gull")))
    assert "lead-colon,item" in set(standing_signs(line, line.sentence.text.index("gull")))


def test_a_row_that_is_long_and_empty_costs_no_more_than_its_length(scene):
    assert list(set_off(scene("|" + " " * 15_000 + "trained on MegaFace"))) == []
