"""Many random and damaged texts: none breaks the parser, and nothing is accepted that does not stand there.

`LINEAGE_FUZZ=1000000` makes as many texts; without it a suite has time for a part of them.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from urllib.parse import unquote

import yaml

from lineage.errors import BadInput
from lineage.photos.identity.identify import identify
from lineage.photos.identity.short import shortened

TEXTS = int(os.environ.get("LINEAGE_FUZZ", "20000"))
ASKED = [
    vector["asked"]
    for vector in yaml.safe_load((Path(__file__).parents[3] / "docs" / "identities.yaml").read_text(encoding="utf-8"))
]
LETTERS = "0123456789@N_-/.:;,\t |abcdefXYZ%?#&=\\\"'<>\x00\u200f１é\U0001f426"


def damaged(draw, text):
    """A text with some letters taken out, put in, doubled or exchanged."""
    letters = list(text)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(letters) + 1)
        letters[at : at + draw.randint(0, 2)] = draw.choices(LETTERS, k=draw.randint(0, 2))
    return "".join(letters)


def texts(draw):
    """Damaged forms, forms glued to others, and noise."""
    for number in range(TEXTS):
        if number % 3 == 0:
            yield damaged(draw, draw.choice(ASKED))
        elif number % 3 == 1:
            yield draw.choice(ASKED) + draw.choice(["", " ", "/", ",", "\t", "?"]) + damaged(draw, draw.choice(ASKED))
        else:
            yield "".join(draw.choices(LETTERS, k=draw.randint(0, 60)))


def stands_in(found, text):
    """Whether everything that was found can be read in the text, by eye."""
    plain = unquote(text)
    words = re.findall(r"[0-9]+", plain)
    return (
        (found.nsid is None or found.nsid in plain)
        and (found.alias is None or found.alias in plain)
        and (found.photo is None or str(found.photo) in words or shortened(found.photo) in plain)
        and (found.md5 is None or found.md5 in plain.lower())
    )


def test_nothing_breaks_it_and_nothing_is_accepted_that_does_not_stand_there():
    accepted = 0
    for text in texts(random.Random(6)):
        try:
            found = identify(text)
        except BadInput:
            continue
        accepted += 1
        assert stands_in(found, text), repr(text)
        assert identify(str(found)) == found, repr(text)

    assert 0.01 * TEXTS < accepted < 0.9 * TEXTS
