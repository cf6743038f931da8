"""Texts and Markdown, split into sentences that keep their place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.reading.sentences import sentences

FRAGMENTS = [
    "We sampled it. ", "Then e.g. this. ", "et al. ", "...", "“Quote.” ", "> said\n", "# Gulls\n", "- one\n", "* two\n",
    "3. three\n", "```\n", "~~~", "| a | b |\n", "| --- |\n", "====\n", "---\n", "\n", "\r\n", "\n\n", "港口。", "？",
    "\x00", "\u2028",
]  # fmt: skip
PAGE = """# Gulls
- one gull
- two gulls

| bird | count |
| --- | --- |
| gull | 3 |
After the table.

Sea birds
=========
They fly. They
land.

```sh
run --all
```
It is done.
"""


def texts(text):
    return [sentence.text for sentence in sentences(text)]


def test_a_sentence_ends_at_its_mark_before_a_capital():
    assert texts("Gulls fly. They land!  Do they? Yes.") == ["Gulls fly.", "They land!", "Do they?", "Yes."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some birds, e.g. Gulls, fly.",
        "Fig. 3 shows what Kim et al. Found.",
        "J. R. Gull wrote it for Otter Inc. Boats.",
        "It weighs 3.5 kg in v1.2 at sea.example. nobody minds.",
        "Dr. Gull of the Univ. Sea saw No. 5.",
    ],
)
def test_an_abbreviation_or_number_ends_no_sentence(sentence):
    assert texts(f"{sentence} Next one.") == [sentence, "Next one."]


def test_chinese_sentences_end_at_their_own_marks():
    assert texts("图像来自港口。第二句！第三句？") == ["图像来自港口。", "第二句！", "第三句？"]


def test_a_line_break_inside_a_paragraph_is_no_end():
    assert texts("Gulls fly\nover the sea.\n\nThey land") == ["Gulls fly\nover the sea.", "They land"]


def test_list_items_and_quoted_lines_stand_for_themselves():
    assert texts("Birds:\n- gull\n* tern\n+ auk\n1. owl\n2) jay\n> crow") == [
        "Birds:", "- gull", "* tern", "+ auk", "1. owl", "2) jay", "> crow",
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_a_heading_stands_for_itself(gap):
    heading, text = sentences(f"# Gulls{gap}They fly over the sea.")
    assert (heading.text, heading.heading) == ("# Gulls", True)
    assert (text.text, text.heading) == ("They fly over the sea.", False)


@pytest.mark.parametrize(
    "heading",
    ["## Sources", "\\section{Sources}", "\\subsection*{Sources}", "**Sources**", "**Sources.**", "Sources\n-------"],
)
def test_a_heading_of_any_markup_stands_over_what_follows(heading):
    first, second = sentences(f"{heading}\nGulls fly over the sea.")
    assert (first.heading, second.text) == (True, "Gulls fly over the sea.")
    assert second.under.strip(".") == "Sources"


@pytest.mark.parametrize("heading", ["\\paragraph{Sources.}", "\\textbf{Sources.}", "**Sources.**"])
def test_a_heading_may_run_in_to_its_paragraph(heading):
    *_, before, first, second = sentences(f"They land. {heading} Gulls fly over the sea.")
    assert (before.text, first.heading, second.text) == ("They land.", True, "Gulls fly over the sea.")


@pytest.mark.parametrize("line", ["=====", "-----", "***", "___"])
def test_a_line_that_underlines_or_divides_ends_a_sentence_and_is_none(line):
    assert texts(f"Gulls\n{line}\nThey fly.") == ["Gulls", "They fly."]


def test_rows_of_a_table_stand_for_themselves_without_its_rule():
    assert texts("| bird | count |\n| --- | --- |\n| gull | 3 |\nThey fly.") == [
        "| bird | count |",
        "| gull | 3 |",
        "They fly.",
    ]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_lines_between_fences_are_code(fence):
    found = list(sentences(f"Before.\n{fence}sh\nrun. Then stop\n{fence}\nAfter. All."))
    assert [sentence.text for sentence in found if sentence.code][-1] == "run. Then stop"
    assert [sentence.text for sentence in found if not sentence.code] == ["Before.", "After.", "All."]


def test_a_fence_that_nothing_closes_goes_on_to_the_end():
    assert [sentence.code for sentence in sentences("```\nrun\nstop. Then go")] == [True, True]


def test_line_ends_make_no_difference():
    assert [t.replace("\r\n", "\n") for t in texts(PAGE.replace("\n", "\r\n"))] == texts(PAGE)


def test_reading_can_begin_after_the_front_matter():
    assert [sentence.text for sentence in sentences("a: b. C\nGulls fly.", 8)] == ["Gulls fly."]


@pytest.mark.parametrize("nothing", ["", " \n\t\n", "---", "* * *\n\n***\n", "|---|---|"])
def test_what_has_no_words_is_no_sentence(nothing):
    assert texts(nothing) == []


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12)).map("".join))
def test_sentences_are_in_order_apart_and_equal_to_the_text(text):
    found = list(sentences(text))
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("line", "ticked"), [("- [x] train it", True), ("* [ ] train it", False), ("✓ trained", True), ("- train it", None)]
)
def test_a_task_in_a_list_is_done_or_not(line, ticked):
    ((*_, sentence),) = [list(sentences(line, 0))]
    assert sentence.ticked is ticked
