"""One step, written into the file of an introduction: every byte that need not change stays.

A step is a few fields, each a path of keys with its value; a person is written under the name by
which the file knows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.book.field_edit import Fields
from kithbook.book.model import Introduction, Mention
from kithbook.book.scalars import SchemaWord
from kithbook.book.steps import Answer
from kithbook.text.dates import PartialDate


def asked(act: Introduction, who: Mention, on: PartialDate) -> Fields:
    """Somebody was asked; a nudge that belonged to an asking before this one goes."""
    asking: Fields = ((("asked", spelt(act, act.asked, who)), str(on)),)
    earlier = any(each.means(who) for each, _ in act.nudged)
    return (*asking, (("nudged", spelt(act, act.nudged, who)), None)) if earlier else asking


def answered(
    act: Introduction, who: Mention, said: Answer, on: PartialDate, words: str = ""
) -> Fields:
    """Somebody answered, perhaps in words of their own; an earlier answer is replaced."""
    path = ("answered", spelt(act, act.answered, who))
    earlier = any(each.means(who) and answer.words for each, answer in act.answered)
    own: Fields = (((*path, "words"), words or None),) if words or earlier else ()
    return (((*path, "on"), str(on)), ((*path, "said"), SchemaWord(said)), *own)


def nudged(act: Introduction, who: Mention, on: PartialDate) -> Fields:
    """Somebody was asked a second time."""
    return ((("nudged", spelt(act, act.nudged, who)), str(on)),)


def happened(key: str, on: PartialDate) -> Fields:
    """They were introduced (`made`), they `met`, or thanks were said (`thanked`)."""
    return (((key,), str(on)),)


def outcome(was: str, on: PartialDate, note: str = "") -> Fields:
    """It is known what came of it; a note that stood there stays unless there is a new one."""
    noted: Fields = ((("outcome", "note"), note),) if note else ()
    return ((("outcome", "on"), str(on)), (("outcome", "was"), SchemaWord(was)), *noted)


def set_aside(on: PartialDate, because: str = "", until: PartialDate | None = None) -> Fields:
    """The two are set aside; what an earlier setting aside said is replaced as a whole."""
    return (
        (("set_aside", "on"), str(on)),
        (("set_aside", "because"), because or None),
        (("set_aside", "until"), str(until) if until else None),
    )


def spelt(act: Introduction, pairs: Iterable[tuple[Mention, object]], who: Mention) -> str:
    """The name under which somebody stands among some keys, else as it stands in `between`."""
    named = [each for each, _ in pairs if each.means(who)]
    side = [each for each in act.between if each.means(who)]
    return (*named, *side, who)[0].text
