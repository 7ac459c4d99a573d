"""How a letter of the owner's ends: the sign-off, else their name, and nothing where neither is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kithbook.airlock.site_settings import owner_facts, page_options, site_settings
from kithbook.book.model import Settings
from kithbook.language.folders import languages, texts
from kithbook.text.addresses import read_address
from kithbook.text.kept import keep_line

_MOST_OF_A_NAME = 80
_TO_FILL_IN = "you@example.org"


def owner_name(root: Path) -> str:
    """The name under `owner` in a book's mkdocs.yml; empty where it does not stand there."""
    name = owner_facts(page_options(site_settings(root))).get("name")
    return keep_line(name, _MOST_OF_A_NAME) if isinstance(name, str) else ""


def owner_mailbox(root: Path) -> str:
    """The address under `owner` in a book's mkdocs.yml; empty where none was filled in."""
    written = owner_facts(page_options(site_settings(root))).get("email")
    found = read_address(written) if isinstance(written, str) else None
    return found.spec if found and found.key != _TO_FILL_IN else ""


def signature(settings: Settings, owner: str) -> str:
    """What the owner signs with, all that it needs to be there: the sign-off, or else the name."""
    name = owner.strip()
    return settings.sign_off.strip() or ("" if name.lower() in _unnamed() else name)


def closing(words: str, settings: Settings, owner: str, language: str) -> str:
    """The last lines: the sign-off in the owner's language, else `words` and the name.

    Empty where the owner has neither: words of parting alone look like a mistake.
    """
    lines = [line.strip() for line in signature(settings, owner).splitlines() if line.strip()]
    if not lines:
        return ""
    own = settings.sign_off.strip() and language == settings.language
    return "\n".join(lines if own else (words, lines[-1]))


@cache
def _unnamed() -> frozenset[str]:
    """What stands under owner where no name was filled in, in small letters."""
    said = (texts(code, "phrases")["unnamed"] for code in languages("phrases"))
    return frozenset(name for each in said for name in each.split(" / "))
