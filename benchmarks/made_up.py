"""Books of made-up people: the same words for the same seed, and no finding in any of them.

A person has about 28 lines of YAML and 30 of Markdown, 2.2 KB, as a file has after a few years.
The same words are also written as ordinary Markdown pages, for plain MkDocs to build.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 22)
MOST = 26_880

_GIVEN = (
    ("Al", "Bri", "Cor", "Dal", "Es", "Fen", "Gil", "Har", "Is", "Jor", "Kel", "Lor"),
    ("a", "en", "ia", "is", "o", "win", "ka", "ri", "tan", "vy"),
)
_FAMILY = (
    ("Ash", "Bar", "Cald", "Dun", "Elm", "Fox", "Grim", "Holl",
     "Iver", "Kest", "Lang", "Marl", "Nor", "Oak", "Pell", "Quin"),
    ("bourne", "combe", "den", "field", "gate", "ham", "ley",
     "mere", "ridge", "stead", "thorpe", "wick", "worth", "yard"),
)  # fmt: skip
_CIRCLES = ("inner", "close", "casual", "warm", "dormant")
_ROLES = ("baker", "bell founder", "bookbinder", "civil engineer", "head of people", "nurse",
          "organ builder", "pilot", "science teacher", "surveyor", "translator", "vet")  # fmt: skip
_ORGS = ("Fernway", "Harbour Works", "Low Mill", "Northlight", "Saltmarsh Press", "Three Locks")
_PLACES = ("Bremen", "Bristol", "Galveston", "Houston", "Leeds", "Lisbon", "Lyon", "Turku")
# Enough topics that a need finds a few people in a large book, as it would in life.
_THINGS = ("bell", "bicycle", "boat", "bread", "bridge", "canal", "choir", "coast", "dance",
           "ferry", "forest", "garden", "glass", "grain", "harbour", "hospital", "house", "ink",
           "kite", "lamp", "leather", "library", "map", "market", "mill", "museum", "organ",
           "orchard", "paper", "quarry", "radio", "river", "road", "school", "sheep", "theatre",
           "tide", "train", "village", "wool")  # fmt: skip
_CRAFTS = ("accounts", "auctions", "books", "boxes", "design", "dyes", "fairs", "fees", "films",
           "founders", "frames", "friends", "funds", "guides", "history", "insurance", "keeping",
           "kits", "law", "leases", "letters", "lights", "models", "names", "nets", "painting",
           "permits", "photographs", "plans", "prizes", "records", "repairs", "rights", "schools",
           "songs", "stories", "taxes", "tools", "tours", "wages")  # fmt: skip
_KINDS = ("call", "coffee", "letter", "meal", "message", "note", "visit", "video")
_DEEDS = (
    "planned the ride",
    "went through the plans",
    "spoke about the move",
    "laughed about the ferry",
    "looked at the first draft",
    "walked along the quay",
)
# In braces, Python-Markdown would take words for attributes and not show them.
_ROUND = str.maketrans("{}", "()")
_REFERENCE = re.compile(r"\[\[([^\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up person: the id, and the lines of YAML and of Markdown."""

    id: str
    front: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def file(self) -> str:
        """The person file of a book."""
        return "\n".join(("---", *self.front, "---", *self.body, ""))

    @property
    def page(self) -> str:
        """The same words as an ordinary Markdown page, whose links MkDocs resolves itself."""
        lines = (line.translate(_ROUND).strip().removeprefix("- ") for line in self.front)
        name, *facts = lines
        body = (_REFERENCE.sub(lambda found: _link(found[1]), line) for line in self.body)
        heading = f"# {name.removeprefix('name: ')}"
        return "\n".join((heading, "", *(f"- {fact}" for fact in facts), "", *body, ""))


def write_book(folder: Path, count: int, seed: int = 1) -> Path:
    """Writes a book of so many people into a new folder."""
    _write(folder / "people", ((person.id, person.file) for person in people(count, seed)))
    (folder / "kithbook.yml").write_text(f"today: {TODAY}\n", encoding="utf-8")
    return folder


def write_pages(folder: Path, count: int, seed: int = 1) -> Path:
    """Writes the people of the same book as Markdown pages into a new folder."""
    _write(folder, ((person.id, person.page) for person in people(count, seed)))
    (folder / "index.md").write_text("# People\n\nAll of them are found by search.\n", "utf-8")
    return folder


def people(count: int, seed: int = 1) -> Iterator[MadeUp]:
    """The made-up people of a book; no two of them share a name."""
    if not 2 <= count <= MOST:
        raise ValueError(f"a book of 2 to {MOST} people can be made, not of {count}")
    for number in range(count):
        yield _person(number, count, random.Random(f"{seed}/{number}"))


def name_of(number: int) -> str:
    """The name of the person with a number."""
    given, family = divmod(number * 7919 % MOST, len(_FAMILY[0]) * len(_FAMILY[1]))
    return f"{_syllables(_GIVEN, given)} {_syllables(_FAMILY, family)}"


def _syllables(parts: tuple[tuple[str, ...], tuple[str, ...]], number: int) -> str:
    first, second = divmod(number, len(parts[1]))
    return parts[0][first] + parts[1][second]


def _topic(dice: random.Random) -> str:
    return f"{dice.choice(_THINGS)} {dice.choice(_CRAFTS)}"


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def _link(name: str) -> str:
    return f"[{name}]({_id(name)}.md)"


def _write(folder: Path, files: Iterator[tuple[str, str]]) -> None:
    folder.mkdir(parents=True)
    for stem, text in files:
        (folder / f"{stem}.md").write_text(text, encoding="utf-8")


def _person(number: int, count: int, dice: random.Random) -> MadeUp:
    name = name_of(number)
    # Who came through whom is a tree, a few steps deep; somebody met is further away.
    through = number // 4 if number else 1
    others = [name_of(through), name_of((number + 1 + count // 3) % count)]
    front = _front(name, others, dice)
    return MadeUp(_id(name), front, (*_notes(others, dice), "", "## Log", *_log(others, dice)))


def _front(name: str, others: list[str], dice: random.Random) -> tuple[str, ...]:
    place, org = dice.choice(_PLACES), dice.choice(_ORGS)
    return (
        f"name: {name}",
        f"aliases: [{_id(name).partition('-')[0]} of {_id(name)}]",
        f"circle: {dice.choice(_CIRCLES)}",
        f"every: {dice.randint(3, 40)} weeks",
        f"vouch: {dice.choice(('gladly', 'carefully'))}",
        f"role: {dice.choice(_ROLES)}",
        f"org: {org}",
        f"place: {place}",
        f"met: {{on: {dice.randint(1995, 2024)}-05, where: a talk, through: {_id(others[0])}}}",
        "reach:",
        f"  email: {_id(name)}@example.org",
        f"  phone: +1 {dice.randint(201, 989)} 555 01{dice.randint(0, 99):02}",
        f"  linkedin: {_id(name)}",
        f"  prefer: {dice.choice(('phone', 'email', 'message'))}",
        f"born: --{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        *_wishes(dice),
        f"ties: [{{to: {_id(others[1])}, kind: former colleague}}]",
        f"tags: [{place.lower()}, {org.lower()}]",
    )


def _wishes(dice: random.Random) -> tuple[str, ...]:
    knows, likes, offers, needs = (_topic(dice) for _ in range(4))
    return (
        "languages: [en, de]",
        f"interests: [{likes}, {_topic(dice)}]",
        "knows:",
        f"  - {knows}",
        f"  - how to talk about {offers}",
        "needs:",
        f"  - {{what: somebody who knows {needs}, since: 2026-0{dice.randint(1, 9)}}}",
        f"offers: [an evening on {offers}]",
        "introduce:",
        f"  - to: people who care about {knows}",
        f"    because: years of {likes} and of {knows}",
    )


def _notes(others: list[str], dice: random.Random) -> tuple[str, ...]:
    first, second, third = (_topic(dice) for _ in range(3))
    return (
        f"Wants to spend more time on *{first}*, and less on the road. Speaks of {second} the way",
        "others speak of holidays, and remembers who said what about it ten years ago.",
        "",
        f"Think of them for anything on **{third}**. [[{others[0]}]] said so first, and was right.",
        "",
        "## To ask next time",
        "",
        f"- how the plans for {first} came out",
        f"- whether the book about {second} ever arrived",
        f"- the name of the `{dice.choice(_ROLES)}` they met by the harbour",
    )


def _log(others: list[str], dice: random.Random) -> Iterator[str]:
    day = TODAY - timedelta(days=dice.randint(1, 200))
    yield f"- [ ] {day} promised: send the notes on {_topic(dice)} by {day.year + 1}-06"
    yield f"- {day} coffee with [[{others[1]}]]: {dice.choice(_DEEDS)}."
    for _ in range(13):
        day -= timedelta(days=dice.randint(5, 120))
        deed, topic = dice.choice(_DEEDS), _topic(dice)
        yield f"- {day} {dice.choice(_KINDS)}: {deed}, then {topic} until late."
    yield f"- {day} gave: read a draft on {_topic(dice)} (1h)"
    yield f"- [x] {day} promised: write to their brother, done {day + timedelta(days=9)}"
