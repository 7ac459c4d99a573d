"""Brings together what the public site is made of: options, words, look, and the airlock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kithbook.airlock.catalogue import CatalogueError, read_catalogue
from kithbook.airlock.disclosed import FILE, AirlockFault, read_airlock
from kithbook.public.colour import FaintAccentError
from kithbook.public.options import PageOptions
from kithbook.public.page_assets import page_assets
from kithbook.public.setting import Setting

_PORTRAITS = (".jpg", ".jpeg", ".png", ".webp", ".avif")


class UnusableOptions(Exception):
    """Something that the options name cannot be used."""


def assemble(
    options: PageOptions,
    *,
    book: Path,
    content: Path,
    address: str,
    today: date,
    policy_tag: bool,
) -> Setting:
    """The setting on one day; raises UnusableOptions with a sentence for the owner."""
    own_words = book / options.words_dir if options.words_dir else None
    try:
        setting = Setting(
            options,
            {code: read_catalogue(code, own_words) for code in options.languages},
            page_assets(options.owner.accent),
            read_airlock(book / FILE, today),
            f"{address.rstrip('/')}/" if address else "",
            policy_tag,
        )
    except (CatalogueError, FaintAccentError, AirlockFault) as error:
        raise UnusableOptions(str(error)) from error
    if options.owner.portrait:
        _look_at_portrait(options.owner.portrait, content)
    return setting


def _look_at_portrait(portrait: str, content: Path) -> None:
    inside = (content / portrait).resolve().is_relative_to(content.resolve())
    if not inside or not (content / portrait).is_file():
        raise UnusableOptions(f"owner.portrait is {portrait}, which is not in {content.name}/.")
    if Path(portrait).suffix.lower() not in _PORTRAITS:
        raise UnusableOptions(f"owner.portrait is {portrait}; it can be {', '.join(_PORTRAITS)}.")
