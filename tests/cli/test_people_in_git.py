"""People renamed, put together and forgotten in a book with git: one commit each, and its undo."""

from __future__ import annotations

from pathlib import Path

from tests.cli.gitbook import GitBook


def linked(book: GitBook) -> None:
    book.type_into("cy-doe", "- 2026-11-01 call with [[Bo Chen]]: of [[ada-byrne]]")
    book.git("commit", "--quiet", "-am", "A line")


def test_a_renaming_is_one_commit_and_is_taken_back(book: GitBook) -> None:
    linked(book)
    before = book.texts
    assert book.kith("rename", "bo", "Bo Stone", "--apply").code == 0
    assert book.subjects[0] == "rename: bo-chen is bo-stone"
    assert "[[Bo Stone]]" in book.texts["cy-doe"]
    assert (book.status, set(book.texts)) == ("", {"ada-byrne", "bo-stone", "cy-doe"})
    assert book.kith("undo", "--apply").code == 0
    assert book.texts == before


def test_a_merge_is_one_commit_and_is_taken_back(book: GitBook) -> None:
    linked(book)
    before = book.texts
    assert book.kith("merge", "ada", "bo", "--apply").code == 0
    assert book.subjects[0] == "merge: bo-chen is ada-byrne"
    assert "with [[Ada Byrne]]: of [[ada-byrne]]" in book.texts["cy-doe"]
    assert (book.status, set(book.texts)) == ("", {"ada-byrne", "cy-doe"})
    assert book.kith("undo", "--apply").code == 0
    assert book.texts == before


def test_nothing_takes_back_that_somebody_was_forgotten(book: GitBook) -> None:
    linked(book)
    shown = book.kith("forget", "bo")
    assert "There is no undo" in shown.err
    assert "Git still has them in its history: 1 file of theirs, 1 version of 1 other" in shown.err
    assert "git filter-repo --force --invert-paths --path people/bo-chen.md" in shown.err
    assert "Bo(?:" in shown.err
    assert "they leave nothing of these names" in shown.err
    done = book.kith("forget", "bo", "--apply")
    assert done.code == 0, done
    assert (book.subjects[0], book.status) == ("forget: somebody", "")
    assert "- 2026-11-01 call: with somebody; of [[ada-byrne]]" in book.texts["cy-doe"]
    kept = (book.root / ".kith/writes.json").read_text()
    assert "bo-chen" not in kept
    for _ in range(2):
        undone = book.kith("undo", "--apply")
        assert "is not taken back" in undone.err
        assert undone.code == 2
        (book.root / ".kith/writes.json").unlink(missing_ok=True)


def test_of_a_contact_without_a_file_no_command_takes_paths_of_nothing(book: GitBook) -> None:
    (book.root / "rosters").mkdir(exist_ok=True)
    table = book.root / "rosters/club.csv"
    table.write_text("Name,E-mail\nZora Quill,zora@example.org\n", encoding="utf-8")
    book.git("add", "-A")
    book.git("commit", "-qm", "A club")
    shown = book.kith("forget", "Zora Quill")
    assert "1 version of 1 other file" in shown.err
    assert "--invert-paths" not in shown.err
    assert "--path" not in shown.err


def test_the_commands_for_the_history_are_written_outside_of_the_book(
    book: GitBook, tmp_path: Path
) -> None:
    linked(book)
    before = book.texts
    refused = book.kith("forget", "bo", "--history", str(book.root / "f.sh"), "--apply")
    assert (refused.code, book.texts) == (2, before)
    script = tmp_path / "outside.sh"
    done = book.kith("forget", "bo", "--history", str(script), "--apply")
    assert f"  sh {script}" in done.err
    assert "git filter-repo --force --invert-paths --path people/bo-chen.md" in script.read_text()
    assert "printf" not in done.err


def test_what_the_owner_has_not_committed_stays_theirs(book: GitBook) -> None:
    linked(book)
    book.type_into("cy-doe", "a line of mine")
    assert "not committed" in book.kith("forget", "bo", "--apply").err
    assert book.subjects[0] == "A line"
    assert "is not taken back" in book.kith("undo", "--apply").err


def test_a_word_in_doubt_waits_for_the_owner(book: GitBook) -> None:
    book.type_into("cy-doe", "- 2026-11-01 note: Bo may come, says Chen")
    held = book.texts
    refused = book.kith("forget", "bo", "--apply")
    assert refused.code == 2
    assert "--word or --keep" in refused.err
    assert book.texts == held
    done = book.kith("forget", "bo", "--word", "Bo", "--keep", "Chen", "--apply")
    assert done.code == 0, done
    assert "note: somebody may come, says Chen" in book.texts["cy-doe"]
