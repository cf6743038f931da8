"""Whatever strangers write: reading raises nothing, and each quote stands where its finding says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.reading.document import read_document, read_text
from lineage.reading.loose import from_file, front_matter, to_document
from lineage.reading.view import html_text
from tests.reading.conftest import DATASET, MODEL, PAPER, REPOSITORY

FRAGMENTS = [
    "We sampled photos from YFCC100M. ", "A mirror of MegaFace", "- **Curated by:** Gull Institute\n", "# FairFace\n",
    "---\nsource_datasets:\n- extended|fairface\npretty_name: Gulls\n---\n", "\n\n", "\r\n", "```\n", "*", "`",
    "<b>", "</p>", "<!--", "<![x]>", "&amp;", "| YFCC | COCO |", "https://huggingface.co/datasets/gull/q", "https://[",
    "[YFCC100M](http://sea.example)", "\\cite{x}", "According to IBM, ", "图像来自YFCC100M。", "ＹＦＣＣ１００Ｍ",
    "KonIQ-10k is sampled from O", "Ꝋ", "ß", "\x00", "\x1f", "\u2028", "\u200b", "\ud800",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=12).map("".join)
ARTEFACTS = st.sampled_from([DATASET, MODEL, PAPER, REPOSITORY])
HOSTILE_MATTER = ["a: !!bool maybe", "a: !!int ''", "a: !!timestamp x", "a: 2001-99-99", "[" * 2000, "? [b]\n: c"]


@given(ANY_TEXT, ARTEFACTS)
def test_every_quote_stands_at_its_place(lexicon, text, artefact):
    for finding in read_text(text, artefact, lexicon):
        start, end = map(int, finding.place.removeprefix("char=").split(","))
        assert text[start:end] == finding.quote


@given(ANY_TEXT, st.sampled_from(["paper", "repository", "release"]), st.none() | ANY_TEXT, st.none() | ANY_TEXT)
def test_a_document_of_any_text_title_and_address_can_be_read(lexicon, text, kind, title, url):
    document = to_document({"doc_id": "d", "kind": kind, "title": title, "url": url, "owner": title, "text": text})
    for finding in read_document(document, lexicon):
        assert finding.quote in text or finding.quote in title


@given(ANY_TEXT)
def test_any_markup_has_a_text_view(markup):
    assert isinstance(html_text(markup), str)


@given(ANY_TEXT.map(lambda text: text.encode(errors="replace")), st.sampled_from(["text/html", "text/markdown"]))
def test_any_file_is_a_document(body, media_type):
    assert from_file("file", media_type, body)["doc_id"] == "file"


@pytest.mark.parametrize("address", ["https://[sea", "http://\u2100.example/x", "https://sea.example:port/"])
@pytest.mark.parametrize("form", ["See {} of YFCC100M.", "---\nsource_datasets: ['{}']\n---\nYFCC100M"])
def test_an_address_that_is_none_is_only_text(address, form, lexicon):
    document = to_document({"doc_id": "d", "kind": "release", "url": address, "text": form.format(address)})
    assert "name:YFCC100M" in {finding.object for finding in read_document(document, lexicon)}


@pytest.mark.parametrize("matter", HOSTILE_MATTER)
def test_front_matter_that_cannot_be_read_is_no_front_matter(matter):
    assert front_matter(f"---\n{matter}\n---\nText.") == {}


@pytest.mark.parametrize(
    "markup",
    [
        "https://sea.example/photos",
        "photos.html",
        "<?xml version='1.0'?><a>Gulls</a>",
        "<![x]>Gulls",
        "<![endif]-->",
        "<div>" * 2000,
    ],
)
def test_markup_that_looks_like_something_else_is_read_without_a_word(markup):
    assert isinstance(html_text(markup), str)
