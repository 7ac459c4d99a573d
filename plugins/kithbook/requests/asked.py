"""What a letter asks: a question, a wish, a time; and the line of it that is worth a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kithbook.book.model import Settings
from kithbook.book.request import Request
from kithbook.requests.letter_sentences import (
    any_of,
    has,
    is_question,
    listed_items,
    sentences,
)
from kithbook.requests.named_times import NamedTime, named_time
from kithbook.requests.request_advice import advice_on

MOST_OF_A_QUESTION = 34
_MOST_OF_A_LINE = 22
_FEWEST = 4
_MOST_OF_A_POINTER = 7
_POINTS = re.compile(r"\b(?:that|this|it|das|dies|cela|ça)\b", re.IGNORECASE)
_POOR_PLACE = frozenset(("how-found-unnamed", "no-how-found", "empty"))
_POOR_WHY = frozenset(("canned", "pick-brain", "flattery", "pitch", "unspecific", "empty"))
_ASKING = ("ask", "why", "wants", "why_them", "for_them", "rest")


class AskedFor(NamedTuple):
    """What is asked: the question or wish as a whole sentence, empty where none can be quoted.

    `asks` says whether there is a question at all; it is `open` where a yes does not answer it,
    and one that `introduces` asks to be brought together with somebody. A letter that `wants`
    nothing, no question, no wish and no time, is answered otherwise.
    """

    question: str = ""
    wish: str = ""
    asks: bool = False
    open: bool = False
    introduces: bool = False
    time: NamedTime | None = None
    wants: bool = False


def asked(request: Request, may_say: Callable[[str], bool] = bool) -> AskedFor:
    """The question or wish of a request, and the time it names; quoted only where one may."""
    fields = {name: sentences(getattr(request, name), request.sender) for name in _ASKING}
    said = [one for each in fields.values() for one in each]
    listed = _listed(request)
    time = named_time((*said, *listed), request.received)
    question = _with_ground(_question(said, time), said)
    wish = "" if question else _wish(fields)
    meant = question or wish
    quoted = meant if len(meant.split()) <= MOST_OF_A_QUESTION and may_say(meant) else ""
    return AskedFor(
        question=quoted if question else "",
        wish=quoted if wish else "",
        asks=bool(question),
        open=bool(question) and not _wants_yes(question, time),
        introduces=any(map(_introduces, (*said, *listed, meant))),
        time=time,
        wants=bool(meant or time),
    )


def told(request: Request) -> str:
    """What a request says, without greeting, headers and signature; else the whole of it."""
    why = next((text for text in (request.why, request.why_them, request.ask) if text), "")
    return " ".join(sentences(why, request.sender)) or why


def gift_of(request: Request) -> str:
    """What they offer in return: the answer to the form, or the sentence of a letter for it."""
    said = sentences(request.why, request.sender)
    given = (one for one in said if has("gives").search(one) and not is_question(one))
    return request.offer or next(given, "")


def introduction_wish(request: Request) -> str:
    """Whom they would like to meet: the answer to the form, or the sentences that ask for it."""
    said = [one for name in _ASKING for one in sentences(getattr(request, name), request.sender)]
    found = [*filter(_introduces, said)] or [*filter(_introduces, _listed(request))]
    return request.wants or " ".join(found)


def _listed(request: Request) -> tuple[str, ...]:
    return tuple(one for name in _ASKING for one in listed_items(getattr(request, name)))


def detail_of(request: Request, settings: Settings) -> str:
    """What the requester said of himself that nobody else would: one whole sentence."""
    findings = {finding.rule for finding in advice_on(request, settings).findings}
    if not findings & _POOR_PLACE:
        place = filter(_is_telling, sentences(request.how_found, request.sender))
        if first := next(place, ""):
            return first
    written = () if findings & _POOR_WHY else (request.why, request.why_them, request.rest)
    said = [one for text in written for one in sentences(text, request.sender)]
    return max(filter(_is_telling, said), key=_own, default="")


def _own(sentence: str) -> int:
    """How much a sentence tells of whoever wrote it, rather than of the page or the way there."""
    numbers = any(map(str.isdigit, sentence))
    ours = has("ours").search(sentence) is not None
    theirs = has("theirs").search(sentence) is not None
    return numbers + ours - theirs - 2 * (has("found").search(sentence) is not None)


def _is_telling(sentence: str) -> bool:
    right = _FEWEST <= len(sentence.split()) <= _MOST_OF_A_LINE
    idle = has("polite").search(sentence) or has("closings").match(sentence)
    return right and not idle and "?" not in sentence


def _question(said: Iterable[str], time: NamedTime | None) -> str:
    """The question with the time in it, else one that a yes can answer, else the first."""
    found = [one for one in said if is_question(one) and not has("polite").search(one)]
    timed = [one for one in found if time and time.proposed and time.text in one]
    wanted = [one for one in found if _wants_yes(one, None)]
    return next(iter((*timed, *wanted, *found)), "")


def _with_ground(question: str, said: Sequence[str]) -> str:
    """A question such as `Would that work?`, with the sentence before it that it is about."""
    bare = len(question.split()) <= (_MOST_OF_A_POINTER if _POINTS.search(question) else _FEWEST)
    if not question or not bare or said.index(question) == 0:
        return question
    both = f"{said[said.index(question) - 1]} {question}"
    return both if len(both.split()) <= MOST_OF_A_QUESTION else question


def _wish(fields: dict[str, tuple[str, ...]]) -> str:
    """What they ask for without a question: the answer to the form, or a sentence that wishes."""
    direct = [one for one in fields["ask"] if not has("polite").search(one)]
    others = (one for name, each in fields.items() if name != "ask" for one in each)
    wishing = (one for one in others if has("wishes").search(one) and _is_serious(one))
    return next(iter((*direct, *wishing)), "")


def _introduces(sentence: str) -> bool:
    """Whether a sentence asks for an introduction, and does not only tell of one."""
    asks = "?" in sentence or has("wishes").search(sentence)
    return bool(asks and has("introduces").search(sentence))


def _is_serious(sentence: str) -> bool:
    return has("polite").search(sentence) is None and len(sentence.split()) >= _FEWEST


def _wants_yes(question: str, time: NamedTime | None) -> bool:
    """Whether a yes answers a question: it asks for leave, for something, or for a time."""
    asks, opens = has("requests").search(question), _opening().search(question)
    timed = time is not None and time.proposed and time.text in question
    return (timed or asks is not None) and (
        opens is None or (asks is not None and asks.start() < opens.start())
    )


@cache
def _opening() -> re.Pattern[str]:
    """The word of a question that a yes does not answer, where a clause begins."""
    return re.compile(rf"(?:\A|[,:;]\s+)(?:and\s+|und\s+|et\s+)?{any_of('opens')}", re.IGNORECASE)
