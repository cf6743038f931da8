"""One week of all sources, in the embedded store and in Neo4j: the same graph, and the same answers to the byte."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from lineage.cli import app
from lineage.graph.sqlite import SqliteGraph
from lineage.model.words import ThingKind
from lineage.sources import find
from tests.graph.conftest import open_neo4j
from tests.graph.making import EMPTY
from tests.world.conftest import open_world

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SOURCES = [name for name in find.names() if find.card(name).base_url]
STRICT = ("--min-confidence", "0.7", "--min-strength", "stated", "--as-of", "2020-01-01")
OPTIONS = [
    ("--depth", "1"),
    ("--depth", "2"),
    STRICT,
    ("--kind", "subset"),
    ("--limit", "2"),
    ("--known-at", "2026-11-16"),
]


@dataclass(frozen=True)
class Both:
    """How `lineage` is told to use either store, and the things and edges that are in both."""

    embedded: dict[str, str]
    neo4j: dict[str, str]
    things: list[str]
    datasets: list[str]
    """Both begin with those that most is said of."""
    run: str

    def busiest(self, most, every):
        """The things that most is said of, and some of the others."""
        return self.things[:most] + self.things[most::every]

    def ask(self, *question):
        """What both print, which has to be the same."""
        first, second = (printed(settings, *question, "--json") for settings in (self.embedded, self.neo4j))
        assert first == second, question
        return json.loads(first[1])

    def downstream(self, start):
        """The ids of what is downstream of a thing, the nearest first."""
        return [step["thing"] for step in json.loads(printed(self.embedded, "downstream", start, "--json")[1])["steps"]]


def printed(settings, *words):
    """The exit code and everything that a command prints."""
    result = CliRunner().invoke(app, words, env=settings, catch_exceptions=False)
    assert result.exit_code in (0, 3), result.stderr
    return result.exit_code, result.stdout_bytes, result.stderr


@pytest.fixture(scope="module")
def both(shared, neo4j_server, tmp_path_factory):
    """A week that was crawled into a home, whose ledger is then projected into Neo4j too."""
    with open_world(shared, tmp_path_factory.mktemp("both") / "home") as world:
        world.settings |= {"LINEAGE_SOURCES": ",".join(SOURCES), "LINEAGE_SOURCE_GITHUB_TOKEN": "gull-7-quay"}
        for source in SOURCES:
            world.settings[f"LINEAGE_SOURCE_{source.upper()}_URL"] = f"{world.url}/{source}"
            world.settings[f"LINEAGE_SOURCE_{source.upper()}_RATE_SCALE"] = "1000"
        week = world.json("weekly", codes=(0, 3))  # the world breaks some searches of GitHub off, which is a note
        shards = week["crawled"]["shards"]
        assert [shard["problem"] for shard in shards if shard["problem"]] == []
        embedded = {"LINEAGE_HOME": str(world.home)}
        neo4j = embedded | {
            "LINEAGE_GRAPH_URL": neo4j_server.url,
            "LINEAGE_GRAPH_USER": neo4j_server.client["NEO4J_USER"],
            "LINEAGE_GRAPH_PASSWORD": neo4j_server.client["NEO4J_PASSWORD"],
        }
        world.settings |= neo4j
        assert world.json("project")["hash"] == week["projected"]["hash"]
        graph = SqliteGraph(world.home / "graph.sqlite").whole()
    said = Counter(end for edge in graph.edges for end in (edge.subject, edge.object))
    ranked = sorted(graph.things, key=lambda thing: (-said[thing.id], thing.id))
    datasets = [thing.id for thing in ranked if thing.kind is ThingKind.DATASET]
    yield Both(embedded, neo4j, [thing.id for thing in ranked], datasets, shards[-1]["run"])
    open_neo4j(neo4j_server).load(EMPTY, anew=True)


def test_every_source_is_in_the_graph(both):
    assert {said["claim"]["source"] for said in both.ask("export", "json")["claims"]} >= {"catalogue", *SOURCES}


@pytest.mark.parametrize("options", [(), ("--with-times",)], ids=["without times", "with times"])
def test_both_have_the_same_hash(both, options):
    assert both.ask("project", *options)["things"] == len(both.things) > 300


def test_show(both):
    answers = [both.ask("show", thing) for thing in both.busiest(60, 6)]

    assert len(answers) > 110
    assert all(answer["claims"] for answer in answers[:60])


def test_downstream(both):
    answers = [both.ask("downstream", thing) for thing in both.busiest(30, 10)]
    for options in OPTIONS:
        both.ask("downstream", both.datasets[0], *options)

    assert len([answer for answer in answers if len(answer["steps"]) > 3]) > 8


def test_upstream(both):
    ends = {steps[-1]: len(steps) for dataset in both.datasets[:20] if (steps := both.downstream(dataset))}
    answers = [both.ask("upstream", thing) for thing in dict.fromkeys([*ends, *both.busiest(30, 10)])]
    for options in OPTIONS:
        both.ask("upstream", max(ends, key=ends.__getitem__), *options)

    assert len([answer for answer in answers if len(answer["steps"]) > 3]) > 4


def test_holders(both):
    answers = [both.ask("holders", dataset) for dataset in both.datasets[:30]]

    assert len([answer for answer in answers if len(answer["holders"]) > 3]) > 10


def test_why(both):
    ends = [(start, end) for start in both.datasets[:15] for end in both.downstream(start)[::7]]
    answers = [both.ask("why", start, end, "--paths", "9") for start, end in ends[:30]]
    answers += [both.ask("why", end, start) for start, end in ends[30:45]]

    assert len(answers) == len([answer for answer in answers if answer["paths"]]) > 30
    assert max(len(answer["paths"]) for answer in answers) > 1
    assert max(len(path) for answer in answers for path in answer["paths"]) > 2
    assert both.ask("why", both.things[-1], both.things[-2])["paths"] == []


def test_diff(both):
    everything = both.ask("diff", "--since", "2026-11-15")["difference"]
    nothing = both.ask("diff", "--since", both.run, "--until", "2026-11-17")["difference"]

    assert len(everything["new_edges"]) > 300
    assert nothing["new_edges"] == []


@pytest.mark.parametrize("text", ["face", "megaface", "university", "github", "2026"])
def test_find_finds_the_same(both, text):
    found = [printed(settings, "find", text, "--limit", "1000", "--json") for settings in (both.embedded, both.neo4j)]

    first, second = (sorted(json.loads(answer[1]), key=lambda thing: thing["id"]) for answer in found)
    assert first == second
