"""No canary sings in the public site; and when a wall is knocked out, the next one stops it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.leakscan.allowed import allowed_in
from kithbook.leakscan.built_site import read_output
from kithbook.leakscan.git_history import history_of
from kithbook.leakscan.private_files import private_files
from kithbook.leakscan.process import scan_public
from kithbook.leakscan.scan import look
from kithbook.leakscan.secrets import secrets_of
from tests.walls.canaries import MARK, Canaries, write_canaries
from tests.walls.leaks import PRIVATE, TODAY, build_public, copy_book, output_bytes

pytestmark = pytest.mark.uncounted

# The build with the tripwire knocked out: what arms it does nothing.
NO_TRIPWIRE = """
import sys
from kithbook.public import tripwire
tripwire.arm = lambda places: None
from mkdocs.__main__ import cli
cli(["build", "--quiet", "-f", "mkdocs.yml"])
"""
SNIPPETS = "  - pymdownx.snippets:\n      base_path: [.]\n"
PLAIN = """\
site_name: Vera
docs_dir: {docs}
site_dir: build/public
theme: {{name: material, font: false}}
plugins: [search]
"""


@pytest.fixture(scope="module")
def sown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    book = copy_book(tmp_path_factory.mktemp("sown"))
    return book, write_canaries(book)


@pytest.fixture
def book(tmp_path: Path, sown: tuple[Path, Canaries]) -> Path:
    return Path(shutil.copytree(sown[0], tmp_path / "book", symlinks=True))


def singing(site: Path) -> set[str]:
    """The canaries in a built site, in its bytes and in its names."""
    found: set[str] = set()
    for name, raw in output_bytes(site).items():
        found |= set(re.findall(f"{MARK}[0-9]{{4}}", name + raw.decode("latin-1").lower()))
    return found


def built(book: Path) -> Path:
    return book / "build" / "public"


def build_without_tripwire(book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_TRIPWIRE],
        cwd=book,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def use_snippets(book: Path) -> None:
    """Somebody turns snippets on, says that he means it, and names a private file."""
    config = book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("markdown_extensions:\n", f"markdown_extensions:\n{SNIPPETS}")
    text = text.replace("      status: open", "      allow: [snippets]\n      status: open")
    config.write_text(text, encoding="utf-8")
    with (book / "content/public/index.md").open("a", encoding="utf-8") as words:
        words.write('\n\n--8<-- "people/ada-canary.md"\n')


def copied_page(book: Path) -> None:
    """Somebody copies a private file among the public ones."""
    shutil.copy(book / "people/ada-canary.md", book / "content/public/friend.md")


def test_there_is_a_canary_in_every_private_field(sown: tuple[Path, Canaries]) -> None:
    book, made = sown
    assert len(made.places) >= 120
    assert len(set(made.places.values())) >= 110
    network = load_book(book)
    ada = network.people["ada-canary"]
    told = (ada.name, ada.reach.emails, ada.met.how, ada.needs, ada.introduce, ada.notes, ada.log)
    assert all(MARK in str(one) for one in told)


def test_no_canary_is_in_the_public_site(book: Path) -> None:
    done = build_public(book)
    assert done.returncode == 0, done.stderr
    assert len(output_bytes(built(book))) >= 15
    assert singing(built(book)) == set()
    assert scan_public(book, built(book), TODAY).clean


def test_a_canary_in_the_public_words_is_heard(book: Path) -> None:
    with (book / "content/public/index.md").open("a", encoding="utf-8") as words:
        words.write(f"\n\n{MARK}0001\n")
    assert build_public(book).returncode == 0
    assert singing(built(book)) == {f"{MARK}0001"}


def test_every_canary_alone_is_heard_by_the_leak_scan(
    tmp_path: Path, sown: tuple[Path, Canaries]
) -> None:
    book, made = sown
    site = tmp_path / "site"
    site.mkdir()
    sung = made.places
    (site / "a.html").write_text("<hr>".join(sung), encoding="utf-8")
    history = history_of(book)
    files = (*private_files(book).read, *history.messages)
    allowed = allowed_in(book, TODAY, files)
    output = read_output(site, allowed.masks)
    found = look((*secrets_of(files), *history.secrets), files, output, allowed)
    heard = {word for one in found for word in one.place.sought.split()}
    assert {place for word, place in sung.items() if word not in heard} == set()


def test_a_build_without_our_plugin_publishes_nothing_private(book: Path) -> None:
    (book / "mkdocs.yml").write_text(PLAIN.format(docs="content/public"))
    assert build_public(book).returncode == 0
    assert singing(built(book)) == set()


def test_private_folders_lie_outside_of_both_docs_dirs() -> None:
    root = Path(__file__).parents[2]
    configs = [
        *root.glob("mkdocs*.yml"),
        *root.glob("plugins/kithbook/actions/starter/**/mkdocs*.yml"),
    ]
    found = [
        line.split(":")[1].split("#")[0].strip()
        for config in configs
        for line in config.read_text(encoding="utf-8").splitlines()
        if line.startswith("docs_dir:")
    ]
    assert len(found) >= 2
    assert set(found) <= {"content/public", "content/private", "docs"}


class TestWhenAWallIsKnockedOut:
    """Each wall in turn; the names say which one stands behind it."""

    def test_folders_put_together_without_our_plugin_reach_the_leak_scan(self, book: Path) -> None:
        (book / "mkdocs.yml").write_text(PLAIN.format(docs="people"))
        assert build_public(book).returncode == 0
        assert len(singing(built(book))) >= 20
        assert not scan_public(book, built(book), TODAY).clean

    @pytest.mark.parametrize("docs", ["people", ".", "content"])
    def test_folders_put_together_are_refused_by_our_plugin(self, book: Path, docs: str) -> None:
        config = book / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("docs_dir: content/public", f"docs_dir: {docs}"))
        assert build_public(book).returncode != 0
        assert not built(book).exists()

    @pytest.mark.parametrize("private", PRIVATE)
    def test_a_link_into_a_private_folder_trips_the_wire(self, book: Path, private: str) -> None:
        (book / "content/public/more").symlink_to(book / private)
        done = build_public(book)
        assert done.returncode != 0
        assert "PrivateTouched" in done.stderr
        assert not built(book).exists()

    def test_a_snippet_trips_the_wire(self, book: Path) -> None:
        use_snippets(book)
        done = build_public(book)
        assert done.returncode != 0
        assert "PrivateTouched" in done.stderr
        assert not built(book).exists()

    def test_a_public_package_that_loads_the_book_trips_the_wire(self, book: Path) -> None:
        """The code contract knocked out: an import of the loader in the build itself."""
        config = book / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        text = text.replace("      status: open", "      allow: [hooks]\n      status: open")
        config.write_text(f"{text}\nhooks: [loads.py]\n", encoding="utf-8")
        (book / "loads.py").write_text(
            "from pathlib import Path\n"
            "from kithbook.book.load import load_book\n"
            "def on_page_markdown(markdown, **_):\n"
            "    return markdown + str(load_book(Path('.')).people)\n"
        )
        done = build_public(book)
        assert done.returncode != 0
        assert "PrivateTouched" in done.stderr
        assert not built(book).exists()

    @pytest.mark.parametrize("leak", [use_snippets, copied_page])
    def test_without_the_tripwire_the_leak_scan_stops_it(
        self, book: Path, leak: Callable[[Path], None]
    ) -> None:
        leak(book)
        build_without_tripwire(book)
        assert len(singing(built(book))) >= 3
        assert not scan_public(book, built(book), TODAY).clean

    def test_an_airlock_written_by_hand_is_stopped_by_the_leak_scan(self, book: Path) -> None:
        word = re.search(f"{MARK}[0-9]+", (book / "people/ada-canary.md").read_text())
        assert word is not None
        with (book / "content/disclosed.yml").open("a", encoding="utf-8") as airlock:
            airlock.write(f"- kind: recommendation\n  text: Ask {word[0]}\n  consent: 2026-01-01\n")
        assert build_public(book).returncode == 0
        assert singing(built(book)) == {word[0]}
        assert not scan_public(book, built(book), TODAY).clean


def test_the_public_site_is_the_same_without_anything_private(book: Path) -> None:
    assert build_public(book).returncode == 0
    whole = output_bytes(built(book))
    shutil.rmtree(book / "build")
    for private in (*PRIVATE, ".git"):
        shutil.rmtree(book / private)
    (book / "kithbook.yml").unlink()
    done = build_public(book)
    assert done.returncode == 0, done.stderr
    alone = output_bytes(built(book))
    assert len(whole) >= 15
    assert alone == whole
