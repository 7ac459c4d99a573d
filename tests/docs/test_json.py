"""docs/json.md names every key of every JSON answer, with its kind, and no key that is not there.

The answers are those of the transcripts, and of a copy of the sample book.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.cli.main import run
from scripts.sessions import BOOK
from tests.cli.test_reference import commands
from tests.cli.transcript import TRANSCRIPTS, read
from tests.structure.sources import ROOT, plant

pytestmark = pytest.mark.uncounted

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
_TREE = re.compile(
    r"^### (?P<name>[^\n]+)\n(?:\n[^#\n][^\n]*(?<!```text)\n)*?\n```text\n(?P<tree>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(
    r"(?P<in> *)(?P<key>\w+)(?P<many>\[\])? +(?P<kind>[\w-]+)(?P<maybe>\?)?(?: {2,}|$)"
)
PLAIN: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "day": str,
    "id": str,
    "flag": bool,
    "number": (int, float),
}
SAMPLE = (
    "today",
    "doctor",
    "brief ada-byrne",
    "brief jonas-weber",
    "brief Galveston",
    "find 'needs:bronze'",
    "find 'org:harbor'",
    "find chairs",
    "find --mutt ada",
    "find 'who could cast something small in bronze?'",
    "share 'A foundry by the river casts small odd parts in bronze.'",
    "find how many people do I know in Houston?",
    "way-to Galveston",
    "way-to layla",
    "suggest --one-sided",
    "suggest --why-not ada kofi",
    "suggest --why-not layla jonas-weber",
    "about ada-byrne",
    "explain people/eero-lahtinen.yml",
    "explain people/ada-byrne.md",
    "introduction list --all",
    "introduction show ines lukasz",
    "request list",
    "request list --today 2030-01-01",
    "request show liesbeth",
    "request show ximena",
    "request show heiko-petersen-5ab9d3",
    "request purge --today 2028-01-01",
    "request import {sample}/one.txt {sample}/two.txt {sample}/tapped.txt",
)
BEFORE = (
    "request accept pat --apply",
    "introduction aside ada ines --because 'they met'",
)


class Key(NamedTuple):
    """One key of an answer: what it holds, once or in a list, and the keys inside."""

    kind: str
    many: bool
    maybe: bool
    inner: Shape


Shape = dict[str, Key]


def shapes(page: str) -> dict[str, Shape]:
    """The trees of a page by their headings."""
    return {found["name"]: tree(found["tree"]) for found in _TREE.finditer(page)}


def tree(text: str) -> Shape:
    """The keys of one block, nested by their indentation."""
    top: Shape = {}
    stack = [top]
    for line in text.splitlines():
        found = _LINE.match(line)
        assert found, line
        depth = len(found["in"]) // 2
        key = Key(found["kind"], bool(found["many"]), bool(found["maybe"]), {})
        del stack[depth + 1 :]
        assert found["key"] not in stack[depth], line
        stack[depth][found["key"]] = key
        stack.append(key.inner)
    return top


SHAPES = shapes(PAGE)


def differences(value: object, shape: Shape, way: str, seen: set[str]) -> Iterator[str]:
    """Where an answer is not what the page says, and on the way which keys were seen."""
    if not isinstance(value, dict):
        yield f"{way} is no object"
        return
    yield from (f"{way}: {key} is not on the page" for key in value if key not in shape)
    yield from (f"{way}: {key} is not in the answer" for key in shape if key not in value)
    for name in value.keys() & shape.keys():
        key, here = shape[name], f"{way}: {name}"
        seen.add(here)
        if value[name] is None and key.maybe:
            continue
        if key.many and not isinstance(value[name], list):
            yield f"{here} is no list"
            continue
        for one in value[name] if key.many else [value[name]]:
            if not (one is None and key.maybe):
                yield from _unlike(one, key, here, seen)


def _unlike(one: object, key: Key, way: str, seen: set[str]) -> Iterator[str]:
    if key.kind in PLAIN:
        if not isinstance(one, PLAIN[key.kind]):
            yield f"{way} is {one!r} and no {key.kind}"
    elif key.kind == "keys":
        yield from differences(one, key.inner, way, seen)
    else:
        yield from differences(one, SHAPES[key.kind], key.kind, seen)


def wanted(shape: Shape, way: str) -> Iterator[str]:
    """The way to each key of a shape."""
    for name, key in shape.items():
        yield f"{way}: {name}"
        yield from wanted(key.inner, f"{way}: {name}")


def shape_of(command: str, answer: object) -> str:
    """The heading under which an answer stands."""
    words = shlex.split(command)[1:]
    keys = answer.keys() if isinstance(answer, dict) else ()
    match words[0]:
        case "introduction" | "request":
            return f"kith {words[0]} {words[1]}"
        case "brief":
            return f"kith brief {'PERSON' if 'person' in keys else 'PLACE'}"
        case "find" if "--mutt" in words:
            return "kith find --mutt"
        case "suggest" if "--why-not" in words:
            return "kith suggest --why-not"
        case "draft" if "withheld" in keys:
            return "kith draft, withheld"
    return f"kith {words[0]}"


def transcribed() -> Iterator[tuple[str, object]]:
    """Every answer in JSON of the transcripts, with its command."""
    for path in TRANSCRIPTS:
        for step in read(path.read_text(encoding="utf-8"))[1]:
            if "--json" in step.command:
                yield step.command, json.loads(step.expected.out)


def said(book: Path, command: str) -> str:
    """What a command says in a book."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(["--book", str(book), *shlex.split(command.format(sample=book))])
    return out.getvalue()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample book, with what it has none of."""
    for name in BOOK:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(
            ROOT / name, tmp_path / name
        )
    for name in ("one", "two"):
        plant(tmp_path, f"{name}.txt", f"May I ask you {name} question about bells?\n")
    plant(tmp_path, "tapped.txt", "Yes DFGH-JKMN-PQRT\n")
    ada = tmp_path / "people/ada-byrne.md"
    more = "dates: [{on: --06-12, what: wedding day}]\nreach: {threema: ABCD1234, "
    text = ada.read_text("utf-8").replace("reach: {", more, 1)
    ada.write_text(f"{text}\n### 2018-05-07\nThe whole day by the river.\n", "utf-8")
    for command in BEFORE:
        said(tmp_path, command)
    return tmp_path


def test_the_page_holds_every_key_and_no_other(sample: Path) -> None:
    asked = ((f"kith {each}", json.loads(said(sample, f"{each} --json"))) for each in SAMPLE)
    whole = ("kith export", json.loads(said(sample, "export - --as json")))
    answers = [*transcribed(), *asked, whole]
    assert len(answers) >= 40
    one = tree("today  day\n") | SHAPES["introduction"]
    trees = SHAPES | {"kith introduction show": one}
    seen: set[str] = set()
    found: list[str] = []
    for command, answer in answers:
        name = shape_of(command, answer)
        for one in answer if isinstance(answer, list) else [answer]:
            found += differences(one, trees[name], name, seen)
    assert found == []
    every = {way for name, shape in SHAPES.items() for way in wanted(shape, name)}
    assert len(every) >= 250
    assert every - seen == set()


def test_every_command_that_answers_in_json_is_on_the_page() -> None:
    able = [
        path
        for path, command in commands().items()
        if any("--json" in option.opts for option in command.params)
    ]
    headings = re.findall(r"^### (kith [a-z -]+)", PAGE, re.MULTILINE)
    assert len(able) >= 15
    assert [path for path in able if not any(each.startswith(path) for each in headings)] == []


@pytest.mark.parametrize(
    "block, said",
    [
        ("path  text\nline  number\n", "at: column is not on the page"),
        ("path  text\nline  number\ncolumn  number\nrow  number\n", "at: row is not in the answer"),
        ("path  text\nline  text\ncolumn  number\n", "at: line is 7 and no text"),
        ("path  keys\nline  number\ncolumn  number\n", "at: path is no object"),
        ("path[]  text\nline  number\ncolumn  number\n", "at: path is no list"),
    ],
)
def test_a_difference_is_found(block: str, said: str) -> None:
    answer = {"path": "people/ada-byrne.md", "line": 7, "column": 1}
    assert list(differences(answer, tree(block), "at", set())) == [said]
