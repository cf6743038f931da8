"""What in a quote was taken for subject, act and object."""

import pytest

from lineage.model.claim import Evidence
from tests.reading.conftest import PAPER


def taken(finding):
    evidence = Evidence(
        snapshot="a" * 64, locator=finding.place, quote=finding.quote, rule=finding.rule, parts=finding.parts
    )
    return evidence.taken


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The gulls were sampled from YFCC100M.",
            {"subject": "The gulls", "act": "sampled", "object": "YFCC100M"},
        ),
        ("We train our network on FairFace.", {"subject": "We", "act": "train", "object": "FairFace"}),
        ("A mirror of FairFace.", {"act": "mirror", "object": "FairFace"}),
        ("Long ago. We cropped MegaFace.", {"subject": "We", "act": "cropped", "object": "MegaFace"}),
    ],
)
def test_the_words_of_a_reading_stand_in_its_quote(text, parts, findings):
    (finding,) = findings(text, PAPER)
    assert taken(finding) == parts


def test_a_forgotten_quote_has_no_parts():
    assert Evidence(snapshot="a" * 64, locator="char=0,9", quote=None, rule="test", parts="act=0,3").taken == {}
