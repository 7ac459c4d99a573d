"""One clause of a spoken line read whole: who, when, what was done, by whom, and the words left."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kithbook.actions.sentence import Sentence
from kithbook.actions.spoken_clause import HIDDEN, Clause
from kithbook.actions.spoken_days import days_in
from kithbook.actions.spoken_left import words_left
from kithbook.actions.spoken_people import NameSearch, SpokenGroup, SpokenName, groups_in
from kithbook.actions.spoken_verbs import (
    FAR,
    NEAR,
    VerbFound,
    as_said,
    near_verb,
    verb_of,
    verbs_in,
)
from kithbook.actions.spoken_when import content_of, due_in, entry_day, given_back
from kithbook.actions.spoken_whom import (
    did_it,
    ids_of,
    require_known,
    require_somebody,
    require_two,
    taking_part,
)
from kithbook.book.model import BOXED_KINDS, Settings
from kithbook.text.refusal import refuse
from kithbook.text.words import listed

_OTHER_WAY = {"gave": "got", "promised": "awaiting"}
_UNTIL = "by"
_SEEN = ("once", "met", "visit")
OPENING = ("joined", "then", "self", "they")


class SpokenPart(NamedTuple):
    """What a clause says, and whether it was they who did it."""

    sentence: Sentence
    theirs: bool = False


@dataclass
class SpokenReader:
    """Reads one clause after another, with what the book knows."""

    search: NameSearch
    settings: Settings
    today: date

    def part(self, clause: Clause, before: SpokenPart | None) -> SpokenPart | None:
        """What a clause says; None where no word tells what was done."""
        got = before is not None and before.sentence.kind == "got"
        if before and got and (back := given_back(clause, self.today)):
            return SpokenPart(Sentence("promised", before.sentence.names, back, None))
        days = tuple(days_in(clause, self.today))
        names = tuple(self.search.names_in(clause, days))
        for name in names:
            clause.hide(name.start, name.end)
        early = tuple(verbs_in(clause, self.settings))
        boxed = _is_boxed(clause, early) or _is_coming(clause, self.today)
        on = entry_day(clause, self.today, early, groups_in(clause, names), boxed=boxed)
        clause.due = due_in(clause, self.today) if boxed else None
        own, theirs = _opening(clause)
        _require_been(clause, names)
        groups = tuple(groups_in(clause, names))
        content = content_of(clause, groups, early)
        found = tuple(verbs_in(clause, self.settings))
        verb = self._verb(clause, groups, found, content)
        if verb is None:
            return None
        people = taking_part(clause, groups, content, verb)
        actor = did_it(clause, people, verb)
        if actor:
            require_two(clause, groups, actor, verb)
        theirs = theirs or actor is not None
        theirs = theirs or bool(before and before.theirs and not own and not people)
        verb = _directed(clause, verb, people, theirs=theirs)
        require_known(clause, verb, groups, self.search)
        ids = ids_of(clause, people, self.search.index)
        if not ids:
            ids = before.sentence.names if before else ()
            require_somebody(clause, ids, verb, self.search)
        verb = _talked(clause, verb, content, people)
        text = words_left(clause, verb, people, actor, found, content)
        if clause.due:
            text = f"{text} {clause.speech.first('until') or _UNTIL} {clause.due}"
        if not text and verb.kind in BOXED_KINDS:
            refuse(f'"{clause.line.strip()}" does not say what. Write it behind: … by DATE')
        return SpokenPart(Sentence(verb.kind, ids, text, on), theirs)

    def _verb(
        self,
        clause: Clause,
        groups: tuple[SpokenGroup, ...],
        found: tuple[VerbFound, ...],
        content: int,
    ) -> VerbFound | None:
        """The verb that tells the kind, or what stands for one that is not known."""
        if (at := _in_vain(clause, found, content)) is not None and groups:
            kind = "message" if clause.is_in(at, "recorded") else "note"
            return VerbFound(at, at, kind, keep=True)
        if _is_seen(clause, groups, found):
            return VerbFound(0, 0, "met", keep=True)
        _require_no_introduction(clause, groups, content)
        if wanted := _wanted(clause, groups, found, content):
            return wanted
        early = [one for one in groups if one.start < content]
        if self._misspelt(clause, found, content):
            return None
        verb = verb_of(
            clause,
            found,
            content,
            with_people=any(one.joint == "with" for one in early),
            at_home=any(one.joint == "at" for one in early),
        )
        if verb is None:
            return self._unheard(clause, tuple(early), content)
        _require_past(clause, verb)
        return as_said(verb, clause, self.settings)

    def _misspelt(self, clause: Clause, found: tuple[VerbFound, ...], content: int) -> bool:
        """Whether no verb stands before what it was about, but a word that is near to one."""
        if any(one.start < content for one in found):
            return False
        early = (at for at in range(min(content, len(clause.words))) if _is_open(clause, at))
        return any(near_verb(clause.plain[at], clause.speech, self.settings) for at in early)

    def _unheard(
        self, clause: Clause, people: tuple[SpokenGroup, ...], content: int
    ) -> VerbFound | None:
        """What was done together, by an unknown verb; or what is told of somebody, as a note."""
        first = next((n for n in range(len(clause.words)) if _is_open(clause, n)), None)
        together = bool(people) and people[0].joint == "with"
        if together and any(clause.is_in(at, "at", "place") for at in range(content)):
            return VerbFound(0, 0, "met", keep=True)
        if first is None or not people or first >= content:
            return None
        word = clause.words[first].plain
        if near_verb(word, clause.speech, self.settings):
            return None
        if together and _is_done(clause, content):
            return VerbFound(first, first, "met", keep=True)
        if people[0].joint == "subject" and not people[0].own:
            return VerbFound(first, first, "note", keep=True)
        return None


def _is_seen(clause: Clause, groups: tuple[SpokenGroup, ...], found: tuple[VerbFound, ...]) -> bool:
    """Whether somebody is named at a place, and told the owner something: `Ben at the shop, …`."""
    comma = next((n for n, one in enumerate(clause.words) if one.text == ","), 0)
    early = [one for one in groups if one.start < comma]
    if not early or early[0].joint != "subject" or any(one.start < comma for one in found):
        return False
    at = early[0].end
    while at < comma and at in clause.taken:
        at += 1
    told = any(one.kind == "talk" for one in found)
    return told and not early[0].own and at < comma and clause.is_in(at, "at", "place")


def _wanted(
    clause: Clause,
    groups: tuple[SpokenGroup, ...],
    found: tuple[VerbFound, ...],
    content: int,
) -> VerbFound | None:
    """What is still to be done as a promise: `need to send Ann …`, `Ben will lend me …`."""
    first = min((one.start for one in found), default=content)
    for at in range(min(content, first + 1)):
        length = clause.speech.length("will", clause.plain, at)
        behind = any(one.joint == "subject" and one.end == at and not one.own for one in groups)
        mine = any(clause.is_in(n, "me", "mine") for n in range(at, len(clause.words)))
        if length and behind and mine:
            return VerbFound(at, at + length, "promised")
        if clause.due and behind and mine and clause.is_in(at, "sends"):
            return VerbFound(at, at, "promised", keep=True)
        length = clause.speech.length("must", clause.plain, at)
        if length and all(n in clause.taken for n in range(at)):
            return VerbFound(at, at + length, "promised", keep=True)
    return None


def _require_no_introduction(clause: Clause, groups: tuple[SpokenGroup, ...], content: int) -> None:
    """Refuses what is no entry of a log but an introduction, which has a file of its own."""
    names = [one.text for group in groups for one in group.names]
    places = range(min(content, len(clause.words)))
    if len(names) > 1 and any(clause.is_in(at, "introduce") for at in places):
        command = shlex.join(("kith", "introduce", *names[:2]))
        refuse(f"An introduction has a file of its own. Begin one with: {command}")


def _is_boxed(clause: Clause, found: tuple[VerbFound, ...]) -> bool:
    """Whether a clause tells of something promised, either way."""
    boxed = any(one.kind in BOXED_KINDS for one in found)
    return boxed or any(clause.is_in(at, "must", "will") for at in range(len(clause.words)))


def _is_coming(clause: Clause, today: date) -> bool:
    """Whether something is told that they do for the owner on a day to come: `brings me … by`."""
    places = range(len(clause.words))
    sends = next((at for at in places if clause.is_in(at, "sends")), None)
    if not sends or clause.plain[sends - 1] != HIDDEN:
        return False
    told = (one for one in days_in(clause, today, to_come=True) if one.day and not one.sure)
    ahead = any(one.day and one.day > today for one in told)
    return ahead and any(clause.is_in(at, "me", "mine") for at in places)


def _talked(
    clause: Clause, verb: VerbFound, content: int, people: tuple[SpokenGroup, ...]
) -> VerbFound:
    """A talk with a place to it is a meeting; else it is asked what it was."""
    if verb.kind not in ("talk", "said"):
        return verb
    place = range(verb.end, min(content, len(clause.words)))
    if verb.kind == "talk" and any(clause.is_in(at, "at", "place") for at in place):
        return replace(verb, kind="met")
    names = listed((one.text for group in people for one in group.names), "and")
    clause.take(verb.start, verb.end)
    for one in people:
        clause.take(one.start, one.end)
    if verb.kind == "talk" and clause.is_in(verb.end, "me") and not clause.speech.first("finite"):
        that = clause.plain[verb.end + 1 : verb.end + 2] == [clause.speech.first("that")]
        clause.take(verb.end, verb.end + 1 + that)
    rest = clause.left(verb.end) if verb.kind == "talk" else clause.line.strip()
    first = next((n for n in range(verb.end, len(clause.words)) if n not in clause.taken), 0)
    plain = clause.is_in(first, "about", "clause", "place", "at", "for") and verb.kind == "talk"
    about = f"{names}{' ' if plain else ': '}{rest}" if rest else names
    return refuse(
        f'"{clause.slice(verb.start, verb.end)}" does not say how. '
        f"Write: called {about}, or: met {about}"
    )


def _opening(clause: Clause) -> tuple[bool, bool]:
    """Takes what a clause begins with beside its verb: whether it is `I`, and whether `she`."""
    at, seen = 0, set()
    while at < len(clause.words):
        if at in clause.taken or clause.words[at].mark:
            at += 1
            continue
        lengths = {name: clause.speech.length(name, clause.plain, at) for name in OPENING}
        name = max(lengths, key=lambda one: lengths[one])
        if not lengths[name]:
            break
        seen.add(name)
        clause.take(at, at + lengths[name])
        at += lengths[name]
    return "self" in seen, "they" in seen


def _is_open(clause: Clause, at: int) -> bool:
    """Whether a word is neither taken nor a mark nor a small word of its language."""
    hidden = clause.plain[at] in ("", HIDDEN)
    if hidden or at in clause.taken or clause.words[at].mark:
        return False
    return not clause.is_in(at, "light", "article", "helping", "me", "mine", "with", "joined")


def _is_done(clause: Clause, content: int) -> bool:
    """Whether an unknown word has the ending of something done: `kayaked`, `gebastelt`."""
    verb_last = bool(clause.speech.lists.get("finite"))
    for at in range(min(content, len(clause.words))):
        if _is_open(clause, at):
            word = clause.plain[at]
            if verb_last and "ge" in word[:5] and word.endswith(("t", "en")) and len(word) > 5:
                return True
            doing = word.endswith("ing") and not clause.is_in(at - 1, "article")
            if not verb_last and (doing or word.endswith("ed")):
                return True
    return False


def _in_vain(clause: Clause, found: tuple[VerbFound, ...], content: int) -> int | None:
    """Where it is said that it did not come about: `tried to call`, `called, left a message`."""
    called = next((one.end for one in found if one.kind == "call"), len(clause.words))
    contact = next(
        (one.end for one in found if one.kind in (*FAR, *NEAR, *_SEEN)), len(clause.words)
    )
    commas = (n for n in range(contact, content) if clause.words[n].text == ",")
    content = next(commas, content)
    for at in range(len(clause.words)):
        if at >= called and clause.is_in(at, "unreached", "recorded"):
            return at
        if clause.is_in(at, "vain") or (at < content and clause.is_in(at, "not")):
            return at
    return None


def _require_past(clause: Clause, verb: VerbFound) -> None:
    """Refuses what is only meant to be done, which is no entry yet."""
    if verb.kind in BOXED_KINDS:
        return
    for at in range(verb.start):
        if clause.is_in(at, "ahead"):
            said = clause.slice(at, at + 1)
            refuse(
                f'"{said}" tells of what is still to come, and the log is for what has been. '
                "Write it as promised, or log it afterwards."
            )


def _require_been(clause: Clause, names: tuple[SpokenName, ...]) -> None:
    """Refuses `meeting Ben on Friday`, which is more often to come than not."""
    first = next((n for n in range(len(clause.words)) if n not in clause.taken), 0)
    length = clause.speech.length("coming", clause.plain, first)
    if length and any(one.start == first + length and not one.owner for one in names):
        said = clause.slice(first, first + length)
        refuse(
            f'"{said}" may be still to come, and the log is for what has been. '
            "Write it as met or called, or as promised."
        )


def _directed(
    clause: Clause, verb: VerbFound, people: tuple[SpokenGroup, ...], *, theirs: bool
) -> VerbFound:
    """The verb by who did it: what they gave was got, what they promised is awaited."""
    joints = {one.joint for one in people}
    if verb.kind in ("gave", "got") and verb.keep and joints == {"with"}:
        return replace(verb, kind="met")
    if theirs:
        return _by_them(clause, verb)
    if verb.kind == "got" and not verb.keep and people and people[0].joint == "object":
        return replace(verb, kind="gave", keep=True)
    fetched = verb.kind == "gave" and verb.keep and joints == {"from"}
    return replace(verb, kind="got") if fetched else verb


def _by_them(clause: Clause, verb: VerbFound) -> VerbFound:
    # `Ben wrote` is no letter as yet; one that is called a letter has that noun for its verb.
    if verb.kind == "letter" and not verb.tail and clause.is_in(verb.start, "bare"):
        return replace(verb, kind="message")
    if verb.kind in _OTHER_WAY:
        return replace(verb, kind=_OTHER_WAY[verb.kind])
    if verb.kind == "got" and not verb.keep and clause.is_in(verb.end, "me"):
        return replace(verb, keep=True)
    if verb.kind == "got":
        mine = any(clause.is_in(at, "me", "mine") for at in range(len(clause.words)))
        return replace(verb, kind="gave" if mine else "note", keep=True)
    return replace(verb, kind="note", keep=True) if verb.kind == "thanks" else verb
