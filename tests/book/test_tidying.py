"""What tidy writes: the one canonical form, so that the same is read of it; nothing else moves."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from kithbook.book.file_alone import AloneReader, FileAlone
from kithbook.book.model import Person
from kithbook.book.name_index import NameIndex
from kithbook.book.settings import DEFAULTS
from kithbook.book.tidying import tidied
from kithbook.text.source import Source
from tests.book.test_log_lines import ABOVE, BELOW, Shape, shapes
from tests.book.test_other_keys import FOREIGN

pytestmark = pytest.mark.uncounted

NAMES = NameIndex(
    [
        ("ada-byrne", "Ada Byrne", ()),
        ("bo-chen", "Bo Chen", ()),
        ("mae-byrne", "Mae Byrne", ()),
        ("bob-cee", "Bob Cee", ()),
        ("dan-eff", "Dan Eff", ()),
        ("klara-lind", "Klara Lind", ()),
    ]
)
READER = AloneReader(NAMES, DEFAULTS, date(2026, 11, 30))
CANONICAL = re.compile(
    r"\s*- (\[[ x]\] )?\d{4}(-\d\d){0,2} [a-z]+( (with|to|from) \[\[[^]]+\]\](, \[\[[^]]+\]\])*)?"
    r"(:.*)?"
)
# Lines that are read and that tidy leaves: a time, a row, a link to a day, whose log it is.
KEPT = re.compile(r"\d[:.]\d\d|\dpm|^\||(?:with|w/|mit) [Aa]da|^- #|^- (?:\[.\] )?\[\[\d")
# Reported, and left: two days, no day, no kind, or a box that says something else.
ASKED = re.compile(r"- (?:\[ \] )?(?:DATE|YEAR)|MONTH-DAY|, or - ")
"""What a finding says to write where something has to be asked for, so that it is left."""
LEFT = (
    "- [[2026-11-20]] Need to call him", "- [[2026-11-20]] no answer when I rang",
    "- @Last Friday quick call",
    "- Fr 12.11.2026: Mail geschrieben", "- 2026-10-12, Mo: Rechnung per Post",
    "- YYYY-MM-DD call:", "- [ ] YYYY-MM-DD promised: \N{HORIZONTAL ELLIPSIS} by YYYY-MM-DD",
    "### 2026\n#### Oktober\n- 24.\u201326. bei ihm in Aurich\n- Mitte: kurz telefoniert",
    "- So 1. Nov 2026 Spaziergang an der Ilmenau", "- Do., 8. Okt. 2026, 9 Uhr: Termin",
    "- [ ] 2026-11-20 promised: bring it on 2026-12-15",
    "- igår ringde hon\n- i går: ringede", "- spoke to her brother on 10 November 2026",
    "- 2026-11-20 - No call back yet",
    "- 2026-11-20 - Need to call about the lease",
    "- 2026-11-20 - cancelled lunch",
    "- 2026-11-20 - Bought a card for the day",
    "- 2026-11-20 - Bought her a card",
    "- {{date}} met:", "- ~~[ ] 2026-11-23 promised: lend him the van~~",
    "- [x] 2026-11-02 promised: pay him back, done 14 Nov",
    "- Di 18.11.2026 Mittagessen: Fisch", "- 13.-15.10.2026 Besuch: Apfelernte",
    "- \uff12\uff10\uff12\uff16\uff0d\uff11\uff10\uff0d\uff12\uff10 call: wide",
    "| 2026-09-30 | | birthday card came back |",
    "### Oktober 2026\n- Tue 16: call", "### Oktober 2026\n- 17 call about the roof",
    "### 2026-10\n- coffee at the pier",
    "## 2026\n- 12: coffee at the pier", "### Oktober\n- 12: Kaffee",
    "** TODO send the book DEADLINE: <2026-12-01 Tue>",
    "- 20.11. Anruf: ohne Jahr", "- gestern Anruf: zieht um",
    "- 2026-11-20 abseiling: off the pier", "- ✅ 2026-11-20 sent the cake",
    "- ✔️ 2026-11-20 call: it was done", "- [ ] 2026-11-20 she still owes me the pump",
    "- [ ] 2026-11-20 promised: the pump by 2026-12-01 if it runs",
    "### 2026-11-20 we went to the pier", "### 2026-11-20 – The budget\n- she has a sponsor",
    "- A long talk by phone, 2026-11-20", "### Coffee, 2026-11-20",
    "### On the pier, 2026-11-20", "- 🎁 2026-11-20: a pump",
    "- <2026-11-20 Thu> call: not that day",
    "### 2025\n- 3.4. Anruf: zwei Lesarten",
    "| 2026-11-20 | call | the gate |", "| 9/8/2026 | email | the bill |",
    "- 2026-11-20 cal: a slip", "- 03/04/2026 call: two readings", "- Nov 20 call: no year",
    "- yesterday call: she rang", "- last Friday coffee: at the harbour",
    "- 2026-02-30 call: no such day", "- [ ] promised: send the cake", "- promised: send the cake",
    "- [ ] send the cake", "- call: when was that", "- 2026-11-20 she rang in the evening",
    "- [-] 2026-11-20 promised: a box struck out", "- on 2026-11-20 we had fish",
    "- 3.4.2026 Anruf: zwei Lesarten", "- 31.11.2026 Anruf: kein Tag", "- 2026-W47 call: a week",
    "- 2026-11-20 2 h call: a length, and no time", "- Mon 20 Nov 2026 call: it was a Friday",
    "- 2026-11-20 (Dienstag) Anruf: es war Freitag", "- 2026-11-20–22 visit: a weekend",
    "- 2026-11-20 to 2026-12-02 visit: over the month", "- 2026-11-20/22 visit: with a slash",
    "- 20.–22. November 2026 Besuch: ein Wochenende", "- 20-22 Nov 2026 visit: a weekend",
    "- 2026-11-?? call: the month alone", "- 2026-11-20? call: not sure", "- last week coffee",
    "- vor zwei Wochen telefoniert", "- winter 2025 coffee with [[Bo Chen]]",
    "- last Friday: bumped into her at the bank", "- 17:30 call about the lathe",
    "- Thanksgiving 2026: dinner with all of them", "- Mitte Oktober 2026 getroffen",
    "- fin octobre 2026 : déjeuner au port", "- KW 47: Kaffee am Hafen",
    "- 2026-11-21 dinner with Bo and Sam: the old crowd",
    "- Anfang März 2026 Umzug geholfen",
    "- 2026-11-20", "- 2026-11-20 the roof leaks", "[20.11.2026, 14:30:05] Ada: hello",
    "20.11.26, 14:30 - Ada: how are you",
    "### 2026-11-20\nLunch at the pier. She brought a friend.\n- she was tired",
    "- [ ] 2026-11-20 promised: the cake by 30 November",
    "- [ ] 2026-11-20 promised: the cake by Friday",
    "- [ ] 2026-11-20 promised: the cake by 1 January",
    "- [ ] 2026-11-20 promised: the cake by end of year",
    "- [ ] 2026-11-20 promised: the cake by 3/4/2027",
    "- 20 November: a birthday party", "### 20. November\n- a thought",
    "- am Montag telefoniert", "- last week we had lunch", "- gestern Abend Kaffee getrunken",
    "- letzten Dienstag [[Bo Chen]] angerufen", "- am zwanzigsten November Anruf: die Kiste",
    "| last week | call | the gate |", "- Mo 20.11.2026 Kaffee – am Markt",
    "- [ ] 2026-11-20 call: to come", "- [ ] 2026-11-20 promised: the keys by soon",
    ("- 2026-11-20 coffee: long\n  ☐ return the drill\n  - [/] translate the letter\n"
     "  - [x] bring the tent"),
    "- 2026-11-20 bumped into him at the tram", "- 2026-11-20 LinkedIn message: says hello",
    "- 2026-11-16 - 2026-11-18 workshop together",
    "### November 3, 2026\nOut of the blue, a sign of life.",
    "- promised the cake by Friday", "- Today: call with [[Bo Chen]]: the three of us",
)  # fmt: skip


def in_log(log: str) -> Source:
    return Source("people/ada-byrne.md", f"---\nname: Ada Byrne\n---\n## Log\n{log}\n")


def person(read: FileAlone) -> Person:
    assert isinstance(read.record, Person)
    return read.record


def is_settled(source: Source) -> bool:
    return tidied(source, READER).changes == ()


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.typed[:60])
def test_a_line_as_typed_is_read_as_before(shape: Shape) -> None:
    source = in_log(f"- {ABOVE}\n{shape.typed}\n- {BELOW}")
    made = tidied(source, READER)
    before, after = READER.read(source), READER.read(made.source)
    assert is_settled(made.source)
    assert len(after.problems) == len(before.problems) - len(
        [one for one in made.changes if one.code]
    )
    if shape.findings:
        asked = all(ASKED.search(one) for one in shape.findings)
        left = shape.typed in LEFT or (asked and "\n" not in shape.typed)
        assert left == (made.source == source), made.changes
    else:
        assert after.said == before.said
        assert after.problems == ()
    old, lines = source.text.split("\n"), made.source.text.split("\n")
    pairs = enumerate(zip(old, lines, strict=True), start=1)
    changed = {number for number, (was, now) in pairs if was != now}
    assert changed == {one.at.line for one in made.changes}
    for entry in person(after).log:
        text = lines[entry.at.line - 1]
        assert CANONICAL.fullmatch(text) or text.startswith("#") or KEPT.search(text), text


@pytest.mark.parametrize(
    "typed, wanted",
    [
        ("* 20 Nov 2026 Anruf mit [[Bo Chen]]: x  y  ",
         "- 2026-11-20 call with [[Bo Chen]]: x  y  "),
        ("- 2026-11-20 call with Bob Cee, Dan Eff",
         "- 2026-11-20 call with [[Bob Cee]], [[Dan Eff]]:"),
        ("- 2026-11-20 call with Mae and Bob: x",
         "- 2026-11-20 call with [[Mae Byrne]], [[Bob Cee]]: x"),
        ("- 2026-11-20 call with Byrne: x", "- 2026-11-20 call with Byrne: x"),
        ("- 2026-11-20 call [[Bob Cee]] [[Dan Eff]]: x",
         "- 2026-11-20 call with [[Bob Cee]], [[Dan Eff]]: x"),
        ("- 2026-11-20 promised: x, done 2026-11-21",
         "- [x] 2026-11-20 promised: x, done 2026-11-21"),
        ("- 2026-11-20 gave [[Bo Chen]] & [[Mae Byrne]]: x",
         "- 2026-11-20 gave to [[Bo Chen]], [[Mae Byrne]]: x"),
        ("- 2026-11-20 call with Bob Cee, Nobody Here: x",
         "- 2026-11-20 call with Bob Cee, Nobody Here: x"),
        ("- 2026-11-20 call", "- 2026-11-20 call"),
        ("- [[2026-11-20]] coffee with [[Bo Chen]]\n  id:: 7",
         "- [[2026-11-20]] coffee with [[Bo Chen]]\n  id:: 7"),
        ("## Interactions\n| 2026-11-20 | lunch | eel |",
         "## Interactions\n| 2026-11-20 | lunch | eel |"),
        ("- 2026-11-20: met, at the fair", "- 2026-11-20 met: at the fair"),
        ("1) 2026-11-20 Call.\n   a walk", "- 2026-11-20 call:\n   a walk"),
        ("### 2026-11-20\nCall. x", "### 2026-11-20\n- 2026-11-20 call: x"),
        ("- 2026-11-20 call: a\n  - [ ] promised: b\n  - [ ] promised: c",
         "- 2026-11-20 call: a\n  - [ ] 2026-11-20 promised: b\n  - [ ] 2026-11-20 promised: c"),
        ("- 2026-11-20 call: a\n  - [ ] promised: b\n  - likes figs",
         "- 2026-11-20 call: a\n  - [ ] promised: b\n  - likes figs"),
    ],
)  # fmt: skip
def test_what_is_written_of_a_line(typed: str, wanted: str) -> None:
    for end in ("\n", "\r\n"):
        log = typed.replace("\n", end)
        head = end.join(("\ufeff---", "name: Ada Byrne", "---", "## Log", ""))
        source = Source("people/ada-byrne.md", head + log)
        made = tidied(source, READER).source
        assert made.text == head + wanted.replace("\n", end)
        assert is_settled(made)


@pytest.mark.parametrize("key, value, ours", FOREIGN)
def test_a_key_of_another_program_becomes_ours(key: str, value: str, ours: str) -> None:
    source = Source(
        "people/tobias-lind.md", f"---\nx_a: 1\n{key}: {value}  # so\n---\nLikes figs. \n"
    )
    made = tidied(source, READER)
    if "…" not in ours and "Kurt" not in ours and "Ann" not in ours and "Mae" not in ours:
        assert made.source.text == source.text.replace(f"{key}: {value}", ours)
    assert is_settled(made.source)


@pytest.mark.parametrize(
    "before, after",
    [
        ("birthday: 9 March 1984", "born: 1984-03-09"),
        ("birthday: 3/4/1984", "birthday: 3/4/1984"),
        ("Birthday: March 9", "born: --03-09"),
        ("address: 12 Elm Road, Houston", 'reach: {address: "12 Elm Road, Houston"}'),
        ("mail: a@example.org\nphone: 0713 555 0142",
         "reach: {email: a@example.org, phone: 0713 555 0142}"),
        ("reach:\n  email: a@example.org\nmobile: 0713 555 0142\nplace: X",
         "reach:\n  email: a@example.org\n  phone: 0713 555 0142\nplace: X"),
        ("emails:\n  - a@example.org\n  - b@example.org",
         "reach: {email: [a@example.org, b@example.org]}"),
        ("reach: {mobile: 0713 555 0142}", "reach: {phone: 0713 555 0142}"),
        ("aliases: [Tobi]\nnickname: Tobbe", "aliases: [Tobi, Tobbe]"),
        ("title: Dr.\njob: Joiner", "title: Dr.\njob: Joiner"),
        ("role: Joiner\ntitle: Dr.", "role: Joiner\ntitle: Dr."),
        ("ties:\n  - {to: bo-chen, kind: friend}\nsister: Mae Byrne",
         "ties:\n  - {to: bo-chen, kind: friend}\n  - {to: Mae Byrne, kind: sister}"),
        ("ties: [{to: bo-chen}]\nwife: '[[Mae Byrne]]'",
         "ties: [{to: bo-chen}, {to: Mae Byrne, kind: wife}]"),
        ("wife: Nobody Known", "wife: Nobody Known"),
        ("anniversary: 2011-06-12", "dates: [{on: 2011-06-12, what: anniversary}]"),
        ("relationship: best of friends", "relationship: best of friends"),
        ("first name: Tobias", "first name: Tobias"),
        ("Place: Houston", "place: Houston"),
        ("photo: me.png", "photo: me.png"),
        ("consent: {date: 2026-10-02}", "consent: {date: 2026-10-02}"),
    ],
)  # fmt: skip
def test_a_value_takes_the_shape_that_our_key_has(before: str, after: str) -> None:
    def whole(keys: str) -> str:
        return f"---\nname: Tobias Lind\n{keys}\n---\n"

    made = tidied(Source("people/tobias-lind.md", whole(before)), READER).source
    assert made.text == whole(after)
    assert is_settled(made)


@pytest.mark.parametrize(
    "before, after",
    [
        ("born: —11-29", "born: --11-29"),
        ("born: 9 March 1984", "born: 1984-03-09"),
        ("born: 3/4/1984", "born: 3/4/1984"),
        ("born: 1604-11-29", "born: --11-29"),
        ("snooze: 15.01.2027  # then", "snooze: 2027-01-15  # then"),
        ("needs: [{what: a CFO, since: soon}]", "needs: [{what: a CFO, since: soon}]"),
        ("every: monthly", "every: 1 month"),
        ('pause: "true"', "pause: true"),
        ("pause: perhaps", "pause: perhaps"),
        ("reach: {web: example.org/tobias}", "reach: {web: https://example.org/tobias}"),
        ('reach: {web: "javascript:alert(1)"}', 'reach: {web: "javascript:alert(1)"}'),
        ('reach: {email: "a@example.org, b@example.org"}',
         "reach: {email: [a@example.org, b@example.org]}"),
        ("reach:\n  email:\n    - a@example.org; b@example.org\n    - c@example.org",
         "reach:\n  email:\n    - a@example.org\n    - b@example.org\n    - c@example.org"),
        ("met: {through: Mae}", "met: {through: Mae Byrne}"),
        ("met: {through: '[[Mae]]'}", 'met: {through: "[[Mae Byrne]]"}'),
        ("met: {through: Byrne}", "met: {through: Byrne}"),
        ("needs: [an interpreter, pro bono, a van]",
         "needs:\n  - an interpreter, pro bono\n  - a van"),
        ("reach:\n\temail:\ta@example.org", "reach:\n  email: a@example.org"),
        ("reach:\n  email: a@example.org\n phone: 0713 555 0142",
         "reach:\n  email: a@example.org\n  phone: 0713 555 0142"),
        ('role: "Head" of People', "role: '\"Head\" of People'"),
        ("role: Head: of People", 'role: "Head: of People"'),
        ("role: @work", 'role: "@work"'),
        ("role: *star", "role: *star"),
        ("knows: [a, b", "knows: [a, b"),
        ("consent: {on: 2.10.2026, shows: [public]}", "consent: {on: 2.10.2026, shows: [public]}"),
        ("consent: {on: 2026-10-02, shows: [public, by e-mail]}",
         "consent: {on: 2026-10-02, shows: [public, by e-mail]}"),
    ],
)  # fmt: skip
def test_a_value_with_one_meaning_is_written_so(before: str, after: str) -> None:
    def whole(keys: str) -> str:
        return f"---\nname: Tobias Lind\n{keys}\n---\nLikes figs. \n"

    made = tidied(Source("people/tobias-lind.md", whole(before)), READER).source
    assert made.text == whole(after)
    assert is_settled(made)


@pytest.mark.parametrize(
    "before, after",
    [
        ("[[Mae]] and [[Mae#Late|M]]", "[[Mae Byrne]] and [[Mae Byrne#Late|M]]"),
        ("[[Byrne]], [[Zed]], [[2026-11-20]]", "[[Byrne]], [[Zed]], [[2026-11-20]]"),
        ("[[Bo Chen, Mae Byrne]]", "[[Bo Chen]], [[Mae Byrne]]"),
        ("[[Bo Chen and Zed]]", "[[Bo Chen and Zed]]"),
        ("a\x07b", "a b"),
    ],
)
def test_a_link_that_can_mean_one_person_names_them(before: str, after: str) -> None:
    def whole(text: str) -> str:
        return f"---\nname: Ada Byrne\n---\n{text}\n\n## Log\n- 2026-11-20 call: {text}"

    made = tidied(Source("people/ada-byrne.md", whole(before)), READER)
    assert made.source.text == whole(after)
    assert is_settled(made.source)


def test_the_heading_gives_the_name_that_is_not_there() -> None:
    text = "---\r\nrole: Joiner\r\n---\r\n# Tobias Lind #\r\n"
    made = tidied(Source("people/tobias.md", text), READER)
    assert made.source.text == text.replace("role", "name: Tobias Lind\r\nrole")
    assert [(one.at.line, one.sentence) for one in made.changes] == [(2, "+ name: Tobias Lind")]
    without = Source("people/tobias.md", "---\nrole: Joiner\n---\n")
    assert is_settled(without)


def test_each_change_is_named_at_the_line_that_it_had() -> None:
    keys = ("name: Tobias Lind", "birthday: 1984-03-09", "aliases: [Tobi]", "nickname: Tobbe",
            "job title: Joiner", "jobTitle: joiner", "phone: 0713", "city: Umeå")  # fmt: skip
    made = tidied(Source("people/tobias-lind.md", "\n".join(("---", *keys, "---", ""))), READER)
    assert [(one.at.line, one.old) for one in made.changes] == [
        (number, key) for number, key in enumerate(keys, start=2) if number not in (2, 4)
    ]


def test_mixtures_of_all_that_people_write_are_tidied_once() -> None:
    chance = random.Random(20261130)  # noqa: S311 - nothing secret
    typed = [shape.typed for shape in shapes()]
    keys = [f"{key}: {value}" for key, value, _ in FOREIGN]
    for _ in range(150):
        front = "\n".join(("name: Ada Byrne", *chance.sample(keys, 4)))
        log = "\n".join(chance.sample(typed, 6))
        end = chance.choice(("\n", "\r\n"))
        text = f"---\n{front}\n---\n[[Mae]] is her sister.\n\n## Log\n{log}".replace("\n", end)
        source = Source("people/ada-byrne.md", text)
        made = tidied(source, READER)
        before, after = READER.read(source), READER.read(made.source)
        assert is_settled(made.source), text
        assert not after.findings - before.findings, text
        assert after.said["consent"] == before.said["consent"]
