"""An end to a whole exchange: who sends one byte at a time keeps every single wait short, and the exchange for ever."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self


class Deadline:
    """Ends the connection of a client of httpx after some seconds; what waits for it finds that it was lost."""

    def __init__(self, seconds: float) -> None:
        """The time runs from when it is entered."""
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.over = False
        """Whether it came too late; what was read until then may be a part only."""
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        """Begin."""
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """It was in time, or ended by something else."""
        self._timer.cancel()

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """What httpx calls with each step of a request, as its extension `trace`: learns what to end."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.over:
                self._end()

    def _end(self) -> None:
        self.over = True
        if self._socket is not None:
            with suppress(OSError):  # it ended by itself
                self._socket.shutdown(socket.SHUT_RDWR)
