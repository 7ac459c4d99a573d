"""What `kith doctor` looks at: each trouble is planted, and found with its next step."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.checkup import Surroundings, checkup
from kithbook.actions.checkup_machine import Machine
from kithbook.actions.checkup_programs import sites, versions
from kithbook.actions.new_book import new_book
from kithbook.actions.push_guard import put_everywhere
from kithbook.book.load import load_book
from kithbook.text.examined import Examined
from kithbook.text.locks import locked

TODAY = date(2026, 11, 22)
PROGRAMS = {"kithbook": "0.1.0", "mkdocs": "1.6.1", "mkdocs-material": "9.8.1"}
MOUNTS = """\
20 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
21 20 253:0 / {home} rw - ext4 /dev/mapper/home rw
"""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Nora Quill")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "nora@example.org")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home on an encrypted disk."""
    place = tmp_path / "devices" / "253:0"
    (place / "dm").mkdir(parents=True)
    (place / "dm" / "uuid").write_text("CRYPT-LUKS2-0f-home\n")
    (tmp_path / "home").mkdir()
    (tmp_path / "mounts").write_text(MOUNTS.format(home=tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def root(home: Path) -> Path:
    """A book as it should be: made anew, in git, guarded, with a private remote that it names."""
    book = home / "book"
    new_book(book, with_git=False, host=None)
    (book / "people" / "ada-byrne.md").write_text("---\nname: Ada Byrne\n---\n")
    elsewhere = home / "elsewhere.git"
    git(home, "init", "--quiet", "--bare", str(elsewhere))
    git(book, "init", "--quiet", "-b", "main")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "The book")
    put_everywhere(book)
    git(book, "remote", "add", "mine", str(elsewhere))
    name_private(book, "mine")
    git(book, "push", "--quiet", "mine", "main")
    git(book, "fetch", "--quiet", "mine")
    return book


def name_private(book: Path, *names: str) -> None:
    path = book / "kithbook.yml"
    lines = [one for one in path.read_text().splitlines() if not one.startswith("private_remotes")]
    path.write_text("\n".join([*lines, f"private_remotes: [{', '.join(names)}]", ""]))


def looked_at(
    book: Path, about: str = "", today: date = TODAY, programs: dict[str, str] | None = None,
    system: str = "linux",
) -> list[Examined]:  # fmt: skip
    around = book.parent.parent
    machine = Machine(system, around / "mounts", around / "devices")
    there = Surroundings(machine, PROGRAMS if programs is None else programs)
    found = checkup(book, load_book(book), today, there)
    return [one for one in found if about in ("", one.about)]


def told(book: Path, about: str, **more: object) -> list[tuple[str, str, str]]:
    found = looked_at(book, about, **more)  # type: ignore[arg-type]
    return [(one.standing, one.said.replace(str(book.parent), "HOME"), one.then) for one in found]


def test_all_is_well_where_it_is(root: Path) -> None:
    found = looked_at(root)
    assert [one.about for one in found] == [
        "git", "remotes", "guard", "ignored", "airlock", "leftovers", "disk", "sync", "versions",
        "sites",
    ]  # fmt: skip
    assert {one.standing for one in found} == {"ok"}
    assert max(len(one.said.replace(str(root.parent), "")) for one in found) < 100


def test_a_book_without_history(home: Path) -> None:
    book = home / "plain"
    new_book(book, with_git=False, host=None)
    assert told(book, "git") == [
        (
            "warning",
            "The book is in no git repository, so nothing keeps what a file was.",
            "git init, then kith guard.",
        )
    ]
    assert told(book, "remotes") == told(book, "guard") == told(book, "ignored") == []


def test_a_repository_that_leads_elsewhere(home: Path) -> None:
    book = home / "plain"
    new_book(book, with_git=False, host=None)
    (book / ".git").write_text("gitdir: ../nowhere\n")
    ((standing, said, _),) = told(book, "git")
    assert standing == "error"
    assert said.startswith("Git does not work here: ")


def test_no_copy_elsewhere(root: Path) -> None:
    git(root, "remote", "remove", "mine")
    ((standing, said, then),) = told(root, "remotes")
    assert (standing, said) == (
        "warning",
        "There is no remote: as far as git knows, this machine alone has the book.",
    )
    assert "private_remotes" in then


def test_a_remote_that_has_the_book_and_may_not(root: Path) -> None:
    name_private(root)
    ((standing, said, then),) = told(root, "remotes")
    held = "mine (HOME/elsewhere.git) has people/ of this book"
    assert (standing, said) == (
        "error",
        f"{held}, and is not under private_remotes in kithbook.yml.",
    )
    assert then.startswith("If only you can read it: private_remotes: [mine] in kithbook.yml.")


def test_a_remote_that_has_none_of_it(root: Path) -> None:
    git(root, "remote", "add", "page", "https://github.com/nora/page.git")
    assert told(root, "remotes")[1] == (
        "ok", "page (https://github.com/nora/page.git) has none of the private folders.", ""
    )  # fmt: skip


@pytest.mark.parametrize(
    "address, standing, said",
    [
        ("https://github.com/nora/book.git", "unknown", "only github.com knows"),
        ("git://example.org/book.git", "error", "what goes there is not encrypted"),
        ("http://example.org/book.git", "error", "what goes there is not encrypted"),
        ("ssh://example.org/book.git", "ok", "may have the private folders."),
    ],
)
def test_what_is_known_of_an_address(root: Path, address: str, standing: str, said: str) -> None:
    git(root, "remote", "set-url", "mine", address)
    ((found, words, then),) = told(root, "remotes")
    assert (found, said in words, bool(then)) == (standing, True, standing != "ok")


def test_a_password_in_an_address_is_told_of_and_never_shown(root: Path) -> None:
    git(root, "remote", "set-url", "mine", "https://nora:hunter2@example.org/book.git")
    first, second = told(root, "remotes")
    assert first[0] == "warning"
    assert first[1] == "The address of mine has a password in it, in .git/config."
    assert second == (
        "ok",
        "mine (https://example.org/book.git) may have the private folders.",
        "",
    )
    assert "hunter2" not in str(looked_at(root))


def test_one_remote_for_the_book_and_the_page(root: Path) -> None:
    with (root / "kithbook.yml").open("a") as file:
        file.write("publish: {git: mine}\n")
    ((standing, said, _),) = told(root, "remotes")
    assert (standing, said.partition(") ")[2]) == (
        "error",
        "may have the private folders and gets the public page as well.",
    )


def test_a_clone_without_a_guard(root: Path) -> None:
    copy = root.parent / "copy"
    git(root.parent, "clone", "--quiet", str(root), str(copy))
    assert told(copy, "guard") == [
        (
            "error",
            "No push guard is in copy/.git: git push gives the private folders to any remote.",
            "kith guard",
        )
    ]
    git(copy, "remote", "remove", "origin")
    assert [one[0] for one in told(copy, "guard")] == ["warning"]


def test_what_git_takes_in_and_what_it_passes_over(root: Path) -> None:
    (root / ".gitignore").write_text("rosters/\n")
    (root / "rosters").mkdir(exist_ok=True)
    (root / "rosters" / "linkedin.csv").write_text("Name\nBo Chen\n")
    (root / "rosters" / ".DS_Store").write_text("")
    (root / "build").mkdir()
    (root / "build" / "kith.ics").write_text("BEGIN:VCALENDAR")
    assert told(root, "ignored") == [
        (
            "warning",
            "Git does not pass over build/, so git add would take it in.",
            "Write a line build/ into .gitignore.",
        ),
        (
            "warning",
            "Git keeps no history of 1 file of the book: rosters/linkedin.csv.",
            "See which line says so: git check-ignore -v rosters/linkedin.csv",
        ),
    ]
    git(root, "add", "build")
    assert told(root, "ignored")[0] == (
        "error",
        "build/ is in git, with what was made of private files.",
        "git rm -r --cached build, and a line build/ in .gitignore.",
    )


def test_a_stale_airlock(root: Path) -> None:
    path = root / "people" / "ada-byrne.md"
    path.write_text(
        "---\nname: Ada Byrne\npublic: A fine editor\nconsent: {on: 2026-10-02, shows: [public]}\n"
        "---\n"
    )
    ((standing, said, then),) = told(root, "airlock")
    assert standing == "warning"
    assert said.startswith("content/disclosed.yml: 1 text may be shown")
    assert "kith disclose" in then
    (root / "content" / "disclosed.yml").write_text("[]: {\n")
    assert [one[0] for one in told(root, "airlock")] == ["error"]


def test_leftovers_are_cleared_and_told_and_what_a_run_holds_stays(root: Path) -> None:
    left = root / "people" / ".ada-byrne.md.0a1b2c3d.tmp"
    left.write_text("half")
    with locked(root / "people"):
        ((standing, said, then),) = told(root, "leftovers")
    assert (standing, said.partition(" is ")[0], bool(then)) == (
        "warning",
        "people/.ada-byrne.md.0a1b2c3d.tmp",
        True,
    )
    ((standing, said, _),) = told(root, "leftovers")
    assert standing == "ok"
    assert said.startswith("people/.ada-byrne.md.0a1b2c3d.tmp: left by a run that was broken off")
    assert not left.exists()


def test_the_disk_as_far_as_it_can_be_known(root: Path) -> None:
    around = root.parent.parent
    uuid = around / "devices" / "253:0" / "dm" / "uuid"
    uuid.write_text("LVM-0f\n")
    assert [one[0] for one in told(root, "disk")] == ["warning"]
    # A logical volume on an encrypted partition.
    below = around / "devices" / "253:0" / "slaves" / "dm-1" / "dm"
    below.mkdir(parents=True)
    (below / "uuid").write_text("CRYPT-LUKS1-0e\n")
    assert told(root, "disk") == [("ok", "The disk is encrypted.", "")]
    (around / "mounts").write_text(f"21 20 0:31 / {root.parent} rw - overlay overlay rw\n")
    ((standing, said, _),) = told(root, "disk")
    assert (standing, said) == (
        "unknown", "Whether the disk is encrypted cannot be seen from here (overlay)."
    )  # fmt: skip
    (around / "mounts").write_text(f"21 20 0:31 / {root.parent} rw - fuse.gocryptfs x rw\n")
    assert [one[0] for one in told(root, "disk")] == ["ok"]
    (around / "mounts").unlink()
    assert [one[0] for one in told(root, "disk")] == ["unknown"]


@pytest.mark.parametrize("system, where", [("darwin", "FileVault"), ("win32", "Device encrypt")])
def test_a_system_that_does_not_tell(root: Path, system: str, where: str) -> None:
    ((standing, _, then),) = told(root, "disk", system=system)
    assert standing == "unknown"
    assert where in then


@pytest.mark.parametrize(
    "folder, service",
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - Fernway", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Library/CloudStorage/Other", "a cloud service"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Sync/.stfolder", "Syncthing"),
        ("Boxes", ""),
        ("My Dropbox notes", ""),
    ],
)
def test_a_sync_folder(home: Path, folder: str, service: str) -> None:
    place = home / folder
    place.mkdir(parents=True)
    book = (place.parent if place.name.startswith(".") else place) / "book"
    new_book(book, with_git=False, host=None)
    around = home.parent
    machine = Machine("linux", around / "mounts", around / "devices")
    found = checkup(book, load_book(book), TODAY, Surroundings(machine, PROGRAMS))
    (one,) = (one for one in found if one.about == "sync")
    assert one.standing == ("warning" if service else "ok")
    assert (f"a folder of {service}," in one.said) == bool(service)


@pytest.mark.parametrize(
    "programs, said",
    [
        ({"mkdocs": "2.0.1"}, "mkdocs is 2.0.1, and this version of kith was made for"),
        ({"mkdocs": "1.5.3"}, "mkdocs is 1.5.3"),
        ({"mkdocs-material": ""}, "mkdocs-material is not installed"),
    ],
)
def test_versions_that_do_not_fit(root: Path, programs: dict[str, str], said: str) -> None:
    there = {name: one for name, one in {**PROGRAMS, **programs}.items() if one}
    ((standing, words, then),) = told(root, "versions", programs=there)
    assert standing == "error"
    assert words.startswith(said)
    assert then.startswith("pip install '")


def test_a_theme_past_its_end_and_settings_that_are_none(root: Path) -> None:
    ((standing, said, _),) = told(root, "sites", today=date(2027, 5, 6))
    assert standing == "warning"
    assert "has not been maintained since 2027-05-05" in said
    (root / "mkdocs.private.yml").unlink()
    (root / "mkdocs.yml").write_text("site_name: Nora\nplugins: [search]\n")
    assert [one[1] for one in told(root, "sites")] == [
        "mkdocs.yml does not name the plugin kithbook-public, so its site would be an empty one.",
        "mkdocs.private.yml is not there, or cannot be read, so its site cannot be built.",
    ]


def test_what_stands_in_for_mkdocs_and_material_is_as_good(root: Path) -> None:
    there = {"kithbook": "0.1.0", "properdocs": "1.6.7", "mkdocs-materialx": "10.2.2"}
    found = {one.about: one for one in (*versions(there), *sites(root, there, TODAY))}
    assert found["versions"].standing == "ok"
    assert "properdocs 1.6.7 and mkdocs-materialx 10.2.2" in found["versions"].said
    later = date(2028, 1, 1)
    assert [one.standing for one in sites(root, there, later)] == ["ok"]
    assert [one.standing for one in sites(root, PROGRAMS, later)] == ["warning"]


@pytest.mark.parametrize(
    "there, file, said",
    [
        ({"zensical": "0.0.73"}, "", "Zensical 0.0.73 is installed. Zensical builds pages without"),
        ({}, "zensical.toml", "zensical.toml is in the book. Zensical"),
        ({}, "hugo.toml", "hugo.toml is in the book. Hugo"),
    ],
)
def test_a_generator_that_drops_the_plugins_is_told_of(
    root: Path, there: dict[str, str], file: str, said: str
) -> None:
    if file:
        (root / file).write_text("")
    first, *_ = sites(root, {**PROGRAMS, **there}, TODAY)
    assert first.standing == "warning"
    assert first.said.startswith(said)
    assert "kith stage DIR --for" in first.then
