"""Needs that somebody could meet, by the engine, and only by whom one would introduce."""

from __future__ import annotations

from pathlib import Path

import pytest

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
