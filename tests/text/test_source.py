"""Values of YAML know where they stand, whatever stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source, compose, decode

WORDS = st.text(st.sampled_from("abcdef äßé日本🙂-"), min_size=1, max_size=12).map(
    lambda text: "w" + " ".join(text.split()).strip("-: ")
)


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Items):
        return [inner for item in node.nodes for inner in scalars(item)]
    return [inner for key, value in node.pairs for inner in (key, *scalars(value))]


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.integers(0, 3),
)
def test_the_text_at_a_plain_scalar_is_the_scalar(
    pairs: list[tuple[str, str]], end: str, mark: str, blank: int
) -> None:
    body = end.join(f"{key}{index}: {value}" for index, (key, value) in enumerate(pairs))
    text = mark + end * blank + body + end
    keys, problems = compose(Source("a.yml", text), len(mark), len(text))
    assert problems == ()
    assert keys is not None
    found = scalars(keys)
    assert len(found) == 2 * len(pairs)
    for scalar in found:
        assert text[scalar.start : scalar.end] == scalar.text


def test_a_location_counts_lines_and_columns_as_an_editor_does() -> None:
    source = Source("a.yml", "\ufeffä: 1\r\nb: 🙂x\rc\n")
    marks = {letter: source.text.index(letter) for letter in "äbxc"}
    places = {letter: source.location(offset) for letter, offset in marks.items()}
    assert {letter: (at.line, at.column) for letter, at in places.items()} == {
        "ä": (1, 1),
        "b": (2, 1),
        "x": (2, 5),
        "c": (3, 1),
    }


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_finding(raw: bytes) -> None:
    read = decode("people/a.md", raw)
    assert isinstance(read, Source | Problem)


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@`,?\n\t "), max_size=60))
def test_any_text_is_keys_or_a_finding(text: str) -> None:
    keys, problems = compose(Source("a.yml", text), 0, len(text))
    assert (keys is None) <= bool(problems)
    assert all(1 <= problem.location.line <= text.count("\n") + 1 for problem in problems)


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 9999, "- " * 9999, "? " * 9999, "a: " + "{a: " * 9999,
     "".join(" " * n + "a:\n" for n in range(400))],
)  # fmt: skip
def test_bottomless_nesting_is_a_finding_and_no_crash(text: str) -> None:
    keys, problems = compose(Source("a.yml", text), 0, len(text))
    assert keys is None
    assert [problem.code for problem in problems] == ["bad-yaml"]


def test_keys_are_found_by_name() -> None:
    keys, _ = compose(Source("a.yml", "a: 1\nb: [x]\n"), 0, 11)
    assert isinstance(keys, Keys)
    assert isinstance(keys.get("b"), Items)
    assert keys.get("c") is None
