"""The picture that stands for the page where its address is shared, drawn from our own font."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_SIZE = (1200, 630)
_EDGE = 96
_PAPER, _INK, _QUIET, _LINE = "#fbf8f3", "#1f1b16", "#6a6258", "#e4dcd0"
_REGULAR, _STRONG = 400, 500


def preview(font: Path, accent: str, name: str, sentence: str, place: str) -> bytes | None:
    """A PNG with the name, the sentence and the place; None where the font lacks a letter."""
    if not _can_write(font, name + sentence + place):
        return None
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 15, _SIZE[1]), fill=accent)
    width = _SIZE[0] - 2 * _EDGE
    bottom = _write(draw, font, name, (_EDGE, 130), (104, 64, _STRONG, 1, width), _INK)
    draw.line((_EDGE, bottom + 30, _SIZE[0] - _EDGE, bottom + 30), fill=_LINE, width=2)
    _write(draw, font, sentence, (_EDGE, bottom + 62), (46, 30, _REGULAR, 3, width), _INK)
    _write(draw, font, place, (_EDGE, _SIZE[1] - 96), (32, 24, _REGULAR, 1, width), _QUIET)
    out = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(
    draw: ImageDraw.ImageDraw,
    font: Path,
    text: str,
    at: tuple[int, int],
    how: tuple[int, int, int, int, int],
    fill: str,
) -> int:
    """Writes a text as large as fits; answers with where its last line ends."""
    largest, smallest, weight, most_lines, width = how
    size = largest
    while len(lines := _lines(text, _face(font, size, weight), width)) > most_lines:
        if size <= smallest:
            break
        size -= 4
    face = _face(font, size, weight)
    x, y = at
    for line in lines[:most_lines]:
        draw.text((x, y), line, font=face, fill=fill)
        y += round(size * 1.3)
    return y


def _lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and face.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _face(font: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def _can_write(font: Path, text: str) -> bool:
    face = _face(font, 32, _REGULAR)
    unknown = bytes(face.getmask("\uffff"))
    return all(bytes(face.getmask(letter)) != unknown for letter in set(text) if letter.strip())
