"""Commands on requests, run as somebody at a terminal does; and what a wrong one leaves as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from lineage.cli import app
from lineage.console import FAILED, INCOMPLETE, WRONG_USE
from tests.jobs.requests.small_world import CONTACT, NSID, ROLE, left

__all__ = ["FAILED", "INCOMPLETE", "WRONG_USE"]


@dataclass(frozen=True)
class Came:
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(home, monkeypatch):
    """Runs `lineage …` in the small world, at noon of its day; an error that is no sentence fails the test."""
    monkeypatch.setenv("LINEAGE_HOME", str(home))
    monkeypatch.setenv("LINEAGE_NOW", "2026-11-16T12:00:00Z")
    monkeypatch.setenv("LINEAGE_OFFICE", "Tern Data Rights Office")
    monkeypatch.setenv("LINEAGE_MAIL_REPLY_TO", "desk@tern.example")

    def command(*words: object) -> Came:
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Came(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture
def refused(run, home):
    """Runs what is wrong: it has to give this exit code, one sentence with these words, and to change nothing."""

    def command(code: int, says: str, *words: object) -> Came:
        before = left(home)
        came = run(*words)
        assert (came.code, came.out) == (code, ""), came
        assert re.search(says, came.err), came.err
        assert is_a_sentence(came.err), came.err
        assert left(home) == before
        return came

    return command


def is_a_sentence(text: str) -> bool:
    """One line that says what was seen and what to do: a sentence or two, of which none is a traceback."""
    (line,) = text.splitlines()
    return line.startswith("lineage: ") and line.endswith((".", "?")) and "Traceback" not in line and len(line) < 500


def done(came: Came) -> None:
    """What was right has to work."""
    assert came.code == 0, came


@pytest.fixture
def opened(run):
    """A request that was opened; its id."""
    came = run("request", "open", NSID, "--contact", CONTACT, "--consent")
    return re.search(r"Request (\S+):", came.out)[1]


@pytest.fixture
def checked(run, opened):
    """The same after somebody looked who asks."""
    done(run("request", "identify", opened, "--as", ROLE, "--note", "a passport"))
    return opened


@pytest.fixture
def planned(run, checked):
    """The same with a plan."""
    done(run("request", "plan", checked))
    return checked


@pytest.fixture
def approved(run, planned):
    """The same with an approval."""
    done(run("request", "approve", planned, "--as", ROLE))
    return planned
