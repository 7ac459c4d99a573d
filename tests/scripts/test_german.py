"""The steps that make the German table, on toys; our own list; and the table that ships."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from kithbook.matching.static_model import Model, Table, unit
from scripts.static_model import bridge, german, own_words, write
from scripts.static_model.__main__ import OUT
from scripts.static_model.bags import Floats
from scripts.static_model.kept import kept
from scripts.static_model.meanings import Meanings
from scripts.static_model.word_lists import as_written

SHIPPED = "ff85e74690ccb97dc9bfb661f409e4d0bbe371eb39e950386bc4837142548ffd"
ENGLISH = ["bee", "keeper", "house", "old", "alto", "build", "lock", "castle"]
OWN = """Haus\thouse
Imker\tbee keeper; bee
alt\told
Alt\talto
Schloss\tlock; castle
bauen\tbuild"""


def toy_model(folder: Path) -> Model:
    table = np.eye(len(ENGLISH), dtype=np.float32)
    write.write(ENGLISH, table, np.ones(len(ENGLISH), np.float32), folder / "model.npz")
    return Model(folder / "model.npz")


def meanings(folder: Path, shares: Mapping[str, float]) -> Meanings:
    return Meanings(own_words.by_fold(OWN), shares, "de", toy_model(folder))


def spread(**parts: float) -> Floats:
    found = np.zeros(len(ENGLISH), dtype=np.float32)
    for word, value in parts.items():
        found[ENGLISH.index(word)] = value
    return unit(found)


def test_the_table_that_ships_is_the_one_that_was_measured() -> None:
    file = OUT / "german.npz"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHIPPED
    assert sum((OUT / name).stat().st_size for name in ("german.npz", "words-de.npz")) < 3_800_000


def test_our_list_is_whole() -> None:
    text = own_words.FILE.read_text("utf-8")
    lines = text.splitlines()
    words = [word.german for word in own_words.listed(text)]
    assert len(words) == len(set(words)) >= 6_000
    assert words == sorted(words)
    assert [line for line in lines if line.count("\t") != 1 or line != line.strip()] == []
    english = [word.english for word in own_words.listed(text)]
    assert [each for each in english if not 1 <= len(set(each)) == len(each) <= 3] == []
    assert [text for each in english for text in each if not text.strip() == text != ""] == []


def test_the_first_meaning_counts_most(tmp_path: Path) -> None:
    rows = meanings(tmp_path, {}).vectors(["haus", "schloss", "imker"])
    assert rows[0] == pytest.approx(spread(house=1), abs=0.02)
    assert rows[1] == pytest.approx(spread(lock=1, castle=0.5), abs=0.02)
    assert rows[2] == pytest.approx(spread(bee=0.5**0.5 + 0.5, keeper=0.5**0.5), abs=0.02)


def test_a_form_with_another_stem_has_the_meaning_of_the_word(tmp_path: Path) -> None:
    rows = meanings(tmp_path, {}).vectors(["baut", "bauen", "qwxt"])
    assert rows[0].any()
    assert rows[0] == pytest.approx(rows[1])
    assert not rows[2].any()


def test_words_that_fold_together_share_a_row_by_how_often_they_are_written(tmp_path: Path) -> None:
    (row,) = meanings(tmp_path, {"alt": 1e-4}).vectors(["alt"])
    assert row == pytest.approx(spread(old=1, alto=1), abs=0.02)
    rare = own_words.by_fold("b\u00e4r\tbee\nbar\told")
    shares = {"b\u00e4r": 1e-5, "bar": 3e-5}
    (row,) = Meanings(rare, shares, "de", toy_model(tmp_path)).vectors(["bar"])
    assert row == pytest.approx(spread(bee=1, old=3), abs=0.02)


def test_forms_mean_what_their_words_mean(tmp_path: Path) -> None:
    form, unknown = meanings(tmp_path, {}).vectors(["hauses", "garten"])
    assert form == pytest.approx(spread(house=1), abs=0.02)
    assert not unknown.any()


def test_words_are_asked_as_they_are_written(tmp_path: Path) -> None:
    shares = {"haus": 1e-4, "g\u00e4rten": 2e-5, "garten": 1e-5, "Garten": 3e-6}
    small = as_written(shares)
    assert small == {"haus": "haus", "garten": "g\u00e4rten"}
    written = meanings(tmp_path, shares).written(["haus", "garten", "teich"], small)
    assert written == ["Haus", "g\u00e4rten", "teich"]


def test_english_words_in_german_texts_are_not_german_words() -> None:
    shares = {"der": 1e-2, "the": 1e-4, "most": 1e-6, "haus": 1e-4, "job": 1e-5}
    english = {"the": 1e-2, "most": 1e-3, "job": 1e-4}
    own: dict[str, Sequence[str]] = {"most": (), "imker": ()}
    assert german.chosen(shares, english, own) == ["der", "most", "haus", "job", "imker"]


def test_the_commonest_words_and_all_of_ours_have_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(german, "_COMMON", 2)
    monkeypatch.setattr(german, "_MOST", 4)
    shares = {word: 1 / (row + 2) for row, word in enumerate("abcdef")}
    assert german.chosen(shares, {}, {"e": ()}) == ["a", "b", "e", "c"]


def test_the_bridge_leads_from_one_language_to_the_other() -> None:
    chance = np.random.default_rng(4)
    meaning = chance.normal(size=(600, 24)).astype(np.float32)
    turned = np.linalg.qr(chance.normal(size=(24, 24)))[0].astype(np.float32)
    apart = 6 * np.eye(24, dtype=np.float32)
    meaning[:, 3] *= 9  # what is common to all
    one, other = meaning + apart[0], meaning + apart[1]  # each language lies somewhere else
    meant = unit(np.delete(meaning, 3, axis=1) @ turned[:23])
    meant[meaning[:, 2] > -0.5] = 0  # what the model does not know teaches nothing
    found = german.in_space(one[:300], other, meant)
    expected = unit(np.delete(meaning[:300], 3, axis=1) @ turned[:23])
    assert (found * expected).sum(axis=1).mean() > 0.98
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(300), abs=1e-5)


def test_the_common_direction_goes() -> None:
    chance = np.random.default_rng(5)
    loud = np.zeros(24, dtype=np.float32)
    loud[3] = 1
    texts = chance.normal(size=(400, 24)) + 9 * chance.normal(size=(400, 1)) * loud
    one, other = bridge.alike(texts[:200], texts[200:])
    assert np.abs(one @ loud).max() < 0.2
    assert np.abs(other @ loud).max() < 0.2


def test_what_our_list_knows_counts_more_than_what_the_teacher_says() -> None:
    meant = np.array([[1, 0], [0, 0]], dtype=np.float32)
    taught = np.array([[0, 1], [0, 1]], dtype=np.float32)
    found = german.joined(meant, taught)
    assert found[0] == pytest.approx(unit(np.array([1, 0.5], np.float32)))
    assert found[1] == pytest.approx([0, 0.35])


def test_common_words_weigh_little() -> None:
    found = german.weights(["und", "haus", "imker"], {"und": 1e-2, "haus": 1e-4})
    assert found == pytest.approx([0.0099, 0.5, 1], abs=1e-3)


def test_the_words_that_are_written_are_read_again(tmp_path: Path) -> None:
    table = np.array([[0.5, -0.25], [0, 0]], dtype=np.float32)
    write.write_words(["imker", "und"], table, tmp_path / "toy.npz")
    toy = Table(tmp_path / "toy.npz")
    assert toy.words(["imker", "und"]) == pytest.approx(table, abs=0.005)


def test_a_teacher_is_asked_once(tmp_path: Path) -> None:
    asked = []

    def teach() -> Floats:
        asked.append(1)
        return np.ones((1, 2), dtype=np.float32)

    for question in ("one", "one", "two"):
        assert kept(tmp_path / "words", question, teach).tolist() == [[1, 1]]
    assert len(asked) == 2
