"""Whether a name that nobody knows is a dataset's."""

import pytest

from tests.reading.conftest import DATASET, PAPER, REPOSITORY

SHOWN = "It has 5,000 images and labels for training."


@pytest.mark.parametrize("artefact", [DATASET, PAPER, REPOSITORY], ids=["dataset", "paper", "repository"])
def test_an_unknown_name_of_which_something_is_made_is_a_dataset(artefact, findings):
    found = findings(f"Our images were sampled from HarborView-5k. {SHOWN}", artefact)
    assert "name:HarborView-5k" in {finding.object for finding in found}


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("We evaluate our detector on HarborView-5k.", "USES"),
        ("The numbers of Table 2 were measured on HarborView-5k.", "USES"),
        ("The encoder was trained on HarborView-5k.", "TRAINED_ON"),
    ],
)
def test_an_unknown_name_that_is_worked_with_is_a_dataset(sentence, predicate, findings):
    found = findings(f"{sentence} {SHOWN}", PAPER)
    assert [(f.predicate.value, f.object) for f in found] == [(predicate, "name:HarborView-5k")]


def test_a_name_of_three_words_is_read_whole(findings):
    (found,) = findings(f"Our images were sampled from Harbor Pebble Stories. {SHOWN}", PAPER)
    assert found.object == "name:Harbor Pebble Stories"


@pytest.mark.parametrize("sentence", ["It was made by Gull-Pier.", "The network was trained by the Gull-Pier Labs."])
def test_who_made_something_is_no_dataset(sentence, findings):
    assert findings(f"{sentence} {SHOWN}", DATASET) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We use NumPyArrays.",
        "Tested against CH16 Std.",
        "The server runs on ARMv8.",
        "RPCHandler inherits from SocketIO.",
        "Adapted from code written by Gull Otter.",
        "The parser was derived from MiniLexer.",
        "Converts texts from CamelCase to words.",
    ],
)
def test_what_a_tool_is_made_of_is_none(sentence, findings):
    assert findings(sentence, REPOSITORY) == []
