"""The picture of a network: what joins people, groups, bridges, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.insight.groups import groups, parts
from kithbook.insight.lines import Connection, all_lines
from kithbook.insight.picture import Bridge, picture
from kithbook.introductions.state import all_progress
from tests.insight.books import TODAY, load_case

ROOT = Path(__file__).parent.parent.parent
BOOK = {
    "ada": "met: {on: 2019-05, through: bo}\nties: [{to: bo, kind: former colleague}]\n---\n"
    "- 2026-11-01 coffee with [[bo]], [[cy]]: planned the ride\n"
    "- 2026-10-01 call with [[bo]]: the ride\n"
    "- 2027-01-01 call with [[cy]]: to come\n",
    "bo": "ties: [{to: ada, kind: Former colleague, since: 2012}, {to: ada, kind: neighbour}, "
    "{to: Nobody Known, kind: friend}]\n",
    "cy": "met: {through: cy}\n",
    "dee": "",
}
INTRODUCTION = "---\nbetween: [ada, dee]\nmade: 2026-11-04\n---\n"
IDEA = "---\nbetween: [bo, dee]\n---\n"

Pairs = list[tuple[int, int]]


def small(root: Path, **people: str) -> Network:
    files = {"introductions/a.md": INTRODUCTION, "introductions/b.md": IDEA}
    return load_case(root, {"people": {**BOOK, **people}, "files": files})


def neighbours(count: int, pairs: Iterable[tuple[int, int]]) -> list[dict[int, float]]:
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other in pairs:
        found[one][other] = found[other][one] = 1.0
    return found


def test_each_kind_of_line_stands_once_for_two_people(tmp_path: Path) -> None:
    found = all_lines(small(tmp_path), TODAY)
    shown = [(line.kind, line.one, line.other, line.words, line.times) for line in found.lines]
    assert shown == [
        ("through", "bo", "ada", "", 1),
        ("tie", "ada", "bo", "former colleague, neighbour", 1),
        ("introduction", "ada", "dee", "", 1),
        ("together", "ada", "bo", "", 2),
        ("together", "ada", "cy", "", 1),
        ("together", "bo", "cy", "", 1),
    ]
    assert [str(line.on) for line in found.lines][:4] == [
        "2019-05",
        "2012",
        "2026-11-04",
        "2026-11-01",
    ]
    assert found.nameless == 1


def test_an_introduction_is_drawn_exactly_when_it_was_made() -> None:
    network = load_book(ROOT)
    made = {
        each.introduction.ids
        for each in all_progress(network, TODAY)
        if each.state in ("made", "met", "closed")
    }
    drawn = [line for line in all_lines(network, TODAY).lines if line.kind == "introduction"]
    assert len(made) >= 3
    assert {frozenset((line.one, line.other)) for line in drawn} == set(map(frozenset, made))


def test_a_large_gathering_joins_nobody_and_is_counted(tmp_path: Path) -> None:
    guests = {f"g{n:02}": "" for n in range(13)}
    names = ", ".join(f"[[{guest}]]" for guest in guests)
    network = small(
        tmp_path, **{**guests, "g00": f"---\n- 2026-11-01 event with {names}: a feast\n"}
    )
    shown = picture(network, TODAY)
    assert shown.left_out.crowds == 1
    assert not any(line.one.startswith("g") for line in shown.lines)
    assert shown.left_out.alone == 13


def test_what_is_left_out_adds_up() -> None:
    network = load_book(ROOT)
    for most_people, most_lines in ((2_000, 8_000), (10, 8_000), (2_000, 9)):
        shown = picture(network, TODAY, most_people, most_lines)
        left = shown.left_out
        everyone = all_lines(network, TODAY)
        assert len(shown.people) + left.people + left.alone == len(network.people) >= 25
        assert len(shown.lines) + left.lines == len(everyone.lines) >= 25
        assert left.contacts == sum(each.person is None for each in network.contacts)
        assert sum(group.size for group in shown.groups) == len(shown.people)
        ends = {end for line in shown.lines for end in (line.one, line.other)}
        assert ends <= shown.places.keys()


def test_of_too_many_lines_those_that_say_most_stay(tmp_path: Path) -> None:
    shown = picture(small(tmp_path), TODAY, most_lines=4)
    assert [line.kind for line in shown.lines] == ["through", "tie", "introduction", "together"]
    assert shown.lines[-1] == Connection("together", "ada", "bo", on=shown.lines[-1].on, times=2)


def test_an_empty_book_has_an_empty_picture() -> None:
    shown = picture(Network({}), date(2026, 1, 1))
    assert (shown.people, shown.lines, shown.groups, shown.bridges) == ((), (), (), ())


def test_two_circles_of_friends_are_two_groups_and_the_one_between_a_bridge() -> None:
    first = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
    second = [(5, 6), (5, 7), (6, 7), (5, 8), (6, 8), (7, 8), (6, 9), (8, 9)]
    graph = neighbours(10, [*first, *second, (3, 4), (4, 5)])
    found = groups(graph)
    assert len(set(found)) == 2
    assert found[0] == found[3] != found[5] == found[9]
    assert parts(graph)[4] == (5, 4)


def test_a_bridge_joins_parts_of_two_or_more(tmp_path: Path) -> None:
    people = {"a": "", "b": "met: {through: a}\n", "c": "met: {through: b}\n",
              "d": "met: {through: c}\n", "e": "met: {through: d}\n"}  # fmt: skip
    network = load_case(tmp_path, {"people": people})
    assert picture(network, TODAY).bridges == (Bridge("c", (2, 2)),)


pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30).map(
    lambda found: [(one, other) for one, other in found if one != other]
)


def reached(graph: list[dict[int, float]], start: int, without: int) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in graph[waiting.pop()]:
            if other != without and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


@given(pairs)
def test_parts_are_what_is_left_without_a_person(found: Pairs) -> None:
    graph = neighbours(12, found)
    told = parts(graph)
    for place in range(12):
        sides = {frozenset(reached(graph, other, place)) for other in graph[place]}
        sizes = tuple(sorted(map(len, sides), reverse=True))
        assert told.get(place, sizes[:1]) == sizes


@given(pairs)
def test_groups_are_numbered_by_size_and_never_join_strangers(found: Pairs) -> None:
    graph = neighbours(12, found)
    number = groups(graph)
    assert number == groups(graph)
    sizes = [number.count(each) for each in range(max(number) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    for place in range(12):
        members = {other for other in range(12) if number[other] == number[place]}
        assert members <= reached(graph, place, -1)


def test_twelve_in_an_entry_are_joined_and_thirteen_are_a_crowd(tmp_path: Path) -> None:
    for count, crowds in ((12, 0), (13, 1)):
        guests = {f"g{n:02}": "" for n in range(count)}
        names = ", ".join(f"[[{guest}]]" for guest in guests)
        log = f"---\n- 2026-11-01 event with {names}: a feast\n"
        (folder := tmp_path / str(count)).mkdir()
        drawn = all_lines(small(folder, **{**guests, "g00": log}), TODAY)
        assert drawn.crowds == crowds
        assert any(line.one == "g00" for line in drawn.lines) == (not crowds)
