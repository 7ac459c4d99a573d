"""An accent has to be readable; one that is gets a lighter sister for the dark."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.public.colour import NEEDED, FaintAccentError, accent, contrast
from tests.structure.sources import PACKAGE

TOKENS = (PACKAGE / "look/assets/kithbook/tokens.css").read_text(encoding="utf-8")
SURFACES = [
    found.groups()
    for found in re.finditer(r"--kith-(?:paper|raised|wash): light-dark\((\S+), (\S+)\)", TOKENS)
]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_a_faint_accent_is_refused_with_one_that_would_do() -> None:
    with pytest.raises(FaintAccentError, match=r"#e59a6c has a contrast of 2\.\d:1") as refused:
        accent("#e59a6c", TOKENS)
    proposed = re.findall(r"(#[0-9a-f]{6}) is the same colour, dark enough", str(refused.value))
    assert accent(proposed[0], TOKENS).light == proposed[0]


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_every_accent_that_is_taken_can_be_read_on_both_papers(colour: str) -> None:
    assert len(SURFACES) == 3
    try:
        made = accent(colour, TOKENS)
    except FaintAccentError:
        assert min(contrast(colour, light) for light, _ in SURFACES) < NEEDED
        return
    assert all(contrast(made.light, light) >= NEEDED for light, _ in SURFACES)
    assert all(contrast(made.dark, dark) >= NEEDED for _, dark in SURFACES)


def test_the_colours_of_both_sites_can_be_read() -> None:
    names = "ink|quiet|accent|due|waiting|good"
    texts = re.findall(rf"--kith-(?:{names}): light-dark\((\S+), (\S+)\)", TOKENS)
    assert len(texts) == 6
    for light, dark in texts:
        assert all(contrast(light, surface) >= NEEDED for surface, _ in SURFACES)
        assert all(contrast(dark, surface) >= NEEDED for _, surface in SURFACES)
