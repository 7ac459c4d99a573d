"""Needs that somebody could meet, and what could be said to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.insight.needs import needs_met, telling_words
from kithbook.insight.openings import openings, plain
from tests.insight.books import TODAY, Case, load_case

CFO = "needs: [a fractional CFO for a fintech]\n"


def met(root: Path, people: dict[str, str], **more: Case | str) -> list[str]:
    network = load_case(root, {"people": people, **more})
    return [
        f"{one.person} by {one.by} {one.how}: {one.phrase.text}"
        for one in needs_met(network, TODAY)
    ]


@pytest.mark.parametrize(
    "offer, words",
    [
        ("offers: [fractional CFO work]", "offers: fractional CFO work"),
        ("knows: [being a CFO, fractional]", ""),
        ("knows: [how fintechs find CFOs]", "knows: how fintechs find CFOs"),
        ("offers: [a sofa for a week]", ""),
        ("offers: [fintech gossip]", ""),
        ("offers: [{what: fractional CFO work, until: 2026-10-01}]", ""),
        ("vouch: no\noffers: [fractional CFO work]", ""),
        ("ask: {policy: never}\noffers: [fractional CFO work]", ""),
        ("ties: [{to: ada}]\noffers: [fractional CFO work]", ""),
        ("met: {through: ada}\noffers: [fractional CFO work]", ""),
    ],
)
def test_two_telling_words_in_common(offer: str, words: str, tmp_path: Path) -> None:
    found = met(tmp_path, {"ada": CFO, "bo": f"{offer}\n"})
    assert found == ([f"ada by bo {words}"] if words else [])


def test_a_need_of_one_telling_word_needs_only_that(tmp_path: Path) -> None:
    people = {"ada": "needs: [a plumber]\n", "bo": "knows: [plumbers in Houston]\n"}
    assert met(tmp_path, people) == ["ada by bo knows: plumbers in Houston"]


def test_a_need_that_ended_is_none(tmp_path: Path) -> None:
    needs = "needs: [{what: fractional CFO, until: 2026-10}]\n"
    assert met(tmp_path, {"ada": needs, "bo": "offers: [fractional CFO work]\n"}) == []


def test_those_already_introduced_are_left_out(tmp_path: Path) -> None:
    files = {"introductions/x.md": "---\nbetween: [ada, bo]\n---\n"}
    people = {"ada": CFO, "bo": "offers: [fractional CFO work]\n"}
    assert met(tmp_path, people, files=files) == []


def test_the_best_three_offers_before_knowledge_one_each(tmp_path: Path) -> None:
    people = {
        "ada": CFO,
        "b1": "knows: [fractional CFO work]\n",
        "b2": "offers: [fractional CFO work]\nknows: [fractional CFO pay]\n",
        "b3": "knows: [fractional fintech CFOs]\n",
        "b4": "knows: [fractional CFO things]\n",
    }
    assert [line.split(":")[0] for line in met(tmp_path, people)] == [
        "ada by b3 knows",
        "ada by b2 offers",
        "ada by b1 knows",
    ]


def test_synonyms_are_one_word(tmp_path: Path) -> None:
    case: Case = {"settings": "synonyms: {cfo: [treasurer]}\n"}
    network = load_case(tmp_path, case)
    assert telling_words("a CFO", network.settings) == telling_words("Treasurers", network.settings)


def test_links_are_shown_as_names() -> None:
    assert plain("with [[Bo]] and [[ada-byrne|Ada]]") == "with Bo and Ada"


def said(root: Path, people: dict[str, str], most: int = 9) -> list[str]:
    network = load_case(root, {"people": people})
    found = openings(network, "ada", TODAY, needs_met(network, TODAY), most)
    return [f"{opening.about}: {opening.text}" for opening in found]


def test_what_could_be_said_the_most_useful_first(tmp_path: Path) -> None:
    ada = """\
needs: [a fractional CFO, {what: a flat, until: 2026-01}]
interests: [bicycles]
---
- 2026-11-01 call: leaving in spring
- 2026-11-02 note: has a dog now
- 2026-12-02 note: to come
- [ ] 2026-10-12 promised: the survey
- [ ] 2026-10-12 awaiting: her slides
- 2026-10-13 got: a lift
"""
    bo = "offers: [fractional CFO work]\n---\n- 2026-11-10 call: [[Ada]] won a prize\n"
    assert said(tmp_path, {"ada": ada, "bo": bo}) == [
        "promised: you promised: the survey",
        "need: looking for a fractional CFO; Bo offers “fractional CFO work”",
        "thanks: you have not thanked yet for: a lift",
        "mention: came up on 10 November with Bo: Ada won a prize",
        "note: you noted on 2 November: has a dog now",
        "awaited: you are waiting for: her slides",
        "last: last time (call, 3 weeks ago): leaving in spring",
        "interest: likes bicycles",
    ]


def test_old_mentions_are_not_news_and_no_more_is_said_than_asked(tmp_path: Path) -> None:
    ada = "interests: [bicycles, tea]\n---\n- 2026-11-01 call: leaving\n"
    people = {"ada": ada, "bo": "---\n- 2026-01-10 call: [[Ada]] won a prize\n"}
    assert said(tmp_path, people, 1) == ["last: last time (call, 3 weeks ago): leaving"]


def test_a_common_word_pairs_nobody_where_a_rare_one_does(tmp_path: Path) -> None:
    crowd = {f"p{n:03}": "offers: [fractional CFO work]\n" for n in range(60)}
    people = {"ada": CFO, **crowd, "zoe": "knows: [how fintechs find a CFO]\n"}
    assert met(tmp_path, people) == ["ada by zoe knows: how fintechs find a CFO"]


def test_where_all_words_are_common_some_are_named_all_the_same(tmp_path: Path) -> None:
    crowd = {f"p{n:03}": "offers: [fractional CFO work]\n" for n in range(60)}
    found = met(tmp_path, {"ada": "needs: [a fractional CFO]\n", **crowd})
    assert [line.split()[2] for line in found] == ["p000", "p001", "p002"]
