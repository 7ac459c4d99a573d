"""What each program makes of an export, as a line with a verdict."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.vcard_reading import every_card
from scripts.peers.address_server import OWNER, PASSWORD, AddressServer, documented
from scripts.peers.environment import HERE, Peers
from scripts.peers.trial_book import LEAP, kith

LEAP_DAYS = ["2027-02-28", "2028-02-29"]
_YEARS = ("2027", "2028")


@dataclass(frozen=True)
class Verdict:
    """What a program did, and whether that is all that it should."""

    program: str
    said: str
    fine: bool
    odd: tuple[str, ...] = ()


def by_khard(peers: Peers, folder: Path, scratch: Path) -> Verdict:
    """Whether khard lists every card of a folder."""
    config = scratch / "khard.conf"
    config.write_text(
        f"[addressbooks]\n[[kith]]\npath = {folder}\n[general]\ndefault_action = list\n",
        encoding="utf-8",
    )
    done = _run([peers.program("khard"), "-c", str(config), "list", "--parsable"])
    cards, listed = len(list(folder.glob("*.vcf"))), len(done.stdout.splitlines())
    return Verdict("khard", f"{listed} of {cards} cards listed", listed == cards > 0)


def by_radicale(server: AddressServer, folder: Path) -> Verdict:
    """Whether Radicale gives back each card as it got it, field by field."""
    odd: list[str] = []
    paths = sorted(folder.glob("*.vcf"))
    for path in paths:
        raw = path.read_bytes()
        try:
            server.ask("PUT", quote(path.name), raw, "text/vcard")
            odd += lost_in(raw, server.ask("GET", quote(path.name)))
            server.ask("DELETE", quote(path.name))
        except URLError as fault:
            odd.append(f"{path.name}: {fault}")
    return Verdict("Radicale", f"{len(paths)} cards there and back", not odd, tuple(odd))


def lost_in(raw: bytes, back: bytes) -> Iterator[str]:
    """Which fields of a card are other than they were."""
    (was,), found = every_card("", raw), every_card("", back)
    if len(found) != 1:
        yield f"{was.name}: {len(found)} cards"
        return
    before, after = _comparable(was), _comparable(found[0])
    for each in fields(ContactCard):
        one, other = getattr(before, each.name), getattr(after, each.name)
        if one != other:
            yield f"{was.name}: {each.name}: {one} became {other}"


def _comparable(card: ContactCard) -> ContactCard:
    """A card without where its lines stand, in whatever order of those without a field."""
    beside = [replace(one, line=0, parameters=tuple(sorted(one.parameters))) for one in card.beside]
    order = sorted(beside, key=lambda one: (one.name, one.value, one.parameters))
    return replace(card, at=card.at._replace(line=1), beside=tuple(order))


def by_vdirsyncer(
    peers: Peers, server: AddressServer, book: Path, folder: Path, scratch: Path
) -> Verdict:
    """Whether a sync carries every card, another one nothing, and later ones what changed."""
    config = scratch / "vdirsyncer.conf"
    text = documented("[pair kith]").replace("~/cards/", f"{folder}/")
    text = text.replace("~/.local/state/vdirsyncer/", f"{scratch}/status/")
    text = text.replace("https://cards.example.org/nora/kith/", server.url)
    text = text.replace(
        'password.fetch = ["command", "pass", "show", "cards"]', f'password = "{PASSWORD}"'
    ).replace('"nora"', f'"{OWNER}"')
    config.write_text(text, encoding="utf-8")
    sync = [peers.program("vdirsyncer"), "-c", str(config), "sync"]
    _run([*sync[:-1], "discover"])
    cards = len(list(folder.glob("*.vcf")))
    first, there = _run(sync), server.cards()
    second = _run(sync)
    idle = not any(word in second.stderr for word in ("Copying", "Deleting", "error"))
    ada = book / "people" / "ada-byrne.md"
    ada.write_text(ada.read_text("utf-8").replace("role: Head of People", "role: Painter"), "utf-8")
    (book / "people" / "zita-sprung.md").unlink()
    kith(book, "export", folder, "--as", "vdir", "--contacts")
    third, kept = _run(sync), server.cards()
    moved = third.stderr.count("Copying ("), third.stderr.count("Deleting item")
    said = (
        f"{there} of {cards} cards carried; a second sync {'does nothing' if idle else 'moves'}; "
        f"one changed and one gone: {moved[0]} copied, {moved[1]} deleted"
    )
    fine = there == cards > 0 and idle and moved == (1, 1) and kept == cards - 1
    odd = [line for done in (first, second, third) for line in done.stderr.splitlines()]
    odd = [line for line in odd if line.startswith(("error", "critical"))]
    return Verdict("vdirsyncer", said, fine and not odd, tuple(odd))


def by_ical_js(peers: Peers, file: Path, form: str) -> Verdict:
    """Whether ical.js, which Thunderbird and Nextcloud read with, reads every card of a file."""
    found = json.loads(_run(peers.node("cards.mjs", file)).stdout)
    cards = file.read_bytes().count(b"BEGIN:VCARD\r\n")
    fine = found["read"] == cards > 0 and not found["odd"]
    return Verdict(
        "ical.js", f"{found['read']} of {cards} cards of {form}", fine, tuple(found["odd"])
    )


def by_calendars(peers: Peers, file: Path) -> Iterator[Verdict]:
    """Whether icalendar and ical.js read a calendar, and keep 29 February where it belongs."""
    commands = {
        "icalendar": [peers.program("python"), str(HERE / "events.py"), str(file), *_YEARS],
        "ical.js": peers.node("events.mjs", file, *_YEARS),
    }
    events = file.read_bytes().count(b"BEGIN:VEVENT")
    for program, command in commands.items():
        found = json.loads(_run(command).stdout)
        days = next(held for title, held in found["days"].items() if LEAP in title)
        fine = found["events"] == events > 0 and days == LEAP_DAYS and not found.get("odd")
        said = f"{found['events']} of {events} events; 29 February falls on {' and '.join(days)}"
        yield Verdict(program, said, fine, tuple(found.get("odd", ())))


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
