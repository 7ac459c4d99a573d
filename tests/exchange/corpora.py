"""Cards that other programs wrote, beside the checkout; nothing where they are not there."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "vcard"
ABSENT = "../shared/corpora/vcard is not there"
FILES = tuple(sorted(CORPUS.rglob("*.vcf")))
LEAST_FILES, LEAST_CARDS = 120, 175


def marks(raw: bytes) -> int:
    """How many cards begin in a file, in whatever encoding."""
    return raw.replace(b"\0", b"").upper().count(b"BEGIN:VCARD")
