"""The pictures of the pages: the ones that the command takes, of both sites, and small."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

from scripts.screenshots import IMAGES, LARGEST, PICTURES, small
from tests.structure.sources import ROOT


def test_the_pages_show_every_picture_and_no_other() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    shown = {
        name for text in texts for name in re.findall(r"\((?:docs/)?images/([\w-]+)\.png\)", text)
    }
    assert len(PICTURES) >= 7
    assert {picture.site for picture in PICTURES} == {"private", "public"}
    assert shown == {picture.name for picture in PICTURES}
    assert shown == {path.stem for path in IMAGES.glob("*.png")}


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert len(sizes) >= 7
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_made_small_and_the_same_each_time() -> None:
    raw = png(Image.linear_gradient("L").convert("RGB"))
    assert small(raw) == small(raw)
    assert len(small(raw)) < len(raw) * 2 <= LARGEST
    assert Image.open(BytesIO(small(raw))).mode == "P"


def test_a_picture_that_stays_large_is_refused() -> None:
    noise = Image.effect_noise((900, 900), 100).convert("RGB")
    with pytest.raises(ValueError, match="too large"):
        small(png(noise))
