"""Public sites to test: the sample's, with options of it changed, built in a folder of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.structure.sources import ROOT

ADDRESS = "https://vera.example.org/"


def sample_options() -> dict[str, Any]:
    """The options in the sample's mkdocs.yml."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    (plugin,) = config["plugins"]
    options: dict[str, Any] = plugin["kithbook-public"]
    return options


def json_ld(html: str) -> list[Any]:
    """What a page says to machines in JSON-LD (W3C JSON-LD 1.1, section 7, "JSON-LD in HTML")."""
    found = BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")
    return [json.loads(script.text) for script in found]


def letter_book(folder: Path, changed: Mapping[str, Any] | None = None, **config: object) -> Path:
    """A book that holds the sample's public side only; answers with its mkdocs.yml."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "content" / "public", folder / "content" / "public", dirs_exist_ok=True)
    shutil.copy(ROOT / "content" / "disclosed.yml", folder / "content" / "disclosed.yml")
    whole = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    whole |= config
    if "plugins" not in config:
        whole["plugins"] = [{"kithbook-public": sample_options() | dict(changed or {})}]
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    return path


def build_letter(config_file: Path) -> Path:
    """Builds the site of a book, as `mkdocs build --strict` would; answers with its folder."""
    config = load_config(str(config_file), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


def letter(folder: Path, changed: Mapping[str, Any] | None = None, **config: object) -> Path:
    """Both at once."""
    return build_letter(letter_book(folder, changed, **config))


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its place."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
