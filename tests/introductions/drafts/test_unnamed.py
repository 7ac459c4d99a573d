"""Whoever asked learns who the other is by a yes, a consent, or because they named them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.introductions.drafts import Draft, Kind, Withheld, draft
from kithbook.language.folders import languages
from tests.insight.books import TODAY, load_case
from tests.introductions.drafts.books import ADA, BO, DECLINED, KOFI, OWNER, only

CONSENT = "consent: {on: 2026-01-01, shows: [name]}\n"
NAMED = "I would like to meet Ada Byrne, who has done this twice."
PASSED_ON = f"Forwardable, by Kofi: {NAMED}"
CASES = (
    ("asked_by: kofi\n", "", "", "", False),
    ("asked_by: kofi\n", CONSENT, "", "", True),
    ("asked_by: kofi\n", CONSENT.replace("[name]", "[introduce]"), "", "", False),
    ("asked_by: kofi\n", CONSENT.replace("2026-01-01", "2027-01-01"), "", "", False),
    ("asked_by: kofi\n", CONSENT.replace("}", ", withdrawn: 2026-10-01}"), "", "", False),
    ("asked_by: kofi\n", "", PASSED_ON, "", True),
    ("asked_by: kofi\n", "", f"{NAMED}\n\nForwardable, by Kofi: TBA", "", False),
    ("asked_by: kofi-1\n", "", "", "wants: Somebody who sets pay, perhaps an Ada.", True),
    ("asked_by: kofi-1\n", "", "", "ask: An hour with Ada Byrne, please.", True),
    ("asked_by: kofi-1\n", "", "", "wants: Somebody who sets pay.", False),
    ("asked_by: kofi-1\n", "", "", "how_found: Ada Byrne told me of you.", False),
)


@pytest.mark.parametrize("kind", ["forwardable", "no"])
@pytest.mark.parametrize("case", CASES)
def test_whoever_asked_is_not_told_who_it_is_before_it_is_theirs_to_know(
    kind: Kind, case: tuple[str, str, str, str, bool], tmp_path: Path
) -> None:
    by, consent, body, said, named = case
    front = by + (DECLINED if kind == "no" else "")
    request = (
        "---\nkind: introduction\nfrom: {name: Kofi Mensah, email: kofi@example.org}\n"
        f"received: 2026-11-01\n{said}\n---\n"
    )
    network = load_case(
        tmp_path,
        {
            "people": {"ada": f"{ADA}aliases: [Ada]\n{consent}", "kofi": KOFI, "bo": BO},
            "files": {
                "introductions/x.md": "---\nbetween: [ada, kofi]\n"
                f"because: {{ada: he asks early, kofi: she sets pay}}\n{front}---\n{body}\n",
                "requests/kofi-1.md": request,
            },
        },
    )
    for language in languages("drafts"):
        one = draft(network, only(network), kind, OWNER, TODAY, language)
        if kind == "forwardable" and body == PASSED_ON:
            # Nothing is asked of whoever has sent words that can be passed on already.
            assert isinstance(one, Withheld)
            assert "can be passed on as they are" in one.says
            continue
        assert isinstance(one, Draft), one
        assert one.to == "kofi"
        assert ("Ada" in f"{one.subject} {one.text}") == named
        assert "{" not in one.text


def test_who_was_asked_about_somebody_hears_of_the_no_by_name(tmp_path: Path) -> None:
    answers = "answered: {ada: {on: 2026-11-03, said: yes}, kofi: {on: 2026-11-09, said: no}}"
    network = load_case(
        tmp_path,
        {
            "people": {"ada": ADA, "kofi": KOFI, "bo": BO},
            "files": {"introductions/x.md": f"---\nbetween: [ada, kofi]\n{answers}\n---\n"},
        },
    )
    one = draft(network, only(network), "no", OWNER, TODAY)
    assert isinstance(one, Draft)
    assert (one.to, "Kofi Mensah" in one.text) == ("ada", True)
