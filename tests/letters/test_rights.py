"""What a letter says of whose data these are, on what a request relies, who may ask, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lineage.letters.holder import inquiry, notice
from lineage.letters.parts import Checked
from lineage.model.request import Regulation, RequesterRole
from tests.letters.cases import WRITER, to_holder

AGENT = replace(WRITER, role=RequesterRole.AUTHORISED_AGENT, authority="Power of attorney of Ada Heron, of 2026.")
CONTROLLER = replace(WRITER, role=RequesterRole.CONTROLLER, authority="we publish MyDataset")


def told(write=notice, **more):
    return " ".join(write(to_holder(**more)).text.split())


@pytest.mark.parametrize("consent", [True, False])
def test_a_request_under_the_gdpr_says_whose_data_these_are_and_on_what_grounds(consent):
    letter = told(consent=consent)

    assert "personal data of the person (GDPR, Art. 4(1))" in letter
    for place in ("Art. 17(1)(b)", "Art. 17(1)(c)", "Art. 17(1)(d)", "Art. 21(1)"):
        assert place in letter
    assert ("Ada Heron" in letter) is consent


def test_a_request_under_the_ccpa_speaks_of_that_alone():
    letter = told(regulation=Regulation.CCPA)

    assert "personal information about the person (Cal. Civ. Code § 1798.140(v))" in letter
    assert "GDPR" not in letter


def test_a_request_that_rests_on_no_law_cites_none():
    letter = told(regulation=Regulation.VOLUNTARY, answer_by=None)

    assert "The photographs lead to the person" in letter
    assert "Art." not in letter and "§" not in letter


@pytest.mark.parametrize("regulation", Regulation)
def test_a_question_names_no_ground_and_no_check(regulation):
    letter = told(inquiry, regulation=regulation)

    for word in ("Art. 17", "Art. 21", "1798.105", "personal data", "user ID", "we checked who they are"):
        assert word not in letter


def test_who_was_checked_is_said_to_be_and_how():
    assert "On 2026-11-12 we checked who they are: a code that we gave them stood on the account." in told()
    assert "it was done by: privacy desk." in told(checked=Checked(date(2026, 11, 12), "privacy desk"))
    assert "we checked" not in told(checked=None)


def test_whoever_asks_for_themselves_gave_a_mandate_on_a_day():
    assert "who asked us on 2026-11-10 to carry their request to those who hold the photographs" in told()


@pytest.mark.parametrize("write", [notice, inquiry])
def test_an_authority_is_the_sender_s_to_say_and_only_who_asks_is_withheld(write):
    assert "What we are: we publish MyDataset" in told(write, writer=CONTROLLER, consent=False)
    assert "Our authority: Power of attorney of [withheld], of 2026." in told(write, writer=AGENT, consent=False)


def test_a_controller_that_only_asks_says_of_nobody_that_they_hold_anything():
    assert "those who, by the evidence below, may hold the same photographs" in told(inquiry, writer=CONTROLLER)


def test_a_controller_objects_for_nobody():
    letter = told(writer=CONTROLLER)

    assert "objects" not in letter
    assert "Art. 17(2) and Art. 19" in letter


@pytest.mark.parametrize(
    ("regulation", "words"),
    [(Regulation.GDPR, "within one month of receipt (GDPR"), (Regulation.CCPA, "within 45 days of receipt (Cal.")],
)
def test_a_letter_whose_day_of_receipt_is_not_known_says_no_date(regulation, words):
    letter = told(regulation=regulation, answer_by=None)

    assert f"Please answer {words}" in letter
    assert "answer by" not in letter
    assert ("within 10 business days of receipt" in letter) is (regulation is Regulation.CCPA)
