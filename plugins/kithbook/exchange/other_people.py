"""Who else stands in a text that is given to one person: their names, addresses and numbers go.

What is left of them is a number, the same one throughout, so that the text still reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kithbook.book.network import Network
from kithbook.insight.roster_keys import RosterKeys
from kithbook.language.given_names import first_name
from kithbook.text.addresses import address_key
from kithbook.text.name_links import LINK, read_link
from kithbook.text.telephone import asked_by, known_by
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]{2,})*")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d(?:[\s()./\xa0\u2010-\u2015-]{0,3}\d){6,}")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"
_WRITTEN_DAY = rf"(?:{_DAY}[./-] ?{_DAY}[./-] ?{_YEAR}|{_YEAR}[./-]{_DAY}[./-]{_DAY})"
_DATES = re.compile(
    rf"\d{{4}}-\d\d(-\d\d)?[^+]*|{_WRITTEN_DAY}(?:[\s\u2010-\u2015-]{{1,3}}{_WRITTEN_DAY})*"
)
_PROFILE = re.compile(r"(?<=linkedin\.com/in/)[^\s/?#,;)\]}]+", re.IGNORECASE)
_MOST_WORDS = 6
_LEAST_NAME = 2


@dataclass
class OtherPeople:
    """Takes everybody but one person out of texts; `met` are those whom it found, by number.

    A name in a link, a whole name, an id and an alias of several words are known wherever they
    stand; a first name only once its owner was found, since many are words as well.
    """

    network: Network
    person: str
    met: dict[str, int] = field(default_factory=dict)
    _firsts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        who = self.network.people[self.person]
        self._own = {fold(one) for one in (who.id, who.name, *who.aliases)}
        self._own |= {fold(first_name(one)) for one in (who.name, *who.aliases)}
        rows = [one for one in self.network.contacts if one.person == self.person]
        emails = (*who.reach.emails, *(email for one in rows for email in one.emails))
        phones = (*who.reach.phones, *(phone for one in rows for phone in one.phones))
        self._own_emails = frozenset(map(address_key, emails))
        self._own_numbers = frozenset(key for one in phones for key in known_by(one))
        self._keys = RosterKeys(self.network)
        self._names = dict(self._known_names())

    def _known_names(self) -> Iterator[tuple[str, str]]:
        for contact in self.network.strangers:
            yield _plain(contact.name), contact.name
        for one in self.network.people.values():
            if one.id != self.person:
                for name in (one.id, one.name, *one.aliases):
                    if len(_plain(name).split()) >= _LEAST_NAME or "-" in name:
                        yield _plain(name), one.id

    def out_of(self, text: str) -> str:
        """The text without them, each occurrence as `[person 3]`, `[an address]`, `[a number]`."""
        text = LINK.sub(self._link, text)
        text = _EMAIL.sub(self._email, text)
        text = _PROFILE.sub(self._profile, text)
        text = _NUMBER.sub(self._number, text)
        return self._without_names(text)

    def reaches_the_one(self, text: str) -> bool:
        """Whether an address or a number of the person whose text it is stands in it."""
        emails = (address_key(one) for one in _EMAIL.findall(text))
        numbers = (found[0] for found in _NUMBER.finditer(text) if not _DATES.fullmatch(found[0]))
        return not self._own_emails.isdisjoint(emails) or any(map(self._is_own_number, numbers))

    def called(self, person: str) -> str:
        """What somebody else is called throughout."""
        number = self.met.setdefault(person, len(self.met) + 1)
        if person in self.network.people:
            self._firsts.setdefault(first_name(self.network.name_of(person)), person)
        return f"[person {number}]"

    def _link(self, found: re.Match[str]) -> str:
        name, shown = read_link(found)
        resolved = self.network.index.resolve(name)
        if resolved.person == self.person or fold(name) in self._own:
            return shown or (self.network.name_of(self.person) if name == self.person else name)
        return self.called(resolved.person or name)

    def _email(self, found: re.Match[str]) -> str:
        return found[0] if address_key(found[0]) in self._own_emails else "[an address]"

    def _profile(self, found: re.Match[str]) -> str:
        return found[0] if self._keys.person(found[0], "") == self.person else "[a profile]"

    def _number(self, found: re.Match[str]) -> str:
        if _DATES.fullmatch(found[0]):
            return found[0]
        return found[0] if self._is_own_number(found[0]) else "[a number]"

    def _is_own_number(self, text: str) -> bool:
        return not self._own_numbers.isdisjoint(asked_by(text))

    def _without_names(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        parts: list[str] = []
        end, at = 0, 0
        while at < len(words):
            person, length = self._named_at(text, words, at)
            if person:
                parts += (text[end : words[at].start()], self.called(person))
                end = words[at + length - 1].end()
            at += max(1, length)
        return "".join((*parts, text[end:]))

    def _named_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[str, int]:
        """Who is named from a word on, and in how many words; nobody in none."""
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            run = text[words[at].start() : words[at + length - 1].end()]
            if "\n" in run or fold(run) in self._own:
                continue
            known = self._names.get(_plain(run)) if length > 1 or "-" in run else None
            if known or (length == 1 and (known := self._firsts.get(run))):
                return known or "", length
        return "", 0


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(fold(name).replace("-", " ")))
