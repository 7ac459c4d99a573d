"""Folders of notes of hermitcrm, orbit-crm and hal_md: who is in them, and what happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.exchange.imported import Imported
from kithbook.exchange.markdown_folders import folder_maps
from kithbook.exchange.recognition import kinds, recognise
from kithbook.text.refusal import Refused

HERMIT = {
    "companies/lone-heron/company.md": "---\nname: Lone Heron Ltd.\nslug: lone-heron\n---\n",
    "companies/lone-heron/contacts/ada-byrne.md": (
        "---\nfirst_name: Ada\nlast_name: Byrne\nslug: ada-byrne\ntitle: Printer\n"
        "linkedin: https://www.linkedin.com/in/ada-byrne\nemail: ada@example.org\n"
        'phone: "+1 555 0100"\nrole: champion\ntags: [rowing, quay]\nneeds: a lawyer\n'
        "tasks: [{title: call, due: 2026-01-01}]\ncreated: 2025-01-01 10:00\n---\nAn old note.\n"
    ),
    "companies/quay/contacts/ada-byrne.md": (
        "---\nfirst_name: Ada\nlast_name: Byrne\nslug: ada-byrne\n---\n"
    ),
    "companies/lone-heron/interactions/2026-02-01T1000-email-out-ada-byrne.md": (
        "---\ndate: 2026-02-01 10:00\nchannel: email\ndirection: out\ncontact: ada-byrne\n"
        "subject: secret subject\n---\nsecret body\n"
    ),
    "companies/lone-heron/interactions/2026-02-03T1000-email-in-ada-byrne.md": (
        "---\ndate: 2026-02-03 10:00\nchannel: email\ndirection: in\ncontact: ada-byrne\n---\n"
        "secret body\n"
    ),
    "companies/quay/interactions/2026-03-01T1000-meeting-out-ada-byrne.md": (
        "---\ndate: 2026-03-01 10:00\nchannel: meeting\ndirection: out\ncontact: ada-byrne\n"
        "subject: By the water\noutcome: a plan\n---\nWe drew a map.\n"
    ),
    "companies/quay/interactions/2026-03-02T1000-note-out-gone.md": (
        "---\ndate: 2026-03-02 10:00\nchannel: note\ncontact: gone\n---\nx\n"
    ),
    "PIPELINE.md": "# generated\n",
}
ORBIT = {
    "01_People/Ada Byrne.md": (
        "---\ntype: person\nid: per_01\nname: Ada Byrne\naliases:\n  - Addie\nemails:\n"
        '  - ada@example.org\n  - a@example.org\nphones:\n  - "+1 555 0100"\n'
        'org: "[[Lone Heron]]"\njob_title: Printer\nintroduced_by: "[[Cleo Dunn]]"\n'
        "location: Port\n"
        'reports_to: "[[Bo Chen]]"\ncontext: both\nlast_contact: 2026-01-01\n---\n'
        "## Notes\nPrints maps.\n"
    ),
    "01_People/Vera.md": "---\ntype: person\nid: per_02\nname: Vera Lindqvist\nme: true\n---\n",
    "02_Organizations/Lone Heron.md": "---\ntype: organization\nname: Lone Heron\n---\n",
    "03_Interactions/2026/2026-01/a.md": (
        '---\ntype: interaction\nkind: email\ndate: 2026-01-02\ndirection: incoming\n'
        'from: "[[Ada Byrne]]"\nto:\n  - "[[Vera Lindqvist]]"\n---\n## Original\nsecret body\n'
    ),
    "03_Interactions/2026/2026-01/b.md": (
        '---\ntype: interaction\nkind: meeting\ndate: 2026-01-05\nparticipants: ["[[Addie]]"]\n'
        "subject: By the water\n---\n## Summary\nWe drew a map.\n\n## Original\nsecret body\n"
    ),
    "03_Interactions/2026/2026-01/c.md": (
        '---\ntype: interaction\nkind: automated\ndate: 2026-01-05\nfrom: "[[Ada Byrne]]"\n---\n'
    ),
}  # fmt: skip
HAL = {
    "People/ada-byrne/Ada Byrne.md": (
        "---\ntags: ['person', 'clist']\nsubject_id: 31914\nslug: ada-byrne\nfirst_name: Ada\n"
        "last_name: Byrne\naliases: [Addie]\ngender: Female\nbirthday: 05-31\n"
        "last_contact: 2025-11-13\nemail: ada@example.org\nwork_email: a@example.org\n"
        "linkedin_id: ada-byrne\nx_id: ada\nhometown: Port\norganizations: [lone-heron]\n---\n"
        "# Ada Byrne\n\n## Positions\n\n- Printer, [[Lone Heron]] #current\n\n"
        "![[ada-byrne/2025-11-13.md]]\n"
    ),
    "People/ada-byrne/2025-11-13.md": (
        "---\ntags: [email]\npeople: [ada-byrne, vera]\ndate: 2025-11-13\ntime: 13:42\n"
        'subject: "Re: the map"\nservice: email\n---\n\nAda at 13:42\n\nsecret body\n'
    ),
    "Places/Port.md": "---\ntags: [place]\n---\nA port.\n",
}


def write(folder: Path, notes: dict[str, str]) -> Path:
    for place, text in notes.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def told(found: Imported) -> dict[str, int]:
    return {each.what: each.count for each in found.left_out}


def test_hermitcrm(tmp_path: Path) -> None:
    found = recognise(write(tmp_path, HERMIT))
    assert (found.kind, found.stem, len(found.cards)) == ("hermit", "hermit", 2)
    ada, other = found.cards
    assert (ada.name, ada.uid, other.uid) == ("Ada Byrne", "ada-byrne", "quay/ada-byrne")
    assert (ada.organization, ada.title) == (("Lone Heron Ltd.",), "Printer")
    assert (ada.notes, ada.categories) == (("An old note.",), ("rowing", "quay"))
    assert {one.name: one.value for one in ada.beside} == {
        "needs": "a lawyer", "tasks": "title: call; due: 2026-01-01",
        "created": "2025-01-01 10:00",
    }  # fmt: skip
    (talk,) = found.conversations
    assert (talk.key, talk.sent, talk.received) == ("ada-byrne", 1, 1)
    assert [(one.key, str(one.on), one.kind, one.text) for one in found.happenings] == [
        ("quay/ada-byrne", "2026-03-01", "met", "By the water\na plan\nWe drew a map.")
    ]
    assert told(found) == {
        "notes of what happened with somebody who has no note": 1,
        "notes without keys that can be read": 1,
    }
    assert "secret" not in repr(found)


def test_orbit_crm(tmp_path: Path) -> None:
    found = recognise(write(tmp_path, ORBIT))
    assert found.kind == "orbit"
    (ada,) = found.cards
    assert (ada.name, ada.uid, ada.nicknames) == ("Ada Byrne", "per_01", ("Addie",))
    assert [one.value for one in ada.emails] == ["ada@example.org", "a@example.org"]
    assert (ada.organization, ada.through) == (("Lone Heron",), "Cleo Dunn")
    assert [(one.value, one.labels) for one in ada.related] == [("Bo Chen", ("manager",))]
    assert ada.notes == ("## Notes\nPrints maps.",)
    assert {one.name for one in ada.beside} == {"context", "last contact", "type"}
    (talk,) = found.conversations
    assert (talk.key, talk.sent, talk.received) == ("per_01", 0, 1)
    assert [(one.on.day, one.kind, one.text) for one in found.happenings] == [
        (5, "met", "By the water\n## Summary\nWe drew a map.")
    ]
    assert told(found) == {
        "the note of yourself": 1,
        "notes of what happened of a kind that is none between people": 1,
        "notes of something else": 1,
    }
    assert "secret" not in repr(found)


def test_hal_md(tmp_path: Path) -> None:
    found = recognise(write(tmp_path, HAL))
    assert found.kind == "hal"
    (ada,) = found.cards
    assert (ada.name, ada.uid, ada.nicknames) == ("Ada Byrne", "ada-byrne", ("Addie",))
    assert ada.born
    assert str(ada.born.on) == "--05-31"
    assert [(one.value, one.labels) for one in ada.emails] == [
        ("ada@example.org", ()), ("a@example.org", ("WORK",))
    ]  # fmt: skip
    assert ada.notes == ("# Ada Byrne\n\n## Positions\n\n- Printer, [[Lone Heron]] #current",)
    assert {one.name for one in ada.beside} == {"subject id", "gender", "last contact", "hometown"}
    assert [(one.key, one.kind, one.text) for one in found.happenings] == [
        ("ada-byrne", "email", "Re: the map")
    ]
    assert told(found) == {"notes of something else": 1}
    assert "secret" not in repr(found)


def test_a_vault_is_read_in_place(tmp_path: Path) -> None:
    write(tmp_path, {"Ada.md": "---\nemail: ada@example.org\n---\n", ".obsidian/app.json": "{}"})
    with pytest.raises(Refused, match=r"vault of Obsidian\. Notes of people are read as they are"):
        recognise(tmp_path)
    with pytest.raises(Refused, match="Nobody is in this folder of orbit-crm"):
        recognise(tmp_path, "orbit")


def test_each_program_has_a_map_whose_words_are_fields() -> None:
    assert {each.kind for each in folder_maps()} == {"hermit", "orbit", "hal"}
    for each in folder_maps():
        assert each.kind in kinds()
        odd = [
            name
            for name in each.columns.places
            if not (place := each.columns.place_of(name)) or not place.meaning
        ]
        assert odd == []


TEXT = st.sampled_from(
    ["---", "name: x", "tags: [person]", "tags: person", "people: [x, {a: b}]", "date: 2026-13-01",
     "date: 2026-01-02", "type: person", "type: interaction", "kind: email", "- [[x|y]]", "&a *a",
     "emails: {a: [b, {c: d}]}", "\x00", "!!python/object:x", "birthday: 99-99", "? [a]: b", ""]
) | st.text(max_size=10)  # fmt: skip


@given(st.lists(st.lists(TEXT, max_size=8), max_size=4), st.sampled_from(sorted(kinds())))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_notes_of_any_kind_are_read_or_refused(
    tmp_path: Path, notes: list[list[str]], kind: str
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir(exist_ok=True)
    for number in range(4):
        lines = notes[number] if number < len(notes) else []
        raw = "\n".join(["---", *lines, "---", *lines]).encode("utf-8", "replace")
        (folder / f"{number}.md").write_bytes(raw)
    for each in (None, kind):
        try:
            recognise(folder, each)
        except Refused as why:
            text = str(why)
        else:
            text = "Read."
        assert text.endswith(".")
