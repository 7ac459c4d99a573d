"""Of which words a word may be a form: `joggt` of `joggen`, `mitgegründet` of `gründen`.

Stems join most forms; these are guesses for those that they leave alone, good for words that are
looked up in a list. They stand in `forms.txt` of the folder of a language; most have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kithbook.language import small_words
from kithbook.text.words import fold

_FILE = "forms.txt"
_SHORTEST = 3
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class FormRules:
    """Endings with what may stand in their place, what is inside of participles, and prefixes."""

    endings: tuple[tuple[str, str], ...]
    inside: tuple[str, ...]
    apart: tuple[str, ...]


@cache
def form_rules(code: str) -> FormRules | None:
    """The rules of a language by its code; None where there are none."""
    path = small_words.HERE / code / _FILE
    if not path.is_file():
        return None
    lists: dict[str, list[str]] = {"endings": [], "inside": [], "apart": []}
    for name, words in small_words.word_lines(path):
        lists[name].extend(map(fold, words))
    endings = (each.partition("/") for each in lists["endings"])
    return FormRules(
        tuple((one, "" if other == _NOTHING else other) for one, _, other in endings),
        tuple(lists["inside"]),
        tuple(lists["apart"]),
    )


def forms_of(word: str, rules: FormRules) -> Iterator[str]:
    """What a folded word may be a form of, the likeliest first."""
    yield from _ended(word, rules)
    for inside in rules.inside:
        if word.startswith(inside):
            yield from _with(word[len(inside) :], rules)
    for prefix in rules.apart:
        for inside in rules.inside:
            if word.startswith(prefix + inside):
                rest = word[len(prefix) + len(inside) :]
                yield from _with(prefix + rest, rules)
                yield from _with(rest, rules)


def _with(word: str, rules: FormRules) -> Iterator[str]:
    if len(word) > _SHORTEST:
        yield word
        yield from _ended(word, rules)


def _ended(word: str, rules: FormRules) -> Iterator[str]:
    for ending, instead in rules.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: len(word) - len(ending)] + instead
