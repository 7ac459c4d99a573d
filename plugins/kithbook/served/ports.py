"""Where a book is served: on a port of its own, or the next one that is free."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from secrets import randbelow

from kithbook.served.access import HOST
from kithbook.text.own_folder import keep, start_of

_PORTS = range(20_000, 30_000)
_KEPT, _LONGEST_PORT = "port", 16
_TRIED = 100


class NoPort(Exception):
    """There is no port to serve on; carries what to do."""


def free_port(asked: int | None, book: Path) -> int:
    """The port asked for, or the book's, or the next free one; raises NoPort without any."""
    if asked is not None:
        if not _is_free(asked):
            raise NoPort(f"Port {asked} is taken. Leave --port out, and a free one is used.")
        return asked
    first = port_of(book)
    for port in range(first, first + _TRIED):
        if _is_free(port):
            return port
    raise NoPort(f"No port from {first} to {first + _TRIED - 1} is free. Name one with --port.")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def port_of(book: Path) -> int:
    """The port of a book, drawn once: what browsers kept of other sites is not on it."""
    try:
        port = int(start_of(book, _KEPT, _LONGEST_PORT))
    except (OSError, ValueError):
        port = 0
    if port in _PORTS:
        return port
    port = _PORTS[randbelow(len(_PORTS))]
    with suppress(OSError):
        keep(book, _KEPT, f"{port}\n")
    return port
