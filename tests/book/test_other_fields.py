"""Notes as other programs keep them: their keys, fields in the text, tags, tasks, dated lines."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.book.accounting import accounting
from kithbook.book.load import load_book
from kithbook.book.model import Entry, Person
from kithbook.book.network import Network
from kithbook.text.source import Source, read_source


class Read(NamedTuple):
    """A note as it was read, with the network it stands in."""

    ada: Person
    network: Network
    root: Path

    @property
    def found(self) -> list[str]:
        """The findings, without those for keys that were read."""
        return [str(one) for one in self.network.problems if one.code != "other-key"]

    def taken(self) -> dict[int, tuple[str, str]]:
        """What each line was taken for."""
        source = read_source(self.root, self.root / "people/ada-byrne.md")
        assert isinstance(source, Source)
        return {one.line: (one.taken, one.what) for one in accounting(source, self.network)}


def read(root: Path, body: str, front: str = "") -> Read:
    (root / "people").mkdir(exist_ok=True)
    (root / "people/bo-chen.md").write_text("---\nname: Bo Chen\n---\n", encoding="utf-8")
    text = f"---\nname: Ada Byrne\n{front}---\n{body}"
    (root / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    network = load_book(root)
    return Read(network.people["ada-byrne"], network, root)


def shown(entry: Entry) -> str:
    box = {"open": "[ ] ", "ticked": "[x] ", None: ""}[entry.box]
    by = f" by {entry.by}" if entry.by else ""
    return f"{box}{entry.on} {entry.kind}: {entry.text}{by}" + (
        f" done {entry.done}" if entry.done else ""
    )


FIELDS = (
    ("birthday:: 1980-03-04", "born", "1980-03-04"),
    ("birthday:: [[1980-03-04]]", "born", "1980-03-04"),
    ("Birthday:: March 4, 1980", "born", "1980-03-04"),
    ("Birthday:: March 4", "born", "--03-04"),
    ("**Birthday**:: 1980-03-04", "born", "1980-03-04"),
    ("**Birthday::** 1980-03-04", "born", "1980-03-04"),
    ("**Birthday:** 1980-03-04", "born", "1980-03-04"),
    ("> **Birthday**:: 1980-03-04", "born", "1980-03-04"),
    ("- Birthday:: 1980-03-04", "born", "1980-03-04"),
    ("- [birthday:: 1980-03-04]", "born", "1980-03-04"),
    ("- 🎂 (birthday:: 1980-03-04)", "born", "1980-03-04"),
    ("**Company**:: [[Acme]]", "org", "Acme"),
    ("Company:: [[companies/acme|Acme]]", "org", "Acme"),
    ("Company:: [[Acme]], [[Fernway]]", "org", "Acme, Fernway"),
    ("- **Job title**: Joiner", "role", "Joiner"),
    ("location:: [[Houston]]", "place", "Houston"),
    ("circle:: close", "circle", "close"),
    ("- Email: ada@example.org", "reach.emails", "('ada@example.org',)"),
    ("Phone: +1 713 555 0142", "reach.phones", "('+1 713 555 0142',)"),
    ("Birthday: 1980-03-04", "born", "1980-03-04"),
    ("person_org:: Acme", "org", "Acme"),
    ("site:: example.org/ada", "reach.web", "https://example.org/ada"),
    ("emails:: a@example.org, b@example.org", "reach.emails", "('a@example.org', 'b@example.org')"),
    ("nickname:: Adi, Ada B.", "aliases", "('Adi', 'Ada B.')"),
    ("tags:: #friend, #chess", "tags", "('friend', 'chess')"),
    ("- email:: ada@example.org", "reach.emails", "('ada@example.org',)"),
    ("email:: <ada@example.org>", "reach.emails", "('ada@example.org',)"),
    ("Email:: [ada@example.org](mailto:ada@example.org)", "reach.emails", "('ada@example.org',)"),
    ("Phone::+1 713 555 0142", "reach.phones", "('+1 713 555 0142',)"),
    ("Linkedin:: <https://www.linkedin.com/in/ada-byrne/>", "reach.linkedin", "ada-byrne"),
    ("website:: [hers](https://example.org/ada)", "reach.web", "https://example.org/ada"),
    ("frequency:: every 6 weeks", "every", "6 weeks"),
    ("contact frequency:: monthly", "every", "1 month"),
)


@pytest.mark.parametrize("line, path, value", FIELDS)
def test_a_field_in_the_text_is_read_as_a_key(
    line: str, path: str, value: str, tmp_path: Path
) -> None:
    one = read(tmp_path, f"Met her at the mill.\n{line}\nAnd more.\n")
    said: object = one.ada
    for part in path.split("."):
        said = getattr(said, part)
    assert str(said) == value
    assert one.ada.notes == "Met her at the mill.\nAnd more."
    assert one.taken()[5][0] == "key"
    assert one.found == []


KEPT = (
    "Company: in trouble",
    "Birthday: bring flowers",
    "Met: 2019-05-04",
    "Her sister's phone: +1 713 555 0142",
    "favourite colour:: green",
    "std::vector is a list",
    "consent:: {on: 2026-01-01}",
    "public:: A fine editor",
    "She is thinking of **this**: a boat.",
    "spouse:: [[Somebody]] Else",
)


@pytest.mark.parametrize("line", KEPT)
def test_what_is_no_field_of_a_person_stays_a_note(line: str, tmp_path: Path) -> None:
    one = read(tmp_path, f"{line}\n")
    assert one.ada.notes == line
    assert one.taken()[4][0] == "notes"
    assert not one.ada.public
    assert one.ada.consent is None


def test_a_field_within_a_sentence_is_read_and_stays(tmp_path: Path) -> None:
    one = read(tmp_path, "She works at [company:: Acme] now, (email:: a@example.org).\n")
    assert (one.ada.org, one.ada.reach.emails) == ("Acme", ("a@example.org",))
    assert "works at [company:: Acme]" in one.ada.notes


def test_what_the_keys_say_comes_first(tmp_path: Path) -> None:
    front = "org: Fernway\nreach: {email: one@example.org}\naliases: Adi\n"
    body = "company:: Acme\nemail:: two@example.org\nalias:: Adi\nalias:: Ada B.\n"
    one = read(tmp_path, body, front)
    assert one.ada.org == "Fernway"
    assert one.ada.notes == "company:: Acme"
    assert one.ada.reach.emails == ("one@example.org", "two@example.org")
    assert one.ada.aliases == ("Adi", "Ada B.")


def test_a_field_in_code_or_a_task_is_none(tmp_path: Path) -> None:
    one = read(tmp_path, "```dataview\nbirthday:: 1980-03-04\n#no\n```\n- [ ] x [company:: A]\n")
    assert one.ada.born is None
    assert one.ada.tags == ()
    assert not one.ada.org


def test_values_in_links_are_read_without_them(tmp_path: Path) -> None:
    front = """\
org: "[[Acme]]"
role: [[Head of People]]
place: "[[Houston]], Texas"
born: "[[1980-03-04]]"
email:
  - ada@example.org
  - "[b](mailto:b@example.org)"
"""
    one = read(tmp_path, "", front)
    assert (one.ada.org, one.ada.role) == ("Acme", "Head of People")
    assert one.ada.place == "Houston, Texas"
    assert str(one.ada.born) == "1980-03-04"
    assert one.ada.reach.emails == ("ada@example.org", "b@example.org")
    assert one.found == []


def test_tags_of_the_keys_and_of_the_text_are_kept(tmp_path: Path) -> None:
    front = 'tags: "#person, friend"\n'
    body = "#friend/close and #Chess, not #1 or a#b. See https://example.org/#top\n# Ada\n"
    one = read(tmp_path, body, front)
    assert one.ada.tags == ("person", "friend", "friend/close", "Chess")


def test_a_link_among_the_tags_of_a_text_is_none(tmp_path: Path) -> None:
    one = read(tmp_path, "tags:: [[Everybody I Know]], #chess\n")
    assert one.ada.tags == ("chess",)
    alone = read(tmp_path, "tags:: [[Everybody I Know]]\n")
    assert (alone.ada.tags, alone.ada.notes, alone.found) == ((), "", [])


def test_keys_that_a_template_left_empty_are_quiet(tmp_path: Path) -> None:
    front = "pronouns:\nspouse:\nkids: []\nlast_contact:\nmet_context: ''\ntimezone:\n"
    assert read(tmp_path, "", front).network.problems == ()


def test_comments_and_code_link_nobody_and_hold_no_entry(tmp_path: Path) -> None:
    body = (
        "%% see [[Zed]] %%\n%%\n- 2026-11-20 call: [[Zed]]\n%%\n```base\n[[Zed]]\n```\n"
        "![[Meetings.base#Person]]\n[[2026-02-11 Talk with Ada]]\n"
    )
    one = read(tmp_path, body)
    assert (one.ada.log, one.found) == ((), [])
    assert [one.taken()[line][0] for line in range(4, 8)] == ["comment"] * 4


def test_what_a_program_notes_of_the_note_itself_is_quiet(tmp_path: Path) -> None:
    front = "created: 2026-01-01\nmodified: 2026-01-02\ncssclasses: [wide]\naliases:\nphone:\n"
    one = read(tmp_path, "", f"{front}title: ada-byrne\n")
    assert one.network.problems == ()


def test_a_day_that_is_none_is_named_at_its_line(tmp_path: Path) -> None:
    one = read(tmp_path, "birthday:: 2024-02-30\n")
    assert [told.split(": ")[1] for told in one.found] == ["bad-date"]
    assert one.ada.notes == "birthday:: 2024-02-30"


TASKS = (
    ("- [ ] send the book 📅 2026-12-01", "[ ] 2026-12-01 promised: send the book by 2026-12-01"),
    (
        "- [x] send it ➕ 2026-10-01 📅 2026-11-01 ✅ 2026-11-03",
        "[x] 2026-10-01 promised: send it by 2026-11-01 done 2026-11-03",
    ),
    ("- [ ] 🛫 2026-10-01 ask 📅 2026-11-01 ⏫", "[ ] 2026-10-01 promised: ask by 2026-11-01"),
    ("* [ ] ask [due:: 2026-11-01]", "[ ] 2026-11-01 promised: ask by 2026-11-01"),
    ("- [x] ask (completion:: 2026-11-01)", "[x] 2026-11-01 promised: ask done 2026-11-01"),
    (
        "- [ ] ring her ⏳ 2026-10-01 📅 2026-11-01 🔁 every month 🔽",
        "[ ] 2026-10-01 promised: ring her 🔁 every month by 2026-11-01",
    ),
    (
        "- [ ] lend her the cart by 2026-12-01",
        "[ ] 2026-12-01 promised: lend her the cart by 2026-12-01",
    ),
    (
        "- [ ] awaiting: her notes 📅 2026-11-01",
        "[ ] 2026-11-01 awaiting: her notes by 2026-11-01",
    ),
)


@pytest.mark.parametrize("log", ["", "\n## Log\n- 2026-01-02 call: hi\n"])
@pytest.mark.parametrize("line, entry", TASKS)
def test_a_task_with_its_day_is_a_promise(line: str, entry: str, log: str, tmp_path: Path) -> None:
    one = read(tmp_path, f"## Tasks\n{line}\n- [ ] some day\n{log}")
    assert entry in map(shown, one.ada.log)
    assert one.ada.notes == "## Tasks\n- [ ] some day"
    assert one.taken()[5][0] == "entry"
    assert one.found == []


def test_a_task_in_the_log_counts_as_well(tmp_path: Path) -> None:
    one = read(
        tmp_path, "## Log\n- 2026-01-02 call: hi\n- [ ] ring her 📅 2026-02-30 ✅ 2026-02-02\n"
    )
    assert [shown(entry) for entry in one.ada.log][1] == (
        "[x] 2026-02-02 promised: ring her done 2026-02-02"
    )
    assert [line.split(": ")[1] for line in one.found] == ["bad-date"]


CONTACTS = (
    ("## Meetings\n- [[2026-11-20]] coffee at the mill", "2026-11-20 coffee: coffee at the mill"),
    ("## Meetings\n- 2026-11-20: the budget of the roof", "2026-11-20 met: the budget of the roof"),
    ("# 🗓 Interactions\n* 2026-11-20 - Had lunch", "2026-11-20 meal: Had lunch"),
    ("## Calls\n- 2026-11-20 about the roof", "2026-11-20 call: about the roof"),
    ("## Meeting notes\n### 2026-11-20 Lunch\n- eel", "2026-11-20 meal: eel"),
    ("## Contact log\n### 2026-11-20 — Check-in\nAll well.", "2026-11-20 met: Check-in"),
    ("## Interactions\n### 2026-11-20\nSlack thread.\n- eel", "2026-11-20 met: Slack thread."),
    ("## Interactions\n- [[2026-11-20]]\n\t- Talked of eel", "2026-11-20 met: Talked of eel"),
    ("## Treffen\n- 20. November 2026 Kaffee am Hafen", "2026-11-20 coffee: Kaffee am Hafen"),
    ("## Meetings\n- 2026-11-20 call: by day", "2026-11-20 call: by day"),
    ("## Calls\n- [x] 2026-11-20 rang about eel", "2026-11-20 call: rang about eel"),
    (
        "## Interactions\n| Date | How | What |\n|---|---|---|\n| 2026-11-20 | lunch | eel |",
        "2026-11-20 meal: eel",
    ),
)


@pytest.mark.parametrize("log", ["", "\n## Log\n- 2026-01-02 call: hi\n"])
@pytest.mark.parametrize("text, entry", CONTACTS)
def test_a_dated_line_below_a_heading_of_contact_is_one(
    text: str, entry: str, log: str, tmp_path: Path
) -> None:
    one = read(tmp_path, f"{text}\n{log}")
    assert list(map(shown, one.ada.log)) == [*(["2026-01-02 call: hi"] if log else []), entry]
    assert one.ada.log[-1].contact
    assert one.found == []


LINKED = (
    ("- [[2026-11-20]] coffee at the mill", "2026-11-20 coffee: coffee at the mill"),
    ("- [[2026-11-20]] - Called, no answer", "2026-11-20 call: no answer"),
    ("- 2026-11-20: video, she likes the plan", "2026-11-20 video: she likes the plan"),
)


@pytest.mark.parametrize("line, entry", LINKED)
def test_a_linked_day_in_the_log_needs_no_colon(line: str, entry: str, tmp_path: Path) -> None:
    one = read(tmp_path, f"## Log\n{line}\n")
    assert list(map(shown, one.ada.log)) == [entry]
    assert one.found == []


def test_a_linked_day_without_a_kind_is_read_by_its_words_or_told(tmp_path: Path) -> None:
    one = read(tmp_path, "## Log\n- [[2026-11-20]] new flat\n- [[2026-11-20]] lovely evening\n")
    assert list(map(shown, one.ada.log)) == ["2026-11-20 note: new flat"]
    assert [line.split(": ")[1] for line in one.found] == ["almost-entry"]


def test_a_row_whose_day_could_be_two_is_told(tmp_path: Path) -> None:
    one = read(tmp_path, "## Contact log\n| Date | How |\n|--|--|\n| 5/6/2026 | chat | |\n| | |\n")
    assert one.ada.log == ()
    (found,) = one.found
    assert found.endswith(
        '"5/6/2026" could be two days. Write 2026-06-05 or 2026-05-06 in this row'
    )


@pytest.mark.parametrize("link", ["people/bo-chen", "bo-chen.md", "Notes/People/Old/Bo Chen.md|Bo"])
def test_the_path_of_a_file_leads_to_its_person(link: str, tmp_path: Path) -> None:
    one = read(tmp_path, f"## Log\n- 2026-11-20 call with [[{link}]]: eel\n")
    assert [entry.ids for entry in one.ada.log] == [("ada-byrne", "bo-chen")]
    other = read(tmp_path, "## Log\n- 2026-11-20 call with [[Projects/Bo Chen]]: eel\n")
    assert [line.split(": ")[1] for line in other.found] == ["unknown-person"]


def test_a_list_of_notes_is_nobody_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    for name in ("People MOC", "contacts-dashboard", "Index Lund"):
        (tmp_path / f"people/{name}.md").write_text("Words.\n", encoding="utf-8")
    one = read(tmp_path, "")
    assert one.network.apart == ("people/People MOC.md", "people/contacts-dashboard.md")
    assert set(one.network.people) == {"ada-byrne", "bo-chen", "Index Lund"}


def test_a_last_contact_that_an_entry_has_is_quiet(tmp_path: Path) -> None:
    front = "last_contact: 2026-11-20\nLast seen: 2026-11-19\nplcae: x\n"
    one = read(tmp_path, "## Log\n- 2026-11-20 call: eel\n", front)
    assert [line.split('"')[1] for line in one.found] == ["Last seen", "plcae"]


@pytest.mark.parametrize("key", ["last-contact", "last_contact", "lastContact", "last seen"])
def test_a_last_contact_among_keys_of_many_files_is_told_at_its_line(
    tmp_path: Path, key: str
) -> None:
    (tmp_path / "people").mkdir()
    for name in ("Cora Holt", "Dan Holt", "Eva Holt"):
        text = f"---\nname: {name}\ncompany: Acme\n{key}:\n---\n"
        (tmp_path / f"people/{name}.md").write_text(text, encoding="utf-8")
    told = read(tmp_path, "", f"company: Acme\n{key}: 2026-10-11\n").network.problems
    assert [str(one.location).split(":")[1] for one in told if one.code == "unknown-key"] == ["4"]
    assert any("## Log: - 2026-10-11 KIND: text" in one.mend for one in told)


def test_somebody_else_at_a_meeting_took_part(tmp_path: Path) -> None:
    one = read(tmp_path, "## Meetings\n- 2026-11-20 lunch with [[Bo Chen]], by the sea\n")
    assert [entry.ids for entry in one.ada.log] == [("ada-byrne", "bo-chen")]


@pytest.mark.parametrize("heading", ["## Notes", "## Events", "## Teams", "## History"])
def test_other_headings_make_no_contact(heading: str, tmp_path: Path) -> None:
    one = read(tmp_path, f"{heading}\n- [[2026-11-20]] started at Acme\n")
    assert list(map(shown, one.ada.log)) == ["2026-11-20 note: started at Acme"]


def test_a_field_in_the_log_tells_of_its_day_alone(tmp_path: Path) -> None:
    one = read(
        tmp_path, "## Log\n### 2026-11-20 call\n**Where:** Zoom\n\n## Home\n**City:** Bath\n"
    )
    assert one.ada.place == "Bath"
    assert [entry.text for entry in one.ada.log] == ["**Where:** Zoom"]


@pytest.mark.parametrize("line", ["Birthday: 3 May 1980", "geb.: 3. Mai 1980"])
def test_a_birthday_in_words_among_notes_is_read(tmp_path: Path, line: str) -> None:
    note = read(tmp_path, f"Some prose of tea.\n\n{line}\n\nMore of it.\n")
    assert str(note.ada.born) == "1980-05-03"


def test_a_death_with_its_accents_among_notes_is_told(tmp_path: Path) -> None:
    note = read(tmp_path, "Of tea.\n\n- d\u00e9c\u00e9d\u00e9e en 2024\n")
    assert ["maybe-died" in one for one in note.found] == [True]
