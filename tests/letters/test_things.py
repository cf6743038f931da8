"""Letters call things what they are, and tell apart what has one name."""

from __future__ import annotations

import pytest

from lineage.letters.holder import inquiry, notice
from lineage.letters.parts import Asked
from lineage.letters.person import Found, Outcome, plain
from lineage.letters.things import Thing, called
from lineage.model.obligation import Why
from tests.letters.cases import CROPPED, obligation, to_holder
from tests.letters.views import to_person

HQ = "HarborPairs-HQ"


def why(id_, name=HQ, kind="dataset", **more):
    return Why(steps=(CROPPED.model_copy(
        update={"subject": id_, "subject_name": name, "subject_kind": kind, "title": "Pairs of harbours"} | more
    ),))  # fmt: skip


def asked(id_, name=HQ, kind="dataset", **more):
    return Asked(obligation(name, **more).model_copy(update={"dataset": id_}), why(id_, name, kind))


def flat(text):
    return " ".join(text.split())


def test_two_things_of_one_name_are_told_apart_by_address_or_by_where_the_name_is_from():
    both = (asked("doi:10.5281/zenodo.1"), asked("name:dataset/harborpairshq"))

    told = flat(notice(to_holder(asked=both)).text)

    assert f"3.1 The dataset {HQ} (https://doi.org/10.5281/zenodo.1)" in told
    assert f"3.2 The dataset {HQ} (known by name only, from Pairs of harbours)" in told
    assert "name:dataset" not in told


def test_a_name_that_only_one_thing_has_needs_nothing_more():
    assert called([Thing("doi:10.1/a", HQ), Thing("doi:10.1/b", "Other")]) == {"doi:10.1/a": HQ, "doi:10.1/b": "Other"}


@pytest.mark.parametrize("id_", ["hf:datasets/somebody/x", "github:somebody/x", "url:https://pages.example/somebody/x"])
def test_what_tells_things_apart_names_no_account(id_):
    labels = called([Thing(id_, HQ), Thing("doi:10.1/a", HQ)])

    assert "somebody" not in labels[id_]
    assert len(set(labels.values())) == 2


def test_things_that_nothing_else_tells_apart_are_numbered():
    labels = called([Thing("hf:datasets/one/x", HQ), Thing("hf:datasets/two/x", HQ)])

    assert set(labels.values()) == {
        f"{HQ} (at huggingface.co, number 1 of 2)", f"{HQ} (at huggingface.co, number 2 of 2)",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["paper", "model", "repository", "dataset"])
def test_each_thing_is_called_what_it_is(kind):
    one = asked("doi:10.1/a", "Long tails", kind, owed="possible")
    outcome = Outcome("Acme", (one.obligation,))

    assert f"The {kind} Long tails" in flat(inquiry(to_holder(asked=(one,))).text)
    person = plain(to_person(outcomes=(outcome,), whys={one.obligation.why: one.why}))
    assert f"- The {kind} Long tails: told" in flat(person.text)


def test_an_inquiry_says_whose_data_a_paper_is_said_to_have_used():
    reason = why("doi:10.1/a", "Long tails", "paper", predicate="USES", object_name="GullSet")
    one = Asked(asked("doi:10.1/a", "Long tails", owed="possible").obligation, reason)

    told = flat(inquiry(to_holder(asked=(one,))).text)

    assert "The data that it is said to have used: GullSet." in told
    assert "any of the datasets of point 3" not in told


def test_the_person_reads_no_name_twice_as_if_it_were_one_thing():
    found = (
        Found("MarblePairs", "doi:10.1/a", "may_contain"),
        Found("MarblePairs", "doi:10.1/b", "may_contain"),
    )

    told = flat(plain(to_person(found=found, outcomes=())).text)

    assert "- MarblePairs (https://doi.org/10.1/a)." in told
    assert "- MarblePairs (https://doi.org/10.1/b)." in told
