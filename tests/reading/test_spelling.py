"""What a name is like and what stands beside it."""

import pytest

from lineage.reading.spelling import beside_signs, part_signs, parts


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("OpenGull-CLIP", ("open", "gull", "clip")),
        ("gull_v2_pass", ("gull", "v", "2", "pass")),
        ("VGGNet", ("vgg", "net")),
        ("", ()),
    ],
)
def test_a_name_is_composed_of_words(name, found):
    assert parts(name) == found


def test_each_part_is_a_sign_for_what_may_be_said_and_the_last_one_twice():
    assert list(part_signs("GullCLIP", "TRAINED_ON")) == [
        "part=gull,TRAINED_ON",
        "part=clip,TRAINED_ON",
        "tail=clip,TRAINED_ON",
    ]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("GullNet [12] was trained on it", "cited"),
        (r"GullNet~\cite{gull} was trained on it", "cited"),
        ("**GullNet**: trained on it", "explained"),
        ("GullNet (ours) was trained on it", "bracket"),
        ("we use the GullNet", "pre=the"),
        ("| GullNet | it |", "pre=|"),
        ("GullNet, and GullNet again", "twice"),
    ],
)
def test_what_stands_beside_it_is_a_sign(text, sign):
    start = text.index("GullNet")
    assert sign in set(beside_signs(text, start, start + len("GullNet")))
