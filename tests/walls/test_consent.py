"""A consent in doubt does not hold: nothing of the person goes out, by any command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kithbook.airlock.disclosed import FILE, parse_airlock
from tests.cli.transcript import Session
from tests.thoroughness import share

pytestmark = pytest.mark.uncounted

TEXT = "A bookbinder who mends what others throw away"
PRAISE = "Ask her about glue made of wheat"
GOOD = "consent: {on: 2026-06-20, by: letter, shows: [introduce, public]}"
FRONT = f"""\
name: Wilhelmine Zackert
introduce:
  - {{to: printers, because: slow and exact, public: {TEXT}}}
public: {PRAISE}
"""
_INSIDE = (
    "withdrawn: 2026-11-01", "withdrawn: 2027-11-01", "withdrawn: last week", "withdrawn: yes",
    "withdrawn: no", "withdrawn: false", "withdrawn: 1 Nov 2026", "withdrawn: 2026-11-31",
    "withdrawn: ''", "withdrawn: ~", "withdrawn: [2026-11-01]", "withdrawn: {on: 2026-11-01}",
    "withdrawn: ''   # by telephone", "'withdrawn': 2026-11-01", "withdrew: 2026-11-01",
    "revoked: 2026-11-01", "Withdrawn: 2026-11-01", "WITHDRAWN: yes", "withdrwan: 2026-11-01",
    "withdrawn_on: 2026-11-01", "x_withdrawn: 2026-11-01", "cancelled: yes", "rescinded: yes",
    "taken back: 2026-11-01", "ended: 2026-11-01", "expires: 2026-11-01", "unitl: 2026-11-01",
    "valid: no", "widerrufen: 2026-11-01", "Widerruf: am Telefon", "zurückgezogen: ja",
    "zurueckgenommen: 2026-11-01", "bis: 2026-11-01", "gültig bis: 2026-11-01",
    "abgelaufen: ja", "beendet: 2026-11-01", "until: last spring", "until: 2026-11-21",
    "until: ''", "until: ~", "until: now", "until: 2026-02-30", "until: [2027]", "Until: 2027-01",
    "on: 2026-06-21", "shows: [introduce]", "note: she would rather not",
    "with\u200bdrawn: 2026-11-01",
)  # fmt: skip
_BLOCK = "consent:\n  on: 2026-06-20\n  shows: [introduce, public]\n"
_WHOLE = (
    f"{_BLOCK}  withdrawn:\n", f"{_BLOCK}  withdrawn: |\n    last week\n",
    f"{_BLOCK}  until:\n", f"{_BLOCK}  until: # soon\n",
    "consent: {on: 2026-06-20, shows: [introduce, public], withdrawn}",
    "consent: {on: 2026-06-20, shows: [introduce, public], withdrew in May}",
    "consent: {on: 2026-06-20, shows: [introduce, public, withdrawn]}",
    "consent: {on: 2026-06-20, shows: [introduce, public, none]}",
    "consent: {on: 2026-06-20, shows: {introduce: yes, public: yes}}",
    "consent: {on: 2026-06-20, shows: introduce}",
    "consent: {on: 2026-06-20, by: 'letter, revoked in May', shows: [introduce, public]}",
    "consent: {on: 2026-06-20, by: 'Brief, widerrufen', shows: [introduce, public]}",
    "consent: {on: 2026-06-20, by: {letter: yes}, shows: [introduce, public]}",
    "consent: {on: 2026-06-20, by: !!int letter, shows: [introduce, public]}",
    "consent: {on: June, shows: [introduce, public]}",
    "consent: {on: , shows: [introduce, public]}",
    "consent: {on: '2026-06-20 to 2026-11-01', shows: [introduce, public]}",
    "consent: {on: 2026-12-24, shows: [introduce, public]}",
    "consent: {shows: [introduce, public]}",
    "consent: withdrawn", "consent: no", "consent: 2026-06-20", "consent:", "consent: ~",
    "consent: []", "consent: [{on: 2026-06-20, shows: [introduce, public]}]",
    "Consent: {on: 2026-06-20, shows: [introduce, public]}",
    f"{GOOD}\nconsent: {{on: 2026-06-20, shows: [], withdrawn: 2026-11-01}}",
    f"{GOOD}\nConsent: {{on: 2026-06-20, withdrawn: 2026-11-01}}",
    f"{GOOD}\nconsnet: {{withdrawn: 2026-11-01}}",
    f"{GOOD}\nwithdrawn: 2026-11-01", f"{_BLOCK}withdrawn: 2026-11-01\n",
    f"withdrawn: 2026-11-01\n{GOOD}", f"{_BLOCK}nicht mehr: ja\n",
    f"{_BLOCK}she_rang: not any more\n", f"{GOOD}\nrevoked: yes",
    f"until: 2026-11-01\n{GOOD}", f"{GOOD}\nwiderrufen: 2026-11-01",
    f"{GOOD}\nx_withdrawn: 2026-11-01", f"{GOOD}\nx_consent: {{withdrawn: yes}}",
    f"{GOOD}\nconsent_withdrawn: 2026-11-01", f"{GOOD}\nexpires: 2026-11-01",
    f"hidden: true\n{GOOD}", f"visible: no\n{GOOD}", f"wihtdrwan: yes\n{GOOD}",
    f"shows: []\n{GOOD}", f"on: never\n{GOOD}", f"end: 2026-11-01\n{GOOD}",
    f"Einwilligung: nein\n{GOOD}", f"permission: none\n{GOOD}", f"gültig_bis: 2026\n{GOOD}",
    f"removed: 2026-11-01\n{GOOD}", f"consnet: {{on: 2026}}\n{GOOD}",
    f"status: withdrawn\n{GOOD}", f"x_note: consent revoked in May\n{GOOD}",
    f"x_log: [{{what: er widerrief alles}}]\n{GOOD}", f"suspended: yes\n{GOOD}",
    f"active: no\n{GOOD}", f"terminated: 2026-11-01\n{GOOD}", f"verfallen: ja\n{GOOD}",
    f"x_log: [er widerrief alles]\n{GOOD}",
    f"{GOOD}\nshows: []", f"{GOOD}\nhidden: true", f"{GOOD}\npublished: false",
    f"{GOOD}\nask: {{policy: ask, withdrawn: yes}}",
    f"{GOOD}\nreach: {{email: w@example.org, withdrawn: 2026-11-01}}",
    *(f"{line}\n{GOOD}" for line in (
        "takedown: 2026-11-01", "taken_down: 2026-11-01", "remove_from_page: yes",
        "deleted: 2026-11-01", "gelöscht: 2026-11-01", "entfernen: ja", "Rücknahme: 2026-11-01",
        "Rückzug: ja", "rückgängig: ja", "abgelehnt: ja", "Ablehnung: ja", "nein: 2026-11-01",
        "no: 2026-11-01", "changed_her_mind: 2026-11", "not_public: yes", "unpublic: yes",
        "do_not_publish: yes", "dont_show: yes", "nicht_zeigen: ja", "nicht öffentlich: ja",
        "privat: ja", "geheim: ja", "confidential: yes", "vertraulich: ja", "gesperrt: ja",
        "blocked: yes", "embargo: 2026-12", "on_hold: yes", "frozen: yes", "unsubscribed: yes",
        "asked_to_stop: yes", "said_no: 2026-11-01", "objection: yes", "erasure: 2026-11-01",
        "forget_me: yes", "anonymous: yes", "over: 2026", "end_date: 2026-10", "offline: yes",
        "died: 2026-11-01", "gestorben: 2026", "nichtig: ja", "not_agreed: yes", "disagrees: yes",
        "x_do_not_publish: yes", "x_takedown: 2026",
    )),
    f"{_BLOCK}  agreed:\n", f"{_BLOCK}  agreed: ~\n",
    *(f"{_BLOCK}  by: {said}\n" for said in (
        "she said no", "refused", "letter, declined in June", "mail (stopped in May)",
        "asked to be removed", "nein, doch nicht", "mail, abgelehnt", "mail, only for 2025",
        "mail, she changed her mind", "mail; do not show", "mail. NOT VALID", "over",
        "mail, hat sie verneint", "mail, against it since September",
    )),
    f"{GOOD}\n'{PRAISE}': no", f"{GOOD}\n? [withdrawn]\n: 2026-11-01",
    f"{GOOD}\npublic: Another", f"{GOOD}\ntags: [a]\ntags: [withdrawn]",
    f"{GOOD}\n\tx_y: 1\n\twithdrawn: 2026-11-01", f"{GOOD}\n  withdrawn: 2026-11-01",
    f"<<<<<<< HEAD\n{GOOD}\n=======\nconsent: {{withdrawn: 2026-11-01}}\n>>>>>>> theirs",
    "consent: {on: 2026-06-20, by: letter\n<<<<<<< HEAD\n  , shows: [introduce, public]}",
    f"{GOOD}\n<<: {{withdrawn: 2026-11-01}}", f"{GOOD}\nborn: --06-20\x01",
)  # fmt: skip
_FILES = (
    f"---\n{FRONT}{GOOD}\nwithdrawn: 2026-11-01\n",
    f"---\n{FRONT}{GOOD}\n---\nwithdrawn: 2026-11-01\n---\n",
    f"---\n{FRONT}{GOOD}\n---\n\n- revoked: last week\n",
    *(
        f"---\n{FRONT}{GOOD}\n---\nNotes\n{line}\n"
        for line in (
            "**Withdrawn:** 2026-11-01",
            "# withdrawn: 2026-11-01",
            "Withdrawn on 2026-11-01",
            "withdrawn 2026-11",
            "consent: {withdrawn: 2026-11-01}",
            "- consent withdrawn: 2026-11-01",
            "withdrawn:: 2026-11-01",
            "revoked::",
            "- withdrawn:: 2026-11-01",
            "**consent withdrawn**:: 2026-11-01",
            "She rang [withdrawn:: 2026-11-01] in the evening",
            "She rang (consent withdrawn:: yes)",
            "- [x] withdrawn:: 2026-11-01",
            "- [x] Withdrawn: 2026-11-01",
            "%% withdrawn:: 2026-11-01 %%",
            "<!-- withdrawn: 2026-11-01 -->",
            "```\nwithdrawn:: 2026-11-01\n```",
            "- 2026-11-01 withdrawn: by letter",
            "- 2026-11-01 call: by telephone [consent revoked:: yes]",
            "private:: true",
            "private: true",
            "publish:: false",
            "publish: no",
            "until:: 2026-11-01",
            "widerrufen:: 2026-11-01",
            "status:: withdrawn",
            "Spoke of glue #consent/withdrawn today",
            "#withdrawn",
            "#do-not-publish",
        )
    ),
    f"---\n{FRONT}{GOOD}\n---\nNotes\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n",
    f"---\n{FRONT}{GOOD}\ntags: [baker, consent/withdrawn]\n---\n",
    f"---\n{FRONT}{GOOD}\ntags: baker, withdrawn\n---\n",
    f"---\nwithdrawn: x\n{FRONT}{GOOD}\n---\n",
    f"---\n{FRONT.replace(', public', ', withdrawn: yes, public')}{GOOD}\n---\n",
    f"---\n{FRONT.replace('  - {', '  - {shows: none, ')}{GOOD}\n---\n",
    f"{FRONT}{GOOD}\n",
    "",
)
WAYS = (
    *(f"---\n{FRONT}{GOOD[:-1]}, {line}}}\n---\n" for line in _INSIDE),
    *(f"---\n{FRONT}{_BLOCK}  {line}\n---\n" for line in _INSIDE),
    *(f"---\n{FRONT}{consent}\n---\n" for consent in _WHOLE),
    *_FILES,
)

BUILDS = ("kith build", "kith build --only public", "kith publish --to ../site --apply")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A book of whose people one has two texts on the page, agreed to and disclosed."""
    session = Session(tmp_path_factory.mktemp("out"))
    person(session).write_text(f"---\n{FRONT}{GOOD}\n---\n", encoding="utf-8")
    assert session.run("kith disclose --apply").code == 0
    assert held(session.book) == {TEXT, PRAISE}
    return session


def person(session: Session) -> Path:
    return session.book / "people/wilhelmine-zackert.md"


def held(book: Path) -> set[str]:
    return {item.text for item in parse_airlock((book / FILE).read_bytes())}


def test_there_are_more_than_forty_ways() -> None:
    assert len(set(WAYS)) == len(WAYS) >= 150


@pytest.mark.parametrize("text", WAYS)
def test_a_consent_that_was_ended_or_cannot_be_read_lets_nothing_out(
    out: Session, text: str
) -> None:
    airlock = out.book / FILE
    before, page = airlock.read_bytes(), out.book / "build/public"
    person(out).write_text(text, encoding="utf-8")
    try:
        commands = ("kith publish --to ../site --apply", "kith build --only public")
        for command in share(commands, WAYS.index(text), 2):
            done = out.run(command)
            assert done.code == 1, command
            assert "Nothing was built" in done.err
            assert not page.exists()
        assert not (out.book.parent / "site").exists()
        told = json.loads(out.run("kith check --json").out)
        assert any(found["severity"] == "error" for found in told["findings"])
        out.run("kith disclose --apply")
        assert held(out.book) == set()
    finally:
        airlock.write_bytes(before)


@pytest.mark.parametrize("line", ["withdrawn: last week", "revoked: yes", "until: last spring"])
def test_nothing_is_built_until_a_doubt_is_settled(session: Session, line: str) -> None:
    """Even where the airlock holds nothing of the person any more."""
    unclear = f"---\n{FRONT}{GOOD[:-1]}, {line}}}\n---\n"
    person(session).write_text(unclear, encoding="utf-8")
    session.run("kith disclose --apply")
    for command in BUILDS:
        done = session.run(command)
        assert done.code == 1
        assert "people/wilhelmine-zackert.md:6:" in done.err
        assert "consent-unclear" in done.err
        assert "Settle each consent first" in done.err
        assert not (session.book / "build").exists()


ENDED = f"{GOOD[:-1]}, withdrawn: 2026-11-01}}"
COPIES = {
    "the same person again": ("wilhelmine-2.md", f"---\n{FRONT}{ENDED}\n---\n"),
    "the same person, no consent": ("wilhelmine-2.md", f"---\n{FRONT}---\n"),
    "the same person, less shown": (
        "wilhelmine (1).md",
        f"---\n{FRONT}{GOOD.replace('[introduce, public]', '[]')}\n---\n",
    ),
    "the same person, other words": (
        "wilhelmine-2.md",
        f"---\n{FRONT}{ENDED}\n---\n".replace(TEXT, "Other words").replace(PRAISE, "And others"),
    ),
    "the same person, no words": ("w.md", f"---\nname: Wilhelmine Zackert\n{ENDED}\n---\n"),
    "the same person, turned round": (
        "w.md",
        f"---\nname: Zackert,\u200b wilhelmine\n{ENDED}\n---\n".replace(
            "name: ", "name: '"
        ).replace("wilhelmine\n", "wilhelmine'\n", 1),
    ),
    "the same person, unclear": (
        "w.md",
        f"---\nname: Wilhelmine Zackert\n{GOOD[:-1]}, until: soon}}\n---\n",
    ),
    "a copy of a sync tool": ("wilhelmine-zackert 2.md", f"---\n{FRONT}{ENDED}\n---\n"),
    "a copy without a word of it": ("wilhelmine-zackert (1).md", f"---\n{FRONT}---\n"),
    "the same id": ("wilhelmine-zackert.yml", f"{FRONT}{ENDED}\n"),
    "the same id, unreadable": ("Wilhelmine-Zackert.yml", ""),
}


@pytest.mark.parametrize("name, text", COPIES.values(), ids=COPIES)
def test_a_second_file_that_ends_it_counts(out: Session, name: str, text: str) -> None:
    person(out).write_text(f"---\n{FRONT}{GOOD}\n---\n", encoding="utf-8")
    copy, airlock = out.book / "people" / name, out.book / FILE
    before = airlock.read_bytes()
    copy.write_text(text, encoding="utf-8")
    try:
        done = out.run("kith build --only public")
        assert done.code == 1
        assert re.search("withdrawn: The consent to this text|unconsented|in doubt", done.err)
        out.run("kith disclose --apply")
        assert held(out.book) == set()
    finally:
        copy.unlink()
        airlock.write_bytes(before)


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{FRONT}{GOOD}   # withdrawn: 2026-11-01\n---\n",
        f"---\n{FRONT}# revoked: yes\n{_BLOCK}  # withdrawn: 2026-11-01\ntags: [drawn]\n---\n",
        f"---\n{FRONT}{GOOD}\n---\nShe withdrew from the guild: it bored her.\n",
        f"---\n{FRONT}{GOOD}\n---\n## Log\n- 2026-11-01 call: the fair was cancelled: rain.\n",
        f"---\n{FRONT}{GOOD}\n---\nrole:: binder\nhobby:: jazz #public #end\nPrivate: she sails.\n",
        f"---\n{FRONT}{GOOD}\n---\n- [-] 2026-11-01 promised: glue [cancelled:: 2026-11-02]\n",
        f"---\ncompany: Zackert\n{FRONT}{GOOD}\nx_boat: Elke\n---\nA title\n=======\n",
        f"---\n{FRONT}{GOOD}\nneeds: [{{what: paper, until: 2026-12}}]\nx_buy: me\n---\n",
        f"---\n{FRONT}by: 1\n---\n".replace("by: 1\n", f"{_BLOCK}  by: e-mail on the phone\n"),
        f"---\nchanged: 2026-11\noverseas: yes\nnotary: Bo\n{FRONT}{GOOD}\n---\n",
        f"---\n{FRONT}{GOOD}\n---\nHer consent was withdrawn: that was another page.\n",
        f"---\n{FRONT}{GOOD}\nx_note: She was active until 2019, and is gone.\n---\n",
        f"---\ncompany: Zackert\n{FRONT}{GOOD}\ncircle: nowhere\nborn: 1970-13\n---\n",
    ],
)
def test_comments_notes_and_other_findings_end_nothing(out: Session, text: str) -> None:
    airlock = out.book / FILE
    before = airlock.read_bytes()
    person(out).write_text(text, encoding="utf-8")
    try:
        out.run("kith disclose --apply")
        assert held(out.book) == {TEXT, PRAISE}
    finally:
        airlock.write_bytes(before)


def disclose(session: Session, item: str) -> None:
    """Writes one more item into the airlock by hand."""
    with (session.book / FILE).open("a", encoding="utf-8") as file:
        file.write(f"- {item}\n")


ITEM = "{kind: recommendation, text: TEXT, consent: 2026-06-20}"


@pytest.mark.parametrize("command", BUILDS)
@pytest.mark.parametrize(
    "item",
    [
        ITEM.replace("TEXT", "A friend"),
        ITEM.replace("TEXT", "A friend of mine who can keep a secret for many years"),
        ITEM.replace("recommendation", "introduction").replace("TEXT", PRAISE),
        ITEM.replace("TEXT", f"{PRAISE}, name: Wilhelmine Zackert"),
        ITEM.replace("TEXT", f"{PRAISE}, link: 'https://example.org/z'"),
        "{kind: number, text: 12 introductions made this year}",
    ],
)
def test_what_nobody_agreed_to_is_in_no_site_that_we_build(
    session: Session, command: str, item: str
) -> None:
    agreed(session)
    disclose(session, item)
    done = session.run(command)
    assert done.code == 1
    assert re.search("unconsented|withdrawn", done.err)
    assert not (session.book / "build").exists()
    assert not (session.book.parent / "site").exists()


def agreed(session: Session, consent: str = GOOD) -> None:
    person(session).write_text(f"---\n{FRONT}{consent}\n---\n", encoding="utf-8")
    assert session.run("kith disclose --apply").code == 0


def test_less_than_what_people_agreed_to_may_be_built(session: Session) -> None:
    agreed(session)
    (session.book / FILE).unlink()
    assert session.run("kith build --only public").code == 0
    assert TEXT not in (session.book / "build/public/index.html").read_text(encoding="utf-8")
    assert session.run("kith publish --to ../site --apply").code == 1


def test_a_day_that_was_taken_out_of_the_airlock_by_hand_is_missed(session: Session) -> None:
    agreed(session, GOOD.replace("shows", "until: 2026-12-05, shows"))
    text = (session.book / FILE).read_text(encoding="utf-8")
    for longer in ("", "  until: 2027-12-05\n"):
        (session.book / FILE).write_text(text.replace("  until: 2026-12-05\n", longer))
        done = session.run("kith build --only public")
        assert done.code == 1
        assert "longer than its consent holds" in done.err


@pytest.mark.parametrize("place", ["content/other.yml", "content/disclosed.yml", "../other.yml"])
@pytest.mark.parametrize("command", BUILDS[1:])
def test_there_is_one_airlock_and_no_other(session: Session, place: str, command: str) -> None:
    config = session.book / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    option = f"- kithbook-public:\n      airlock: {place}"
    config.write_text(text.replace("- kithbook-public:", option), encoding="utf-8")
    (session.book / place).parent.mkdir(exist_ok=True)
    (session.book / place).write_text(f"version: 1\ndisclosed:\n- {ITEM}\n", encoding="utf-8")
    (session.book / FILE).unlink(missing_ok=True)
    done = session.run(command)
    assert done.code == 1
    if place != FILE:
        assert "airlock is no option any more" in done.err
    assert not (session.book / "build/public").exists()


NAMED = "Wilhelmine Zackert sings to glue"


@pytest.mark.parametrize(
    "consent",
    [
        GOOD,
        GOOD.replace("public]", "public, name], withdrawn: 2026-11-01"),
        GOOD.replace("public]", "public, name], until: 2026-11-01"),
        f"{GOOD.replace('public]', 'public, name]')}\nrevoked: yes",
    ],
)
def test_a_name_that_is_shown_no_more_is_a_leak_again(session: Session, consent: str) -> None:
    agreed(session, GOOD.replace("public]", "public, name]"))
    (session.book / "content/public/index.md").write_text(f"# Hello\n\n{NAMED}\n")
    assert session.run("kith build --only public").code == 0
    agreed(session, consent)
    done = session.run("kith check-public")
    assert done.code == 1
    assert "a name from people/wilhelmine-zackert.md" in done.out
