"""Fills the page's templates; everything is escaped except HTML that was handed over as such."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kithbook.text.bidi import isolated

_TURNED = re.compile(r'<html\b[^<>]* dir="rtl"')


def fill(template: str, **values: object) -> str:
    """The HTML of a template; raises UndefinedError for a name that was not given."""
    page = _environment().get_template(template).render(values)
    return isolated(page, rtl=_TURNED.search(page) is not None)


def trusted(html: str) -> Markup:
    """HTML that MkDocs made of the owner's own Markdown, or a template of ours."""
    return Markup(html)  # noqa: S704 - see above; the gate looks at the whole page once more


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kithbook.public"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
