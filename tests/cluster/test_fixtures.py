"""The fixtures of tests/servers.py: a server that is named is used, one that cannot be had is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster.errors import ServerFailed
from cluster.servers.process import Server
from tests.servers import _served, pytest_collection_modifyitems


def refuse(_):
    raise ServerFailed("no wind today")


def test_a_server_that_the_environment_names_is_used_with_its_variables(monkeypatch):
    monkeypatch.setenv("GULL_URL", "gull://harbour")
    monkeypatch.setenv("GULL_PASSWORD", "krill")

    (served,) = _served(refuse, "GULL_URL", {"GULL_PASSWORD": "", "GULL_USER": "gull"})

    assert served.url == "gull://harbour"
    assert served.client == {"GULL_URL": "gull://harbour", "GULL_PASSWORD": "krill", "GULL_USER": "gull"}


def test_one_that_cannot_be_had_skips_with_its_reason(monkeypatch):
    monkeypatch.delenv("REQUIRE", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no wind today"):
        next(_served(refuse, "GULL_URL", {}))


def test_and_fails_where_everything_is_required(monkeypatch):
    monkeypatch.setenv("REQUIRE", "1")

    with pytest.raises(pytest.fail.Exception, match="no wind today"):
        next(_served(refuse, "GULL_URL", {}))


def test_one_of_our_own_ends_with_the_session_and_its_folder_goes():
    def start(folder):
        gull = {"urls": {"gull": "gull://here"}, "client": {"GULL_URL": "gull://here"}}
        servers.append(Server("gull", ["sleep", "600"], folder, lambda _: True, **gull).start())
        return servers[0]

    servers = []
    fixture = _served(start, "GULL_URL", {})
    assert next(fixture).url == "gull://here"
    leader = servers[0].leader
    assert leader.lives()

    assert list(fixture) == []

    assert not leader.lives()
    assert not servers[0].folder.exists()


@pytest.mark.parametrize(
    ("fixture", "marks"), [("postgres_server", ["servers"]), ("redis_server", ["servers"]), ("tmp_path", [])]
)
def test_tests_that_use_a_server_are_marked_by_themselves(fixture, marks):
    given = []
    item = SimpleNamespace(fixturenames=["request", fixture], add_marker=lambda mark: given.append(mark.name))

    pytest_collection_modifyitems([item])

    assert given == marks
