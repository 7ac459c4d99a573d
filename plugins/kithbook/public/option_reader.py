"""Reads one mapping of the options key by key; what is odd is noted with its place, not raised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from kithbook.text.addresses import address_fault, bare_address

ANY = "*"
"""Where words are kept that hold for every language."""

_UNSAFE = re.compile(r"[\s<>\"?&#]")  # what would end or lengthen a mailto: link
_WEB = re.compile(r"https?://[^\s<>\"'\\]+")


@dataclass(frozen=True, slots=True)
class WordsByLanguage:
    """One text in several languages; under `ANY` one that holds for all."""

    texts: Mapping[str, str]

    def within(self, language: str) -> str:
        """The text in a language; empty when there is none."""
        return self.texts.get(language, self.texts.get(ANY, ""))

    def __bool__(self) -> bool:
        return any(self.texts.values())


class OptionReader:
    """A mapping of the options and its place in the file; notes what it meets in `faults`."""

    def __init__(self, place: str, values: object, faults: list[str]) -> None:
        self.place = place
        self.faults = faults
        self._known: set[str] = set()
        self._values: Mapping[str, object] = {}
        if isinstance(values, Mapping):
            self._values = {str(key): value for key, value in values.items()}
        elif values is not None:
            self.note("", "is a group of settings: write `key: value` lines under it")

    def has(self, key: str) -> bool:
        """Whether anything is written there."""
        return self._values.get(key) not in (None, "")

    def note(self, key: str, message: str) -> None:
        """Notes one thing that has to be mended."""
        self.faults.append(f"{'.'.join(filter(None, (self.place, key)))} {message}")

    def text(self, key: str, *, needed: str = "") -> str:
        """A text; `needed` says what it is for when it is missing and may not be."""
        value = self._take(key)
        if value is None or value == "":
            if needed:
                self.note(key, f"is missing: {needed}")
            return ""
        if isinstance(value, str | date):
            return " ".join(str(value).split())
        self.note(key, "is a text: put it in quotes")
        return ""

    def email(self, key: str) -> str:
        """An e-mail address."""
        value = self.text(key)
        bare = not _UNSAFE.search(value) and bare_address(value) == value
        if not value or (bare and not address_fault(value)):
            return value
        return self._refused(key, value, "an e-mail address, as in hello@example.org")

    def web(self, key: str, *, needed: str = "") -> str:
        """An address on the web."""
        value = self.text(key, needed=needed)
        if not value or _WEB.fullmatch(value):
            return value
        return self._refused(key, value, "a web address that begins with https://")

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of a few words."""
        if "off" in allowed and self._values.get(key) is False:  # what YAML makes of a bare off
            self._known.add(key)
            return "off"
        value = self.text(key) or default
        if value in allowed:
            return value
        self.note(key, f'is "{value}"; it can be {" or ".join(allowed)}{_meant(value, allowed)}')
        return default

    def number(self, key: str, least: int, default: int) -> int:
        """A whole number, not below the least."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self.note(key, f"is a whole number, {least} or more")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """A plain true or false."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.note(key, "is either true or false")
        return default

    def words(self, key: str) -> WordsByLanguage:
        """A text, or one text for each language."""
        value = self._values.get(key)
        if not isinstance(value, Mapping):
            return WordsByLanguage({ANY: text} if (text := self.text(key)) else {})
        inner = self.group(key)
        return WordsByLanguage({language: inner.text(language) for language in inner.names()})

    def group(self, key: str) -> OptionReader:
        """A mapping inside this one."""
        return OptionReader(self._at(key), self._take(key), self.faults)

    def groups(self, key: str) -> tuple[OptionReader, ...]:
        """A list of mappings inside this one."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.note(key, "is a list: begin each of its items with a dash")
            return ()
        place = self._at(key)
        return tuple(
            OptionReader(f"{place}[{number}]", item or {}, self.faults)
            for number, item in enumerate(value, start=1)
        )

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.note(key, "is a list of words, as in [en, de]")
        return default

    def names(self) -> tuple[str, ...]:
        """What is written here, in its order."""
        return tuple(self._values)

    def close(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                self.note(key, f"is not one of the options here{_meant(key, sorted(self._known))}")

    def _take(self, key: str) -> object:
        self._known.add(key)
        return self._values.get(key)

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _refused(self, key: str, value: str, what: str) -> str:
        self.note(key, f'is "{value}", which is not {what}')
        return ""


def _meant(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f'. Did you mean "{near[0]}"?' if near else ""
