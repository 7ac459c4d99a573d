"""The walls stand wherever the settings of the public site lie, and around the private site too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.public.letters import letter_book

pytestmark = pytest.mark.uncounted


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with its public side, and somebody who is private."""
    root = letter_book(tmp_path / "book").parent
    (root / "people").mkdir()
    (root / "people/ada.md").write_text("name: Ada Quambush")
    return root


def built_by_mkdocs(folder: Path, config: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` with these settings, run in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.mark.parametrize("where", ["site/mkdocs.yml", "deep/er/mkdocs.yml", "link.yml"])
def test_settings_in_another_place_let_nothing_of_the_book_out(book: Path, where: str) -> None:
    """They are in a folder of the book, or are a link to a file outside of it."""
    (book / "people/index.md").write_text("# Quambush\n")
    config = book / where
    config.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * where.count("/")
    text = (book / "mkdocs.yml").read_text(encoding="utf-8")
    text += f"docs_dir: {up}people\nsite_dir: {up}out\n"
    if where == "link.yml":
        (book.parent / "dots").mkdir()
        config.symlink_to(book.parent / "dots/link.yml")
    config.write_text(text, encoding="utf-8")
    done = built_by_mkdocs(book, where)
    assert done.returncode
    assert "docs_dir touches people, which is private" in done.stderr
    assert not (book / "out").exists()


def test_a_second_name_is_known_from_settings_in_another_place(book: Path) -> None:
    (book / "site/pub").mkdir(parents=True)
    (book / "site/pub/index.md").write_text("# Hello\n")
    os.link(book / "people/ada.md", book / "site/pub/a.txt")
    text = (book / "mkdocs.yml").read_text(encoding="utf-8")
    (book / "site/mkdocs.yml").write_text(f"{text}docs_dir: pub\n", encoding="utf-8")
    done = built_by_mkdocs(book, "site/mkdocs.yml")
    assert done.returncode
    assert "people/ada.md, which is private" in done.stderr


@pytest.mark.parametrize("how", ["docs_dir", "custom_dir", "hard", "hard in custom_dir"])
def test_the_private_site_is_inside_the_walls(book: Path, how: str) -> None:
    private = book / "build/private"
    private.mkdir(parents=True)
    (private / "index.md").write_text("# Quambush\n")
    (private / "page.html").write_text("<p>Quambush</p>")
    path = book / "mkdocs.yml"
    if how == "docs_dir":
        path.write_text(f"{path.read_text(encoding='utf-8')}docs_dir: build/private\n")
    elif how == "hard":
        os.link(private / "page.html", book / "content/public/page.html")
    else:
        folder = "th" if how.startswith("hard") else "build/private"
        text = path.read_text(encoding="utf-8")
        assert "name: kithbook\n" in text
        path.write_text(
            text.replace("name: kithbook", f"name: kithbook\n  custom_dir: {folder}", 1)
        )
    if how == "hard in custom_dir":
        (book / "th").mkdir()
        os.link(private / "page.html", book / "th/page.html")
    done = built_by_mkdocs(book, "mkdocs.yml")
    assert done.returncode, done.stderr
    assert "private" in done.stderr
    assert not (book / "build/public").exists()
