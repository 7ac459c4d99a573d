"""One grammar for links to people, whoever reads them: the book, a page, a letter, a query."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.name_links import LINK, ONE_LINK, NameLink, bare_name, links_as_names, links_in


@pytest.mark.parametrize(
    "text, link, shown",
    [
        ("[[Bo]]", NameLink("Bo", ""), "Bo"),
        ("[[ Bo Chen ]]", NameLink("Bo Chen", ""), "Bo Chen"),
        ("[[bo-chen|Bo]]", NameLink("bo-chen", "Bo"), "Bo"),
        ("[[bo-chen\\|Bo]]", NameLink("bo-chen", "Bo"), "Bo"),
        ("[[bo-chen|]]", NameLink("bo-chen", ""), "bo-chen"),
        ("[[Bo Chen#What he said]]", NameLink("Bo Chen", ""), "Bo Chen"),
        ("[[bo-chen#2026|Bo, last year]]", NameLink("bo-chen", "Bo, last year"), "Bo, last year"),
    ],
)
def test_a_link_names_somebody_and_may_show_another_word(
    text: str, link: NameLink, shown: str
) -> None:
    assert links_in(f"with {text}: hello") == (link,)
    assert links_as_names(f"with {text}: hello") == f"with {shown}: hello"
    assert bare_name(f" {text} ") == link.name


@pytest.mark.parametrize("text", ["[[#A heading]]", "[[]]", "[[|Bo]]", "[[Bo", "[Bo]", "[[B\no]]"])
def test_what_names_nobody_is_no_link(text: str) -> None:
    assert links_in(text) == ()
    assert links_as_names(text) == text


def test_a_name_may_stand_without_brackets_or_with_half_of_them() -> None:
    assert [bare_name(text) for text in (" Bo ", "[[Bo", "C# Bo")] == ["Bo", "Bo", "C# Bo"]


@given(st.text(alphabet="[]|#a \n", max_size=30))
def test_both_ways_to_write_the_grammar_are_one(text: str) -> None:
    assert re.findall(ONE_LINK, text) == [found.group() for found in LINK.finditer(text)]
