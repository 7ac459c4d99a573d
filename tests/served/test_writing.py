"""Who may write by a form: whoever came by this start's address, from an own page."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kithbook.served import writing as module
from kithbook.served.access import HOST, METHODS, Asked, Response, own_hosts
from kithbook.served.current import CurrentSite, ServedSite
from kithbook.served.pages import respond
from kithbook.served.server import serving
from kithbook.served.snapshot import Snapshot
from kithbook.served.start_key import StartKey
from kithbook.served.told_once import FormAnswer
from kithbook.served.writing import HIDDEN, MOST_BYTES, PLACE, Sign, Writing

PORT = 23_456
HOSTS = own_hosts(PORT)
PAGE = b"<html><body><!--form--><!--/form--></body></html>"
POLICY = "default-src 'none'; form-action 'none'"


@dataclass
class Book:
    """Makes one form in each page, and keeps what it was told to do."""

    done: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    told: FormAnswer = field(default_factory=lambda: FormAnswer(("Written.",), done=True))

    def filled(self, page: bytes, site: ServedSite, sign: Sign, told: FormAnswer | None) -> bytes:
        form = "|".join(sign("mark", "digest")) + (told.words[0] if told else "")
        return page.replace(b"<!--form-->", f"<form>{form}</form>".encode())

    def read_only(self, page: bytes) -> bytes:
        return page.replace(b"<!--form-->", b"read only")

    def write(self, mark: str, was: str, said: Mapping[str, str]) -> FormAnswer:
        self.done.append((mark, was, dict(said)))
        return self.told


@dataclass
class Start:
    """One start of a server, without a connection."""

    current: CurrentSite
    book: Book = field(default_factory=Book)
    key: StartKey = field(default_factory=lambda: StartKey(PORT))

    def __post_init__(self) -> None:
        self.writing = Writing(self.key, self.book)

    def ask(self, method: str, target: str, body: str = "", **headers: str) -> Response:
        named = {name.replace("_", "-"): (value,) for name, value in headers.items()}
        raw = body.encode("latin-1")
        asked = Asked(method, target, {"host": (f"{HOST}:{PORT}",), **named}, lambda: raw)
        return respond(asked, self.current, HOSTS, self.writing)

    def cookie(self) -> str:
        led = self.ask("GET", self.key.address.partition(str(PORT))[2])
        assert (led.status, dict(led.more)["Location"]) == (303, "/")
        kept = dict(led.more)["Set-Cookie"]
        assert kept.endswith("; Path=/; HttpOnly; SameSite=Strict")
        return kept.partition(";")[0]

    def form(self, target: str = "/", **headers: str) -> dict[str, str]:
        found = re.search(rb"<form>(.*)\|(.{64})", self.ask("GET", target, **headers).body)
        assert found
        page, token = found[1].decode(), found[2].decode()
        return dict(zip(HIDDEN, (page, "mark", "digest", token), strict=True)) | {"text": "a b"}

    def post(self, said: Mapping[str, str], **headers: str) -> Response:
        body = urlencode(said)
        usual = {
            "origin": f"http://{HOST}:{PORT}",
            "sec-fetch-site": "same-origin",
            "content-type": "application/x-www-form-urlencoded",
            "content-length": str(len(body)),
        }
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in {**usual, **sent}.items() if value}
        return self.ask("POST", PLACE, body, **kept)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    folder = tmp_path / "1"
    (folder / "people" / "ada").mkdir(parents=True)
    for name in ("index.html", "people/ada/index.html"):
        (folder / name).write_bytes(PAGE)
    return Start(CurrentSite(folder, POLICY))


def test_a_form_is_done_and_told_once(start: Start) -> None:
    cookie = start.cookie()
    page = start.ask("GET", "/people/ada/?q=1", cookie=cookie)
    assert dict(page.headers)["Content-Security-Policy"].startswith(
        "default-src 'none'; form-action 'self'"
    )
    led = start.post(start.form("/people/ada/", cookie=cookie), cookie=cookie)
    assert start.book.done == [("mark", "digest", {"text": "a b"})]
    place = dict(led.more)["Location"]
    assert (led.status, led.body) == (303, b"")
    assert re.fullmatch(r"/people/ada/\?told=[0-9a-f]{16}#told", place)
    target = place.partition("#")[0]
    assert b"Written." in start.ask("GET", target, cookie=cookie).body
    assert b"Written." not in start.ask("GET", target, cookie=cookie).body
    start.post(start.form("/people/ada/", cookie=cookie), cookie=cookie)


def test_what_was_told_is_told_again_on_a_newer_site(start: Start, tmp_path: Path) -> None:
    cookie = start.cookie()
    led = start.post(start.form(cookie=cookie), cookie=cookie)
    target = dict(led.more)["Location"].partition("#")[0]
    assert b"Written." in start.ask("GET", target, cookie=cookie).body
    start.current.show(tmp_path / "1", POLICY)
    assert b"Written." in start.ask("GET", target, cookie=cookie).body
    assert b"Written." not in start.ask("GET", target, cookie=cookie).body


def test_an_answer_waits_for_the_page_that_has_it(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ada.md"
    file.write_text("new", encoding="utf-8")
    start.book.told = FormAnswer(("Written.",), done=True, files=(file,))
    cookie = start.cookie()
    monkeypatch.setattr(module, "WAIT", 0.01)
    assert start.post(start.form(cookie=cookie), cookie=cookie).status == 303
    state = file.stat()
    known = {str(file): (state.st_mtime_ns, state.st_size, state.st_ino)}
    start.current.show(tmp_path / "1", POLICY, Snapshot(known))
    monkeypatch.setattr(module, "WAIT", 600.0)
    assert start.post(start.form(cookie=cookie), cookie=cookie).status == 303


def test_without_the_cookie_nothing_can_be_done(start: Start) -> None:
    cookie = start.cookie()
    said = start.form(cookie=cookie)
    name = cookie.partition("=")[0]
    later = Start(start.current)
    others = ("", f"{name}=", f"{name}=x", f"{cookie}x", later.cookie(), "kith=\x00\xff", '"')
    for other in (*others, cookie.replace(str(PORT), "1"), f"{name}=\u00e9"):
        page = start.ask("GET", "/", **({"cookie": other} if other else {}))
        assert b"read only" in page.body
        assert b"<form" not in page.body
        assert "form-action 'none'" in dict(page.headers)["Content-Security-Policy"]
        refused = start.post(said, cookie=other)
        assert (other, refused.status) == (other, 403)
        assert b"Open that address" in refused.body
    assert start.book.done == []


@pytest.mark.parametrize("key", ["", "x", "%00", "%ff", "a&key=b", "a" * 5000, "&".join("abcdefg")])
def test_another_key_opens_nothing(start: Start, key: str) -> None:
    led = start.ask("GET", f"/?key={key}")
    assert "Set-Cookie" not in dict(led.more)
    assert "Set-Cookie" not in dict(Start(start.current).ask("GET", start.key.address[22:]).more)


CHANGED: dict[str, Callable[[dict[str, str]], object]] = {
    "no token": lambda said: said.pop("kith-token"),
    "half a token": lambda said: said.update({"kith-token": said["kith-token"][:32]}),
    "another token": lambda said: said.update({"kith-token": "0" * 64}),
    "an odd token": lambda said: said.update({"kith-token": "\u00e9" * 64}),
    "another action": lambda said: said.update({"kith-do": "other"}),
    "another version": lambda said: said.update({"kith-was": "other"}),
    "another page": lambda said: said.update({"kith-page": "//evil.example/"}),
    "what is moved from one to the next": lambda said: said.update(
        {"kith-do": "mar", "kith-was": "kdigest"}
    ),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_form_that_is_not_as_it_went_out_is_refused(start: Start, change: str) -> None:
    cookie = start.cookie()
    said = start.form(cookie=cookie)
    CHANGED[change](said)
    assert start.post(said, cookie=cookie).status == 403
    assert start.book.done == []


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"host": "evil.example"}, 403),
        ({"host": f"localhost:{PORT}"}, 403),
        ({"origin": "http://evil.example", "sec-fetch-site": ""}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 403),
        ({"origin": f"http://{HOST}:1"}, 403),
        ({"origin": f"http://localhost:{PORT}"}, 403),
        ({"origin": f"https://{HOST}:{PORT}"}, 403),
        ({"origin": "", "sec-fetch-site": ""}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": ""}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-dest": "iframe"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": ""}, 415),
        ({"content-length": ""}, 411),
        ({"content-length": "-1"}, 411),
        ({"content-length": "1, 1"}, 411),
        ({"content-length": "\u00b2"}, 411),
        ({"content-length": "9" * 30}, 411),
        ({"transfer-encoding": "chunked"}, 411),
        ({"content-length": str(MOST_BYTES + 1)}, 413),
    ],
)
def test_a_request_that_is_no_own_form_is_refused(
    start: Start, headers: dict[str, str], status: int
) -> None:
    cookie = start.cookie()
    said = start.form(cookie=cookie)
    refused = start.post(said, **{**headers, "cookie": cookie})
    assert (headers, refused.status) == (headers, status)
    assert start.book.done == []


def test_one_of_the_two_that_say_whence_it_comes_is_enough(start: Start) -> None:
    cookie = start.cookie()
    said = start.form(cookie=cookie)
    for one in ({"origin": ""}, {"sec-fetch-site": ""}):
        assert start.post(said, **one, cookie=cookie).status == 303


def test_only_a_post_to_the_one_place_writes(start: Start) -> None:
    cookie = start.cookie()
    for method in (*METHODS, "PUT", "DELETE", "PATCH", "OPTIONS", "post"):
        assert start.ask(method, PLACE, cookie=cookie).status == 405
    for place in ("/", "/people/ada/", f"{PLACE}/", f"{PLACE}x", "/.kith/live"):
        assert start.ask("POST", place, cookie=cookie).status == 405
    assert start.book.done == []
    asked = Asked("POST", PLACE, {"host": (f"{HOST}:{PORT}",), "cookie": (cookie,)})
    assert respond(asked, start.current, HOSTS).status == 405


@pytest.mark.parametrize(
    "body", ["", "a", "a=1&a=2", "a=%ff", "a=\xff", "a=1;b=2&", "&".join(["a=1"] * 90)]
)
def test_what_is_no_form_is_refused(start: Start, body: str) -> None:
    head = {
        "cookie": start.cookie(),
        "origin": f"http://{HOST}:{PORT}",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(body)),
    }
    assert start.ask("POST", PLACE, body, **head).status in (400, 403)
    assert start.book.done == []


def test_a_form_that_says_a_thing_twice_is_refused(start: Start) -> None:
    cookie = start.cookie()
    said = urlencode(start.form(cookie=cookie))
    head = {
        "cookie": cookie,
        "origin": f"http://{HOST}:{PORT}",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "1",
    }
    assert start.ask("POST", PLACE, f"{said}&text=b", **head).status == 400
    assert start.ask("POST", PLACE, said, **head).status == 303
    assert len(start.book.done) == 1


def test_over_a_connection_a_form_is_read_as_long_as_it_says(start: Start) -> None:
    answer = partial(respond, current=start.current, hosts=HOSTS, writing=start.writing)
    said = start.form(cookie=(cookie := start.cookie()))
    body = urlencode({**said, "text": "x" * 50_000}).encode()
    head = (
        f"POST {PLACE} HTTP/1.1\r\nHost: {HOST}:{PORT}\r\nOrigin: http://{HOST}:{PORT}\r\n"
        f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    with serving(0, answer, lambda _: None) as server:

        def send(length: int, data: bytes, *, end: bool) -> bytes:
            with closing(socket.create_connection((HOST, server.port), timeout=30)) as line:
                line.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
                if length <= MOST_BYTES:
                    line.sendall(data)
                if end:
                    line.shutdown(socket.SHUT_WR)
                found = b""
                while part := line.recv(65_536):
                    found += part
                return found

        # One that says it is too long is refused before it comes.
        assert b" 413 " in send(MOST_BYTES + 1, b"", end=False)
        assert send(len(body), body[:100], end=True) == b""
        assert start.book.done == []
        assert b" 303 " in send(len(body), body, end=False)
    assert len(start.book.done) == 1
