"""Letters served for browser tests: built in each mode, with the headers their hosts would send."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import yaml
from playwright.sync_api import Page

from kithbook.language.folders import file_of
from tests.browser.conftest import ServeDirectory, bring_axe
from tests.public.letters import build_letter, letter_book

CLOSED: dict[str, Any] = {"status": "closed", "again": {"en": "in March", "de": "im März"}}
NONE: dict[str, Any] = {"intake": {"mode": "none"}}
CONNECT = {
    "how_found": "Your talk in Rotterdam, third row.",
    "why": "I teach German to nurses.\n\nThey need kinder sentences & fewer rules.",
    "ask": "Ten sentences by January?",
    "offer": "Forty recordings + a cake",
    "name": "Zoë Müller",
    "email": "zoe.mueller@example.org",
}
INTRODUCTION = {
    "wants": "A bell founder",
    "why_them": "Our parish has one cracked bell.",
    "for_them": "A tower nobody has measured yet.",
    "forwardable": "I keep the tower of a small parish. May I send three photographs?",
    "how_found": "Through the seafarers' library.",
    "name": "Ann O’Neil",
    "email": "ann@example.org",
}
_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LOOK = """async (tags) => {
  const {passes, violations} = await axe.run(document, {
    runOnly: tags, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"],
  });
  return {passes: passes.length, violations};
}"""


def served_letter(
    folder: Path,
    serve: ServeDirectory,
    changed: Mapping[str, Any] | None = None,
    **config: object,
) -> str:
    """Builds a letter for the address it is served at; answers with that address."""
    site = folder / "build" / "public"
    site.mkdir(parents=True)
    headers: dict[str, str] = {}
    address = serve(site, headers=headers)
    build_letter(letter_book(folder, changed, **{"site_url": f"{address}/", **config}))
    headers |= policy_headers(site)
    return address


def policy_headers(site: Path) -> dict[str, str]:
    """What `_headers` says for every page."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.strip().split(": ", 1) for line in lines)
    return {line[0]: line[1] for line in pairs}


def right_to_left(folder: Path) -> dict[str, Any]:
    """Options for a made-up language that is written from right to left."""
    words = yaml.load(file_of("en", "page").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
    said = _mirrored(words) | {"language": "הפוכה", "direction": "rtl"}
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "he.yml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    sentence = "ספרייה לימאים וסיר מרק ביום חמישי."
    owner = {"name": "ורה לינדהולם", "sentence": sentence, "email": "hello@example.org"}
    return {
        "owner": owner,
        "languages": ["he"],
        "words_dir": "words",
        "reply": "תוך שבועיים.",
        "via": {},
        "privacy": {},
    }


def _mirrored(words: Mapping[str, Any]) -> dict[str, Any]:
    """The same catalogue in Hebrew letters, with its braces as they were."""
    return {
        key: _mirrored(text) if isinstance(text, dict) else _hebrew(text)
        for key, text in words.items()
    }


def _hebrew(text: str) -> str:
    pieces = (piece for piece in re.split(r"(\{\w+\})", text) if piece)
    return "".join(p if p.startswith("{") else re.sub("[a-zA-Z]", "ש", p) for p in pieces)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practices, target size among them."""
    bring_axe(page)
    found = page.evaluate(_LOOK, _TAGS)
    assert found["passes"] >= 10
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def fill(page: Page, answers: Mapping[str, str]) -> None:
    """Types answers into a form."""
    for name, text in answers.items():
        page.locator(f"#note [name={name}]").fill(text)


def submit(page: Page) -> None:
    """Presses the form's button."""
    page.locator("#note button[type=submit]").click()


def mail(address: str) -> tuple[str, str, str]:
    """Receiver, subject and text of a mail address; a text's line ends as typed."""
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    assert "+" not in parts.query
    query = parse_qs(parts.query, strict_parsing=True)
    return unquote(parts.path), query["subject"][0], query["body"][0].replace("\r\n", "\n")


def answers_in(text: str) -> dict[str, str]:
    """The answers in a mail by their token."""
    pieces = re.split(r"^\[(\w+)\] [^\n]*\n", text.partition("[end")[0], flags=re.MULTILINE)
    return {name: value.strip() for name, value in zip(pieces[1::2], pieces[2::2], strict=True)}


def checksum(answers: Mapping[str, str]) -> str:
    """The eight digits that a mail carries: see docs/public-page.md."""
    folded = (f"{name}={_folded(value)}" for name, value in answers.items())
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()[:8]


def _folded(text: str) -> str:
    # "Thirty marks on a letter are the most that count."
    kept = re.sub("([\u0300-\u036f]{30})[\u0300-\u036f]+", r"\1", text)
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", kept)).strip(" ")


@contextmanager
def form_service() -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """A form service on 127.0.0.1: its address, and the fields of each form it received."""
    received: list[list[tuple[str, str]]] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            fields = parse_qsl(raw, keep_blank_values=True, strict_parsing=True)
            received.append(fields)
            self.send_response(303)
            self.send_header("Location", dict(fields)["_next"])
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/f", received
        finally:
            server.shutdown()
            thread.join()
