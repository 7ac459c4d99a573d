"""An import of each kind with a unique word in every field of it."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from tests.book.test_roster_columns import GOOGLE, GOOGLE_BEFORE, OUTLOOK, OUTLOOK_GERMAN
from tests.exchange.test_markdown_folders import HAL, HERMIT, ORBIT, write
from tests.exchange.test_monica_file import EXPORT
from tests.exchange.test_recognition import DEX, OUTLOOK_WEB, THUNDERBIRD
from tests.walls.canaries import Canaries

NEVER = "never kept: "
"""How the places begin of which no import takes a word."""
_TABLES = {
    "google.csv": GOOGLE, "google-before.csv": GOOGLE_BEFORE, "outlook.csv": OUTLOOK,
    "outlook-german.csv": OUTLOOK_GERMAN, "outlook-web.csv": OUTLOOK_WEB, "dex.csv": DEX,
    "thunderbird.csv": THUNDERBIRD,
    "other.csv": "Vorname,Name,E-Mail,Schuhgröße,Boot",
}  # fmt: skip
_PROPERTIES = (
    "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL;TYPE=WORK", "TEL", "ADR", "URL", "NOTE",
    "CATEGORIES", "UID", "IMPP", "BDAY", "ANNIVERSARY", "X-OWN", "RELATED;VALUE=text",
    "item1.X-ABLabel", "X-ABRELATEDNAMES", "X-SOCIALPROFILE;TYPE=x", "GEO", "GENDER", "AGENT",
)  # fmt: skip
_STRUCTURE = re.compile(
    r"\d{4}-\d\d-\d\d.*|person|clist|interaction|email|phone|meeting|note|in|out|incoming|true"
    r"|year|one_time|offered|yes|[a-z]+-\d+|act-gone|nobody|c|d|k|b|p|g|v|l|r\d|t-[a-z]+"
    r"|[\d.-]+|call|contact.*|activity.*|relationship|user|photo|document|reminder|task|debt|pet"
    r"|gift|address|conversation|life_event|child|friend|default|whatsapp:|organization|place"
)


def write_imports(folder: Path, made: Canaries) -> list[Path]:
    """Files, folders and archives to import, with a word of its own in each field."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [_linkedin(folder / "linkedin.zip", made)]
    for name, header in _TABLES.items():
        text = f"{header}\n{','.join(_cell(made, name, one) for one in header.split(','))}\n"
        found.append(_file(folder / _kind(name) / name, text))
    lines = [f"{one}:{made.new(f'{one} of an imported card')}" for one in _PROPERTIES]
    card = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))
    found.append(_file(folder / "imported.vcf", card))
    found.append(_file(folder / "monica.json", json.dumps(_sown(EXPORT, made, "monica"))))
    found.append(_file(folder / "all.mbox", _mbox(made)))
    for name, notes in (("hermit", HERMIT), ("orbit", ORBIT), ("hal", HAL)):
        sown = {place: _sown_note(text, made, f"{name}: {place}") for place, text in notes.items()}
        found.append(write(folder / name, sown))
    return found


def _kind(name: str) -> str:
    return name.removesuffix(".csv")


def _file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _cell(made: Canaries, table: str, column: str) -> str:
    word = made.new(f"{column} of {table}")
    return f"{word}@example.org" if "mail" in column.lower() and "Typ" not in column else word


def _linkedin(path: Path, made: Canaries) -> Path:
    slug, other = made.new("profile at LinkedIn"), made.new("profile of who wrote")
    url = f"https://www.linkedin.com/in/{slug}"
    cells = [made.new(f"{part} at LinkedIn") for part in ("first name", "last name", "position")]
    company, mail = made.new("company at LinkedIn"), made.new("address at LinkedIn")
    head = "First Name,Last Name,URL,Email Address,Company,Position,Mood,Connected On"
    mood = made.new("an unknown column at LinkedIn")
    row = [*cells[:2], url, f"{mail}@example.org", company, cells[2], mood, "08 Feb 2026"]
    never = [made.new(f"{NEVER}{what} at LinkedIn") for what in ("title", "subject", "words")]
    invited = made.new(f"{NEVER}words of an invitation")
    columns = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
        "DATE,SUBJECT,CONTENT,FOLDER"
    )
    writer = made.new("name of who wrote")
    theirs, mine = (
        f"{writer} Else,https://www.linkedin.com/in/{other}",
        "Vera Own,https://x/in/vera",
    )
    rows = [
        f"1,{never[0]},{theirs},{mine},2026-01-01 10:00:00 UTC,{never[1]},{never[2]},INBOX",
        f"1,{never[0]},{mine},{theirs},2026-01-02 10:00:00 UTC,,{never[2]},INBOX",
    ]
    note = made.new("a note at LinkedIn")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", f"{head}\n{','.join(row)}\n")
        archive.writestr("messages.csv", "\n".join((columns, *rows)))
        archive.writestr("Profile.csv", "First Name,Last Name,Headline\nVera,Own,x\n")
        archive.writestr(
            "Notes.csv",
            "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On\n"
            f"x,y,{url},{note},2026-01-01 10:00:00 UTC\n",
        )
        archive.writestr(
            "Invitations.csv",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            f'Vera Own,x,"1/29/26, 2:37 PM",{invited},OUTGOING,https://x/in/vera,{url}\n',
        )
    return path


def _sown(value: object, made: Canaries, place: str) -> object:
    """The value with a word of its own in each text that says something of somebody."""
    if isinstance(value, dict):
        return {key: _sown(one, made, f"{place}.{key}") for key, one in value.items()}
    if isinstance(value, list):
        users = [one for one in value if isinstance(one, dict) and one.get("type") == "user"]
        return [one if one in users else _sown(one, made, place) for one in value]
    if not isinstance(value, str) or _STRUCTURE.fullmatch(value) or not _is_somebodys(place):
        return value
    word = made.new(f"{NEVER if 'messages' in place else ''}{place}")
    return f"{word}@example.org" if "@" in value else word


def _is_somebodys(place: str) -> bool:
    told = ("uuid", ".type", "instance", "vcard", "avatar", "version", "url", "journal", "export")
    return "account.data.values" in place and not any(one in place for one in told)


def _mbox(made: Canaries) -> str:
    name, address = made.new("name in a mail"), made.new("address in a mail")
    subject, body = made.new(f"{NEVER}subject of a mail"), made.new(f"{NEVER}body of a mail")
    theirs = f"{name} Else <{address}@example.org>"
    return "".join(
        f"From x@example.org Mon Jun  2 14:03:22 2025\nFrom: {sender}\nTo: {to}\n"
        f"Date: Mon, 2 Jun 2025 14:03:22 +0200\nMessage-ID: <{body}-{sender[:3]}@x>\n"
        f"Subject: {subject}\n\n{body}\n\n"
        for sender, to in (("vera@own.example.org", theirs), (theirs, "vera@own.example.org"))
    )


def _sown_note(text: str, made: Canaries, place: str) -> str:
    """A note with words after its keys, in its items, and below."""
    if not text.startswith("---\n"):
        return text
    front, _, body = text[4:].partition("\n---\n")
    lines = []
    for line in front.split("\n"):
        key, sign, value = line.partition(": ")
        plain = value.strip("\"'[]{}")
        free = sign and not _STRUCTURE.fullmatch(plain) and key not in _LINKS and "," not in plain
        if free:
            mail = key == "subject" and "channel: email" in text
            never = NEVER if mail or any(one in place for one in _PASSED_OVER) else ""
            word = made.new(f"{never}{place}, {key}")
            value = f"{word}@example.org" if "@" in value else word
        lines.append(f"{key}{sign}{value}")
    passed = any(one in place for one in _PASSED_OVER)
    never = NEVER if passed or "secret body" in body or "company.md" in place else ""
    below = made.new(f"{never}{place}, below") if body.strip() or not never else ""
    said = body.replace("secret body", below) if "secret body" in body else f"{body}\n{below}\n"
    return "---\n" + "\n".join(lines) + f"\n---\n{said}"


_PASSED_OVER = ("Vera.md", "02_Organizations", "/c.md", "gone.md", "Places")
"""Notes of the owner, of no person, of nobody's, of a kind that is none between people."""
_LINKS = (
    "contact", "participants", "from", "to", "people", "slug", "id", "type", "tags", "channel",
    "direction", "date", "kind", "service", "birthday", "me", "time", "last_contact", "created",
)  # fmt: skip
