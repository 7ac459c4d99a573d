"""Styles, script and font of the page, under names that change with what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.public.colour import Accent, accent

FOLDER = "assets/kithbook"
HERE = Path(__file__).parent
_LOOK = HERE.parent / "look" / FOLDER
_OURS = HERE / "assets"
_DEFAULT_ACCENT = "#8a3b12"
FONT = _LOOK / "kithbook-serif.woff2"


@dataclass(frozen=True, slots=True)
class PageAssets:
    """The files that every page asks for."""

    accent: Accent
    styles: bytes
    script: bytes

    @property
    def styles_name(self) -> str:
        """Where the styles stand in the site."""
        return f"{FOLDER}/letter.{_mark(self.styles)}.css"

    @property
    def script_name(self) -> str:
        """Where the script stands in the site."""
        return f"{FOLDER}/letter.{_mark(self.script)}.js"

    @property
    def font_name(self) -> str:
        """Where the font stands in the site."""
        return f"{FOLDER}/{FONT.name}"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file with its place in the site."""
        yield self.styles_name, self.styles
        yield self.script_name, self.script
        yield self.font_name, FONT.read_bytes()
        yield f"{FOLDER}/OFL", (_LOOK / "OFL").read_bytes()


def page_assets(chosen: str) -> PageAssets:
    """Styles with the owner's accent; raises FaintAccentError where it could not be read."""
    tokens = _read(_LOOK / "tokens.css")
    made = accent((chosen or _DEFAULT_ACCENT).lower(), tokens)
    styles = f"{tokens}\n{made.css}\n{_read(_OURS / 'letter.css')}"
    return PageAssets(made, styles.encode(), _read(_OURS / "letter.js").encode())


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
