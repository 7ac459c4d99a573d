"""Needs that somebody could meet, by the engine, and only by whom one would introduce."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.needs import needs_met
from tests.insight.books import TODAY, Case, load_case

KNOWN = "vouch: gladly\n"
CFO = f"{KNOWN}needs: [a fractional CFO for a fintech]\n"


def met(root: Path, people: dict[str, str], **more: Case | str) -> list[str]:
    network = load_case(root, {"people": people, **more})
    return [
        f"{one.person} by {one.by} {one.how}: {one.phrase.text}"
        for one in needs_met(network, TODAY)
    ]


@pytest.mark.parametrize(
    "bo, words",
    [
        ("offers: [fractional CFO work]", "offers: fractional CFO work"),
        ("knows: [how fintechs find CFOs]", "knows: how fintechs find CFOs"),
        ("interests: [fractional CFOs]", "likes: fractional CFOs"),
        ("introduce: [{to: fintechs that need a CFO}]",
         "has your introduction offer to: fintechs that need a CFO"),
        ("offers: [a sofa for a week]", ""),
        ("offers: [{what: fractional CFO work, until: 2026-10-01}]", ""),
        ("ask: {policy: never}\noffers: [fractional CFO work]", ""),
        ("ties: [{to: ada}]\noffers: [fractional CFO work]", ""),
        ("met: {through: ada}\noffers: [fractional CFO work]", ""),
    ],
)  # fmt: skip
def test_what_meets_a_need(bo: str, words: str, tmp_path: Path) -> None:
    found = met(tmp_path, {"ada": CFO, "bo": f"{KNOWN}{bo}\n", "cy": KNOWN})
    assert found == ([f"ada by bo {words}"] if words else [])


@pytest.mark.parametrize("bo", ["vouch: no\n", "circle: dormant\n", "ask: {policy: never}\n"])
def test_whom_one_would_not_introduce_meets_none(bo: str, tmp_path: Path) -> None:
    assert met(tmp_path, {"ada": CFO, "bo": f"{bo}offers: [fractional CFO work]\n"}) == []


def test_a_need_of_one_telling_word_needs_only_that(tmp_path: Path) -> None:
    people = {"ada": f"{KNOWN}needs: [a plumber]\n", "bo": f"{KNOWN}knows: [plumbers in Houston]\n"}
    assert met(tmp_path, people) == ["ada by bo knows: plumbers in Houston"]


def test_a_need_that_ended_is_none(tmp_path: Path) -> None:
    needs = f"{KNOWN}needs: [{{what: fractional CFO, until: 2026-10}}]\n"
    assert met(tmp_path, {"ada": needs, "bo": f"{KNOWN}offers: [fractional CFO work]\n"}) == []


def test_those_with_an_introduction_on_file_are_left_out(tmp_path: Path) -> None:
    files = {"introductions/x.md": "---\nbetween: [ada, bo]\n---\n"}
    people = {"ada": CFO, "bo": f"{KNOWN}offers: [fractional CFO work]\n"}
    assert met(tmp_path, people, files=files) == []


def test_three_at_most_for_each_need(tmp_path: Path) -> None:
    crowd = {f"p{n:03}": f"{KNOWN}offers: [fractional CFO work]\n" for n in range(60)}
    found = met(tmp_path, {"ada": f"{KNOWN}needs: [a fractional CFO]\n", **crowd})
    assert [line.split()[2] for line in found] == ["p000", "p001", "p002"]


def test_the_synonyms_of_the_settings_count(tmp_path: Path) -> None:
    people = {
        "ada": f"{KNOWN}needs: [a CFO for small shops]\n",
        "bo": f"{KNOWN}knows: [being a treasurer of shops]\n",
        "cy": f"{KNOWN}knows: [tea]\n",
    }
    found = met(tmp_path, people, settings="synonyms: {cfo: [treasurer]}\n")
    assert found == ["ada by bo knows: being a treasurer of shops"]


def test_they_stand_by_the_names_of_who_needs(tmp_path: Path) -> None:
    people = {
        "zed": f"name: Abe\n{CFO}",
        "ada": f"name: Zoe\n{CFO}",
        "bo": f"{KNOWN}offers: [fractional CFO work]\n",
    }
    network = load_case(tmp_path, {"people": people})
    found = needs_met(network, TODAY)
    assert [one.person for one in found] == ["zed", "ada"]
    assert found[0].sentence(network) == (
        "Abe is looking for “a fractional CFO for a fintech”; Bo offers “fractional CFO work”"
    )


SUBJECTS = ("a plumber", "cello lessons", "old maps", "beekeeping", "a tenant", "sheep's wool")
NAMES = ("ada", "bo", "cy", "dee", "eli", "fay")


@st.composite
def random_people(draw: st.DrawFn) -> dict[str, str]:
    """People who each need and offer a few of the same subjects."""
    told = st.lists(st.sampled_from(SUBJECTS), max_size=3, unique=True)
    found = {}
    for name in NAMES:
        lists = {key: draw(told) for key in ("needs", "offers", "knows")}
        keys = "".join(f"{key}: {listed}\n" for key, listed in lists.items() if listed)
        found[name] = f"{KNOWN}{keys}".replace("'", '"').replace('sheep"s', "sheep's")
    return found


@settings(max_examples=25, deadline=None)
@given(people=random_people(), each=st.sampled_from((1, 3)))
def test_what_concerns_one_person_is_what_the_whole_book_says_of_them(
    people: dict[str, str], each: int
) -> None:
    with TemporaryDirectory() as folder:
        network = load_case(Path(folder), {"people": people})
        finder = Matchmaker(network, TODAY)
        whole = needs_met(network, TODAY, finder, each)
        for name in NAMES:
            alone = needs_met(network, TODAY, Matchmaker(network, TODAY), each, about=name)
            assert alone == tuple(one for one in whole if name in (one.person, one.by))


def test_a_line_of_the_log_changes_nothing_of_where_others_stand(tmp_path: Path) -> None:
    people = {
        "ada": f"{KNOWN}needs: [a plumber for the old mill]\n",
        "bo": f"{KNOWN}knows: [plumbers]\n",
        "cy": f"{KNOWN}knows: [old mills]\n",
    }
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    before = load_case(tmp_path / "before", {"people": people})
    people["cy"] += "---\n- 2026-05-02 call: a plumber came to the old mill, plumbers all day\n"
    after = load_case(tmp_path / "after", {"people": people})
    assert after.entries_with("cy")
    query = ["a plumber for the old mill"]
    one, other = (Matchmaker(each, TODAY).engine.standings(query) for each in (before, after))
    assert one[:, :2].tolist() == other[:, :2].tolist()
    assert other[0, 2] > one[0, 2]
