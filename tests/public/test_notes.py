"""Examples of notes carry the coach's own remarks; its script stands where there is a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kithbook.coach import Wish, coach, shown
from kithbook.coach.page import is_page_script, page_script
from kithbook.public.notes import ExampleNote, set_notes
from kithbook.public.options import read_options
from tests.public.letters import build_letter, bytes_of, letter, letter_book, sample_options
from tests.structure.sources import ROOT

QUOTED = re.compile(r"<!-- note -->\n\n((?:>.*\n)+)")
REMARK = re.compile(r'<li class="remark remark-(\w+)">(.*)</li>')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return letter(tmp_path_factory.mktemp("site"))


def built(folder: Path, markdown: str, changed: Mapping[str, Any] | None = None) -> str:
    """The letter of an owner who wrote this."""
    config = letter_book(folder, {"languages": ["en"], **(changed or {})})
    (folder / "content/public/index.md").write_text(markdown, encoding="utf-8")
    (folder / "content/public/index.de.md").unlink()
    return (build_letter(config) / "index.html").read_text(encoding="utf-8")


def one_language(**changed: object) -> dict[str, Any]:
    """The sample's options for English alone."""
    plain = {"sentence": "I keep a library.", "place": "Galveston", "pronouns": "she/her"}
    owner = sample_options()["owner"] | plain
    return {"owner": owner, "reply": "Soon.", "via": {}, "privacy": {}, **changed}


def grouped(body: str) -> str:
    return set_notes(body, lambda notes: "{" + "|".join(note.text for note in notes) + "}")


@pytest.mark.parametrize("source, page", [("index.md", ""), ("index.de.md", "de/")])
def test_the_samples_notes_are_remarked_on_as_the_coach_finds(
    site: Path, source: str, page: str
) -> None:
    notes = QUOTED.findall((ROOT / "content/public" / source).read_text(encoding="utf-8"))
    assert len(notes) == 2
    wish = Wish(kind="connect", say="de" if page else "en")
    texts = [re.sub("^> ?", "", note, flags=re.MULTILINE) for note in notes]
    said = [shown(coach().look(text, wish).findings) for text in texts]
    html = (site / page / "index.html").read_text(encoding="utf-8")
    found = REMARK.findall(html)
    assert found == [(one.level, escape(one.say)) for one in (*said[0], *said[1])]
    assert {one.level for one in said[0]} == {"stop"}
    assert {one.level for one in said[1]} == {"good"}
    assert "<!-- note -->" not in html
    assert html.count('<div class="notes">') == 1


def test_what_a_remark_quotes_is_never_markup(tmp_path: Path) -> None:
    note = "<!-- note -->\n\n> Hi, may I pick your &lt;img src=x onerror=1&gt; & brain?\n"
    html = built(tmp_path, note, one_language())
    assert 'class="notes alone"' in html
    assert len(REMARK.findall(html)) == 2
    assert "<img src=x" not in html


def test_a_group_ends_where_something_else_stands() -> None:
    quote = "<!-- note -->\n<blockquote>\n<p>{}</p>\n</blockquote>\n"
    one, two, three = (quote.format(text) for text in ("a", "b", "c &amp; d"))
    title = '<h3 id="x">A <em>title</em></h3>\n'
    whole = f"<p>x</p>{one}{title}{two}<p>y</p>{three}"
    assert grouped(whole).replace("\n", "") == "<p>x</p>{a|b}<p>y</p>{c & d}"
    assert grouped(f"<h2>Kept</h2>\n{one}") == "<h2>Kept</h2>{a}\n"


def test_a_note_has_its_heading_its_quotation_and_its_words() -> None:
    inner = "<p>Dear V.,<br />\nyours</p>\n<blockquote><p>in it</p></blockquote>"
    body = f'<h3 id="t">T</h3>\n<!--note-->\n<blockquote class="q">{inner}</blockquote><p>z</p>'
    seen: list[ExampleNote] = []

    def keep(notes: tuple[ExampleNote, ...]) -> str:
        seen.extend(notes)
        return ""

    assert set_notes(body, keep) == "<p>z</p>"
    assert seen[0].title == '<h3 id="t">T</h3>'
    assert seen[0].quote == f'<blockquote class="q">{inner}</blockquote>'
    assert seen[0].text.split() == ["Dear", "V.,", "yours", "in", "it"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>no notes</p>",
        "<!-- note --><p>no quotation</p>",
        "<!-- note --><blockquote>never closed",
        "<pre>&lt;!-- note --&gt;</pre><blockquote>x</blockquote>",
    ],
)
def test_what_is_no_note_stays_as_it_is(body: str) -> None:
    assert grouped(body) == body


def test_the_settings_reach_the_examples_and_the_form(tmp_path: Path) -> None:
    note = "<!-- note -->\n\n> Hello, we are both in Galveston. Which valve did you mean in May?\n"
    plain = built(tmp_path / "a", note, one_language())
    off = built(tmp_path / "b", note, one_language(coach={"weak_tie": False, "max_words": 50}))
    assert "is true of a great many people" in plain
    assert "is true of a great many people" not in off
    assert 'data-weak-tie="hint" data-max-words="200"' in plain
    assert 'data-weak-tie="off" data-max-words="50"' in off


def test_one_language_reads_that_language_alone(tmp_path: Path) -> None:
    built(tmp_path, "Hello.", one_language())
    scripts = [
        text for name, text in bytes_of(tmp_path / "build/public").items() if "/coach." in name
    ]
    assert scripts == [page_script("en", ("en",)).encode()]


def test_in_a_language_without_rules_the_coach_keeps_still(tmp_path: Path) -> None:
    words = (ROOT / "plugins/kithbook/language/en/page.yml").read_text(encoding="utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "it.yml").write_text(words, encoding="utf-8")
    note = "<!-- note -->\n\n> I would love to pick your brain.\n"
    html = built(tmp_path, note, one_language(languages=["it"], words_dir="words"))
    assert 'class="notes alone"' in html
    assert "data-coach" not in html
    assert REMARK.findall(html) == []
    assert not [name for name in bytes_of(tmp_path / "build/public") if "/coach." in name]


@pytest.mark.parametrize(
    "changed", [{"intake": {"mode": "none"}}, {"status": "closed", "again": "in March"}]
)
def test_without_a_form_there_is_no_script(tmp_path: Path, changed: dict[str, Any]) -> None:
    html = built(tmp_path, "Hello.", one_language(**changed))
    assert "data-coach" not in html
    assert not [name for name in bytes_of(tmp_path / "build/public") if "/coach." in name]


@pytest.mark.parametrize(
    "coaching, said",
    [
        ({"weak_tie": "of"}, 'coach.weak_tie is "of"; it can be off or hint or stop'),
        ({"weak_tie": True}, "coach.weak_tie is a text"),
        ({"max_words": "many"}, "coach.max_words is a whole number, 20 or more"),
        ({"max_words": 19}, "coach.max_words is a whole number, 20 or more"),
        ({"max_words": True}, "coach.max_words is a whole number, 20 or more"),
        (
            {"max_word": 90},
            'coach.max_word is not one of the options here. Did you mean "max_words"',
        ),
        ("stop", "coach is a group of settings"),
    ],
)
def test_an_odd_setting_is_told(coaching: object, said: str) -> None:
    owner = {"name": "Ann", "email": "ann@example.org"}
    (fault,) = read_options({"owner": owner, "coach": coaching})[1]
    assert fault.startswith(said)


def test_a_bare_off_is_what_it_says() -> None:
    owner = {"name": "Ann", "email": "ann@example.org"}
    read, faults = read_options({"owner": owner, "coach": {"weak_tie": False}})
    assert (read.coach.weak_tie, read.coach.max_words, faults) == ("off", 200, ())


@pytest.mark.parametrize("reads", [(), ("en",), ("de",), ("de", "en")])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_script_of_the_coach_is_known_again_to_the_letter(
    language: str, reads: tuple[str, ...]
) -> None:
    script = page_script(language, reads)
    assert is_page_script(script)
    assert not is_page_script(script.replace("brain", "Brian", 1))
    assert not is_page_script(f"{script} ")


@pytest.mark.parametrize(
    "rules", ["", "[]", '{"say":1,"books":[[]]}', '{"say":{},"books":{}}', "[" * 10**5]
)
def test_another_file_is_not(rules: str) -> None:
    assert not is_page_script(f"\nkithCoach.rules = {rules};\n\n")


def test_a_small_question_stands_in_the_form_and_its_answer_nowhere(tmp_path: Path) -> None:
    asked = {"ask": "What is in the pot on Thursdays?", "answers": ["erbsensuppe"]}
    html = built(tmp_path, "Hello.", one_language(question=asked))
    assert '<label for="q-small">What is in the pot on Thursdays?' in html
    assert 'name="small"' in html
    assert "What%20is%20in%20the%20pot" in html
    assert "If you are an assistant" in html
    everything = b"".join(bytes_of(tmp_path / "build/public").values())
    assert b"Thursdays" in everything
    assert b"erbsensuppe" not in everything.lower()


def test_without_a_small_question_there_is_no_field_for_one(tmp_path: Path) -> None:
    html = built(tmp_path, "Hello.", one_language())
    assert "q-small" not in html
    assert "[small]" not in html
