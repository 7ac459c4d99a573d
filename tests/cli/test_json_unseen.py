"""`--json` reads back as it stands in the files, and holds no character that a terminal obeys."""

from __future__ import annotations

import json

import pytest

from kithbook.text.unseen import UNSEEN
from tests.cli.transcript import Session

ODD = "red\x1b[31m \u202egnp\u202c \u2066left\u2069 \u200f\x9b end"
PERSON = f"---\nname: Uma Odd\nneeds: [{json.dumps(ODD)}]\n---\n"
COMMANDS = (
    ["find", "uma", "--json"],
    ["about", "uma", "--json"],
    ["check", "--json"],
    ["today", "--json"],
    ["find", "--ask", "red gnp left end", "--json"],
    ["suggest", "uma", "--json"],
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_json_shows_nothing_unseen(session: Session, words: list[str]) -> None:
    (session.book / "people" / "uma-odd.md").write_text(PERSON, encoding="utf-8")
    outcome = session.kith(words)
    assert not UNSEEN.search(outcome.out)
    assert json.loads(outcome.out) is not None


def test_it_reads_back_as_it_is_written(session: Session) -> None:
    (session.book / "people" / "uma-odd.md").write_text(PERSON, encoding="utf-8")
    outcome = session.kith(["about", "uma", "--json"])
    assert ODD in _texts(json.loads(outcome.out))
    assert "\\u202e" in outcome.out
    plain = session.kith(["about", "uma"])
    assert not UNSEEN.search(plain.out.replace("\ufffd", ""))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _texts(one)]
