"""Words of another direction kept from pulling apart what stands beside them.

Beside a name in Arabic, "2 months ago" shows its 2 on the other side of the name (UAX 9), unless
the name is isolated: in pages by `<bdi>`.
"""

from __future__ import annotations

import re

_RTL = (
    "\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_LTR = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u058f\u0900-\u1fff"
    "\u2c00-\u2dff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\ud7ff\uf900-\ufb17\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00010000-\U000107ff"
    "\U00020000-\U0003ffff"
)
_PIECE = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_ENTITY = r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);"
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# Where the words are isolated already, are no text, or have to stay to the letter.
_LEFT_ALONE = frozenset(
    (
        "bdi",
        "bdo",
        "code",
        "head",
        "option",
        "pre",
        "script",
        "style",
        "svg",
        "template",
        "textarea",
    )
)

_EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


def isolated(html: str, *, rtl: bool = False) -> str:
    """A page with `<bdi>` around each stretch that is written against the page's direction."""
    if not _FOREIGN[rtl].search(html):
        return html
    done: list[str] = []
    at, alone = 0, _Alone("rtl" if rtl else "ltr")
    for piece in _PIECE.finditer(html):
        words = html[at : piece.start()]
        done += [words if alone.name else _wrapped(words, rtl=rtl), piece.group()]
        alone.pass_by(piece.group())
        at = piece.end()
    rest = html[at:]
    return "".join((*done, rest if alone.name else _wrapped(rest, rtl=rtl)))


class _Alone:
    """The element that a place is in and that is left alone, and how deep in others of its name."""

    def __init__(self, direction: str) -> None:
        self._same = f'dir="{direction}"'
        self.name = ""
        self._depth = 0

    def pass_by(self, tag: str) -> None:
        found = _TAG.match(tag)
        name = found[2].lower() if found else ""
        if not found or tag.endswith("/>") or name in _EMPTY:
            return
        if self.name:
            self._depth += (name == self.name) * (-1 if found[1] else 1)
            self.name = self.name if self._depth else ""
        elif not found[1] and self._begins(name, tag):
            self.name, self._depth = name, 1

    def _begins(self, name: str, tag: str) -> bool:
        turned = " dir=" in tag and self._same not in tag
        return name in _LEFT_ALONE or (turned and name not in ("html", "body"))


def _run(own: str, other: str) -> re.Pattern[str]:
    """From the first letter of one direction to the last one before a letter of the other."""
    between = rf"(?:{_ENTITY}|[^{own}{other}<>&])*"
    return re.compile(rf"(?P<skip>{_ENTITY})|(?P<run>[{own}](?:{between}[{own}])*)")


_FOREIGN = {False: re.compile(f"[{_RTL}]"), True: re.compile(f"[{_LTR}]")}
_RUNS = {False: _run(_RTL, _LTR), True: _run(_LTR, _RTL)}


def _wrapped(text: str, *, rtl: bool) -> str:
    return _RUNS[rtl].sub(lambda found: found["skip"] or f"<bdi>{found['run']}</bdi>", text)
