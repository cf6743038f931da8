"""What a terminal says of answers that were written down: holders by name, and what was left unsaid."""

from __future__ import annotations

import pytest

from lineage import shown_requests
from lineage.jobs.requests.record import Recorded
from lineage.model.obligation import State
from tests.deletion.making import request


@pytest.mark.parametrize(
    ("obligations", "says"),
    [((1,), "1 obligation of IBM is now notified.\n"), ((1, 2), "2 obligations of IBM are now notified.\n")],
)
def test_what_moved_is_said_of_the_holder_by_name(capsys, obligations, says):
    shown_requests.recorded(Recorded(request(), "ror:05hh8d621", "IBM", State.NOTIFIED, obligations))

    assert capsys.readouterr().out == says


def test_that_nothing_was_said_of_how_is_told(capsys):
    done = Recorded(request(), "ror:05hh8d621", "IBM", State.CLAIMED_DONE, (1,), how_unsaid=True)

    shown_requests.recorded(done)

    assert "Nothing was said of how" in capsys.readouterr().out
