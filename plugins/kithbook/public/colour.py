"""The owner's accent colour: readable on our paper, and lighter of the same hue for the dark."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

NEEDED = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""
_COMFORT = 6.0
_SURFACES = ("paper", "raised", "wash")
_TOKEN = re.compile(r"--kith-(\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


class FaintAccentError(ValueError):
    """An accent colour that could not be read on the page."""


@dataclass(frozen=True, slots=True)
class Accent:
    """One hue, as it stands on light and on dark paper."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """The rule that puts it in the place of the shared accent."""
        return f":root {{ --kith-accent: light-dark({self.light}, {self.dark}); }}\n"


def accent(chosen: str, tokens: str) -> Accent:
    """The accent made from the owner's colour and the surfaces named in the shared tokens.

    Raises:
        FaintAccentError: text in that colour could not be read on the light surfaces.
    """
    surfaces = {name: (light, dark) for name, light, dark in _TOKEN.findall(tokens)}
    light = [surfaces[name][0] for name in _SURFACES]
    weakest = min(contrast(chosen, surface) for surface in light)
    if weakest < NEEDED:
        raise FaintAccentError(
            f"owner.accent {chosen} has a contrast of {weakest:.1f}:1 with the paper; text needs "
            f"{NEEDED}:1. {_darkened(chosen, light)} is the same colour, dark enough."
        )
    return Accent(chosen, _lightened(chosen, [surfaces[name][1] for name in _SURFACES]))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG, from 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lightened(colour: str, surfaces: list[str]) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    tried = (_hex(hue, step / 100, saturation) for step in range(round(lightness * 100), 101))
    return next(c for c in tried if min(contrast(c, surface) for surface in surfaces) >= _COMFORT)


def _darkened(colour: str, surfaces: list[str]) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    tried = (_hex(hue, step / 100, saturation) for step in range(round(lightness * 100), -1, -1))
    return next(c for c in tried if min(contrast(c, surface) for surface in surfaces) >= NEEDED)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(hue: float, lightness: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
