"""LinkedIn's export in the five shapes that it has had, with people who do not exist."""

from __future__ import annotations

import zipfile
from pathlib import Path

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email '
    'addresses are missing, as members choose, see the help."\n\n'
)
OWNER = "Vera Lindqvist"
_HEADS = {
    "2020": "First Name,Last Name,Email Address,Company,Position,Connected On",
    "2022": "First Name,Last Name,Email Address,Company,Position,Connected On",
    "2024": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "2025": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "2026": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
}
SHAPES = tuple(_HEADS)
PEOPLE = (
    ("Zoë", "Brandt, Ph.D.", "zo%C3%AB-brandt", "zoe@example.org", "Fernway", "Editor",
     "08 Feb 2026"),
    ("Ada", "Byrne", "ada-byrne-1a2b", "", "Lone Heron, Ltd.", "Printer, senior", "19 Nov 2020"),
    ("Olu", "Adeyemi", "olu-adeyemi", "", "", "", "01 Jan 2021"),
    ("Bo", "Chen", "bo-chen-77", "", 'The "Quay"', "Cook", "30 Apr 2019"),
)  # fmt: skip
HIDDEN = 3


def _row(cells: list[str], *, always: bool) -> str:
    quoted = (cell.replace('"', '""') for cell in cells)
    return ",".join(f'"{cell}"' if always or set(cell) & set(',"\n\r') else cell for cell in quoted)


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def connections(shape: str) -> str:
    head = _HEADS[shape].split(",")
    rows = [list(person) for person in PEOPLE] + [[""] * 6 + ["07 Jun 2026"]] * HIDDEN
    lines = [_row(head, always=shape == "2026")]
    for first, last, slug, *rest in rows:
        row = [first, last, url(slug) if slug else "", *rest]
        if "URL" not in head:
            del row[2]
        lines.append(_row(row, always=shape == "2026"))
    return ("" if shape == "2020" else PREAMBLE) + "\n".join(lines)


# conversation, from, to, day, content, folder, draft
_MESSAGES = (
    ("2-a", OWNER, ("Ada Byrne",), "2025-06-01 14:03:22 UTC", 'Hello Ada,\nare you in? "Yes", no',
     "INBOX", ""),
    ("2-a", "Ada Byrne", (OWNER,), "2025-06-02 09:00:00 UTC", "Yes,\r\n\r\n> are you in?\nI am",
     "INBOX", ""),
    ("2-a", OWNER, ("Ada Byrne",), "2025-07-09 09:00:00 UTC", "a, draft, with, commas, in it",
     "INBOX", "Yes"),
    ("2-b", "Zoë Brandt, Ph.D.", (OWNER,), "2024-01-05 10:00:00 UTC", "Are you there?",
     "INBOX", ""),
    ("2-c", "Cheap Offers", (OWNER,), "2026-01-05 10:00:00 UTC", "Buy", "SPAM", ""),
    ("2-d", "Vend Or", (OWNER,), "2026-02-05 10:00:00 UTC",
     '<p class="spinmail-quill-editor__spin-break">Buy</p>', "INBOX", ""),
    ("2-e", OWNER, ("Olu Adeyemi", "Ada Byrne", "Zoë Brandt, Ph.D."), "2026-03-01 08:00:00 UTC",
     "All of you", "INBOX", ""),
    ("2-e", "Olu Adeyemi", (OWNER, "Ada Byrne", "Zoë Brandt, Ph.D."), "2026-03-02 08:00:00 UTC",
     "Dear all", "INBOX", ""),
    ("2-f", "LinkedIn Member", (OWNER,), "2023-03-01 08:00:00 UTC", "Who was that", "ARCHIVE", ""),
)  # fmt: skip
THREADS = 4
"""2-a, 2-b, 2-e, and 2-f with somebody who is gone."""
CONVERSATIONS = {
    "Ada Byrne": (2, 1, "2025-06-01", "2026-03-01"),
    "Zoë Brandt": (1, 1, "2024-01-05", "2026-03-01"),
    "Olu Adeyemi": (1, 1, "2026-03-01", "2026-03-02"),
}
_SLUGS = {f"{first} {last}": slug for first, last, slug, *_ in PEOPLE} | {
    OWNER: "vera-lindqvist", "Cheap Offers": "cheap-offers", "Vend Or": "vend-or",
    "LinkedIn Member": "",
}  # fmt: skip


def messages(shape: str) -> str:
    old = shape in ("2020", "2022")
    head = ["CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO"]
    head += [] if old else ["RECIPIENT PROFILE URLS"]
    head += ["DATE", "SUBJECT", "CONTENT", "FOLDER"]
    head += {"2025": ["ATTACHMENTS", "IS MESSAGE DRAFT"]}.get(shape, [])
    head += {"2026": ["ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"]}.get(shape, [])
    lines = [_row(head, always=shape == "2026")]
    for thread, sender, to, day, content, folder, draft in _MESSAGES:
        if draft and "IS MESSAGE DRAFT" not in head:
            continue
        urls = [url(_SLUGS[name]) for name in to]
        cells = {
            "CONVERSATION ID": thread, "CONVERSATION TITLE": "a title", "FROM": sender,
            "SENDER PROFILE URL": url(_SLUGS[sender]) if _SLUGS[sender] else "",
            "TO": ", ".join(to), "RECIPIENT PROFILE URLS": ",".join(urls), "DATE": day,
            "SUBJECT": "a subject", "CONTENT": content, "FOLDER": folder,
            "IS MESSAGE DRAFT": draft or "No", "IS CONVERSATION DRAFT": "No",
        }  # fmt: skip
        lines.append(_row([cells.get(name, "") for name in head], always=shape == "2026"))
    return "\n".join(lines)


def invitations(shape: str) -> str:
    head = "From,To,Sent At,Message,Direction"
    urls = shape not in ("2020", "2022")
    rows = [
        (OWNER, "Ada Byrne", "1/29/26, 2:37 PM", "We met at the fair", "OUTGOING"),
        ("Bo Chen", OWNER, "4/30/19, 8:01 AM", "", "INCOMING"),
        ("Some Body", OWNER, "5/1/19, 8:01 AM", "Hello there", "INCOMING"),
    ]
    lines = [head + (",inviterProfileUrl,inviteeProfileUrl" if urls else "")]
    slugs = _SLUGS | {"Some Body": "some-body"}
    for row in rows:
        more = [url(slugs[row[0]]), url(slugs[row[1]])] if urls else []
        lines.append(_row([*row, *more], always=False))
    return "\n".join(lines)


NOTES = (
    "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
    f'Olu,Adeyemi,{url("olu-adeyemi")},"Sings tenor,\nand knows the harbour",'
    "2026-01-29 14:37:00 UTC,2026-02-03 14:37:00 UTC\n"
    f"Bo,Chen,{url('bo-chen-77')},,2026-01-29 14:37:00 UTC,\n"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry\n"
    "Vera,Lindqvist,,,,Harbour pilot,,\n"
)


def files(shape: str) -> dict[str, str]:
    found = {
        "Connections.csv": connections(shape),
        "messages.csv": messages(shape),
        "Invitations.csv": invitations(shape),
        "Profile.csv": PROFILE,
        "Skills.csv": "Name\nRowing\n",
        "Rich_Media.csv": "Date/Time,Media Description,Media Link\n,,\n",
    }
    return found | ({"Notes.csv": NOTES} if shape == "2026" else {})


def write_zip(path: Path, found: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return path


def resaved(text: str) -> bytes:
    """A table as Excel saves it again: a mark, semicolons, the head alone with a Windows end."""
    lines = [
        ("08 Feb 2026", "8-Feb-26"), ("19 Nov 2020", "19-Nov-20"), ("01 Jan 2021", "1-Jan-21"),
        ("30 Apr 2019", "30-Apr-19"), ("07 Jun 2026", "7-Jun-26"),
    ]  # fmt: skip
    for was, now in lines:
        text = text.replace(was, now)
    head, _, rows = text.removeprefix(PREAMBLE).partition("\n")
    for cell in ("Lone Heron, Ltd.", "Printer, senior", "Brandt, Ph.D."):
        rows = rows.replace(f'"{cell}"', cell.replace(",", "\0"))
    rows = rows.replace(",", ";").replace("\0", ",")
    return b"\xef\xbb\xbf" + f"{head.replace(',', ';')}\r\n{rows}".encode()
