"""Options are read into values, and everything odd is said with its place and what to write."""

from __future__ import annotations

from typing import Any

import pytest

from kithbook.public.intake import presets
from kithbook.public.options import read_options
from tests.public.letters import sample_options

LEAST: dict[str, Any] = {"owner": {"name": "Ann Example", "email": "ann@example.org"}}


def faults(**changed: object) -> tuple[str, ...]:
    return read_options(LEAST | changed)[1]


def owner(**changed: object) -> dict[str, Any]:
    return {"owner": LEAST["owner"] | changed}


def test_the_sample_is_in_order() -> None:
    read, found = read_options(sample_options())
    assert found == ()
    assert read.languages == ("en", "de")
    assert read.owner.sentence.within("de").startswith("Ich hüte")
    assert read.owner.place.within("de") == read.owner.place.within("en") == "Galveston, Texas"
    assert read.intake.mode == "mailto"


def test_a_name_is_enough() -> None:
    read, found = read_options({"owner": {"name": "Ann Example"}})
    assert found == ()
    assert (read.owner.given, read.owner.family) == ("Ann", "Example")
    assert (read.language, read.status, read.intake.mode) == ("en", "open", "none")


@pytest.mark.parametrize(
    "written, parts",
    [
        ({"name": "Cher"}, ("Cher", "")),
        ({"name": "Ada van Dijk", "given": "Ada", "family": "van Dijk"}, ("Ada", "van Dijk")),
        ({"name": "Mao Ling", "family": "Mao", "given": "Ling"}, ("Ling", "Mao")),
    ],
)
def test_names_are_split_as_their_owner_says(
    written: dict[str, str], parts: tuple[str, str]
) -> None:
    read = read_options({"owner": written})[0].owner
    assert (read.given, read.family) == parts


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"owner": None}, "owner.name is missing: the page is a letter"),
        ({"owner": "Ann"}, "owner is a group of settings"),
        (owner(name=["Ann"]), "owner.name is a text: put it in quotes"),
        (owner(email="ann at example"), 'owner.email is "ann at example", which is not'),
        (owner(email="a@b.org?cc=x@y.org"), "which is not an e-mail address"),
        (owner(email="Ann <a@b.org>"), "which is not an e-mail address"),
        (owner(email="mailto:a@b.org"), "which is not an e-mail address"),
        (owner(email="a..b@b.org"), "which is not an e-mail address"),
        (owner(email="a@-b.org"), "which is not an e-mail address"),
        (owner(phone=14095550117), "owner.phone is a text: put it in quotes"),
        (owner(web="example.org"), "which is not a web address that begins with https://"),
        (owner(web="javascript:alert(1)"), "which is not a web address"),
        (owner(links=[{"name": "Mine"}]), "owner.links[1].url is missing"),
        (owner(links={"a": "b"}), "owner.links is a list"),
        (owner(accent="brown"), 'owner.accent is "brown", which is not a colour'),
        (owner(adress="x"), "owner.adress is not one of the options here"),
        ({"staus": "open"}, 'staus is not one of the options here. Did you mean "status"?'),
        ({"status": "opne"}, 'status is "opne"; it can be open or limited or closed'),
        ({"status": "closed"}, "again is missing: with status closed, say when to try again"),
        ({"languages": "en"}, "languages is a list of words"),
        ({"languages": ["en", "../x"]}, 'languages holds "../x"'),
        ({"languages": ["en", "en"]}, "languages names a language twice"),
        ({"reply": {"fr": "Bientôt."}}, 'reply has no words in "en"'),
        ({"reply": {"en": "Soon.", "fr": "Bientôt."}}, 'reply has words in "fr"'),
        ({"airlock": "content/other.yml"}, "airlock is no option any more"),
        ({"airlock": "content/disclosed.yml"}, "take the line out"),
        ({"airlock": ["content/other.yml"]}, "airlock is no option any more"),
        ({"introductions": "yes"}, "introductions is either true or false"),
        ({"via": {"A card": "x"}}, "via.A card can hold small letters"),
        ({"privacy": {"keepers": [{"who": "Mail"}]}}, "privacy.keepers[1].what is missing"),
        ({"intake": {"mode": "carrier"}}, 'intake.mode is "carrier"'),
        ({"intake": {"mode": "post"}}, "intake.action is missing"),
        ({"intake": {"mode": "post", "preset": "formspree"}}, "intake.id is missing"),
        ({"intake": {"mode": "post", "preset": "formspre"}}, 'Did you mean "formspree"?'),
        ({"intake": {"mode": "post", "action": "http://example.org/f"}}, "travel by https://"),
        (
            {"intake": {"mode": "post", "action": "https://a.org", "fields": {"subject": "a b"}}},
            'intake.fields holds "a b"',
        ),
        ({"intake": {"mode": "post", "action": "https://forms.example.org/f"}}, "does not name"),
        ({"owner": {"name": "Ann"}, "intake": {"mode": "mailto"}}, "owner.email is missing"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(changed: dict[str, Any], said: str) -> None:
    assert [fault for fault in faults(**changed) if said in fault]


def test_every_preset_is_whole() -> None:
    assert len(presets()) >= 6
    for name, preset in presets().items():
        keepers = [{"who": preset["name"], "what": "the answers"}]
        read, found = read_options(
            LEAST
            | {
                "intake": {"mode": "post", "preset": name, "id": "abc"},
                "privacy": {"keepers": keepers},
            }
        )
        assert found == (), name
        assert "{id}" not in repr(read.intake)
        assert preset["confidence"]


def test_each_name_of_a_preset_can_be_changed() -> None:
    read, _ = read_options(
        LEAST
        | {
            "intake": {
                "mode": "post", "preset": "formspree", "action": "https://other.example.org/{id}",
                "id": "x1", "fields": {"subject": "betreff", "redirect": "weiter"},
                "fixed": {"list": "{id}"}, "service": "Other",
            }
        }
    )  # fmt: skip
    intake = read.intake
    assert intake.action == "https://other.example.org/x1"
    assert (intake.subject, intake.redirect, intake.service) == ("betreff", "weiter", "Other")
    assert intake.fixed == (("list", "x1"),)
    assert intake.origin == "https://other.example.org"
