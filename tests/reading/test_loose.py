"""Documents in loose files, and which field is at fault when one cannot be read."""

import json

import pytest

from lineage.errors import BadInput
from lineage.reading.loose import body_start, from_file, front_matter, to_document

ROW = {
    "doc_id": "d",
    "kind": "release",
    "title": "T",
    "owner": "O",
    "url": "https://sea.example",
    "text": "Hi.",
    "metadata": {"a": 1},
}
PAGE = """<!doctype html><html><head><title> Whose gulls? </title>
<meta name="Author" content="Gull Institute"><meta name="lineage-kind" content="release">
<link rel="canonical" href="https://sea.example/gulls"></head><body><p>Gulls from YFCC100M.</p></body></html>"""


def test_a_whole_row_is_a_document():
    assert to_document(ROW) == ROW


def test_only_id_and_text_are_needed():
    document = to_document({"doc_id": "d", "text": ""})
    assert document == {
        "doc_id": "d", "kind": "paper", "title": None, "owner": None, "url": None, "text": "", "metadata": {},
    }  # fmt: skip


def test_fields_it_does_not_know_are_left_out():
    assert "more" not in to_document(ROW | {"more": 1})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"doc_id": None}, "doc_id"),
        ({"doc_id": ""}, "doc_id"),
        ({"doc_id": 7}, "doc_id"),
        ({"text": None}, "the field text"),
        ({"text": ["Hi."]}, "the field text"),
        ({"kind": "poem"}, "kind 'poem' is none of paper, repository, release"),
        ({"kind": None}, "kind None"),
        ({"kind": ["paper"]}, "kind ['paper']"),
        ({"title": 7}, "the field title"),
        ({"owner": {"name": "O"}}, "the field owner"),
        ({"url": ["https://sea.example"]}, "the field url"),
        ({"metadata": ["a"]}, "the field metadata"),
        ({"metadata": "a"}, "the field metadata"),
    ],
    ids=str,
)
def test_the_field_at_fault_is_named(change, fault):
    with pytest.raises(BadInput) as error:
        to_document(ROW | change)
    assert fault in str(error.value)


@pytest.mark.parametrize("row", [None, 7, "text", ["doc_id"]], ids=repr)
def test_a_row_that_is_no_object_is_told_with_the_fields_that_are_expected(row):
    with pytest.raises(BadInput, match=r"expected an object with the fields doc_id, kind, .*, found"):
        to_document(row)


def test_a_json_file_is_named_by_its_path_unless_it_names_itself():
    body = json.dumps({"text": "Hi."}).encode()
    assert from_file("a/b.json", "application/json", body)["doc_id"] == "a/b.json"
    assert from_file("a/b.json", "application/json", json.dumps(ROW).encode())["doc_id"] == "d"


@pytest.mark.parametrize("body", [b"[]", b"7", b'"text"', b"null"])
def test_a_json_file_that_holds_no_object_is_bad_input(body):
    with pytest.raises(BadInput, match="expected an object"):
        from_file("a.json", "application/json", body)


def test_front_matter_gives_the_fields_of_a_markdown_file():
    document = from_file(
        "a.md", "text/markdown", b"---\nkind: repository\ntitle: Gulls\nowner: IBM\nurl: https://x.example\n---\nHi."
    )
    assert (document["kind"], document["title"], document["owner"]) == ("repository", "Gulls", "IBM")
    assert document["url"] == "https://x.example"


def test_front_matter_with_declared_sources_makes_a_release():
    assert from_file("a.md", "text/markdown", b"---\nsource_datasets: [fairface]\n---\nHi.")["kind"] == "release"


def test_front_matter_of_other_types_gives_no_fields():
    assert from_file("a.md", "text/markdown", b"---\ntitle: 7\nowner: [a]\n---\nHi.")["title"] is None


def test_an_unknown_kind_in_front_matter_is_bad_input():
    with pytest.raises(BadInput, match="kind 'poem'"):
        from_file("a.md", "text/markdown", b"---\nkind: poem\n---\nHi.")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "marked"])
def test_front_matter_ends_where_the_text_begins(start, end):
    text = f"{start}---{end}title: Gulls{end}---{end}Hi."
    assert front_matter(text) == {"title": "Gulls"}
    assert text[body_start(text) :] == "Hi."


@pytest.mark.parametrize("text", ["Hi.", "", "---\ntitle: Gulls", "Hi.\n---\ntitle: Gulls\n---\n", "--- x\n---\n"])
def test_a_text_without_front_matter_begins_at_once(text):
    assert (front_matter(text), body_start(text)) == ({}, 0)


@pytest.mark.parametrize(
    "matter", ["title: [", "- a list", "a: b: c", "\ttab: 1", "just words", "a: *unknown", "!!python/name:os.system"]
)
def test_broken_front_matter_gives_nothing_but_is_not_text_either(matter):
    text = f"---\n{matter}\n---\nHi."
    assert front_matter(text) == {}
    assert text[body_start(text) :] == "Hi."


def test_html_gives_title_author_address_and_kind():
    document = from_file("a.html", "text/html", PAGE.encode())
    assert (document["title"], document["owner"]) == ("Whose gulls?", "Gull Institute")
    assert (document["url"], document["kind"]) == ("https://sea.example/gulls", "release")
    assert document["text"].endswith("Gulls from YFCC100M.")


@pytest.mark.parametrize("href", ["/gulls", "javascript:alert(1)", "ftp://sea.example", "https://[sea", ""])
def test_an_address_that_is_not_on_the_web_is_none(href):
    assert from_file("a.html", "text/html", PAGE.replace("https://sea.example/gulls", href).encode())["url"] is None


def test_html_of_an_unknown_kind_is_a_paper():
    assert from_file("a.html", "text/html", PAGE.replace('"release"', '"poem"').encode())["kind"] == "paper"


def test_html_without_a_head_is_a_document_too():
    document = from_file("a.html", "text/html", b"<p>Hi.")
    assert (document["title"], document["owner"], document["url"], document["text"]) == (None, None, None, "Hi.")
