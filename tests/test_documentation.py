"""What README and docs say is so: commands print what is shown, links resolve, make targets exist."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lineage.cli import app
from lineage.jobs.demo import demo
from tests.conftest import NOON

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "lineage/demo/README.md"])
EXAMPLES = {
    page: blocks
    for page in PAGES
    if (blocks := re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
}


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo") / "home"
    demo(lambda: NOON, home, lambda message: None)
    return home


def fits(shown, printed):
    """Whether a shown line, in which … stands for anything, is among the printed ones."""
    pattern = re.compile(".*".join(re.escape(part) for part in shown.rstrip().split("…")) + r"\s*\Z")
    return any(pattern.match(line) for line in printed)


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_print_what_is_shown_when_a_page_is_followed_from_its_beginning(
    page, demo_home, tmp_path, monkeypatch
):
    shutil.copytree(demo_home, tmp_path / "home")
    monkeypatch.setenv("LINEAGE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LINEAGE_OFFICE", "Tern Data Rights Office")
    monkeypatch.setenv("LINEAGE_MAIL_REPLY_TO", "desk@tern.example")
    monkeypatch.chdir(ROOT)
    for example in re.split(r"^\$ ", "".join(EXAMPLES[page]), flags=re.MULTILINE)[1:]:
        command, *shown = example.splitlines()

        result = CliRunner().invoke(app, shlex.split(command)[1:])

        printed = result.output.splitlines()
        assert (command, [line for line in shown if line.strip() and not fits(line, printed)]) == (command, [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))

    assert [t for t in targets if "://" not in t and not (page.parent / t).exists()] == []


def test_every_make_target_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text()
    named = {name for page in PAGES for name in re.findall(r"\bmake ([a-z-]+)\b", page.read_text(encoding="utf-8"))}
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert named & {"run", "test", "check", "bench", "help"} >= {"run", "test"}
    assert {name for name in named if name in {"run", "test", "check", "bench", "help", "cluster"}} <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_can_be_read_in_one_sitting(page):
    assert len(page.read_text(encoding="utf-8").splitlines()) < 500
