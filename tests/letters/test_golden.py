"""Every letter and page as it is read, word for word.

The texts lie in expected/. With LINEAGE_WRITE_EXPECTED=1 they are written instead of compared: read each before you
keep it. Pages are kept without their style sheet.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from lineage.letters import authority, holder, person, plan_page, plan_terminal
from lineage.letters import page as management
from lineage.letters.attachments import Item, csv_lines, json_ld
from lineage.letters.parts import Asked
from lineage.model.request import Regulation, RequesterRole
from tests.letters import views
from tests.letters.cases import FIRST, REFERENCE, WHY, WRITER, obligation, to_holder

EXPECTED = Path(__file__).parent / "expected"
WRITE = os.environ.get("LINEAGE_WRITE_EXPECTED") == "1"

POSSIBLE = (Asked(obligation(owed="possible"), WHY),)
MODEL = (Asked(obligation("AcmeNet", owed="model"), WHY), Asked(obligation("Acme Labels", owed="entries"), WHY))
COPY = (Asked(obligation(place="https://copies.example/gullset.zip"), WHY),)
AGENT = type(WRITER)("Tern Data Rights Office", "answers@tern.example", RequesterRole.AUTHORISED_AGENT, "Deed of 2026.")
CONTROLLER = type(WRITER)("Gull University", "dpo@gull.example", RequesterRole.CONTROLLER, "We publish GullSet.")
ITEMS = [
    Item("42", "https://www.flickr.com/photos/12345678@N90/42/", "https://live.photos.example/42.jpg", "a" * 32,
         "dataset:gullset", "listed"),
    Item("=1+1", "", "", "", "dataset:acme-faces", "may_contain"),
]  # fmt: skip
TEXTS = {
    "notice.txt": lambda: holder.notice(to_holder()).text,
    "notice-model-agent.txt": lambda: holder.notice(to_holder(writer=AGENT, asked=MODEL)).text,
    "notice-without-consent-ccpa.txt": lambda: holder.notice(
        to_holder(consent=False, regulation=Regulation.CCPA, confirm_by=to_holder().on, asked=COPY)
    ).text,
    "notice-controller.txt": lambda: holder.notice(to_holder(writer=CONTROLLER)).text,
    "notice-voluntary.txt": lambda: holder.notice(
        to_holder(regulation=Regulation.VOLUNTARY, answer_by=None, asked=COPY)
    ).text,
    "inquiry.txt": lambda: holder.inquiry(to_holder(asked=POSSIBLE)).text,
    "reminder.txt": lambda: holder.reminder(to_holder(first=FIRST)).text,
    "public.txt": lambda: holder.public(to_holder()),
    "person.txt": lambda: person.plain(views.to_person()).text,
    "person-nothing-found.txt": lambda: person.plain(
        views.to_person(found=(), outcomes=(), unchecked=(), following=(), standing=False, consent=False, photos=1)
    ).text,
    "person.html": lambda: person.page(views.to_person()),
    "authority.txt": lambda: authority.write(views.to_authority()).text,
    "authority-nameless.txt": lambda: authority.write(
        views.to_authority(named=False, reminders=(), extended_on=views.SECOND.on,
                           answers=((views.SECOND.on, "We look into the case of Ada Heron."),))
    ).text,
    "page.html": lambda: management.render(views.page()),
    "plan.html": lambda: plan_page.page(views.plan()),
    "plan.txt": lambda: plan_terminal.tree(views.plan()) + "\n" + plan_terminal.table(views.plan()),
    "photos.csv": lambda: "".join(csv_lines(ITEMS)),
    "photos.jsonld": lambda: "".join(json_ld(REFERENCE, "Acme", to_holder().answer_by, ITEMS)),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_it_reads_as_it_should(name):
    text = re.sub(r"<style>.*?</style>", "<style></style>", TEXTS[name](), flags=re.DOTALL)

    if WRITE:
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / name).write_text(text, encoding="utf-8")

    assert text == (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.skipif(WRITE, reason="the texts are being written")
def test_nothing_is_expected_that_is_not_compared():
    assert {path.name for path in EXPECTED.iterdir()} == set(TEXTS)
