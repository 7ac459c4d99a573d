"""Names with the family name first, as in `Byrne, Ada`, and the same names turned round."""

from __future__ import annotations

import re

# What stands behind a comma after a whole name, and is no given name.
_TITLES = re.compile(
    r"jr|sr|ii|iii|iv|phd|md|dds|esq|mba|ma|msc|ba|bsc|dr|prof|ing|inc|ltd|llc|gmbh|ag|co"
)
_SUFFIX = re.compile(
    r"(?P<name>\S+(?:\s+[^\s,]+)+?)(?:\s*,\s*(?:jr|sr|i{2,3}|iv|ph\.?\s?d|m\.?d|dds|esq|mba|m\.?a|msc|b\.?a|bsc"
    r"|mbe|obe|cbe|kbe|dbe|frs|kc|qc|rn|cpa|pmp|llm|dphil)\.?|\s+(?:jr|sr|i{2,3}|iv|ph\.?d|mbe|obe|cbe|esq)\.?)+",
    re.IGNORECASE,
)
_JOINED = r"[^\W\d_][\w'\u2019-]*"
# Before a family name; two words that are names might be a whole name before a firm's.
_PARTICLE = (
    r"(?:van|von(?:\s+und\s+zu)?|vom|zu|zum|zur|der|den|dem|de|del|della|di|da|do|dos|das|la|le|el|al|bin|ibn|ben"
    r"|ten|ter|mac|st\.?|du|des|af|av|y|['\u2019][ts]|d['\u2019])"
)
_OF_AND_AT = ["von", "und", "zu"]
_TURNED = re.compile(
    rf"(?P<family>(?:{_PARTICLE}\s+){{0,3}}{_JOINED})\s*,"
    rf"\s*(?P<given>{_JOINED}\.?(?:\s+{_JOINED}\.?){{0,2}}"
    rf"(?:\s+{_PARTICLE}){{0,3}})",
    re.IGNORECASE,
)


def without_suffix(name: str) -> str:
    """The name without what stands behind it, such as `Jr.` or `PhD`; empty where nothing does."""
    found = _SUFFIX.fullmatch(name.strip()) if " " in name else None
    return found["name"] if found else ""


def turned_name(name: str) -> str:
    """The name with the given name first; empty where it does not stand the other way round."""
    found = _TURNED.fullmatch(name.strip()) if "," in name else None
    if found is None or _TITLES.fullmatch(found["given"].replace(".", "").lower()):
        return ""
    given = found["given"].split()
    several = any(word in ("and", "und", "et") for word in given)
    if not given[0][0].isupper() or (several and given[-3:] != _OF_AND_AT):
        return ""
    return re.sub(r"(?<=\sd['\u2019])\s", "", " ".join((*given, *found["family"].split())))


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a whole one, as well as that can be told."""
    words = (turned_name(name) or name.partition(",")[0]).split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name, "")
