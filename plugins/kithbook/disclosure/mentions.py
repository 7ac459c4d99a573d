"""Whom a public text gives away: somebody's name, address or number, without their consent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.request import Request
from kithbook.disclosure.public_texts import PublicText
from kithbook.text.unseen import without_unseen
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_]+")
_LEAST_PART, _MOST_PARTS, _LEAST_JOINED = 3, 6, 8
_LEAST_DIGITS = 7
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d(?:[\s()./\xa0\u2010-\u2015-]{0,3}\d){6,}")
_AT = re.compile(r"\s*[\[({]\s*(?:at|@)\s*[\])}]\s*|\s+(?:at|@)\s+")
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punkt|\.)\s*[\])}]\s*|\s+(?:dot|punkt)\s+")
Named = tuple[str, str]
Words = tuple[str, ...]


@dataclass(frozen=True)
class Hidden:
    """Who may not be named on a day: people without a consent to it, contacts, strangers.

    `others` are further people who did not agree to be named, as (id, name).
    """

    people: tuple[Person, ...]
    today: date
    others: tuple[Named, ...] = ()
    contacts: tuple[Contact, ...] = field(default=(), repr=False)
    requests: tuple[Request, ...] = field(default=(), repr=False)

    def given_away(self, public: PublicText) -> str:
        """What a text gives away, as `names Bo Chen` or `holds a number of Bo Chen`, or nothing."""
        text = without_unseen(public.text)
        public = replace(public, text=text)
        if named := self._own_name(public) or self.named_in(text):
            return f"names {named}"
        own = public.person.name
        for email in _emails_in(text):
            if (who := self._emails.get(email, own)) != own:
                return f"holds an e-mail address of {who}"
        for number in _numbers_in(public.text):
            if (who := self._numbers.get(number, own)) != own:
                return f"holds a telephone number of {who}"
        place = f" {' '.join(_words(public.text))} "
        found = (who for words, who in self._places if words in place and who != own)
        return next((f"holds an address of {who}" for who in found), "")

    def named_in(self, text: str) -> str:
        """Whom words of the owner's own name, or nothing."""
        plain = without_unseen(text)
        return self._named(plain) or self._caseless(plain)

    def _own_name(self, public: PublicText) -> str:
        person = public.person
        if may_be_named(person, self.today):
            return ""
        own = {_words(name) for name in (person.name, person.id, *person.aliases)}
        if any(not own.isdisjoint(_forms(run)) for run, _ in _runs(public.text)):
            return person.name
        return person.name if _part_of(person.name, public.text) else ""

    def _named(self, text: str) -> str:
        for run, as_name in _runs(text):
            for words in _forms(run):
                if len(words) > 1 and words in self._names:
                    return self._names[words]
                if as_name and len(words) > 1 and words in self._strangers:
                    return self._strangers[words]
                if len(words) == 1 and words[0] in self._joined:
                    return self._joined[words[0]]
        return ""

    def _caseless(self, text: str) -> str:
        """A name in a script without spaces and capitals, wherever it stands in a text."""
        joined = "".join(_words(text))
        known = {**self._strangers, **self._names}.items()
        plain = (("".join(words), name) for words, name in known)
        return next((name for whole, name in plain if _is_caseless(whole) and whole in joined), "")

    @cached_property
    def _names(self) -> Mapping[Words, str]:
        hidden = (one for one in self.people if not may_be_named(one, self.today))
        called = (((one.id, one.name, *one.aliases), one.name) for one in hidden)
        unread = (((id_, name), name) for id_, name in self.others)
        return {_words(text): name for texts, name in (*called, *unread) for text in texts}

    @cached_property
    def _strangers(self) -> Mapping[Words, str]:
        """Names of contacts and of who wrote a request: anything may stand there."""
        shown = {_words(one.name) for one in self.people if may_be_named(one, self.today)}
        called = (name for one in self.contacts for name in (one.name, *one.aliases))
        names = (*called, *(one.sender for one in self.requests))
        found = {_words(name): name for name in names}
        return {words: name for words, name in found.items() if words not in shown}

    @cached_property
    def _joined(self) -> Mapping[str, str]:
        both = {**self._strangers, **self._names}
        pairs = (("".join(words), name) for words, name in both.items() if len(words) > 1)
        return {word: name for word, name in pairs if len(word) >= _LEAST_JOINED}

    @cached_property
    def _emails(self) -> Mapping[str, str]:
        written = (
            *((email, one.sender) for one in self.requests for email in (one.email,)),
            *((email, one.name) for one in self.contacts for email in one.emails),
            *((email, one.name) for one in self.people for email in one.reach.emails),
        )
        return {fold(email): name or "somebody" for email, name in written if email}

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        written = (
            *((phone, one.name) for one in self.contacts for phone in one.phones),
            *((phone, one.name) for one in self.people for phone in one.reach.phones),
        )
        return {end: name for phone, name in written for end in _numbers_in(phone)}

    @cached_property
    def _places(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (f" {' '.join(words)} ", one.name)
            for one in self.people
            for line in re.split(r"[\n,;]", one.reach.address)
            if len(words := _words(line)) > 1 and any(word.isdigit() for word in words)
        )


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


def _runs(text: str) -> Iterator[tuple[Words, bool]]:
    """Each run of words of a text, and whether it is written as names are: in capitals."""
    said, written = _words(text), _WORD.findall(text)
    capital = [len(word) < _LEAST_PART + 1 or not word[0].islower() for word in written]
    if len(said) != len(written):
        capital = [True] * len(said)
    for start in range(len(said)):
        for end in range(start + 1, min(start + _MOST_PARTS, len(said)) + 1):
            yield said[start:end], all(capital[start:end])


def _forms(run: Words) -> Iterator[Words]:
    """A run as it stands, without a genitive, without initials, and with the last name first."""
    yield run
    if len(run[-1]) > _LEAST_PART and run[-1].endswith("s"):
        yield (*run[:-1], run[-1][:-1])
    if len(run) > 1:
        yield (*run[1:], run[0])
        whole = tuple(word for word in run if len(word) > 1)
        if len(whole) not in (0, len(run)):
            yield whole


def _emails_in(text: str) -> Iterator[str]:
    plain = _DOT.sub(".", _AT.sub("@", fold(text)))
    yield from (found.strip(".-") for found in _EMAIL.findall(plain))


def _numbers_in(text: str) -> Iterator[str]:
    """The ends of the telephone numbers in a text, which are the same however one dials."""
    for found in _NUMBER.findall(text):
        digits = (unicodedata.digit(letter, None) for letter in found)
        yield "".join(str(one) for one in digits if one is not None)[-_LEAST_DIGITS:]


def _is_caseless(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.lower() == word.upper()


def may_be_named(person: Person, today: date) -> bool:
    """Whether somebody agreed to have their name shown."""
    given = person.consents(today)
    return given is not None and "name" in given.shows


def _part_of(name: str, text: str) -> bool:
    """Whether a part of a name stands in a text as the name writes it: Rose, and not rose."""
    parts = {part for part in _WORD.findall(name) if len(part) >= _LEAST_PART}
    capital = [word for word in _WORD.findall(text) if word[0].isupper()]
    return any(word in parts or word.removesuffix("s") in parts for word in capital)
