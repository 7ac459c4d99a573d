"""What is kept of a reading changes nothing of what is read: not after any edit, nor a kill."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import fields
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.book import kept_files, names
from kithbook.book.load import load_book
from kithbook.book.names import Named, read_names
from kithbook.book.network import Network
from kithbook.text import kept_values
from kithbook.text.own_folder import NAME

_TIMES = count(10**18, 10**9)
_KEPT = Path(NAME, "read.sqlite")
_NAMES = ("Ada Byrne", "Bo Chen", "Ada Chen", "Zoë Müller", "Low Mill", "Nell")
_IDS = (
    "ada-byrne",
    "below/ada-byrne",
    "bo-chen",
    "ada",
    "zoe",
    "below/nell",
    "_apart",
    "2026-11-20",
)
_BODIES = (
    "",
    "Met [[Bo Chen]] at [[Low Mill]], [[ada]], [[Jo Quill]], [[Ada (Leeds)]], [[Nobody Known]].\n",
    (
        "# [[Zoë Müller]]\n\nDied in 2020.\n\n"
        "## Log\n\n- 2026-11-20 coffee with [[bo-chen]]: the van\n"
        "- [ ] 2026-11-21 promised: a spade by 2026-12-24\n- 3/4/2026 call\n- yesterday tea\n"
    ),
    "## Log\n- 2026-11-02 call w/ Ada: needs a joiner\n  and a van\n\nAn aside on [[Ada Chen]].\n",
    "A vertical\vtab, and [x](people/bo-chen.md).\n",
)
_KEYS = (
    "",
    "aliases: [Nell, ada]\norg: Low Mill\nplace: Leeds\n",
    "aliases: ada; Jo Quill\n",
    "needs: [a joiner, {text: a van, until: 2026-12}]\nties: [{to: Bo Chen, kind: friend}]\n",
    "met: {through: Ada, on: 2019}\nborn: --06-12\nreach: {email: a@example.org}\nzodiac: yes\n",
    "consent: {on: 2026-01-01, by: mail, shows: [name]}\ndates: [{on: --06, what: a day}]\n",
    "circle: nearest\nborn: [\n",
)
_SETTINGS = (
    "",
    "circles: {nearest: 3 days}\n",
    "people_except: [ada]\n",
    "kinds: {sail: contact}\n",
)
_OTHERS = (
    (
        "journal/2026-11-20.md",
        "- coffee with [[Ada Byrne]]: the van\n- called Bo, [[Nell]]\n\nQuiet.\n",
    ),
    ("introductions/2026-11-a-b.md", "---\nbetween: [Ada Byrne, bo-chen]\nmade: 2026-11-03\n---\n"),
    ("requests/2026-11-one.md", "---\nfrom: Jo Park\nemail: jo@example.org\n---\nHello.\n"),
    ("people/bo-chen (1).md", "---\nname: Bo Chen\n---\nA copy.\n"),
    (
        "people/bo-chen.md",
        "<<<<<<< ours\n---\nname: Bo\n=======\n---\nname: Bob\n>>>>>>> theirs\n---\n",
    ),
)


@pytest.fixture(autouse=True)
def _kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "FEWEST", 1)


def _put(book: Path, path: str, text: str) -> None:
    where = book / path
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(text, encoding="utf-8")
    # Edits follow one another so fast that the clock of the disk may not tell them apart.
    os.utime(where, ns=(0, next(_TIMES)))


@st.composite
def _people(draw: st.DrawFn) -> Callable[[Path], None]:
    path = f"people/{draw(st.sampled_from(_IDS))}.md"
    name, keys, body = (draw(st.sampled_from(each)) for each in (_NAMES, _KEYS, _BODIES))
    return lambda book: _put(book, path, f"---\nname: {name}\n{keys}---\n{body}")


@st.composite
def _moved(draw: st.DrawFn) -> Callable[[Path], None]:
    one, other = (f"people/{draw(st.sampled_from(_IDS))}.md" for _ in range(2))

    def move(book: Path) -> None:
        if (book / one).is_file():
            (book / other).parent.mkdir(parents=True, exist_ok=True)
            (book / one).replace(book / other)

    return move


@st.composite
def _same_time(draw: st.DrawFn) -> Callable[[Path], None]:
    """Another text of the same length, with the time of the former on it."""
    path = f"people/{draw(st.sampled_from(_IDS))}.md"

    def change(book: Path) -> None:
        where = book / path
        if where.is_file() and kept_files._FRESH:
            known = where.stat()
            where.write_bytes(where.read_bytes().replace(b"Chen", b"Byrn"))
            os.utime(where, ns=(known.st_atime_ns, known.st_mtime_ns))

    return change


def _dropped(path: str) -> Callable[[Path], None]:
    return lambda book: (book / path).unlink(missing_ok=True)


_EDITS = st.one_of(
    _people(),
    _people(),
    _moved(),
    _same_time(),
    st.sampled_from(_OTHERS).map(lambda each: lambda book: _put(book, *each)),
    st.sampled_from([*(f"people/{one}.md" for one in _IDS), *(path for path, _ in _OTHERS)]).map(
        _dropped
    ),
    st.sampled_from(_SETTINGS).map(lambda text: lambda book: _put(book, "kithbook.yml", text)),
    st.sampled_from((b"", b"SQLite format 3\0 and no more", b"?" * 5000)).map(
        lambda raw: lambda book: (book / _KEPT).write_bytes(raw) if (book / NAME).is_dir() else 0
    ),
)


def _told(network: Network) -> list[object]:
    return [getattr(network, field.name) for field in fields(network) if field.compare]


def _cold(book: Path) -> Network:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_files, "FEWEST", 10**9)
        kept = (book / _KEPT).read_bytes() if (book / _KEPT).is_file() else None
        network = load_book(book)
        if kept is not None:
            (book / _KEPT).write_bytes(kept)
    return network


@settings(max_examples=25)
@given(
    edits=st.lists(st.tuples(_EDITS, st.integers(0, 40)), min_size=2, max_size=14),
    trusting=st.booleans(),
)
def test_warm_is_as_cold_after_any_edits(
    edits: list[tuple[Callable[[Path], object], int]],
    trusting: bool,  # noqa: FBT001 - drawn
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        book = Path(folder)
        _put(book, "kithbook.yml", "")
        if trusting:
            patch.setattr(kept_files, "_FRESH", 0)
        for edit, kill in edits:
            edit(book)
            if kill < 8:
                _killed(book, kill)
            assert _told(load_book(book)) == _told(_cold(book))
            assert [*read_names(book)] == _names_read_cold(book)


def _names_read_cold(book: Path) -> list[Named]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "is_kept", lambda _: False)
        return [*read_names(book)]


class _Killed(BaseException):
    pass


def _killed(book: Path, step: int) -> None:
    """A reading that ends in the middle of keeping what it read."""
    real, left = kept_values._opened, [step]

    class Breaking:
        def __init__(self, path: Path) -> None:
            self.database = real(path)

        def __getattr__(self, name: str) -> object:
            if left[0] == 0:
                raise _Killed
            left[0] -= 1
            return getattr(self.database, name)

        def close(self) -> None:
            self.database.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_values, "_opened", Breaking)
        try:
            load_book(book)
        except _Killed:
            return


@pytest.fixture
def book(tmp_path: Path) -> Path:
    _put(tmp_path, "kithbook.yml", "")
    _put(
        tmp_path, "people/ada.md", "---\nname: Ada Byrne\nneeds: [a joiner]\n---\nKnows [[Cleo]].\n"
    )
    _put(tmp_path, "people/bo.md", "---\nname: Bo Quillfeather\n---\nLikes rowing.\n")
    return tmp_path


def test_what_is_kept_is_for_its_owner_alone_and_not_for_git(book: Path) -> None:
    load_book(book)
    assert stat.S_IMODE((book / _KEPT).stat().st_mode) == 0o600
    assert (book / NAME / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("gone", ["deleted", "renamed"])
def test_of_whom_is_gone_no_byte_is_left(book: Path, gone: str) -> None:
    load_book(book)
    assert b"Quillfeather" in (book / _KEPT).read_bytes()
    if gone == "deleted":
        (book / "people/bo.md").unlink()
    else:
        _put(book, "people/bo.md", "---\nname: Bo Chen\n---\n")
    load_book(book)
    kept = (book / _KEPT).read_bytes()
    assert b"Quillfeather" not in kept
    assert b"rowing" not in kept
    there = {one.name for one in (book / NAME).iterdir()}
    assert there <= {".gitignore", "read.sqlite", "settings.sqlite"}


def test_a_file_that_did_not_change_is_not_opened(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_files, "_FRESH", 0)
    load_book(book)
    monkeypatch.setattr("kithbook.book.loading.read_source", None)
    assert load_book(book).people["ada"].notes == "Knows [[Cleo]]."


def test_only_who_asked_for_a_changed_name_is_read_anew(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_files, "_FRESH", 0)
    _put(book, "people/cy.md", "---\nname: Cy\n---\nKnows [[Ada Byrne]].\n")
    load_book(book)
    _put(book, "people/bob.md", "---\nname: Cleo\n---\n")
    read: list[str] = []
    real = kept_files.KeptFiles.keep

    def keep(kept: kept_files.KeptFiles, path: str, *rest: Any) -> None:  # noqa: ANN401
        read.append(path)
        real(kept, path, *rest)

    monkeypatch.setattr(kept_files.KeptFiles, "keep", keep)
    assert load_book(book).people["ada"].note_mentions[0].person == "bob"
    assert read == ["people/ada.md", "people/bob.md"]


@pytest.mark.parametrize("text", ["incremental: false\n", "circles: {near: 3 days}\n"])
def test_a_setting_turns_it_off_and_others_begin_anew(book: Path, text: str) -> None:
    load_book(book)
    _put(book, "kithbook.yml", text)
    network = load_book(book)
    assert any((book / NAME).glob("*.sqlite")) == ("incremental" not in text)
    assert _told(network) == _told(_cold(book))


def test_a_locked_file_is_passed_over(book: Path) -> None:
    load_book(book)
    before = (book / _KEPT).read_bytes()
    _put(book, "people/bo.md", "---\nname: Bo Chen\n---\n")
    other = kept_values._opened(book / _KEPT)
    other.execute("BEGIN EXCLUSIVE")
    assert load_book(book).people["bo"].name == "Bo Chen"
    other.close()
    assert (book / _KEPT).read_bytes() == before


def test_nothing_is_kept_through_a_link(
    book: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (book / NAME).symlink_to(elsewhere)
    assert load_book(book).people.keys() == {"ada", "bo"}
    assert not list(elsewhere.iterdir())
