"""A request from beginning to end, on real servers, in two weeks of a known world; and the pages that tell it.

They are docs/the-story-of-a-request.md and docs/the-letters-of-a-request.md. With LINEAGE_WRITE_EXPECTED=1 they are
written instead of compared: read them before you keep them.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from tests.channels.holder import Desk, HolderServer
from tests.channels.making import SEED
from tests.channels.smtp import Mailbox, SmtpServer
from tests.graph.conftest import open_neo4j
from tests.graph.making import EMPTY
from tests.places import VERSIONED
from tests.world import cast, leaks, told_first, told_then
from tests.world.book import Book, Stage
from tests.world.conftest import open_world

pytestmark = [pytest.mark.shared, pytest.mark.slow]

DOCS = Path(__file__).parents[2] / "docs"
WRITE = os.environ.get("LINEAGE_WRITE_EXPECTED") == "1"
BEGIN = """# The story of a request

One request from beginning to end: how somebody's pictures are found in what was made of them, who is told, what holders
do, and what happens when a copy comes back. A test tells it while it happens
([tests/world/test_story.py](../tests/world/test_story.py)): every command was typed, on Neo4j, PostgreSQL and S3, every
line below it was printed, the letters went to a mail server and an interface of the test. Tables are put in columns;
… stands for lines that are left out.

People, datasets, organisations and what they answer are invented, but for a few well-known names and relations, which
follow public sources. Nobody was written to. How each step is done is told in
[Handle a deletion request](requests.md)."""
LETTERS = """# The letters of a request

What leaves in [the story of a request](the-story-of-a-request.md), word for word, as the mail server of its test took
it. Everybody is invented; nobody was written to."""
SOURCES = ("datacite", "github", "huggingface", "openalex")


@pytest.fixture
def offline(monkeypatch):
    """Nobody outside of this machine is asked: what is not on it cannot be reached."""
    really = socket.getaddrinfo

    def here(host, *more, **named):
        if host in ("127.0.0.1", "::1", "localhost", None):
            return really(host, *more, **named)
        raise socket.gaierror(socket.EAI_NONAME, "this test asks nobody outside of this machine")

    monkeypatch.setattr(socket, "getaddrinfo", here)


@pytest.fixture
def servers(account, buckets, new_place, neo4j_server, postgresql_url, postgres_database, monkeypatch):
    """The settings of Neo4j, PostgreSQL with a database for keys, and S3; and the place in S3."""
    for name, value in account.keys.items():
        monkeypatch.setenv(name, value)
    place = new_place(VERSIONED)
    empty = open_neo4j(neo4j_server)
    empty.load(EMPTY, anew=True)
    yield (
        {
            "LINEAGE_STORAGE_URL": place.root.place(),
            "LINEAGE_S3_ENDPOINT": account.servers.s3_endpoint,
            "LINEAGE_S3_REGION": account.servers.s3_region,
            "LINEAGE_GRAPH_URL": neo4j_server.url,
            "LINEAGE_GRAPH_USER": neo4j_server.client["NEO4J_USER"],
            "LINEAGE_GRAPH_PASSWORD": neo4j_server.client["NEO4J_PASSWORD"],
            "LINEAGE_DATABASE_URL": postgresql_url.render_as_string(hide_password=False),
            "LINEAGE_KEYS_URL": postgres_database.replace("postgresql://", "postgresql+psycopg://"),
        },
        place,
    )
    empty.load(EMPTY, anew=True)


@pytest.fixture
def universe(shared, tmp_path):
    """The small universe; in its second week the copy of Diversity in Faces at GitHub is gone."""
    folder = tmp_path / "universe"
    shutil.copytree(shared / "world/universe/dev-small", folder)
    known = json.loads((folder / "universe.json").read_text())
    (copy,) = [repo for repo in known["repos"] if repo["full"] == "mango422833/diversity-in-faces-parquet"]
    copy["w2"] = {"gone": 404}
    (folder / "universe.json").write_text(json.dumps(known))
    return str(folder)


@pytest.fixture
def scene(shared, tmp_path, universe, servers, offline):
    """Everybody's servers, started; and the settings of the office that the story is told of."""
    masks = {str(tmp_path / "home"): ".lineage"}
    book, mailbox, desk = Book(masks), Mailbox(), Desk()
    stage = Stage(book, {}, tmp_path)
    desk.clock = stage.clock
    with (
        open_world(shared, tmp_path / "home", universe) as world, SmtpServer(mailbox) as smtp,
        HolderServer(desk) as holder, cast.flickr() as account,
    ):  # fmt: skip
        stage.settings |= servers[0] | {
            "LINEAGE_HOME": str(tmp_path / "home"),
            "LINEAGE_CONTACT": "https://tern.example/robots",
            "LINEAGE_OFFICE": "Tern Data Rights Office",
            "LINEAGE_MASTER_KEY": "a-master-key-of-a-test-longer-than-it-has-to-be",
            "LINEAGE_SMTP_URL": smtp.url,
            "LINEAGE_MAIL_FROM": "Tern Data Rights Office <requests@tern.example>",
            "LINEAGE_SIGNING_KEY": SEED,
            "LINEAGE_AGENT_ID": "TERN_DESK",
            "LINEAGE_HOLDER_ORIGINS": holder.url,
            "LINEAGE_SOURCES": ",".join(SOURCES),
            "LINEAGE_SOURCE_GITHUB_TOKEN": "gull-7-quay",
            "LINEAGE_SOURCE_FLICKR_URL": account.url,
            "LINEAGE_SOURCE_FLICKR_TOKEN": "quay-7-gull",
        }
        for source in SOURCES:
            stage.settings[f"LINEAGE_SOURCE_{source.upper()}_URL"] = f"{world.url}/{source}"
            stage.settings[f"LINEAGE_SOURCE_{source.upper()}_RATE_SCALE"] = "1000"
        yield told_first.Scene(stage, world, mailbox, desk, holder.url, account, Book(masks))


def test_the_story_of_a_request(scene, servers, monkeypatch, caplog):
    caplog.set_level("INFO")  # as schedulers have it
    scene.book.parts.append(BEGIN)
    scene.letters.parts.append(LETTERS)

    told_first.crawl_the_first_week(scene)
    told_first.index_the_photos(scene)
    told_first.open_the_request(scene, monkeypatch)
    told_first.plan_the_request(scene)
    told_first.approve(scene)
    told_first.send(scene)
    told_then.one_bounces(scene)
    told_then.one_deletes(scene)
    told_then.one_refuses(scene)
    told_then.one_passed_it_on(scene)
    told_then.one_is_silent(scene)
    told_then.looked_at(scene)
    told_then.a_second_week(scene)
    told_then.the_person_is_answered(scene)

    assert personal_anywhere(scene, servers[1], caplog.text) == []
    for book, name in ((scene.book, "the-story-of-a-request.md"), (scene.letters, "the-letters-of-a-request.md")):
        if WRITE:
            (DOCS / name).write_text(book.page())
        assert book.page() == (DOCS / name).read_text()


def personal_anywhere(scene, place, logged):
    """Where the person is named outside of letters, seals and the index of photos."""
    settings, home = scene.stage.settings, scene.stage.folder / "home"
    everywhere = [
        *(("S3", data) for data in place.everything()),
        *leaks.in_tables(settings["LINEAGE_DATABASE_URL"]),
        *leaks.in_tables(settings["LINEAGE_KEYS_URL"]),
        *leaks.in_folder(home, leave_out=("outbox", "photos")),
        ("the graph", scene.stage.run("export", "json").encode()),
        ("the status", scene.stage.run("request", "status", told_first.R, "--json").encode()),
        ("the log", logged.encode()),
    ]
    assert leaks.named(leaks.in_folder(home / "outbox", leave_out=()), cast.PERSONAL)  # letters do name her
    assert len(everywhere) > 500
    return leaks.named(everywhere, cast.PERSONAL)
