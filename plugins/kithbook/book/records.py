"""Records of values: keys with their types, read from YAML nodes.

A record is the one description of its keys: the parser, the findings, JSON Schema for editors
and the reference page all come from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kithbook.book import other_keys
from kithbook.book.cut_lists import report_cut_key
from kithbook.book.joined_advice import join_advice
from kithbook.book.key_hints import KeyHints
from kithbook.book.keys_to_write import as_one_text, is_denied, keys_in_items, keys_to_write
from kithbook.book.lists_and_maps import ListOf, unique_pairs
from kithbook.book.meant_values import meant_days
from kithbook.book.reading import Reading
from kithbook.book.record_values import Values, says_nothing
from kithbook.book.scalars import as_json, scalar_texts
from kithbook.book.tie_words import is_tie, ties_of_keys
from kithbook.book.types import Date, FieldType, Json, Number, OneOf, Text, is_empty
from kithbook.language.choice_words import choices_meant
from kithbook.language.small_words import in_any_language
from kithbook.text.source import Keys, Node, Scalar, Source, compose
from kithbook.text.words import fold, listed

_NEARLY = 0.8
_PARTS = re.compile(r"\s*[,;]\s*")
_OF_PEOPLE = ("a person", "reach", "met")
_DAYS = ("born", "died", "snooze", "met.on")
_DECLINING = ("declined", "no")
_TOLD_IN_WORDS = ("ties", "log", "notes")
_WHOLE_DAY = r"\d{4}-\d\d-\d\d"
_FEW_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its type, what it is for, and an example as it stands in a file."""

    key: str
    type: FieldType
    about: str
    example: str = ""
    required: bool = False

    def json(self) -> Json:
        """The key's type with what it is for, and the example as an editor reads it."""
        examples = {"examples": [as_json(self.written())]} if self.example else {}
        return {"description": self.about, **examples, **self.type.json()}

    def has(self, inner: str) -> bool:
        """Whether a key may stand inside this one; of none, this one itself."""
        known = any(field.key == inner for field in self.inner)
        return not inner or known or self.takes(inner, "x")

    @property
    def inner(self) -> tuple[Key, ...]:
        """The keys that may stand inside this one."""
        return self.type.fields if isinstance(self.type, Record) else ()

    @property
    def is_free(self) -> bool:
        """Whether any text can stand here, in which a word such as `None` says nothing."""
        return isinstance(self.type, (Text, ListOf)) and self.key != "name"

    @property
    def several(self) -> bool:
        """Whether a list may stand here."""
        return isinstance(self.type, ListOf)

    def asked(self) -> str:
        """What stands for a value that nobody can know but the owner."""
        if isinstance(self.type, Date):
            return "--MONTH-DAY, or YEAR-MONTH-DAY" if self.type.yearless else "YEAR-MONTH-DAY"
        if isinstance(self.type, OneOf):
            return f"…, with {listed(self.type.options)} for the dots"
        return f"… ({self.about[0].lower()}{self.about[1:].rstrip('.')})"

    def takes(self, inner: str, raw: str) -> bool:
        """Whether a text can be read as a value of this key, or of a key inside it."""
        if raw == "…":
            return False
        text = f"{self.key}: {{{inner}: {raw}}}" if inner else f"{self.key}: {raw}"
        source = Source("what is proposed", text)
        keys, problems = compose(source, 0, len(text))
        reading = Reading(source)
        got = keys and not problems and self.type.read(keys.pairs[0][1], reading)
        return got is not None and got is not False and not reading.problems

    def written(self) -> Node:
        """The node of the example, as if it stood in a file; raises ValueError when none does."""
        source = Source(f"the example of {self.key}", f"{self.key}: {self.example}")
        keys, problems = compose(source, 0, len(source.text))
        if keys is None or problems:
            raise ValueError(f"{source.path} cannot be read: {self.example}")
        return keys.pairs[0][1]


@dataclass(frozen=True, slots=True)
class Record:
    """A set of known keys; unknown ones are reported and kept, `x_` keys are the owner's own.

    Without `own_keys` these are unknown as well. With `others` any key may stand, read as that,
    but for one that is nearly a known one. `alone` says for which key a single text stands, where
    it matches a pattern, and `parts` a pattern of a text that holds several, each by its key.
    `outside` are keys that never stand in it, and belong to what it stands in.
    """

    name: str
    fields: tuple[Key, ...]
    switches: tuple[str, ...] = ()
    own_keys: bool = True
    others: FieldType | None = None
    alone: tuple[tuple[str, str], ...] = ()
    parts: str = ""
    outside: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The keys it takes."""
        return "keys " + ", ".join(f"`{field.key}`" for field in self.fields)

    def read(self, node: Node, reading: Reading) -> Values | None:
        """The values of all keys that could be read."""
        if isinstance(node, Keys):
            return self.read_keys(node, reading)
        text = node.text.strip() if isinstance(node, Scalar) else ""
        meant = next((key for key, shape in self.alone if re.fullmatch(shape, text)), "")
        if text and meant:
            return self._read_alone(meant, node, reading)
        if isinstance(node, Scalar) and (found := re.fullmatch(self.parts, text or " ")):
            return self._read_parts(found, node, reading)
        keys = ", ".join(field.key for field in self.fields[:3])
        message = f"Keys ({keys} …) with values were expected here"
        hint = self._keys_for(text) if text else keys_in_items(node, reading.source)
        reading.report(node.start, "wrong-type", message, hint)
        return None

    def _keys_for(self, text: str) -> str:
        """What to write for a text that stands where keys are wanted."""
        if is_denied(text) and not self._choice(text):
            return "Delete the key"
        if self.alone[:1] and self.alone[0][0] == "on" and (days := meant_days(text)):
            return f"Write {' or '.join(days)}"
        if several := self._several(text):
            return f"Write {several}"
        counts = all(isinstance(field.type, Number) for field in self.fields)
        needed = {field.key: field.required for field in self.fields}
        shown = keys_to_write(needed, text, counts=counts)
        if not shown and (choice := self._choice(text)):
            return choice
        return (
            f"Write {shown}"
            if shown
            else f"Write it with its key, such as {{{self._likely(text)}: {text}}}"
        )

    def _likely(self, text: str) -> str:
        """The key that takes a text as one of its few words, or one that may be meant."""
        words = (
            one for one in self.fields if isinstance(one.type, OneOf) and text in one.type.options
        )
        return next(words, self.fields[min(1, len(self.fields) - 1)]).key

    def _several(self, text: str) -> str:
        """The keys for a text of several values, each of which shows by its look what it is."""
        found: dict[str, str] = {}
        for part in _PARTS.split(text):
            key = next((one for one, shape in self.alone if re.fullmatch(shape, part)), "")
            if not key or key in found:
                return ""
            found[key] = part
        pairs = (f"{key}: {next(scalar_texts(said, flow=True))}" for key, said in found.items())
        return f"{{{', '.join(pairs)}}}" if len(found) > 1 else ""

    def _choice(self, text: str) -> str:
        """What to write where a day and one of a few words are wanted."""
        field = next((one for one in self.fields if isinstance(one.type, OneOf)), None)
        if field is None or not (field.required and isinstance(field.type, OneOf)):
            return ""
        options = field.type.options
        said = [one for one in options if one in text.lower()]
        word = next(iter((*choices_meant(text, options), *said)), "")
        if not word and in_any_language("denying") & set(fold(text).split()):
            word = next((one for one in options if one in _DECLINING), "")
        day = "on: YEAR-MONTH-DAY, " if self.fields[0].key == "on" else ""
        others = "" if word else f", with {listed(options, 'or')} for the dots"
        return f"Write {{{day}{field.key}: {word or '…'}}}{others}"

    def _read_alone(self, key: str, node: Node, reading: Reading) -> Values:
        """What a single text says, as if it stood under its key."""
        field = next(field for field in self.fields if field.key == key)
        value = field.type.read(node, reading)
        if value is None and (hint := self._word_and_note(field, node)) and reading.problems:
            reading.problems[-1] = replace(reading.problems[-1], hint=hint)
        values = {} if value is None else {key: value}
        self._report_missing(node, {key: node}, values, reading)
        return Values(values, {key: node}, node.start)

    def _word_and_note(self, field: Key, node: Node) -> str:
        """What to write where a sentence stands for one of a few words and has its own place."""
        note = next((one.key for one in self.fields if one.key in ("note", "words")), "")
        if not (note and isinstance(field.type, OneOf) and isinstance(node, Scalar)):
            return ""
        said = next(scalar_texts(" ".join(node.text.split()), flow=True))
        options = listed(field.type.options)
        return f"Write {{{field.key}: …, {note}: {said}}}, with {options} for the dots"

    def _read_parts(self, found: re.Match[str], node: Scalar, reading: Reading) -> Values:
        """What a text says that holds several values, each as if it stood under its key."""
        nodes: dict[str, Node] = {
            key: node._replace(text=text.strip()) for key, text in found.groupdict().items()
        }
        types = {field.key: field.type for field in self.fields}
        read = {key: types[key].read(one, reading) for key, one in nodes.items()}
        return Values({key: one for key, one in read.items() if one is not None}, nodes, node.start)

    def read_keys(self, node: Keys, reading: Reading) -> Values:
        """The values of all keys of a mapping that could be read."""
        known = {field.key: field for field in self.fields}
        values: dict[str, object] = {}
        nodes: dict[str, Node] = {}
        before, people = len(reading.problems), self.name in _OF_PEOPLE
        for name, value in unique_pairs(node, reading):
            if node.flow and is_empty(value) and report_cut_key(node, name, reading, known=known):
                continue
            field = known.get(name.text) or self._other(name.text, known)
            if field is None:
                if (read_as := reading.read_as.get(name.start)) is None:
                    self._report_unknown(name, value, KeyHints(self, reading, known, node))
                    if self.others and isinstance(value, Scalar) and not is_empty(value):
                        nodes[name.text] = value
                        values[name.text] = self.others.read(value, reading)
                elif read_as.path:
                    other = other_keys.ours(self.name, name.text) not in ("", read_as.path)
                    hints = KeyHints(self, reading, known, node)
                    hint = hints.ours(name.text, read_as.value)
                    if other or not hint:
                        raw = reading.source.text[read_as.value.start : read_as.value.end]
                        said = other_keys.shown(read_as.value, raw, read_as.path)
                        hint = f"Write {read_as.path}: {said}"
                    message = f'"{name.text}" is read as {read_as.words}'
                    reading.report(name.start, "other-key", message, hint)
                continue
            nodes[name.text] = value
            none = is_empty(value) or (people and says_nothing(value) and field.is_free)
            if not none and (got := field.type.read(value, reading)) is not None:
                values[name.text] = got
        if len(reading.problems) > before + 1:
            join_advice(reading.problems, before)
        self._report_missing(node, nodes, values, reading)
        return Values(values, nodes, node.start)

    def _other(self, word: str, known: Mapping[str, Key]) -> Key | None:
        if word in self.outside:
            return None
        foreign = other_keys.ours(self.name, word)
        own = not word.startswith("x_") and word.isidentifier() and not foreign
        if self.others is None or not own or difflib.get_close_matches(word, known, cutoff=_NEARLY):
            return None
        return Key(word, self.others, "")

    def _report_missing(
        self, node: Node, nodes: Mapping[str, Node], values: Mapping[str, object], reading: Reading
    ) -> None:
        own = [key for key, _ in node.pairs] if isinstance(node, Keys) else []
        for field in self.fields:
            if field.required and field.key not in values:
                at = nodes[field.key].start if field.key in nodes else node.start
                other = any(other_keys.ours(self.name, key.text) == field.key for key in own)
                if not other and (field.key not in nodes or is_empty(nodes[field.key])):
                    message = f'"{field.key}" is needed and not there'
                    hint = f"Add {field.key}: {field.asked()}"
                    if text := self._one_text(node):
                        hint = f"Write - {text}, in quotes, where it is one text"
                    if self.name == "ties" and isinstance(node, Keys):
                        hint = ties_of_keys(node) or hint
                    reading.report(at, "missing-key", message, hint)

    def _one_text(self, node: Node) -> str:
        """What a line says that became a key and its value by a colon; empty where it did not."""
        lone = isinstance(node, Keys) and not node.flow and not node.pairs[1:]
        needed = any(field.required and isinstance(field.type, Text) for field in self.fields)
        if not (isinstance(node, Keys) and lone and needed and node.pairs and self.own_keys):
            return ""
        word = node.pairs[0][0].text
        known = any(field.key == word for field in self.fields) or other_keys.ours(self.name, word)
        return "" if known or word.startswith("x_") else as_one_text(node)

    def _report_unknown(self, name: Scalar, value: Node, hints: KeyHints) -> None:
        reading = hints.reading
        if name.text.startswith("x_") and self.own_keys:
            return
        if self._one_text(hints.node):
            return  # so it does here
        if self.name == "ties" and "to" not in hints.there and is_tie(name.text):
            return  # the missing key says what to write
        if name.text.lower() in self.switches:
            reading.report(
                name.start,
                "no-such-switch",
                f'"{name.text}" switches nothing: everything in people/ is private',
                "Delete the key; only consent lets a public text out",
            )
            return
        if name.text == "<<":
            reading.report(name.start, "yaml-anchor", "YAML merge keys are not used in a book")
            return
        reading.report(
            name.start,
            "unknown-key",
            f'"{name.text}" is not a key of {self.name}; it is kept '
            + ("as it stands" if self.others and isinstance(value, Scalar) else "and not read"),
            hints.unknown(name.text, value),
        )

    def json(self) -> Json:
        """An object with a property a key."""
        schema: dict[str, object] = {
            "title": self.name,
            "type": "object",
            "properties": {field.key: field.json() for field in self.fields},
            **({"patternProperties": {"^x_": {}}} if self.own_keys else {}),
            "additionalProperties": self.others.json() if self.others else False,
        }
        if required := [field.key for field in self.fields if field.required]:
            schema["required"] = required
        if not self.alone:
            return schema
        known = {field.key: field for field in self.fields}
        single = [known[key].type.json() for key, _ in self.alone]
        return {"if": {"type": "object"}, "then": schema, "else": {"anyOf": single}}
