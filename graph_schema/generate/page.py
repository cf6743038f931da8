"""SCHEMA.md: the same as schema.json, for people, with questions to ask in Neo4j Browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from textwrap import fill
from typing import Any

from graph_schema.generate.described import words
from graph_schema.generate.indexes import Index
from graph_schema.generate.questions import Question
from graph_schema.generate.tables import Node, Properties, Relationship
from lineage.model.ends import ACTORS, BETWEEN, PAGES, WORKS
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind

_GROUPS = {"works": WORKS, "pages": PAGES, "actors": ACTORS}
_WORDS: Mapping[str, type[StrEnum]] = {
    "Strengths, weakest first": Strength,
    "Kinds of derivation": DerivationKind,
    "Status, of edges as of claims": Status,
}
_LONGEST = 44


def page(
    nodes: Mapping[str, Node], related: Mapping[str, Relationship], made: Sequence[Index], asked: Sequence[Question]
) -> str:
    """The whole page."""
    edges = {name: related[name] for name in related if name in list(Predicate)}
    heads = ("type", "from", "to", "means")
    parts = [
        _HEAD,
        "\n".join(f"- [{question.title}](#{_anchor(question.title)})" for question in asked),
        "## Nodes",
        *(_node(label, node) for label, node in nodes.items()),
        _EDGES,
        "\n".join(f"- *{name}*: {_kinds(kinds)}" for name, kinds in _GROUPS.items()),
        _table(heads, (_edge(name, edge) for name, edge in edges.items())),
        "Every one of them has these properties:",
        _properties(next(iter(edges.values())).properties),
        *(_words(title, kind) for title, kind in _WORDS.items()),
        "## Relationships that hold claims together",
        _table(
            heads, ((f"`{name}`", r.starts[0], r.ends[0], r.means) for name, r in related.items() if name not in edges)
        ),
        _INDEXES,
        _table(("name", "kind", "on", "serves"), _indexes(made)),
        _QUESTIONS,
        *map(_question, asked),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _words(title: str, kind: type[StrEnum]) -> str:
    """A closed list with what each of its words means."""
    return "\n".join([f"{title}:\n", *(f"- `{word}`: {_lower(means)}" for word, means in words(kind).items())])


def _lower(means: str) -> str:
    return means[0].lower() + means[1:]


def _node(label: str, node: Node) -> str:
    kinds = "\n".join(f"- `{kind}`: {_lower(means)}" for kind, means in node.labels.items())
    return "\n\n".join(part for part in (f"### {label}", node.means, kinds, _properties(node.properties)) if part)


def _properties(properties: Properties) -> str:
    rows = (
        (f"`{name}`", f"`{p.type}`{', optional' if p.optional else ''}", _means(p.means, p.values), _shown(p.example))
        for name, p in properties.items()
    )
    return _table(("property", "type", "means", "for example"), rows)


def _means(means: str, values: Iterable[str]) -> str:
    """A meaning with its words, where those are few enough to be read here."""
    listed = list(values)
    return f"{means} {', '.join(f'`{value}`' for value in listed)}" if 0 < len(listed) <= 5 else means


def _edge(name: str, edge: Relationship) -> tuple[str, str, str, str]:
    starts, ends = BETWEEN[Predicate(name)]
    return f"`{name}`", _groups(starts), _groups(ends), edge.means


def _groups(kinds: frozenset[ThingKind]) -> str:
    return ", ".join(name for name, group in _GROUPS.items() if group <= kinds)


def _kinds(kinds: frozenset[ThingKind]) -> str:
    return ", ".join(kind.value.capitalize() for kind in ThingKind if kind in kinds)


def _indexes(made: Sequence[Index]) -> Iterable[tuple[str, str, str, str]]:
    """A row each; those of edges, which are all alike, in one."""
    of_edges = [index for index in made if index.of_edges]
    for index in made:
        if not index.of_edges:
            yield f"`{index.name}`", index.kind, f"`{index.on}.{index.property}`", index.serves
        elif index is of_edges[0]:
            name = f"`{index.name}` and so on: {len(of_edges)}, one a predicate"
            yield name, index.kind, f"`id` of {len(of_edges)} types", index.serves


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _question(question: Question) -> str:
    told = fill(question.text, 120, break_long_words=False, break_on_hyphens=False)
    given = "\n".join(question.parameters.values())
    file = f"[{question.name}](questions/{question.name}):"
    return f"### {question.title}\n\n{told}\n\n{file}\n\n```\n{given}\n```\n\n```cypher\n{question.statement}\n```"


def _shown(example: Any) -> str:  # noqa: ANN401  a property's value
    text = json.dumps(example, ensure_ascii=False) if not isinstance(example, str) else example
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[:_LONGEST]}…`"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, ("---",) * len(heads), *rows)]
    return "\n".join(lines)


_HEAD = """\
# The graph in Neo4j

<!-- Generated by `make schema` from the model, the migrations and the questions; do not edit. -->

![Things with edges between them; below, claims with their evidence and the snapshot it stands in](schema.svg)

Organisations, datasets, models and the pages that speak of them are **things**. What documents say of them are
**claims**, each with its **evidence**: a quote, and the place where it stands in a **snapshot** of archived bytes. An
**edge** between two things joins all claims that say the same: a short cut, to go along. All of it is computed from the
ledger by `lineage project`, and can be dropped and computed again; what you write into it by hand is lost then. How to
get at it: [docs/query-the-graph.md](../docs/query-the-graph.md). For programs: [schema.json](schema.json).

Questions that are ready to be asked:

"""
_EDGES = """\
## Edges

One relationship type a predicate, from subject to object. The database enforces neither what they connect nor which
properties they have; the loader checks every row before it is written.

An edge **holds** (`holds`) when it is said to be so, by the text itself or as reported, and nobody judged otherwise.
Denials, plans and accusations are edges too, and do not hold: say `WHERE edge.holds` unless you look for them.

A page stands for a work that has no name of its own. What lies between what:
"""
_INDEXES = """\

## Constraints and indexes

Community Edition has uniqueness constraints, range and full-text indexes; all of these are made by the
[migrations](migrations). Each statement that the product runs is a file in [queries](queries), and a test holds that it
looks its rows up by one of these.
"""
_QUESTIONS = """\

## Questions

Set the parameters first, one `:param` line after another; then ask. All but the last look things up by an index. On the
way through a family each thing is visited once, so cycles and many ways to the same thing cost nothing.
"""
