"""Text that stands in a page as numbers: hexadecimal digits, dumps, codes of characters, base64.

What does not come out as a text is left as it is.
"""

from __future__ import annotations

import base64
import binascii
import re

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_PIECE = re.compile(r"[A-Za-z0-9+]{12,}={0,2}")
_PAIR = "(?:[0-9A-Fa-f]{2})"
_HEX = re.compile(rf"(?<![0-9A-Za-z])(?:0x)?({_PAIR}{{8,}})(?![0-9A-Za-z])")
# A dump, a fingerprint, an array of C: the pairs apart, or four digits together.
_DUMP = re.compile(
    rf"(?<![0-9A-Za-z])(?:0x)?{_PAIR}(?:(?:[ :]|,?\s{{0,40}}0x){_PAIR}){{5,}}(?![0-9A-Za-z])"
    rf"|(?<![0-9A-Za-z]){_PAIR}{{2}}(?: {_PAIR}{{2}}){{3,}}(?: {_PAIR})?(?![0-9A-Za-z])"
)
_MARK = re.compile(r"0x|[^0-9A-Fa-f]")
_CODES = re.compile(r"(?<![\d.])\d{2,6}(?:\s{0,40},\s{0,40}\d{2,6}){5,}(?![\d.])")
# Cloudflare hides addresses so, wherever it stands before a site: the first byte is the key.
_HIDDEN = re.compile(
    r"(?<=data-cfemail=.)[0-9a-f]{10,400}|(?<=email-protection#)[0-9a-f]{10,400}", re.IGNORECASE
)
_TOP, _MOSTLY, _LETTERS = 0x10FFFF, 0.8, 0.6


def hexadecimal(text: str) -> str:
    """Hexadecimal digits that hold text, together or in pairs, as that text."""
    if "cfemail" in text or "email-protection" in text:
        text = _HIDDEN.sub(_revealed, text)
    text = _HEX.sub(lambda run: _from_hex(run[1], run[0]), text)
    return _DUMP.sub(lambda run: _from_hex(_MARK.sub("", run[0]), run[0]), text)


def _revealed(found: re.Match[str]) -> str:
    raw = bytes.fromhex(found[0][: len(found[0]) // 2 * 2])
    return bytes(one ^ raw[0] for one in raw[1:]).decode("utf-8", "replace")


def _from_hex(digits: str, otherwise: str) -> str:
    plain = bytes.fromhex(digits)
    for encoding in ("utf-8", "utf-16-be"):
        try:
            said = plain.removeprefix(b"\xfe\xff").decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_readable(said) and _mostly_plain(said):
            return said
    return otherwise


def character_codes(text: str) -> str:
    """Lists of numbers that are the letters of a text, as that text."""
    return _CODES.sub(_from_codes, text)


def _from_codes(found: re.Match[str]) -> str:
    codes = [int(one) for one in found[0].split(",")]
    if max(codes) > _TOP:
        return found[0]
    said = "".join(map(chr, codes))
    letters = sum(one.isalpha() for one in said)
    return said if _is_readable(said) and letters >= _LETTERS * len(said) else found[0]


def base64_text(text: str) -> str:
    """Runs of base64 that hold text, as that text."""
    return _BASE64.sub(_unpacked, text)


def _unpacked(found: re.Match[str]) -> str:
    whole = _from_base64(re.sub(r"[\r\n]", "", found[0]))
    if whole is None and any(sign in found[0] for sign in "/-_"):  # a path, or a word before it
        return _PIECE.sub(lambda piece: _from_base64(piece[0]) or piece[0], found[0])
    return found[0] if whole is None else whole


def _from_base64(run: str) -> str | None:
    run = run.replace("=", "").replace("-", "+").replace("_", "/")
    run = run[: len(run) - (len(run) % 4 == 1)]
    try:
        raw = base64.b64decode(run + "=" * (-len(run) % 4))
    except (binascii.Error, ValueError):
        return None
    wide = raw[1::2].count(0) * 4 > len(raw)
    try:
        plain = raw.decode("utf-16-le" if wide else "utf-8")
    except UnicodeDecodeError:
        plain = raw.decode("cp1252", "replace")
        return plain if _is_readable(plain) and _mostly_plain(plain) else None
    return plain if _is_readable(plain) else None


def _is_readable(said: str) -> bool:
    return said.translate({9: None, 10: None, 13: None}).isprintable()


def _mostly_plain(said: str) -> bool:
    return sum(one < "\x80" for one in said) >= _MOSTLY * len(said)
