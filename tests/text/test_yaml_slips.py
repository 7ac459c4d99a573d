"""A line that YAML cannot read is written anew as it was meant, and can then be read."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.yaml_slips import line_anew, reads

MEANT = {
    'name: "Ada "Countess" Byrne"': {"name": 'Ada "Countess" Byrne'},
    "role: Head of People: EMEA": {"role": "Head of People: EMEA"},
    "place: 'Houston's East End'": {"place": "Houston's East End"},
    'role: "Head" of "People"': {"role": '"Head" of "People"'},
    "met: {how: he said: come, on: 2019}": {"met": {"how": "he said: come", "on": "2019"}},
    "met: {how: he said: come, see, on: 2019}": {
        "met": {"how": "he said: come, see", "on": "2019"}
    },
    "reach: {email: a@example.org phone: 3}": {"reach": {"email": "a@example.org", "phone": "3"}},
    'reach: {email: "a@example.org, phone: 3}': {"reach": {"email": "a@example.org", "phone": "3"}},
    "reach: {phone: '+33 1 55\", email: b}": {"reach": {"phone": "+33 1 55", "email": "b"}},
    'interests: "bicycles", "game shows"': {"interests": ["bicycles", "game shows"]},
    "tags: - houston - press": {"tags": ["houston", "press"]},
    "tags: [C#, jazz #1]": {"tags": ["C#", "jazz #1"]},
    "offers: [crew training, yoga": {"offers": ["crew training", "yoga"]},
    "offers: [crew, yoga # for now": {"offers": ["crew", "yoga"]},
    "offers: [crew, yoga]]": {"offers": ["crew", "yoga"]},
    'offers: [crew, "yoga, early]': {"offers": ["crew", "yoga, early"]},
    'offers: ["crew" training]': {"offers": ['"crew" training']},
    "needs: [{what: a van: red, since: 2026}, c": {
        "needs": [{"what": "a van: red", "since": "2026"}, "c"]
    },
    "ties: {to: [[Bo Chen], kind: friend}": {"ties": {"to": [["Bo Chen"]], "kind": "friend"}},
    "introductions: {number} made": {"introductions": "{number} made"},
    "calls: evenings: late # not at six": {"calls": "evenings: late"},
    "tags: [@home, %x, *star]": {"tags": ["@home", "%x", "*star"]},
    "met: {on: ????, where: Bath}": {"met": {"where": "Bath"}},
    "- 2026-11-12 call: closed: 40m": ["2026-11-12 call: closed: 40m"],
    "- [ ] 2026-11-12 promised: cake": ["[ ] 2026-11-12 promised: cake"],
    'name: "Ada': {"name": "Ada"},
    '"circle": "close",': {"circle": "close"},
    "met: on: 2019, where: Bath": {"met": {"on": "2019", "where": "Bath"}},
    "met: {on: 2019; where: Bath}": {"met": {"on": "2019", "where": "Bath"}},
    "aliases: [Addie], [Ad]": {"aliases": ["Addie", "Ad"]},
    "ties: {to: Bo}, {to: Cy}": {"ties": [{"to": "Bo"}, {"to": "Cy"}]},
    'born: "1980-03-04",': {"born": "1980-03-04"},
    "org: [#1 shop, b]": {"org": ["#1 shop", "b"]},
}


@pytest.mark.parametrize("line", MEANT)
def test_what_was_meant_is_written(line: str) -> None:
    slip = line_anew(line)
    assert slip is not None
    assert yaml.load(slip.line, Loader=yaml.CBaseLoader) == MEANT[line]  # noqa: S506


@pytest.mark.parametrize(
    "line",
    ["role: a, b", "tags: [a, b]", "- 2026-11-12 call: x", "x: {", "", "ties: {to: Bo, {to: Cy}"],
)
def test_a_sound_line_and_one_that_says_nothing_are_left(line: str) -> None:
    assert line_anew(line) is None


@given(st.text("ab:,#[]{}\"'-?*&! 1@", max_size=16).map(lambda value: f"key: {value}"))
def test_what_is_written_can_be_read_and_loses_no_letter(line: str) -> None:
    slip = line_anew(line)
    if slip and slip.lead == "Write":
        assert reads(slip.line)
        letters = [each for each in line.partition("#")[0] if each.isalnum()]
        assert letters == [each for each in slip.line if each.isalnum()][: len(letters)]
