"""The connection side: one request each, on this machine alone, with an end to all waiting."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import BoundedSemaphore, Thread
from time import monotonic

from kithbook.served.access import HOST, METHODS, Asked, Response, sentence

MOST_AT_ONCE = 64
"""Connections; a browser has six to one host."""
PATIENCE = 15.0
"""Seconds in which a request has to have come, and again in which its answer has to be taken."""
_LONGEST_LINE = 16_384
_MOST_PASSED_OVER = 1_000_000

Respond = Callable[[Asked], Response]
_WORDS = {
    400: "The request could not be read.",
    414: "The address is too long.",
    431: "The headers of the request are too long.",
    505: "This server speaks HTTP/1.1.",
}


class Server(ThreadingMixIn, TCPServer):
    """Answers requests to 127.0.0.1; `respond` says how, `tell` hears what went wrong."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let two programs have one port
    request_queue_size = 128

    def __init__(self, port: int, respond: Respond, tell: Callable[[str], None]) -> None:
        self.respond = respond
        self._tell = tell
        self._room = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((HOST, port), _Request)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Answers in a thread of its own, as long as there is room."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Makes room again afterwards."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Stays silent: whoever went away needs no answer."""

    def trouble(self, fault: Exception) -> None:
        """Tells of an answer that could not be made."""
        self._tell(f"A page could not be shown ({type(fault).__name__}: {fault}).")


@contextmanager
def serving(port: int, respond: Respond, tell: Callable[[str], None]) -> Iterator[Server]:
    """Answers requests for as long as the block lasts."""
    with Server(port, respond, tell) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _InTime(io.RawIOBase):
    """Reads from a connection up to a moment, however slowly the other side writes."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._until = monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class _Request(BaseHTTPRequestHandler):
    """One request on one connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    _is_read = False

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(_InTime(self.connection, PATIENCE))

    def handle(self) -> None:
        """Reads a request and answers it."""
        self.close_connection = True
        with suppress(TimeoutError, ConnectionError):
            self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
            if len(self.raw_requestline) > _LONGEST_LINE:
                self.command = ""
                self.send_error(414)
            elif self.raw_requestline and self.parse_request():
                self._send(self._answer())
                if self._is_read or (self.command in METHODS and not self._brings_more()):
                    return
            self._pass_over()

    def _answer(self) -> Response:
        try:
            return self.server.respond(self._asked())
        except (TimeoutError, ConnectionError):
            raise
        except Exception as fault:  # noqa: BLE001 - one page that fails stops no other
            self.server.trouble(fault)
            return sentence(500, "This page could not be shown; the terminal says why.")

    def _asked(self) -> Asked:
        headers: dict[str, tuple[str, ...]] = {}
        for name, value in self.headers.items():
            headers[name.lower()] = (*headers.get(name.lower(), ()), value.strip())
        return Asked(self.command, self.path, headers, self._body)

    def _body(self) -> bytes:
        """What a form brings, as long as it says; it was looked at whether that is too long."""
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            raise ConnectionError("the other side went away")
        self._is_read = True
        return body

    def _send(self, answer: Response) -> None:
        self.connection.settimeout(PATIENCE)
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _brings_more(self) -> bool:
        return "content-length" in self.headers or "transfer-encoding" in self.headers

    def _pass_over(self) -> None:
        """Reads what nobody asked for: closing before would take the answer away again."""
        self.connection.shutdown(socket.SHUT_WR)
        left = _MOST_PASSED_OVER
        while left > 0 and (read := self.rfile.read1(65_536)):
            left -= len(read)

    def send_error(self, code: int, *_words: str | None) -> None:
        """Says in our words what was wrong with a request."""
        self.request_version = self.protocol_version  # one that is not known yet gets no headers
        self._send(sentence(code, _WORDS.get(code, _WORDS[400])))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""
