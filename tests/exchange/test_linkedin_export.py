"""LinkedIn's export: who is in it, who hides, and with whom there were words, in every shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.exchange.imported import Imported
from kithbook.exchange.owners_side import OwnersSide
from kithbook.exchange.recognition import recognise
from kithbook.text.refusal import Refused
from tests.exchange import linkedin_files as made


def left(found: Imported) -> dict[str, int]:
    return {each.what: each.count for each in found.left_out}


def conversations(found: Imported) -> dict[str, tuple[int, int, str, str]]:
    return {
        each.name: (each.sent, each.received, str(each.first), str(each.last))
        for each in found.conversations
    }


@pytest.fixture(params=made.SHAPES)
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def export(tmp_path: Path, shape: str) -> Path:
    name = "Basic_LinkedInDataExport_06-07-2026.zip"
    return made.write_zip(tmp_path / name, made.files(shape))


def test_an_export_gives_exactly_its_people(export: Path, shape: str) -> None:
    found = recognise(export)
    assert (found.kind, found.stem, found.ending) == ("linkedin", "linkedin", ".csv")
    assert [card.name for card in found.cards] == [
        "Zoë Brandt", "Ada Byrne", "Olu Adeyemi", "Bo Chen"
    ]  # fmt: skip
    zoe, ada, olu, bo = found.cards
    assert zoe.parts.family == ("Brandt",)
    assert zoe.parts.suffixes == ("Ph.D.",)
    assert zoe.emails[0].value == "zoe@example.org"
    assert (ada.organization, ada.title) == (("Lone Heron, Ltd.",), "Printer, senior")
    assert bo.organization == ('The "Quay"',)
    assert str(olu.connected) == "2021-01-01"
    with_profiles = shape not in ("2020", "2022")
    assert [card.uid for card in found.cards] == (
        ["zoë-brandt", "ada-byrne-1a2b", "olu-adeyemi", "bo-chen-77"] if with_profiles else [""] * 4
    )
    assert found.roster == made.connections(shape)


def test_who_hides_is_counted_and_nobody(export: Path) -> None:
    found = recognise(export)
    hidden = left(found)["members who hide their name: only a date stands there"]
    assert hidden == made.HIDDEN


def test_conversations_are_counted_by_person(export: Path) -> None:
    found = recognise(export)
    assert found.threads == made.THREADS
    assert conversations(found) == made.CONVERSATIONS
    assert sum(each.two_way for each in found.conversations) == 3


def test_a_conversation_has_the_profile_of_the_other(export: Path, shape: str) -> None:
    keys = {each.name: each.key for each in recognise(export).conversations}
    assert keys["Ada Byrne"] == "ada-byrne-1a2b"
    assert keys["Zoë Brandt"] == "zoë-brandt"


def test_what_is_no_message_is_counted(export: Path, shape: str) -> None:
    told = left(recognise(export))
    assert told["messages in the spam folder"] == 1
    assert told["advertisements"] == 1
    assert told.get("drafts", 0) == (1 if shape in ("2025", "2026") else 0)
    assert told["messages with members who hide their name, or are gone"] == 1
    assert told["files beside, which hold no contacts that are read"] == 2


def test_nothing_of_what_was_written_is_kept(export: Path) -> None:
    held = repr(recognise(export))
    for words in ("are you in", "a subject", "a title", "We met at the fair", "All of you"):
        assert words not in held


def test_an_invitation_with_words_is_one_message(export: Path, shape: str) -> None:
    found = recognise(export)
    told = [each for each in found.happenings if each.kind == "message"]
    if shape in ("2020", "2022"):
        # No profile is named, nor does the connection have one.
        assert told == []
    else:
        assert [(each.key, str(each.on)) for each in told] == [("ada-byrne-1a2b", "2026-01-29")]
    assert left(found)["invitations without words"] == 1


def test_notes_come_with_their_day(tmp_path: Path) -> None:
    found = recognise(made.write_zip(tmp_path / "x.zip", made.files("2026")))
    notes = [each for each in found.happenings if each.kind == "note"]
    assert [(each.key, str(each.on), each.text) for each in notes] == [
        ("olu-adeyemi", "2026-02-03", "Sings tenor,\nand knows the harbour")
    ]
    assert left(found)["notes without words"] == 1


def test_a_folder_and_single_files_are_read_alike(tmp_path: Path, shape: str) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name, text in made.files(shape).items():
        (folder / name).write_text(text, encoding="utf-8")
    assert len(recognise(folder).cards) == 4
    alone = recognise(folder / "Connections.csv")
    assert len(alone.cards) == 4
    assert alone.conversations == ()
    mine = recognise(folder / "messages.csv")
    assert mine.cards == ()
    assert {name: told[:2] for name, told in conversations(mine).items()} == {
        name: told[:2] for name, told in made.CONVERSATIONS.items()
    }


def test_excel_saves_it_again(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(made.resaved(made.connections(shape if shape != "2026" else "2025")))
    found = recognise(path)
    assert [card.name for card in found.cards] == [
        "Zoë Brandt", "Ada Byrne", "Olu Adeyemi", "Bo Chen"
    ]  # fmt: skip
    assert str(found.cards[0].connected) == "2026-02-08"
    assert left(found)["members who hide their name: only a date stands there"] == made.HIDDEN


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text("Vnaam,Anaam,Verbonden\nZoë,Brandt,8 feb 2026\n", encoding="utf-8")
    with pytest.raises(Refused) as why:
        recognise(path)
    assert "Vnaam, Anaam, Verbonden" in str(why.value)
    zipped = made.write_zip(tmp_path / "x.zip", {"Connections.csv": path.read_text("utf-8")})
    with pytest.raises(Refused, match="Vnaam, Anaam, Verbonden"):
        recognise(zipped)


def test_a_column_that_is_new_is_kept_and_named(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Mood,Connected On\n"
        "Ada,Byrne,,,,,sunny,08 Feb 2026\n",
        encoding="utf-8",
    )
    found = recognise(path)
    assert found.kept == ("Mood",)
    assert found.cards[0].beside[0].value == "sunny"


def test_two_who_write_alone_cannot_be_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    text = "\n".join(made.messages("2026").splitlines()[:2])
    path.write_text(text.split("\n")[0] + "\n" + _one_message(), encoding="utf-8")
    with pytest.raises(Refused, match=r"Profile\.csv"):
        recognise(path)
    found = recognise(path, own=OwnersSide(names=("Vera  LINDQVIST",)))
    assert conversations(found) == {"Ada Byrne": (1, 1, "2025-06-01", "2025-06-02")}


def test_connections_are_read_where_messages_cannot_be(tmp_path: Path) -> None:
    head = made.messages("2026").split("\n")[0]
    files = {"Connections.csv": made.connections("2020"), "messages.csv": f"{head}\n{_strangers()}"}
    found = recognise(made.write_zip(tmp_path / "x.zip", files))
    assert (len(found.cards), found.conversations) == (4, ())
    what = "messages. Which of those who write here you are cannot be told"
    assert left(found)[what] == 2


def test_of_two_exports_the_newer_is_read_and_nothing_twice(tmp_path: Path) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    files = made.files("2026")
    again = {f"old/{name}": text for name, text in files.items()}
    again |= {"older/Connections.csv": f"{head}Old,Friend,,,,,01 Jan 2015\n"}
    again |= {"empty/Connections.csv": head}
    found = recognise(made.write_zip(tmp_path / "x.zip", again | files))
    assert len(found.cards) == 4
    assert conversations(found) == made.CONVERSATIONS
    assert [one.kind for one in found.happenings] == ["note", "message"]
    older = [one.count for one in found.left_out if one.what.startswith("an older file")]
    assert sum(older) == 3


def _strangers() -> str:
    return _one_message().replace("Ada Byrne", "Some Body")


def test_a_file_in_the_letters_of_windows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(made.connections("2020").encode("cp1252"))
    found = recognise(path)
    assert found.cards[0].name == "Zoë Brandt"
    assert "read as Windows writes its letters" in found.left_out[-1].what


def _one_message() -> str:
    rows = []
    for sender, to, day in (
        (made.OWNER, "Ada Byrne", "2025-06-01 14:03:22 UTC"),
        ("Ada Byrne", made.OWNER, "2025-06-02 14:03:22 UTC"),
    ):
        urls = {made.OWNER: made.url("vera"), "Ada Byrne": made.url("ada-byrne")}
        cells = ["1", "", sender, urls[sender], to, urls[to], day, "", "Hello", "INBOX", "", "", ""]
        rows.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join(rows)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("above", ["", "sep={}\r\n", made.PREAMBLE])
def test_a_spreadsheet_saves_it_in_its_own_way(
    tmp_path: Path, sign: str, encoding: str, above: str
) -> None:
    text = (
        f"First Name{sign}Last Name{sign}URL{sign}Company{sign}Position{sign}Connected On\r\n"
        f"Zoë{sign}Brandt, Ph.D.{sign}{made.url('zoe')}{sign}Fernway{sign}Editor{sign}4-Apr-21\r\n"
        f"{sign * 5}5-Apr-21\r\n{sign * 5}\r\n"
    )
    path = tmp_path / "export.txt"
    path.write_bytes((above.format(sign) + text).encode(encoding))
    found = recognise(path)
    assert (found.kind, [card.name for card in found.cards]) == ("linkedin", ["Zoë Brandt"])
    assert str(found.cards[0].connected) == "2021-04-04"
    assert left(found)["members who hide their name: only a date stands there"] == 1
    assert left(found)["empty rows"] == 1
