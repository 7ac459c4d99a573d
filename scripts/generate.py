"""Writes what is made from the code: JSON Schema, VS Code's settings for it, reference tables.

New books get the lock file for hosts from here, too.

Run as `python -m scripts.generate [--check]`; with --check nothing is written, and stale files
are named.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kithbook.book.jsonschema import as_text, editor_settings, published
from kithbook.book.lists_and_maps import ListOf, MapOf
from kithbook.book.model import CONTACT_KINDS, OTHER_KINDS
from kithbook.book.other_keys import names_elsewhere
from kithbook.book.phrase_keys import PHRASE, PhraseType
from kithbook.book.records import Record
from kithbook.book.schema import INTRODUCTION, PERSON_FILE, REQUEST
from kithbook.book.settings import CIRCLES
from kithbook.book.settings_schema import SETTINGS
from kithbook.book.types import Date, FieldType, Name
from kithbook.text.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = Path("plugins/kithbook/schema")
LOCK = Path("requirements/runtime.txt")
STARTER_LOCK = Path("plugins/kithbook/actions/starter/requirements.txt")
EDITOR = Path(".vscode/settings.json")
PAGES = (Path("docs/problems.md"), Path("docs/format.md"), Path("docs/editor.md"))

_BLOCK = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z ]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL
)


def code_table() -> str:
    """Every code that a finding can carry."""
    rows = ((f"`{code.name}`", code.severity, code.meaning, code.mend) for code in CODES.values())
    return table(("Code", "Severity", "What it means", "How to mend it"), rows)


def key_table(record: Record) -> str:
    """Every key of a record, and after it the keys that stand inside."""
    return table(("Key", "Value", "What it is", "Example"), _key_rows(record, ""))


def kind_table() -> str:
    """The kinds of log entry."""
    rows = (
        (", ".join(f"`{kind}`" for kind in kinds), counts)
        for kinds, counts in ((CONTACT_KINDS, "yes"), (OTHER_KINDS, "no"))
    )
    return table(("Kind", "Moves the last contact"), rows)


def circle_table() -> str:
    """The circles of a book whose settings name none."""
    return table(("Circle", "Cadence"), ((f"`{name}`", str(span)) for name, span in CIRCLES))


def other_key_table() -> str:
    """What other programs call our keys."""
    rows = names_elsewhere().items()
    here = {"x": "nothing", "log": "an entry in the log", "notes": "the notes"}
    told = (
        (here.get(path, f"`{path}`"), names) for path, names in rows if not path.startswith("ties")
    )
    ties = ", ".join(names for path, names in rows if path.startswith("ties"))
    return table(("Here", "There"), iter([*told, ("a tie, `ties`", ties)]))


def editor_text() -> str:
    """VS Code's settings in this repository."""
    return as_text(editor_settings(f"./{SCHEMAS.as_posix()}"))


BLOCKS: Mapping[str, Callable[[], str]] = {
    "codes": code_table,
    "keys of a person": lambda: key_table(PERSON_FILE),
    "keys of an introduction": lambda: key_table(INTRODUCTION),
    "keys of a request": lambda: key_table(REQUEST),
    "keys of the settings": lambda: key_table(SETTINGS),
    "kinds of entry": kind_table,
    "circles": circle_table,
    "keys of other programs": other_key_table,
    "editor settings": lambda: f"```json\n{editor_text()}```\n",
}


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    cells = ((cell.replace("|", r"\|") for cell in line) for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def _key_rows(record: Record, outer: str) -> Iterator[tuple[str, ...]]:
    for field in record.fields:
        key = f"{outer}{field.key}"
        about = f"{field.about} Required." if field.required else field.about
        example = f"`{field.example}`" if field.example else ""
        yield f"`{key}`", shape(field.type), about, example
        if (inner := _inner(field.type)) is not None:
            name = "NAME." if isinstance(field.type, MapOf) else ""
            yield from _key_rows(inner, f"{key}.{name}")


def _inner(kind: FieldType) -> Record | None:
    """The record inside a type, unless it is the phrase, which the page explains once."""
    within = kind.of if isinstance(kind, ListOf | MapOf) else kind
    return within if isinstance(within, Record) and within is not PHRASE else None


def shape(kind: FieldType) -> str:
    """A type in the words of the reference page."""
    match kind:
        case Record():
            words = "keys"
        case PhraseType():
            words = "a phrase"
        case Date():
            words = "a [date](#dates-and-spans)" + (
                ", or `--MM-DD` or `--MM`" if kind.yearless else ""
            )
        case Name():
            words = "a [name](#names)"
        case ListOf(single=True):
            words = f"{shape(kind.of)}, one or a list"
        case ListOf():
            words = f"a list: {shape(kind.of)}"
        case MapOf():
            words = f"{shape(kind.key)} → {shape(kind.of)}"
        case _:
            words = kind.words
    return words


def filled(text: str, name: str = "the page") -> str:
    """A page with its generated blocks made anew; raises ValueError for a block nobody makes."""

    def fill(found: re.Match[str]) -> str:
        if found["name"] not in BLOCKS:
            raise ValueError(f'{name} asks for "{found["name"]}", which nothing generates')
        return f"{found['open']}\n{BLOCKS[found['name']]()}\n{found['close']}"

    return _BLOCK.sub(fill, text)


def blocks(text: str) -> tuple[str, ...]:
    """The names of the generated blocks of a page."""
    return tuple(found["name"] for found in _BLOCK.finditer(text))


def outputs(root: Path) -> Mapping[Path, str]:
    """What each generated file should hold, by its path from the root."""
    schemas = {SCHEMAS / name: text for name, text in published().items()}
    pages = {
        page: filled((root / page).read_text(encoding="utf-8"), page.as_posix()) for page in PAGES
    }
    lock = (root / LOCK).read_text(encoding="utf-8")
    return {**schemas, **pages, EDITOR: editor_text(), STARTER_LOCK: lock}


def stale(root: Path) -> tuple[Path, ...]:
    """The generated files that are not what they should be."""
    return tuple(
        path
        for path, text in outputs(root).items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    )


def main(arguments: list[str]) -> int:
    """Write what is stale, or with --check only name it and end with 1."""
    found = stale(ROOT)
    checking = "--check" in arguments
    for path in found:
        if not checking:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_bytes(outputs(ROOT)[path].encode())
        print(f"{path.as_posix()}: {'stale, run `make docs`' if checking else 'written'}")
    return int(checking and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
