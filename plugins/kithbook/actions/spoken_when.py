"""Which of the days told in a clause is that of the entry, and by which a promise is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from kithbook.actions.spoken_clause import HIDDEN, STOPS, Clause
from kithbook.actions.spoken_days import SpokenDay, days_in
from kithbook.actions.spoken_people import SpokenGroup
from kithbook.actions.spoken_verbs import FAR, VerbFound
from kithbook.text.dates import Span
from kithbook.text.refusal import refuse
from kithbook.text.words import listed

_SHORT = 6
_ELSEWHERE = ("about", "due", "for", "from", "to", "be")


def content_of(clause: Clause, groups: Iterable[SpokenGroup], verbs: Iterable[VerbFound]) -> int:
    """Where a clause begins to tell what it was about: `about the van`, `: …`, behind a comma."""
    named = False
    listed_at = {at for one in groups for at in range(one.start, one.end)}
    listed_at.update(at for one in verbs for at in range(one.start, one.end))
    for at, word in enumerate(clause.words):
        named = named or clause.plain[at] == HIDDEN
        if at in clause.taken or at in listed_at or _is_before_day(clause, at):
            continue
        if word.text in STOPS and at:
            if word.text == ":" and _is_speaker(clause, at):
                clause.take(at, at + 1)
                continue
            return at
        if word.text == "," and named:
            return at
        if not named:
            continue
        if clause.is_in(at, "about", "clause") and not clause.is_in(at, "joined"):
            return at
        if clause.is_in(at, "they"):
            return at - clause.is_in(at - 1, "joined")
    return len(clause.words)


def _is_speaker(clause: Clause, at: int) -> bool:
    """Whether a colon stands behind the name that a line begins with: `Ben: called`."""
    before = [clause.plain[n] for n in range(at) if n not in clause.taken]
    return bool(before) and set(before) == {HIDDEN} and at + 1 < len(clause.words)


def _is_before_day(clause: Clause, at: int) -> bool:
    """Whether a comma stands beside a day."""
    return clause.words[at].text == "," and bool({at - 1, at + 1} & clause.taken)


def entry_day(
    clause: Clause,
    today: date,
    verbs: Iterable[VerbFound],
    groups: Iterable[SpokenGroup],
    *,
    boxed: bool,
) -> date | None:
    """The day of the entry, whose words are taken out; refused where it is no one day."""
    verbs = tuple(verbs)
    content = content_of(clause, groups, verbs)
    if verbs and verbs[0].kind in (*FAR, "talk", "said"):
        content = min(content, _purpose_of(clause, verbs[0].end))
    ends = {one.end for one in verbs}
    told = [
        one
        for one in days_in(clause, today)
        if _is_of_entry(clause, one, content, boxed=boxed, ends=ends)
    ]
    days = {one.day for one in told}
    for one in told:
        if one.day is None:
            _ask(clause, one, today)
    if len(days) > 1:
        said = listed([clause.slice(one.start, one.end) for one in told], "and")
        refuse(f"Two days are told here: {said}. Write one line for each.")
    for one in told:
        _take(clause, one.start, one.end)
    return next(iter(days), None)


def _take(clause: Clause, start: int, end: int) -> None:
    """Takes the words of a day, and the mark behind one that stands in front."""
    if start == 0 and clause.plain[end : end + 1] in ([":"], [","]):
        end += 1
    clause.take(start, end)
    clause.plain[start:end] = [""] * (end - start)


def _is_of_entry(
    clause: Clause, one: SpokenDay, content: int, *, boxed: bool, ends: Collection[int]
) -> bool:
    if one.start and one.start not in ends and clause.is_in(one.start - 1, *_ELSEWHERE):
        return False
    first = not any(n not in clause.taken for n in range(one.start))
    last = all(word.mark for word in clause.words[one.end :])
    sure = one.sure or not one.meant
    if boxed:
        if not first and not one.meant and clause.is_in(one.start, "later", "in"):
            return False
        return not one.ahead and (sure or first)
    if one.ahead:
        return first or (one.start < content and _is_edge(clause, one.end))
    return one.start < content or (last and _is_apart(clause, one, content, sure=sure))


def _purpose_of(clause: Clause, begin: int) -> int:
    """Where it is told what a call or message was for: `called to say …`."""
    for at in range(begin, len(clause.words) - 1):
        behind = clause.plain[at + 1]
        small = clause.is_in(at + 1, "article", "me", "mine", "relation")
        if clause.is_in(at, "to") and behind not in ("", HIDDEN) and not small:
            return at
    return len(clause.words)


def _is_edge(clause: Clause, at: int) -> bool:
    """Whether nothing is said of a day behind it, such as `tomorrow is off`."""
    if at >= len(clause.words) or clause.words[at].mark or clause.plain[at] == HIDDEN:
        return True
    return clause.is_in(at, "at", "with", "about", "place", "for", "parts")


def _is_apart(clause: Clause, one: SpokenDay, content: int, *, sure: bool) -> bool:
    """Whether a day at the end is not told in a sentence on what it was about."""
    if clause.plain[one.start - 1] in (",", "."):
        return True
    between = range(content, one.start)
    told = any(clause.words[at].mark or clause.is_in(at, "clause", "they") for at in between)
    return sure and clause.is_in(content, "about") and not told


def due_in(clause: Clause, today: date) -> date | None:
    """The day by which a promise is due, whose words are taken out with `by` before it."""
    for one in reversed(list(days_in(clause, today, to_come=True))):
        if one.start in clause.taken or one.day is None or one.sure or one.day < today:
            continue
        length = _due_before(clause, one.start)
        last = all(word.mark for word in clause.words[one.end :])
        last = last or bool(clause.speech.lists.get("finite") and clause.is_in(one.start, "on"))
        bare = not (one.start and clause.is_in(one.start - 1, *_ELSEWHERE, "clause", "at"))
        # `bring it over on Friday`: the small word belongs to the verb, not to the day.
        bare = bare or (clause.is_in(one.start, "on") and clause.is_in(one.start - 1, "tails"))
        if not (length or (last and bare)):
            continue
        before = clause.plain[one.start - length : one.start] == ["before"]
        _take(clause, one.start - length, one.end)
        return one.day - Span(1, "days") if before else one.day
    return None


def given_back(clause: Clause, today: date) -> str:
    """What is promised where something lent is to go back by a day; else nothing."""
    opens = clause.is_in(0, "back", "due", "to")
    if not opens or not any(clause.is_in(at, "back") for at in range(len(clause.words))):
        return ""
    due = due_in(clause, today)
    if due is None:
        return ""
    small = ("back", "to", "article", "pronouns", "due", "be")
    open_words = (n for n, one in enumerate(clause.words) if n not in clause.taken and not one.mark)
    if not all(clause.is_in(n, *small) for n in open_words):
        return ""
    clause.take(0, clause.speech.length("to", clause.plain, 0))
    left = clause.left()
    said = left if " " in left or len(left) > _SHORT else clause.speech.first("back")
    return f"{said} {clause.speech.first('until') or 'by'} {due}"


def _due_before(clause: Clause, at: int) -> int:
    """How many words such as `by` or `bis zum` stand before a day."""
    lengths = (n for n in (3, 2, 1) if at >= n)
    return next((n for n in lengths if clause.speech.length("due", clause.plain, at - n) == n), 0)


def _ask(clause: Clause, one: SpokenDay, today: date) -> None:
    said = clause.slice(one.start, one.end)
    if one.meant:
        ways = listed(map(str, sorted(one.meant)))
        refuse(f'"{said}" could be {ways}. Write the one you mean.')
    example = today - Span(3, "days")
    refuse(f'"{said}" is not one day. Write which, such as {example}, monday or 3 days ago.')
