"""A real Redis on 127.0.0.1, with a password; what it was told is on disk within a second."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import quote

from cluster.install import program
from cluster.servers.process import HOST, Server, free_port, prepared


def redis(folder: Path, *, port: int | None = None, password: str | None = None, outlives: bool = False) -> Server:
    """Start Redis on the data of a folder."""
    port = port or free_port()
    password = password or secrets.token_urlsafe(16)
    url = f"redis://:{quote(password, '')}@{HOST}:{port}/0"
    folder = prepared(folder)
    settings = {"bind": HOST, "port": str(port), "dir": str(folder), "requirepass": password, "appendonly": "yes"}
    # A file, since everybody can see the words of a command.
    words = folder / "redis.conf"
    words.touch(mode=0o600)
    words.write_text("".join(f"{name} {_quoted(value)}\n" for name, value in settings.items()))
    return Server(
        name="redis",
        command=[program("redis-server", "redis-server"), str(words)],
        folder=folder,
        healthy=lambda server: "Ready to accept connections" in server.said(),
        urls={"redis": url},
        client={"REDIS_URL": url},
        outlives=outlives,
    ).start()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
