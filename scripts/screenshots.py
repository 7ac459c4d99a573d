"""Builds both sites of the sample book and takes the pictures that README and docs/ show.

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
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.browser import NO_BROWSER, find_browser

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


Site = Literal["private", "public"]
CONFIGS: dict[Site, str] = {"private": "mkdocs.private.yml", "public": "mkdocs.yml"}
LARGEST = 250_000  # bytes of one picture; the README is read on telephones, too
SETTLED = 2000  # milliseconds until the coach has spoken
VAGUE = "I would love to pick your brain about something exciting."


class Picture(NamedTuple):
    """One picture: its name, site and page, the window, and what is typed into which field.

    `scroll` names the element that stands at the top.
    """

    name: str
    page: str
    site: Site = "private"
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    typed: tuple[str, str] | None = None
    scroll: str = ""


PICTURES = (
    Picture("person", "people/mae-byrne/", height=980),
    Picture("today", ""),
    Picture("people", "people/", typed=("Find", "place:galveston")),
    Picture("network", "network/"),
    Picture("today-phone", "", width=390, height=780),
    Picture("keep-in-touch", "keep-in-touch/"),
    Picture("give-and-take", "give-and-take/"),
    Picture("places", "places/"),
    Picture("introductions", "introductions/", scheme="dark"),
    Picture("requests", "requests/2026-11-21-zoe-muller-7f3a9c/"),
    Picture("letter", "", "public", height=900),
    Picture(
        "letter-dark", "", "public", height=900, scheme="dark", scroll="main h2:has(+ p + .notes)"
    ),
    Picture(
        "letter-phone",
        "",
        "public",
        width=390,
        height=780,
        typed=("Why would you like to connect?", VAGUE),
        scroll="form",
    ),
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
        label, text = picture.typed
        page.get_by_label(label, exact=True).fill(text)
        page.get_by_label(label, exact=True).blur()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
    if picture.scroll:
        page.locator(picture.scroll).first.evaluate("(there) => there.scrollIntoView()")
    path = folder / f"{picture.name}.png"
    raw = page.screenshot(animations="disabled", caret="hide")
    context.close()
    path.write_bytes(small(raw))
    return path


def small(raw: bytes) -> bytes:
    """A picture with a palette; raises ValueError where that is still too large."""
    picture = Image.open(BytesIO(raw)).convert("RGB")
    sizes = []
    for colours in (256, 128, 64):
        out = BytesIO()
        flat = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
        sizes.append(out.tell())
    raise ValueError(f"A picture of {min(sizes):,} bytes is too large")


def build(site: Site, place: Path) -> None:
    """Build one site of the sample book into a folder."""
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    where = ("-f", CONFIGS[site], "-d", place)
    subprocess.run((*command, *where), cwd=ROOT, env=environment, check=True)


def main() -> int:
    """Take every picture; 1 when there is no browser."""
    chromium = find_browser()
    if chromium is None:
        print(NO_BROWSER, file=sys.stderr)
        return 1
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kithbook-pictures-") as folder:
        for site in CONFIGS:
            place = Path(folder, site)
            build(site, place)
            with served(place) as address, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=flags)
                for picture in PICTURES:
                    if picture.site == site:
                        print(take(picture, browser, address, IMAGES).relative_to(ROOT))
                browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
