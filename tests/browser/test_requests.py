"""A stranger's note from the public form to the inbox and the answer; the pages of requests."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kithbook.book.load import load_book
from kithbook.book.request import Request
from kithbook.cli.main import run
from kithbook.disclosure.checking import check_book
from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.hostile import PAYLOADS
from tests.browser.letter_sites import CONNECT, INTRODUCTION, fill, mail, served_letter, submit
from tests.browser.stored_sites import built
from tests.browser.test_private_site import SCHEMES, sample_files
from tests.private.sites import TODAY, build, write_book

ADA = "---\nname: Ada Byrne\ncircle: close\nreach: {email: ada@example.org}\n---\n"
SETTINGS = 'today: 2026-11-22\nlanguage: en\nsign_off: "Warmly,\\nVera"\n'
PAGES = (
    "requests/",
    "requests/2026-11-13-liesbeth-maes-c41f88/",
    "requests/2026-11-10-heiko-petersen-5ab9d3/",
    "requests/2026-11-20-brad-holloway-11d0e4/",
)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return served_letter(tmp_path_factory.mktemp("letter"), serve_directory)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def kith(book: Path, *words: str) -> str:
    """Runs a command in a book that has to end well; what it wrote to stdout."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--book", str(book), *words])
    assert code == 0, err.getvalue()
    return out.getvalue()


def saved_mail(page: Page, folder: Path, sender: str) -> Path:
    """The mail that the page prepared, as a mail program sends and saves it."""
    expect(page.locator("#ready")).to_be_visible()
    to, subject, text = mail(page.locator("#ready .open").get_attribute("href") or "")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = "Sun, 22 Nov 2026 09:15:02 +0100"
    message["Message-ID"] = "<from-the-form@example.org>"
    message.set_content(text)
    path = folder / "note.eml"
    path.write_bytes(message.as_bytes())
    return path


def imported_twice(book: Path, note: Path) -> Request:
    """Imports a note, and once more, which changes nothing; the request that came of it."""
    kith(book, "request", "import", str(note))
    before = {path: path.read_bytes() for path in book.rglob("requests/*")}
    kith(book, "request", "import", str(note))
    assert {path: path.read_bytes() for path in book.rglob("requests/*")} == before
    (request,) = load_book(book).requests
    return request


def accept_command(inbox: Page, request: Request) -> str:
    """Goes from the list to the request's page; the command that accepts it, as it stands there."""
    expect(inbox.locator("#waiting + ul")).to_contain_text(CONNECT["ask"])
    inbox.get_by_role("link", name="Zoë Müller", exact=True).click()
    expect(inbox.locator("#said + p + p")).to_have_text(CONNECT["how_found"])
    inbox.locator("summary", has_text="Accept").first.click()
    expect(inbox.locator("details[open] .kith-copy button").first).to_be_visible()
    command = inbox.locator("code", has_text="kith request accept").inner_text()
    assert command == f"kith request accept {request.id}"
    return command


def require_accepted(book: Path, request: Request) -> None:
    """The person file holds how they found the owner and why, and each leads to the other."""
    network = load_book(book)
    zoe = network.people["zoe-muller"]
    assert zoe.met.how == CONNECT["how_found"]
    assert zoe.reach.emails == (CONNECT["email"],)
    assert " ".join(CONNECT["why"].split()) in zoe.log[1].text
    assert all(request.id in entry.text for entry in zoe.log)
    decision = network.requests[0].decision
    assert decision is not None
    assert decision.person is not None
    assert (decision.was, decision.person.person) == ("accepted", "zoe-muller")
    assert check_book(book, network, TODAY) == ()


@pytest.mark.parametrize("uri, greeting", [("", "Dear"), ("de/", "Guten Tag")])
def test_from_the_form_to_the_answer(
    letter: str,
    open_page: OpenPage,
    serve_directory: ServeDirectory,
    tmp_path: Path,
    uri: str,
    greeting: str,
) -> None:
    visit = open_page(f"{letter}/{uri}?via=talk-may")
    fill(visit.page, CONNECT)
    submit(visit.page)
    note = saved_mail(visit.page, tmp_path, "Zoë Müller <zoe.mueller@example.org>")
    files = {"people/ada-byrne.md": ADA, "kithbook.yml": SETTINGS}
    book = write_book(tmp_path / "book", files)
    request = imported_twice(book, note)
    assert request.flags == ()
    assert (request.via, request.why) == ("talk-may", CONNECT["why"])

    inbox = open_page(f"{serve_directory(build(book))}/requests/").page
    draft = kith(book, *accept_command(inbox, request).split()[1:], "--apply")
    assert greeting in draft
    assert CONNECT["ask"] in draft
    require_accepted(book, request)

    after = open_page(f"{serve_directory(build(book))}/requests/").page
    expect(after.locator("#accepted + ul")).to_contain_text("Zoë Müller")
    expect(after.locator("#waiting + p")).to_have_text("Nobody waits for an answer of yours.")


def test_an_introduction_is_asked_for(letter: str, open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page(f"{letter}/introduction/")
    fill(visit.page, INTRODUCTION | {"wants": "Ada Byrne"})
    submit(visit.page)
    note = saved_mail(visit.page, tmp_path, "ann@example.org")
    book = write_book(tmp_path / "book", {"people/ada-byrne.md": ADA, "kithbook.yml": SETTINGS})
    kith(book, "request", "import", str(note))
    (request,) = load_book(book).requests
    assert (request.kind, request.flags) == ("introduction", ())
    assert request.forwardable == INTRODUCTION["forwardable"]
    build(book)
    page = (book / "build" / "private" / "requests" / request.id / "index.html").read_text("utf-8")
    assert "close circle" in page
    draft = kith(book, "request", "decline", "ann", "--because", "unknown")
    assert "I do not know the person well enough" in draft


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], uri: str
) -> None:
    visit = open_page(f"{sample}/{uri}")
    visit.page.emulate_media(reduced_motion="reduce")
    for details in visit.page.locator("details.kith-lines").all():
        details.evaluate("one => { one.open = true }")
    for width, scheme in product((390, 1280), SCHEMES):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.emulate_media(color_scheme=scheme)
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(visit.page)) == (width, scheme, [])
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []


def test_hostile_requests_stay_text(
    open_page: OpenPage, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    fields = ("name", "how_found", "why", "ask", "offer", "wants", "why_them", "forwardable")
    folder = tmp_path / "mails"
    folder.mkdir()
    for number, payload in enumerate(PAYLOADS):
        text = "[kithbook 1 introduction en]\n\n" + "\n\n".join(
            f"[{field}]\n{payload} {number}" for field in fields
        )
        raw = f"From: z{number}@example.org\nSubject: {payload}\nX: y\n\n{text}\n\n[end]\n"
        (folder / f"{number}.eml").write_bytes(raw.encode())
    book = write_book(tmp_path / "book", {"kithbook.yml": SETTINGS})
    kith(book, "request", "import", str(folder), "--apply")
    network = load_book(book)
    assert len(network.requests) == len(PAYLOADS) >= 30
    assert check_book(book, network, TODAY) == ()
    address = serve_directory(build(book))
    stems = [Path(request.path).stem for request in network.requests]
    for uri in ("requests/", *(f"requests/{stem}/" for stem in stems[::4])):
        visit = open_page(f"{address}/{uri}")
        assert visit.page.evaluate("window.kithbookWasHere") is None
        assert visit.strangers == []
        assert visit.console == []
        assert visit.page.locator("article script, article iframe, article img").count() == 0
        assert visit.overflow == 0
