"""Copies of files beside the files themselves, as sync tools, browsers and editors make them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kithbook.book.folder_files import ENDINGS, is_read
from kithbook.book.folder_names import FolderNames
from kithbook.text.words import fold

_ENDINGS = r"\.(?:md|markdown|ya?ml|csv|vcf|json)"
_BACKUP = r"\.(?:orig|bak|backup|old|rej)"
_WORD = r"(?:copy|kopie|copie|copia|cópia|kópia|kopia)"
# A machine's name is taken for one where it is written as machines are called.
_MACHINE = (
    r"(?:DESKTOP|LAPTOP|WIN|SURFACE)-[A-Z0-9]{4,15}|[A-Z0-9]{2,15}-?PC"
    r"|\w+s-(?:MacBook|iMac)(?:-\w+)?"
)
_SAVED = rf"(?:bak|backup|orig|old|sicherung|{_WORD})"
_SIDES = r"(?:local|base|remote|merged|mine|theirs|ours)"
_QUICK = re.compile(
    rf"[ (_~]|[.-](?i:{_SAVED}|v[2-9]|{_SIDES})|\.(?:sync-)?[Cc]onflict|-(?:{_MACHINE})|{_BACKUP}"
)
_SPLIT = re.compile(
    rf"(?P<stem>.+?)(?:(?P<ending>{_ENDINGS})(?P<backup>{_BACKUP})?|(?P<bare>{_BACKUP}))",
    re.IGNORECASE,
)
_CONFLICT = r"[^()\[\]]*(?:confli|konflik)[^()\[\]]*(?:\(\d+\))?"
_SURE = (
    re.compile(r"(?P<of>.+?)\.sync-conflict-\d{8}-\d{6}(?:-\w{7})?"),  # Syncthing
    # Dropbox, Nextcloud, Box, Seafile, Obsidian Sync, in English, German, French, Spanish, Dutch
    re.compile(rf"(?P<of>.+?) ?(?:\({_CONFLICT}\)|\[{_CONFLICT}\])", re.IGNORECASE),
    re.compile(r"(?P<of>.+?)_[^_]+_[A-Z][a-z]{2}-\d\d-\d{4}-\d{4}_Conflict"),  # Synology
    re.compile(r"(?P<of>.+?)[._]conflict(?:[-_][\w-]+)?", re.IGNORECASE),  # ownCloud, Resilio
    re.compile(r"(?P<of>.+?)_conf\(\d+\)"),  # Google Drive
    re.compile(r"(?P<of>.+?)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+"),  # git mergetool
    re.compile(rf"{_WORD} (?:of|von|de|di|av|van) (?P<of>.+)", re.IGNORECASE),  # Google Drive
    re.compile(rf"(?P<of>.+?) - {_WORD}(?: \(\d+\))?", re.IGNORECASE),  # Windows
    re.compile(rf"(?P<of>.+?) \((?:\w+\.? )?{_WORD}\)", re.IGNORECASE),  # Linux
)
_LIKELY = (
    re.compile(r"(?P<of>.+?) ?\(\d{1,2}\)"),  # browsers, Google Drive
    re.compile(r"(?P<of>[a-z]+(?:-[a-z]+)+) [2-9]"),  # iCloud, of a name as the book makes them
    re.compile(r"(?P<of>[^\W\d_]\S*(?: [^\W\d_]\S*)+) [2-9]"),  # and of one of two words or more
)
_MAYBE = (
    re.compile(rf"(?P<of>.+?) {_WORD}(?: \d{{1,2}})?", re.IGNORECASE),  # macOS
    re.compile(r"(?P<of>.+?) [2-9]"),  # iCloud
    re.compile(rf"(?P<of>.+?)-(?:{_MACHINE})(?:-\d)?"),  # OneDrive
    re.compile(rf"(?P<of>.+?)(?:[._]| \(?){_SAVED}\)?[ _-]?\d{{0,8}}", re.IGNORECASE),  # by hand
    re.compile(r"(?P<of>.+?)-(?:bak|backup|orig|copy|kopie|old)\d?", re.IGNORECASE),
    re.compile(r"(?:backup|copy) of (?P<of>.+)", re.IGNORECASE),
    re.compile(rf"(?P<of>.+?)(?:[ _-]v[2-9]|\.{_SIDES}|~)", re.IGNORECASE),
)


class CopyOf(NamedTuple):
    """What a file's name tells: the name without the sign of a copy, and how sure it is one."""

    original: str
    sure: bool
    likely: bool


class Copies(NamedTuple):
    """The copies of a book with the files they are of; and those whose file is not there.

    `sure` are those that nobody can have named so for another reason.
    """

    of: Mapping[str, str]
    alone: Mapping[str, str]
    sure: frozenset[str] = frozenset()


NO_COPIES = Copies(MappingProxyType({}), MappingProxyType({}))


def copies_in(there: Iterable[FolderNames], excepted: Iterable[str] = ()) -> Copies:
    """Every copy in the folders of a book, by its path, also of the settings and the airlock.

    What is no person by the settings (`excepted`), or is set apart, may have any name.
    """
    patterns = tuple(excepted)
    of: dict[str, str] = {}
    alone: dict[str, str] = {}
    sure: set[str] = set()
    for folder, names in there:
        if any(map(_QUICK.search, names)):
            meant = (name for name in names if _is_meant(f"{folder}{name}", patterns))
            found = copies_among(meant)
            of |= {f"{folder}{name}": f"{folder}{other}" for name, other in found.of.items()}
            alone |= {f"{folder}{name}": f"{folder}{other}" for name, other in found.alone.items()}
            sure |= {f"{folder}{name}" for name in found.sure}
    return Copies(of, alone, frozenset(sure))


def _is_meant(path: str, excepted: tuple[str, ...]) -> bool:
    """Whether a file may be one of the book, by its name and place."""
    name = path.rpartition("/")[2]
    if name[0] in ".#~":
        return False
    ends = path.partition("/")[0] in ENDINGS and _SPLIT.fullmatch(name)
    return not ends or is_read(f"{path.removesuffix(name)}{ends['stem']}.md", excepted)


def copies_among(names: Iterable[str]) -> Copies:
    """Which names in one folder are those of copies.

    Of several sure copies without their file, one stands for it, and the others are copies of it.
    """
    there: dict[str, str] = {}
    odd: list[tuple[str, tuple[CopyOf, ...]]] = []
    for name in sorted(names):
        told = tuple(_told(name)) if _QUICK.search(name) else ()
        if told:
            odd.append((name, told))
        there.setdefault(_key(name), name)
    of: dict[str, str] = {}
    alone: dict[str, str] = {}
    standing: dict[str, str] = {}
    for name, told in odd:
        origin = next((there[k] for one in told if (k := _key(one.original)) in there), None)
        if origin is None and told[-1].sure:
            origin = standing.setdefault(_key(told[-1].original), name)
        if origin is not None and origin != name:
            of[name] = origin
        elif told[-1].likely:
            alone[name] = told[-1].original
    sure = frozenset(name for name, told in odd if told[-1].sure)
    return Copies({name: _first(other, of) for name, other in of.items()}, alone, sure)


def _first(name: str, of: Mapping[str, str]) -> str:
    """The file that a copy of a copy is of."""
    while name in of:
        name = of[name]
    return name


def _told(name: str) -> Iterator[CopyOf]:
    """What a name is a copy of, one sign after the other taken off; nothing for other names."""
    split = _SPLIT.fullmatch(name)
    if split is None:
        return
    stem, ending = split["stem"], split["ending"] or ".md"
    sure = likely = False
    if split["backup"] or split["bare"]:
        yield CopyOf(f"{stem}{ending}", sure=False, likely=False)
    while found := _sign(stem):
        stem, is_sure, is_likely = found
        sure, likely = sure or is_sure, likely or is_likely
        yield CopyOf(f"{stem}{ending}", sure, likely)


def _sign(stem: str) -> CopyOf | None:
    for pattern in (*_SURE, *_LIKELY, *_MAYBE):
        if found := pattern.fullmatch(stem):
            return CopyOf(found["of"].rstrip(), pattern in _SURE, pattern not in _MAYBE)
    return None


def without_sign_of_copy(stem: str) -> str:
    """The name of a file, without its ending, that a copy or a second download is of."""
    for pattern in (*_SURE, _LIKELY[0], _MAYBE[0]):
        if found := pattern.fullmatch(stem):
            return found["of"].rstrip()
    return stem


def _key(name: str) -> str:
    """What two files share that would be one: the name without its ending, whatever its case."""
    stem, _, ending = name.rpartition(".")
    text = ending.lower() in ("md", "markdown", "yml", "yaml")
    return f"{fold(stem)}.{'md' if text else ending.lower()}"
