"""docs/public-page.md names every option and preset, and what it shows as options can be used."""

from __future__ import annotations

import re

import yaml

from kithbook.airlock.forms import QUESTIONS
from kithbook.public.intake import presets
from kithbook.public.options import OPTIONS, read_options
from tests.structure.sources import ROOT

PAGE = (ROOT / "docs" / "public-page.md").read_text(encoding="utf-8")


def test_every_option_is_in_the_table_and_no_other() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", PAGE, re.MULTILINE)
    named = re.findall(r"`([a-z_.]+)`", " ".join(rows))
    assert len(named) >= 20
    assert {name.partition(".")[0] for name in named} == {
        name
        for name in OPTIONS
        if name != "airlock"  # refused in words of its own
    }
    owner = {name.removeprefix("owner.") for name in named if name.startswith("owner.")}
    read, faults = read_options({"owner": dict.fromkeys(owner, "x")})
    assert read.owner.name == "x"
    assert not [fault for fault in faults if "is not one of the options" in fault]
    assert owner == set(read.owner.__dataclass_fields__)


def test_every_preset_and_every_field_is_named() -> None:
    for name in (*presets(), *(q.name for questions in QUESTIONS.values() for q in questions)):
        assert re.search(rf"\b{name}\b", PAGE), name


def test_what_is_shown_can_be_written() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 4
    for block in blocks:
        options = {"owner": {"name": "Ann", "email": "ann@example.org"}, **yaml.safe_load(block)}
        _, faults = read_options(options)
        assert [fault for fault in faults if "does not name Example Forms" not in fault] == []
