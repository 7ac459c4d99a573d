"""Where something private could come into the public site, it is not built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kithbook.public.admission import PublicBuild, refusals

BOOK = Path("/book")
CALM = PublicBuild(
    book=BOOK,
    docs_dir=BOOK / "content/public",
    site_dir=BOOK / "build/public",
    airlock=BOOK / "content/disclosed.yml",
    theme="kithbook",
    custom_dir=None,
    plugins=("kithbook-public",),
    extensions=("md_in_html", "tables"),
    has_hooks=False,
)


def test_a_calm_place_is_built() -> None:
    assert refusals(CALM) == ()


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"docs_dir": BOOK}, "docs_dir touches people"),
        ({"docs_dir": BOOK / "people"}, "docs_dir touches people"),
        ({"docs_dir": BOOK / "content/private/mine"}, "docs_dir touches content/private"),
        ({"docs_dir": BOOK / "content"}, "docs_dir touches content/private"),
        ({"site_dir": BOOK / "requests"}, "site_dir touches requests"),
        ({"custom_dir": BOOK / "journal/theme"}, "custom_dir touches journal"),
        ({"airlock": BOOK / "people/ada.md"}, "airlock touches people"),
        ({"airlock": BOOK / "kithbook.yml"}, "airlock touches kithbook.yml"),
        ({"plugins": ("kithbook-public", "kithbook-private")}, "kithbook-private stands beside"),
        ({"plugins": ("kithbook-public", "macros")}, "macros can read any file"),
        ({"extensions": ("pymdownx.snippets",)}, "write `allow: [snippets]`"),
        ({"has_hooks": True}, "hooks can read any file"),
        ({"theme": "material"}, 'The theme is "material"'),
    ],
)
def test_what_could_let_something_in_is_refused(changed: dict[str, Any], said: str) -> None:
    found = refusals(replace(CALM, **changed))
    assert [reason for reason in found if said in reason]


def test_what_is_meant_is_allowed() -> None:
    meant = replace(
        CALM,
        extensions=("pymdownx.snippets",),
        has_hooks=True,
        plugins=("macros",),
        allow=("snippets", "hooks", "macros"),
    )
    assert refusals(meant) == ()
