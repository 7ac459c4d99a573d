"""The lists of common words: what they hold, and who is to be thanked for it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kithbook.matching.word_list import WordList, word_list
from kithbook.text.words import fold


def of(code: str) -> WordList:
    found = word_list(code)
    assert found is not None
    return found


@pytest.mark.parametrize("code, count, rarest", [("de", 60_000, 2.7), ("en", 30_000, 2.9)])
def test_a_list_has_each_word_once_the_commonest_first(
    code: str, count: int, rarest: float
) -> None:
    found = of(code)
    assert len(found.words) == len(found.zipf) == count
    assert list(found.words.values()) == list(range(count))
    assert all(word.isalpha() and word == fold(word) for word in found.words)
    assert (found.zipf[:-1] >= found.zipf[1:]).all()
    assert found.zipf[-1] == pytest.approx(rarest, abs=0.05)


@pytest.mark.parametrize(
    "word, german, english",
    [
        ("der", 7.46, 4.16),
        ("the", 5.62, 7.73),
        ("steuererklarung", 3.53, 0),
        ("strasse", 5.27, 0),
        ("imker", 3.32, 0),
        ("plumber", 0, 3.36),
        ("gift", 4.02, 4.78),
        ("Imker", 0, 0),
    ],
)
def test_how_common_a_word_is_in_either_language(word: str, german: float, english: float) -> None:
    assert of("de").zipf_of(word) == pytest.approx(german, abs=0.01)
    assert of("en").zipf_of(word) == pytest.approx(english, abs=0.01)


@pytest.mark.parametrize("code", ["fr", "", "..", "de/../en"])
def test_other_languages_have_no_list(code: str) -> None:
    assert word_list(code) is None


def test_a_list_is_read_once() -> None:
    assert word_list("de") is word_list("de")


def test_their_licence_is_named_beside_them() -> None:
    folder = files("kithbook.matching").joinpath("data")
    notice = folder.joinpath("README.md").read_text("utf-8")
    assert all(word in notice for word in ("wordfreq", "CC BY-SA 4.0", "SUBTLEX", "words-de.npz"))
    text = folder.joinpath("CC-BY-SA-4.0-LICENSE.txt").read_text("utf-8")
    assert text.startswith("Attribution-ShareAlike 4.0 International")
