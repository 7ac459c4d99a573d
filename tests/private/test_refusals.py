"""The private site is not built where it could be published, or would delete what it shows."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.__main__ import cli as mkdocs_command
from mkdocs.exceptions import Abort

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.private.refusals import PrivateBuild, refusal, watched
from kithbook.text.hosts import HOSTS
from tests.private.sites import build, configured, write_book

pytestmark = pytest.mark.uncounted

BOOK = Path("/book")
GOOD = PrivateBuild(
    command="build",
    dirty=False,
    environment={},
    allow_ci=False,
    book=BOOK,
    docs_dir=BOOK / "content/private",
    site_dir=BOOK / "build/private",
    public_site_dir=BOOK / "build/public",
)


def test_an_ordinary_build_is_not_refused() -> None:
    assert refusal(GOOD) == ""
    assert refusal(replace(GOOD, command="serve", site_dir=Path("/elsewhere/mkdocs_x"))) == ""
    assert refusal(replace(GOOD, public_site_dir=None)) == ""


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("value", ["true", "1", "yes", "x"])
def test_a_host_is_refused_unless_allowed(name: str, value: str) -> None:
    on_host = replace(GOOD, environment={name: value})
    assert refusal(on_host).startswith(f"{name} is set")
    assert refusal(replace(on_host, allow_ci=True)) == ""
    assert refusal(replace(GOOD, environment={name: "false"})) == ""


@pytest.mark.parametrize(
    "change, words",
    [
        ({"command": "gh-deploy"}, "never published"),
        ({"command": "gh-deploy", "allow_ci": True}, "never published"),
        ({"dirty": True}, "--dirty"),
        ({"directory_urls": False}, "use_directory_urls"),
        ({"site_dir": BOOK / "build/public"}, "public site's folder"),
        ({"site_dir": BOOK / "build"}, "public site's folder"),
        ({"site_dir": BOOK / "build/public/secret"}, "public site's folder"),
        ({"site_dir": BOOK, "public_site_dir": None}, "people/"),
        ({"site_dir": BOOK / "docs"}, "touches docs/"),
        ({"site_dir": BOOK / "Docs/private"}, "touches docs/"),
        ({"site_dir": BOOK / "content/public/mine"}, "touches public/"),
        ({"site_dir": Path("/srv/page/x"), "published": (Path("/srv/page"),)}, "touches page/"),
        ({"site_dir": Path("/srv"), "published": (Path("/srv/page"),)}, "touches page/"),
        ({"site_dir": BOOK / "people"}, "people/"),
        ({"site_dir": BOOK / "requests/site"}, "requests/"),
        ({"docs_dir": BOOK / "people"}, "docs_dir must lie apart from people/"),
        ({"docs_dir": BOOK / "journal/2026"}, "docs_dir must lie apart from journal/"),
        ({"docs_dir": BOOK}, "docs_dir must lie apart from people/"),
    ],
)
def test_what_could_publish_or_delete_is_refused(change: dict[str, object], words: str) -> None:
    assert words in refusal(replace(GOOD, **change))  # type: ignore[arg-type]


def test_what_is_not_there_yet_is_watched_too(tmp_path: Path) -> None:
    names = {path.relative_to(tmp_path).as_posix() for path in watched(tmp_path)}
    beside = {"kithbook.yml", "templates", "content/public", "content/disclosed.yml"}
    assert {*PRIVATE_FOLDERS, *beside} == names


def test_a_refused_build_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_book(tmp_path)
    site = build(root)
    before = sorted(path.stat().st_mtime_ns for path in site.rglob("*"))
    monkeypatch.setenv("NETLIFY", "true")
    with pytest.raises(Abort):
        build(root)
    assert sorted(path.stat().st_mtime_ns for path in site.rglob("*")) == before
    assert "NETLIFY is set" in caplog.text


def test_a_site_folder_that_holds_the_book_is_never_removed(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    config = root / "mkdocs.private.yml"
    text = config.read_text(encoding="utf-8").replace("build/private", "people")
    config.write_text(text, encoding="utf-8")
    with pytest.raises(Abort):
        build(root)
    assert (root / "people/ada.md").exists()


def test_the_public_folder_is_read_from_the_public_configuration(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = write_book(tmp_path)
    public = root / "mkdocs.yml"
    text = public.read_text(encoding="utf-8").replace("build/public", "build/private/site")
    public.write_text(text, encoding="utf-8")
    with pytest.raises(Abort):
        build(root)
    assert "public site's folder" in caplog.text


def test_gh_deploy_is_refused_before_anything_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.commands.build import build as build_with_mkdocs  # noqa: PLC0415

    config = configured(write_book(tmp_path), command="gh-deploy")
    with pytest.raises(Abort):
        build_with_mkdocs(config)
    assert not (tmp_path / "build").exists()
    assert "never published" in caplog.text


def mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """MkDocs itself in a process of its own, as a host or a hasty owner would run it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=root,
        env={**os.environ, **dict.fromkeys(HOSTS, ""), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def mkdocs_here(root: Path, *words: str, **more: str) -> Result:
    """The command of MkDocs in this process, where it is ten times as quick."""
    logger = logging.getLogger("mkdocs")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("propagate", "level", "handlers"):
            patch.setattr(logger, name, getattr(logger, name))
        logger.handlers = [*logger.handlers]
        # It says a message once in a process, and two folders may be refused in the same words.
        patch.setattr(logging.getLogger("mkdocs.commands.build"), "filters", [])
        patch.chdir(root)
        env = {**dict.fromkeys(HOSTS, ""), "NO_MKDOCS_2_WARNING": "1", **more}
        return CliRunner().invoke(mkdocs_command, words, env=env)


def test_gh_deploy_itself_is_refused_and_pushes_nothing(tmp_path: Path) -> None:
    root, remote = write_book(tmp_path / "book"), tmp_path / "remote.git"

    def git(*words: str) -> str:
        command = ["git", "-C", str(root), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    git("init", "--quiet")
    git("init", "--quiet", "--bare", str(remote))
    git("remote", "add", "origin", str(remote))
    done = mkdocs(root, "gh-deploy", "-f", "mkdocs.private.yml", "--force")
    assert done.returncode == 1
    assert "never published" in done.stderr
    assert not (root / "build").exists()
    assert git("for-each-ref") == ""
    assert git("ls-remote", "origin") == ""


@pytest.mark.parametrize("name", HOSTS)
def test_a_build_on_a_host_is_refused_by_mkdocs_too(tmp_path: Path, name: str) -> None:
    root = write_book(tmp_path)
    done = mkdocs_here(root, "build", "-f", "mkdocs.private.yml", **{name: "true"})
    assert done.exit_code == 1
    assert f"{name} is set" in done.stderr
    assert not (root / "build").exists()


PLACES = (
    "build/public", "build", "build/public/inner", ".", "people", "docs", "DOCS/x",
    "content/public", "words/own", "../page", "../page/inner", "..",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_an_overlapping_site_folder_is_refused_from_the_command_line(
    tmp_path: Path, place: str
) -> None:
    root = write_book(tmp_path / "book")
    with (root / "kithbook.yml").open("a") as settings:
        settings.write("publish: {to: ../page}\n")
    if place == "words/own":
        config = (root / "mkdocs.yml").read_text()
        (root / "mkdocs.yml").write_text(config.replace("content/public", "words"))
    (root / "build/public").mkdir(parents=True)
    (root / "build/public/index.html").write_text("the public page")
    done = mkdocs_here(root, "build", "-f", "mkdocs.private.yml", "-d", place)
    assert done.exit_code == 1
    assert "site_dir" in done.stderr
    assert (root / "build/public/index.html").read_text() == "the public page"
    assert (root / "people/ada.md").exists()


@pytest.mark.parametrize(
    "options, words",
    [
        ("      book: ../other\n", "book: points to"),
        ("      book: link\n", "book: points to"),
        ("      book: ..\n", "book: points to"),
        ("      book: /\n", "book: points to"),
        ("      editor: 'ms-msdt://{path}'\n", "is not an address that opens an editor"),
        ("      editor: 'https://example.org/{path}'\n", "is not an address that opens an editor"),
    ],
)
def test_the_settings_of_a_site_are_for_their_own_book(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str, words: str
) -> None:
    write_book(tmp_path / "other")
    book = write_book(tmp_path / "book")
    (book / "link").symlink_to(tmp_path / "other")
    config = book / "mkdocs.private.yml"
    config.write_text(config.read_text().replace("      book: .\n", options))
    with pytest.raises(Abort):
        build(book)
    assert words in caplog.text


def test_settings_below_a_book_are_for_that_book(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book")
    (book / "site" / "content" / "private").mkdir(parents=True)
    text = (book / "mkdocs.private.yml").read_text().replace("      book: .\n", "      book: ..\n")
    (book / "site" / "mkdocs.private.yml").write_text(text)
    (book / "site" / "mkdocs.yml").write_text((book / "mkdocs.yml").read_text())
    build(book / "site")
    assert (book / "site" / "build" / "private" / "people" / "ada" / "index.html").exists()
