"""What mkdocs.yml shows on purpose: values that the public site prints, never comments or options.

The owner's own contact values are told apart, since nothing else excuses an address or a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kithbook.airlock.site_settings import owner_facts, page_options, site_settings

_SITE = ("site_name", "site_description", "site_author", "copyright", "nav")
_SITE_CONTACTS = ("site_url", "repo_url")
_EXTRA = ("social", "alternate", "homepage")
_PAGE = ("owner", "reply", "again", "via", "privacy", "intake")
_CONTACTS = ("email", "phone", "web", "links", "intake", "authority", "portrait")


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts that a site shows from its settings; `contacts` are the owner's own ways in."""

    texts: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    owner: str = ""
    emails: tuple[str, ...] = ()


def shown_by(root: Path) -> Shown:
    """What the settings of a book's public site show; nothing where they cannot be read."""
    config = site_settings(root)
    page = page_options(config)
    owner = owner_facts(page)
    extra = config.get("extra")
    social = [extra.get(key) for key in _EXTRA] if isinstance(extra, Mapping) else []
    ways = [config.get(key) for key in _SITE_CONTACTS] + social
    return Shown(
        texts=tuple(_texts([[config.get(key) for key in _SITE], [page.get(key) for key in _PAGE]])),
        contacts=(*_texts(ways), *_contacts(page)),
        owner=str(owner.get("name") or ""),
        emails=tuple(_texts(owner.get("email"))),
    )


def _texts(value: object) -> Iterator[str]:
    """Every value at any depth, and the keys above it, which may be titles and codes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _contacts(value: object) -> Iterator[str]:
    """What stands under keys that hold the owner's ways in; not what a sentence mentions."""
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        if key in _CONTACTS:
            yield from _texts(inner)
        elif key in ("owner", "privacy"):
            yield from _contacts(inner)
