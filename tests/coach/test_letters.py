"""The fold: what is taken apart, what is passed over, what ends a sentence, what asks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.coach.engine import load_rules
from kithbook.coach.letters import LONGEST_WORD, Letters

LETTERS = Letters(load_rules()["letters"])


def words(text: str) -> list[str]:
    return [token.word for token in LETTERS.read(text).tokens]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("I'd I’d I`d Id", ["id", "id", "id", "id"]),
        ("Grüße GRÜSSE Gru\u0308\u00dfe", ["grusse", "grusse", "grusse"]),
        ("Łódź Ærø İstanbul ısı", ["lodz", "aero", "istanbul", "isi"]),
        ("Привет ПРИВЕТ ёж Ёж", ["привет", "привет", "еж", "еж"]),
        ("ΣΑΣ σας", ["σασ", "σασ"]),
        ("ﬁne ｗｉｄｅ 𝐛𝐨𝐥𝐝", ["fine", "wide", "bold"]),
        (
            "zero\u200bwidth soft\u00adhyphen \u202eturned\u202c",
            ["zerowidth", "softhyphen", "turned"],
        ),
        (
            "15-minute co\u2013op a/b x@example.org",
            ["15", "minute", "co", "op", "a", "b", "x", "example", "org"],
        ),
        ("加入我的 つ 한국어", ["加", "入", "我", "的", "つ", "한국어"]),
        ("don't 'quoted' rock'n'roll'", ["dont", "quoted", "rocknroll"]),
        ("\ud800 a \udfff b", ["a", "b"]),
        ("one\u00a0two\u3000three\u2028four", ["one", "two", "three", "four"]),
        ("\U0001f600 € ½ № ™", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("One. Two", 2),
        ("On 14. May at 3.30 by Dr. Byrne", 1),
        ("see example.org/?via=card for it", 1),
        ("Why? How?! So!", 3),
        ("Hi Ann,\nI saw it", 1),
        ("Hi Ann\n\nI saw it", 2),
        ("Two:\n- one\n  - other\n* third", 4),
        ("„Warum?“ fragte sie", 2),
        ("", 1),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(LETTERS.read(text).asks) == sentences


def test_questions_are_known_by_their_mark() -> None:
    asked = "Really? No. ほんとう？ هل؟ Τι; example.org/?x=1 and so on"
    assert LETTERS.read(asked).asks == [True, False, True, True, False]


def test_places_count_code_points_and_give_back_what_was_written() -> None:
    read = LETTERS.read("\U0001f600 Grüße, I\u2019d go")
    assert ["".join(read.characters[one.start : one.end]) for one in read.tokens] == [
        "Grüße",
        "I\u2019d",
        "go",
    ]


def test_only_frozen_decompositions_are_asked_of_the_machine() -> None:
    ranges = load_rules()["letters"]["decompose"]
    inside = [
        chr(code)
        for at in range(0, len(ranges), 2)
        for code in range(ranges[at], ranges[at + 1] + 1)
    ]
    assigned = [one for one in inside if unicodedata.category(one) != "Cn"]
    assert len(assigned) > 2000
    old = [one for one in assigned if unicodedata.ucd_3_2_0.category(one) != "Cn"]
    assert len(old) > 1500
    assert [
        one
        for one in old
        if unicodedata.normalize("NFKD", one) != unicodedata.ucd_3_2_0.normalize("NFKD", one)
    ] == []


@given(st.text(max_size=300))
def test_every_text_is_read_into_short_plain_words_in_order(text: str) -> None:
    read = LETTERS.read(text)
    ends = [0, *(token.end for token in read.tokens)]
    assert all(
        before <= one.start < one.end for before, one in zip(ends, read.tokens, strict=False)
    )
    assert all(token.word and not token.word.isspace() for token in read.tokens)
    assert all(len(token.word) <= LONGEST_WORD + 18 for token in read.tokens)
    assert not any("A" <= letter <= "Z" for token in read.tokens for letter in token.word)
