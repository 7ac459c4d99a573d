"""The goal of a way: a person, or words that name a place, an organisation or a field."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.network import Network
from kithbook.insight.places import key_of
from kithbook.insight.query import key
from kithbook.introductions.acquainted import employer_key
from kithbook.language.small_words import in_any_language
from kithbook.text.name_links import links_as_names
from kithbook.text.words import fold


@dataclass(frozen=True, slots=True)
class WayGoal:
    """A goal as it was typed, the people of the book that it names, and its words.

    `words` are those that say something, in their order. `known` are the ids whom it names.
    """

    text: str
    phrase: str
    words: tuple[str, ...]
    org: str
    place: str
    known: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it reads as a name, and not as a field or a trade."""
        silent = in_any_language("silent")
        said = [word for word in self.text.split() if fold(word) not in silent]
        return all(word[:1].isupper() for word in said)

    def share(self, text: str) -> float:
        """How much of the goal stands in a text: 1 for its words as they are, 0 for none.

        All of them in another order are nearly as good; some of them alone say nothing.
        """
        said = f" {key(links_as_names(text))} "
        if self.phrase and f" {self.phrase} " in said:
            return 1.0
        if not self.words:
            return 0.0
        return _SCATTERED if all(f" {word} " in said for word in self.words) else 0.0

    def is_org(self, org: str) -> bool:
        """Whether an organisation is meant, by a shorter name too, whatever its legal form."""
        written = employer_key(org)
        if not (self.org and written):
            return False
        return self.org == written or self.org.startswith(f"{written} ")

    def is_place(self, place: str) -> bool:
        """Whether a place is meant: the same, or one with more words behind or before it."""
        written = key_of(place)
        if not (self.place and written):
            return False
        return f" {self.place} " in f" {written} " or self.place.startswith(f"{written} ")

    def is_called(self, name: str) -> bool:
        """Whether it is somebody's name."""
        return fold(name) == fold(self.text)


_SCATTERED = 0.85


def goal_of(network: Network, text: str) -> WayGoal:
    """What a text names; a first name alone names somebody where nothing else is called so."""
    bare = " ".join(text.split())
    phrase = key(bare).strip()
    silent = in_any_language("silent")
    words = tuple(word for word in phrase.split() if word not in silent)
    return WayGoal(
        bare, phrase, words, employer_key(bare), key_of(bare), network.index.resolve(bare).ids
    )


def with_first_name(network: Network, goal: WayGoal) -> WayGoal:
    """The same for a part of a name, such as a first name, that only one person has."""
    found = network.index.called(goal.text)
    known = found if len(found) == 1 else ()
    return WayGoal(goal.text, goal.phrase, goal.words, goal.org, goal.place, known)
