"""Ranks a folder of documents and queries with the engine as it ships.

`python benchmarks/matching.py FOLDER RUN.tsv` reads corpus.jsonl and queries.jsonl (a line each:
`{"id": …, "text": …}`) and writes `query<TAB>document<TAB>standing`, the best hundred a query.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kithbook.matching.config import SHIPPED
from kithbook.matching.ranking import Engine
from kithbook.matching.stems import folded_words

SETS = ("onet_titles", "onet_people", "se_experts", "skill_sentences")
MOST = 100
DEPTH = 10
Ranking = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and queries, each as (id, text)."""

    documents: tuple[tuple[str, str], ...]
    queries: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, folder: Path) -> Collection:
        """The two files of a folder."""
        return cls(_records(folder / "corpus.jsonl"), _records(folder / "queries.jsonl"))


Ranker = Callable[[Collection], Iterator[Ranking]]


def shipped(collection: Collection) -> Iterator[Ranking]:
    """The engine with its model, as the product uses it."""
    engine = Engine.of([(text,) for _, text in collection.documents])
    return _ranked(engine, collection)


def words_only(collection: Collection) -> Iterator[Ranking]:
    """The engine without its model: BM25 over stems."""
    engine = Engine.of([(text,) for _, text in collection.documents], model=None)
    return _ranked(engine, collection)


def fts5(collection: Collection) -> Iterator[Ranking]:
    """SQLite's full-text search with Porter's stemmer, any word of the query."""
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='porter unicode61')")
        rows = ((place, text) for place, (_, text) in enumerate(collection.documents, 1))
        base.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", rows)
        asked = "SELECT rowid, -rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        for _, text in collection.queries:
            words = " OR ".join(f'"{word}"' for word in dict.fromkeys(folded_words(text)))
            found = base.execute(asked, (words, MOST)) if words else ()
            yield tuple((row - 1, rank) for row, rank in found)


def ndcg(grades: Mapping[str, int], found: Sequence[str], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain, the gain of a grade g being 2^g - 1."""
    best = sorted(grades.values(), reverse=True)[:depth]
    return _gain(grades.get(each, 0) for each in found[:depth]) / _gain(best)


def read_people(
    folder: Path,
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, frozenset[str]], ...]]:
    """The documents of a set, and each judged query with the documents of its top grade."""
    collection, grades = Collection.read(folder), _grades(folder / "qrels.tsv")
    needs = (
        (text, frozenset(each for each, grade in found.items() if grade == max(found.values())))
        for query, text in collection.queries
        if (found := grades.get(query))
    )
    return collection.documents, tuple(needs)


def measured(folder: Path, ranker: Ranker) -> tuple[float, float]:
    """Mean nDCG@10 over the judged queries of a set, and the CPU seconds of all queries."""
    collection, grades = Collection.read(folder), _grades(folder / "qrels.tsv")
    start = time.process_time()
    ranked = [[collection.documents[each][0] for each, _ in row] for row in ranker(collection)]
    spent = time.process_time() - start
    by_query = {query: row for (query, _), row in zip(collection.queries, ranked, strict=True)}
    return sum(ndcg(each, by_query[query]) for query, each in grades.items()) / len(grades), spent


def _gain(grades: Iterable[int]) -> float:
    return sum(
        (math.pow(2, grade) - 1) / math.log2(place + 2) for place, grade in enumerate(grades)
    )


def _ranked(engine: Engine, collection: Collection) -> Iterator[Ranking]:
    for hits in engine.rank_all([text for _, text in collection.queries], MOST):
        yield tuple((hit.document, hit.z) for hit in hits)


def _records(path: Path) -> tuple[tuple[str, str], ...]:
    with path.open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines if line.strip())
        return tuple((str(record["id"]), str(record["text"])) for record in records)


def _grades(path: Path) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        found[query][document] = int(grade)
    return found


def main(folder: Path, run: Path) -> None:
    """Ranks a folder and writes the run."""
    collection = Collection.read(folder)
    start = time.process_time()
    with run.open("w", encoding="utf-8") as lines:
        for (query, _), row in zip(collection.queries, shipped(collection), strict=True):
            for document, standing in row:
                lines.write(f"{query}\t{collection.documents[document][0]}\t{standing:.6f}\n")
    spent = time.process_time() - start
    print(
        f"{len(collection.queries):,} queries against {len(collection.documents):,} documents, "
        f"{spent:.1f} CPU seconds; {SHIPPED}"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Give a folder with corpus.jsonl and queries.jsonl, and the file to write.")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
