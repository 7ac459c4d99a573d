"""What the tests of the walls share: copies of the sample book, leaks, and ways to hide them."""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
import quopri
import shutil
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from html.entities import codepoint2name
from pathlib import Path
from urllib.parse import quote

from benchmarks.made_files import exif, jpeg, png, zipped
from tests.structure.sources import ROOT

TODAY = date(2026, 11, 22)
PRIVATE = ("people", "journal", "introductions", "requests", "rosters", "content/private")
PARTS = (*PRIVATE, "content/public", "content/disclosed.yml", "kithbook.yml", "mkdocs.yml")


def copy_book(target: Path) -> Path:
    """A copy of the sample book without the toolkit around it."""
    for part in PARTS:
        place = target / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, place)
        else:
            shutil.copy(ROOT / part, place)
    return target


def build_public(book: Path, config: str = "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    """The public site, built as a host would."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config],
        cwd=book,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795300000"},
        capture_output=True,
        text=True,
        check=False,
    )


def output_bytes(site: Path) -> Mapping[str, bytes]:
    """Every file of a built site, unpacked where it is gzip."""
    return {
        path.relative_to(site).as_posix(): gzip.decompress(raw)
        if (raw := path.read_bytes()).startswith(b"\x1f\x8b")
        else raw
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _each(text: str, form: Callable[[str], str]) -> str:
    return "".join(form(letter) for letter in text)


def _named(letter: str) -> str:
    return f"&{codepoint2name[ord(letter)]};" if ord(letter) in codepoint2name else letter


def _js(letter: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _units(letter))


def _units(letter: str) -> list[int]:
    raw = letter.encode("utf-16-be")
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("łŁøØ", "lLoO")))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _between(text: str, sign: str) -> str:
    """The sign after the second letter of each longer word."""
    return " ".join(
        f"{word[:2]}{sign}{word[2:]}" if len(word) > 3 else word for word in text.split()
    )


ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "markup": html.escape,
    "named entities": lambda text: _each(text, _named),
    "decimal entities": lambda text: _each(text, lambda letter: f"&#{ord(letter)};"),
    "hexadecimal entities": lambda text: _each(text, lambda letter: f"&#x{ord(letter):X};"),
    "percent": lambda text: quote(text, safe=""),
    "percent, every byte": lambda text: _each(
        text, lambda letter: "".join(f"%{byte:02x}" for byte in letter.encode())
    ),
    "json": json.dumps,
    "javascript, every letter": lambda text: _each(text, _js),
    "javascript, braces": lambda text: _each(text, lambda letter: f"\\u{{{ord(letter):x}}}"),
    "javascript, bytes": lambda text: _each(
        text, lambda letter: f"\\x{ord(letter):02x}" if ord(letter) < 256 else _js(letter)
    ),
    "capitals": str.upper,
    "small letters": str.lower,
    "without accents": _bare,
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode(),
    "soft hyphens": lambda text: _between(text, "\u00ad"),
    "soft hyphens as entities": lambda text: _between(html.escape(text), "&shy;"),
    "invisible spaces": lambda text: _between(text, "\u200b"),
    "tags inside words": lambda text: _between(html.escape(text), "<wbr>"),
    "tags between words": lambda text: " ".join(f"<b>{html.escape(w)}</b>" for w in text.split()),
    "line breaks": lambda text: "\r\n\t".join(text.split()),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "twice over": lambda text: json.dumps(html.escape(_each(text, _named))),
}


def _attributes(lines: str) -> str:
    said = "".join(f'<p title="{html.escape(line)}">x</p>\n' for line in lines.split("\n"))
    return f"<html><body>{said}</body></html>"


def _photo(text: str) -> bytes:
    """A picture with lines in its comments; a segment of a JPEG holds less than 64 kB."""
    pieces = [""]
    for line in text.split("\n"):
        if len(pieces[-1]) + len(line) > 20_000:
            pieces.append("")
        pieces[-1] += f"{line}\n"
    comments = (exif({0x9286: b"UNICODE\0" + piece.encode("utf-16-le")}) for piece in pieces)
    return jpeg(*((0xE1, b"Exif\0\0" + comment) for comment in comments))


CARRIERS: Mapping[str, Callable[[str], bytes]] = {
    "page.html": lambda text: _attributes(text).encode(),
    "comment.html": lambda text: f"<p>x</p><!--\n{text.replace('--', '- -')}\n-->".encode(),
    "index.json": lambda text: json.dumps([{"text": line} for line in text.split("\n")]).encode(),
    "feed.xml": lambda text: "".join(
        f"<item><![CDATA[{line}]]></item>\n" for line in text.split("\n")
    ).encode(),
    "drawing.svg": lambda text: f"<svg><desc>{html.escape(text)}</desc></svg>".encode(),
    "sitemap.xml.gz": lambda text: gzip.compress(text.encode()),
    "twice.gz": lambda text: gzip.compress(gzip.compress(text.encode())),
    "archive.zip": zipped,
    "plain.png": lambda text: png(b"Comment\0" + text.encode(), b"tEXt"),
    "latin.png": lambda text: png(b"Comment\0" + text.encode("latin-1", "ignore"), b"tEXt"),
    "packed.png": lambda text: png(b"Comment\0\0" + zlib.compress(text.encode()), b"zTXt"),
    "unicode.png": lambda text: png(b"Comment\0\1\0en\0\0" + zlib.compress(text.encode()), b"iTXt"),
    "photo.jpg": _photo,
    "marked.txt": lambda text: text.encode("utf-16"),
    "data.html": lambda text: (
        b'<img src="data:image/svg+xml;base64,' + base64.b64encode(text.encode()) + b'">'
    ),
}
