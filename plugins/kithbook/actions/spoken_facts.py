"""What a spoken line says of somebody on no day: a need, an offer, what they know, a birthday."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date

from kithbook.actions.spoken_clause import Clause, clause_of, words_of
from kithbook.actions.spoken_days import SpokenDay, days_in
from kithbook.actions.spoken_people import NameSearch, SpokenGroup, groups_in, unknown_name
from kithbook.actions.spoken_whom import ids_of
from kithbook.book.name_index import NameIndex
from kithbook.language.spoken_words import spoken_words
from kithbook.text.refusal import refuse

PHRASES = {"needs": "need", "offers": "offer", "knows": "know"}
"""The keys of such phrases, each with the command that writes one."""
_LISTS = {**dict.fromkeys(PHRASES), "likes": "interests"}
_NEW = "new"


@dataclass(frozen=True, slots=True)
class SpokenFact:
    """What stands under a key of somebody from now on."""

    people: tuple[str, ...]
    key: str
    text: str

    def command(self, person: str) -> str:
        """The command that writes it for one of them."""
        verb = PHRASES.get(self.key)
        words = (verb, person) if verb else ("set", person, self.key)
        return shlex.join(("kith", *words, self.text))


def fact_in(line: str, index: NameIndex, today: date) -> SpokenFact | None:
    """What a line says of somebody, or None; refused where it is not clear of whom."""
    search = NameSearch(index)
    words = words_of(line.strip())
    for speech in spoken_words():
        clause = clause_of(line.strip(), words, speech)
        days = tuple(days_in(clause, today))
        names = tuple(search.names_in(clause, days))
        for name in names:
            clause.hide(name.start, name.end)
        groups = tuple(groups_in(clause, names))
        if groups and groups[0].joint == "subject" and not groups[0].own:
            found = _phrase(clause, groups[0], index) or _birthday(clause, groups[0], index, today)
            if found:
                return found
        elif not groups and (stranger := unknown_name(clause, 0)):
            group = SpokenGroup(0, stranger.end, (stranger,), "subject")
            if found := _phrase(clause, group, index):
                return found
    return None


def require_no_fact(line: str, index: NameIndex, today: date) -> None:
    """Refuses, for the log, what belongs into the keys of somebody, with the command for it."""
    fact = fact_in(line, index, today)
    if fact:
        commands = " and ".join(fact.command(person) for person in fact.people)
        refuse(f"This is no entry of a log; it belongs under {fact.key}. Write: {commands}")


def new_name(line: str) -> str:
    """The name behind `new person`; empty where a line says something else."""
    words = words_of(line.strip())
    for speech in spoken_words():
        clause = clause_of(line.strip(), words, speech)
        if length := speech.length(_NEW, clause.plain, 0):
            clause.take(0, length)
            return clause.left()
    return ""


def _phrase(clause: Clause, group: SpokenGroup, index: NameIndex) -> SpokenFact | None:
    speech, plain = clause.speech, clause.plain
    at = group.end
    while at < len(plain) and clause.is_in(at, "then"):
        at += 1
    key, length = max(((name, speech.length(name, plain, at)) for name in _LISTS), key=_longest)
    begin = at + length
    if not length:
        if not (clause.is_in(at, "can") and _is_given(clause, at + 1)):
            return None
        key, begin = "offers", at + 1
    if group.owner or clause.is_in(begin, "to") or _is_of_mine(clause, begin):
        return None
    text = _text(clause, begin)
    if not text:
        return None
    return SpokenFact(ids_of(clause, (group,), index), _LISTS[key] or key, text)


def _longest(one: tuple[str, int]) -> int:
    return one[1]


def _is_given(clause: Clause, at: int) -> bool:
    """Whether what somebody can do is something for others, such as to lend or to teach."""
    last = max((n for n in range(at, len(clause.words)) if not clause.words[n].mark), default=at)
    return clause.is_in(at, "giving") or clause.is_in(last, "giving")


def _is_of_mine(clause: Clause, at: int) -> bool:
    """Whether the owner is meant in it, which makes it a favour or a promise."""
    return any(clause.is_in(n, "me", "mine", "self") for n in range(at, len(clause.words)))


def _text(clause: Clause, begin: int) -> str:
    """What stands behind the verb, without the end of a German one."""
    clause.take(0, begin)
    last = max((n for n in range(len(clause.words)) if not clause.words[n].mark), default=0)
    if last > begin and clause.is_in(last, "tails"):
        clause.take(last, last + 1)
    return clause.left()


def _birthday(
    clause: Clause, group: SpokenGroup, index: NameIndex, today: date
) -> SpokenFact | None:
    """`Mae's birthday is 3 March`: the day without its year, unless the year is told."""
    if not any(clause.is_in(at, "birthday") for at in range(group.end, len(clause.words))):
        return None
    told = [one for one in days_in(clause, today) if one.day and not (one.sure or one.ahead)]
    others = [at for at in range(group.end, len(clause.words)) if _is_other(clause, at, told)]
    if len(told) != 1 or others or told[0].day is None:
        return None
    day = told[0].day
    year = str(day.year)
    whole = year in clause.slice(told[0].start, told[0].end)
    text = str(day) if whole else f"--{day:%m-%d}"
    return SpokenFact(ids_of(clause, (group,), index), "born", text)


def _is_other(clause: Clause, at: int, told: list[SpokenDay]) -> bool:
    if clause.words[at].mark or any(one.start <= at < one.end for one in told):
        return False
    return not clause.is_in(at, "birthday", "be", "on", "article", "helping")
