"""The owner's settings: `kithbook.yml`, all of it optional; what was read of it is kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

from kithbook.book.kept_files import SETTINGS, digest_of, is_kept
from kithbook.book.kept_records import as_text, back_of_record
from kithbook.book.model import Settings
from kithbook.text.dates import Span
from kithbook.text.kept_values import KeptValues
from kithbook.text.problems import Problem
from kithbook.text.program_digest import program_digest

FILE = "kithbook.yml"
CIRCLES: tuple[tuple[str, Span], ...] = (
    ("inner", Span(14, "days")),
    ("close", Span(30, "days")),
    ("casual", Span(90, "days")),
    ("warm", Span(180, "days")),
    ("dormant", Span(365, "days")),
)
DEFAULTS = Settings(circles=CIRCLES)
_Read = tuple[Settings, tuple[Problem, ...]]


def load_settings(root: Path, problems: list[Problem] | None = None) -> Settings:
    """The settings of a book, or the defaults where there is no file."""
    settings, found = settings_in(root)
    if problems is not None:
        problems.extend(found)
    return settings


def settings_in(root: Path) -> _Read:
    """The settings of a book with what is wrong with them; the defaults where there is no file."""
    if not os.path.lexists(root / FILE):
        return DEFAULTS, ()
    kept = _kept(root) if is_kept(root) else None
    if kept and (found := kept.some([SETTINGS])):
        known: _Read = back_of_record(_Read)(json.loads(found[SETTINGS]))
        return known
    from kithbook.book.settings_reading import read_settings_of  # noqa: PLC0415 - only where needed

    now = read_settings_of(root)
    if kept:
        kept.change({SETTINGS: as_text(now).encode("utf-8", "surrogatepass")})
    return now


def _kept(root: Path) -> KeptValues | None:
    """What was read of the file as it stands; None for what is no file of the book."""
    path = root / FILE
    if path.is_symlink() or not path.is_file():
        return None
    try:
        digest = digest_of(path.read_bytes())
    except OSError:
        return None
    return KeptValues(root, SETTINGS, f"{program_digest('book', 'text', 'language')} {digest}")
