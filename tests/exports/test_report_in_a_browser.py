"""The report as a browser shows it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from lineage.jobs.demo import demo
from tests.conftest import NOON, missing

pytestmark = pytest.mark.slow

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--window-size=1260,2000",
]  # fmt: skip


@pytest.fixture
def browser():
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if not found:
        missing("there is no Chromium to open the report with")
    return found


@pytest.fixture
def opened(browser, tmp_path):
    report = demo(lambda: NOON, tmp_path / "demo", lambda message: None).weekly.report
    command = [browser, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={tmp_path / 'shot.png'}"]
    subprocess.run([*command, report.as_uri()], capture_output=True, check=True, timeout=120)
    dom = subprocess.run(
        [*command[:-1], "--dump-dom", report.as_uri()], capture_output=True, text=True, check=True, timeout=120
    )
    return tmp_path / "shot.png", dom.stdout


def test_the_report_is_drawn(opened):
    picture, dom = opened

    assert picture.stat().st_size > 100_000
    assert "<svg" in dom
    assert "University of Washington" in dom
