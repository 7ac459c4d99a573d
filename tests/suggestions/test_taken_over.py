"""A matchmaker that takes over from an earlier one finds what one finds that begins anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.book import kept_files
from kithbook.book.kept_people import PeopleInMemory
from kithbook.book.load import load_book
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.suggest import suggest
from tests.insight.books import TODAY

KNOWN = "vouch: gladly\n"
NAMES = ("ada", "bo", "cy", "dee")
SUBJECTS = ("wood carving", "a plumber", "sheep shearing", "old mills")
TOLD = ("fixed our pump as a plumber", "shears sheep", "spoke of old mills", "carves wood")


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, str]:
    """A file and what it holds from now on."""
    name = draw(st.sampled_from(NAMES))
    some = st.lists(st.sampled_from(SUBJECTS), max_size=2, unique=True)
    keys = "".join(
        f"{key}: [{', '.join(listed)}]\n"
        for key in ("needs", "offers", "knows")
        if (listed := draw(some))
    )
    lines = draw(st.lists(st.sampled_from(TOLD), max_size=2, unique=True))
    log = "".join(f"- 2026-05-0{day} call: {text}\n" for day, text in enumerate(lines, 1))
    if draw(st.booleans()):
        told = draw(st.sampled_from(TOLD))
        return f"journal/2026-05-{draw(st.integers(10, 12))}.md", f"[[{name}]] {told}.\n"
    return f"people/{name}.md", f"---\nname: {name.title()}\n{keys}{KNOWN}---\n\n## Log\n{log}"


@settings(max_examples=10, deadline=None)
@given(st.lists(changes(), min_size=4, max_size=8))
def test_it_is_as_if_it_had_begun_anew(made: list[tuple[str, str]]) -> None:
    memory, before = PeopleInMemory(), None
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_files, "FEWEST", 1)
        root = Path(folder)
        for name in NAMES:
            made = [(f"people/{name}.md", f"---\nname: {name.title()}\n{KNOWN}---\n"), *made]
        for number, (name, text) in enumerate(made, 1):
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            if number < len(NAMES):
                continue
            network = load_book(root, memory=memory)
            taken, anew = Matchmaker(network, TODAY, before=before), Matchmaker(network, TODAY)
            assert suggest(network, TODAY, finder=taken) == suggest(network, TODAY, finder=anew)
            assert needs_met(network, TODAY, taken) == needs_met(network, TODAY, anew)
            before = taken
