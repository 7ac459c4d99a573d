"""Whether a sender's name may be that of somebody who is known."""

from __future__ import annotations

import pytest

from kithbook.text.sender_names import may_be

ANNA = ("Anna Holm", "Anni", "Anna")


@pytest.mark.parametrize(
    "written",
    ["", "?", "Anna Holm", "anna holm", "Holm, Anna", "A. Holm", "Anna H.", "Anna", "Anni",
     "Dr. Anna Holm", "Anna Maria Holm", "Anna Holm-Berg", "A. H.", "anna", "anna.holm@example.org",
     "ANNA HOLM (Bells)"],
)  # fmt: skip
def test_these_may_be_hers(written: str) -> None:
    assert may_be(written, ANNA)


@pytest.mark.parametrize(
    "written",
    ["Peter Holm", "P. Holm", "Peter", "Hanna Holm", "Bea", "peter@example.org"],
)
def test_these_are_somebody_else(written: str) -> None:
    assert not may_be(written, ANNA)


def test_middle_initials_and_other_letters_do_not_matter() -> None:
    assert may_be("Søren K. Holm", ("Soren M. Holm",))
    assert may_be("Jörg Müller", ("Joerg Mueller",))
    assert may_be("Siobhan O'Neil", ("Siobhan O’Neil",))
    assert may_be("Thuy Tran", ("Thủy",))


def test_a_file_of_two_is_of_both() -> None:
    for both in ("Anna & Peter Holm", "Anna and Peter"):
        assert may_be("Peter Holm", (both,)) or may_be("Peter", (both,))
