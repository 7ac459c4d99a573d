"""Which address book a file is the next export of, by its name without days and such numbers."""

from __future__ import annotations

import pytest

from kithbook.exchange.which_roster import are_one_book, book_name, earlier_exports


@pytest.mark.parametrize(
    "stem, name",
    [
        ("contacts", "contacts"),
        ("contacts-2026-11-01", "contacts"),
        ("contacts_20261101", "contacts"),
        ("contacts 01-11-2026", "contacts"),
        ("google (1)", "google"),
        ("club-2027 (12)", "club"),
        ("Kontakte - Kopie", "kontakte"),
        ("Kopie von Chor", "chor"),
        ("Chor copy", "chor"),
        ("linkedin-2024", "linkedin"),
        ("2026-11-01", "2026-11-01"),
        ("team-1", "team-1"),
        ("team 2", "team-2"),
        ("Gruppe 12a", "gruppe-12a"),
        ("???", "contacts"),
    ],
)
def test_the_name_of_an_address_book(stem: str, name: str) -> None:
    assert book_name(stem) == name


def test_the_one_that_was_imported_comes_before_others_of_its_name() -> None:
    there = {"club-2024", "club", "club-2025", "clubs", "choir"}
    assert earlier_exports("club-2026", there, set()) == ("club", "club-2024", "club-2025")
    assert earlier_exports("club-2026", there, {"club-2025"})[0] == "club-2025"
    assert earlier_exports("club-2024", there, set())[:2] == ("club", "club-2024")
    assert earlier_exports("crew", there, set()) == ()


@pytest.mark.parametrize(
    "some, others, one",
    [("abcd", "cdef", True), ("abc", "cxyzuvw", True), ("abcd", "dxyzuvw", False),
     ("abc", "xyz", False), ("", "", False), ("abc", "", False)],
)  # fmt: skip
def test_a_third_of_the_smaller_in_both_makes_them_one(
    some: str, others: str, *, one: bool
) -> None:
    assert are_one_book(some, others) == one == are_one_book(others, some)
