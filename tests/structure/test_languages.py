"""No code names a language: what the product says in one stands in its folder, as data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kithbook.language.small_words import small_words, words_in
from tests.structure.sources import PACKAGE, Looked, plant

# Everything but English, in which the product itself speaks, and what is a word of English.
CODES = {path.name for path in (PACKAGE / "language").glob("[a-z][a-z]")} - {"en"}
CODES -= small_words("en", "silent")
NAMES = {name for code in CODES for name in words_in(code, "called")}
MONTHS = set().union(*(small_words(code, "months") for code in ("de", "fr"))) - small_words(
    "en", "months"
)
SCRIPT_TEXT = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`""")
# Not languages: a particle of family names, the title of a priest, the ending of a plural.
OTHERWISE = {
    ("leakscan/lenient.py", "de"),
    ("leakscan/name_secrets.py", "fr"),
    ("leakscan/lookup.py", "es"),
}


def texts(path: Path) -> Iterator[str]:
    """The texts that a file of code holds, each whole."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        yield from (
            next(filter(None, found.groups()), "") for found in SCRIPT_TEXT.finditer(source)
        )
    else:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def named_languages(package: Path) -> Looked:
    files = [
        path
        for ending in ("*.py", "*.js")
        for path in sorted(package.rglob(ending))
        if "vendor" not in path.parts and path.parent.name != "language"
    ]
    found = [(path.relative_to(package).as_posix(), text) for path in files for text in texts(path)]
    named = CODES | NAMES | MONTHS
    bad = [
        f"{file}: {text}"
        for file, text in found
        if text.lower() in named and (file, text.lower()) not in OTHERWISE
    ]
    return Looked(len(found), bad)


def test_no_code_names_a_language() -> None:
    assert {"de", "fr", "es"} <= CODES
    assert {"german", "deutsch", "french"} <= NAMES
    assert "januar" in MONTHS
    looked = named_languages(PACKAGE)
    assert looked.inspected >= 8_000
    assert looked.findings == []


@pytest.mark.parametrize(
    "name, text",
    [
        ("requests/page.py", 'def f(language):\n    return "." if language == "de" else ""\n'),
        ("cli/page.py", 'NAMES = {"en": ("english",), "fr": ("french",)}\n'),
        ("insight/page.py", 'MONTHS = ("Januar", "Februar", "März")\n'),
        ("private/theme/page.js", "const dot = language === 'de' ? '.' : '';\n"),
    ],
)
def test_a_planted_name_is_seen(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(named_languages(tmp_path).findings) >= 1


def test_what_is_excused_is_there() -> None:
    there = {(file, text.lower()) for file, _ in OTHERWISE for text in texts(PACKAGE / file)}
    assert there >= OTHERWISE
