"""Answers to a question: who, the line it rests on, and the words that match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kithbook.book.network import Network
from kithbook.cli.find import name_and_work, people_and_contacts
from kithbook.cli.screen import say
from kithbook.insight.find import PersonFound
from kithbook.shapes.of_finds import answer_shape
from kithbook.suggestions.who_knows import QuestionAnswer, Someone, ask_of, everyone_in
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location

# An index is kept for one set of people, and finding has its own.
_KEPT = Path(".kith", "finding")

Key = str | Location | None


@dataclass(frozen=True, slots=True)
class RankedAnswers:
    """Who answers, the best first, and what to know about how they were found."""

    network: Network
    found: tuple[QuestionAnswer, ...]
    says: str

    @classmethod
    def to(
        cls,
        network: Network,
        question: str,
        most: int,
        root: Path,
        *,
        among: Iterable[PersonFound] | None = None,
        besides: Iterable[PersonFound] = (),
    ) -> RankedAnswers:
        """The best answers, among some and besides others; `root` is the folder of the book."""
        inside = None if among is None else {_key(one) for one in among}
        outside = {_key(one) for one in besides}

        def may(who: Someone) -> bool:
            return _key(who) not in outside and (inside is None or _key(who) in inside)

        asking = ask_of(everyone_in(network), network.settings, root / _KEPT)
        return cls(network, asking.answers(question, most, may), asking.says)

    def show(self) -> None:
        """Writes each answer with its evidence."""
        for one in self.found:
            thin = "  contact of a roster" if one.who.thin else ""
            name = name_and_work(self.network, one.who.name, one.who.person, one.who.contact)
            say(f"{name}{thin}")
            say(f"  {one.field}: {links_as_names(one.quote)}  {one.at}")
            say(f"  words: {', '.join(match.words for match in one.matches)}")
            if one.said == "sought":
                say("  also looks for this")

    def in_words(self) -> str:
        """How many answer, as a remark."""
        if not self.found:
            return f"Nothing in the book answers this. Try other words. {self.says}".rstrip()
        people = sum(not one.who.thin for one in self.found)
        count = people_and_contacts(people, len(self.found) - people)
        return f"{count}, the best answer first. {self.says}".rstrip()

    def as_json(self) -> list[dict[str, object]]:
        """The answers in JSON."""
        return [answer_shape(one) for one in self.found]


def _key(one: PersonFound | Someone) -> Key:
    return one.contact.at if one.contact else one.person
