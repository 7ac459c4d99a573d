"""Two sites of the same people: the private site of a book, and plain MkDocs with Material."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import made_up
from benchmarks.measure import Cost, UnmeasuredError, measure

ROOT = Path(__file__).resolve().parent.parent
# What the private site is built from beside the book itself.
SITE_FILES = ("mkdocs.yml", "mkdocs.private.yml", "content")

_PLAIN = """\
site_name: People
docs_dir: pages
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: "*.md"
markdown_extensions: [attr_list, admonition, toc: {permalink: true}]
"""


def private_site(book: Path) -> Sequence[str | Path]:
    """The command that builds the private site of a book, which gets the site's settings."""
    for name in SITE_FILES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, book / name, dirs_exist_ok=True)
        elif origin.exists():
            shutil.copy(origin, book / name)
    return _build("mkdocs.private.yml")


def plain_site(folder: Path, count: int) -> Sequence[str | Path]:
    """The command that builds the same people with MkDocs alone, none of them in the nav."""
    made_up.write_pages(folder / "pages", count)
    (folder / "mkdocs.yml").write_text(_PLAIN, encoding="utf-8")
    return _build("mkdocs.yml")


def build(command: Sequence[str | Path], folder: Path, count: int) -> Cost:
    """The cost of a build into an empty folder; raises UnmeasuredError when pages are missing."""
    site = folder / "built"
    shutil.rmtree(site, ignore_errors=True)
    cost = measure((*command, "--site-dir", site), folder)
    pages = sum(1 for _ in site.rglob("*.html"))
    if pages < count:
        raise UnmeasuredError(f"{pages} pages were built for {count} people")
    return cost


def _build(config: str) -> Sequence[str | Path]:
    return (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config)
