"""What a terminal says of answers that were written down: holders by name, and what was left unsaid."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage import shown_requests
from lineage.deletion.probes import Probe
from lineage.jobs.requests.record import Recorded
from lineage.jobs.requests.verify import Looked
from lineage.model.obligation import State
from tests.deletion.making import request


@pytest.mark.parametrize(
    ("obligations", "says"),
    [((1,), "1 obligation of IBM: told.\n"), ((1, 2), "2 obligations of IBM: told.\n")],
)
def test_what_moved_is_said_of_the_holder_by_name(capsys, obligations, says):
    shown_requests.recorded(Recorded(request(), "ror:05hh8d621", "IBM", State.NOTIFIED, obligations))

    assert capsys.readouterr().out == says


def test_that_nothing_was_said_of_how_is_told(capsys):
    done = Recorded(request(), "ror:05hh8d621", "IBM", State.CLAIMED_DONE, (1,), how_unsaid=True)

    shown_requests.recorded(done)

    assert "Nothing was said of how" in capsys.readouterr().out


def look(number, verdict, state=None):
    probe = Probe(number, "list", verdict, f"Look {number}.", "")
    return Looked(request().id, f"Holder {number}", "MegaFace", verdict, probe.says, probe, state)


LOOKS = [look(1, "gone", State.VERIFIED), look(2, "still_present"), look(3, "cannot_tell"), look(4, "cannot_tell")]


def test_of_looks_those_are_shown_that_somebody_has_to_read(capsys):
    shown_requests.verified(LOOKS, every=False)

    out = capsys.readouterr().out
    assert [f"Look {number}." in out for number in range(1, 5)] == [True, True, False, False]
    assert "Of 2 obligations nothing new can be told; `--all` shows them." in out


def test_all_looks_are_shown_to_who_asks_for_them(capsys):
    shown_requests.verified(LOOKS, every=True)

    out = capsys.readouterr().out
    assert all(f"Look {number}." in out for number in range(1, 5)) and "--all" not in out
