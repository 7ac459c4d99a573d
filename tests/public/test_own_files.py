"""The owner's own files in content/public are published, merged with ours, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.public.own_files import is_published, left_out
from tests.cli.transcript import Session

OWN = {
    ".well-known/security.txt": b"Contact: mailto:you@example.org\n",
    ".well-known/matrix/server": b"{}",
    ".htaccess": b"Options -Indexes\n",
    ".nojekyll": b"",
    ".domains": b"you.example.org\n",
    "CNAME": b"you.example.org\n",
    "robots.txt": b"User-agent: *\n",
    "_redirects": b"/old /new\n",
    "404.html": b"<p>Nothing here</p>\n",
    "qr.svg": b"<svg/>\n",
    "humans.txt": b"Me\n",
}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


def put(session: Session, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        place = session.book / "content/public" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def test_what_the_owner_put_there_is_published_as_it_is(session: Session) -> None:
    put(session, OWN)
    put(session, {"_headers": b"/feed\n  X-Own: yes\n", "privacy.md": b"# Mine\n\nMy words.\n"})
    put(session, {".obsidian/app.json": b"{}", ".obsidian/x.json": b"{}", ".htpasswd": b"x:y"})
    put(session, {".DS_Store": b"\0", "images/.gitkeep": b"", "drafts/.draft.md": b"x"})
    put(session, {"templates/letter.txt": b"x"})
    outcome = session.kith(["build", "--only", "public", "--strict"])
    assert outcome.code == 0, outcome.err
    site = session.book / "build/public"
    assert {name: (site / name).read_bytes() for name in OWN} == OWN
    merged = (site / "_headers").read_text()
    assert "frame-ancestors 'none'" in merged
    assert merged.endswith("\n\n/feed\n  X-Own: yes\n")
    assert "My words." in (site / "privacy/index.html").read_text()
    named = [line for line in outcome.err.splitlines() if "is not published" in line]
    assert [line.split()[0] for line in named] == [
        "public/.htpasswd", "public/.obsidian", "public/drafts/.draft.md",
        "public/templates",
    ]  # fmt: skip
    assert 'exclude_docs: "!.obsidian"' in outcome.err
    assert not any((site / name).exists() for name in (".obsidian", ".htpasswd", ".DS_Store"))


def test_what_the_owner_leaves_out_is_left_out_without_a_word(session: Session) -> None:
    put(session, {".well-known/security.txt": b"x", ".obsidian/app.json": b"{}"})
    config = session.book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}\nexclude_docs: |\n  .well-known\n  .obsidian\n", encoding="utf-8")
    outcome = session.kith(["build", "--only", "public"])
    assert outcome.code == 0, outcome.err
    assert "not published" not in outcome.err
    assert not (session.book / "build/public/.well-known").exists()


def test_no_file_of_the_owner_takes_the_place_of_the_pages_own(session: Session) -> None:
    put(session, {"assets/kithbook/coach.js": b"alert(1)"})
    outcome = session.kith(["build", "--only", "public"])
    assert outcome.code == 1
    assert "Give it another name" in outcome.err


@pytest.mark.parametrize(
    "path, published",
    [
        (".well-known/a", True), (".well-known/a/b", True), (".well-known/.secret", False),
        (".htaccess", True), ("deep/.htaccess", False), (".well-known-not", False),
        (".htpasswd", False), (".env", False), (".git/config", False),
    ],
)  # fmt: skip
def test_only_what_hosts_look_for_is_published_under_a_dot(path: str, *, published: bool) -> None:
    assert is_published(path) is published


def test_a_folder_is_named_once() -> None:
    assert left_out([".a/b", ".a/c", "d/.e/f", ".DS_Store", "._x", "templates/y"]) == (
        ".a", "d/.e", "templates",
    )  # fmt: skip
