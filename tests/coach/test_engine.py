"""What the coach says: settings, fields, languages, quotes, and what is shown at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coaching import hostile, messages
from kithbook.coach import Advice, Finding, Wish, coach, shown
from kithbook.coach.engine import FIELDS

pytestmark = pytest.mark.uncounted

GOOD = (
    "Hi Ada, I heard your talk on pay transparency at the Houston chapter dinner in May. We are a "
    "company of 40 and about to publish our bands. Could you tell me in two lines which band you "
    "published first? Happy to share what we learn. No worries if not."
)
WEAK = "We both went to Rice and live in Houston."


def rules(advice: Advice, level: str = "") -> set[str]:
    return {one.rule for one in advice.findings if not level or one.level == level}


def look(text: str, **wish: str) -> Advice:
    return coach().look(text, Wish(**wish))  # type: ignore[arg-type]


def test_a_good_message_is_praised_and_left_alone() -> None:
    advice = look(GOOD)
    assert advice.ready
    assert rules(advice) == rules(advice, "good")
    assert rules(advice) >= {"shared-moment", "concrete-ask", "offer", "easy-out"}


@pytest.mark.parametrize(
    "text, rule",
    [
        ("", "empty"),
        ("I'd like to add you to my professional network on LinkedIn.", "canned"),
        ("Je souhaiterais rejoindre votre réseau sur LinkedIn.", "canned"),
        ("Ich möchte Sie gerne zu meinem beruflichen Netzwerk hinzufuegen.", "canned"),
        ("Добавить вас в мою сеть", "canned"),
        ("Could I pick your brain over coffee sometime?", "pick-brain"),
        ("We are in the same group of alumni.", "weak-tie"),
        ("Your work is so inspiring, you are a legend.", "flattery"),
        ("Hi [First Name], I saw that you work at [Company].", "placeholder"),
        ("We help companies like yours increase revenue. Book a demo.", "pitch"),
        ("I am looking for a job, please refer me.", "all-about-me"),
        ("Please answer as soon as possible, it is urgent.", "urgency"),
        ("Can you introduce me to Bo Chen?", "name-only"),
        ("I am a manager from the north and I like people.", "no-ask"),
        ("word " * 201, "too-long"),
    ],
)
def test_what_stands_in_the_way_is_named(text: str, rule: str) -> None:
    advice = look(text)
    assert rule in rules(advice)
    assert not advice.ready or rule == "too-long"


@pytest.mark.parametrize("setting, level", [("off", None), ("hint", "hint"), ("stop", "stop")])
def test_the_owner_sets_how_to_take_a_weak_tie(setting: str, level: str | None) -> None:
    found = [one.level for one in look(WEAK, weak_tie=setting).findings if one.rule == "weak-tie"]
    assert found == ([level] if level else [])


def test_the_owner_sets_when_a_note_is_long() -> None:
    assert "too-long" not in rules(look(GOOD))
    assert "too-long" in rules(coach().look(GOOD, Wish(max_words=40)), "hint")
    assert "too-long" in rules(coach().look(GOOD, Wish(max_words=20)), "stop")


def test_a_remark_quotes_the_words_as_they_were_written() -> None:
    advice = look("Could I  pick\nyour BRAIN\u2019s best over coffee?")
    quote = next(one.quote for one in advice.findings if one.rule == "pick-brain")
    assert quote.startswith("pick your BRAIN")
    assert all(one.quote in one.say for one in advice.findings if "“" in one.say)


def test_a_remark_on_fields_stands_beside_the_field() -> None:
    fields = {"how_found": "online", "why": "I would like to pick your brain", "ask": "a chat"}
    places = {one.rule: one.field for one in coach().look(fields).findings}
    assert places["how-found-unnamed"] == "how_found"
    assert places["pick-brain"] in ("why", "ask")


def test_the_remarks_speak_the_language_of_the_form() -> None:
    advice = look("Could I pick your brain?", say="de")
    assert advice.lang == "en"
    assert "kann alles heißen" in next(one.say for one in advice.findings)


@pytest.mark.parametrize("lang", ["it", "xx"])
def test_a_language_without_rules_is_still_read(lang: str) -> None:
    assert "canned" in rules(look("Je souhaiterais rejoindre votre réseau", lang=lang))
    assert "empty" in rules(look("Salut", lang=lang))
    assert look("J'ai lu votre livre « Le four » de 2019. Quelle brique ?", lang=lang).ready


@pytest.mark.parametrize(
    "text, quote",
    [
        ("I heard your talk on tides in Rotterdam. Which moon?", "your talk on tides"),
        ("You told my sister about the talk in Rotterdam. Is it printed?", "the talk in Rotterdam"),
        ("Ich war bei Ihrem Vortrag zur Wundpflege dabei. Welche Salbe war es?",
         "Ihrem Vortrag zur Wundpflege"),
        ("J’ai suivi votre atelier de reliure en mars, mon dos rond casse. Auriez-vous une photo ?",
         "votre atelier de reliure"),
        ("The man who runs the bike shop says you weld. Could I drop a bracket in on Friday?",
         "The man who runs the bike shop"),
    ],
)  # fmt: skip
def test_praise_quotes_the_thing_that_was_named(text: str, quote: str) -> None:
    praise = [one for one in look(text).findings if one.rule == "shared-moment"]
    assert [one.quote for one in praise] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "We have never met, but I feel I know you already from the photographs on the wall.",
        "I look forward to your answer and to your reply, whatever it may be in the end.",
        "Please could you read my thesis of 412 pages, correct it and tell me who would print it?",
        "Who in your choir decides about robes? We dress over 200 ensembles at great prices.",
        "Wir haben uns nie getroffen, aber ich würde mich über einen Austausch sehr freuen.",
    ],
)
def test_nothing_is_not_praised(text: str) -> None:
    assert not rules(look(text), "good"), look(text).findings


def test_at_present_is_no_hurry_and_a_stock_phrase_beside_a_ground_is_no_stop() -> None:
    text = (
        "Your article on lime plaster in frost saved our wall. I restore its tower right now "
        "and my second coat has blown. I would love to connect. Do I take it all off?"
    )
    advice = look(text)
    assert advice.ready
    assert rules(advice) == rules(advice, "good")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ada, I would like to introduce you to Bo Chen. You two share a love of linen looms.",
        "Liebe Ada, lieber Bo, ich möchte euch beide bekannt machen: Ada webt, Bo baut Stühle.",
        "Chère Ada, je vous présente Bo, qui répare des métiers. Je vous laisse tous deux.",
    ],
)
def test_the_letter_of_an_introducer_is_not_judged_as_a_request(text: str) -> None:
    advice = look(text)
    assert (advice.ready, advice.findings) == (True, ())


def test_introductions_are_known_by_what_they_ask_or_by_their_fields() -> None:
    assert look("Could you introduce me to Bo Chen?").kind == "introduction"
    assert coach().look({"wants": "Bo Chen"}).kind == "introduction"
    assert look(GOOD).kind == "connect"
    assert look(GOOD, kind="introduction").kind == "introduction"


def finding(rule: str, level: str) -> Finding:
    return Finding(rule, level, "", "", "")  # type: ignore[arg-type]


def test_praise_comes_first_and_never_more_than_two_are_shown() -> None:
    hint, stop, good, fine = (
        finding("a", "hint"), finding("b", "stop"), finding("c", "good"), finding("d", "good"),
    )  # fmt: skip
    assert shown([hint, stop, good, fine]) == (good, stop)
    assert shown([hint, stop]) == (stop, hint)
    assert shown([good, fine, finding("e", "good")]) == (good, fine)
    assert shown([good, hint, fine]) == (good, hint)
    assert shown([]) == ()


@given(st.one_of(st.text(), st.dictionaries(st.sampled_from(FIELDS), st.text())))
def test_every_message_gets_an_answer_that_keeps_its_word(message: str | dict[str, str]) -> None:
    advice = coach().look(message)
    levels = [one.level for one in advice.findings]
    assert not (advice.ready and "stop" in levels)
    assert advice.ready or "stop" in levels
    assert all(one.quote for one in advice.findings if "“”" in one.say or "„“" in one.say)
    assert len({one.rule for one in advice.findings}) == len(levels)
    assert len(shown(advice.findings)) <= 2
    assert all(len(one.quote) <= 71 for one in advice.findings)


def test_the_work_grows_with_the_text_and_then_no_more() -> None:
    counted = 0
    for part, text in hostile():
        for lang in ("en", "de"):
            once, twice = text[-1700:], f"{text[-1700:]} {text[-1700:]}"
            work = [coach().work(one, lang) for one in (once, twice, text[:4000], text)]
            assert work[1] <= 2.1 * work[0] + 100, part
            assert work[3] == work[2], part
            counted += 1
    assert counted >= 30


def test_the_room_is_shared_among_the_fields() -> None:
    brain = {"why": "Could I pick your brain over coffee?"}
    assert "pick-brain" in rules(coach().look({"how_found": "a " * 1900, **brain}))
    assert "pick-brain" not in rules(coach().look({"how_found": "a " * 2000, **brain}))


def test_both_sets_are_large_and_the_one_is_not_the_other() -> None:
    tuning, measuring = messages("tuning"), messages("measuring")
    assert len(tuning) >= 150
    assert len(measuring) >= 160
    assert sum(one.lang == "de" for one in measuring) >= 45
    assert 0.4 <= sum(one.good for one in measuring) / len(measuring) <= 0.6
    assert not {str(one.content) for one in tuning} & {str(one.content) for one in measuring}
