"""What building and serving share: which site, where its settings are, what MkDocs says."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kithbook.cli.screen import mistake, note
from kithbook.text.words import counted

Site = Literal["private", "public"]
CONFIGS: dict[Site, str] = {"private": "mkdocs.private.yml", "public": "mkdocs.yml"}


def config_of(root: Path, site: Site) -> Path:
    """The settings of a site; ends the command where the book has none."""
    path = root / CONFIGS[site]
    if not path.is_file():
        mistake(
            f"{CONFIGS[site]} is not in {root}. Take it from a new book: kith init ../another-book"
        )
    return path


def quiet_theme() -> None:
    """Keeps the theme's advertisement out of the output; to be called before MkDocs is imported."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def why(fault: Exception, site: Site, done: str) -> str:
    """Why a site was not made, in our words."""
    reason = str(fault).strip().rstrip("!.")
    strict = re.fullmatch(r"Aborted with (\d+) warnings? in strict mode", reason)
    if strict:
        return f"The {site} site has {counted(int(strict[1]), 'warning')}, and --strict wants none."
    if not reason or reason.startswith("Aborted"):
        return f"The {site} site was not {done}; the lines above say why."
    return f"The {site} site was not {done}: {reason}."


class _Progress(logging.Handler):
    """Passes on what the owner can act on: warnings, errors, and while serving the time."""

    def __init__(self, *, serving: bool) -> None:
        super().__init__(logging.INFO)
        self.count = 0
        self._serving = serving

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one remark, or drops it."""
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.count += 1
            note(message)
        elif getattr(record, "remark", False):
            note(message.partition(": ")[2])
        elif self._serving and (built := re.search(r"built in ([\d.]+) seconds", message)):
            note(f"Built in {float(built[1]):.1f} s.")


@contextmanager
def progress(*, serving: bool = False) -> Iterator[_Progress]:
    """Shows what MkDocs has to say for a while, and counts its warnings."""
    handler = _Progress(serving=serving)
    logger = logging.getLogger("mkdocs")
    before, spreads = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = spreads
