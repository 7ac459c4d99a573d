"""How strangers' notes come back: by mail, by a form service, or not through the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from kithbook.public.option_reader import OptionReader
from kithbook.text.plain_yaml import read_yaml

Mode = Literal["mailto", "post", "none"]
_MODES: tuple[Mode, ...] = ("mailto", "post", "none")
_LOCAL = ("127.0.0.1", "localhost")
_FIELD = re.compile(r"[A-Za-z0-9_.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Intake:
    """How notes come back.

    In mode post, `action`, `fixed` and `attributes` may hold `{kind}` and `{thanks}`; `service` is
    the name under which the privacy notice has to speak of whoever receives the notes.
    """

    mode: Mode
    service: str = ""
    action: str = ""
    subject: str = ""
    redirect: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def origin(self) -> str:
        """Where the form goes, as a policy names it; empty for this site itself."""
        parts = urlsplit(self.action)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@cache
def presets() -> Mapping[str, Mapping[str, object]]:
    """What the known form services call things, by name."""
    found = read_yaml(Path(__file__).with_name("presets.yml"))
    return {name: values for name, values in found.items() if isinstance(values, dict)}


def read_intake(at: OptionReader, email: str) -> Intake:
    """The intake from its options; what is odd is noted there."""
    mode = next(m for m in _MODES if m == at.choice("mode", _MODES, "mailto" if email else "none"))
    intake = Intake(mode)
    if mode == "post":
        intake = _post(at)
    at.close()
    return intake


def _post(at: OptionReader) -> Intake:
    name = at.choice("preset", (*presets(), "custom"), "custom")
    preset = OptionReader("", presets().get(name, {}), [])
    known = preset.group("fields")
    own = at.group("fields")
    id_ = at.text("id")
    action = at.text("action") or preset.text("action")
    fixed = (*_pairs(preset.group("fixed")), *_pairs(at.group("fixed")))
    if not id_ and "{id}" in action + "".join(value for _, value in fixed):
        at.note("id", f"is missing: it is what {preset.text('name')} calls your form")
    intake = Intake(
        "post",
        service=at.text("service") or preset.text("name") or urlsplit(action).netloc,
        action=action.replace("{id}", id_),
        subject=own.text("subject") or known.text("subject"),
        redirect=own.text("redirect") or known.text("redirect"),
        fixed=tuple({key: value.replace("{id}", id_) for key, value in fixed}.items()),
        attributes=_pairs(preset.group("attributes")),
    )
    own.close()
    _look_at(at, intake)
    return intake


def _pairs(at: OptionReader) -> tuple[tuple[str, str], ...]:
    return tuple((key, at.text(key)) for key in at.names())


def _look_at(at: OptionReader, intake: Intake) -> None:
    parts = urlsplit(intake.action)
    if not intake.action:
        at.note("action", "is missing: with preset custom, say where the form is sent")
    elif parts.scheme != "https" and parts.hostname not in _LOCAL and intake.action != "{thanks}":
        at.note("action", f'is "{intake.action}"; strangers\' words travel by https:// only')
    for name in (intake.subject, intake.redirect, *(key for key, _ in intake.fixed)):
        if name and not _FIELD.fullmatch(name):
            at.note("fields", f'holds "{name}", which no form field can be called')
