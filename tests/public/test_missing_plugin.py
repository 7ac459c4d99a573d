"""A page says so where the plugin is missing, and says nothing of it where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from kithbook.public.own_files import BEGIN, END, without_part
from tests.structure.sources import PACKAGE, ROOT

PAGES = (
    PACKAGE / "actions" / "starter" / "index.md",
    ROOT / "content" / "public" / "index.md",
    ROOT / "content" / "public" / "index.de.md",
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_part_is_taken_out_and_hides_the_rest_where_it_stays(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    kept = without_part(text)
    assert "kithbook-missing" not in kept
    assert text.startswith(kept.rstrip("\n"))
    html = Markdown().convert(text)
    assert '<div class="kithbook-missing">' in html
    assert "*:has(> .kithbook-missing) > *:not(.kithbook-missing) { display: none }" in html


def test_what_stands_around_it_stays() -> None:
    part = f"{BEGIN}\n<p>x</p>\n{END}"
    assert (
        without_part(f"One.\n\n{part}\n\nTwo.\n\n{part}\nThree.\n") == "One.\n\n\nTwo.\n\nThree.\n"
    )
    for loose in (f"One.\n{BEGIN}\nTwo.\n", f"One.\n{END}\n", f"Say {BEGIN} x {END}.\n"):
        assert without_part(loose) == loose
