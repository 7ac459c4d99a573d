"""The form's own notes, found again in whatever a mail program made of them.

`[kithbook 1 connect en 1a2b3c4d via:talk]`, then `[token] question` and the answer, then
`[end 5d1c22ab]` (see airlock.forms). A token counts where a line begins, before one that stands
elsewhere; where tokens were deleted, the questions' own words lead on.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kithbook.requests.form_fields import (
    FIELDS,
    HIDDEN,
    INTRODUCTION,
    field_of,
    label_patterns,
    labels,
    required,
)
from kithbook.requests.repairs import Sum, repaired
from kithbook.requests.wording import MAX_FIELD

_OPEN, _CLOSE = r"\\?[\[\uff3b]\s{0,3}", r"\s{0,3}\\?[\]\uff3d]"
_HEAD = re.compile(
    rf"{_OPEN}kithbook\s+(?P<version>\d{{1,3}})\s+(?P<kind>[a-z]{{1,20}})"
    rf"(?:\s+(?P<language>[a-z]{{2,3}}(?:-[a-z]{{2,4}})?))?(?:\s+(?P<id>[0-9a-f]{{8}}))?"
    rf"(?:\s+via:(?P<via>[a-z0-9-]{{1,40}}))?{_CLOSE}",
    re.IGNORECASE,
)
_END = re.compile(rf"{_OPEN}end(?:\s+(?P<sum>[0-9a-f]{{8}}))?{_CLOSE}", re.IGNORECASE)
_NAMES = "|".join(name.replace("_", r"\\?[_ ]?") for name in sorted(FIELDS, key=len, reverse=True))
_TOKEN = re.compile(rf"{_OPEN}(?P<name>{_NAMES}){_CLOSE}", re.IGNORECASE)
_QUOTE = re.compile(r"[ \t]*(?:[>|][ \t]?)*[ \t]*")
_MARKS = re.compile(r"[>|]")
_MARKED = re.compile(r"[ \t]*[>|]")
_KEY_LINE = re.compile(r"\W{0,3}(?P<key>[^\W\d_][^:\n]{0,60}?)\**\s*(?::\**\s*(?P<value>.*))?$")
_SOFT_BREAK = re.compile(r"=\r?\n|=[0-9A-F]{2}")


class Anchor(NamedTuple):
    """Where an answer is announced: from `start`, with the answer from `end` on."""

    name: str
    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True)
class Note:
    """What was recovered of a form's note.

    `quoted` tells that it stood in a quotation. `above` and `below` are the words before and after
    it, `beneath` those that go on below it inside the quotation.
    """

    answers: Mapping[str, str]
    kind: str
    language: str = ""
    id: str = ""
    via: str = ""
    sum: Sum = "none"
    truncated: bool = False
    quoted: bool = False
    above: str = ""
    below: str = ""
    beneath: str = ""
    hidden: Mapping[str, str] | None = None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """How much of it is there, for choosing among several versions."""
        return (self.sum == "right", not self.truncated, bool(self.id), len(self.answers))


def read_note(text: str) -> Note | None:
    """The note that a text holds, or None; of a quoted-printable source the decoded one."""
    note = _read(text)
    if _SOFT_BREAK.search(text) and (note is None or note.sum != "right"):
        decoded = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
        other = _read(decoded)
        if other and (note is None or other.rank > note.rank):
            return other
    return note


def _read(text: str) -> Note | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    flat, depth, start, stop = _unquoted(text)
    head = _HEAD.search(flat, start, stop)
    region = flat[head.end() if head else 0 : stop]
    end = _END.search(region)
    inside = region[: end.start()] if end else region
    anchors = _anchors(inside, headed=head is not None)
    tokens = any(anchor.rank < 3 for anchor in anchors)
    if not anchors or not (head or tokens or _is_filled_form(anchors)):
        return None
    found = _answers(inside, anchors)
    hidden = {name: value for name, value in found.items() if name in HIDDEN}
    given = {name: value for name, value in found.items() if name in FIELDS and value}
    made = repaired(given, (end["sum"] or "").lower() if end else "")
    answers, more = (made.answers, "") if made.sum == "right" else _overflowing(made.answers)
    below, beneath = _after(text, flat, stop, depth) if end else ("", "")
    id_ = (head["id"] or "").lower() if head else ""
    introduces = any(name in given for name in INTRODUCTION)
    kind = head["kind"].lower() if head else hidden.get("kith_kind", "")
    if kind not in ("connect", "introduction"):
        kind = "introduction" if introduces else "connect"
    return Note(
        answers=answers,
        kind=kind,
        language=(head["language"] or "").lower() if head else hidden.get("kith_language", ""),
        id=id_,
        via=(head["via"] or "").lower() if head else hidden.get("kith_via", ""),
        sum=made.sum,
        truncated=end is None and (head is not None or (tokens and _lacks_tail(given, kind))),
        quoted=depth > 0,
        above=flat[: head.start() if head else anchors[0].start],
        below=_joined("" if depth else more, _without_copy(below, id_)),
        beneath=_joined(more if depth else "", _without_copy(beneath, id_)),
        hidden=hidden,
    )


def _overflowing(answers: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    """The answers with a name and an address of one line, and what stood below these lines."""
    kept, more = dict(answers), []
    for name in ("name", "email"):
        first, _, rest = answers.get(name, "").partition("\n")
        if rest.strip():
            kept[name] = first.strip()
            more.append(rest.strip())
    return kept, "\n\n".join(more)


def _after(text: str, flat: str, stop: int, depth: int) -> tuple[str, str]:
    """The words below a note: those outside of its quotation, and those inside."""
    end = flat.find("\n", stop)
    first = flat[stop : end if end >= 0 else len(flat)]
    at = flat.count("\n", 0, stop) + 1
    pairs = list(zip(text.split("\n")[at:], flat.split("\n")[at:], strict=False))
    if not depth:
        return "\n".join([first, *(line for _, line in pairs)]), ""
    outside = [line for line, _ in pairs if not _MARKED.match(line)]
    inside = [bare for line, bare in pairs if _depth(line) >= depth]
    return "\n".join(outside), "\n".join([first, *inside])


def _depth(line: str) -> int:
    found = _QUOTE.match(line)
    return len(_MARKS.findall(found.group())) if found else 0


def _without_copy(text: str, id_: str) -> str:
    """A text up to where the same note is in it once more."""
    heads = (found for found in _HEAD.finditer(text) if (found["id"] or "").lower() == id_)
    again = next(heads, None)
    return text[: again.start()] if again else text


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _unquoted(text: str) -> tuple[str, int, int, int]:
    """The text without the quotation marks of its note, their number, and where the note is."""
    first = _HEAD.search(text) or _TOKEN.search(text)
    if first is None:
        return text, 0, 0, len(text)
    line = text.rfind("\n", 0, first.start()) + 1
    prefix = text[line : first.start()]
    depth = len(_MARKS.findall(prefix)) if _QUOTE.fullmatch(prefix) else 0
    if depth:
        lines = [_without_marks(one, depth) for one in text[line:].split("\n")]
        text = text[:line] + "\n".join(lines)
    head = _HEAD.search(text, line)
    start = head.start() if head else line
    after = head.end() if head else start
    end = _END.search(text, after)
    again = _HEAD.search(text, after)
    stop = min(end.end() if end else len(text), again.start() if again else len(text))
    stop = stop if end or again else _quote_end(text, after, depth)
    return text, depth, start if head else 0, max(stop, after)


def _without_marks(line: str, depth: int) -> str:
    for _ in range(depth):
        bare = line.lstrip(" \t")
        if not bare.startswith((">", "|")):
            break
        line = bare[1:].removeprefix(" ")
    return line


def _quote_end(text: str, start: int, depth: int) -> int:
    """Where a note without an end stops: at a signature, where it is not quoted."""
    found = text.find("\n-- \n", start) if not depth else -1
    return found if found >= 0 else len(text)


def _anchors(text: str, *, headed: bool) -> list[Anchor]:
    """One anchor a field, the best that there is, in the order of the text."""
    best: dict[str, Anchor] = {}
    tokens = tuple(_tokens(text, headed=headed))
    # Beside tokens only a whole question counts: "In return: ..." may be part of an answer.
    worded = (anchor for anchor in _worded(text) if anchor.rank == 4 or not tokens)
    for anchor in (*tokens, *worded):
        known = best.get(anchor.name)
        if known is None or anchor.rank < known.rank:
            best[anchor.name] = anchor
    return sorted(best.values(), key=lambda anchor: anchor.start)


def _tokens(text: str, *, headed: bool) -> Iterator[Anchor]:
    patterns = label_patterns()
    for found in _TOKEN.finditer(text):
        name = re.sub(r"[\\ ]", "", found["name"].lower())
        name = next(one for one in FIELDS if one.replace("_", "") == name.replace("_", ""))
        line = text.rfind("\n", 0, found.start()) + 1
        begins = not text[line : found.start()].strip(" \t*")
        label = patterns[name].match(text, found.end())
        rank = (0 if begins else 2) + (0 if label else 1)
        end = label.end() if label else _after_label(text, found.end(), begins=begins and headed)
        yield Anchor(name, found.start(), end, rank)


def _after_label(text: str, at: int, *, begins: bool) -> int:
    """Passes over a label in a language that is not known here: the rest of the token's line."""
    stop = text.find("\n", at)
    if not begins or stop < 0:
        return at
    following = text[stop:].lstrip("\n")
    answered = following and not following.startswith(("[", "\uff3b"))
    return stop if answered and len(text[at:stop]) <= 120 else at


def _worded(text: str) -> Iterator[Anchor]:
    """Lines that are a question, or the key of a form service's notification."""
    at = 0
    asked = {label.casefold(): name for name, texts in labels().items() for label in texts}
    for line in text.split("\n"):
        if len(line) <= 200 and line.strip():
            bare = line.strip(" \t*>#_")
            name = asked.get(bare.split(" (", 1)[0].casefold(), "")
            found = _KEY_LINE.match(line)
            if name:
                yield Anchor(name, at, at + len(line), 4)
            elif found and (key := field_of(found["key"])) and _is_key(found, key):
                end = at + (found.start("value") if found["value"] else len(line))
                yield Anchor(key, at, end, 5)
        at += len(line) + 1


def _is_key(found: re.Match[str], name: str) -> bool:
    """A word alone on its line is a key only when it is one of ours."""
    ours = name in FIELDS or name in HIDDEN
    return ours and (":" in found.group() or found["key"].strip().lower() == name)


def _is_filled_form(anchors: list[Anchor]) -> bool:
    """Whether enough lines look like a form for the mail to be one."""
    names = {anchor.name for anchor in anchors}
    asked = sum(anchor.rank == 4 for anchor in anchors)
    ours = names & {"how_found", "why_them", "for_them", "forwardable", "kith_kind"}
    return len(names) >= 2 and (asked >= 2 or bool(ours) or {"why", "email"} <= names)


def _answers(text: str, anchors: list[Anchor]) -> dict[str, str]:
    ends = [*(anchor.start for anchor in anchors[1:]), len(text)]
    return {
        anchor.name: text[anchor.end : end].strip()[:MAX_FIELD]
        for anchor, end in zip(anchors, ends, strict=True)
    }


def _lacks_tail(given: Mapping[str, str], kind: str) -> bool:
    return required(kind)[-1] not in given
