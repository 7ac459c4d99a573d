"""Installs the wheel where nothing of this clone is, and goes a new user's way to a published page.

Run as `python -m scripts.installed [WAY ...]`, a way being venv (the default), pipx, uv or uvx.
The home is empty and the packages lie in a folder, so that no index is asked.
"""

from __future__ import annotations

import http.cookiejar
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.distribution import ROOT, build

PACKAGES = ROOT / "build" / "packages"
LOCK = ROOT / "requirements" / "runtime.txt"
SERVED_WITHIN = 60
"""Seconds from the start of the install to the first page; of processor, which a busy machine
does not change, and which an idle one needs no less of the clock than."""
OWN = {
    "mkdocs.yml": (
        ("Your Name", "Nora Quill"),
        ("One sentence about you.", "I mend clocks."),
        ("you@example.org", "nora@example.org"),
    ),
    "content/public/index.md": (),
}
LETTER = "For thirty years I have mended the clocks of towers, between Leiden and the sea.\n"


class BrokenError(Exception):
    """A command of the way did not do what it is for; carries what it printed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A machine with an empty home: the folder, where the wheels lie, and what was spent so far."""

    folder: Path
    wheels: tuple[Path, ...]
    laps: list[tuple[str, float]] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """The home of the user, which only these commands write to."""
        return self.folder / "home"

    def environment(self) -> dict[str, str]:
        """All that a command here knows: no setting of ours, no clone on any path."""
        inside = (self.home / ".local/bin", self.home / "venv/bin")
        return {
            "HOME": str(self.home),
            "PATH": os.pathsep.join((*map(str, inside), os.defpath)),
            "LC_ALL": "C.UTF-8",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "UV_NO_CONFIG": "1",
        }

    def run(self, *command: str | Path, within: Path | None = None) -> str:
        """What a command printed; raises BrokenError where it ends badly."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=within or self.home,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BrokenError(f"{' '.join(map(str, command))}\n{done.stdout}")
        return done.stdout

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Takes the time of one step, and says it."""
        start = time.monotonic()
        yield
        self.laps.append((name, time.monotonic() - start))
        print(f"  {name}: {self.laps[-1][1]:.1f} s", flush=True)

    def found(self) -> tuple[str, ...]:
        """Where an installer looks for packages, and that it looks nowhere else."""
        return ("--no-index", *(f"--find-links={one}" for one in self.wheels))


def _by_venv(place: Place) -> tuple[str, ...]:
    environment = place.home / "venv"
    place.run(sys.executable, "-m", "venv", environment)
    place.run(environment / "bin/pip", "install", "--quiet", *place.found(), "kithbook")
    return (str(environment / "bin/kith"),)


def _by_pipx(place: Place) -> tuple[str, ...]:
    place.run(_program("pipx"), "install", "--pip-args", " ".join(place.found()), "kithbook")
    return (str(place.home / ".local/bin/kith"),)


def _by_uv(place: Place) -> tuple[str, ...]:
    place.run(
        _program("uv"), "tool", "install", "--python", sys.executable, *place.found(), "kithbook"
    )
    return (str(place.home / ".local/bin/kith"),)


def _by_uvx(place: Place) -> tuple[str, ...]:
    run = (_program("uv"), "tool", "run", "--python", sys.executable, *place.found())
    place.run(*run, "kithbook", "--version")
    return (*run, "kithbook")


WAYS: dict[str, Callable[[Place], tuple[str, ...]]] = {
    "venv": _by_venv,
    "pipx": _by_pipx,
    "uv": _by_uv,
    "uvx": _by_uvx,
}
"""Each installs, and gives the words that `kith` is called by."""


def _program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        raise BrokenError(f"{name} is not on this machine.\n")
    return found


def packages() -> Path:
    """The folder of what Kithbook needs, fetched once for each state of the lock."""
    kept = PACKAGES / LOCK.name
    if not (kept.is_file() and kept.read_bytes() == LOCK.read_bytes()):
        shutil.rmtree(PACKAGES, ignore_errors=True)
        fetch = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes")
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
        subprocess.run((*pip, *fetch, "-r", str(LOCK), "-d", str(PACKAGES)), check=True)
        own = (*pip, "download", "--quiet", "--no-deps", "pip", "-d", str(PACKAGES))
        subprocess.run(own, check=True)  # pipx keeps one up to date for itself
        shutil.copyfile(LOCK, kept)
    return PACKAGES


def _begin(place: Place, kith: Sequence[str], book: Path) -> None:
    book.mkdir()
    with place.lap("init"):
        place.run(*kith, "init", within=book)
    with place.lap("new"):
        place.run(*kith, "new", "Ada Byrne", "--met-on", "2019-05", within=book)
    with place.lap("log"):
        place.run(*kith, "log", "call with Ada: the choir needs a hall", within=book)
    with place.lap("check"):
        said = place.run(*kith, "check", within=book)
    if "1 person, nothing to mend." not in said:
        raise BrokenError(said)


def _serve(place: Place, kith: Sequence[str], book: Path) -> None:
    with subprocess.Popen(
        [*kith, "serve"],
        cwd=book,
        env=place.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            said = _until_served(server)
            jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
            with browser.open(said) as answer:  # raises on anything but 200
                answer.read()
            with browser.open(said.partition("?")[0] + "people/ada-byrne/") as answer:
                if b"the choir needs a hall" not in answer.read():
                    raise BrokenError(
                        f"{said}: the page of Ada Byrne does not tell what was logged"
                    )
        finally:
            server.terminate()


def _until_served(server: subprocess.Popen[str]) -> str:
    """The address that the server prints."""
    lines: list[str] = []
    for line in server.stdout or ():
        lines.append(line)
        address = next((word for word in line.split() if word.startswith("http://127.")), "")
        if address:
            return address
    raise BrokenError("".join(lines))


def _publish(place: Place, kith: Sequence[str], book: Path) -> None:
    with place.lap("build"):
        place.run(*kith, "build", within=book)
    for name, pairs in OWN.items():
        text = (book / name).read_text(encoding="utf-8")
        for old, new in pairs:
            text = text.replace(old, new)
        (book / name).write_text(text if pairs else LETTER, encoding="utf-8")
    page = place.folder / "page"
    with place.lap("publish"):
        place.run(*kith, "publish", "--to", page, "--apply", within=book)
    if LETTER.strip() not in (page / "index.html").read_text(encoding="utf-8"):
        raise BrokenError("The published page does not say what stands in content/public.\n")


def go(way: str, wheels: tuple[Path, ...]) -> tuple[float, float]:
    """Goes one way in a new place; seconds to the served page, by the clock and of processor."""
    with tempfile.TemporaryDirectory(prefix="kithbook-installed-") as folder:
        place = Place(Path(folder).resolve(), wheels)
        place.home.mkdir()
        start, before = time.monotonic(), _processor()
        with place.lap("install"):
            kith = WAYS[way](place)
        book = place.home / "book"
        _begin(place, kith, book)
        with place.lap("serve, to the first page"):
            _serve(place, kith, book)
        served = time.monotonic() - start, _processor() - before
        _publish(place, kith, book)
        return served


def _processor() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main(ways: Sequence[str]) -> int:
    """Goes the ways; 1 where one breaks or takes too long to its first page."""
    if unknown := [way for way in ways if way not in WAYS]:
        print(f"There is no way {unknown[0]}; the ways are {', '.join(WAYS)}.", file=sys.stderr)
        return 2
    fine = True
    with tempfile.TemporaryDirectory(prefix="kithbook-dist-") as folder:
        build(Path(folder))
        wheels = (packages(), Path(folder))
        for way in ways or ("venv",):
            print(f"{way}:", flush=True)
            try:
                clock, processor = go(way, wheels)
            except BrokenError as fault:
                print(f"{fault}\n{way}: does not hold.", flush=True)
                return 1
            fine = fine and processor <= SERVED_WITHIN
            told = f"{clock:.0f} s by the clock, {processor:.0f} s of processor"
            print(f"{way}: install to served page {told} (at most {SERVED_WITHIN})", flush=True)
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
