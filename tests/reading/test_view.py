"""Text views: where a locator points in an archived snapshot, and which words stand there."""

import json

import pytest

from lineage.errors import ClaimWithoutEvidence
from lineage.reading.view import View, decode, html_text

TREE = {
    "a/b": {"c~d": "deep"},
    "list": ["zero", {"one": 1}],
    "text": "gulls at sea",
    "none": None,
    "é": "ü",
    "": "blank",
}
JSON = View(json.dumps(TREE).encode(), "application/json")


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("/text", "gulls at sea"),
        ("/a~1b/c~0d", "deep"),
        ("/list/0", "zero"),
        ("/list/1/one", "1"),
        ("/list/1", '{"one": 1}'),
        ("/none", "null"),
        ("/é", "ü"),
        ("/", "blank"),
        ("/text#char=9,12", "sea"),
        ("/text#char=9,999", "sea"),
        ("/text#char=4,4", ""),
    ],
)
def test_a_json_pointer_finds_its_value(locator, words):
    assert JSON.quoted(locator) == words


@pytest.mark.parametrize(
    "locator", ["/nothing", "/list/2", "/list/x", "/list/-1", "/text/0", "/none/x", "/a/b", "/text/x#char=0,1"]
)
def test_a_locator_to_nothing_is_a_claim_without_evidence(locator):
    with pytest.raises(ClaimWithoutEvidence, match="points at nothing"):
        JSON.quoted(locator)


@pytest.mark.parametrize("media_type", ["application/json", "application/ld+json", "application/yaml"])
def test_a_snapshot_that_cannot_be_parsed_has_no_evidence(media_type):
    with pytest.raises(ClaimWithoutEvidence):
        View(b'{"text": [', media_type).quoted("/text")


def test_yaml_has_pointers_too():
    assert View(b"parents:\n- says: Gulls.\n", "application/yaml").quoted("/parents/0/says") == "Gulls."


@pytest.mark.parametrize("locator", ["char=0,5", "char=6,8", "char=0,0"])
def test_a_character_range_counts_characters_not_bytes(locator):
    start, end = map(int, locator.removeprefix("char=").split(","))
    assert View("Möwen über See".encode(), "text/plain").quoted(locator) == "Möwen über See"[start:end]


def test_a_locator_without_a_range_means_the_whole_text():
    assert JSON.at("/text#char=0,5") == "gulls at sea"
    assert View(b"gulls", "text/plain").quoted("") == "gulls"


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
def test_a_byte_order_mark_is_not_text(media_type):
    assert decode(b"\xef\xbb\xbfGulls", media_type) == "Gulls"


def test_a_byte_order_mark_does_not_hide_json():
    assert View(b'\xef\xbb\xbf{"text": "gulls"}', "application/json").quoted("/text") == "gulls"


def test_bytes_that_are_no_utf_8_become_marks_one_by_one():
    assert decode(b"M\xf6wen", "text/plain") == "M\ufffdwen"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = 'YFCC100M'</script>",
        "<style>.yfcc100m {}</style>",
        "<noscript>YFCC100M</noscript>",
        "<template>YFCC100M</template>",
        "<svg><text>YFCC100M</text></svg>",
        "<!-- YFCC100M -->",
    ],
)
def test_what_readers_of_a_page_do_not_see_is_not_its_text(hidden):
    assert html_text(f"<p>Gulls{hidden} at sea</p>") == "Gulls at sea"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Gulls <b>at</b>\n   sea</p>", "Gulls at sea"),
        ("<h1>Gulls</h1><p>They fly.</p>", "Gulls\n\nThey fly."),
        ("<ul><li>gull<li>tern</ul>", "gull\n\ntern"),
        ("<table><tr><td>gull<td>3</table>", "gull\n\n3"),
        ("one<br>two", "one\n\ntwo"),
        ("Gulls &amp; terns&nbsp;fly", "Gulls & terns fly"),
        ("<pre>one  two</pre>", "one  two"),
        ("", ""),
    ],
)
def test_each_block_of_a_page_is_a_paragraph(markup, text):
    assert html_text(markup) == text


def test_the_author_of_a_page_stands_before_its_text():
    assert html_text("<meta name='author' content='Gull Institute'><p>Hi.</p>") == "Gull Institute\n\nHi."
