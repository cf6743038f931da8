"""Whether a name that nobody knows is a dataset's."""

import pytest

from tests.reading.conftest import DATASET, PAPER, REPOSITORY

SHOWN = "It has 5,000 images and labels for training."


@pytest.mark.parametrize("artefact", [DATASET, PAPER, REPOSITORY], ids=["dataset", "paper", "repository"])
def test_an_unknown_name_of_which_something_is_made_is_a_dataset(artefact, findings):
    found = findings(f"Our images were sampled from HarborView-5k. {SHOWN}", artefact)
    assert "name:HarborView-5k" in {finding.object for finding in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "RPCHandler inherits from SocketIO.",
        "Adapted from code written by Gull Otter.",
        "The parser was derived from MiniLexer.",
        "Converts texts from CamelCase to words.",
    ],
)
def test_what_a_tool_is_made_of_is_none(sentence, findings):
    assert findings(sentence, REPOSITORY) == []
