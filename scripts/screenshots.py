"""Builds the private site of the sample book and takes the pictures that the README shows.

Run as `python -m scripts.screenshots`; needs a Chromium (see scripts.browser).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from scripts.browser import NO_BROWSER, find_browser

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """One picture: its name, the page, the window, and what is typed into the page's filter."""

    name: str
    page: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    typed: str = ""


PICTURES = (
    Picture("person", "people/mae-byrne/", height=980),
    Picture("today", ""),
    Picture("people", "people/", typed="galveston"),
    Picture("phone", "", width=390, height=844, scheme="dark"),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address on 127.0.0.1 under which a folder can be read."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(picture: Picture, browser: Browser, address: str, folder: Path) -> Path:
    """Write one picture, at twice the size in pixels for the small window."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        device_scale_factor=2 if picture.width < 600 else 1,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + picture.page, wait_until="networkidle")
    if picture.typed:
        page.get_by_label("Filter").fill(picture.typed)
        page.wait_for_load_state("networkidle")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()
    return path


def main() -> int:
    """Take every picture; 1 when there is no browser."""
    chromium = find_browser()
    if chromium is None:
        print(NO_BROWSER, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="kithbook-pictures-") as place:
        config = ROOT / "mkdocs.private.yml"
        build = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        command = (*build, "-f", config, "-d", place)
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        with served(Path(place)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            IMAGES.mkdir(parents=True, exist_ok=True)
            for picture in PICTURES:
                print(take(picture, browser, address, IMAGES).relative_to(ROOT))
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
