"""A language that nobody speaks is added as one folder, and the product speaks and reads it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from kithbook.language.folders import HERE
from kithbook.requests.wording import checksum
from tests.structure.sources import PACKAGE

pytestmark = pytest.mark.uncounted

CODE = "qx"
_PIECE = re.compile(r"(\{[^{}]*\})|[^\W\d_]+")
# Patterns of days keep their numbers, and the page its direction.
_AS_IT_IS = re.compile(r"^(  )?(direction|first): ")
PERSON = "---\nname: {name}\nreach: {{email: a@example.org}}\nlanguages: [{spoken}]\n---\n"
BETWEEN = (
    "---\nbetween: [ada, kofi]\nbecause:\n  ada: he asks early\n  kofi: she has done it\n---\n"
)
SITE = f"""\
site_name: A letter
docs_dir: content/public
site_dir: build/public
theme: {{name: kithbook}}
plugins:
  - kithbook-public:
      owner: {{name: Vera Lindholm, email: vera@example.org}}
      languages: [{CODE}]
      reply: Within two weeks.
"""
ANSWERS = {
    "how_found": "The talk on tides at the harbour museum, 14 May.",
    "why": "I have measured the tides at our pier for twelve years and keep a book of them.",
    "ask": "Which scale did you take for the spring tides?",
    "name": "Zoe Miller",
    "email": "zoe@example.org",
}


def turned(text: str) -> str:
    """Words written from right to left, so that none is one of another language."""
    return _PIECE.sub(lambda found: found[1] or found[0][::-1], text)


def folder_of_one_language(place: Path) -> None:
    """The folder that somebody would write: the English one with other words."""
    place.mkdir()
    for name in ("page.yml", "replies.yml", "drafts.yml", "phrases.yml"):
        lines = (HERE / "en" / name).read_text(encoding="utf-8").split("\n")
        (place / name).write_text("\n".join(map(_turned_line, lines)), encoding="utf-8")
    (place / "words.txt").write_text(
        f"called: {turned('english')}\nmonths: "
        + " ".join(turned(f"January Month{at}") for at in range(0, 12, 2))
        + "\n",
        encoding="utf-8",
    )


def _turned_line(line: str) -> str:
    key, colon, value = re.match(r"(\s*[\w-]+)?(:)?(.*)", line).groups("")  # type: ignore[union-attr]
    if line.startswith("#") or _AS_IT_IS.match(line) or value.strip() == "|-":
        return line
    return f"{key}{colon}{turned(value)}" if colon else turned(line)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, with one folder more."""
    parent = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, parent / "kithbook", ignore=shutil.ignore_patterns("__pycache__"))
    folder_of_one_language(parent / "kithbook" / "language" / CODE)
    return parent


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    files = {
        "kithbook.yml": f"language: {CODE}\ntoday: 2026-11-22\nsign_off: |-\n  Vera\n",
        "mkdocs.yml": SITE,
        "content/public/index.md": "# Vera\n\nA letter.\n",
        "people/ada.md": PERSON.format(name="Ada", spoken=turned("English")),
        "people/kofi.md": PERSON.format(name="Kofi", spoken="French"),
        "introductions/2026-11-ada-kofi.md": BETWEEN,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def run(package: Path, book: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kithbook.cli", *words],
        cwd=book,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def note_from(page: str) -> str:
    """What the form's script makes of the answers, from the words that the page gives it."""
    html = BeautifulSoup(page, "html.parser")
    form = html.select_one("form#note")
    assert form is not None
    labels = {name: html.select_one(f"label[for=q-{name}]") for name in ANSWERS}
    parts = [str(form["data-keep"]), f"[kithbook 1 connect {form['data-language']} 7f3a9c01]"]
    for name, label in labels.items():
        assert label is not None
        parts.append(f"[{name}] {' '.join(label.text.split())}\n{ANSWERS[name]}")
    return "\n\n".join([*parts, f"[end {checksum(ANSWERS.items())}]"]) + "\n"


def test_page_import_decline_draft_and_coach(package: Path, book: Path) -> None:
    run(package, book, "build", "--only", "public")
    page = (book / "build" / "public" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{CODE}"' in page
    assert turned("Write to me") in page
    assert "Write to me" not in page
    assert "coach." not in page  # it has no remarks in this language, and says none in another

    (book / "note.txt").write_text(note_from(page), encoding="utf-8")
    run(package, book, "request", "import", "note.txt")
    (filed,) = (book / "requests").iterdir()
    request = yaml.safe_load(filed.read_text(encoding="utf-8").split("---")[1])
    assert request["language"] == CODE
    assert request["why"] == ANSWERS["why"]
    assert turned("How") not in filed.read_text(encoding="utf-8")

    declined = run(
        package, book, "request", "decline", filed.stem,
        "--because", "not-now", "--until", "2027-01-01",
    )  # fmt: skip
    assert f"{turned('Dear')} Zoe," in declined
    assert f"1 {turned('January')} 2027" in declined

    asked = run(package, book, "draft", "ask", "2026-11-ada-kofi", "--to", "ada")
    assert turned("May I introduce you to") in asked
    assert f"6 {turned('Month10')}" in asked

    (book / "said.txt").write_text(turned(ANSWERS["why"]), encoding="utf-8")
    assert run(package, book, "coach", "said.txt", "--lang", CODE) == ""


def test_a_language_with_a_part_alone_is_heard_and_not_spoken() -> None:
    assert {path.parent.name for path in HERE.glob("*/words.txt")} >= {"es", "it", "nl", "pt", "sv"}
    assert not (HERE / "es" / "page.yml").exists()
