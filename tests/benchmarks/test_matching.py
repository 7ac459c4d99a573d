"""Ranking a folder of documents and queries, and the figures that say how well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import standing
from benchmarks.matching import Ranker, measured, ndcg, shipped, words_only

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = {
        "corpus.jsonl": '{"id": "a", "text": "keeps bees"}\n{"id": "b", "text": "mends clocks"}\n',
        "queries.jsonl": '{"id": "q1", "text": "a clock to mend"}\n{"id": "q2", "text": "bee"}\n',
        "qrels.tsv": "q1\tb\t1\nq2\ta\t1\n",
    }
    for name, text in lines.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_ranked_from_the_shell(folder: Path) -> None:
    run = folder / "run.tsv"
    command = (sys.executable, "benchmarks/matching.py", folder, run)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "2 queries against 2 documents" in done.stdout
    rows = [line.split("\t") for line in run.read_text().splitlines()]
    assert [row[:2] for row in rows] == [["q1", "b"], ["q1", "a"], ["q2", "a"], ["q2", "b"]]
    assert all(float(row[2]) for row in rows)


@pytest.mark.parametrize("ranker", [shipped, words_only])
def test_a_whole_ranking_is_worth_one(folder: Path, ranker: Ranker) -> None:
    assert measured(folder, ranker)[0] == pytest.approx(1.0)


def test_gain_is_discounted_by_place() -> None:
    assert ndcg({"a": 3, "b": 1}, ["a", "b"]) == pytest.approx(1.0)
    assert ndcg({"a": 3, "b": 1}, ["b", "a"]) < 0.8
    assert ndcg({"a": 1}, ["x"] * 10 + ["a"]) == 0


@pytest.mark.skipif(not standing.CORPUS.is_dir(), reason="../shared/corpora/matching is not there")
def test_a_hundred_people_find_theirs_among_the_first_five() -> None:
    assert standing.small_networks(draws=4) >= 0.68


@pytest.mark.skipif(not standing.CORPUS.is_dir(), reason="../shared/corpora/matching is not there")
@pytest.mark.parametrize("name", ["onet_titles", "se_experts"])
def test_the_shipped_engine_reaches_its_floors(name: str) -> None:
    assert measured(standing.CORPUS / name, shipped)[0] >= standing.FLOORS[name]
