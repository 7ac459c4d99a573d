"""Small books, and their private sites built in this process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 22)
PUBLIC = "site_name: Public\ndocs_dir: content/public\nsite_dir: build/public\nplugins: []\n"
ADA = """---
name: Ada Byrne
circle: close
needs: [a fractional CFO]
---
Wants to leave *fintech* by spring.

## Log
- 2026-11-03 call with [[Bo Chen]]: leaving in spring.
- [ ] 2026-10-12 promised: send the salary survey by 2026-11-20
"""
BO = "---\nname: Bo Chen\nmet: {on: 2019-05, where: a dinner, through: ada}\n---\nRides.\n"
SMALL = {"people/ada.md": ADA, "people/bo.md": BO}


def private_config() -> str:
    """The repository's own mkdocs.private.yml, as every book has it."""
    return (ROOT / "mkdocs.private.yml").read_text(encoding="utf-8")


def write_book(root: Path, files: Mapping[str, str] = SMALL, options: str = "") -> Path:
    """Writes a book with its two site configurations; `options` are lines of the plugin's."""
    config = private_config().replace("      book: .\n", f"      book: .\n{options}")
    everything = {
        "kithbook.yml": f"today: {TODAY}\n",
        "mkdocs.yml": PUBLIC,
        "mkdocs.private.yml": config,
        "content/private/.gitkeep": "",
        "content/public/index.md": "# Public\n",
        **files,
    }
    for name, text in everything.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def configured(root: Path, *, strict: bool = False, command: str = "build") -> MkDocsConfig:
    """The loaded configuration of a book's private site, its plugins started."""
    config = load_config(str(root / "mkdocs.private.yml"), strict=strict)
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    return config


def build(root: Path, *, strict: bool = False) -> Path:
    """Builds the private site and gives its folder."""
    config = configured(root, strict=strict)
    build_with_mkdocs(config)
    return Path(config.site_dir)


def html_of(site: Path, uri: str) -> str:
    """The page at an address."""
    return (site / uri / "index.html").read_text(encoding="utf-8")


def words_of(html: str) -> str:
    """The words of a page's article, tags gone."""
    article = html.split("<article", 1)[-1].split("<footer", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", article)).split())
