"""The holder whom somebody means at a terminal, and what is said where nobody knows who that is."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.jobs.requests.named import holders_obligations
from lineage.model.obligation import Obligation, State
from tests.deletion.making import AT, draft, request

NAMES = ("Meta AI", "Adobe", "Baidu", "Clearview", "Gull University", "IBM", "Tern University", "Yahoo")


def owed(number, holder, name):
    said = {"number": number, "request": request().id, "plan": 1, "state": State.PLANNED, "since": AT}
    return Obligation.model_validate(draft(holder).model_dump() | {"holder_name": name} | said)


EVERY = [owed(number, f"domain:{number}.example", name) for number, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("said", ["Meta AI", "meta ai", "domain:1.example", "Meta", " meta "])
def test_a_holder_is_found_by_id_name_and_a_part_of_the_name_that_fits_no_other(said):
    assert [each.number for each in holders_obligations(request(), EVERY, said)] == [1]


def test_a_whole_name_is_meant_before_a_part_of_another():
    assert [
        each.number for each in holders_obligations(request(), [*EVERY, owed(9, "ror:1", "IBM Zurich")], "ibm")
    ] == [6]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Metta IA", "^No holder of this request is called 'Metta IA': there are Meta AI, .* and 3 more; "),
        ("University", "^Several holders are called 'University': there are Gull University, Tern University; "),
        ("", "^No holder of this request is called ''"),
    ],
)
def test_who_is_close_is_named_by_name_and_how_many_more_there_are(said, says):
    with pytest.raises(BadInput, match=says) as refused:
        holders_obligations(request(), EVERY, said)

    assert str(refused.value).endswith("`lineage request status 00000000` lists them.")


def test_holders_of_one_name_are_told_apart_by_their_ids():
    with pytest.raises(BadInput, match=r"IBM \(domain:6.example\), IBM \(ror:1\)"):
        holders_obligations(request(), [*EVERY, owed(9, "ror:1", "IBM")], "IBM")
