"""A consent is for the words that the person saw: others wait until there is a new date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.airlock.disclosed import FILE, DisclosedItem, parse_airlock
from kithbook.book.consent import digest_of
from kithbook.book.edit import apply
from kithbook.book.load import load_book
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.disclosure.airlock_writer import Change, note_words, plan, render
from kithbook.disclosure.checking import check_book, check_disclosure, refusals
from kithbook.text.source import Source

TODAY = date(2026, 11, 22)
KIND, CRUEL = "who teaches children", "who was sacked and now teaches children"
OTHER = "who keeps bees on the roof"
OFFER = "introduce:\n  - {to: schools, because: patient, public: WORDS}\n"
PRAISE = "public: WORDS\n"
FLOW = "consent: {on: DAY, by: letter, shows: [introduce, public]}\n"
BLOCK = "consent:\n  on: DAY     # she rang\n  by: letter\n  shows: [introduce, public]\n"
SHAPES = [(text, consent, ending) for text in (OFFER, PRAISE) for consent in (FLOW, BLOCK)
          for ending in (".md", ".yml")]  # fmt: skip


class Book:
    """A book of one person, or of several, written and disclosed step by step."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "people").mkdir()

    def write(
        self, keys: str, words: str, day: str = "2026-06-20", name: str = "ada-byrne.md"
    ) -> Path:
        """A person file with public words and the day of the consent."""
        fence = "---\n" if name.endswith(".md") else ""
        path = self.root / "people" / name
        given = keys.replace("WORDS", words).replace("DAY", day)
        person = name.partition(".")[0].replace("-", " ").title()
        text = f"{fence}name: {person}\n{given}{fence}"
        path.write_bytes(text.encode())
        return path

    def change(self, old: str, new: str, name: str = "ada-byrne.md") -> None:
        """Puts other characters in their place in a person's file, the first time they stand."""
        path = self.root / "people" / name
        raw = path.read_bytes()
        assert old.encode() in raw
        path.write_bytes(raw.replace(old.encode(), new.encode(), 1))

    def plan(self) -> Change:
        return plan(self.root, load_book(self.root), TODAY)

    def disclose(self) -> set[str]:
        """What is disclosed after what `kith disclose --apply` does."""
        for edit in self.plan().edits:
            apply(edit, self.root)
        path = self.root / FILE
        return {one.text for one in parse_airlock(path.read_bytes())} if path.exists() else set()

    def codes(self) -> set[str]:
        return {one.code for one in check_book(self.root, load_book(self.root), TODAY)}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.mark.parametrize("keys, consent, ending", SHAPES)
def test_changed_words_wait_for_a_new_date(
    book: Book, keys: str, consent: str, ending: str
) -> None:
    name = f"ada-byrne{ending}"
    book.write(keys + consent, KIND, name=name)
    assert book.disclose() == {KIND}
    book.change(KIND, CRUEL, name)
    for _ in range(3):
        assert "consent-changed" in book.codes()
        assert book.disclose() == set()
    book.change("on: 2026-06-20", "on: 2026-11-02", name)
    assert book.disclose() == {CRUEL}
    assert book.codes() == set()
    book.change(CRUEL, KIND, name)
    assert book.disclose() == set()


def test_words_that_come_back_to_what_was_agreed_to_are_shown_again(book: Book) -> None:
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.change(KIND, CRUEL)
    assert book.disclose() == set()
    book.change(CRUEL, KIND)
    assert book.disclose() == {KIND}


@pytest.mark.parametrize(
    "changed", [f"{KIND}.", KIND.replace("who", "Who"), f"'{KIND} '", f"{KIND}, in\n  vain", ""]
)
def test_any_other_word_or_sign_waits_and_space_does_not(book: Book, changed: str) -> None:
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.change(f"public: {KIND}", f"public: {changed}")
    assert book.disclose() == ({KIND} if changed == f"'{KIND} '" else set())


def test_the_message_says_what_to_write(book: Book) -> None:
    book.write(PRAISE + BLOCK, KIND)
    book.disclose()
    book.change(KIND, CRUEL)
    (found,) = (
        one
        for one in check_disclosure(book.root, load_book(book.root), TODAY)
        if one.code == "consent-changed"
    )
    assert f'Ada Byrne agreed to "{KIND}" on 2026-06-20' in found.message
    assert "on: DATE in the consent (people/ada-byrne.md, line 5)" in found.hint
    assert "kith disclose --apply" in found.hint


def test_an_airlock_of_before_keeps_the_words_of_its_date(book: Book) -> None:
    """Books whose consents keep no words yet: the airlock holds them, and is looked at first."""
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.write(PRAISE + FLOW, KIND)
    assert "agreed" not in (book.root / "people/ada-byrne.md").read_text()
    assert book.codes() == set()
    book.write(PRAISE + FLOW, CRUEL)
    found = load_book(book.root)
    assert refusals(book.root, found, TODAY, strict=False)
    for _ in range(3):
        assert "consent-changed" in book.codes()
        assert book.disclose() == set()
    noted = f"agreed: {{on: 2026-06-20, to: [{KIND}], digest: {digest_of('2026-06-20', [KIND])}}}"
    assert noted in ((book.root / "people/ada-byrne.md").read_text())
    book.write(PRAISE + FLOW, CRUEL, day="2026-11-02")
    assert book.disclose() == {CRUEL}


def test_whose_words_they_were_is_no_guess(book: Book) -> None:
    """Two people of one date who both have other words now: neither has them, neither goes out."""
    for number, name in enumerate(("ada-byrne.md", "bo-chen.md")):
        book.write(PRAISE + FLOW, f"{KIND} {number}", name=name)
    book.disclose()
    for number, name in enumerate(("ada-byrne.md", "bo-chen.md")):
        book.write(PRAISE + FLOW, f"{CRUEL} {number}", name=name)
    assert book.disclose() == set()
    assert book.disclose() == set()
    for name in ("ada-byrne.md", "bo-chen.md"):
        text = (book.root / "people" / name).read_text()
        assert KIND not in text.replace("sacked and now teaches", "")
        assert f"agreed: {{on: 2026-06-20, digest: {digest_of('2026-06-20', [])}}}" in text


def test_somebody_new_is_not_taken_for_somebody_else(book: Book) -> None:
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.write(PRAISE + FLOW, OTHER, name="bo-chen.md")
    assert book.disclose() == {KIND, OTHER}


@pytest.mark.parametrize("noted", [True, False])
def test_a_text_that_is_added_under_an_old_consent_waits(book: Book, *, noted: bool) -> None:
    book.write(OFFER + FLOW, KIND)
    book.disclose()
    if not noted:
        book.write(OFFER + FLOW, KIND)
    book.change("consent:", f"public: {CRUEL}\nconsent:")
    assert book.disclose() == {KIND}
    assert book.disclose() == {KIND}
    assert "consent-changed" in book.codes()


def test_a_date_that_goes_back_is_no_new_date(book: Book) -> None:
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.change(KIND, CRUEL)
    book.change("on: 2026-06-20", "on: 2026-06-19")
    assert book.disclose() == set()


@pytest.mark.parametrize(
    "agreed",
    ["{on: soon, to: [WORDS]}", "{to: [WORDS]}", "[WORDS]", "WORDS", "{on: 2026-06-20, words: x}",
     "{on: 2026-06-20, to: {a: WORDS}}", "{on: 2026-06-20, to: [WORDS], x_mine: 1}"],
)  # fmt: skip
def test_words_that_cannot_be_read_leave_the_consent_in_doubt(book: Book, agreed: str) -> None:
    book.write(PRAISE + FLOW.replace("]}", f"], agreed: {agreed}}}"), KIND)
    assert book.disclose() == set()
    assert "consent-unclear" in book.codes()


def test_words_written_by_hand_count(book: Book) -> None:
    consent = FLOW.replace("]}", "], agreed: {on: 2026-06-20, to: WORDS}}")
    book.write(PRAISE + consent, KIND)
    path = book.root / "people/ada-byrne.md"
    before = path.read_text()
    assert book.disclose() == {KIND}
    digest = digest_of("2026-06-20", [KIND])
    assert path.read_text() == before.replace("}}", f", digest: {digest}}}}}")
    assert book.plan().edits == ()


@pytest.mark.parametrize("day", ["2026-06-20", "2026-06-21"])
def test_words_replaced_in_the_whole_file_wait_for_a_new_day(book: Book, day: str) -> None:
    path = book.write(PRAISE + FLOW, KIND)
    book.disclose()
    path.write_text(path.read_text().replace(KIND, CRUEL))
    assert book.disclose() == set()
    assert book.disclose() == set(), "it stays so"
    problems = load_book(book.root).problems
    assert [one.code for one in problems] == ["consent-unclear"]
    assert "the words under agreed are not those that were noted" in problems[0].message
    path.write_text(path.read_text().replace("{on: 2026-06-20, by", f"{{on: {day}, by"))
    assert book.disclose() == ({CRUEL} if day > "2026-06-20" else set())


def test_words_changed_in_the_airlock_alone_are_refused(book: Book) -> None:
    book.write(PRAISE + FLOW, KIND)
    book.disclose()
    book.change(KIND, CRUEL)
    item = DisclosedItem("recommendation", CRUEL, consent=date(2026, 6, 20))
    (book.root / FILE).write_text(render([item]))
    found = refusals(book.root, load_book(book.root), TODAY, strict=False)
    assert [one.code for one in found] == ["withdrawn"]


def test_only_the_consent_changes_in_the_file(book: Book) -> None:
    path = book.write(PRAISE + BLOCK, KIND)
    raw = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"notes  \r\n\r\nend"
    path.write_bytes(raw)
    assert book.disclose() == {KIND}
    now = path.read_bytes()
    digest = digest_of("2026-06-20", [KIND])
    line = f"  agreed: {{on: 2026-06-20, to: [{KIND}], digest: {digest}}}\r\n".encode()
    assert now.replace(line, b"", 1) == raw


def test_the_words_are_noted_before_the_airlock_forgets_them(book: Book) -> None:
    book.write(PRAISE + FLOW, KIND)
    assert [edit.path for edit in book.plan().edits] == ["people/ada-byrne.md", FILE]


def test_without_texts_or_without_a_consent_that_holds_nothing_is_noted(book: Book) -> None:
    book.write(FLOW, KIND)
    book.write(PRAISE + FLOW, KIND, day="2026-12-01", name="bo-chen.md")
    assert book.plan().edits == ()


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(
    st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True),
    st.sampled_from((FLOW, BLOCK)),
)
def test_any_words_are_kept_as_they_are(words: list[str], form: str) -> None:
    consent = form.replace("DAY", "2026-06-20")
    source = Source("people/ada-byrne.yml", f"name: Ada Byrne\n{consent}")
    edit = note_words(source, "2026-06-20", tuple(words), renewed=False)
    again = Source(source.path, edit.content.decode())
    opened = open_person(again)
    assert isinstance(opened, PersonSource)
    given = read_person(opened, Reading(again)).consent
    assert given is not None
    assert given.agreed is not None
    assert given.agreed.to == tuple(words)
    assert given.unclear is None


def test_a_new_date_is_for_all_the_words_that_stand_then(book: Book) -> None:
    book.write(OFFER + FLOW, KIND)
    book.disclose()
    book.write(OFFER + FLOW, KIND, day="2026-11-02")
    book.change("consent:", f"public: {OTHER}\nconsent:")
    assert book.disclose() == {KIND, OTHER}
