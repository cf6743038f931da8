"""The servers of these tests run as processes of their own, too, and note what they took before they say so."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager

from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.email import EmailChannel
from lineage.channels.holder_api import HolderApiChannel
from tests.channels.making import ID, NOON, SEED, contact, notice


@contextmanager
def served(module, log, *options):
    """The process's address; `--port 0` lets the system choose one."""
    command = [sys.executable, "-m", f"tests.channels.{module}", "--port", "0", "--log", str(log), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"(smtp|http)://[\d.:]+", process.stdout.readline())[0]
        finally:
            process.kill()


def api(url):
    return HolderApiChannel(find.card("holder_api"), lambda: NOON, "LINEAGE", SecretStr(SEED), (url,), 5.0)


def test_the_mail_server_notes_message_ids(tmp_path):
    with served("smtp", tmp_path / "log") as url:
        EmailChannel(find.card("email"), lambda: NOON, SecretStr(url), "data@lineage.example").deliver(notice())

    assert (tmp_path / "log").read_text() == f"<{ID}@lineage.example>\n"


def test_the_mail_server_can_hang_up_with_the_message(tmp_path):
    with served("smtp", tmp_path / "log", "--hang-up", "after data") as url:
        channel = EmailChannel(find.card("email"), lambda: NOON, SecretStr(url), "data@lineage.example")
        outcomes = [channel.deliver(notice()).outcome for _ in range(2)]

    assert outcomes == ["uncertain", "uncertain"]
    assert len((tmp_path / "log").read_text().splitlines()) == 2


def test_the_holder_notes_each_key_once(tmp_path):
    with served("holder", tmp_path / "log", "--hang-up", "taken") as url:
        one = notice(contact=contact("holder_api", url))
        outcomes = [api(url).deliver(one).outcome for _ in range(3)]

    assert outcomes == ["uncertain", "delivered", "delivered"]
    assert (tmp_path / "log").read_text() == f"{ID}\n"


def test_a_holder_that_forgets_keys_takes_a_notice_as_often_as_it_comes(tmp_path):
    with served("holder", tmp_path / "log", "--forgets-keys") as url:
        one = notice(contact=contact("holder_api", url))
        references = {api(url).deliver(one).reference for _ in range(2)}

    assert len(references) == 2
    assert (tmp_path / "log").read_text() == f"{ID}\n{ID}\n"
