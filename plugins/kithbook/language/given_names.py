"""What a letter calls somebody: the first name, or the whole where it is not sure which that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from kithbook.language.small_words import HERE, word_lines
from kithbook.text.words import fold

_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ]|[\u1ea0-\u1ef9]")
_NO_ALPHABET = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    "|[\U00020000-\U0003134f]"
)


def first_name(name: str) -> str:
    """What a letter calls somebody; the whole name where its first word may be no first name."""
    if "," in name and (turned := _turned(name)):
        return first_name(turned)
    first, _, rest = name.partition(" ")
    if not rest or len(first) < 2 or first.endswith((".", ",")) or _is_whole(name):
        return name
    return first


def is_particle(word: str) -> bool:
    """Whether a word, folded, begins a family name of several words: `van`, `de`."""
    return word in _words()["opening"]


def _turned(name: str) -> str:
    """The first names of `Byrne, Ada Mary`; nothing where letters of honour stand behind."""
    family, _, given = (part.strip() for part in name.partition(","))
    words = [fold(word).replace(".", "") for word in given.split()]
    if not words or "," in given or len(words) > 3 or not _words()["after"].isdisjoint(words):
        return ""
    return "" if _is_whole(family) and " " in family else given


def _is_whole(name: str) -> bool:
    """Whether nobody can tell by rule which word is the one to call somebody by."""
    words = name.split()
    if not words:
        return True
    plain = [fold(word).strip(".") for word in words]
    known = any(plain[0] in _words()[kind] for kind in ("titles", "opening", "families"))
    shouted = len(words[0]) > 2 and words[0].isupper() and not name.isupper()
    composed = unicodedata.normalize("NFC", name)
    scripts = _NO_ALPHABET.search(composed) or _VIETNAMESE.search(composed)
    return known or shouted or not _words()["joined"].isdisjoint(plain) or scripts is not None


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The words of `names.txt`, folded, by kind."""
    found: dict[str, set[str]] = {}
    for kind, words in word_lines(HERE / "names.txt"):
        found.setdefault(kind, set()).update(map(fold, words))
    return {kind: frozenset(words) for kind, words in found.items()}
