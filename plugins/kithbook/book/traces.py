"""What tells of somebody in a text: their names, addresses, numbers and id, as they are written.

What can be nobody else is `sure`. A single word is in doubt, since others may have it, or a
sentence may mean something else by it: it is shown, and the owner decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.roster_links import called
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold, letter_spellings, spellings

_LEAST = 4
_STRETCH = 80
_PART = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_APART = r"[\s().\u00a0/\u2010-\u2015-]*"


@dataclass(frozen=True)
class Traces:
    """The words that tell of one person, and those of others which hold them as a part.

    `ids` are theirs, `sure` other texts, `numbers` telephone numbers as digits; `single` are words
    that alone could be somebody else. `others` are ids and names of everybody else, folded.
    """

    ids: tuple[str, ...]
    sure: tuple[str, ...]
    numbers: tuple[str, ...]
    single: tuple[str, ...]
    others: frozenset[str] = frozenset()

    def without(self, text: str, instead: str, also: Iterable[str] = ()) -> str:
        """A text with another word for all that is sure, and for single words the owner named."""
        words = tuple(also)
        text = self._pattern.sub(lambda found: self._said(found, instead), text)
        if not words:
            return text
        made = text

        def said(found: re.Match[str]) -> str:
            return found.group() if self._within_other(made, found) else instead

        return _single(words).sub(said, made)

    def holds(self, text: str) -> bool:
        """Whether anything sure is in a text."""
        return any(self._theirs(found) for found in self._pattern.finditer(text))

    def doubtful(self, text: str, known: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
        """Where single words stand that may mean them, without those the owner spoke of."""
        said = set(known)
        left = tuple(one for one in self.single if one not in said)
        for found in _single(left).finditer(text) if left else ():
            if found.group() not in said and not self._within_other(text, found):
                yield found.start(), found.group()

    def _within_other(self, text: str, found: re.Match[str]) -> bool:
        """Whether a word is part of somebody else's name."""
        start = max(0, found.start() - _STRETCH)
        parts = list(_PART.finditer(text, start, found.end() + _STRETCH))
        said = [fold(one.group()) for one in parts]
        inside = [at for at, one in enumerate(parts)
                  if one.start() < found.end() and one.end() > found.start()]  # fmt: skip
        if not inside:
            return False
        return any(
            said[at : at + len(name)] == list(name)
            for name in self._names_by_part.get(said[inside[0]], ())
            for at in range(max(0, inside[-1] - len(name) + 1), inside[0] + 1)
        )

    @cached_property
    def _names_by_part(self) -> Mapping[str, list[tuple[str, ...]]]:
        """The names of others that have several parts, by each of them."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for name in self._other_names:
            parts = tuple(one.group() for one in _PART.finditer(name))
            for part in dict.fromkeys(parts):
                found.setdefault(part, []).append(parts)
        return found

    @cached_property
    def _other_names(self) -> tuple[str, ...]:
        return tuple(sorted((one for one in self.others if " " in one), key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        own = {way for one in self.sure for way in spellings(one)}
        longer = [
            name for name in self._other_names
            if any(one in name and one != name for one in own)
        ]  # fmt: skip
        parts = [f"(?P<other>{'|'.join(_inner(one) for one in longer)})"] if longer else []
        names = sorted({*self.sure}, key=len, reverse=True)
        parts += [rf"(?<!\w){_inner(one)}(?!\w)" for one in names]
        parts += [rf"(?P<id{at}>(?<![^\W_]){_inner(one)}(?![^\W_]))"
                  for at, one in enumerate(self.ids)]  # fmt: skip
        parts += [_number(one) for one in self.numbers]
        return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)

    def _said(self, found: re.Match[str], instead: str) -> str:
        return instead if self._theirs(found) else found.group()

    def _theirs(self, found: re.Match[str]) -> bool:
        groups = found.groupdict()
        if groups.get("other"):
            return False
        if any(value for key, value in groups.items() if key.startswith("id")):
            return fold(_around(found)) not in self.others
        # Of two who are spelt nearly alike, each is known by the exact letters.
        return fold(found.group()) not in self.others


def traces_of(
    person: Person,
    contacts: Iterable[Contact],
    others: Mapping[str, str],
    shared: Container[str] = (),
) -> Traces:
    """What tells of somebody; `others` are the folded names and ids of everybody else.

    `shared` are ways by which others are reached too, as `ways_of` has them: they tell of nobody.
    """
    contacts = tuple(contacts)
    names = [person.name, *person.aliases, person.greet]
    names += [name for one in contacts for name in called(one)]
    names += [turned for one in names if (turned := turned_name(one))]
    names += [_turned(person.name)]
    sure = [one for one in names if _is_several(one) and fold(one) not in others]
    single = [one for one in names if one and not (_is_several(one) and fold(one) not in others)]
    words = person.name.split()
    single += [words[0], words[-1]] if len(words) > 1 else []
    ids = [person.id] if not person.id.isalpha() else []
    numbers = []
    for way in filter(None, (*_ways(person), *(way for one in contacts for way in _rows(one)))):
        if _way_key(way) in shared:
            continue
        if digits := _number_in(way):
            numbers.append(digits)
        elif len(way) >= _LEAST and not _may_be_a_word(way):
            sure.append(way)
        else:
            single.append(way)
    profile = person.reach.linkedin
    if profile and "/" not in profile and _way_key(profile) not in shared:
        (single if profile.isalpha() else ids).append(profile)
    return Traces(
        tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(numbers)),
        tuple(dict.fromkeys(one for one in single if len(one) > 1)), frozenset(others),
    )  # fmt: skip


def ways_of(people: Iterable[Person], contacts: Iterable[Contact]) -> frozenset[str]:
    """By what some people and contacts are reached, as it is compared."""
    ways = [way for one in people for way in (*_ways(one), one.reach.linkedin)]
    ways += [way for one in contacts for way in _rows(one)]
    return frozenset(map(_way_key, filter(None, ways)))


def _ways(person: Person) -> Iterator[str]:
    reach = person.reach
    yield from (each.text for each in (*reach.written, *reach.others))
    yield from (*reach.emails, *reach.phones, reach.mastodon, reach.signal, reach.address)
    yield reach.linkedin if "/" in reach.linkedin else ""


def _rows(contact: Contact) -> Iterator[str]:
    yield from (*contact.emails, *contact.phones, contact.url, *contact.pages)


def _way_key(way: str) -> str:
    return _number_in(way)[-9:] or fold(way)


def _number_in(way: str) -> str:
    """The digits of a telephone number; empty for what is none."""
    digits = "".join(_DIGIT.findall(way))
    return digits if len(digits) > 5 and not re.search(r"[^\W\d_]{2}", way) else ""


def _may_be_a_word(way: str) -> bool:
    """Whether a way to reach somebody may be words of a sentence: a street, a town, a name."""
    return way.isalpha() or (" " in way and not _DIGIT.search(way))


def _turned(name: str) -> str:
    *given, family = name.split() or [""]
    return f"{family}, {' '.join(given)}" if given else ""


def _is_several(name: str) -> bool:
    return len(name.split()) > 1


def _inner(text: str) -> str:
    """A text as a pattern: any blanks between its words, and letters in every spelling."""
    return r"\s+".join(map(_letters, text.split()))


def _letters(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(letter: str) -> str:
    if letter.isascii():
        return re.escape(letter)
    ways = sorted(letter_spellings(letter), key=lambda way: (-len(way), way))
    return f"(?:{'|'.join(map(re.escape, ways))})" if len(ways) > 1 else re.escape(letter)


def _single(words: Iterable[str]) -> re.Pattern[str]:
    """Single words as they are written, in large letters as in small ones."""
    parts = (rf"(?<![\w@]){_inner(one)}(?![\w@]|\.\w)" for one in words)
    return re.compile("|".join(parts) or r"(?!)")


def _number(digits: str) -> str:
    """A telephone number with anything between its digits, with its country or without."""
    local = digits[-10:] if len(digits) > 10 else digits.lstrip("0")
    ahead = r"(?:\+?[\d(]{1,5}[\s().\u00a0/-]{0,3})?"
    return rf"(?<!\d){ahead}{_APART.join(local)}(?!\d)"


def _around(found: re.Match[str]) -> str:
    """The whole word that an id stands in, up to what is no part of an id."""
    text, start, end = found.string, found.start(), found.end()
    while start and (text[start - 1].isalnum() or text[start - 1] in "-_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "-_"):
        end += 1
    return text[start:end]
