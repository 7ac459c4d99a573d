"""The coach in Chromium says what the coach in Python says, byte for byte, and speaks on a page."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.coaching import hostile, messages
from kithbook.coach import Wish, coach
from kithbook.coach.engine import FIELDS
from kithbook.coach.page import page_script
from tests.browser.conftest import OpenPage, ServeDirectory, Visit

VECTORS = Path(__file__).parent.parent / "coach" / "vectors.jsonl"
STRICT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
}
# A sixth of them in each run; KITH_FUZZED=30000 takes them all.
FUZZED = int(os.environ.get("KITH_FUZZED", "5000"))
# Blocks in which the two languages' own tables differ, and those that people write in.
BLOCKS = [
    (0x00, 0x1F),
    (0x20, 0x7E),
    (0x7F, 0x24F),
    (0x300, 0x3FF),
    (0x400, 0x4FF),
    (0x590, 0x6FF),
    (0x900, 0x97F),
    (0xE00, 0xE7F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x214F),
    (0x2190, 0x2BFF),
    (0x3000, 0x30FF),
    (0x4E00, 0x4FFF),
    (0xAC00, 0xACFF),
    (0xE000, 0xE010),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFB06),
    (0xFE00, 0xFE6F),
    (0xFF00, 0xFFFF),
    (0x1D400, 0x1D7FF),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x20100),
    (0xE0000, 0xE007F),
]
GLUE = (
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    ", ",
    ". ",
    "? ",
    "! ",
    "\u00a0",
    "\n- ",
    "...",
    ' "',
    '" ',
    "'",
    "’",
    "[",
    "]",
)
FORM = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Note</title>
<link rel="icon" href="data:,"><script src="coach.js" defer></script></head><body>
<main><h1>Note</h1>
<form data-coach data-kind="connect" data-language="LANG">
<div class="field"><label for="a">How did you find me?</label>
<textarea id="a" name="how_found" required></textarea><p class="advice" role="status"></p></div>
<div class="field"><label for="b">Why would you like to connect?</label>
<textarea id="b" name="why" required></textarea><p class="advice" role="status"></p></div>
<div class="field"><label for="c">What would be a good outcome?</label>
<textarea id="c" name="ask" required></textarea><p class="advice" role="status"></p></div>
</form></main></body></html>"""


@pytest.fixture
def open_form(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> Callable[[str], Visit]:
    def opened(language: str) -> Visit:
        (tmp_path / "index.html").write_text(FORM.replace("LANG", language), encoding="utf-8")
        (tmp_path / "coach.js").write_text(page_script(language), encoding="utf-8")
        return open_page(serve_directory(tmp_path, headers=STRICT))

    return opened


def answers(page: Page, cases: list[tuple[object, Wish]]) -> list[str]:
    """What the page's coach says to each case, as JSON."""
    page.evaluate("rules => { window.look = kithCoach.make(rules) }", _all_rules())
    given = [{"message": message, "wish": asdict(wish)} for message, wish in cases]
    said: list[str] = page.evaluate(
        "cases => cases.map(({message, wish}) => JSON.stringify(look(message, wish)))", given
    )
    return said


def _all_rules() -> object:
    text = (Path(page_script.__code__.co_filename).parent / "rules.json").read_text("utf-8")
    return json.loads(text)


def in_python(message: str | dict[str, str], wish: Wish) -> str:
    said = coach().look(message, wish).as_json()
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def fuzz(count: int, seed: int) -> Iterator[tuple[str | dict[str, str], Wish]]:
    chance = random.Random(seed)  # noqa: S311 - strings to try, the same ones each time
    texts = [one.content for one in messages("tuning") if isinstance(one.content, str)]
    words = [word for text in texts for word in text.split()]

    def character() -> str:
        return chr(chance.randint(*chance.choice(BLOCKS)))

    def text() -> str:
        way = chance.random()
        if way < 0.5:
            return "".join(character() for _ in range(chance.randint(0, 30)))
        if way < 0.85:
            chosen = chance.choices(words, k=chance.randint(1, 24))
            return "".join(word + chance.choice(GLUE) for word in chosen)
        letters = list(chance.choice(texts))
        for _ in range(chance.randint(0, 8)):
            letters.insert(chance.randrange(len(letters) + 1), character())
        return "".join(letters)

    for _ in range(count):
        fields = {field: text() for field in FIELDS if chance.random() < 0.3}
        yield (
            text() if chance.random() < 0.9 else fields,
            Wish(
                lang=chance.choice(("", "", "", "en", "de", "fr")),
                kind=chance.choice(("", "", "connect", "introduction")),
                say=chance.choice(("", "de", "xx")),
                weak_tie=chance.choice(("hint", "off", "stop")),
                max_words=chance.choice((200, 20)),
            ),
        )


def test_the_vectors_come_out_as_they_are_written(open_form: Callable[[str], Visit]) -> None:
    rows = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 40
    cases = [(row["message"], Wish(**row["wish"])) for row in rows]
    said = [json.loads(one) for one in answers(open_form("en").page, cases)]
    assert said == [row["advice"] for row in rows]


def test_both_say_the_same_of_every_message_and_of_hostile_ones(
    open_form: Callable[[str], Visit],
) -> None:
    cases = [
        (one.content, Wish()) for name in ("tuning", "learning", "apart") for one in messages(name)
    ]
    cases += [(text, Wish()) for _, text in hostile()]
    assert len(cases) >= 300
    said = answers(open_form("en").page, list(cases))
    assert [case for case, one in zip(cases, said, strict=True) if in_python(*case) != one] == []  # type: ignore[arg-type]


def test_both_say_the_same_of_many_thousand_strings(open_form: Callable[[str], Visit]) -> None:
    page = open_form("en").page
    cases = list(fuzz(FUZZED, 20261122))
    for at in range(0, FUZZED, 5000):
        part = cases[at : at + 5000]
        said = answers(page, list(part))
        differ = [case for case, one in zip(part, said, strict=True) if in_python(*case) != one]
        assert differ[:3] == []


def test_a_coach_that_differs_would_be_seen(open_form: Callable[[str], Visit]) -> None:
    page = open_form("en").page
    page.evaluate(
        "() => { const make = kithCoach.make;"
        " kithCoach.make = rules => make({...rules, facts: []}) }"
    )
    cases = list(fuzz(200, 1))
    said = answers(page, list(cases))
    assert [case for case, one in zip(cases, said, strict=True) if in_python(*case) != one]


def remarks(page: Page) -> list[str]:
    return [one.inner_text() for one in page.locator(".advice").all()]


def test_it_speaks_when_one_pauses_and_leaves_beside_the_field(
    open_form: Callable[[str], Visit],
) -> None:
    visit = open_form("en")
    page = visit.page
    assert remarks(page) == ["", "", ""]
    page.fill("#a", "Your talk on tide tables at the Bristol boat show in September")
    expect(page.locator(".advice").first).to_contain_text("helps me place you")
    page.fill("#b", "I would love to pick your brain")
    page.locator("#b").blur()
    assert "“pick your brain” could mean anything" in remarks(page)[1]
    page.fill(
        "#b", "I keep the tide page of our rowing club, and at springs we are 20 minutes off."
    )
    page.locator("#b").blur()
    page.fill("#c", "Which gauge would you trust for the upper harbour? One line is enough.")
    page.locator("#c").blur()
    assert "pick your brain" not in " ".join(remarks(page))
    assert sum(bool(one) for one in remarks(page)) <= 2
    assert (visit.errors, visit.console, visit.strangers) == ([], [], [])


def test_nobody_is_asked_for_what_is_still_to_come(open_form: Callable[[str], Visit]) -> None:
    page = open_form("en").page
    page.locator("#a").focus()
    page.locator("#a").blur()
    page.fill("#a", "A friend, Ilse Kuhn, sent me your note on saving seeds")
    page.locator("#a").blur()
    assert remarks(page)[1:] == ["", ""]


def test_it_speaks_the_language_of_the_form(open_form: Callable[[str], Visit]) -> None:
    page = open_form("de").page
    page.fill("#b", "I'd like to add you to my professional network on LinkedIn.")
    page.locator("#b").blur()
    assert "schreibt die Plattform für alle" in " ".join(remarks(page))


def test_what_is_written_is_shown_as_text(open_form: Callable[[str], Visit]) -> None:
    visit = open_form("en")
    visit.page.fill("#b", "pick your <img src=x onerror=alert(1)> brain over a coffee <b>now</b>")
    visit.page.locator("#b").blur()
    assert visit.page.locator(".advice img, .advice b").count() == 0
    assert (visit.errors, visit.strangers) == ([], [])


def test_the_form_has_no_trouble_that_axe_knows(
    open_form: Callable[[str], Visit], axe_violations: Callable[[Page], list[str]]
) -> None:
    page = open_form("en").page
    page.fill("#b", "I would love to pick your brain")
    page.locator("#b").blur()
    assert axe_violations(page) == []
