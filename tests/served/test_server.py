"""The connection side: whatever comes over it is answered or dropped, and others go on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from kithbook.served import server as module
from kithbook.served.access import HOST, PROTECTION, Asked, Response
from kithbook.served.server import Server, serving

BROKEN = "/broken"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def server(told: list[str]) -> Iterator[Server]:
    def respond(asked: Asked) -> Response:
        if asked.target == BROKEN:
            raise ValueError("a page is broken")
        words = f"{asked.method} {asked.target} {asked.says('host')} {asked.says('x-two')}"
        return Response(200, "text/plain", words.encode())

    with serving(0, respond, told.append) as running:
        yield running


def send(server: Server, data: bytes, *, end: bool = True) -> bytes:
    with closing(socket.create_connection((HOST, server.port), timeout=30)) as connection:
        connection.sendall(data)
        if end:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def status(answer: bytes) -> str:
    return answer.partition(b"\r\n")[0].decode()


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.socket.family == socket.AF_INET


def test_a_request_is_read_and_answered(server: Server) -> None:
    answer = send(server, b"GET /a?b HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nX-Two: 2\r\n\r\n")
    assert status(answer) == "HTTP/1.1 200 OK"
    assert answer.endswith(b"GET /a?b x 1, 2")
    for name, value in (*PROTECTION, ("Connection", "close")):
        assert f"{name}: {value}\r\n".encode() in answer
    assert b"Server:" not in answer


def test_a_head_has_no_body(server: Server) -> None:
    answer = send(server, b"HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.endswith(b"\r\n\r\n")
    assert b"Content-Length: 10\r\n" in answer


@pytest.mark.parametrize(
    "data, code",
    [
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", "414"),
        (b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 70_000 + b"\r\n\r\n", "431"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", "431"),
        (b"GET / HTTP/9.1\r\n\r\n", "505"),
        (b"GET / one two HTTP/1.1\r\n\r\n", "400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"),
        (b"GET / HTTP/x\r\n\r\n", "400"),
    ],
)
def test_what_is_no_request_is_said_and_others_go_on(
    server: Server, data: bytes, code: str
) -> None:
    answer = send(server, data)
    assert status(answer).split()[1] == code
    assert b"Cache-Control: no-store" in answer
    assert status(send(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")) == "HTTP/1.1 200 OK"


@pytest.mark.parametrize("data", [b"", b"GET", b"GET / HTTP/1.1\r\nHost"])
def test_who_hangs_up_needs_no_answer(server: Server, data: bytes) -> None:
    send(server, data)
    assert status(send(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")) == "HTTP/1.1 200 OK"


def test_a_body_that_nobody_asked_for_does_not_take_the_answer_away(server: Server) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n"
    assert status(send(server, head + b"a" * 500_000, end=False)) == "HTTP/1.1 200 OK"


def test_whoever_writes_too_slowly_is_dropped(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    assert send(server, b"GET / HTTP/1.1\r\nHost: x\r\n", end=False) == b""


def test_too_many_at_once_are_turned_away_and_room_comes_back(server: Server) -> None:
    held = [socket.create_connection((HOST, server.port)) for _ in range(module.MOST_AT_ONCE)]
    assert send(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") == b""
    for connection in held:
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
        connection.close()
    with server._room:
        pass
    answers = {send(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")[:12] for _ in range(5)}
    assert b"HTTP/1.1 200" in answers


def test_a_page_that_fails_is_told_and_others_go_on(server: Server, told: list[str]) -> None:
    answer = send(server, f"GET {BROKEN} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert status(answer) == "HTTP/1.1 500 Internal Server Error"
    assert told == ["A page could not be shown (ValueError: a page is broken)."]
    assert b"broken" not in answer
    assert status(send(server, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")) == "HTTP/1.1 200 OK"
