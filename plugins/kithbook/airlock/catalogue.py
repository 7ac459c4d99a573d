"""The page's own words in one language, read from a file that a translator can copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Literal

from kithbook.language.folders import MODEL, file_of, languages
from kithbook.text.plain_yaml import read_yaml


class CatalogueError(Exception):
    """A catalogue cannot be used; says which one and what it lacks."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language, by dotted key."""

    code: str
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return self.texts["language"]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Where its lines begin."""
        return "rtl" if self.texts["direction"] == "rtl" else "ltr"

    def say(self, key: str, **values: object) -> str:
        """A text with its {braces} filled in."""
        return self.texts[key].format(**values) if values else self.texts[key]


def read_catalogue(code: str, own: Path | None = None) -> Catalogue:
    """The catalogue of a language; one in the owner's folder comes before a shipped one.

    Raises:
        CatalogueError: there is none, or it lacks keys or braces that the English one has.
    """
    path = own / f"{code}.yml" if own else file_of(code, "page")
    path = path if path.is_file() else file_of(code, "page")
    if not path.is_file():
        raise CatalogueError(
            f'There are no interface words in "{code}" (there are {", ".join(languages("page"))}). '
            "Copy language/en/page.yml of the package, translate it, and name its folder as "
            f"`words_dir`."
        )
    catalogue = Catalogue(code, _texts(path))
    if lacks := lacking(catalogue, Catalogue(MODEL, _texts(file_of(MODEL, "page")))):
        raise CatalogueError(f"{path.name}: {'; '.join(lacks)}.")
    return catalogue


def lacking(catalogue: Catalogue, model: Catalogue) -> tuple[str, ...]:
    """What a catalogue lacks, or has too much, compared with another."""
    missing = [f"{key} is missing" for key in model.texts if key not in catalogue.texts]
    surplus = [f"{key} is not used" for key in catalogue.texts if key not in model.texts]
    braces = [
        f"{key} may hold {_list(model.texts[key])} in braces, and nothing else"
        for key, text in catalogue.texts.items()
        if key in model.texts and not _braces(text) <= _braces(model.texts[key])
    ]
    return (*missing, *surplus, *braces)


def _texts(path: Path) -> Mapping[str, str]:
    try:
        return dict(_flat("", read_yaml(path)))
    except ValueError as error:
        raise CatalogueError(str(error)) from error


def _flat(prefix: str, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", "" if value is None else str(value)


def _braces(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"an unclosed brace"}


def _list(text: str) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(_braces(text))) or "no name"
