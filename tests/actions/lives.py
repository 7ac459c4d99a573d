"""Books to rename, merge and forget people in: the sample, and small ones with every link."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from kithbook.actions.tidy import tidy_paths
from kithbook.book.checks import check
from kithbook.book.file_steps import Step, take
from kithbook.book.load import load_book
from kithbook.book.name_places import name_places
from kithbook.book.network import Network
from kithbook.text.source import Source, read_source

SAMPLE = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 22)
PARTS = ("kithbook.yml", "people", "journal", "introductions", "requests", "rosters", "content")

NAMES = (
    "Ada Byrne", "Bo Chen", "Ann O'Hara", 'Kit "K" Moss', "Łukasz Wójcik", "Zoë", "Li",
    "Jo Ann: Smith", "Bob # Stone", "Bo Cheng", "Müller, Eva", "Ann-Marie O’Neill",
)  # fmt: skip
"""Names that are hard to write somewhere."""


def few(number: int) -> settings:
    """Some books and no more: each is on the disk, and looking for a smaller one is slow."""
    return settings(
        max_examples=number,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow],
    )


def sample(root: Path) -> Path:
    """A copy of the sample book, without its git."""
    root.mkdir(parents=True)
    for part in PARTS:
        source = SAMPLE / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        else:
            shutil.copy(source, root / part)
    return root


def links(root: Path) -> list[tuple[str, str | None]]:
    """Whom every name in every file leads to, in the order of the files."""
    network = load_book(root)
    found = []
    for path in tidy_paths(root):
        source = read_source(root, root / path)
        if isinstance(source, Source):
            places = name_places(source, network.index, network.settings)
            found += [(path, one.person) for one in places if one.way != "shown"]
    return found


def led(root: Path, was: dict[str, str] | None = None) -> list[str | None]:
    """The same without the files, for a book in which a file moved; ids under their former name."""
    former = was or {}
    return sorted((former.get(one or "", one) for _, one in links(root)), key=str)


def findings(root: Path) -> list[tuple[str, str]]:
    """The findings of a book by code and words."""
    return sorted((one.code, one.message) for one in check(load_book(root), DAY))


def files(root: Path) -> dict[str, bytes]:
    """Every file of a book."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def broken_off(root: Path, steps: tuple[Step, ...], aside: Path) -> Iterator[tuple[int, Path]]:
    """The book after each number of steps, each a copy of its own."""
    for number in range(len(steps) + 1):
        copy = Path(shutil.copytree(root, aside / f"after-{number}"))
        for step in steps[:number]:
            take(step, copy)
        yield number, copy


def write(root: Path, made: dict[str, str]) -> Path:
    """A book of these files."""
    for path, text in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


Plan = Callable[[Path, Network], tuple[Step, ...]]


def done(root: Path, plan: Plan) -> None:
    """A plan made and carried out."""
    for step in plan(root, load_book(root)):
        take(step, root)


@st.composite
def books(draw: st.DrawFn) -> dict[str, str]:
    """A small book in which people are linked in every way that there is."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=5, unique=True))
    as_notes = draw(st.booleans())
    ids = {}
    for name in names:
        plain = "".join(letter for letter in name if letter.isalnum() or letter in " -")
        ids[name] = plain if as_notes else plain.lower().replace(" ", "-")
    files = {"kithbook.yml": ""}
    for name in names:
        others = [one for one in names if one != name]
        one, two = draw(st.sampled_from(others)), draw(st.sampled_from(others))
        body = draw(st.sampled_from((_md, _yml, _note)))
        path, text = body(ids[name], name, (one, ids[one]), (two, ids[two]))
        files[f"people/{path}"] = text
    one, two, three = names[:3]
    files["journal/2026-10.md"] = (
        f"- 2026-10-01 meal with [[{one}]], [[{ids[two]}]]: with [[{three}|the third]] in mind\n"
        f"- 2026-10-02 call with [[{ids[two]}|{two}]]: again\n"
        f"- 2026-10-03 call with [[{ids[one]}#Log]] and [[{two}]]: more\n"
    )
    files["introductions/a.md"] = (
        f'---\nbetween: [{ids[one]}, "[[{ids[two]}]]"]\nasked_by: {ids[three]}\n'
        f"because: {{{ids[one]}: a, {ids[two]}: b}}\nasked:\n  {ids[one]}: 2026-10-01\n---\n"
        f"As [[{ids[three]}]] said.\n"
    )
    files["requests/b.md"] = (
        f"---\nid: b\nvia: {ids[one]}\nfrom: {{name: Zed, email: zed@example.org}}\n"
        f"decision: {{on: 2026-10-01, was: accepted, person: {ids[two]}}}\n---\nHello.\n"
    )
    return files


Other = tuple[str, str]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _md(person: str, name: str, one: Other, two: Other) -> tuple[str, str]:
    text = (
        f"---\nname: {_quoted(name)}\nmet: {{on: 2020, through: {one[1]}}}\n"
        f"ties:\n  - {{to: {two[1]}, kind: friend}}\n  - to: [[{one[1]}]]\n---\n"
        f"Knows [[{one[0]}]] and [[{two[1]}|{two[0]}]], see [her file](../people/{one[1]}.md).\n\n"
        f"## Log\n- 2026-01-02 call with [[{two[0]}]]: of [[{one[1]}]]\n"
    )  # fmt: skip
    return f"{person}.md", text


def _yml(person: str, name: str, one: Other, two: Other) -> tuple[str, str]:
    single = f"2026-01-03 call with [[{two[0]}]]: x".replace("'", "''")
    text = (
        f"name: {_quoted(name)}\nintroduced by: {_quoted(one[0])}\n"
        f"notes: |\n  Told me of [[{one[0]}]].\n"
        f"log:\n  - {_quoted(f'2026-01-02 call with [[{one[0]}]]: x')}\n  - '{single}'\n"
    )
    return f"{person}.yml", text


def _note(person: str, name: str, one: Other, two: Other) -> tuple[str, str]:
    text = (
        f"# {name}\n\nspouse:: [[{two[0]}]]\nintroduced by:: {one[0]}\n\n"
        f"Of [[{one[1]}]].\n\n## Log\n- 2026-01-02 call: [[{two[1]}]]\n"
    )
    return f"{person}.md", text
