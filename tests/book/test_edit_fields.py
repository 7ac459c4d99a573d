"""Single fields change as asked, and not one byte beside them does."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book.edit import Edit
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.folder_files import files_of
from kithbook.text.refusal import Refused
from kithbook.text.source import Source, read_source, split_front_matter
from tests.structure.sources import ROOT
from tests.thoroughness import examples

pytestmark = pytest.mark.uncounted

Tree = Any  # what YAML can say
NASTY = {
    "plain": "name: Ada Byrne\ncircle: close\ntags: [a, b]\n",
    "comments": "# top\nname: Ada   # her name\n\n# before reach\nreach:  # ways\n"
    "  email: a@example.org # work\n  # between\n  phone:\n    - +1 713 555 0142 # home\n"
    "# after\ntags:\n- one # 1\n- two\n\n# the end\n",
    "flow": "name: Ada\nmet: {on: 2019-05, where: speakers' dinner, through: bo-chen}\n"
    "reach: {email: [a@example.org, 'b@example.org'], phone: }\ntags: []\nask: {}\n",
    "spread-flow": "name: Ada\nmet: {\n  on: 2019-05,   # spring\n  where: here\n}\n"
    "tags: [\n  a,  # first\n  b,\n]\nrole: x\n",
    "quoted": "\"name\": 'Ada ''Bo'' Byrne'\n'circle': \"cl\\u00f6se \\\"x\\\"\"\n"
    '"reach": {"email": "a@example.org"}\n"odd key: #": v\n',
    "multi-line": "name: Ada\npublic: |\n  One: two\n  # not a comment\n\n  three\nnotes: >-\n"
    "  folded\n  text\nrole: a plain\n  text on two lines\ntags:\n  - |\n    block item\n  - 'x\n"
    "    y'\n",
    "keep": "name: Ada\npublic: |+\n  text\n\n\n",
    "empty": "name: Ada\nrole:\nmet:\nreach: ~\ntags:   # none yet\nplace: ''\nneeds:\n  -\n"
    "  - x\n",
    "unicode": "name: Zoë Müller-Łukasz\nplace: 東京 😀\naliases: [Zoé, 'Ζωή']\nrole: شريك\n",
    "nested": "name: Ada\nneeds:\n- {what: a CFO, since: 2026-09-01}\n-   what: b\n"
    "    since: 2026\n- c\nties:\n  - to: bo\n    kind: friend\n  - {to: mae}\nx_own:\n"
    "  deep:\n    deeper: {a: [b]}\n",
    "no-final-newline": "name: Ada\nreach:\n  email: a@example.org",
    "blank-end": "name: Ada\ntags: [x]\n\n\n",
    "odd-indent": "name: Ada\nreach:\n      email:\n            - a@example.org\n      web: x\n",
    "traps": "name: no\nborn: 012\nevery: 1:30\nphone: 0170\nx_null: null\nyes: on\n",
}
SHAPES = {
    "yml": ("people/ada.yml", "", ""),
    "md": ("people/ada.md", "---\n", "---\nNotes: [[Bo]] {x}\n---\n\n## Log\n- 2026-01-01 call: x"),
    "bare": ("people/ada.md", "---\n", "---"),
    "bom": ("people/ada.yml", "\ufeff", ""),
    "bom-md": ("people/ada.md", "\ufeff---\n", "---\nNotes\n"),
    "started": ("people/ada.yml", "---\n", ""),
}
VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.text(st.sampled_from(list("ab: #[]{},'\"\n\t-?&*!|>%@`~é0.")), max_size=12),
    st.sampled_from(
        ["no", "true", "null", "~", "", " ", "012", "2019", "2019-05", "--07-14", "+1 713 555 0142",
         "a: b", "x #y", "[[Bo]]", "---", "- x", "1:30", "...", "a\r\nb", "\u2028", "é😀", "=",
         "<<", "ends:", 'say "hi"', "back\\slash"]
    ),
)  # fmt: skip
STEPS = st.sampled_from(
    [("name",), ("role",), ("place",), ("circle",), ("met", "where"), ("met", "on"), ("public",),
     ("reach", "phone"), ("reach", "email"), ("reach", "web"), ("x_new", "deep", "er"), ("tags",),
     ("needs",), ("aliases",), ("needs", 0), ("needs", 1, "since"), ("ties", 0, "kind"), ("notes",),
     ("odd key: #",), ("a new: key",), ("ask", "policy"), ("x_own", "deep", "deeper"), ("yes",)]
)  # fmt: skip
DOCUMENTS = st.tuples(
    st.sampled_from(sorted(NASTY)),
    st.sampled_from(sorted(SHAPES)),
    st.sampled_from(["\n", "\r\n"]),
)


def make(kind: str, shape: str, stop: str) -> Source:
    path, head, tail = SHAPES[shape]
    front = NASTY[kind] + ("\n" if tail and not NASTY[kind].endswith("\n") else "")
    return Source(path, (head + front + tail).replace("\n", stop))


def meaning(text: str, path: str) -> Tree:
    """What PyYAML's own loader, not our reader, takes the keys for."""
    front = text
    if path.endswith(".md"):
        split = split_front_matter(Source(path, text))
        assert isinstance(split, tuple)
        front = text[slice(*split.front)]
    return yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - strings only


def shared(old: str, new: str) -> int:
    """How many characters of the beginning and the end two texts share, without overlap."""
    room = min(len(old), len(new))
    head = next((n for n in range(room) if old[n] != new[n]), room)
    tail = next((n for n in range(room - head) if old[-1 - n] != new[-1 - n]), room - head)
    return head + tail


def attempt(edit: Callable[..., Edit], source: Source, *rest: object) -> tuple[str, Tree] | None:
    """The text and its meaning after an edit, or None when it was refused."""
    try:
        made = edit(source, *rest)
    except Refused:
        return None
    text = made.content.decode("utf-8")
    return text, meaning(text, source.path)


def reach(tree: Tree, steps: tuple[str | int, ...]) -> tuple[Tree, bool]:
    for step in steps:
        inside = step in tree if isinstance(tree, dict) else isinstance(tree, list)
        if not inside or (isinstance(tree, list) and step not in range(len(tree))):
            return None, False
        tree = tree[step]
    return tree, True


def put(tree: Tree, steps: tuple[str | int, ...], value: Tree) -> Tree:
    tree = at = copy.deepcopy(tree)
    for step in steps[:-1]:
        if isinstance(at, dict) and at.get(step, "") in ("", "~"):
            at[step] = {}
        at = at[step]
    at[steps[-1]] = value
    return tree


quiet = settings(
    max_examples=examples(500),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@quiet
@given(DOCUMENTS, STEPS, VALUES)
def test_a_field_that_is_set_has_the_value_and_the_rest_is_as_it_was(
    document: tuple[str, str, str], steps: tuple[str | int, ...], value: str
) -> None:
    source = make(*document)
    before = meaning(source.text, source.path)
    old, there = reach(before, steps)
    done = attempt(set_field, source, steps, value)
    if done is None:
        return
    text, after = done
    assert after == put(before, steps, value)
    parent, _ = reach(before, steps[:-1])
    if not there and isinstance(parent, dict):
        assert shared(source.text, text) == len(source.text), "a new key is a pure insertion"
    elif there:
        assert isinstance(old, str)
        assert len(source.text) - shared(source.text, text) <= len(old) * 3 + 40


@quiet
@given(DOCUMENTS, STEPS, VALUES)
def test_an_item_that_is_added_stands_last(
    document: tuple[str, str, str], steps: tuple[str | int, ...], value: str
) -> None:
    source = make(*document)
    before = meaning(source.text, source.path)
    old, there = reach(before, steps)
    done = attempt(append_item, source, steps, value)
    if done is None:
        return
    text, after = done
    items = old if isinstance(old, list) else [old] if there and old not in ("", "~") else []
    if old == "" and reach(after, steps)[0] == ["", value]:
        items = [""]  # an empty text in quotes is a value
    assert after == put(before, steps, [*items, value])
    if isinstance(old, list):
        assert shared(source.text, text) == len(source.text), "an item is a pure insertion"


@quiet
@given(DOCUMENTS, STEPS)
def test_a_field_that_is_removed_is_gone_and_nothing_else(
    document: tuple[str, str, str], steps: tuple[str | int, ...]
) -> None:
    source = make(*document)
    before = meaning(source.text, source.path)
    _, there = reach(before, steps)
    done = attempt(remove_field, source, steps)
    assert there or done is None
    if done is None:
        return
    text, after = done
    while len(steps) > 1 and len(reach(before, steps[:-1])[0]) == 1:
        steps = steps[:-1]
    wanted = copy.deepcopy(before)
    del reach(wanted, steps[:-1])[0][steps[-1]]
    assert after == wanted
    assert shared(source.text, text) == len(text), "a removal is a pure deletion"


@pytest.mark.parametrize("kind", sorted(NASTY))
@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.parametrize("stop", ["\n", "\r\n"])
def test_common_edits_are_never_refused(kind: str, shape: str, stop: str) -> None:
    source = make(kind, shape, stop)
    edits = [
        attempt(set_field, source, ("role",), "a: b"),
        attempt(set_field, source, ("met", "where"), "a dinner, with #hash"),
        attempt(set_field, source, ("snooze",), "2027-01-15"),
        attempt(append_item, source, ("tags",), "new"),
        attempt(append_item, source, ("reach", "email"), "z@example.org"),
    ]
    assert None not in edits
    for done in edits:
        assert done is not None
        assert done[0].count("\n") == done[0].count("\n" if stop == "\n" else "\r\n")


def test_the_refusals_are_rare_among_random_edits() -> None:
    total = refused = 0
    for kind in NASTY:
        for shape in SHAPES:
            for steps in [("name",), ("place",), ("met", "where"), ("reach", "web"), ("x_a", "b")]:
                total += 1
                refused += attempt(set_field, make(kind, shape, "\n"), steps, "v: 1") is None
    assert total >= 400
    assert refused == 0


@pytest.mark.parametrize(
    "text",
    [
        "name: &a Ada\n",
        "name: Ada\nrole: *a\n",
        "name: Ada\nname: Bo\n",
        "name: Ada\nrole: [x\n",
        "name: !x Ada\n",
        "- Ada\n",
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        set_field(Source("people/a.yml", text), ("name",), "Zoe")


def test_lists_and_keys_are_not_overwritten() -> None:
    source = Source("people/a.yml", "name: Ada\ntags: [a]\nmet: {on: 2019}\n")
    for steps in (("tags",), ("met",), ("name", "first"), ("tags", 4)):
        with pytest.raises(Refused):
            set_field(source, steps, "x")
    with pytest.raises(Refused):
        append_item(source, ("met",), "x")
    with pytest.raises(Refused):
        remove_field(Source("people/a.yml", "name: Ada\n"), ("name",))


@pytest.mark.parametrize(
    "value, written",
    [
        ("Head of People", "Head of People"),
        ("+1 713 555 0142", "+1 713 555 0142"),
        ("2026-11-30", "2026-11-30"),
        ("2019", "2019"),
        ("no", '"no"'),
        ("01701234567", '"01701234567"'),
        ("+491701234567", '"+491701234567"'),
        ("1:30", '"1:30"'),
        ("a: b", '"a: b"'),
        ("@ada", '"@ada"'),
        (True, "true"),
        (3, "3"),
    ],
)
def test_values_are_quoted_only_where_some_reader_would_mistake_them(
    value: str | int, written: str
) -> None:
    edit = set_field(Source("people/a.yml", "name: Ada\nx: old # c\n"), ("x",), value)
    assert edit.content.decode() == f"name: Ada\nx: {written} # c\n"


def test_the_line_of_an_edit_is_where_it_stands() -> None:
    source = Source("people/a.md", "---\nname: Ada\nmet: {on: 2019}\n---\n")
    assert set_field(source, ("met", "where"), "here").line == 3
    assert set_field(source, ("place",), "Houston").line == 4


def test_every_file_of_the_sample_takes_random_edits() -> None:
    rng = random.Random(20261122)  # noqa: S311 - which edits, not secrets
    paths = [
        ("role",),
        ("place",),
        ("met", "where"),
        ("reach", "web"),
        ("x_own", "deep"),
        ("vouch",),
    ]
    values = ["a: b", "plain words", "no", "[[Bo]]", 'say "hi" #1', "Zoë, 東京", "2026-11-30"]
    made = refused = 0
    for path in files_of(ROOT, "people").read:
        source = read_source(ROOT, ROOT / path)
        assert isinstance(source, Source)
        before = meaning(source.text, source.path)
        for _ in range(examples(12)):
            steps, value = rng.choice(paths), rng.choice(values)
            done = attempt(set_field, source, steps, value)
            refused += done is None
            assert done is None or done[1] == put(before, steps, value)
            name = rng.choice(("tags", "languages", "x_list"))
            done = attempt(append_item, source, (name,), value)
            assert done is not None
            assert done[1] == put(before, (name,), [*before.get(name, []), value])
            assert shared(source.text, done[0]) == len(source.text)
            gone = rng.choice(sorted(before))
            done = attempt(remove_field, source, (gone,))
            assert done is not None
            assert done[1] == {key: each for key, each in before.items() if key != gone}
            assert shared(source.text, done[0]) == len(done[0])
            made += 3
    assert made >= examples(500)
    assert refused <= made // 100
