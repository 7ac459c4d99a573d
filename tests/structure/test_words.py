"""Words shown to people are calm: none of those that the house never uses, no exclamation."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, Looked, plant

pytestmark = pytest.mark.uncounted

NEVER = re.compile(
    r"\b(neglect(ed|s|ing)?|fail(ed|s|ing|ures?)?|overdue|targets?|leads?|scor(e|es|ed|ing))\b"
    r"|\w!(?=[\s\"'<]|$)",
    re.IGNORECASE,
)
# A road leads somewhere, and an example may name somebody's job.
MEANT_OTHERWISE = re.compile(
    r"\bleads? (?:to|out of|nowhere|round|no further)\b|\b(HR|finance) lead\b"
)
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_JINJA = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_SHOWN_ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label|data-label)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")


def shown_in_python(source: str, *, with_docstrings: bool) -> Iterator[str]:
    """String literals that read like a sentence or a label; docstrings are a command's help."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_docstring = id(node) in docstrings
            if (with_docstrings and is_docstring) or (not is_docstring and reads(node.value)):
                yield node.value


def shown_in_template(source: str) -> Iterator[str]:
    """Text between tags, attributes that are read out, and sentences inside Jinja."""
    for pattern in (_JINJA_COMMENT, _HTML_COMMENT, _CODE):
        source = pattern.sub(" ", source)
    for block in _JINJA.findall(source):
        yield from shown_in_code(block)
    source = _JINJA.sub(" ", source)
    yield from _SHOWN_ATTRIBUTE.findall(source)
    yield from (text.strip() for text in _TAG.split(source) if text.strip())


def shown_in_code(source: str) -> Iterator[str]:
    """Quoted strings that read like a sentence or a label."""
    for parts in _QUOTED.findall(source):
        yield from (part for part in parts if reads(part))


def reads(text: str) -> bool:
    return " " in text.strip() or text[:1].isupper() or text.startswith(" ")


def shown(path: Path) -> Iterator[str]:
    read = READERS.get(path.suffix)
    vendored = "vendor" in path.parts or path.stem.endswith(("LICENSE", "OFL"))
    if read is None or vendored:
        return iter(())
    return read(path.read_text(encoding="utf-8"), path)


READERS: dict[str, Callable[[str, Path], Iterator[str]]] = {
    ".py": lambda text, path: shown_in_python(text, with_docstrings="cli" in path.parts),
    **dict.fromkeys((".html", ".svg", ".xml"), lambda text, _: shown_in_template(text)),
    **dict.fromkeys((".js", ".css"), lambda text, _: shown_in_code(text)),
    **dict.fromkeys((".md", ".txt", ".yml", ".json"), lambda text, _: iter(text.splitlines())),
}


def loud(text: str) -> bool:
    return NEVER.search(MEANT_OTHERWISE.sub("", text)) is not None


def loud_words(package: Path) -> Looked:
    texts = [
        (path, text)
        for path in sorted(package.rglob("*"))
        if path.is_file()
        for text in shown(path)
    ]
    return Looked(
        len(texts),
        [f"{path.relative_to(package)}: {text}" for path, text in texts if loud(text)],
    )


def test_words_shown_to_people_are_calm() -> None:
    looked = loud_words(PACKAGE)
    assert looked.inspected >= 1000
    assert looked.findings == []


@pytest.mark.parametrize(
    "name, text",
    [
        ("book/checks.py", 'MESSAGE = "this contact is overdue"'),
        ("book/checks.py", 'MESSAGE = f"{name} was neglected"'),
        ("insight/words.py", 'LABEL = "Score"'),
        ("cli/log.py", 'def log():\n    """Log it!"""'),
        ("private/templates/a.html", "<p>12 leads</p>"),
        ("private/templates/a.html", '<a href="#" title="Your target">x</a>'),
        ("private/templates/a.html", '{{ say("the build failed") }}'),
        ("private/assets/a.js", 'show("Well done!")'),
        ("schema.json", '{"description": "A score of closeness"}'),
    ],
)
def test_a_loud_word_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    looked = loud_words(tmp_path)
    assert looked.inspected >= 1
    assert len(looked.findings) == 1


@pytest.mark.parametrize(
    "name, text",
    [
        ("book/checks.py", '"""Has failed once."""\ntarget = lead["score"]  # overdue'),
        (
            "private/templates/a.html",
            '<!doctype html>{# overdue #}<a target="_blank">It leaded</a>',
        ),
        ("private/templates/a.html", "{% if score %}<script>if (!lead) fail()</script>{% endif %}"),
        ("private/assets/a.js", 'if (a !== "target") { event.target.focus() }'),
        ("text/codes.py", 'MESSAGE = "the name leads to nobody"'),
        ("private/assets/a.css", "a:target { color: red !important }"),
    ],
)
def test_code_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert loud_words(tmp_path).findings == []
