"""A real server on the loopback, in a thread, whose answers a test writes down."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the test's own function."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(ConnectionError):
            self.server.reply(self)

    def log_message(self, *_):
        """Say nothing."""

    def say(self, body=b"", status=200, *, length=None, **headers):
        """Answer; header names are written with underscores, `length` only where it is a lie."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self):
        """Reset the connection, as a server does that crashed."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


class Server(HTTPServer):
    """Keeps what it was asked; a client that went away is no error of its own."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.reply = [], lambda handler: handler.say()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """A client that hung up."""


@contextmanager
def serving():
    """A server for the time of a test."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.005,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
