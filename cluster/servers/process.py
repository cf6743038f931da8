"""One server process: started, waited for, stopped, killed, started again. Fit for any command."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cluster import family
from cluster.errors import ServerFailed
from cluster.install import program

HOST = "127.0.0.1"
TAIL = 30  # lines of a log that an error shows
PAUSE = 0.1


@dataclass
class Server:
    """A command that serves, with what its clients need to know; `stop` ends exactly what `start` started."""

    name: str
    command: Sequence[str]
    folder: Path  # its data and its log
    healthy: Callable[[Server], bool]  # asked again and again after the start
    env: Mapping[str, str] = field(default_factory=dict, repr=False)  # for the process, beside our own
    urls: Mapping[str, str] = field(default_factory=dict)
    client: Mapping[str, str] = field(default_factory=dict, repr=False)  # variables for clients; some are passwords
    user: str | None = None  # whom it runs as, where root starts it
    polite: signal.Signals = signal.SIGTERM  # what asks it to end
    patience: float = 60.0  # seconds until it must be healthy, and until it must have ended
    outlives: bool = False  # whether it stays when the process (to be exact: the thread) that started it ends
    leader: family.Process | None = field(default=None, init=False)  # `family.end` ends it, also from another program
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)
    _heard: int = field(default=0, init=False, repr=False)  # the length of the log before this start

    @property
    def url(self) -> str:
        """The first of its addresses."""
        return next(iter(self.urls.values()))

    @property
    def log(self) -> Path:
        """Where it writes what it says."""
        return self.folder / f"{self.name}.log"

    def said(self) -> str:
        """What it has logged since it was started last."""
        with self.log.open("rb") as log:
            log.seek(self._heard)
            return log.read().decode(errors="replace")

    def start(self) -> Server:
        """Start it on its data, and return it when it is healthy."""
        prepared(self.folder, self.user)
        with self.log.open("ab") as log:
            self._heard = log.tell()
            self._process = subprocess.Popen(
                [*wrapped(self.user, None if self.outlives else self.polite), *self.command],
                cwd=self.folder,
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.leader = family.Process.of(self._process.pid)
        try:
            self._wait(self._process)
        except BaseException:  # Ctrl-C, too, leaves no server behind
            self.kill()
            raise
        return self

    def stop(self) -> None:
        """End it and everything it started, politely at first; does nothing where that was done before."""
        if self.leader:
            family.end(self.leader, self.polite, self.patience)
            self._forget()

    def kill(self) -> None:
        """Kill it and everything it started at once, as a crash would."""
        if self.leader:
            family.kill(self.leader)
            self._forget()

    def restart(self) -> Server:
        """Start it again, on the same ports and data; where it still runs it is stopped first."""
        self.stop()
        return self.start()

    def __enter__(self) -> Server:
        """Give itself: it was started already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + self.patience
        while not self.healthy(self):
            if process.poll() is not None:
                raise ServerFailed(f"{self.name} ended with code {process.returncode} at its start. {self._tail()}")
            if time.monotonic() > deadline:
                raise ServerFailed(f"{self.name} was not healthy within {self.patience:.0f} seconds. {self._tail()}")
            time.sleep(PAUSE)

    def _tail(self) -> str:
        last = "\n".join(self.said().splitlines()[-TAIL:])
        return f"The end of its log {self.log}:\n{last}" if last else f"Its log {self.log} is empty."

    def _forget(self) -> None:
        if self._process:
            self._process.wait()  # reaps it: no zombie, no number held
        self.leader = self._process = None


def prepared(folder: Path, user: str | None = None) -> Path:
    """The folder, made where it is missing, as an absolute path, and given to the user a server will run as."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if user:
        shutil.chown(folder, user)
    return folder


def wrapped(user: str | None = None, with_parent: signal.Signals | None = None) -> list[str]:
    """The words to put before a command, so that it runs as another user, and ends when we die, who start it."""
    words = []
    if user:
        words += [f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--init-groups"]
    if with_parent:
        words += ["--pdeathsig", with_parent.name.removeprefix("SIG")]
    # A parent that died before the signal was asked for sends none: the shell then finds itself with another parent.
    alone = ["sh", "-c", 'test "$PPID" = "$0" && exec "$@"', str(os.getpid())] if with_parent else []
    return [program("setpriv", "util-linux"), *words, "--", *alone] if words else []


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def listening(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0


def answers(url: str) -> bool:
    """Whether an address of this machine answers by HTTP, without an error of the server's own."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code < 500
    except OSError:
        return False
