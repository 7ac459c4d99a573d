"""Which file answers: only those of the site, and a page knows how to stay up to date."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.served import pages
from kithbook.served.access import Asked, Response, own_hosts
from kithbook.served.current import CurrentSite, ServedSite
from kithbook.served.pages import respond
from kithbook.served.site_paths import segments

PAGE = b"<html><body><p>Ada</p></body></html>"
POLICY = "script-src 'self'"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "1"
    (folder / "people" / "ada byrne").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "people" / "ada byrne" / "index.html").write_bytes(PAGE)
    (folder / "404.html").write_bytes(b"<html><body>lost</body></html>")
    (folder / "find.json").write_bytes(b"[]")
    (folder / ".hidden").write_bytes(b"secret")
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (folder / "way-out.md").symlink_to(tmp_path / "secret.md")
    return folder


def get(current: CurrentSite, target: str) -> Response:
    return respond(Asked("GET", target, {"host": ("localhost:9",)}), current, own_hosts(9))


def test_a_folder_is_its_index(site: Path) -> None:
    current = CurrentSite(site, POLICY)
    for target in ("/", "/index.html", "/?q=1", "/people/ada%20byrne/"):
        found = get(current, target)
        assert (found.status, found.kind) == (200, "text/html; charset=utf-8")
        assert dict(found.headers)["Content-Security-Policy"].startswith(POLICY)
        assert b'<script src="/.kith/live.js" data-built="' in found.body
        assert found.body.endswith(b"</script></body></html>")
    (site / "people" / "ل\u200cح").mkdir()
    (site / "people" / "ل\u200cح" / "index.html").write_bytes(PAGE)
    assert get(current, "/people/%D9%84%E2%80%8C%D8%AD/").status == 200
    led = get(current, "/people/ada%20byrne?q=1")
    assert (led.status, dict(led.headers)["Location"]) == (302, "/people/ada%20byrne/")


def test_other_files_come_as_they_are(site: Path) -> None:
    found = get(CurrentSite(site, POLICY), "/find.json")
    assert (found.body, found.kind) == (b"[]", "application/json; charset=utf-8")
    assert "default-src 'none'" in dict(found.headers)["Content-Security-Policy"]


WAYS_OUT = (
    "/../secret.md", "/..%2fsecret.md", "/%2e%2e/secret.md", "/people/../../secret.md",
    "/%2e%2e%2fsecret.md", "/..\\secret.md", "/..%5csecret.md", "/%252e%252e/secret.md",
    "/way-out.md", "//secret.md", "/./secret.md", "/.hidden", "/%00", "/index.html%00.md", "/\0",
    "/%ff", "/%c0%ae%c0%ae/secret.md", "/people//ada%20byrne/", "/C:/secret.md", "/c%3a%5csecret",
    "", "*", "secret.md", "/%0d%0aX:1", "/%E2%80%AEindex.html", "/" + "a" * 5000, "/%", "/.kith/",
    "/.kith/port", "/.kith/live.js/", "/.gitignore", "/people/..;/", "/~root", "/index.html/",
)  # fmt: skip


@pytest.mark.parametrize("target", WAYS_OUT)
def test_whatever_is_no_page_is_the_page_for_that(site: Path, target: str) -> None:
    found = get(CurrentSite(site, POLICY), target)
    assert found.status == 404
    assert b"lost" in found.body
    assert b"secret" not in found.body


def test_news_that_is_asked_for_in_an_odd_way_is_told(site: Path) -> None:
    for query in ("a=1&" * 30, "built=%ff&told=%00", "&" * 5000, "built[]=x;told"):
        assert get(CurrentSite(site, POLICY), f"/.kith/live?{query}").status == 200


def test_without_such_a_page_there_is_a_sentence(site: Path) -> None:
    (site / "404.html").unlink()
    assert (
        get(CurrentSite(site, POLICY), "/nobody/").body == b"There is no such page in the book.\n"
    )


@given(st.text())
def test_no_path_leads_out_or_fails(text: str) -> None:
    for path in (f"/{text}", f"/{quote(text, errors='replace')}"):
        names = segments(path)
        if names:
            place = Path("/site").joinpath(*names)
            assert place.is_relative_to("/site")
            assert not {"..", ".", "\0"} & set(place.parts)
            assert not any(set(name) & set("\r\n\t\x1b\x7f") for name in names)


def test_a_page_is_told_what_is_new(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    current = CurrentSite(site, POLICY)
    known = current.now.mark("")
    answers: list[bytes] = []
    query = f"/.kith/live?built={known[0]}&told={known[1]}"
    waiting = Thread(target=lambda: answers.append(get(current, query).body))
    waiting.start()
    current.tell("people/ada.md cannot be read")
    waiting.join(30)
    news = json.loads(answers[0])
    assert news["trouble"] == "people/ada.md cannot be read"
    assert news["built"] == known[0]
    assert news["told"] != known[1]
    assert b'data-told=""' in get(current, "/").body
    current.show(site, POLICY)
    again = json.loads(get(current, query).body)
    assert again["built"] != known[0]
    assert again["trouble"] == ""


def test_a_page_that_knows_everything_waits_and_is_let_go(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = CurrentSite(site, POLICY)
    query = f"/.kith/live?built={current.now.built}&told={current.now.told}"
    monkeypatch.setattr(pages, "WAIT", 0.01)
    assert json.loads(get(current, query).body)["built"] == current.now.built
    monkeypatch.setattr(pages, "WAIT", 600.0)
    answers: list[int] = []
    waiting = Thread(target=lambda: answers.append(get(current, query).status))
    waiting.start()
    current.close()
    waiting.join(30)
    assert answers == [200]


def test_a_site_that_gave_way_is_looked_for_in_the_new_one(site: Path, tmp_path: Path) -> None:
    current = CurrentSite(site, POLICY)
    newer = tmp_path / "2"
    newer.mkdir()
    (newer / "index.html").write_bytes(PAGE)

    class Moving(CurrentSite):
        looked = 0

        @property
        def now(self) -> ServedSite:
            self.looked += 1
            if self.looked == 2:
                current.show(newer, POLICY)
            return current.now

    (site / "index.html").unlink()
    assert get(Moving(site, POLICY), "/").status == 200
