"""Compiles the coach's rules into the one JSON file that both engines read.

They stand in `coach/rules` and in the `coach.yml` of each language.

The golden answers of `tests/coach/vectors.jsonl` are written anew with them: read that diff.

Run as `python -m scripts.coach_rules [--check]`; with --check nothing is written.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from kithbook.coach.engine import FIELDS, Coach, Wish
from kithbook.coach.letters import Letters, Tables
from kithbook.coach.matcher import FLAGS, NEW, UMLAUTS, spelt_out
from kithbook.coach.weighing import Expression
from kithbook.language.folders import HERE, MODEL

FOLDER = Path(__file__).resolve().parent.parent / "plugins" / "kithbook" / "coach"
OUTPUT = FOLDER / "rules.json"
VECTORS = Path(__file__).resolve().parent.parent / "tests" / "coach" / "vectors.jsonl"
SHARED = ("letters", "logic", "canned", "weights")
ROLES = ("greeting", "closing", "common", "notname", "notword", "loose", "slot", "tld")
LONGEST_PATTERN, WIDEST_GAP = 12, 8
_LOST = re.compile(r'    - [^"].* #')
_SIGNS: Mapping[type, str] = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul"}


class UnclearRuleError(Exception):
    """A rule file says something that has no meaning; carries what and where."""


def compiled(folder: Path = FOLDER / "rules", spoken: Path = HERE) -> str:
    """The JSON text of the rules in a folder, and of those of the languages in another.

    A language that has only the words by which it is known, `stop`, is known and not coached.
    """
    tables, logic, canned, weights = (_read(folder / f"{name}.yml") for name in SHARED)
    letters = _letters(tables)
    files = {path.parent.name: _read(path) for path in sorted(spoken.glob("*/coach.yml"))}
    order = sorted(files, key=lambda one: one != MODEL)
    languages = {name: files[name] for name in order if "say" in files[name]}
    reader = Letters(letters)
    _look_over(languages, [rule["rule"] for rule in logic["rules"]])
    known = {name: file["stop"] for name, file in (languages | files).items()} | canned["stop"]
    stop = {name: text.split() for name, text in known.items()}
    rules = {
        "letters": letters,
        "stop": {name: sorted(_folded(reader, words)) for name, words in stop.items()},
        "everywhere": canned["everywhere"].split(),
        "books": {
            "any": _Binder(reader, canned, {}).book(),
            **{name: _Binder(reader, canned, file).book() for name, file in languages.items()},
        },
        "facts": [[name, expression(text)] for name, text in logic["facts"].items()],
        "sum": _sum(logic["signs"], weights),
        "then": [[name, expression(text)] for name, text in logic["then"].items()],
        "rules": [_rule(rule, logic["vetoes"].split()) for rule in logic["rules"]],
        "say": {name: file["say"] for name, file in languages.items()},
    }
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":")) + "\n"


def _look_over(languages: Mapping[str, Any], names: Sequence[str]) -> None:
    """Refuses a language that does not say every rule, or says one that there is not."""
    for name, file in languages.items():
        said = file["say"].keys()
        if without := sorted(set(names) - said):
            raise UnclearRuleError(f"{name}/coach.yml: say lacks {', '.join(without)}")
        if beyond := sorted(said - set(names)):
            raise UnclearRuleError(f"{name}/coach.yml: no rule is called {', '.join(beyond)}")


def _sum(signs: Mapping[str, str], weights: Mapping[str, Any]) -> dict[str, Any]:
    """The signs with their weights; those that weigh nothing are left out."""
    learnt = {name: int(weights["signs"].get(name, 0)) for name in signs}
    return {
        "start": {name: int(at) for name, at in weights["start"].items()},
        "signs": [[expression(text), learnt[name]] for name, text in signs.items() if learnt[name]],
    }


def expression(text: str | int) -> Expression:
    """A condition such as `brain > 0 and not concrete` as nested lists; only `lt` compares."""
    return _expression(ast.parse(str(text), mode="eval").body)


def _expression(node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=int() as plain) | ast.Name(id=plain):
            return plain
        case ast.Attribute(value=ast.Name(id=field), attr=name) if field in FIELDS:
            return f"{field}.{name}"
        case ast.BoolOp(op=sign, values=values):
            return ["and" if isinstance(sign, ast.And) else "or", *map(_expression, values)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ["not", _expression(operand)]
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            return [_SIGNS[type(sign)], _expression(left), _expression(right)]
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return _comparison(sign, _expression(left), _expression(right))
        case _:
            raise UnclearRuleError(f"unclear condition: {ast.unparse(node)}")


def _comparison(sign: ast.cmpop, left: Expression, right: Expression) -> Expression:
    match sign:
        case ast.Lt():
            return ["lt", left, right]
        case ast.Gt():
            return ["lt", right, left]
        case ast.GtE():
            return ["not", ["lt", left, right]]
        case ast.LtE():
            return ["not", ["lt", right, left]]
        case ast.Eq():
            return ["not", ["or", ["lt", left, right], ["lt", right, left]]]
        case _:
            raise UnclearRuleError(f"unclear comparison: {type(sign).__name__}")


class _Binder:
    """Turns the sets and signals of one language, and those of all, into numbers."""

    def __init__(self, reader: Letters, shared: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        self._reader = reader
        self._sets: dict[str, int] = {f"#{flag}": at for at, flag in enumerate(FLAGS)}
        self._texts = {**shared["sets"], **own.get("sets", {})}
        self._signals = {**shared["signals"], **own.get("signals", {})}
        self._denied = str(shared["denied"]).split()
        self._nouns = int(own.get("nouns_have_capitals", 0))
        self._words: dict[int, list[str]] = {}
        self._forms: dict[str, str] = {}

    def book(self) -> dict[str, Any]:
        """The book of a language."""
        names = list(self._signals)
        patterns = [
            self._pattern(names.index(signal), text)
            for signal, texts in self._signals.items()
            for text in _apart(texts)
        ]
        roles = {role: self._set(f"@{role}") for role in ROLES}
        return {
            "signals": names,
            "denied": self._denied,
            "sets": [" ".join(self._words.get(at, ())) for at in range(len(self._sets))],
            "patterns": patterns,
            **roles,
            "nouns": self._nouns,
        }

    def _pattern(self, signal: int, text: str) -> list[int]:
        numbers, gap, count = [signal], 0, 0
        for element in text.split():
            if element.startswith(".."):
                gap = int(element[2:])
                continue
            optional = element.endswith("?")
            fresh = len(self._sets)
            one = self._set(element.removesuffix("?"))
            one = NEW if one == fresh else one
            count += 1
            lost = count == 1 and (optional or gap)
            if lost or gap > WIDEST_GAP or count > LONGEST_PATTERN:
                raise UnclearRuleError(f"unclear pattern: {text}")
            numbers += [one] if count == 1 else [one, gap, int(optional)]
            gap = 0
        return numbers

    def _set(self, text: str) -> int:
        """The number of a set: a named one, a flag, a word, or several with | between."""
        if text in self._sets:
            return self._sets[text]
        if text.startswith("#"):
            raise UnclearRuleError(f"no such flag: {text}")
        number = self._sets[text] = len(self._sets)
        for word in self._members(text):
            self._enter(word, number)
        return number

    def _members(self, text: str) -> Iterator[str]:
        for part in text.split("|"):
            if not part.startswith("@"):
                yield part
            elif part[1:] in self._texts:
                for inner in str(self._texts[part[1:]]).split():
                    yield from self._members(inner)
            elif part[1:] not in ROLES:
                raise UnclearRuleError(f"no such set: {part}")

    def _enter(self, word: str, number: int) -> None:
        entered = self._words.setdefault(number, [])
        bare = word.strip("*")
        if bare not in self._forms:
            _folded(self._reader, [bare])  # refuses what is not one word
            letters = (one if one in UMLAUTS else self._reader.letter(one).text for one in bare)
            self._forms[bare] = "".join(letters)
        form = self._forms[bare]
        marked = f"*{form}" if word.startswith("*") else form
        marked = f"{form}*" if word.endswith("*") else marked
        if marked not in entered:
            entered.append(marked)


def _apart(texts: Sequence[str]) -> Iterator[str]:
    """The patterns, each with at most one flag where a flag stands beside words."""
    for text in texts:
        choices = [_choices(element) for element in text.split()]
        yield from (" ".join(chosen) for chosen in product(*choices))


def _choices(element: str) -> list[str]:
    mark = "?" if element.endswith("?") else ""
    parts = element.removesuffix("?").split("|")
    words = "|".join(part for part in parts if not part.startswith("#"))
    flags = [part for part in parts if part.startswith("#")]
    return [f"{part}{mark}" for part in (*flags, words) if part]


def _folded(reader: Letters, words: Sequence[str]) -> list[str]:
    """The words as the engines read them; one with an umlaut also as it is spelt without."""
    forms = dict.fromkeys(
        form for word in words for form in (word.lower(), spelt_out(word.lower()))
    )
    read = [reader.read(form).tokens for form in forms]
    for form, tokens in zip(forms, read, strict=True):
        if len(tokens) != 1:
            raise UnclearRuleError(f"not one word: {form}")
    return [tokens[0].word for tokens in read]


def _letters(tables: Mapping[str, Any]) -> Tables:
    return {
        "cap": int(tables["cap"]),
        "decompose": _ranges(tables["decompose"]),
        "drop": _ranges(tables["drop"]),
        "apart": _ranges(tables["apart"]),
        "single": _ranges(tables["single"]),
        "lower": [[*_ranges([text]), int(away)] for text, away in tables["lower"]],
        "fold": tables["fold"],
        "marks": {one: mark for mark, signs in tables["marks"].items() for one in signs},
        "abbreviations": tables["abbreviations"].split(),
    }


def _ranges(texts: Sequence[str]) -> list[int]:
    ends: list[int] = []
    for text in texts:
        first, _, last = str(text).partition("-")
        ends += [int(first, 16), int(last or first, 16)]
    return ends


def _rule(rule: Mapping[str, Any], vetoes: Sequence[str]) -> dict[str, Any]:
    """One rule; all but the vetoes keep still where a message is not a requester's own."""
    when = expression(rule["when"])
    return {
        "rule": rule["rule"],
        "level": rule["level"],
        "when": when if rule["rule"] in vetoes else ["and", ["not", "introducer"], when],
        "quote": str(rule.get("quote", "")).split(),
        "field": str(rule.get("field", "")).split(),
    }


def _read(path: Path) -> dict[str, Any]:
    """One rule file; every value stays text."""
    text = path.read_text(encoding="utf-8")
    unquoted = [line for line in text.splitlines() if _LOST.match(line)]
    if unquoted:
        raise UnclearRuleError(f"{path.name}: YAML takes # for a comment: {unquoted[0].strip()}")
    read: dict[str, Any] = yaml.load(text, Loader=_Text)  # noqa: S506
    return read


class _Text(yaml.SafeLoader):
    """A safe loader for which `no` is a word and `0060` no octal number."""


_Text.yaml_implicit_resolvers = {}


def vectors(lines: str, rules: str) -> str:
    """The golden messages, each with what the coach says of it by these rules."""
    coach = Coach(json.loads(rules))
    rows = [json.loads(line) for line in lines.splitlines()]
    for row in rows:
        row["advice"] = coach.look(row["message"], Wish(**row["wish"])).as_json()
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def main(words: Sequence[str]) -> int:
    """Writes the compiled rules and the golden answers, or says which are stale."""
    rules = compiled()
    wanted = {OUTPUT: rules, VECTORS: vectors(VECTORS.read_text(encoding="utf-8"), rules)}
    checking = "--check" in words
    stale = 0
    for path, text in wanted.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{path.name}: {'stale' if checking else 'written'}")
        if not checking:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(checking and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
