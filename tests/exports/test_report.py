"""The weekly report: one file, nothing loaded, nothing run, nobody private linked."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from lineage.exports.report import Drawing, Group, HolderLine, Line, Report, render

PAGE = "https://papers.example/doc"
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "</style><b>", "' onload='x"]


def report(**more):
    """A report that says nothing, but for what a test is about."""
    values = {
        "title": "Where the pictures went", "date": "2026-11-16", "note": "", "figures": [], "first": False, "new": [],
        "more_new": 0, "gone": [], "unchecked": [], "drawings": [], "groups": [], "kinds": [], "countries": [],
        "runs": [], "failures": [], "notes": [],
    }  # fmt: skip
    return Report(**values | more)


def full(text, url=PAGE):
    """A report that shows a text in every place that text can come to."""
    line = Line(text, text, url, detail=text)
    holder = HolderLine(text, text, "items", text, line, "unseen", text)
    return report(
        title=text, date=text, note=text, figures=[(text, 1)], new=[line], gone=[line], unchecked=[line],
        drawings=[Drawing(text, text, "<svg></svg>")], groups=[Group(text, (holder,))], kinds=[(text, 1)],
        countries=[(text, 1)], runs=[(text, text, text)], failures=[(text, text)], notes=[text],
    )  # fmt: skip


class Parsed(HTMLParser):
    """The tags, attributes and text of a page, as a browser would find them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.links, self.text = set(), set(), [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


def test_nothing_is_loaded_and_nothing_is_run():
    html = render(full("Made derived from Source"))

    assert "<script" not in html
    for loading in ("src=", "@import", "url(", "<link", "<iframe", "<object", "<base"):
        assert loading not in html
    assert "default-src 'none'" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_not_run(text):
    plain, hostile = Parsed(render(full("plain"))), Parsed(render(full(text)))

    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)
    assert hostile.text.count(text) == plain.text.count("plain")


def test_evidence_is_linked_without_telling_where_one_comes_from():
    html = render(report(new=[Line("Made derived from Source", "from Source", PAGE)]))

    assert Parsed(html).links == [PAGE]
    assert 'rel="noopener noreferrer nofollow"' in html
    assert "papers.example" in Parsed(html).text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "catalogue:dif.yaml", "http://[broken", None,
    ],
)  # fmt: skip
def test_only_web_addresses_are_linked(url):
    html = render(report(new=[Line("Made derived from Source", None, url)]))

    assert Parsed(html).links == []


def test_a_link_cannot_break_out_of_its_attribute():
    url = 'https://x.example/"onmouseover="alert(1)'

    assert Parsed(render(report(new=[Line("text", None, url)]))).links == [url]


def test_the_link_to_a_private_persons_account_is_withheld():
    html = render(
        report(new=[Line("Made copy of Source", None, "https://huggingface.co/datasets/jane/faces", private=True)])
    )

    assert Parsed(html).links == []
    assert "jane" not in html
    assert "huggingface.co, an individual's account (link withheld)" in Parsed(html).text


def test_the_first_report_says_that_it_is_the_first():
    assert "The first report" in render(report(first=True))


def test_a_week_without_news_says_so():
    html = render(report())

    assert "Nothing new was found, and nothing vanished." in html
    assert "Everything that was to be visited was visited." in html
    assert "No holder is known yet." in html


def test_what_was_cut_off_is_counted():
    assert "and 7 more" in render(report(new=[Line("text", None, PAGE)], more_new=7))


def test_what_vanished_is_said_to_be_marked_not_deleted():
    assert "a page that vanished is not a copy that vanished" in render(report(gone=[Line("text", None, PAGE)]))


def test_figures_and_bars_are_drawn_to_scale():
    html = render(report(figures=[("datasets", 12345)], kinds=[("company", 4), ("education", 1)]))

    assert "12,345" in html
    assert "width: 100%" in html
    assert "width: 25%" in html


def test_what_could_not_be_visited_is_told():
    html = render(report(failures=[("datasets/…/faces", "refused: gated")], notes=["a listing was cut at 1,000"]))

    assert "refused: gated" in html
    assert "a listing was cut at 1,000" in html
    assert "Everything that was to be visited was visited." not in html
