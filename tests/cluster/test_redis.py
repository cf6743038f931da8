"""The Redis that tests and `make cluster` start is a real one: a password, and data that outlives a crash."""

from __future__ import annotations

import socket
from urllib.parse import unquote, urlsplit

import pytest

from cluster.servers.redis import redis

pytestmark = pytest.mark.servers


def ask(url, *words, password=None):
    """What Redis answers to one command, in its own short form."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=5) as connection:
        for command in (("AUTH", password or unquote(place.password)), words):
            parts = "".join(f"${len(word.encode())}\r\n{word}\r\n" for word in command)
            connection.sendall(f"*{len(command)}\r\n{parts}".encode())
            answer = connection.recv(4096).decode().strip()
    return answer


def test_it_answers_who_knows_the_password(redis_server):
    assert ask(redis_server.url, "PING") == "+PONG"


def test_it_refuses_who_does_not(redis_server):
    assert ask(redis_server.url, "PING", password="not the password").startswith("-NOAUTH")


def test_what_it_was_told_survives_a_crash(tmp_path):
    with redis(tmp_path, password="""a "quoted' \\ pass@word""") as server:
        ask(server.url, "SET", "wind", "calm")
        server.kill()
        server.start()

        assert ask(server.url, "GET", "wind") == "$4\r\ncalm"
