"""Questions in two languages, in Chromium: each word and passage read as the engine reads it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from kithbook.book.load import load_book
from kithbook.matching.corpus import corpus_of
from kithbook.matching.languages import languages_of
from kithbook.matching.static_model import shipped_model
from kithbook.matching.stems import stems_for
from kithbook.matching.word_list import WordList, word_list
from kithbook.suggestions.who_knows import Asking, ask_of, everyone_in
from tests.browser.both_sides import (
    ASK,
    laid_out,
    near,
    read_as_the_book,
    same_answers,
    same_standings,
)
from tests.browser.conftest import ServeDirectory
from tests.browser.mixed_book import ENGLISH_ALONE, GERMAN_ALONE, QUESTIONS, mixed_book

_STEM = """async ([root, words]) => {
  const { german } = await import(`${root}/assets/kithbook/asking/german.js`);
  return words.map(german);
}"""
_LANGUAGES = """
  const { languagesIn } = await import(`${root}/assets/kithbook/asking/languages.js`);
  const { foldedWords } = await import(`${root}/assets/kithbook/asking/texts.js`);
  const read = async (name, kind) => (await fetch(`${root}/find/${name}`))[kind]();
  const known = await read("questions.json", "json");
  const languages = await languagesIn(known, (name) => read(name, "arrayBuffer"));
"""
_WORDS = f"""async ([root, words]) => {{{_LANGUAGES}
  return languages.analyzers.map((each) => words.map((word) => [
    each.stem(word), each.parts(word), each.whole(word), each.telling(word), each.often(word, 12),
    [...each.vector(word)].slice(0, 2),
  ]));
}}"""
_PASSAGES = f"""async ([root, documents, texts]) => {{{_LANGUAGES}
  return [
    documents.flatMap((each) => languages.ofPassages(each, each.map(foldedWords))),
    texts.map(languages.of),
  ];
}}"""
_OTHERWISE = (
    "Akkordeons", "Akkordeon reparieren", "Bergwanderung", "Gartenzaunbau", "Holz", "accordion",
    "Krankenschwester", "Boote und Schiffe", "fences", "mountaineering", "a boat", "nürse", "Hand",
    "who builds a Bootshaus?", "Gebirgswanderweg Gartenzaunlatte", "carpentry", "Harmonium",
)  # fmt: skip
# Beside those of the book: nothing known, umlauts alone, compounds alone, and neighbours that tell.
_SINGLE = (
    ("Xyzzy", "1234"), ("Qwrtö",), ("Qwrtö", "Xyzzy"), ("naïve Fäxq",), ("Gartenzaunlatten",),
    ("Berlin", "Er sucht eine Wohnung"), ("Berlin", "She is looking for a flat"), ("Gu\u0308xq",),
    ("Computer", "Software"), ("die", "war", "hat"), ("Hallenmieterliste", "gardener"), ("",),
    ("Knoten und Segel", "sails and knots", "Hand"), ("über", "the"), ("fingerabdruck violin",),
    ("Arm", "Bank", "Kiosk"),
)  # fmt: skip


class Side(NamedTuple):
    """One book as a browser has it, and as the engine has it."""

    root: str
    tab: Page
    asking: Asking
    language: str


@pytest.fixture(scope="module", params=["en", "de"])
def side(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    serve_directory: ServeDirectory,
    browser: Browser,
) -> Side:
    folder = tmp_path_factory.mktemp("mixed")
    root = serve_directory(laid_out(folder, mixed_book(request.param)))
    tab = browser.new_page()
    tab.goto(f"{root}/")
    network = load_book(folder / "book")
    asking = ask_of(everyone_in(network), network.settings)
    return Side(root, tab, asking, request.param)


def listed(code: str) -> WordList:
    found = word_list(code)
    assert found is not None
    return found


def made_up() -> list[str]:
    """Words put together from words of the list, well and badly."""
    dice, common = random.Random(7), list(listed("de").words)[200:9000]  # noqa: S311 - no secret
    joints = ("", "", "s", "es", "n", "en", "er", "e", "ns", "x")
    two = (dice.choice(common) + dice.choice(joints) + dice.choice(common) for _ in range(1500))
    three = (word + dice.choice(joints) + dice.choice(common) for word in list(two))
    return [
        *three,
        *("schulhaus", "kirchenchorprobe", "hochzeitstorte", "dachfensterglasreparatur"),
    ]


def test_questions_in_both_languages_have_the_same_answers(side: Side) -> None:
    there = side.tab.evaluate(ASK, [side.root, QUESTIONS])
    count = 0
    for question, found in zip(QUESTIONS, there, strict=True):
        same_standings(side.asking, question, found)
        count += same_answers(side.asking, question, found)
    assert count > 40


@pytest.mark.parametrize("files, own", [(ENGLISH_ALONE, 1), (GERMAN_ALONE, 0)], ids=["en", "de"])
def test_a_book_in_one_language_loads_nothing_of_the_other(
    tmp_path: Path,
    serve_directory: ServeDirectory,
    browser: Browser,
    files: dict[str, str],
    own: int,
) -> None:
    """Questions in the other language are read in that of the book, and break nothing."""
    root = serve_directory(laid_out(tmp_path, files))
    tab, asked_for = browser.new_page(), []
    tab.on("request", lambda request: asked_for.append(request.url.rpartition("/")[2]))
    tab.goto(f"{root}/")
    network = load_book(tmp_path / "book")
    asking = ask_of(everyone_in(network), network.settings)
    there = tab.evaluate(ASK, [root, list(_OTHERWISE)])
    same = 0
    for question, found in zip(_OTHERWISE, there, strict=True):
        if read_as_the_book(asking, question):
            same_standings(asking, question, found)
            same += same_answers(asking, question, found)
    assert same > 2
    lists = sorted(name for name in asked_for if name.startswith(("words-", "vectors-")))
    assert lists == (["words-en.bin"] if own else ["vectors-de.bin", "words-de.bin"])
    assert "model.bin" in asked_for


def test_passages_are_in_the_same_language(side: Side) -> None:
    languages = languages_of(side.language, shipped_model())
    told = [tuple(each.searched for each in one.told) for one in side.asking.everyone]
    documents = [*told, *_SINGLE]
    texts = [*QUESTIONS, *(text for each in documents for text in each)]
    passages, asked = side.tab.evaluate(_PASSAGES, [side.root, documents, texts])
    spoken = corpus_of(documents, languages).spoken.tolist()
    assert {0, 1} == set(spoken)
    assert passages == spoken
    assert asked == [languages.of(text) for text in texts]


def test_words_are_read_alike(side: Side) -> None:
    words = [*list(listed("de").words)[::9], *list(listed("en").words)[::9], *made_up(), "zwei"]
    there = side.tab.evaluate(_WORDS, [side.root, words])
    split = 0
    for place, each in enumerate(languages_of(side.language, shipped_model()).analyzers):
        for word, (stem, parts, whole, *numbers, vector) in zip(words, there[place], strict=True):
            assert (stem, tuple(parts)) == (each.stem(word), each.parts(word)), word
            assert whole == each.whole(word), word
            assert near([each.telling(word), each.often(word, 12)], numbers), word
            assert near(each.vectors((word,))[0][:2].tolist(), vector), word
            split += bool(parts)
    assert split > 1000


def test_german_stems_are_those_of_snowball(side: Side) -> None:
    stems, words = stems_for("de"), list(listed("de").words)
    assert len(words) >= 60_000
    assert side.tab.evaluate(_STEM, [side.root, words]) == [stems.of(word) for word in words]
