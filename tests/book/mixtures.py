"""Random books that mix everything people put into such files, with a word of its own in each line.

What a reader makes of a line may be anything but nothing: its word stands in the records or its
line lies in a finding. That is looked for in the text and the records, by no reader of ours.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path

import yaml

from kithbook.book.network import Network
from tests.book.test_log_lines import shapes

WORD = re.compile(r"qz\d+x")
ENDS = ("\n", "\n", "\n", "\r\n", "\r")
LOG = tuple(shape.typed for shape in shapes())
BODY = (
    "", "", "", "plain words", "    deep words", "\tdeep after a tab", "  two blanks",
    "## Log", "## Log", "# Notes", "## Other", "### Calls", "###### Deep", "#tag of an app",
    "### 2026-11-20", "## 20 Nov 2026 at the lake", "#### 2026-10-30 coffee",
    "Setext\n======", "Setext too\n---", "---", "***", "...", "=======",
    "| a | b |\n|---|---|\n| c | d |", "> quoted\n> - 2026-11-20 call: quoted",
    "```\ncode\n```",
    "```python\n- 2026-11-20 call: code\n```", "~~~\nwaves\n~~~", "```one line```",
    "````\n```\ninner\n```\n````", "- a list\n  ```\n  code in it\n  ```\n  and on",
    "```", "~~~", "<!-- remark -->", "<!-- remark --> and text", "<!-- two\nlines -->",
    "<!-- two\nlines --> and text", "<!--", "-->", "text <!-- with a remark --> in it",
    "<p>a paragraph</p>", "<details>\n\n- 2026-11-20 call: within\n\n</details>",
    "- one\n  - two\n    - three", "1. first\n2. second", "* [ ] a task 📅 2026-12-01",
    "- [>] 2026-11-20 call: put off", "- [[Bo Chen]]", "[[Bo Chen|him]] said so", "- [[Nobody]]",
    "company:: Low Mill", "- birthday:: 1980-01-02", "role: baker", "- key: value", "name: Mae",
    "<<<<<<< HEAD", ">>>>>>> theirs", "a\u2028b", "next\x85line", "form\x0cfeed", "nul\x00byte",
    "\ufeffmark", "zero\u200bwidth", "long " * 3000, "[^1]: a footnote", "![](photo.png)",
    "- 2026-11-20 call: outer\n\n    code or text\n\nafter", "* * *", "- ", "-", "+", "1.", "- [ ]",
    "%% hidden %%", "{{date}} {{title}}", "$$\nx^2\n$$", "term\n: meaning", "2026-11-20",
    "- 2026-11-20 call\n  ## Log\n  more", "- 2026-13-45 call: no such day", "## log ##",
    "- 2026-11-20 call with Bo Chen: bare", "- 2026-11-20 call with [[Bo Chen|Bo]]: shown so",
    "- 2026-11-20 call: a text with [[Bo Chen]] in it\n  > and a quote",
)  # fmt: skip
KEYS = (
    "role: baker", "org: Low Mill", "place: Leeds # a remark", "# a comment", "", "birthday: 1980",
    "aliases: [one, two]", "aliases:\n  - one\n  - two", "aliases:\n- one\n- two", "tags: #friend",
    "role: #12 Low Street", "role: a second one", "company: Three Locks", "x_boat: blue",
    "x_more:\n  deep: down\n  list: [a, b]", "nickname:\n  first: this\n  second: that",
    "met:\n  where: a fair\n  how: by chance", "met: {where: a fair, how: by chance, wher: there}",
    "met: a fair", "met:\n- 2019\n- a fair", "reach:\n  email: ada@example.org\n  fax: none",
    "reach: {email: [a@example.org, b@example.org], pager: beep}", "reach: 5", "reach: [a, b]",
    "needs:\n  - {what: a boat, since: 2026}\n  - {what: oars, sinse: 2026}\n  - plain",
    "needs: a boat", "needs: {what: a boat}", "needs: [a boat, with oars]", "knows: {a: b}",
    "interests: |\n  line one\n  line two", "interests: >\n  folded\n\n  text", 'role: "quoted"',
    "interests: words that\n  go on", "role: 'it''s'", "dates: [{on: --06-12, what: the day}]",
    "dates:\n  - on: --06-12\n  - what: no day", "introduce:\n  - because: no one",
    "introduce: [{to: people, because: of it, public: a text}]", "ties: [{to: bo-chen, kind: kin}]",
    "ties:\n  - kind: nobody", "ties: [{to: ada, kind: self}]", "ask: {policy: never, more: x}",
    "consent: {on: 2026-01-02, by: letter, why: so}", "public: a text", "notes: |\n  in here",
    "notes:\n  deep: er", "log:\n  - '2026-11-20 call: one'\n  - 2026-11-20 call\n  - {a: b}",
    "log: '2026-11-20 call: one'", "log: |\n  - 2026-11-20 call: one\n  - words",
    "log:\n  - [a, b]\n  - '- [ ] promised: cake'", "pause: maybe", "every: now and then",
    "two words: here", "? complex\n: key", "- a list item", "plain text", "a: b: c", "role: [open",
    'role: "open', "\trole: tab", "  role: indented", "role: &anchor x", "role: *alias",
    "<<: {role: x}", "role: !tag x", "...", "%YAML 1.2", "private: true", "role: null",
    "role:\n  # a comment within\n  baker", "languages: [de,\n  # remark\n  en]", "greet: ~",
    "born: '1980-01-02'", "died: in May", "2026-11-20: a day", "role: a\u2028b", "role: a\x85b",
    "between: [ada, bo-chen]", "because: {ada: this, bo-chen: that}", "outcome: {was: useful}",
    "because:\n  ada: this\n  ada: again\n  nobody: other", "asked: {ada: 2026-11-01}",
    "answered: {ada: {said: yes, more: x}}", "set_aside: {on: 2026-01-01, because: so}",
    "why: a reason", "from: {name: Zoe, email: zoe@example.org, age: 5}", "rest: |\n  all\n  of it",
    "decision: {reason: none}", "decision: {was: accepted, reason: fine, person: bo-chen}",
)  # fmt: skip
ROWS = (
    "Ada Byrne,a@example.org,Low Mill", ",only@example.org,", ",,", "", "Zoe Muller",
    '"Quoted, Name",q@example.org,"two\nlines"', "Too,many,cells,are,here",
    "Line\u2028Sep,l@x.org,",
    '"open,quote,here',
)  # fmt: skip
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:{}\nNOTE:a note {}\n goes on {}\nEND:VCARD"
CARDS = (
    CARD, CARD, CARD.replace("FN:", "item1.FN;CHARSET=UTF-8:"), "BEGIN:VCARD\nFN:{}\nNICKNAME:{}",
    "BEGIN:VCARD\nNOTE:{}\nEND:VCARD", "between {}", "", CARD.replace("VERSION:3.0\n", ""),
    "BEGIN:VCARD\nN:{};Ada;;;\nTEL:+1 317 555 0114\nEND:VCARD", "ORG:{}",
)  # fmt: skip
HEADERS = (
    "Name,E-mail,Company", "First Name,Last Name,Company", "Name;E-mail;Company",
    "Notes:\n\nName,Email",
    "What,Is,This", "",
)  # fmt: skip


class Mixer:
    """Makes books by a seed; each line has a word that stands nowhere else."""

    def __init__(self, seed: int) -> None:
        """Starts to count words anew."""
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.numbers = count(1)

    def word(self) -> str:
        """A word that no text has."""
        return f"qz{next(self.numbers)}x"

    def marked(self, text: str) -> str:
        """Lines with a word of their own in most, at the end or among the text."""
        return "\n".join(self._marked(line) for line in text.split("\n"))

    def _marked(self, line: str) -> str:
        way = self.dice.random()
        if not line.strip() or way < 0.15:
            return line
        if way < 0.45 and ": " in line:
            before, _, after = line.rpartition(": ")
            quote = after[:1] if after[:1] in "\"'[{&*!|>" else ""
            if not quote:
                return f"{before}: {self.word()} {after}"
        if line[-1] in "]})'\"" and way < 0.9:
            return f"{line[:-1]} {self.word()}{line[-1]}"
        return line if line[-1] in "|>" else f"{line} {self.word()}"

    def body(self, most: int = 10) -> str:
        """Lines of a body."""
        pool = self.dice.choice((BODY, LOG, (*BODY, *LOG)))
        return "\n".join(
            self.marked(self.dice.choice(pool)) for _ in range(self.dice.randint(0, most))
        )

    def keys(self, first: str) -> str:
        """Keys, mostly such as can be read."""
        some = [first]
        for _ in range(self.dice.randint(0, 5)):
            more = self.marked(self.dice.choice(KEYS))
            if self.dice.random() < 0.05 or _is_yaml("\n".join([*some, more])):
                some.append(more)
        return "\n".join(some if self.dice.random() < 0.9 else [*some[1:], first])

    def file(self, first: str) -> str:
        """A file with keys above and lines below, or half of it."""
        way = self.dice.random()
        if way < 0.06:
            return self.body()
        above = f"{self.body(2)}\n" if way < 0.09 else ""
        front = f"{above}---\n{self.keys(first)}\n---\n"
        if way > 0.96:
            return front.removesuffix("---\n") + self.body()
        log = "## Log\n" if self.dice.random() < 0.5 else ""
        return f"{front}{log}{self.body()}{self._torn() if way > 0.94 else ''}"

    def _torn(self) -> str:
        """The end of a merge that nobody finished."""
        ours, theirs = self.body(3), self.body(3)
        return f"\n<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other\n{self.body(2)}"

    def write(self, root: Path) -> Path:
        """A book of some files in a new folder."""
        table = "\n".join(
            [self.dice.choice(HEADERS), *(self._row() for _ in range(self.dice.randint(0, 4)))]
        )
        for name, text in (
            ("people/ada.md", self.file("name: Ada")),
            ("people/bo-chen.md", "---\nname: Bo Chen\n---\n"),
            ("people/far/Dee Ek.markdown", self.body()),
            ("people/cy.yml", self.keys("name: Cy")),
            ("journal/2026-11-20.md", self.body()),
            ("journal/2026-11.md", self.file("title: x")),
            ("introductions/a.md", self.file("between: [ada, bo-chen]")),
            ("requests/r.md", self.file("from: {name: Zoe}")),
            ("rosters/r.csv", table),
            ("rosters/cards.vcf", "\n".join(self._card() for _ in range(self.dice.randint(0, 3)))),
        ):
            stop = self.dice.choice(ENDS)
            mark = "\ufeff" if self.dice.random() < 0.1 else ""
            whole = (mark + text + self.dice.choice(("", "\n"))).replace("\n", stop)
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(whole.encode())
        return root

    def _card(self) -> str:
        card = self.dice.choice(CARDS)
        return card.format(*(self.word() for _ in range(card.count("{}"))))

    def _row(self) -> str:
        row = self.dice.choice(ROWS)
        return re.sub(r"(?<=[a-zA-Z])(?=,|@|$)", lambda _: f" {self.word()}", row, count=1)


def _is_yaml(text: str) -> bool:
    try:
        yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only
    except yaml.YAMLError:
        return False
    return "&" not in text and "*" not in text


def texts(value: object) -> Iterator[str]:
    """Every text in a record, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)


def words_kept(network: Network) -> Counter[str]:
    """How often each word of a line stands anywhere in the records of a book."""
    return counted(texts(replace(network, problems=(), unread=())))


def texts_below(network: Network) -> list[str]:
    """The notes, entries and asides of a book."""
    people = network.people.values()
    entries = [entry for one in people for entry in one.log] + list(network.journal)
    asides = [aside for one in people for aside in one.asides] + list(network.journal_asides)
    names = [" ".join(who.text for who in entry.people) for entry in entries]
    acts = [one.notes for one in network.introductions] + [one.notes for one in network.requests]
    notes = [*(one.notes for one in people), *acts]
    said = [f"{who} {one.text} {one.size}" for who, one in zip(names, entries, strict=True)]
    return [*said, *notes, *(one.text for one in asides)]


def counted(found: Iterable[str]) -> Counter[str]:
    """How often each word of a line stands in some texts."""
    return Counter(word for text in found for word in WORD.findall(text))
