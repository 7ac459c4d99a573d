"""A text nobody agrees to any more is told of until no page, and no commit of one, shows it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kithbook.actions.published_branch import published_branch
from kithbook.disclosure.published import FILE
from tests.cli.test_publish_branch import alone, book, git, remote
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

__all__ = ["alone", "book", "remote"]
TEXT = "He tunes whatever has strings"
CONSENT = "consent: {on: 2026-10-02, by: letter, shows: [public]}"


def agree(session: Session) -> None:
    session.run(f"add 'public: {TEXT}' people/bo-lind.yml")
    session.run(f"add '{CONSENT}' people/bo-lind.yml")
    assert session.run("kith disclose --apply").code == 0


def end(session: Session) -> None:
    path = session.book / "people/bo-lind.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("by: letter", "by: letter, withdrawn: 2026-11-20"), encoding="utf-8"
    )


def found(session: Session) -> list[str]:
    told = json.loads(session.run("kith check --json").out)
    return [one["message"] for one in told["findings"] if one["code"] == "still-published"]


def test_it_is_said_until_the_page_is_published_again(session: Session) -> None:
    agree(session)
    assert session.run("kith publish --to ../site").code == 0
    assert not (session.book / FILE).exists()
    assert f"{FILE} keeps in mind" in session.run("kith publish --to ../site --apply").err
    assert TEXT in (session.book / FILE).read_text(encoding="utf-8")
    assert found(session) == []
    assert "Consents" not in session.run("kith today").out
    end(session)
    for _ in range(2):
        (told,) = found(session)
        assert "../site" in told
        for command in ("kith today", "kith disclose"):
            said = session.run(command)
            assert "The page in ../site" in said.out + said.err
        today = json.loads(session.run("kith today --json").out)
        assert "still-published" in str(today["consents"])
        session.run("kith disclose --apply")
    assert session.run("kith publish --to ../site --apply").code == 0
    assert found(session) == []
    assert json.loads(session.run("kith today --json").out)["consents"] == []
    assert TEXT not in (session.book / FILE).read_text(encoding="utf-8")


def test_each_place_is_remembered_by_itself(session: Session) -> None:
    agree(session)
    for place in ("../one", "../two"):
        session.run(f"kith publish --to {place} --apply")
    end(session)
    session.run("kith disclose --apply")
    session.run("kith publish --to ../two --apply")
    (told,) = found(session)
    assert "../one" in told
    (session.book.parent / "one").rename(session.book.parent / "gone")
    assert found(session) == [told]


def test_a_name_that_is_shown_no_more_is_told_too(session: Session) -> None:
    agree(session)
    path = session.book / "people/bo-lind.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("shows: [public]", "shows: [public, name]"), encoding="utf-8")
    session.run("kith disclose --apply")
    session.run("kith publish --to ../site --apply")
    assert found(session) == []
    path.write_text(text, encoding="utf-8")
    assert len(found(session)) == 1


def test_a_memory_that_cannot_be_read_stops_a_publication(session: Session) -> None:
    agree(session)
    session.run("kith publish --to ../site --apply")
    text = (session.book / FILE).read_text(encoding="utf-8") + "- odd\n"
    (session.book / FILE).write_text(text, encoding="utf-8")
    session.run("add 'A new line.' content/public/index.md")
    outcome = session.run("kith publish --to ../site --apply")
    assert outcome.code == 1
    assert "content/published.yml:" in outcome.err
    assert (session.book / FILE).read_text(encoding="utf-8") == text
    assert "A new line." not in (session.book.parent / "site/index.html").read_text("utf-8")


def test_what_opens_a_remote_is_not_written_down(
    session: Session, book: Path, remote: Path
) -> None:
    agree(session)
    address = "https://vera:sesame@git.example.org/page.git"
    git(book, "config", f"url.{remote}.insteadOf", address)
    assert session.run(f"kith publish --git {address} --apply").code == 0
    kept = (book / FILE).read_text(encoding="utf-8")
    assert "git: https://git.example.org/page.git" in kept
    assert "sesame" not in kept


def shown_ever(remote: Path) -> bool:
    """Whether any commit that the remote's branches lead to shows the text."""
    patch = subprocess.run(
        ["git", "-C", str(remote), "log", "--all", "-p"], capture_output=True, check=True
    ).stdout
    return TEXT.encode() in patch


class TestABranchWithoutItsPast:
    """The older commits of a branch, which keep what a page showed."""

    SENT = "kith publish --git origin --apply"

    @pytest.fixture
    def ended(self, session: Session, book: Path, remote: Path) -> Session:
        agree(session)
        assert session.run(self.SENT).code == 0
        end(session)
        assert session.run("kith disclose --apply").code == 0
        return session

    def test_older_commits_are_named_until_the_branch_begins_anew(
        self, ended: Session, remote: Path
    ) -> None:
        before = git(remote, "for-each-ref")
        told = json.loads(ended.run("kith publish --git origin --json").out)
        assert told["past"] == [TEXT]
        assert git(remote, "for-each-ref") == before
        ended.run(self.SENT)
        assert shown_ever(remote)
        before = git(remote, "for-each-ref")
        seen = ended.run("kith publish --git origin --without-past").err
        assert TEXT in seen
        assert "2 commits would give way" in seen
        assert git(remote, "for-each-ref") == before
        again = ended.run("kith publish --git origin").err
        assert TEXT in again
        assert "--without-past" in again
        done = ended.run(f"{self.SENT} --without-past")
        assert done.code == 0, done.err
        assert "2 commits gave way" in done.err
        assert git(remote, "rev-list", "--count", "--all") == "1"
        assert not shown_ever(remote)
        last = ended.run(f"{self.SENT} --without-past").err
        assert "nothing to publish" in last
        assert TEXT not in last
        assert git(remote, "rev-list", "--count", "--all") == "1"

    def test_it_takes_away_no_commit_that_it_has_not_seen(
        self, ended: Session, book: Path, remote: Path
    ) -> None:
        seen = published_branch(book, book, "origin", "gh-pages")
        tree = git(remote, "rev-parse", "gh-pages^{tree}")
        other = git(remote, "commit-tree", tree, "-p", "gh-pages", "-m", "by somebody else")
        git(remote, "update-ref", "refs/heads/gh-pages", other)
        with pytest.raises(Exception, match="Nothing was published"):
            seen.hand_over(seen.last(), "x", without_past=True)
        assert git(remote, "rev-parse", "gh-pages") == other

    def test_a_folder_has_no_past(self, session: Session) -> None:
        outcome = session.run("kith publish --to ../site --without-past")
        assert outcome.code == 2
        assert "--git" in outcome.err

    def test_a_page_whose_texts_all_stand_has_nothing_to_say(
        self, session: Session, book: Path
    ) -> None:
        agree(session)
        session.run(self.SENT)
        session.run("add 'A new line.' content/public/index.md")
        assert "--without-past" not in session.run("kith publish --git origin").err
