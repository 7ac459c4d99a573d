"""Reading queries: what they mean, where they go wrong, and the laws that they obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.model import Phrase, Settings
from kithbook.book.network import Network
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import Subject, find, matches
from kithbook.insight.keepup import STATES
from kithbook.insight.person_texts import PersonText
from kithbook.insight.query import (
    EVERYONE,
    NOBODY,
    And,
    Due,
    InField,
    Last,
    Not,
    Or,
    PlainWord,
    Query,
    all_of,
    any_of,
    key,
    none_of,
)
from kithbook.text.dates import Span
from kithbook.text.problems import Location
from tests.insight.books import TODAY, Case, case_id, cases

pytestmark = pytest.mark.uncounted

FAULTS = cases("find-faults")
SETTINGS = Settings(synonyms=(("ada", ("a1",)),))
HERE = Location("people/x.md")


@pytest.mark.parametrize(
    "text, query",
    [
        ("", EVERYONE),
        ("  ", EVERYONE),
        ("ada", PlainWord("ada")),
        ("ada bo", And((PlainWord("ada"), PlainWord("bo")))),
        ("ada and bo", And((PlainWord("ada"), PlainWord("bo")))),
        ("ada OR bo", Or((PlainWord("ada"), PlainWord("bo")))),
        (
            "a b or c d",
            Or((And((PlainWord("a"), PlainWord("b"))), And((PlainWord("c"), PlainWord("d"))))),
        ),
        ("a (b or c)", And((PlainWord("a"), Or((PlainWord("b"), PlainWord("c")))))),
        ("-a", Not(PlainWord("a"))),
        ("not not a", PlainWord("a")),
        ("-(a or b)", Not(Or((PlainWord("a"), PlainWord("b"))))),
        ('"New York"', PlainWord("New York")),
        (r'"a \"b\" \\ c"', PlainWord(r'a "b" \ c')),
        ("start-up", PlainWord("start-up")),
        ("10:30", PlainWord("10:30")),
        ('"and"', PlainWord("and")),
        ("place:houston", InField("place", "houston")),
        ('PLACE:"new york"', InField("place", "new york")),
        ("tags:a", InField("tag", "a")),
        ("last:>6m", Last(">", Span(6, "months"))),
        ("last:<30d", Last("<", Span(30, "days"))),
        ('last:">2 years"', Last(">", Span(2, "years"))),
        ("last:Never", Last("never")),
        ("due:soon", Due("soon")),
        ("met:2019-05", InField("met", "2019-05")),
    ],
)
def test_a_query_reads_as(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize("case", FAULTS, ids=case_id)
def test_what_is_no_query_is_told_where_and_why(case: Case) -> None:
    fault = parse(case["query"])
    assert isinstance(fault, QueryFault)
    assert (str(fault.position), str(fault)) == (case["at"], case["says"])


def test_there_are_enough_faults() -> None:
    assert len(FAULTS) >= 17


def test_an_unknown_field_lists_the_fields() -> None:
    fault = parse("http://example.org")
    assert isinstance(fault, QueryFault)
    assert "knows, needs, offers" in fault.hint
    assert "quote “http://example.org”" in fault.hint


# --- laws ---------------------------------------------------------------------------------

texts = st.one_of(
    st.sampled_from(["ada", "bo", "a1", "new york", "and", "OR", "not", 'q"q', "-x", "a:b", "é"]),
    st.text(min_size=1, max_size=12),
).filter(lambda text: bool(key(text)))
spans = st.builds(Span, st.integers(1, 999), st.sampled_from(["days", "weeks", "months", "years"]))
leaves: st.SearchStrategy[Query] = st.one_of(
    st.just(EVERYONE),
    st.builds(PlainWord, texts),
    st.builds(InField, st.sampled_from(["name", "place", "tag", "needs", "through"]), texts),
    st.builds(InField, st.just("met"), st.sampled_from(["2019", "2019-05", "2020"])),
    st.builds(Last, st.sampled_from([">", "<"]), spans),
    st.just(Last("never")),
    st.builds(Due, st.sampled_from(["soon", "due", "long"])),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(none_of, inner),
        st.lists(inner, max_size=3).map(lambda parts: all_of(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: any_of(*parts)),
    ),
    max_leaves=8,
)
passages = st.builds(
    PersonText,
    st.sampled_from(["name", "place", "tag", "needs", "log"]),
    st.builds(Phrase, texts, st.just(HERE)),
)
people = st.builds(
    Subject,
    name=texts,
    person=st.just("x"),
    contact=st.none(),
    texts=st.lists(passages, max_size=5).map(tuple),
    met=st.sampled_from(["", "2019", "2019-05", "2019-05-07", "2020-01"]),
    last=st.one_of(st.none(), st.dates(max_value=TODAY)),
    state=st.sampled_from(STATES),
)


def fits(query: Query, subject: Subject) -> bool:
    return matches(query, subject, SETTINGS, TODAY)


@given(queries)
def test_a_printed_query_reads_back_as_itself(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_fault_within_it(text: str) -> None:
    found = parse(text)
    if isinstance(found, QueryFault):
        assert 0 <= found.position <= len(text)
        assert found.message
    else:
        assert parse(str(found)) == found


@given(queries, queries, people)
def test_de_morgan(one: Query, other: Query, subject: Subject) -> None:
    assert fits(~(one & other), subject) == fits(~one | ~other, subject)
    assert fits(~(one | other), subject) == fits(~one & ~other, subject)


@given(queries, people)
def test_double_negation(query: Query, subject: Subject) -> None:
    assert ~~query == query
    assert fits(~query, subject) is not fits(query, subject)


@given(queries, queries, people)
def test_order_does_not_matter(one: Query, other: Query, subject: Subject) -> None:
    assert fits(one & other, subject) == fits(other & one, subject)
    assert fits(one | other, subject) == fits(other | one, subject)


@given(queries, queries, people)
def test_joining_means_what_it_says(one: Query, other: Query, subject: Subject) -> None:
    assert fits(one & other, subject) == (fits(one, subject) and fits(other, subject))
    assert fits(one | other, subject) == (fits(one, subject) or fits(other, subject))


@given(queries, queries, queries, people)
def test_and_spreads_over_or(one: Query, two: Query, three: Query, subject: Subject) -> None:
    assert fits(one & (two | three), subject) == fits((one & two) | (one & three), subject)


@given(queries)
def test_everyone_and_nobody_are_neutral(query: Query) -> None:
    assert query & EVERYONE == EVERYONE & query == query
    assert query | NOBODY == NOBODY | query == query
    assert query & NOBODY == NOBODY
    assert query | EVERYONE == EVERYONE
    assert all_of() == EVERYONE
    assert any_of() == NOBODY


@given(queries)
def test_an_empty_network_has_nobody_to_find(query: Query) -> None:
    assert find(Network({}), query, TODAY) == ()
