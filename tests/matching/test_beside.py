"""What stands beside documents is found and quoted, and changes nothing of the others."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kithbook.matching.ranking import Engine

DOCUMENTS = [("mends clocks",), ("bakes rye bread", "sings tenor"), (), ("translates letters",)]
QUERIES = ("somebody who repairs a clock", "rye flour", "jemand für alte Briefe")
WORDS = ("clock", "rye", "tenor", "letter", "kayak", "Uhr", "Brot", "backen", "ferry", "lathe")


@pytest.mark.parametrize("model", ["shipped", None])
def test_nobody_else_stands_elsewhere(model: str | None) -> None:
    alone = Engine.of(DOCUMENTS, model="shipped" if model else None)
    dice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(5):
        some: list[tuple[str, ...]] = [()] * len(DOCUMENTS)
        raised = dice.randrange(len(DOCUMENTS))
        some[raised] = tuple(" ".join(dice.choices(WORDS, k=4)) for _ in range(dice.randint(1, 3)))
        both = alone.with_beside(some)
        before, after = alone.standings(QUERIES), both.standings(QUERIES)
        others = [at for at in range(len(DOCUMENTS)) if at != raised]
        assert before[:, others].tolist() == after[:, others].tolist()
        assert (after[:, raised] >= before[:, raised]).all()


def test_what_is_beside_is_measured_as_if_it_were_the_document() -> None:
    """The very words of one document, beside another, raise that one to where the first stands."""
    documents = [("mends clocks by the old ferry",), ("rye",), (), *[("an old ferry, rye",)] * 9]
    alone = Engine.of(documents)
    some: list[tuple[str, ...]] = [()] * len(documents)
    some[2] = documents[0]
    standings = alone.with_beside(some).standings(QUERIES)
    wanted = np.maximum(standings[:, 0], alone.standings(QUERIES)[:, 2])
    np.testing.assert_allclose(standings[:, 2], wanted, atol=2e-3)


def test_its_passages_are_numbered_behind_the_others() -> None:
    engine = Engine.of(DOCUMENTS).with_beside([(), ("likes kayaks", "has a lathe"), (), ()])
    for passages in (None, {3}):
        found = engine.evidence("a lathe", 1, passages)
        assert found is not None
        assert found.passage == 3
        assert [match.found for match in found.matches] == ["lathe"]
    assert engine.evidence("a lathe", 1, {0, 1, 2}) is None
    assert engine.evidence("a lathe", 0) is None
    own = engine.evidence("rye", 1)
    assert own is not None
    assert own.passage == 0


def test_a_german_line_beside_english_ones_is_read_in_its_language() -> None:
    english = [("mends old clocks and watches",), ("sings tenor in a choir",)]
    german = [("repariert alte Fahrräder und Roller",)] * 2
    lines = ("repariert die Klaviere der Schule", *["walked along the quay and came back"] * 99)
    engine = Engine.of([*english, *german]).with_beside([lines, (), (), ()])
    found = engine.evidence("ein Klavier", 0)
    assert found is not None
    assert [(match.found, match.how) for match in found.matches] == [("Klaviere", "same")]
