"""Whom to introduce to whom: reasons for both, their lines, the order, and what is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.suggestions.choose import FAR
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.suggestion import Quote, Suggestion, Suggestions
from kithbook.suggestions.why_not import why_not
from tests.insight.books import TODAY, load_case
from tests.structure.sources import ROOT

CLOSE = "circle: close\n"
BRIDGE = f"{CLOSE}needs: [a drawbridge for a film set]\n"
OFFER = f"{CLOSE}offers: [a drawbridge for film sets]\n"
CAMERA = "needs: [a hand-cranked camera]\n"
CAMERAS = "knows: [hand-cranked cameras]\n"
CROWD = {f"c{n}": f"{CLOSE}knows: [{word}]\n" for n, word in enumerate(("tea", "felt", "moss"))}


def book(root: Path, people: dict[str, str], **more: object) -> Network:
    return load_case(root, {"people": {**people, **CROWD}, **more})


def shown(found: Suggestions) -> list[str]:
    kinds = [[reason.kind if reason else "-" for reason in one.reasons] for one in found.found]
    return [
        f"{' '.join(one.pair)}: {' / '.join(each)}"
        for one, each in zip(found.found, kinds, strict=True)
    ]


def test_a_need_and_a_need_in_return_are_the_best_of_reasons(tmp_path: Path) -> None:
    network = book(tmp_path, {"mia": BRIDGE + CAMERAS, "per": OFFER + CAMERA})
    found = suggest(network, TODAY)
    (one,) = found.found
    assert sorted(one.pair) == ["mia", "per"]
    assert {reason.sentence(network) for reason in one.reasons if reason} == {
        "Mia is looking for “a drawbridge for a film set”; Per offers “a drawbridge for film sets”",
        "Per is looking for “a hand-cranked camera”; Mia knows “hand-cranked cameras”",
    }
    assert [reason.whom for reason in one.reasons if reason] == list(one.pair)
    assert [factor.name for factor in one.factors] == [
        "benefit", "standing", "care", "rest", "novelty",
    ]  # fmt: skip
    assert all(0 <= factor.value <= 1 and factor.words for factor in one.factors)


@pytest.mark.parametrize(
    "mia, per, expected",
    [
        (BRIDGE, OFFER, ["mia per: need / -"]),
        (BRIDGE, f"{CLOSE}introduce: [{{to: those who need a drawbridge for a film}}]\n",
         ["mia per: need / -"]),
        (BRIDGE, f"{CLOSE}knows: [drawbridges in film sets]\n", ["mia per: need / -"]),
        (BRIDGE, f"{CLOSE}knows: [coal]\n", []),
        (f"{CLOSE}interests: [medieval lute]\n", f"{CLOSE}knows: [the medieval lute]\n",
         ["mia per: shared / shared"]),
        (f"{CLOSE}interests: [lute]\n", f"{CLOSE}knows: [lutes of the south]\n",
         ["mia per: shared / shared"]),
        (f"{CLOSE}interests: [old lutes]\n", f"{CLOSE}knows: [old songs]\n", []),
        (f"{CLOSE}place: Bremen\ntags: [choir]\nlanguages: [Welsh]\n",
         f"{CLOSE}place: Bremen\ntags: [choir]\nlanguages: [Welsh]\n", []),
    ],
)  # fmt: skip
def test_what_is_a_reason_and_what_is_none(
    mia: str, per: str, expected: list[str], tmp_path: Path
) -> None:
    network = book(tmp_path, {"mia": mia, "per": per})
    assert shown(suggest(network, TODAY)) == expected


def test_what_a_quarter_of_the_book_likes_is_no_reason(tmp_path: Path) -> None:
    people = {f"p{n}": f"{CLOSE}interests: [lute]\n" for n in range(4)}
    assert suggest(book(tmp_path, people), TODAY).found == ()


@pytest.mark.parametrize(
    "per, gladly, told",
    [
        ("offers: [a drawbridge for film sets]", "per",
         "Per offers this gladly. What it would bring them, no line says yet."),
        ("knows: [drawbridges in film sets]", "",
         "Per would help. What it would bring them, no line says yet."),
    ],
)  # fmt: skip
def test_who_only_helps_is_told_so(per: str, gladly: str, told: str, tmp_path: Path) -> None:
    network = book(tmp_path, {"mia": BRIDGE, "per": f"{CLOSE}{per}\n"})
    (one,) = suggest(network, TODAY).found
    assert (one.one_sided, one.glad, one.gladly) == (True, "mia", gladly)
    assert one.helping(network) == told


def test_what_is_given_gladly_beside_another_line_is_a_reason(tmp_path: Path) -> None:
    per = "knows: [drawbridges for film sets of oak]\noffers: [a drawbridge for films]\n"
    mia = f"{CLOSE}needs: [a drawbridge of oak for a film set]\n"
    network = book(tmp_path, {"mia": mia, "per": f"{CLOSE}{per}"})
    assert shown(suggest(network, TODAY)) == ["mia per: need / gladly"]


LUTE = f"{CLOSE}interests: [medieval lute]\n"


@pytest.mark.parametrize(
    "mia, per, number, counts",
    [
        ("place: Bremen\n", "place: bremen\n", 1, {}),
        ("place: Bremen, Germany\n", "place: Bremen\n", 1, {}),
        ("place: Bremen\n", "", 1, {}),
        ("place: Bremen\n", "place: Cork\n", 0, {FAR: 1}),
    ],
)  # fmt: skip
def test_a_liking_is_shared_by_neighbours(
    mia: str, per: str, number: int, counts: dict[str, int], tmp_path: Path
) -> None:
    network = book(tmp_path, {"mia": LUTE + mia, "per": LUTE + per})
    found = suggest(network, TODAY)
    assert (len(found.found), dict(found.counts)) == (number, counts)
    assert len(suggest(network, TODAY, about="per").found) == 1


def test_a_very_rare_liking_is_worth_a_journey(tmp_path: Path) -> None:
    many = {f"x{n}": f"{CLOSE}knows: [w{n}o]\n" for n in range(500)}
    people = {"mia": f"{LUTE}place: Bremen\n", "per": f"{LUTE}place: Cork\n"}
    network = book(tmp_path, {**people, **many})
    assert shown(suggest(network, TODAY)) == ["mia per: shared / shared"]


def test_a_need_met_stands_above_a_liking_shared(tmp_path: Path) -> None:
    people = {"mia": BRIDGE, "per": f"{CLOSE}knows: [drawbridges]\n", "ann": LUTE, "bob": LUTE}
    found = shown(suggest(book(tmp_path, people), TODAY))
    assert found == ["mia per: need / -", "ann bob: shared / shared"]


def test_contacts_of_rosters_are_thin(tmp_path: Path) -> None:
    rows = "First Name,Last Name,Company,Position\nKim,Park,Canal Works,Drawbridge keeper\n"
    network = book(tmp_path, {"mia": BRIDGE}, files={"rosters/all.csv": rows})
    assert suggest(network, TODAY).found == ()
    (one,) = suggest(network, TODAY, contacts=True).found
    assert (one.pair, one.thin, one.reasons[1]) == (("mia", "Kim Park"), True, None)
    assert one.reasons[0]
    assert str(one.reasons[0].other.at) == "rosters/all.csv:2:1"


@pytest.mark.parametrize(
    "per, words, change",
    [
        ("ties: [{to: mia}]", "of people who know each other", "per.md:5:13"),
        ("vouch: no", "of somebody for whom you do not vouch", "kith set per vouch carefully"),
        ("ask: {policy: never}", "of somebody who wants no introductions", "per.md:2:7"),
        ("ask: {per_quarter: 0}", "of somebody who was asked often enough this quarter",
         "kith set per ask.per_quarter 1"),
        ("reach: {address: Mill Lane}", "of one household", "They share an address"),
        ("org: Fernway", "of colleagues", "Both are with Fernway."),
    ],
)  # fmt: skip
def test_what_is_held_back_is_counted_and_named(
    per: str, words: str, change: str, tmp_path: Path
) -> None:
    mia = f"{BRIDGE}reach: {{address: Mill Lane}}\norg: Fernway\n"
    found = suggest(book(tmp_path, {"mia": mia, "per": f"{OFFER}{per}\n"}), TODAY)
    assert (found.found, found.counts) == ((), ((words, 1),))
    ((one,),) = (each.some for each in found.left_out)
    assert "per" in one.people
    assert change in f"{one.why} {one.change} {one.at}"


def test_nobody_is_in_a_list_more_than_twice_and_no_need_either(tmp_path: Path) -> None:
    givers = {f"g{n}": OFFER for n in range(5)}
    network = book(tmp_path, {"mia": BRIDGE, **givers})
    found = suggest(network, TODAY)
    assert [sorted(one.pair) for one in found.found] == [["g0", "mia"], ["g1", "mia"]]
    words = "with a person or a need that is in this list often enough"
    assert dict(found.counts)[words] >= 1


def test_a_need_that_has_its_introductions_gets_no_more(tmp_path: Path) -> None:
    files = {
        f"introductions/{n}.md": f"---\nbetween: [mia, x{n}]\nbecause: {{mia: a drawbridge for his "
        f"film, x{n}: y}}\nasked: {{mia: 2024-01-0{n}}}\n---\n"
        for n in (1, 2)
    }
    people = {"mia": BRIDGE, "per": OFFER, "x1": CLOSE, "x2": CLOSE}
    network = book(tmp_path, people, files=files)
    found = suggest(network, TODAY)
    assert found.found == ()
    assert dict(found.counts) == {"for a need that has its introductions already": 1}
    (guard,) = why_not(network, TODAY, "per", "mia").guards
    assert (guard.code, guard.person) == ("need-budget", "mia")


def test_a_person_rests_for_thirty_days_unless_asked_about(tmp_path: Path) -> None:
    text = "---\nbetween: [mia, c0]\nbecause: {mia: x, c0: y}\nasked: {mia: 2026-11-02}\n---\n"
    files = {"introductions/x.md": text}
    network = book(tmp_path, {"mia": BRIDGE, "per": OFFER}, files=files)
    found = suggest(network, TODAY)
    words = "of somebody for whom there was an introduction within the last 30 days"
    assert (found.found, found.counts) == ((), ((words, 1),))
    (one,) = suggest(network, TODAY, about="mia").found
    assert one.careful == ("Mia was last asked for an introduction 2 weeks ago.",)


def test_long_silence_is_no_reason_against(tmp_path: Path) -> None:
    log = "---\n- 2015-01-01 call: hello.\n"
    quiet = suggest(book(tmp_path, {"mia": BRIDGE, "per": OFFER + log}), TODAY)
    (one,) = quiet.found
    assert one.worth == pytest.approx(_worth_without_log(tmp_path / "other"))
    assert one.careful == ("You last spoke with Per 11 years ago: a good reason to write.",)


def _worth_without_log(root: Path) -> float:
    root.mkdir()
    (one,) = suggest(book(root, {"mia": BRIDGE, "per": OFFER}), TODAY).found
    return one.worth


@pytest.mark.parametrize(
    "front, remark",
    [
        ("name: Per\nvouch: carefully",
         "You vouch for Per with care (vouch: carefully)."),
        ("name: Per\nsnooze: 2027-01-15", "Per is snoozed until 15 January 2027."),
        ("name: Per Mia Sand", "They share a family name: do they know each other?"),
        ("name: mia  sand", "Both files bear this name: are they one and the same person?"),
        ("name: Per\n---\nKnows [[mia]], I think.\n...",
         "Per's file or log names Mia Sand: do they know each other?"),
    ],
)  # fmt: skip
def test_what_to_be_careful_of(front: str, remark: str, tmp_path: Path) -> None:
    mia = f"name: Mia Sand\n{BRIDGE}"
    first, _, rest = front.partition("\n---\n")
    per = f"{first}\n{OFFER}" + (f"---\n{rest}\n" if rest else "")
    (one,) = suggest(book(tmp_path, {"mia": mia, "per": per}), TODAY).found
    assert remark in one.careful


def test_why_not_names_all_that_holds_two_back(tmp_path: Path) -> None:
    people = {
        "mia": f"{BRIDGE}org: Fernway\n",
        "per": f"{OFFER}org: Fernway\nties: [{{to: mia}}]\n",
    }
    found = why_not(book(tmp_path, people), TODAY, "mia", "per")
    assert [guard.code for guard in found.guards] == ["acquainted", "colleagues"]
    assert found.suggestion
    assert found.place is None


def test_why_not_says_where_a_pair_stands_that_nothing_holds_back(tmp_path: Path) -> None:
    network = book(tmp_path, {"mia": BRIDGE, "per": OFFER})
    assert why_not(network, TODAY, "per", "mia").place == 1
    nothing = why_not(network, TODAY, "mia", "c0")
    assert (nothing.guards, nothing.suggestion, nothing.place) == ((), None, None)
    assert why_not(network, TODAY, "mia", "mia").guards[0].code == "same-person"
    assert why_not(network, TODAY, "mia", "nobody").guards[0].code == "no-file"


def quotes(found: Suggestions) -> Iterator[Quote]:
    for one in found.found:
        for reason in one.reasons:
            if reason:
                yield from (reason.own, reason.other)


@pytest.mark.parametrize("which", ["whole", "all"])
def test_every_quote_stands_at_its_line_and_every_word_in_its_quote(which: str) -> None:
    network = load_book(ROOT)
    found = suggest(network, TODAY, 500, contacts=which == "all")
    for quote in quotes(found):
        line = (ROOT / quote.at.path).read_text(encoding="utf-8").splitlines()[quote.at.line - 1]
        assert quote.text
        assert quote.text in line
    assert len(list(quotes(found))) >= 6
    for one in found.found:
        for reason in one.reasons:
            for match in reason.matches if reason else ():
                assert reason
                assert match.asked in reason.own.text
                assert match.found in reason.other.text


def test_a_text_over_several_lines_is_quoted_by_the_line_that_says_it(tmp_path: Path) -> None:
    mia = f"{CLOSE}needs:\n  - something for the\n    drawbridge of a film set\n"
    network = book(tmp_path, {"mia": mia, "per": OFFER})
    (one,) = suggest(network, TODAY).found
    found = {quote.text for quote in quotes(Suggestions((one,), (), ""))}
    assert found == {"drawbridge of a film set", "a drawbridge for film sets"}


def test_a_name_is_left_as_it_is_written_and_a_long_text_shown_in_its_beginning(
    tmp_path: Path,
) -> None:
    mia = f"name: mia of the moors\n{CLOSE}needs: [a drawbridge]\n"
    network = book(tmp_path, {"mia": mia, "per": OFFER})
    (one,) = suggest(network, TODAY).found
    told = [reason.sentence(network) for reason in one.reasons if reason]
    assert told[0].startswith("mia of the moors is looking for “a drawbridge”; Per offers")
    at = next(quotes(Suggestions((one,), (), ""))).at
    long = Quote("mia", "needs", "and oak " * 90, at)
    assert long.sentence(network) == f"mia of the moors is looking for “{'and oak ' * 50}…”"
    assert Quote("mia", "introduce: to", "x", at).opening(network).startswith("You would gladly")


def test_two_lists_of_one_matchmaker_are_the_same(tmp_path: Path) -> None:
    network = book(tmp_path, {"mia": BRIDGE + CAMERAS, "per": OFFER + CAMERA, "zoe": OFFER})
    finder = Matchmaker(network, TODAY)
    first: tuple[Suggestion, ...] = suggest(network, TODAY, finder=finder).found
    assert first == suggest(network, TODAY, finder=finder).found == suggest(network, TODAY).found
    assert len(first) == 2


def test_the_same_book_gives_the_same_bytes_whatever_the_hashes() -> None:
    told = [_run(seed) for seed in ("1", "2", "77")]
    assert len(told[0]) > 1000
    assert told[0] == told[1] == told[2]


def _run(seed: str) -> bytes:
    command = [sys.executable, "-m", "kithbook.cli", "--book", str(ROOT), "suggest", "--json",
               "--one-sided", "--most", "50"]  # fmt: skip
    env = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, env=env, capture_output=True, check=True).stdout


@pytest.mark.parametrize("days, rested", [(60, 0.632), (31, 0.403), (180, 0.950)])
def test_who_was_asked_rests_for_about_two_months(tmp_path: Path, days: int, rested: float) -> None:
    asked = TODAY - timedelta(days=days)
    act = f"between: [mia, una]\nbecause: {{mia: tea, una: tea}}\nasked: {{mia: {asked}}}\n"
    people = {"mia": BRIDGE, "per": OFFER, "una": ""}
    network = book(tmp_path, people, files={"introductions/tea.md": f"---\n{act}---\n"})
    (one,) = (each for each in suggest(network, TODAY).found if set(each.pair) == {"mia", "per"})
    (rest,) = (factor.value for factor in one.factors if factor.name == "rest")
    assert rest == pytest.approx(rested, abs=0.001)


def test_who_both_know_stands_by_name_whatever_the_accents(tmp_path: Path) -> None:
    both = "ties: [{to: zoe, kind: friend}, {to: adam, kind: friend}]\n"
    more = {"adam": f"name: Ádám\n{CLOSE}", "zoe": f"name: Zoe\n{CLOSE}"}
    network = book(tmp_path, {"mia": BRIDGE + both, "per": OFFER + both, **more})
    (one,) = suggest(network, TODAY).found
    assert one.factors[-1].words == "in common: Ádám and Zoe"


def test_a_line_of_the_notes_hides_no_offer_that_says_more(tmp_path: Path) -> None:
    notes = "---\nFilmed a set of teaspoons for a museum of spoons.\n"
    per = f"{CLOSE}offers: [a drawbridge]\n{notes}"
    network = book(tmp_path, {"mia": f"{CLOSE}needs: [a drawbridge]\n", "per": per})
    (one,) = suggest(network, TODAY).found
    assert [quote.text for quote in quotes(Suggestions((one,), (), ""))] == ["a drawbridge"] * 2


def test_notes_answer_a_need_and_hold_one(tmp_path: Path) -> None:
    mia = f"{CLOSE}---\nLooking for a drawbridge for a film set.\n"
    per = f"{CLOSE}---\nBuilds drawbridges for film sets. No longer sings.\n"
    found = suggest(book(tmp_path, {"mia": mia, "per": per}), TODAY)
    assert shown(found) == ["mia per: need / -"]
    assert [(quote.field, quote.text) for quote in quotes(found)] == [
        ("sought", "Looking for a drawbridge for a film set."),
        ("notes", "Builds drawbridges for film sets."),
    ]
    sings = {"mia": f"{CLOSE}needs: [somebody who sings]\n", "per": per}
    (tmp_path / "other").mkdir()
    assert suggest(book(tmp_path / "other", sings), TODAY).found == ()
