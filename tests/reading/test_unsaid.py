"""What a sentence names without saying that it was used: what could not be had, what is asked, what is unclear."""

import pytest

from tests.reading.conftest import PAPER


@pytest.fixture(scope="module")
def firmly(said):
    """The firm statements of a sentence: asserted, and more than a mention."""
    weak = ("negated", "hypothetical")
    return lambda text: {
        line for line in said(text, PAPER) if not line.startswith("MENTIONS") and not line.endswith(weak)
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "MegaFace could not be obtained.",
        "Our request for MegaFace was refused.",
        "We received no answer when we asked for MegaFace.",
        "MegaFace is no longer available, so we went without.",
        "MegaFace cannot be downloaded any more.",
    ],
)
def test_what_could_not_be_had_was_not_used(sentence, firmly):
    assert firmly(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Was the network trained on MegaFace?",
        "Were the pictures sampled from MegaFace?",
        "It is unclear whether MegaFace was used.",
        "Nobody told us whether the faces come from MegaFace.",
    ],
)
def test_what_is_asked_or_unclear_is_not_said(sentence, firmly):
    assert firmly(sentence) == set()


def test_the_answer_to_a_question_is_said(firmly):
    assert firmly("Where do the faces come from? They were sampled from MegaFace.") == {"DERIVED_FROM MegaFace"}
