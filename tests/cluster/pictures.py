"""Pictures of Airflow's pages, as a person sees them after logging in."""

from __future__ import annotations

import shutil
from contextlib import contextmanager

from tests.conftest import missing

SIZE = {"width": 1400, "height": 860}


@contextmanager
def page(url, password):
    """A browser's page on a cluster's Airflow, logged in."""
    if not (program := shutil.which("chromium")):
        missing("the browser `chromium` is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=program, args=["--headless=new", "--no-sandbox"])
        shown = browser.new_page(viewport=SIZE, color_scheme="light")
        shown.goto(f"{url}/auth/login/")
        shown.fill("input[name=username]", "admin")
        shown.fill("input[name=password]", password)
        shown.click("[type=submit]")
        shown.wait_for_load_state("networkidle")
        yield shown
        browser.close()


def picture(shown, address, path, click=None):
    """Open an address, click what unfolds it, and take a picture."""
    shown.goto(address)
    shown.wait_for_load_state("networkidle")
    if click:
        shown.click(click)
        shown.wait_for_load_state("networkidle")
    shown.wait_for_timeout(1500)  # what is drawn after the data have come
    shown.screenshot(path=path)
