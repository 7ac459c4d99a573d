"""How well and how fast people are found for a need: figures of one run, each beside others.

`python -m benchmarks.standing` reads the sets in ../shared/corpora/matching and prints a table.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.matching import (
    SETS,
    Collection,
    Ranker,
    fts5,
    measured,
    read_people,
    shipped,
    words_only,
)
from kithbook.matching.corpus import Document
from kithbook.matching.ranking import Engine

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora" / "matching"
FLOORS = {"onet_titles": 0.42, "onet_people": 0.26, "se_experts": 0.27, "skill_sentences": 0.38}
MANY, NEEDS, SMALL, DRAWS = 30_000, 3_000, 100, 20
RANKERS: tuple[tuple[str, Ranker], ...] = (
    ("Kithbook", shipped),
    ("BM25+stem", words_only),
    ("FTS5 porter", fts5),
)


def quality() -> Iterator[str]:
    """nDCG@10 of each set with each engine, and the CPU seconds of all its queries."""
    for name in SETS:
        found = ((words, *measured(CORPUS / name, ranker)) for words, ranker in RANKERS)
        told = ", ".join(f"{words} {value:.3f} ({cpu:.1f} s)" for words, value, cpu in found)
        yield f"{name}: nDCG@10 {told}; wanted {FLOORS[name]}"


def small_networks(draws: int = DRAWS) -> float:
    """hit@5 for the needs of networks of a hundred people, drawn from onet_people."""
    people, needs = read_people(CORPUS / "onet_people")
    chance = random.Random(0)
    hits = asked = 0
    for _ in range(draws):
        drawn = sorted(chance.sample(range(len(people)), SMALL))
        there = {people[place][0]: at for at, place in enumerate(drawn)}
        engine = Engine.of([(people[place][1],) for place in drawn])
        open_needs = [(text, right & there.keys()) for text, right in needs]
        open_needs = [each for each in open_needs if each[1]]
        ranked = engine.rank_all([text for text, _ in open_needs], 5)
        for (_, right), found in zip(open_needs, ranked, strict=True):
            hits += any(hit.document in {there[each] for each in right} for hit in found)
            asked += 1
    return hits / asked


def speed() -> Iterator[str]:
    """CPU seconds on 30,000 people: index, the kept index, one need, 3,000 needs; peak memory."""
    people = _many()
    needs = [text for _, text in Collection.read(CORPUS / "onet_people").queries]
    with tempfile.TemporaryDirectory(prefix="kith-index-") as folder:
        place = Path(folder)
        cold = _spent(lambda: Engine.of(people, folder=place))
        yield f"index of {MANY:,} people: {cold:.2f} s"
        engine = Engine.of(people, folder=place)
        yield f"warm: {_spent(lambda: Engine.of(people, folder=place)):.2f} s"
    one = _spent(lambda: [engine.rank(need) for need in needs[:100]]) * 10
    yield f"one need: {one:.1f} ms"
    many = (needs * 3)[:NEEDS]
    yield f"{NEEDS:,} needs x {MANY:,}: {_spent(lambda: list(engine.rank_all(many, 10))):.2f} s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield f"peak memory {peak / (2**20 if sys.platform == 'darwin' else 2**10):.0f} MiB"


def _many() -> list[Document]:
    """People put together from the tasks and tools of others, nine passages each."""
    people, _ = read_people(CORPUS / "onet_people")
    passages = [each for _, text in people for each in text.split(". ")]
    chance = random.Random(1)
    return [tuple(chance.sample(passages, 9)) for _ in range(MANY)]


def _spent(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def main() -> int:
    """Prints everything, or says that the sets are not there."""
    if not CORPUS.is_dir():
        print("matching: passed over, since ../shared/corpora/matching is not there")
        return 0
    for line in speed():
        print(line, flush=True)
    print(f"networks of {SMALL}: hit@5 {small_networks():.3f}; wanted 0.68", flush=True)
    for line in quality():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
