"""Catalogues have the same keys and braces, say nothing loud, and a new one needs no code."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kithbook.airlock.catalogue import Catalogue, CatalogueError, lacking, read_catalogue
from kithbook.language.folders import file_of, languages
from tests.structure.sources import PACKAGE

SHIPPED = languages("page")
TEMPLATES = PACKAGE / "public" / "templates"


def test_english_and_german_are_shipped() -> None:
    assert {"en", "de", "fr"} <= set(SHIPPED)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_catalogue_is_whole(code: str) -> None:
    english = read_catalogue("en")
    assert len(english.texts) >= 100
    catalogue = read_catalogue(code)
    assert lacking(catalogue, english) == ()
    assert lacking(english, catalogue) == ()
    empty = {key for key, text in catalogue.texts.items() if not text}
    assert empty == {"question.offer.empty", "question.small.empty", "question.name.hint"}


def test_every_key_is_used() -> None:
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in (*TEMPLATES.glob("*.html"), *(PACKAGE / "public").glob("*.py"))
    )
    unused = [
        key
        for key in read_catalogue("en").texts
        if not key.startswith(("question.", "status."))
        and f'"{key}"' not in texts
        and f"'{key}'" not in texts
    ]
    built_up = {
        "language", "direction", "form.connect_lead", "form.introduction_lead", "form.connect",
        "privacy.where_mailto", "privacy.where_none", "mail.subject_connect",
        "mail.subject_introduction", "form.send", "form.prepare",
    }  # fmt: skip
    assert set(unused) <= built_up


def test_a_missing_key_a_new_one_and_a_strange_brace_are_named() -> None:
    model = Catalogue("en", {"a": "{name}", "b": "x"})
    other = Catalogue("xx", {"a": "{mane}", "c": "y"})
    assert lacking(other, model) == (
        "b is missing",
        "c is not used",
        "a may hold {name} in braces, and nothing else",
    )


def test_an_unknown_language_says_how_to_add_it() -> None:
    with pytest.raises(CatalogueError, match=r'"tlh" \(there are de, en'):
        read_catalogue("tlh")


def test_an_own_catalogue_is_read_and_comes_first(tmp_path: Path) -> None:
    english = yaml.load(file_of("en", "page").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    english["thanks"]["title"] = "Kiitos"
    (tmp_path / "fi.yml").write_text(yaml.safe_dump(english), encoding="utf-8")
    assert read_catalogue("fi", tmp_path).say("thanks.title") == "Kiitos"
    del english["thanks"]
    (tmp_path / "en.yml").write_text(yaml.safe_dump(english), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"en\.yml: thanks\.title is missing"):
        read_catalogue("en", tmp_path)


@pytest.mark.parametrize("text", ["- a list", "a: [", "just words"])
def test_a_file_that_is_no_catalogue_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "fi.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"fi\.yml"):
        read_catalogue("fi", tmp_path)
