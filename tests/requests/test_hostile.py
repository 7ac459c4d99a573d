"""A hostile request: its file is valid, its page and its drafts hold text and nothing else."""

from __future__ import annotations

import email
import json
from datetime import date
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book.load import load_book
from kithbook.disclosure.checking import check_book
from kithbook.insight.inbox import threads
from kithbook.private.pages.requests import requests_page
from kithbook.private.site import Site
from kithbook.requests.form_fields import TEXTS
from kithbook.requests.incoming import Incoming, from_fields
from kithbook.requests.letterheads import Letterhead
from kithbook.requests.replies import Answer, draft
from kithbook.requests.request_file import file_name, reads_back, render
from kithbook.text.slots import Unfilled
from kithbook.views.book_views import BookViews
from kithbook.views.problem_list import ProblemList
from tests.requests.books import TODAY, book, contents, take_in

pytestmark = pytest.mark.uncounted

PAYLOADS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% include '/etc/passwd' %} {name} {thanks} {0} %s %(x)s",
    "--- \n---\nname: evil\n...\n--- !!python/object/apply:os.system [id]",
    "key: value\n- item\n? complex\n| block\n> folded\n\t\ttab\n# comment\n&a *a !tag %TAG @x `y",
    "'single' \"double\" \\back \\x41 \\u0041 \u2028 \u2029 \x85 \ufeff",
    "[[Ada Byrne]] [[../../etc/passwd]] [x](javascript:alert(1)) ![i](http://x.example/p.png)",
    "\u202egnitirw denrut\u202c \u2066isolated\u2069 \u200b\u200d \U000e0041\U000e0042",
    "\x00\x01\x07\x1b[31mred\x1b[0m\x9b31m\x7f",
    "=cmd|'/c calc'!A1\r\nBcc: evil@example.org\r\n\r\nbody",
    "~ null true no 012 1:30 0x1F 1e3 2026-11-22 =",
    "- [x] 2026-11-22 call with [[Ada Byrne]]: never was, done 2026-11-22",
    " leading and trailing \n \n   indented\n\n\n\n\nend ",
    "Z̸̡͎͉" + "\u0301" * 500,
    "../../people/ada-byrne",
    "",
)
NAMES = (
    "../../people/ada-byrne",
    "..\\..\\con",
    "CON",
    "<b>Zoe</b>",
    "\x00",
    "a" * 5_000,
    "ﷺ" * 90,
)
ADA = "---\nname: Ada Byrne\ntags: [canary]\n---\n"


def hostile(name: str, text: str, address: str = "zoe@example.org") -> bytes:
    row = dict.fromkeys(TEXTS, text) | {"name": name, "email": address, "kith_via": text}
    row |= {"kith_kind": text, "kith_language": text, text or "x": text}
    return json.dumps([row]).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_file_is_valid_and_lies_where_it_should(tmp_path: Path, name: str, text: str) -> None:
    root = book(tmp_path, {"people/ada-byrne.md": ADA})
    take_in(root, hostile(name, text or "x"), name="x.json")
    (path,) = (root / "requests").iterdir()
    assert path.resolve().parent == (root / "requests").resolve()
    assert path.name == path.name.encode("ascii", "ignore").decode()
    assert (root / "people" / "ada-byrne.md").read_text() == ADA
    network = load_book(root)
    assert check_book(root, network, TODAY) == ()
    assert len(network.requests) == 1


def test_a_megabyte_is_cut_and_flagged(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, hostile("Zoe", "why? " * 200_000), name="x.json")
    (raw,) = contents(root).values()
    assert len(raw) < 400_000
    (made,) = load_book(root).requests
    assert "cut" in made.flags
    assert len(made.why) <= 20_000


@pytest.mark.parametrize("text", PAYLOADS[:-1], ids=range(len(PAYLOADS) - 1))
def test_the_pages_show_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    root = book(tmp_path, {"people/ada-byrne.md": ADA})
    take_in(root, hostile(f"Zoe {text}", text), name="x.json")
    site = Site(BookViews(load_book(root), TODAY, ProblemList(), root))
    for page in (requests_page(site.views.threads, site.links.at("../")), *site.requests):
        assert "<script" not in page.html
        assert "<img" not in page.html
        assert "onerror=" not in page.html.replace("onerror=alert(1", "")
        assert "javascript:" not in "".join(page.html.split('href="')[1:])[:0] + _links(page.html)
        assert not set(page.html) & set("\x00\x07\x1b\u202e\u2066")
        assert (
            'class="kith-person" href="../../people/ada-byrne/">Ada Byrne</a> 2026' not in page.html
        )


def _links(html: str) -> str:
    return " ".join(part.split('"', 1)[0] for part in html.split('href="')[1:])


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_drafts_are_inert(tmp_path: Path, text: str) -> None:
    root = book(tmp_path)
    raw = hostile(f"Zoe {text}", text or "x", "zoe@example.org")
    take_in(root, raw, name="x.json")
    network = load_book(root)
    (thread,) = threads(network, TODAY)
    made = draft(thread.message, Answer("declined", because="no"), Letterhead(network.settings))
    assert len(made.text.split()) <= 120
    assert not set(made.text) & set("\x00\x07\x1b\r\u202e\u2066")
    parsed = email.message_from_bytes(made.eml(), policy=default)
    assert set(parsed.keys()) == {
        "To", "Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert [one.addr_spec for one in parsed["To"].addresses] == ["zoe@example.org"]
    assert "\n" not in made.mailto
    assert "&bcc" not in made.mailto.lower()


@pytest.mark.parametrize("address", ["", "x", "a@b@c", "a\r\nBcc: x@example.org", "@", "a b@c.d"])
def test_no_mail_goes_to_what_is_no_address(tmp_path: Path, address: str) -> None:
    root = book(tmp_path)
    (root / "requests").mkdir()
    quoted = json.dumps(address)
    (root / "requests" / "a.md").write_text(
        f"---\nfrom: {{name: Zoe, email: {quoted}}}\nwhy: hello you\n---\n", encoding="utf-8"
    )
    network = load_book(root)
    made = draft(
        network.requests[0], Answer("declined", because="no"), Letterhead(network.settings)
    )
    try:
        raw = made.eml()
    except Unfilled:
        return
    to = email.message_from_bytes(raw, policy=default)["To"]
    assert len(to.addresses) == 1
    assert "Bcc" not in email.message_from_bytes(raw)


def test_a_message_id_from_outside_makes_no_header(tmp_path: Path) -> None:
    root = book(tmp_path)
    (root / "requests").mkdir()
    (root / "requests" / "a.md").write_text(
        "---\nfrom: {name: Zoe, email: z@example.org}\nwhy: hello\n"
        'source: {message_id: "<a@b>\\r\\nBcc: x@example.org"}\n---\n',
        encoding="utf-8",
    )
    network = load_book(root)
    made = draft(
        network.requests[0], Answer("declined", because="no"), Letterhead(network.settings)
    )
    assert "In-Reply-To" not in email.message_from_bytes(made.eml())


anything = st.text(st.characters(exclude_categories=()), max_size=200)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(name=anything, why=anything, how_found=anything, rest=anything)
def test_whatever_is_said_reads_back(name: str, why: str, how_found: str, rest: str) -> None:
    fields = {"name": name, "email": why, "why": why, "how_found": how_found, "kith_via": rest}
    made = from_fields(fields, {rest: why}, None, TODAY)
    assert isinstance(made, Incoming)
    source = render(made, file_name(made))
    assert reads_back(source, made)
    assert made.received == date(2026, 11, 22)
