"""The command line: answers, exit codes, and one clear sentence for what goes wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lineage.cli import app
from lineage.jobs.demo import demo
from tests.conftest import NOON

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo") / "home"
    demo(lambda: NOON, home, lambda message: None)
    return home


@pytest.fixture
def run(demo_home, monkeypatch):
    monkeypatch.setenv("LINEAGE_HOME", str(demo_home))
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def copy(demo_home, tmp_path, monkeypatch):
    home = tmp_path / "copy"
    shutil.copytree(demo_home, home)
    monkeypatch.setenv("LINEAGE_HOME", str(home))
    return home


QUESTIONS = [
    ("show", "fairface"),
    ("show", "dataset:yfcc100m"),
    ("show", "https://arxiv.org/abs/1908.04913"),
    ("find", "faces"),
    ("downstream", "YFCC-100M", "--depth", "2"),
    ("upstream", "diveface"),
    ("holders", "megaface"),
    ("why", "diveface", "yfcc100m"),
    ("diff", "--since", "2026-11-15"),
    ("doctor",),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_has_an_answer_for_people_and_for_machines(run, question):
    people, machines = run(*question), run(*question, "--json")

    assert people.exit_code == machines.exit_code == 0
    assert people.stdout.strip()
    assert json.loads(machines.stdout)


@pytest.mark.parametrize("form", ["claims", "json", "csv", "dot", "graphml"])
def test_every_format_is_written_to_a_file_or_to_standard_output(run, tmp_path, form):
    out = run("export", form)
    run("export", form, "--output", tmp_path / "out")

    assert out.exit_code == 0
    assert (tmp_path / "out").read_text() == out.stdout


@pytest.mark.parametrize("form", ["json", "csv", "dot", "graphml"])
def test_a_walk_can_be_exported_too(run, form):
    assert run("downstream", "megaface", "--format", form).exit_code == 0


def test_a_walk_that_was_cut_says_so_and_exits_3(run):
    result = run("downstream", "yfcc100m", "--limit", "3")

    assert result.exit_code == 3
    assert "cut off by --limit" in result.stderr


def test_why_shows_each_step_with_its_quote(run):
    result = run("why", "HarborID r34", "yfcc100m", "--paths", "1")

    assert "DiveFace DERIVED_FROM (subset) MegaFace" in result.stdout
    assert "“It was generated from MegaFace" in result.stdout


def test_holders_have_quotes_and_links(run):
    rows = json.loads(run("holders", "yfcc100m", "--json").stdout)["holders"]

    assert len([row for row in rows if row["quote"] and row["url"]]) == len(rows)
    assert {"University of Washington", "IBM", "OpenAI", "Samsung"} <= {row["organization"] for row in rows}


def test_traps_make_no_holder(run):
    rows = json.loads(run("holders", "dif", "--json").stdout)["holders"]

    assert {row["organization"] for row in rows} & {"Amazon", "Microsoft", "Google"} == set()


def test_private_persons_are_never_named(run):
    rows = json.loads(run("holders", "yfcc100m", "--json").stdout)["holders"]

    persons = {row["organization"] for row in rows if row["kind"] == "individual"}
    assert persons
    assert all(name.startswith("an individual (at ") for name in persons)


WRONG_USE = [
    (("show", "nothing-of-that-name"), "Nothing in the graph is called 'nothing-of-that-name'"),
    (("show", "AudioScop"), "Did you mean dataset:audioscope"),
    (("crawl", "documents", "--path", "/no/such/place"), "There is nothing at /no/such/place"),
    (("crawl", "nosource"), "There is no source 'nosource'; there are"),
    (("extract", "--input", "/no/such/file"), "There is no file /no/such/file"),
    (("export", "xml"), "there are claims, json, csv, dot, graphml"),
    (("diff", "--since", "yesterday"), "'yesterday' is not a date or timestamp"),
    (("diff", "--since", "huggingface.datasets.20200101T000000Z"), "No sealed run"),
    (("project", "--accept-ageing", "last"), "'last' is not a run id"),
    (("downstream", "dif", "--min-strength", "strong"), "there are mentioned, implied, stated"),
    (("downstream", "dif", "--kind", "cousin"), "there are subset, crop"),
    (("find", "!!!"), "has no letters or digits"),
]


@pytest.mark.parametrize(
    ("words", "sentence"), WRONG_USE, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_wrong_use_is_one_sentence_and_exit_code_2(run, words, sentence):
    result = run(*words)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_an_ambiguous_name_lists_the_candidates(run):
    result = run("show", "portraits")

    assert result.exit_code == 2


def test_an_empty_home_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.setenv("LINEAGE_HOME", str(tmp_path / "new"))

    result = run("holders", "dif")

    assert result.exit_code == 2
    assert "The graph is empty. Run `lineage demo`" in result.stderr


def test_a_home_that_is_a_file_cannot_be_written(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LINEAGE_HOME", str(tmp_path / "file"))

    result = run("crawl", "documents", "--path", ROOT / "lineage/demo/documents")

    assert result.exit_code == 1
    assert "a part of that path is a file" in result.stderr


def test_a_ledger_file_cut_short_stops_the_projection_and_loses_nothing(run, copy):
    before = json.loads(run("project", "--json").stdout)["hash"]
    readings = next(copy.glob("ledger/runs/huggingface.datasets.*/readings.jsonl.gz"))
    whole = readings.read_bytes()
    readings.write_bytes(whole[:300])

    broken = run("project")
    readings.write_bytes(whole)

    assert broken.exit_code == 1
    assert "Run huggingface.datasets." in broken.stderr
    assert "--without-run" in broken.stderr
    assert json.loads(run("project", "--rebuild", "--json").stdout)["hash"] == before


def test_a_broken_line_is_told_with_its_number_and_the_rest_is_read(run, tmp_path, monkeypatch):
    good = {"doc_id": "a", "kind": "paper", "title": "A", "text": "We train on YFCC100M.", "url": None, "owner": None}
    lines = tmp_path / "docs.jsonl"
    lines.write_text(f'{json.dumps(good)}\n{{"doc_id": \n')
    monkeypatch.setenv("LINEAGE_HOME", str(tmp_path / "home"))

    extracted, crawled = run("extract", "--input", lines), run("crawl", "documents", "--path", lines)

    assert extracted.exit_code == crawled.exit_code == 3
    assert "line 2" in extracted.stderr
    assert "; 1 line could not be read" in extracted.stderr
    assert json.loads(extracted.stdout)["object"] == "yfcc100m"


def test_the_module_runs_as_the_command_does():
    result = subprocess.run([sys.executable, "-m", "lineage", "--help"], capture_output=True, text=True, check=True)

    assert "downstream" in result.stdout
