"""A real PostgreSQL on 127.0.0.1, with a password; root starts it as another user, as it wants to be started."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from cluster.errors import ServerFailed
from cluster.install import program, run
from cluster.servers.process import HOST, Server, free_port, prepared, wrapped

DEBIAN = Path("/usr/lib/postgresql")  # a folder a version; none is in PATH
USERS = ("postgres", "nobody")  # who may run it when root may not
# For data that nobody will miss: a crash of the machine may ruin them, one of the server does not.
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def postgres(
    folder: Path,
    *,
    port: int | None = None,
    password: str | None = None,
    databases: Sequence[str] = ("lineage",),
    durable: bool = True,
    outlives: bool = False,
) -> Server:
    """Start PostgreSQL on the data of a folder. Password and databases count at the first start; later they stay."""
    port = port or free_port()
    password = password or secrets.token_urlsafe(16)
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda found: float(found.parent.name), reverse=True)
    programs = Path(program("initdb", "postgresql", versions)).resolve().parent
    user = _user() if os.geteuid() == 0 else None
    folder = prepared(folder, user)
    _reachable(folder, user)
    data = folder / "data"
    if not data.exists():
        _prepare(data, programs, user, password, databases)
    settings = {"listen_addresses": HOST, "unix_socket_directories": "", **({} if durable else HASTY)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    urls = {name: f"postgresql+psycopg://lineage:{quote(password, '')}@{HOST}:{port}/{name}" for name in databases}
    return Server(
        name="postgres",
        command=[f"{programs}/postgres", "-D", str(data), "-p", str(port), *options],
        folder=folder,
        healthy=lambda server: "ready to accept connections" in server.said(),
        urls=urls,
        client={
            "DATABASE_URL": urls[databases[0]],
            "PGHOST": HOST,
            "PGPORT": str(port),
            "PGUSER": "lineage",
            "PGPASSWORD": password,
            "PGDATABASE": databases[0],
        },
        user=user,
        polite=signal.SIGINT,  # its fast way: clients are cut off, not waited for
        outlives=outlives,
    ).start()


def _user() -> str:
    """Whom root runs it as."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in USERS if name in known)


def _prepare(data: Path, programs: Path, user: str | None, password: str, databases: Sequence[str]) -> None:
    """Make data with one superuser and these databases: beside their place, moved there in one step."""
    part = data.with_name(f"data.part-{secrets.token_hex(4)}")
    form = ["--username=lineage", "--encoding=UTF8", "--locale=C.UTF-8"]
    # Nobody is local, for there is no Unix socket; so initdb need not know the password.
    who = ["--auth-local=trust", "--auth-host=scram-sha-256"]
    statements = ["ALTER ROLE lineage PASSWORD " + _quoted(password, "'")]
    statements += ["CREATE DATABASE " + _quoted(name, '"') for name in databases]
    alone = ["--single", "-D", str(part), "-c", "exit_on_error=on", "postgres"]
    try:
        run([*wrapped(user), f"{programs}/initdb", "-D", str(part), *form, *who])
        run([*wrapped(user), f"{programs}/postgres", *alone], given="\n".join(statements) + "\n")
        part.rename(data)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _reachable(folder: Path, user: str | None) -> None:
    if user and subprocess.run([*wrapped(user), "test", "-w", str(folder)]).returncode:
        raise ServerFailed(
            f"PostgreSQL refuses to run as root, and the user {user} cannot write in {folder}; "
            "choose a folder below one that everybody may enter, such as /var/tmp."
        )


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark
