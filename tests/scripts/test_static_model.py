"""The steps that make the static model, on toys; and the model that ships, by its digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from kithbook.matching.static_model import Model, shipped_model, unit
from scripts.static_model import materials, pairs
from scripts.static_model.bags import Bags
from scripts.static_model.contrast import Course, contrast
from scripts.static_model.distil import WIDTH, Lesson, distil
from scripts.static_model.write import how_often, reachable, write

DATA = Path(materials.__file__).parent.parent.parent / "plugins/kithbook/matching/data"
SHIPPED = "acde2f395dce63b1a0cd358e649972e4c63d8d78696477d4d98a71083ba4235f"
TEXTS = [[0, 1, 1], [2], [3, 0]]


def test_the_model_that_ships_is_the_one_that_was_measured() -> None:
    file = DATA / "model.npz"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHIPPED
    assert file.stat().st_size < 4_200_000
    assert all((DATA / f"{name}-LICENSE.txt").is_file() for name in ("Apache-2.0", "WordNet"))
    model = shipped_model()
    assert model is not None
    assert len(model.pieces) == len(model.vectors) == len(model.scales) > 25_000
    assert model.width == WIDTH


def test_sums_and_flows_are_each_others_transpose() -> None:
    chance = np.random.default_rng(0)
    bags = Bags(TEXTS)
    table = chance.normal(size=(4, 3)).astype(np.float32)
    shares = chance.random(len(bags.flat)).astype(np.float32)
    sums = bags.sums(table, shares)
    assert sums[1] == pytest.approx(table[2] * shares[3])
    texts = chance.normal(size=(3, 3)).astype(np.float32)
    assert (sums * texts).sum() == pytest.approx(
        (table[bags.held] * bags.flow(texts, shares)).sum(), rel=1e-4
    )


def test_distilling_comes_near_the_teacher() -> None:
    chance = np.random.default_rng(1)
    meant = chance.normal(size=(40, 384)).astype(np.float32)
    texts = [[int(row) for row in chance.integers(0, 40, 4)] for _ in range(400)]
    vectors = np.stack([meant[text].mean(axis=0) for text in texts])
    table = distil(Lesson(texts, vectors, np.ones(400, np.float32)), meant)
    ours = unit(np.stack([table[text].sum(axis=0) for text in texts]))
    theirs = unit(vectors - vectors.mean(axis=0))
    assert np.corrcoef((ours @ ours.T).ravel(), (theirs @ theirs.T).ravel())[0, 1] > 0.9


def test_contrast_brings_the_halves_of_pairs_together() -> None:
    start = np.random.default_rng(2).normal(size=(20, 8)).astype(np.float32)

    def batch(chance: np.random.Generator) -> list[pairs.Pair]:
        return [([int(row)], [int(row) + 10]) for row in chance.permutation(10)]

    course = Course(steps=60, temperature=0.1, boldness=0.3)
    table = contrast(start, batch, course, seed=3)
    cosines = unit(table[:10]) @ unit(table[10:]).T
    assert (cosines.argmax(axis=1) == np.arange(10)).all()
    assert np.array_equal(table, contrast(start, batch, course, seed=3))


def test_newer_words_are_pairs_of_a_word_and_each_meaning() -> None:
    rows = {"cfo": (1,), "finance": (2,), "director": (3,), "chief": (4,)}
    found = pairs.newer("# a note: x\ncfo: finance director; chief\n", lambda word: rows[word])
    assert found == (([1], [2, 3]), ([1], [4]))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    pieces = ["[PAD]", "bee", "##s", "hive", "é", "!"]
    assert reachable(pieces) == [1, 2, 3]
    table = np.eye(6, 4, dtype=np.float32) + 0.5
    often = how_often(pieces, ["bee hive", "a bee"])
    assert often.tolist() == [0, 1, 0, 0.5, 0, 0]
    write(pieces, table, often, tmp_path / "model.npz")
    model = Model(tmp_path / "model.npz")
    assert model.pieces == ("bee", "##s", "hive")
    assert (model.often("bee"), model.often("hive"), model.often("wax")) == (1, 0.5, 0)
    bees = unit(model.words(["bees"]))[0]
    assert bees == pytest.approx(unit(table[1:2] + table[2:3])[0], abs=0.02)
    assert model.words(["wax"]).tolist() == [[0, 0, 0, 0]]


def test_the_materials_are_held_to_their_hashes(tmp_path: Path) -> None:
    for name in materials.HASHES:
        (tmp_path / name).write_bytes(b"another release")
    with pytest.raises(materials.WrongHashError, match="is not the release"):
        materials.fetch(tmp_path)
