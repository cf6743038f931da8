"""The statement files: each is used, none is put together from values, and their lists of words are the model's."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

import lineage.graph.neo4j
from lineage.graph.base import Direction
from lineage.graph.neo4j.changes import TABLES
from lineage.graph.neo4j.statements import migration_files, split, statement
from lineage.model.words import Predicate, ThingKind

NAMES = sorted(path.name.removesuffix(".cypher") for path in (files("graph_schema") / "queries").iterdir())
CODE = sorted(Path(lineage.graph.neo4j.__path__[0]).glob("*.py"))
ASKED_BY = {"statement": 0, "_ask": 0, "_pages": 1, "_cut": 0, "_rows": 0}
"""What runs a statement, and which argument names it."""
HOLES = {"table": TABLES, "direction": get_args(Direction), "way": get_args(Direction)}
"""The names that may be part of a statement's name, and the closed lists they come from."""
STRUCTURE = {"SUBJECT", "OBJECT", "EVIDENCED_BY", "FOUND_IN"}
"""Relationships that are no predicates."""
WORDS = {
    *(f"things.{kind}" for kind in ThingKind), *(f"edges.{predicate}" for predicate in Predicate), "claims",
    "graph", "thing_keys",
}  # fmt: skip
"""The strings that statements may hold: what counts are called, the id of the one state, the name of an index."""
NUMBERS = {"set_state": {"0", "1"}, "find_things": {"0"}, "list_migrations": {"0"}}
"""The numbers that statements may hold: a count's first, an empty list, a bound below all."""


def names(argument):
    """The statements that one argument names: a text, or a text with a hole for a word of a closed list."""
    if isinstance(argument, ast.Constant):
        return [argument.value]
    if isinstance(argument, ast.JoinedStr):
        prefix, hole = argument.values
        return [prefix.value + word for word in HOLES[hole.value.id]]
    return []  # handed on: named where it comes from


def asked():
    """Every statement that the code names."""
    calls = [node for path in CODE for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    found = set()
    for call in calls:
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if function in ASKED_BY and len(call.args) > ASKED_BY[function]:
            found |= set(names(call.args[ASKED_BY[function]]))
    return found


def code(name):
    """A statement without its comments."""
    return "\n".join(line.partition("//")[0] for line in statement(name).splitlines())


def test_every_statement_is_used_and_every_one_that_is_named_exists():
    assert asked() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_begins_with_what_it_is_for(name):
    first = statement(name).splitlines()[0]

    assert re.fullmatch(r"// [A-Z].{10,}[.,;a-z]", first)


@pytest.mark.parametrize("name", NAMES)
def test_values_come_as_parameters_alone(name):
    text = code(name)

    assert set(re.findall(r"'([^']*)'", text)) <= WORDS
    assert set(re.findall(r"(?<![\w$.])\d+", text)) <= NUMBERS.get(name, set())
    assert '"' not in text
    assert "`" not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_builds_no_text_and_runs_none(name):
    text = code(name)

    assert set(re.findall(r"\b[a-z]+(?:\.\w+)+\(", text)) <= {"db.index.fulltext.queryNodes("}
    assert re.findall(r"\|\||\+\s*'|'\s*\+|\b(?:LOAD\s+CSV|USE|apoc)\b", text, re.IGNORECASE) == []
    # Labels and types that come with a row are those of closed lists (`rows.py`).
    assert set(re.findall(r"\$\([^)]*\)", text)) <= {"$(row.label)", "$(row.predicate)"}


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_that_lists_predicates_or_kinds_lists_them_all(name):
    types = {word for part in re.findall(r"\[\w*:([A-Z_|]+)", code(name)) for word in part.split("|")} - STRUCTURE
    labels = set(re.findall(r":([A-Z][a-z]+)", code(name))) & {kind.capitalize() for kind in ThingKind}

    assert types in (set(), set(Predicate))
    assert labels in (set(), {kind.capitalize() for kind in ThingKind})


@pytest.mark.parametrize("name", ["walk_downstream", "walk_upstream", "list_edges", "page_edges", "delete_edges"])
def test_edges_of_every_predicate_are_met(name):
    types = {word for part in re.findall(r"\[e:([A-Z_|]+)", code(name)) for word in part.split("|")}

    assert types == set(Predicate)


def test_counts_have_the_names_of_what_they_count():
    counted = re.findall(
        r"MATCH (?:\(n|\(\)-\[e):(\w+)[\])].*RETURN '([a-z]+)(?:\.(\w+))?' AS what", code("count_everything")
    )

    things = [(kind.capitalize(), "things", kind) for kind in ThingKind]
    edges = [(predicate, "edges", predicate) for predicate in Predicate]
    assert counted == [*things, *edges, ("Claim", "claims", "")]


def test_an_edge_exists_once_whatever_its_predicate():
    parts = [part for script in migration_files().values() for part in split(script)]
    unique = {word for part in parts for word in re.findall(r"\(\)-\[e:(\w+)\]-\(\) REQUIRE e.id IS UNIQUE", part)}

    assert unique == set(Predicate)
