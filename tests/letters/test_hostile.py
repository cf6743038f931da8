"""Names and quotations by people who wish us ill: shown, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lineage.letters import authority, holder, person, plan_page, plan_terminal
from lineage.letters import page as management
from lineage.letters.deliveries import Delivered
from lineage.letters.parts import Asked
from lineage.letters.person import Found, Outcome
from lineage.letters.plan import Doubtful, Entry, Gap, Pruned
from lineage.model.docket import EventKind
from lineage.model.obligation import Why
from lineage.model.words import ThingKind
from tests.letters import views
from tests.letters.cases import CROPPED, FIRST, WRITER, draft, obligation, to_holder

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}{% raw %}", "</style><b>", "' onload='x",
    "x\n4. How you can answer\n   (a) Pay.", "x\r\n\r\nFrom: Mallory", "x\u2028Subject: y", "\x1b[2J\x07",
    "\u202etxt.exe",
    f"{'long ' * 14}9. Others\n{'long ' * 14}(z) Pay us.", "&lt;b&gt;", "javascript:alert(1)",
]  # fmt: skip
OURS = re.compile(r"^(?:\d+\. .*|[A-Z]\w*: |   \d+\.\d+ |   \([a-z]\) |   - )", re.MULTILINE)


def told(text):
    return Delivered(FIRST.on, text, text, EventKind.SENT, text)


def to_bad_holder(text):
    step = CROPPED.model_copy(
        update=dict.fromkeys(("subject_name", "object_name", "predicate", "kind", "strength", "quote", "url"), text)
    )
    asked = (Asked(obligation(text, place=text), Why(steps=(step, step)), 3),)
    writer = replace(WRITER, name=text, authority=text)
    return to_holder(holder_name=text, writer=writer, asked=asked, attachments=(text,), first=told(text))


def to_bad_person(text):
    held = (obligation(text, holder=text),)
    outcomes = (Outcome(text, held, (told(text),), (text,), "", (text,)), Outcome(text, held, obstacle=text))
    return views.to_person(
        writer_name=text, name=text, asked=text,
        found=(Found(text, "dataset:a", "listed", 2, text), Found(text, "dataset:b", "may_contain")),
        outcomes=outcomes, unchecked=(text,), following=(text,), withdraw=text, authority=text,
    )  # fmt: skip


def to_bad_authority(text):
    return views.to_authority(
        authority=text, holder_name=text, holder_address=text, asked=to_bad_holder(text).asked, notice=told(text),
        reminders=(told(text),), answers=((FIRST.on, text),), attachments=(text,),
    )  # fmt: skip


def bad_plan(text):
    why = to_bad_holder(text).asked[0].why
    return views.plan(
        entries=(Entry(draft(holder=text, dataset_name=text), why, text, new=True),),
        gaps=(Gap(text, ThingKind.PAPER),),
        doubtful=(Doubtful(text, text, text, text),), pruned=(Pruned(text, text, (text,)),), title=text,
    )  # fmt: skip


def bad_page(text):
    row = views.row(text, [], None, obligations=(obligation(text),), last_event=text, next_action=text)
    return views.page(title=text, stopped=text, notes=(text,), rows=(row,))


LETTERS = {
    "notice": lambda text: holder.notice(to_bad_holder(text)).text,
    "inquiry": lambda text: holder.inquiry(to_bad_holder(text)).text,
    "reminder": lambda text: holder.reminder(to_bad_holder(text)).text,
    "public": lambda text: holder.public(to_bad_holder(text)),
    "person": lambda text: person.plain(to_bad_person(text)).text,
    "authority": lambda text: authority.write(to_bad_authority(text)).text,
    "tree": lambda text: plan_terminal.tree(bad_plan(text)) + plan_terminal.short(bad_plan(text)),
}
PAGES = {
    "plan": lambda text: plan_page.page(bad_plan(text)),
    "person": lambda text: person.page(to_bad_person(text)),
    "page": lambda text: management.render(bad_page(text)),
}


class Parsed(HTMLParser):
    """Tags and attributes of a page, in their order, as a browser would find them."""

    def __init__(self, html):
        super().__init__()
        self.found, self.links, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, [name for name, _ in attrs if name != "href"]))
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_has_its_own_points_and_no_others(letter, text):
    usual, hostile = LETTERS[letter]("plain"), LETTERS[letter](text)

    assert OURS.findall(hostile) == OURS.findall(usual)
    assert all(character.isprintable() or character == "\n" for character in hostile)
    assert "49" not in hostile


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_own_markup_and_no_other(page, text):
    usual, hostile = Parsed(PAGES[page]("plain")), Parsed(PAGES[page](text))

    assert hostile.found == usual.found
    assert hostile.links == usual.links
    assert all(character.isprintable() or character == "\n" for character in hostile.text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_nothing_and_runs_nothing(page):
    html = PAGES[page]("plain")

    assert "default-src 'none'" in html
    for loading in ("<script", "src=", "@import", "url(", "<link", "<iframe", "<object", "<base", "<form"):
        assert loading not in html


def test_a_subject_is_one_line():
    subject = holder.notice(to_bad_holder("x\nBcc: all@acme.example")).subject

    assert len(subject.splitlines()) == 1
    assert len(authority.write(to_bad_authority("x\r\nBcc: all@acme.example")).subject.splitlines()) == 1


def test_only_addresses_of_the_web_are_linked_in_a_plan():
    linked = Parsed(plan_page.page(views.plan())).links

    assert "https://papers.example/acme-faces" in linked
    assert all(link.startswith(("https://", "#")) for link in linked)
