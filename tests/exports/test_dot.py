"""DOT: scraped names stay labels, whatever is in them."""

from __future__ import annotations

import re

import pytest

from lineage.exports import dot
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Predicate
from tests.graph.making import edge, thing

HOSTILE = [
    'a "quoted" name',
    "ends with a backslash \\",
    'a backslash before the end \\" -> x; }',
    '"]; evil -> node; "',
    "two\nlines\r\nand\ttabs",
    "null \x00 bell \x07 escape \x1b line separator \u2028",
    "<b>not markup</b>",
    "{record|like}",
    "名前",
]
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def statements(text):
    """The lines of a graph with each quoted string as `S`: what a parser makes of them."""
    return [_STRING.sub("S", line).strip() for line in text.splitlines()]


def test_an_edge_points_from_source_to_derived():
    text = dot.export([edge(derivation_kind=DerivationKind.CROP)], [])

    assert '"dataset:source" -> "dataset:made" [label="crop"];' in text


def test_an_edge_without_a_kind_is_labelled_by_its_predicate():
    assert '[label="copy_of"]' in dot.export([edge(predicate=Predicate.COPY_OF)], [])


@pytest.mark.parametrize("status", [Status.UNSEEN, Status.NOT_CHECKED])
def test_what_was_not_seen_again_is_dashed(status):
    assert "style=dashed" in dot.export([edge(status=status)], [])
    assert "style=dashed" not in dot.export([edge()], [])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_one_string_in_a_well_formed_graph(name):
    text = dot.export([edge(f"name:{name}")], [thing(f"name:{name}", name)])

    assert statements(text) == [
        "digraph lineage {",
        "rankdir=LR;",
        "node [shape=box, fontname=S];",
        "S [label=S];",
        "S -> S [label=S];",
        "}",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_control_character_is_written(name):
    text = dot.export([], [thing("dataset:made", name)])

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)


def test_a_backslash_is_no_escape_of_graphviz():
    assert r'[label="C:\\new\\lines"]' in dot.export([], [thing("dataset:made", r"C:\new\lines")])
