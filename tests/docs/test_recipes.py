"""The recipes name files that are there, and in them the names that a step says to look for."""

from __future__ import annotations

import re

from tests.structure.sources import PACKAGE, ROOT, Looked

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
_STEP = re.compile(r"^\d\. .*\n(?:   \S.*\n)*", re.MULTILINE)
_FILE = re.compile(r"`([a-z_]+/[\w/-]+\.(?:py|js|yml|md|html|txt))`")
_NAME = re.compile(r"`([A-Za-z_]\w+)`")
# What a recipe makes, or only gives as an example.
_NEW = re.compile(r"birth|met-unborn|walk|calendar_file|golden-it")
_WORDS = {"walk", "contact", "console", "text", "vobject", "met", "reach"}


def loose(page: str) -> Looked:
    """Files that are not there, and names that no file of their step holds."""
    count, findings = 0, []
    for step in _STEP.findall(page):
        files = [name for name in _FILE.findall(step) if not _NEW.search(name)]
        texts = {}
        for name in files:
            place = next((at / name for at in (PACKAGE, ROOT) if (at / name).is_file()), None)
            texts[name] = place.read_text(encoding="utf-8") if place else ""
        names = [one for one in _NAME.findall(step) if one not in _WORDS] if files else []
        count += len(files) + len(names)
        findings += [f"{name} is not there" for name, text in texts.items() if not text]
        findings += [
            f"{name} is not in {', '.join(files)}"
            for name in names
            if not any(re.search(rf"\b{name}\b", text) for text in texts.values())
        ]
    return Looked(count, findings)


def test_every_step_is_about_what_is_there() -> None:
    looked = loose(PAGE)
    assert looked.inspected >= 30
    assert looked.findings == []


def test_a_step_about_something_else_is_found() -> None:
    page = PAGE.replace("`book/schema.py`", "`book/scheme.py`").replace("`CHECKS`", "`LOOKS`")
    assert loose(page).findings == [
        "book/scheme.py is not there",
        "Key is not in book/scheme.py",
        "PERSON is not in book/scheme.py",
        "LOOKS is not in book/checks.py",
    ]
