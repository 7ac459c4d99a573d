"""The owner's name, from the one place where the owner's public facts stand: `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path

from kithbook.airlock.site_settings import owner_facts, page_options, site_settings
from kithbook.introductions.drafts.plain import MOST_OF_A_NAME, one_line


def owner_name(root: Path) -> str:
    """The name under `owner` in a book's mkdocs.yml; empty where it does not stand there."""
    name = owner_facts(page_options(site_settings(root))).get("name")
    return one_line(name, MOST_OF_A_NAME) if isinstance(name, str) else ""
