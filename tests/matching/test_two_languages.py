"""German beside English in one book: parts of compounds, the same word in both, and near-words."""

from __future__ import annotations

import pytest

from kithbook.matching.ranking import Engine
from kithbook.matching.vocabulary import PART

BOOK = (
    ("Dachdecker mit eigener Werkstatt", "spielt am Abend Karten im Verein"),
    ("teaches Yoga to beginners and plays the cello",),
    ("räumt altes Gift und Lacke aus den Scheunen der Bauern",),
    ("wraps every gift in the shop by hand",),
    ("Schafwolle, Filz und alte Webstühle",),
    ("Wolken am Himmel über dem Moor malen",),
    ("mends clocks of all kinds and their chimes",),
    ("keeps the books of small clubs, a retired accountant",),
)
TOOLS = (
    "saws",
    "axes",
    "rakes",
    "drills",
    "lathes",
    "planes",
    "hammers",
    "looms",
    "kilns",
    "anvils",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.of(BOOK)


def words(engine: Engine, query: str, document: int) -> list[tuple[str, str, str]]:
    evidence = engine.evidence(query, document)
    matches = evidence.matches if evidence else ()
    return [(match.asked, match.found, match.how) for match in matches]


def best(engine: Engine, query: str) -> int:
    return engine.rank(query, 1)[0].document


def test_the_book_is_in_two_languages(engine: Engine) -> None:
    assert engine.mixed
    assert not Engine.of(BOOK[6:]).mixed


def test_a_part_of_a_compound_finds_it_and_is_said_to(engine: Engine) -> None:
    assert best(engine, "wer flickt mir das Dach der Scheune?") in (0, 2)
    assert ("Dach", "Dachdecker", "near") in words(engine, "wer flickt mir das Dach?", 0)
    assert ("Dachziegel", "Dachdecker", "near") in words(engine, "alte Dachziegel gesucht", 0)


def test_a_part_weighs_less_than_the_word_itself() -> None:
    told = [("sucht Arbeit auf dem Dach",), ("sucht Arbeit als Dachdecker",), ("im Garten",)]
    engine = Engine.of(told, language="de", model=None)
    whole, part, _ = (hit for hit in engine.rank("ein neues Dach"))
    assert (whole.document, part.document) == (0, 1)
    assert 0 < PART < 1
    assert whole.z > part.z > 0


def test_a_part_tells_as_much_as_it_does_itself() -> None:
    engine, telling = Engine.of(BOOK, model=None), []
    for query in ("wer hat Dachziegel für mich?", "wer flickt das Dach für mich?"):
        evidence = engine.evidence(query, 0)
        assert evidence is not None
        telling.append({match.found: match.telling for match in evidence.matches}["Dachdecker"])
    assert telling[0] == telling[1] < 1


def test_the_same_word_is_the_same_in_both(engine: Engine) -> None:
    assert ("Yoga", "Yoga", "same") in words(engine, "wer unterrichtet Yoga für Anfänger?", 1)
    assert best(engine, "wer unterrichtet Yoga für Anfänger?") == 1


def test_false_friends_are_not(engine: Engine) -> None:
    assert words(engine, "wer holt das Gift aus dem Keller?", 2)[0] == ("Gift", "Gift", "same")
    assert words(engine, "wer holt das Gift aus dem Keller?", 3) == []
    assert best(engine, "wer holt das Gift aus dem Keller?") == 2


@pytest.mark.parametrize(
    "query, document",
    [
        ("wer könnte meine alten Uhren reparieren?", 6),
        ("Buchhalter für unseren Chor", 7),
        ("a roofer", 0),
        ("wool for felting", 4),
    ],
)
def test_a_need_finds_the_line_in_the_other_language(
    engine: Engine, query: str, document: int
) -> None:
    assert best(engine, query) == document


def test_words_known_only_in_pieces_are_near_to_nothing() -> None:
    engine = Engine.of([("knows bridges and weirs",), ("tea",), ("moss",)])
    assert words(engine, "a viaduct", 0) == [("viaduct", "bridges", "near")]
    assert words(engine, "a drawbridge", 0) == []


def test_what_is_asked_for_in_one_word_finds_its_parts() -> None:
    told = [("flickt das Dach der Kirche",), ("backt Brot am Samstag",), ("im Garten",)]
    engine = Engine.of(told, language="de", model=None)
    assert best(engine, "wer hat noch Dachziegel?") == 0
    assert engine.rank("wer hat noch Dachziegel?", 1)[0].z > 0


def test_a_near_word_tells_no_more_than_the_commoner_of_the_two() -> None:
    engine = Engine.of([("plays music at weddings",), ("tea",), ("moss",)])
    evidence = engine.evidence("a songwriter", 0)
    assert evidence is not None
    (match,) = evidence.matches
    analyzer = engine.languages.main
    assert match.telling == analyzer.telling("music") < analyzer.telling("songwriter")


def test_a_little_of_what_is_asked_lifts_less_than_all_of_it() -> None:
    engine = Engine.of(
        [("reads with children",), *((f"mends {tool}",) for tool in TOOLS)], model=None
    )
    little = engine.rank("a trumpet, an oboe and a bassoon for an orchestra of children", 1)[0]
    whole = engine.rank("children", 1)[0]
    assert little.document == whole.document == 0
    assert 0 < little.z < whole.z / 2


def test_clouds_are_not_near_to_wool(engine: Engine) -> None:
    assert words(engine, "Wolle zum Spinnen", 5) == []
    assert ("Wolle", "Schafwolle", "near") in words(engine, "Wolle zum Spinnen", 4)


def test_how_rare_a_word_is_goes_by_passages() -> None:
    often = (("a clock",) * 9, ("a bell",), ("tea",))
    engine = Engine.of(often, model=None)
    clock, bell = (engine.rank(f"a {word}", 1)[0] for word in ("clock", "bell"))
    assert (clock.document, bell.document) == (0, 1)
    idf = dict(zip(("clock", "bell"), (_idf(engine, w) for w in ("clock", "bell")), strict=True))
    assert idf["clock"] < idf["bell"]


def _idf(engine: Engine, word: str) -> float:
    vocabulary = engine._vocabulary
    (term,) = vocabulary.same(word, 0)
    return float(engine._postings.idf[term])
