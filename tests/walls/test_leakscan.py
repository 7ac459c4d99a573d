"""The leak scan finds every private text of the sample book in every disguise, and nothing else."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kithbook.airlock.catalogue import read_catalogue
from kithbook.coach.page import page_script
from kithbook.language.folders import languages
from kithbook.leakscan.allowed import Allowed, allowed_in
from kithbook.leakscan.built_site import read_output
from kithbook.leakscan.canon import words
from kithbook.leakscan.locate import line_of
from kithbook.leakscan.private_files import PrivateFile, private_files
from kithbook.leakscan.process import NoSite, scan_public
from kithbook.leakscan.scan import Report, look, scan
from kithbook.leakscan.secret import Secret
from kithbook.leakscan.secrets import secrets_of
from tests.walls.leaks import CARRIERS, ENCODINGS, TODAY, build_public, copy_book

pytestmark = pytest.mark.uncounted

WORD = re.compile(r"[^\W_]+")
STRONG = re.compile(r"[\w.]+@[\w.]+\.org|\+\d[\d ]{8,}")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def site(book: Path) -> Path:
    done = build_public(book)
    assert done.returncode == 0, done.stderr
    return book / "build" / "public"


@pytest.fixture(scope="module")
def files(book: Path) -> tuple[PrivateFile, ...]:
    return private_files(book).read


@pytest.fixture(scope="module")
def secrets(book: Path, files: tuple[PrivateFile, ...]) -> tuple[Secret, ...]:
    return tuple(secrets_of(files))


@pytest.fixture(scope="module")
def lines(book: Path, files: tuple[PrivateFile, ...]) -> dict[tuple[str, int], str]:
    """Every line of every private file that says enough to be known again."""
    allowed = allowed_in(book, TODAY, files)
    return {
        (file.path, number): text
        for file in files
        if not file.is_roster
        for number, text in enumerate(file.text.split("\n"), 1)
        if distinctive(text) and not public(text, allowed)
    }


def distinctive(text: str) -> bool:
    said = WORD.findall(text)
    letters = sum(len(word) for word in said if not word.isdigit())
    return bool(STRONG.search(text)) or (len(said) >= 6 and letters >= 26 and "\\" not in text)


def public(text: str, allowed: Allowed) -> bool:
    plain = f" {' '.join(WORD.findall(text.lower()))} "
    shown = "public:" in text or "agreed:" in text
    return shown or any(plain in one for one in (allowed.page, allowed.facts, allowed.shipped))


@pytest.mark.parametrize("code", languages("page"))
def test_the_pages_own_words_are_nobodys_in_each_language(
    code: str, book: Path, files: tuple[PrivateFile, ...]
) -> None:
    said = [text for text in read_catalogue(code).texts.values() if len(words(text)) > 6]
    allowed = allowed_in(book, TODAY, files)
    assert len(said) >= 10
    assert [text for text in said if not allowed.is_ours(tuple(words(text)))] == []


def leaked(
    book: Path, site: Path, files: tuple[PrivateFile, ...], secrets: tuple[Secret, ...]
) -> set[tuple[str, int]]:
    """The lines of private files that the scan finds in a site."""
    allowed = allowed_in(book, TODAY, files)
    output = read_output(site, allowed.masks)
    texts = {file.path: file.text for file in files}
    found = look(secrets, files, output, allowed)
    return {
        (one.secret.path, one.secret.line if one.secret.line > 0 else line_of(text, one.secret))
        for one in found
        if (text := texts.get(one.secret.path)) is not None
    }


def apart(lines: dict[tuple[str, int], str]) -> list[str]:
    """The lines in an order in which none follows the one that it follows in its file."""
    return list(lines.values())[::-1]


def plant(site: Path, name: str, content: bytes) -> Path:
    site.mkdir(exist_ok=True)
    (site / "index.html").write_text("<p>Hello</p>", encoding="utf-8")
    (site / name).write_bytes(content)
    return site


def test_the_real_public_site_of_the_sample_book_raises_no_alarm(book: Path, site: Path) -> None:
    report = scan(book, site, TODAY)
    assert report.files >= 15
    assert report.secrets >= 900
    assert report.hits == ()
    assert report.unread == ()


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_private_line_is_found_in_every_encoding(
    name: str, tmp_path: Path, book: Path, files: tuple[PrivateFile, ...],
    secrets: tuple[Secret, ...], lines: dict[tuple[str, int], str],
) -> None:  # fmt: skip
    assert len(lines) >= 500
    encode = ENCODINGS[name]
    said = "\n<hr>\n".join(encode(text) for text in apart(lines))
    missed = set(lines) - leaked(
        book, plant(tmp_path / "s", "a.html", said.encode()), files, secrets
    )
    assert missed == set()


@pytest.mark.parametrize("name", CARRIERS)
def test_every_private_line_is_found_in_every_kind_of_file(
    name: str, tmp_path: Path, book: Path, files: tuple[PrivateFile, ...],
    secrets: tuple[Secret, ...], lines: dict[tuple[str, int], str],
) -> None:  # fmt: skip
    content = CARRIERS[name]("\n".join(apart(lines)))
    missed = set(lines) - leaked(book, plant(tmp_path / "s", name, content), files, secrets)
    if name == "latin.png":  # what Latin-1 cannot write was not planted
        missed = {place for place in missed if lines[place].isascii()}
    assert missed == set()


def test_every_name_address_and_number_is_found_alone(
    tmp_path: Path, book: Path, files: tuple[PrivateFile, ...]
) -> None:
    allowed = allowed_in(book, TODAY, files)
    wanted = {
        (one.path, one.kind, one.words)
        for one in secrets_of(files)
        if len(one.words) > 1 and not allowed.covers(one.words)
    }
    assert len(wanted) >= 500
    said = json.dumps(["-".join(sought) for _, _, sought in sorted(wanted)])
    output = read_output(plant(tmp_path / "s", "a.json", said.encode()), allowed.masks)
    assert {one for one in wanted if output.find(one[2]) is None} == set()


@pytest.mark.parametrize(
    "written",
    [
        "+1 713 555 0142",
        "+17135550142",
        "tel:+1-713-555-0142",
        "(713) 555-0142",
        "713.555.0142",
        "0017135550142",
        "7135550142",
        "713&nbsp;555&nbsp;0142",
        "<b>713</b> 555<br>0142",
        "+1 (713) 555 / 0142",
        "\uff17\uff11\uff13 555 0142",
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(
    tmp_path: Path, book: Path, written: str
) -> None:
    site = plant(tmp_path / "s", "a.html", f"<p>Ring {written} at noon</p>".encode())
    (hit,) = scan(book, site, TODAY).hits
    assert (hit.kind, hit.path, hit.line, hit.field) == (
        "phone",
        "people/ada-byrne.md",
        11,
        "reach",
    )


@pytest.mark.parametrize("name", ["ada-byrne.html", "img/Ada_Byrne.png", "Byrne, Ada.txt",
                                  "adabyrne.css", "%41da%20Byrne.html"])  # fmt: skip
def test_a_private_name_in_a_file_name_is_found(tmp_path: Path, book: Path, name: str) -> None:
    site = plant(tmp_path / "s", "about.html", b"<p>Hello</p>")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_bytes(b"x")
    hits = scan(book, site, TODAY).hits
    assert {(hit.file, hit.inside, hit.path) for hit in hits} == {
        (name, "its name", "people/ada-byrne.md")
    }


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(ENCODINGS)),
    st.sampled_from(sorted(set(CARRIERS) - {"latin.png"})),
    st.sampled_from(["Wants to leave fintech by spring", "ada@example.org", "Ada Byrne"]),
    st.text("abc öü<>&\n", max_size=40),
)
def test_a_disguise_within_a_disguise_is_found(
    tmp_path_factory: pytest.TempPathFactory, encoding: str, carrier: str, text: str, around: str
) -> None:
    # A carrier that puts each line into a key of its own would take the words apart.
    assume(encoding != "line breaks" or carrier not in ("page.html", "index.json"))
    before, after = html.escape(around), html.escape(around[::-1])
    said = f"{before} \n{ENCODINGS[encoding](text)}\n {after}"
    site = plant(tmp_path_factory.mktemp("s"), carrier, CARRIERS[carrier](said))
    whole = copied(tmp_path_factory)
    assert scan(whole, site, TODAY).hits


_COPIES: list[Path] = []


def copied(factory: pytest.TempPathFactory) -> Path:
    """A small book, made once."""
    if not _COPIES:
        root = factory.mktemp("small")
        (root / "people").mkdir()
        (root / "people" / "ada-byrne.md").write_text(
            "---\nname: Ada Byrne\nreach: {email: ada@example.org}\n---\n"
            "Wants to leave fintech by spring.\n"
        )
        _COPIES.append(root)
    return _COPIES[0]


def test_the_place_of_a_hit_is_told_to_the_byte(tmp_path: Path, book: Path) -> None:
    before = "<p>Ö</p>" * 40
    said = f"{before}<p>{ENCODINGS['decimal entities']('Ada Byrne')}</p>"
    (hit,) = scan(book, plant(tmp_path / "s", "a.html", said.encode()), TODAY).hits
    assert said.encode()[hit.offset :].startswith(b"&#65;&#100;")
    assert (hit.path, hit.line, hit.field) == ("people/ada-byrne.md", 2, "name")


@pytest.mark.parametrize(
    "said",
    [
        "Houston, Texas, in the spring; a bell, a ferry and a choir",
        "I would like to connect with people who keep bees",
        "Ada Lovelace and Mae West; Rose, Will, Grace and May",
        "2026-11-22, 2026-10-12 and 3.14159 26535 89793",
        "linkedin.com/in/ and https://example.org",
    ],
)
def test_common_words_raise_no_alarm(tmp_path: Path, book: Path, said: str) -> None:
    site = plant(tmp_path / "s", "a.html", f"<p>{said}</p>".encode())
    assert scan(book, site, TODAY).hits == ()


def test_a_disclosed_text_is_allowed_word_for_word_and_no_piece_of_it(
    tmp_path: Path, book: Path
) -> None:
    whole = "An HR lead who has built the function from zero, twice"
    assert page(tmp_path, book, whole).hits == ()
    assert page(tmp_path, book, whole.replace("An HR lead who", "She")).hits


def test_a_text_in_the_airlock_that_nobody_agreed_to_is_not_allowed(tmp_path: Path) -> None:
    root = copy_book(tmp_path / "book")
    text = "Wants to leave fintech by spring."
    with (root / "content" / "disclosed.yml").open("a", encoding="utf-8") as airlock:
        airlock.write(f"- kind: recommendation\n  text: {text}\n  consent: 2026-10-02\n")
    assert page(tmp_path, root, text).hits


def test_the_settings_can_allow_a_name(tmp_path: Path) -> None:
    root = copy_book(tmp_path / "book")
    assert page(tmp_path, root, "Ask Ada Byrne").hits
    with (root / "kithbook.yml").open("a", encoding="utf-8") as file:
        file.write("disclose: {allow: [Ada Byrne]}\n")
    assert page(tmp_path, root, "Ask Ada Byrne").hits == ()


def test_a_note_pasted_into_the_public_words_is_found(tmp_path: Path) -> None:
    root = copy_book(tmp_path / "book")
    note = "Dreams of hosting a game show, and has the index cards to prove it"
    with (root / "content" / "public" / "index.md").open("a", encoding="utf-8") as words:
        words.write(f"\n{note}\n")
    assert page(tmp_path, root, note).hits


def page(folder: Path, book: Path, said: str) -> Report:
    return scan(book, plant(folder / "s", "a.html", f"<p>{said}</p>".encode()), TODAY)


def lines_of(report: Report) -> Iterator[str]:
    return (f"{hit.path}:{hit.line}" for hit in report.hits)


class TestSecondProcess:
    def test_a_clean_site_stays(self, tmp_path: Path, book: Path) -> None:
        site = plant(tmp_path / "s", "a.html", b"<p>Hello</p>")
        assert scan_public(book, site, TODAY).clean
        assert (site / "a.html").exists()

    def test_it_looks_and_deletes_nothing(self, tmp_path: Path, book: Path) -> None:
        site = plant(tmp_path / "s", "a.html", b"<p>Ada Byrne</p>")
        before = sorted(site.rglob("*"))
        assert list(lines_of(scan_public(book, site, TODAY))) == ["people/ada-byrne.md:2"]
        assert sorted(site.rglob("*")) == before

    @pytest.mark.parametrize("name", ["a.br", "a.gz", "a.zip"])
    def test_what_cannot_be_unpacked_is_not_published(
        self, tmp_path: Path, book: Path, name: str
    ) -> None:
        starts = {"a.gz": b"\x1f\x8b\x08", "a.zip": b"PK\x03\x04"}
        site = plant(tmp_path / "s", name, starts.get(name, b"") + b"no more")
        report = scan_public(book, site, TODAY)
        assert [file for file, _ in report.unread] == [name]
        assert not report.clean

    def test_a_scan_that_cannot_know_is_no_scan(self, tmp_path: Path) -> None:
        book = tmp_path / "book"
        (book / "people").mkdir(parents=True)
        (book / "people" / "a.md").write_bytes(b"\0GITCRYPT\0\1\2")
        site = plant(tmp_path / "s", "a.html", b"<p>Hello</p>")
        report = scan_public(book, site, TODAY)
        assert not report.clean
        ((path, reason),) = report.unknown
        assert path == "people/a.md"
        assert "git-crypt unlock" in reason

    @pytest.mark.parametrize("place", [".", "people", "content", "content/public", "..", "nowhere"])
    def test_the_book_itself_is_never_taken_for_a_site(self, tmp_path: Path, place: str) -> None:
        book = copy_book(tmp_path / "book")
        (book / "content" / "public" / "x.html").write_text("Ada Byrne")
        (book / "people" / "x.html").write_text("Ada Byrne")
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(NoSite):
            scan_public(book, book / place, TODAY)
        assert sorted(tmp_path.rglob("*")) == before


def test_the_coach_is_passed_over_only_as_it_was_made(tmp_path: Path, book: Path) -> None:
    script = page_script("de", ("de", "en"))
    (tmp_path / "coach.de.12345678.js").write_text(script, encoding="utf-8")
    assert scan(book, tmp_path, TODAY).clean
    files = private_files(book).read
    name = next(" ".join(one.words) for one in secrets_of(files) if one.kind == "name")
    leaky = script.replace('"en":{', f'"en":{{"x":"{name}",', 1)
    assert leaky != script
    (tmp_path / "coach.de.12345678.js").write_text(leaky, encoding="utf-8")
    assert not scan(book, tmp_path, TODAY).clean


def test_a_site_made_of_the_book_is_given_up_soon_after_the_fiftieth_hit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at is counted, since time says nothing."""
    root = tmp_path / "book"
    site = plant(tmp_path / "s", "a.txt", b"x")
    (root / "people").mkdir(parents=True)
    for number in range(90):
        name = f"Zephyrine{number:02} Quambush"
        (root / f"people/person-{number}.md").write_text(f"---\nname: {name}\n---\n")
        (site / f"{number:02}.html").write_text(f"<p>{name}</p>" + "<p>bread and soup</p>" * 1_300)
    monkeypatch.setattr("kithbook.leakscan.built_site.LARGE", 1_000_000)
    monkeypatch.setattr("kithbook.leakscan.built_site.FIRST", 1_700_000)
    report = scan(root, site, TODAY)
    assert len(report.hits) == 50
    assert 50 < report.files < 80
    monkeypatch.setattr("kithbook.leakscan.built_site.FIRST", 200_000)
    assert scan(root, site, TODAY).files == 92  # too few in its beginning, so all of it was read


def test_words_are_counted_in_linear_time() -> None:
    """Long runs of letters beside a foreign one were read again from each of them."""
    assert len(words("é" + ", " + "a" * 100_000)) == 2
