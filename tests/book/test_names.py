"""The reader of names and the reader of whole files always agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book.load import load_book
from kithbook.book.names import Named, load_names, read_names
from kithbook.book.people import PersonSource, open_person
from kithbook.text.source import Source
from tests.thoroughness import examples

pytestmark = pytest.mark.uncounted

USUAL = """\
name: Ada Byrne
aliases: [Ada, "A. Byrne"]     # as friends say
circle: close
born: --07-14
met: {on: 2019-05, where: speakers' chapter dinner, through: bo-chen}
reach: {email: [ada@example.org, x@example.org], phone: +1 713 555 0142, web: https://a.example.org/x}
needs:
  - {what: a fractional CFO for a 40-person fintech, since: 2026-09-01}
offers:
  - salary benchmarking for start-ups under 50 people
introduce:                     # to whom
  - to: founders hiring their first HR lead
    because: she has built the function from zero, twice
ties: [{to: bo-chen, kind: former colleague}]
tags:
- houston

# the end
"""


def full(source: Source) -> Named:
    """What the reader of whole files says."""
    opened = open_person(source)
    stem = Path(source.path).stem
    if isinstance(opened, PersonSource):
        return stem, opened.name, opened.aliases
    return stem, stem, ()


def names_by_reading(root: Path, path: str, text: str) -> Named:
    people = root / "people"
    people.mkdir(exist_ok=True)
    for old in people.iterdir():
        old.unlink()
    (root / path).write_bytes(text.encode("utf-8"))
    (found,) = read_names(root)
    return found


def test_names_of_the_usual_shape(tmp_path: Path) -> None:
    found = names_by_reading(tmp_path, "people/ada.md", f"---\n{USUAL}---\n")
    assert found == ("ada", "Ada Byrne", ("Ada", "A. Byrne"))


NAMES = st.sampled_from(
    [
        "Ada Byrne",
        '"Ada Byrne"',
        "'Ada  Byrne'",
        "Zoë Müller",
        "",
        "~",
        "[Ada, B]",
        "{a: b}",
        "|",
        "Ada # c",
        "Ada: B",
        "Ada #c",
        "'it''s'",
        '"a\\tb"',
        "no",
        "012",
        "O'Neil",
        "Ada  Byrne",
        "&a Ada",
        "*a",
        "!x Ada",
        "- Ada",
        "Ada,",
        "Ada\n  Byrne",
        "@ada",
        "東京",
        "Ada :b",
        "Ada:",
        'say "hi"',
        "a\tb",
        "> ",
        "? x",
        "Ada ?",
        "a&b",
        "x*",
        "-Ada",
        "--07-14",
        "... ",
        "%x",
        "[]",
        ">-\n  Ada\n  Byrne",
        ">\n  Ada Byrne",
        "|\n  Ada Byrne",
        "|-\n  Ada\n  Byrne",
        "|+\n  Ada\n\n",
        ">2-\n    Ada",
        "|1\n Ada",
        ">- # said\n  Ada",
        ">-\n\tAda",
        ">-\n\n  Ada",
        ">-\nAda",
        "|\n  name: Bo",
        '"Ada\\\n  Byrne"',
        '"\\x41da"',
        "'Ada\n\n  Byrne'",
        "!!str Ada",
        "\n  Ada",
        "\n- Ada",
    ]
)
ALIASES = st.sampled_from(
    [
        "",
        "[]",
        "[Ada]",
        "[Ada, 'B C', \"D\"]",
        "Ada",
        "[Ada, {a: b}]",
        "[a?b, c]",
        "\n  - Ada\n  - B",
        "\n- Ada # x\n- 'B'",
        "\n  - [x, y]\n  - z",
        "[Ada,B]",
        "[ Ada , B ]",
        "[Ada, ]",
        "\n  - ",
        "~",
        "{a: b}",
        "[https://a.example.org, b:c]",
        "[Ada, Ada: x]",
        "[a b c, d]",
        "[[Ada]]",
        "\n  Ada",
        "\n  - Ada\n\n  - B",
        "\n  - Ada: x",
        "[a, # c\n b]",
        "[x ,y]",
        "\n  -   Ada",
        "['']",
        "[--1a]",
        ">-\n  Ada\n  B",
        "|-\n  Ada",
        "\n  - >-\n    Ada\n    B\n  - C",
        "\n- |-\n  Ada\n- C",
        "\n  - |\n   Ada",
        "\n  -\n    Ada",
        "\n\t- Ada",
        '["A\\\n B", C]',
        "&a [Ada]",
        "[*a]",
    ]
)
OTHER = st.sampled_from(
    [
        "public: |\n  text: x\n\n    more\n  # no comment",
        "public: >-\n  text\n more",
        "public: |\n\n  text",
        "public: |2\n  text",
        "log:\n  - |-\n    2026 call: x\n    more\n  - y",
        "log:\n  - |-\n   three\n  - y",
        "x: “quoted” — and 😀 ¿so?",
        "x: [“a”, —b, a:b, 'c' d]",
        "x: a#b",
        "x: a&b *c !d @e",
        "x: a\u00a0b",
        "x: a\x07b",
        "x: {a: “b”, c: d#e}",
        "x: a\rb",
        "role: x",
        "role: [x",
        "needs:\n  - what: a\n    since: 2026",
        "needs:\n  - a\n - b",
        "x: 'a",
        "",
        "# c",
        "met: {on: 2019, where: a}",
        "met: {on: 2019, where: a: b}",
        "name: Other",
        "role:\n\tx",
        "public: |\n  text\n  more",
        "a: b: c",
        "reach:\n  email: a@example.org\n  phone: x",
        "---",
        "...",
        "aliases: [Zed]",
        "role: x\n  y",
        "  role: x",
        "x: &a b",
        "key",
        "? a\n: b",
        "- a",
        "x: {}",
        "é: x",
        "needs:\n  - a\n  b: c",
        "met:\n  on: 2019\n   x: y",
        'q: "a" b',
        "q: 'a': b",
        "role: x #",
        "tags: [a, b] c",
        "tags: [a,\n  b]",
        "every: 1:30",
        "web: https://x.example.org",
        "x: a:b",
        "ties: [{to: a}, {to: b, x: [c]}]",
        "-",
        "-- x",
        "--- x",
        "a: -",
        "a: --1",
        "a: [+1, (x)]",
        "? name\n: Zed",
        '"name": Zed',
        "{name: Zed}",
        "aliases: >-\n  Zed",
        "---\nname: Zed",
        "...\nname: Zed",
        "x: |\n  name: Zed",
        "x: 'a\n  name: Zed\n  b'",
    ]
)


@pytest.mark.parametrize("shape", ["md", "yml"])
@settings(
    max_examples=examples(1500),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.one_of(NAMES, st.text(st.sampled_from(list("aZ :#'\"[]{},-&*?!+.\\@")), max_size=8)),
    aliases=st.one_of(ALIASES, st.text(st.sampled_from(list("a [],:'\"{}#-\n?")), max_size=9)),
    others=st.lists(OTHER, max_size=3),
    ends=st.sampled_from(["\n", "\r\n"]),
    head=st.sampled_from(["", "\ufeff", "\n"]),
    tail=st.sampled_from(
        ["---\n", "---\nbody\tx\x07\r\n", "---", "--- \n", "----\n", "", "---\nbody\n---\n"]
    ),
    order=st.permutations([0, 1, 2]),
)
def test_the_names_are_those_of_the_full_reader(
    tmp_path: Path,
    shape: str,
    *,
    name: str,
    aliases: str,
    others: list[str],
    ends: str,
    head: str,
    tail: str,
    order: list[int],
) -> None:
    blocks = [f"name: {name}", f"aliases: {aliases}", "\n".join(others)]
    front = "\n".join(blocks[number] for number in order) + "\n"
    text = f"{head}---\n{front}{tail}" if shape == "md" else head + front
    text = text.replace("\n", ends)
    path = f"people/someone.{shape}"
    assert names_by_reading(tmp_path, path, text) == full(Source(path, text))


def test_files_that_are_no_text_go_by_their_id(tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "latin.md").write_bytes(b"---\nname: Z\xfc\n---\n")
    (people / "empty.md").write_bytes(b"")
    (people / "locked.md").write_bytes(b"\0GITCRYPT\0xyz")
    (people / "folder.md").mkdir()
    (people / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (people / ".ada.md.1f2e3d4c.tmp").write_text("---\nname: Half\n---\n")
    (people / ".hidden.md").write_text("---\nname: Half\n---\n")
    (people / "Ada.md").write_text("---\nname: Ada\n---\n")
    (people / "ada.yml").write_text("name: Ada Two\n")
    assert {person: name for person, name, _ in read_names(tmp_path)} == {
        "Ada": "Ada",
        "empty": "empty",
        "gone": "gone",
        "latin": "latin",
        "locked": "locked",
    }


def test_a_book_without_people_has_no_names(tmp_path: Path) -> None:
    assert list(read_names(tmp_path)) == []


def test_the_index_equals_that_of_the_network(tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.mkdir()
    (people / "ada.md").write_text(f"---\n{USUAL}---\n")
    (people / "bo.yml").write_text("name: Bo Chen\naliases: Bo\n")
    (people / "lost.md").write_text("---\nname: [Lost\n---\n")
    index, network = load_names(tmp_path), load_book(tmp_path)
    assert index.names() == network.index.names()
    for text in ("ada", "Bo", "bo chen", "A. Byrne", "lost", "nobody", "b"):
        assert index.search(text) == network.index.search(text)
