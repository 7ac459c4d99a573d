"""What a question means beyond its words."""

from __future__ import annotations

import pytest

from kithbook.language.meant_words import in_other_words, names_beside


@pytest.mark.parametrize(
    "asked, meant",
    [
        ("who speaks German?", "who German? Deutsch"),
        ("wer spricht Polnisch?", "wer Polnisch? Polish"),
        ("Dutch speakers", "Dutch Niederländisch Holländisch Flemish Flämisch"),
        ("German", "German Deutsch"),
        ("who can read old German script?", "who can read old German script?"),
        ("who speaks at funerals?", "who speaks at funerals?"),
        ("who could draw up a will?", "who could draw up a will? testament wills probate"),
        ("wills", "wills testament probate"),
        ("my mother's will", "my mother's will testament wills probate"),
        ("who will help Will?", "who will help Will?"),
        ("sein letzter Wille", "sein letzter Wille Testament Nachlass"),
        ("", ""),
    ],
)
def test_a_question_in_other_words(asked: str, meant: str) -> None:
    assert in_other_words(asked) == meant


@pytest.mark.parametrize(
    "written, beside",
    [
        ("pl", "Polish Polnisch"),
        ("Polish", "Polnisch"),
        ("de-AT", "German Deutsch"),
        ("Klingon", ""),
    ],
)
def test_a_language_by_its_other_names(written: str, beside: str) -> None:
    assert names_beside(written) == beside
