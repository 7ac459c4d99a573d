"""What a letter calls somebody: the first name, and the whole where that is not sure."""

from __future__ import annotations

import unicodedata

import pytest

from kithbook.language.given_names import first_name


@pytest.mark.parametrize(
    "name, called",
    [
        ("Ada Byrne", "Ada"), ("Ada", "Ada"), ("Anna-Lena Holm", "Anna-Lena"),
        ("Dr. Ada Byrne", "Dr. Ada Byrne"), ("Prof Ada", "Prof Ada"), ("J. Smith", "J. Smith"),
        ("Byrne, Ada", "Ada"), ("Byrne, Ada Mary", "Ada"), ("Ada Byrne, PhD", "Ada"),
        ("BYRNE Ada", "BYRNE Ada"), ("ADA BYRNE", "ADA"), ("Dell and Thủy", "Dell and Thủy"),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa"), ("Nguyen Thi Hoa", "Nguyen Thi Hoa"),
        ("Đỗ Mai", "Đỗ Mai"), ("Kim Min-ji", "Kim Min-ji"), ("Kovács Anna", "Kovács Anna"),
        ("Wang Xiaoming", "Wang Xiaoming"), ("Tanaka Yuki", "Tanaka Yuki"), ("Bo Chen", "Bo"),
        ("ليلى حداد", "ليلى"), ("佐藤", "佐藤"), ("佐藤 遥", "佐藤 遥"), ("김 민지", "김 민지"),
        ("Abd al-Rahman Haddad", "Abd al-Rahman Haddad"), ("Олена Шевченко", "Олена"),
    ],
)  # fmt: skip
def test_a_letter_calls_somebody_by_the_first_name(name: str, called: str) -> None:
    assert first_name(name) == called
    assert unicodedata.normalize("NFC", called) == called
