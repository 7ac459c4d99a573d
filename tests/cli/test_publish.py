"""Publishing into a folder: always looked through, whole or not at all, never over other files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kithbook.actions.building import BuildReport
from kithbook.actions.published_folder import MANIFEST
from kithbook.airlock.private_places import PRIVATE
from tests.cli.transcript import Session
from tests.structure.sources import ROOT

FILES = {"index.html": b"<p>One</p>", "deep/er/a.css": b"1"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def built(session: Session) -> dict[str, bytes]:
    return contents(session.book / "build/public")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_the_folder_holds_what_was_built_and_nothing_else(session: Session, site: Path) -> None:
    assert session.run("kith publish --to ../site").code == 0
    assert not site.exists()
    assert session.run("kith publish --to ../site --apply").code == 0
    assert contents(site) == built(session)
    more = session.book / "content/public/colophon.md"
    more.write_text("# Colophon\n")
    assert "+ colophon/index.html" in session.run("kith publish --to ../site --apply").out
    assert contents(site) == built(session)
    more.unlink()
    assert "- colophon/index.html" in session.run("kith publish --to ../site --apply").out
    assert contents(site) == built(session)
    assert not (site / "colophon").exists()
    assert sorted(path.name for path in site.parent.iterdir()) == ["book", "site"]


def test_texts_about_people_are_told_when_they_come_and_go(session: Session) -> None:
    ada = session.book / "people/ada-byrne.md"
    text = ada.read_text(encoding="utf-8")
    offer = "introduce: [{to: founders, public: An HR person for small firms}]\n"
    consent = "consent: {on: 2026-10-02, by: e-mail, shows: [introduce]}\n"
    ada.write_text(text.replace("tags:", f"{offer}{consent}tags:"), encoding="utf-8")
    refused = session.run("kith publish --to ../site --apply")
    assert refused.code == 1
    assert "stale-airlock" in refused.err
    assert "kith disclose --apply" in refused.err
    assert not (session.book / "build").exists()
    session.run("kith disclose --apply")
    came = json.loads(session.run("kith publish --to ../site --apply --json").out)
    assert came["people"]["added"] == ["An HR person for small firms"]
    ada.write_text(text, encoding="utf-8")
    assert "unconsented" in session.run("kith publish --to ../site --apply").err
    session.run("kith disclose --apply")
    went = json.loads(session.run("kith publish --to ../site --json").out)
    assert went["people"]["removed"] == ["An HR person for small firms"]


def test_the_sample_page_tells_its_people(tmp_path: Path) -> None:
    session = Session(tmp_path)
    shutil.rmtree(session.book)
    for name in (*PRIVATE, "content", "mkdocs.yml"):
        place = session.book / name
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, dirs_exist_ok=True)
        elif (ROOT / name).exists():
            shutil.copyfile(ROOT / name, place)
    came = json.loads(session.run("kith publish --to ../site --json").out)
    disclosed = (ROOT / "content/disclosed.yml").read_text(encoding="utf-8")
    assert len(came["people"]["added"]) == disclosed.count("- kind: ") > 3


@pytest.mark.parametrize(
    "command", ["kith build", "kith build --only public", "kith publish --to ../site --apply"]
)
def test_a_planted_leak_stops_both_and_deletes_what_was_built(
    session: Session, site: Path, command: str
) -> None:
    session.run("add 'Ring Bo Lind: +46 40 555 01 42' content/public/index.md")
    outcome = session.run(command)
    assert outcome.code == 1
    assert "people/bo-lind.yml:3" in outcome.out
    assert "The built site was deleted" in outcome.err
    assert not (session.book / "build/public").exists()
    assert not site.exists()


def test_a_leak_leaves_the_last_publication_alone(session: Session, site: Path) -> None:
    session.run("kith publish --to ../site --apply")
    before = contents(site)
    session.run("add 'Ring Bo Lind: +46 40 555 01 42' content/public/index.md")
    outcome = session.run("kith publish --to ../site --apply --json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["clean"] is False
    assert contents(site) == before


def test_there_is_no_way_round_the_scan(session: Session) -> None:
    said = session.run("kith publish --help").out
    assert "no way round" in " ".join(said.split())
    for word in ("--force", "--no-", "--skip", "--unsafe"):
        assert word not in said


def test_a_warning_stops_it(session: Session, site: Path) -> None:
    session.run("add '[nowhere](nowhere.md)' content/public/index.md")
    outcome = session.run("kith publish --to ../site --apply")
    assert outcome.code == 1
    assert "1 warning" in outcome.err
    assert not site.exists()


def test_a_link_in_the_built_site_is_not_followed(
    session: Session, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(config: object, folder: Path, *_: object) -> BuildReport:
        folder.mkdir(parents=True)
        (folder / "index.html").symlink_to(session.book / "people/ada-byrne.md")
        return BuildReport()

    monkeypatch.setattr("kithbook.cli.site_builder.build_into", link)
    outcome = session.run("kith publish --to ../site --apply")
    assert outcome.code == 1
    assert "is a link" in outcome.err
    assert not site.exists()


def test_a_site_that_changes_under_the_scan_is_not_published(
    session: Session, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kithbook.actions.site_scan import scanned  # noqa: PLC0415

    def meddle(root: Path, built_site: Path, today: object) -> object:
        report = scanned(root, built_site, today)  # type: ignore[arg-type]
        (built_site / "index.html").write_text("Ada Byrne")
        return report

    monkeypatch.setattr("kithbook.actions.site_scan.scanned", meddle)
    outcome = session.run("kith publish --to ../site --apply")
    assert outcome.code == 1
    assert "changed while it was looked through" in outcome.err
    assert not site.exists()


def test_what_is_lost_without_an_address_is_said_once(session: Session) -> None:
    told = session.run("kith publish --to ../site").err
    assert told.count("site_url is not set in mkdocs.yml") == 1
    assert "QR code" in told
    assert "picture for sharing" in told
    assert "without its style" in told
    assert "site_url" in session.run("kith publish --to ../site --json").err
    config = session.book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for address in ("https://nora.example.org/", "https://nora.example.org/page"):
        config.write_text(f"site_url: {address}\n{text}", encoding="utf-8")
        assert "site_url" not in session.run("kith publish --to ../site").err
