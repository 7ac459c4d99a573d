"""Who is surely who, who is only perhaps, and who never."""

from __future__ import annotations

import pytest

from kithbook.exchange.same_people import Somebody, pair_people
from kithbook.text.dates import parse_date
from kithbook.text.words import fold


def known(name: str, *ids: str, email: str = "", phone: str = "", born: str = "") -> Somebody:
    given, _, family = name.rpartition(" ")
    return Somebody(
        (name,) if name else (), given, family, ids, (email,) if email else (),
        (phone,) if phone else (), parse_date(born) if born else None,
    )  # fmt: skip


ADA = "ada@example.org"
PHONE = "+1 713 555 0142"


@pytest.mark.parametrize(
    "one, other",
    [
        (known("Ada Byrne", "uid 7"), known("Mrs Stone", "uid 7")),
        (known("Ada Byrne", email=ADA), known("Ada Stone", email="ADA@Example.org")),
        (known("Ada Byrne", email=ADA), known("", email=ADA)),
        (known("Ada Byrne", phone=PHONE), known("A. Byrne", phone="(713) 555-0142")),
        (known("Ada Byrne", born="1971-07-14"), known("Ada Mae Byrne", born="1971-07-14")),
        (known("Sam Byrne", born="1971-07-14"), known("Samuel Byrne", born="1971-07-14")),
    ],
)
def test_sure(one: Somebody, other: Somebody) -> None:
    assert pair_people([one], [other]).sure == {0: 0}
    assert pair_people([other], [one]).sure == {0: 0}


@pytest.mark.parametrize(
    "one, other, why",
    [
        (known("Ada Byrne", email=ADA), known("Bo Byrne", email=ADA), "the same address"),
        (known("Ada Byrne", phone=PHONE), known("Ada Stone", phone=PHONE), "the same number"),
        (known("Ada Byrne"), known("ada byrne"), "the same name"),
        (known("Ada Byrne", born="--07-14"), known("Ada Byrne", born="--07-14"), "the same name"),
        (
            known("Mae Byrne", born="1971-07-14"), known("Bo Byrne", born="1971-07-14"),
            "the same family name and birthday",
        ),
    ],
)  # fmt: skip
def test_perhaps(one: Somebody, other: Somebody, why: str) -> None:
    paired = pair_people([one], [other])
    assert paired.sure == {}
    assert [told.why.partition(",")[0] for told in paired.perhaps] == [why]


@pytest.mark.parametrize(
    "one, other",
    [
        (
            known("Ada Byrne", email="info@example.org"),
            known("Ada Stone", email="info@example.org"),
        ),
        (known("Ada Byrne", phone=PHONE), known("Bo Stone", phone=PHONE)),
        (known("Ada Byrne", born="1971-07-14"), known("Ada Byrne", born="1990-01-02")),
        (known("Ada Byrne", "uid 7"), known("Bo Chen", "uid 8")),
        (known(""), known("")),
    ],
)
def test_never(one: Somebody, other: Somebody) -> None:
    paired = pair_people([one], [other])
    assert (paired.sure, paired.perhaps) == ({}, ())


def test_father_and_son_with_one_number_are_two() -> None:
    father, son = (
        known("Sam Byrne", phone=PHONE, born=day) for day in ("1950-01-01", "1980-02-02")
    )
    paired = pair_people([father], [son])
    assert paired.sure == {}
    assert [one.why for one in paired.perhaps] == ["the same number, another birthday"]


def test_one_that_could_be_two_is_told_of_and_is_neither() -> None:
    there = [known("Ada Byrne", email=ADA), known("Ada Byrne", phone=PHONE)]
    paired = pair_people([known("Ada Byrne", email=ADA, phone=PHONE)], there)
    assert paired.sure == {}
    assert [(one.there, one.why) for one in paired.perhaps] == [
        (0, "could be either"), (1, "could be either"),
    ]  # fmt: skip


def test_two_that_would_be_one_are_told_of_unless_an_id_says_which() -> None:
    there = [known("Ada Byrne", "uid 7", email=ADA)]
    two = [known("Ada Byrne", email=ADA), known("Ada Byrne Jr", email=ADA)]
    assert pair_people(two, there).sure == {}
    assert len(pair_people(two, there).perhaps) == 2
    assert pair_people([two[0], known("Ada B", "uid 7")], there).sure == {1: 0}


def test_who_was_said_not_to_be_the_same_is_never_proposed_again() -> None:
    apart = {frozenset((fold("Ada Byrne"), fold(ADA)))}
    one, other = known("Ada Byrne"), known("Ada", email=ADA)
    same = known("Ada Byrne", email=ADA)
    assert pair_people([one], [same], apart).perhaps == ()
    assert pair_people([same], [other], apart).sure == {}


def test_an_address_of_many_says_nothing_of_any() -> None:
    many = [known(f"Ada {chr(97 + at)}byrne", phone=PHONE) for at in range(20)]
    assert pair_people([known("Ada Cbyrne", phone=PHONE)], many).sure == {}
