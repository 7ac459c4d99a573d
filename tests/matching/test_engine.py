"""The engine through its front door: what it ranks, what it quotes, and what it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.matching import stored
from kithbook.matching.config import Config
from kithbook.matching.index import Index
from kithbook.matching.languages import languages_of
from kithbook.matching.ranking import Engine
from kithbook.matching.spans import LONGEST_SPAN
from kithbook.matching.stems import folded_words, stems_for
from kithbook.matching.synonyms import Synonyms

PEOPLE = (
    ("Treasurer of a choir", "keeps the books of small shops", "bicycles"),
    ("finance lead for start-ups, two days a week", "has raised two seed rounds"),
    ("repairs accordions and concertinas", "reeds, bellows, straps"),
    ("Fährt Fahrräder über die Alpen", "kennt sich mit Pässen aus"),
    ("beekeeper with nine hives. Sells honey at the market. Knows every meadow.",),
    (),
)
WORDS = st.text(alphabet="abcdeéßñ中文日 -.\n'’1", max_size=40)


def best(engine: Engine, query: str) -> int:
    return engine.rank(query, 1)[0].document


def test_a_near_word_finds_and_is_shown_as_both_texts_have_it() -> None:
    engine = Engine.of(PEOPLE)
    assert best(engine, "a fractional CFO") == 1
    evidence = engine.evidence("a fractional CFO", 1)
    assert evidence is not None
    assert ("CFO", "finance", "near") in [
        (match.asked, match.found, match.how) for match in evidence.matches
    ]


@pytest.mark.parametrize(
    "query, document",
    [
        ("somebody who mends a squeezebox or an accordion", 2),
        ("bees", 4),
        ("bookkeeping for a shop", 0),
        ("who has a bicycle", 0),
    ],
)
def test_needs_find_their_people(query: str, document: int) -> None:
    assert best(Engine.of(PEOPLE), query) == document


def test_forms_of_words_are_one_in_the_language_of_the_book() -> None:
    german = Engine.of(PEOPLE, language="de", model=None)
    assert best(german, "ein Fahrrad") == 3
    evidence = german.evidence("ein FAHRRAD", 3)
    assert evidence is not None
    assert [(match.asked, match.found) for match in evidence.matches] == [("FAHRRAD", "Fahrräder")]


@pytest.mark.parametrize("language", ["tlh", "", "pt-BR", "nb", "ja"])
def test_a_language_without_a_stemmer_compares_whole_words(language: str) -> None:
    engine = Engine.of([("ngoq accordion",), ("hov",)], language=language, model=None)
    assert best(engine, "Accordion") == 0


def test_scripts_without_spaces_are_compared_in_pairs() -> None:
    engine = Engine.of([("東京で自転車を直す",), ("大阪のパン屋",)], language="ja", model=None)
    assert best(engine, "自転車") == 0
    evidence = engine.evidence("自転車", 0)
    assert evidence is not None
    assert {match.found for match in evidence.matches} == {"自転", "転車"}


def test_the_owners_synonyms_stand_for_each_other() -> None:
    texts = [("rings church bells",), ("casts bronze in a foundry",), ("bakes",)]
    engine = Engine.of(texts, model=None, synonyms=[("campanology", ("church bells", "ringing"))])
    assert best(engine, "campanology") == 0
    evidence = engine.evidence("campanology", 0)
    assert evidence is not None
    assert {match.how for match in evidence.matches} == {"near"}


def test_without_the_model_words_are_compared_and_it_says_so() -> None:
    engine = Engine.of(PEOPLE, model=None)
    assert engine.words_only
    assert "words are compared" in engine.says
    assert best(engine, "accordion") == 2
    assert not Engine.of(PEOPLE).words_only
    assert Engine.of(PEOPLE).says == ""


def test_silent_words_are_no_evidence() -> None:
    assert Engine.of(PEOPLE).evidence("someone who would like to have the best of it", 0) is None
    assert stems_for("de").silent("jemand")


def test_numbers_and_months_have_no_near_words() -> None:
    engine = Engine.of([("a Monday in March",), ("bread",), ("a ferry",)])
    assert engine.evidence("Tuesday in April", 0) is None
    assert engine.evidence("Monday", 0) is not None


def test_nobody_and_nothing_are_answered() -> None:
    assert Engine.of([]).rank("anything") == ()
    assert [hit.z for hit in Engine.of(PEOPLE).rank("")] == [0.0] * len(PEOPLE)
    assert Engine.of([("one",)]).rank("one")[0].document == 0


def test_equals_stand_in_the_order_of_the_documents() -> None:
    engine = Engine.of([("honey",)] * 5 + [("wax",)])
    assert [hit.document for hit in engine.rank("honey", 3)] == [0, 1, 2]


def test_a_long_passage_is_quoted_by_its_sentence() -> None:
    long = "Grew up by the sea. " * 9 + "She restores pipe organs. " + "Likes tea. " * 9
    engine = Engine.of([(long,), ("nothing",)])
    evidence = engine.evidence("an organ to restore", 0)
    assert evidence is not None
    assert long[evidence.start : evidence.end] == "She restores pipe organs."


def test_only_the_passages_asked_for_are_evidence() -> None:
    engine = Engine.of(PEOPLE, model=None)
    assert engine.evidence("accordion reeds", 2, (1,)) is not None
    assert engine.evidence("accordion", 2, (1,)) is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=3).map(tuple), min_size=1, max_size=4), WORDS)
def test_evidence_quotes_what_is_there(documents: list[tuple[str, ...]], query: str) -> None:
    engine = Engine.of(documents, model=None)
    for place, passages in enumerate(documents):
        evidence = engine.evidence(query, place)
        if evidence is not None:
            span = passages[evidence.passage][evidence.start : evidence.end]
            assert span.strip()
            assert len(span) <= LONGEST_SPAN
            for match in evidence.matches:
                assert match.asked in query
                assert match.found in span


@given(WORDS)
def test_places_of_words_agree_with_the_quick_reading(text: str) -> None:
    again = "".join(text)
    assert folded_words(text) == folded_words(again)
    assert all(word == word.casefold() for word in folded_words(text))


def test_one_question_is_answered_as_among_many() -> None:
    engine = Engine.of(PEOPLE)
    queries = [f"{word} number {number}" for number in range(30) for word in ("honey", "books")]
    many = list(engine.rank_all(queries, len(PEOPLE)))
    for query, row in zip(queries, many, strict=True):
        alone = {hit.document: hit.z for hit in engine.rank(query, len(PEOPLE))}
        assert {hit.document: hit.z for hit in row} == pytest.approx(alone, abs=1e-4)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    monkeypatch.setattr(stored, "FEWEST", 3)
    return list(PEOPLE)


def test_a_kept_index_answers_the_same(many: list[tuple[str, ...]], tmp_path: Path) -> None:
    made = Engine.of(many, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    read = Engine.of(many, folder=tmp_path)
    assert file.stat().st_mtime_ns == before
    for query in ("a fractional CFO", "bees", ""):
        assert read.rank(query) == made.rank(query) == Engine.of(many).rank(query)


def test_a_kept_index_is_read_and_not_made_again(
    many: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Engine.of(many, folder=tmp_path)
    monkeypatch.setattr(Index, "of", lambda *_: pytest.fail("it was made again"))
    Engine.of(many, folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken off", b"nonsense"])
def test_a_broken_file_is_made_anew(
    many: list[tuple[str, ...]], tmp_path: Path, content: bytes
) -> None:
    Engine.of(many, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(content)
    assert Engine.of(many, folder=tmp_path).rank("bees") == Engine.of(many).rank("bees")
    assert file.read_bytes() == whole


def test_another_book_leaves_no_file_of_the_last(
    many: list[tuple[str, ...]], tmp_path: Path
) -> None:
    Engine.of(many, folder=tmp_path)
    Engine.of([*many, ("a cooper",)], folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_no_trouble(
    many: list[tuple[str, ...]], tmp_path: Path
) -> None:
    place = tmp_path / "a file"
    place.write_text("in the way")
    assert best(Engine.of(many, folder=place), "bees") == 4


def test_a_small_book_keeps_no_index(tmp_path: Path) -> None:
    Engine.of(PEOPLE, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_constants_make_another_index(many: list[tuple[str, ...]], tmp_path: Path) -> None:
    """What weighs words otherwise is not read from what was weighed before."""
    languages, names = languages_of("en", None), set()
    for config in (Config(), Config(k1=0.9), Config(rarity=0.1)):
        stored.kept_index(many, languages, config, tmp_path)
        (file,) = tmp_path.iterdir()
        names.add(file.name)
    assert len(names) == 3


def test_of_equal_passages_the_earlier_is_shown() -> None:
    engine = Engine.of([("mends bells", "mends bells", "tea"), ("bread",)], model=None)
    evidence = engine.evidence("bells", 0)
    assert evidence is not None
    assert evidence.passage == 0


def test_a_synonym_weighs_no_more_for_being_added_twice() -> None:
    texts = [("rings church bells",), ("bakes bread",), ("keeps bees",)]
    once, *others = (
        Engine.of(texts, model=None, synonyms=groups).rank("campanology and bread")
        for groups in (
            [("campanology", ("bells",))],
            [("campanology", ("bells", "bells", "Bell"))],
            [("campanology", ("bells",)), ("campanology", ("bells",))],
            [("campanology", ("bells", "tall bells"))],
        )
    )
    assert others == [once] * 3
    assert {hit.document for hit in once[:2]} == {0, 1}


def test_what_is_asked_for_is_not_added_once_more() -> None:
    synonyms = Synonyms([("campanology", ("church bells", "ringing"))], stems_for("en"))
    added = set(synonyms.beside(("campanology", "ringing")))
    assert added == {stems_for("en").of(word) for word in ("church", "bells")}
