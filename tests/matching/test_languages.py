"""Which language a passage is in, and how much its words tell."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.language import small_words
from kithbook.matching import analyzer as analyzers
from kithbook.matching.analyzer import Analyzer
from kithbook.matching.config import Config
from kithbook.matching.index import Index
from kithbook.matching.languages import Languages, languages_of
from kithbook.matching.ranking import Engine
from kithbook.matching.static_model import shipped_model

GERMAN = """
Tischlerlehre
sucht eine Wohnung
kann gut zuhören
Steuererklärung für den Chor
spielt Bratsche im Quartett
bäckt am Samstag Brot
wer hilft beim Umzug?
Klempner mit Zeit am Abend
Schafwolle und Filz
will im Herbst wandern gehen
repariert alte Uhren
Nachhilfe in Mathe
hat einen Anhänger zu verleihen
arbeitet bei der Post
liest Sütterlin
Gärtnerin, Rosen und Stauden
zieht nach Kiel
der Kater braucht jemanden über Ostern
Kinderbetreuung
ehrenamtlich im Tierheim
""".strip().splitlines()
ENGLISH = """
apprentice joiner
looking for a flat
a good listener
tax return for the choir
plays the viola in a quartet
bakes bread on Saturdays
who can help with a move?
plumber, free in the evenings
felt and sheep's wool
wants to go hiking in autumn
mends old clocks
tutoring in maths
has a trailer to lend
works for the post office
reads old handwriting
gardener, roses and perennials
moving to Duluth
someone to feed the cat over Easter
child care
volunteers at the animal shelter
""".strip().splitlines()
# Everyday nouns, of which a need may have no other word.
_EVERYDAY = """
accountant actor aeroplane album allotment ambulance apple architect art attic baby baker balcony
band bank barn basket bath beach bed bee beer bell bench bicycle bike bird boat book bookkeeping
bottle box boxing boy bread brick bridge brother builder bus butcher cake camera camp car
carpenter carpet castle cat cellar chair cheese chess child choir church cinema clay clock cloth
coach coat coffee college computer concert cook cooking cow crane curtain dance dentist desk
dictionary doctor dog door drawing dress driver drum editor egg electrician engine engineer exam
family farm farmer fence film fish flat flour flower food football forest friend fruit funeral
furniture game garage garden glass goat grandmother guitar hair hall hammer harp hat health hen
history holiday home honey horse hospital hotel house ice insurance island jacket jam job joiner
kettle key kitchen knitting ladder lamp language law lawyer leather lesson letter library lorry
machine map market meal meat medicine milk mill mirror money motorbike mountain museum music
neighbour oven paint piano plum pond
"""
NOUNS = _EVERYDAY.split()


@pytest.fixture(scope="module")
def languages() -> Languages:
    return languages_of("en", shipped_model())


def test_short_passages_are_told_apart(languages: Languages) -> None:
    assert [analyzer.code for analyzer in languages.analyzers] == ["en", "de"]
    assert len(GERMAN) == len(ENGLISH) == 20
    wrong = [text for text in GERMAN if languages.of(text) != 1]
    wrong += [text for text in ENGLISH if languages.of(text) != 0]
    assert wrong == []


@pytest.mark.parametrize("text", ["", "1984", "Anna", "Yoga", "東京"])
def test_what_could_be_either_is_in_the_language_beside_it(languages: Languages, text: str) -> None:
    assert languages.of(text) == 0
    assert languages.of(text, otherwise=1) == 1


def test_letters_of_a_language_speak_for_it(languages: Languages) -> None:
    assert languages.of("Xqörtel") == languages.of("Xqo\u0308rtel") == 1
    assert languages.of("Xqortel") == 0


def test_names_in_another_language_make_no_book_of_two() -> None:
    names = [("Östersjö",), ("Malmö",), ("Värmelaget",), ("Göteborg",)]
    index = Index.of([*names, *((text,) for text in ENGLISH)], languages_of("en", None), Config())
    assert not index.spoken.any()


def test_another_form_of_a_word_is_known_whole() -> None:
    analyzer = Analyzer("en", shipped_model())
    assert analyzer.whole("upholsterers")
    assert not analyzer.whole("drawbridge")


def test_a_kept_index_is_of_one_word_list(monkeypatch: pytest.MonkeyPatch) -> None:
    analyzer = Analyzer("en", None)
    before = analyzer.made_from
    listed = analyzer.listed
    assert listed is not None
    monkeypatch.setattr(analyzer, "listed", replace(listed, zipf=listed.zipf + 1))
    assert analyzer.made_from != before


def test_a_language_without_a_word_list_stands_alone() -> None:
    assert len(languages_of("fr", None).analyzers) == 1
    assert len(languages_of("de-AT", None).analyzers) == 2
    assert languages_of("fr", None).of("sucht eine Wohnung") == 0


def test_a_second_language_in_hardly_a_passage_is_none() -> None:
    english = [(text,) for text in ENGLISH * 3]
    few = Index.of([*english, (GERMAN[1],)], languages_of("en", None), Config())
    more = Index.of([*english, (GERMAN[1],), (GERMAN[4],)], languages_of("en", None), Config())
    assert [int(each.spoken.sum()) for each in (few, more)] == [0, 2]


def test_a_book_in_one_language_is_asked_in_the_other_where_that_is_plain() -> None:
    engine = Engine.of([(text,) for text in ENGLISH])
    assert engine.rank("wer könnte uns den Wasserhahn reparieren, ein Klempner", 1)[0].document == 7
    assert engine.rank("mind", 1) == Engine.of([(text,) for text in ENGLISH]).rank("mind", 1)


def test_what_is_undecided_goes_with_its_document() -> None:
    told = ("sucht eine Wohnung und einen Platz im Chor", "Gift")
    engine = Engine.of([told, ("a gift shop",), (GERMAN[5], "x"), ("keeps the books",)])
    assert engine.evidence("jemand, der Gift aus dem Garten räumt", 0) is not None


def test_everyday_nouns_tell_enough_to_be_evidence() -> None:
    analyzer = Analyzer("en", None)
    assert len(NOUNS) == len(set(NOUNS)) >= 167
    assert sum(analyzer.telling(noun) >= 0.3 for noun in NOUNS) >= 0.96 * len(NOUNS)
    assert analyzer.telling("accountant") > 2 * analyzer.telling("house")


@pytest.mark.parametrize(
    "word", ["two", "the", "wednesday", "42", "2nd", "with", "hours", "february"]
)
def test_words_of_no_subject_tell_nothing(word: str) -> None:
    assert Analyzer("en", None).telling(word) == 0


@pytest.mark.parametrize("word", ["people", "good", "time", "use", "year", "work", "new", "way"])
def test_the_commonest_words_tell_too_little_alone(word: str) -> None:
    assert Analyzer("en", None).telling(word) < 0.3


def test_an_index_is_known_by_the_small_words_that_it_was_read_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(small_words.HERE / "de", tmp_path / "de")
    monkeypatch.setattr(analyzers, "HERE", tmp_path)
    seen = set()
    for more in ("", "silent: nebenbei\n"):
        with (tmp_path / "de/words.txt").open("a", encoding="utf-8") as file:
            file.write(more)
        analyzers._digest_of_lists.cache_clear()
        seen.add(analyzers.analyzer("de", None).made_from)
    analyzers._digest_of_lists.cache_clear()
    assert len(seen) == 2
