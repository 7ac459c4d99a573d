"""What a book keeps and how a page gives it away, with what the leak scan has to say.

`python -m tests.walls.spellings` prints the table. Each case is a book of a few files and one public
page, which stands both in content/public and in the built site, as it does in life.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kithbook.leakscan.scan import Report, scan
from tests.structure.sources import ROOT
from tests.walls.leaks import TODAY

Wanted = Literal["found", "asked", "refused", "clean"]
MKDOCS = """\
site_name: Nora Quill
docs_dir: content/public
plugins:
  - kithbook-public:
      owner:
        name: Nora Quill
        sentence: I keep bees and bring people together.
        email: nora@example.org
        phone: +1 409 555 0117
        links: [{name: Mine, url: "https://nora.example.org/letters/here"}]
"""
ZEPHYRINE = "---\nname: Zephyrine Quambush\n---\n"
MAIL = "---\nname: Zephyrine Quambush\nreach: {email: zq.home@quam.example.org}\n---\n"
REQUEST = "---\nid: x\nkind: connect\nfrom: {name: Otto Brandvold, email: otto@b.example.org}\n"
LETTER = (
    "I have repaired clocks in Bergen for eleven years and lost my sight last winter, so I look "
    "for somebody who reads me the old ledgers aloud on Tuesdays"
)
STARTER = (ROOT / "plugins/kithbook/actions/starter/kithbook.yml").read_text(encoding="utf-8")
COMMENTS = " ".join(line.lstrip("# ") for line in STARTER.splitlines() if line.startswith("# "))


@dataclass(frozen=True, slots=True)
class Case:
    """A way to keep and to give away; `page` is what the owner's page and the site say."""

    title: str
    files: Mapping[str, str | bytes]
    page: str
    wanted: Wanted
    settings: str = MKDOCS
    raw: Mapping[str, str] = field(default_factory=dict)


def person(text: str | bytes, path: str = "people/a.md") -> Mapping[str, str | bytes]:
    """A book of one file."""
    return {path: text}


def _names() -> list[Case]:
    said = "Introduced by Zephyrine Quambush, with thanks."
    kept: Mapping[str, str] = {
        "plain": "name: Zephyrine Quambush\n",
        "folded block": "name: >-\n  Zephyrine\n  Quambush\n",
        "literal block": "name: |\n  Zephyrine Quambush\n",
        "literal block, stripped": "name: |-\n  Zephyrine Quambush\n",
        "literal block, kept": "name: |+\n  Zephyrine Quambush\n\n",
        "block with an indentation": "name: >2-\n    Zephyrine Quambush\n",
        "on the next line": "name:\n  Zephyrine\n  Quambush\n",
        "in quotes with escapes": 'name: "Zephyrine \\x51uambush"\n',
        "in quotes over two lines": 'name: "Zephyrine\n  Quambush"\n',
        "key in quotes": '"name": Zephyrine Quambush\n',
        "in flow": "{name: Zephyrine Quambush, circle: close}\n",
        "question mark": "? name\n: Zephyrine Quambush\n",
        "alias in a folded block": "name: Z\naliases:\n  - >-\n    Zephyrine\n    Quambush\n",
        "alias in a literal block": "name: Z\naliases: |\n  Zephyrine Quambush\n",
        "alias in a list": "name: Z\naliases: [Zed, Zephyrine Quambush]\n",
        "with a title": "name: Prof. Dr. Zephyrine Quambush, PhD\n",
        "with a second name": "name: Zephyrine Maria Quambush\n",
    }
    cases = [
        Case(f"name {how}, .yml", person(text, "people/a.yml"), said, "found")
        for how, text in kept.items()
    ]
    cases += [
        Case(f"name {how}, .md", person(f"---\n{text}---\nNotes.\n"), said, "found")
        for how, text in kept.items()
    ]
    return cases


PLAIN = "name: Zephyrine Quambush\ncircle: close\n"
KEPT_ANYHOW: Mapping[str, tuple[str, str | bytes]] = {
    "in a subfolder": ("people/family/a.md", ZEPHYRINE),
    ".yaml": ("people/a.yaml", PLAIN),
    ".markdown": ("people/a.markdown", ZEPHYRINE),
    ".MD": ("people/a.MD", ZEPHYRINE),
    ".txt": ("people/a.txt", PLAIN),
    ".txt, a first line": ("people/a.txt", "Zephyrine Quambush\nlives by the sea.\n"),
    ".org title": ("people/a.org", "#+TITLE: Zephyrine Quambush\n* Notes\n"),
    ".org heading": ("people/a.org", "* Zephyrine Quambush\n"),
    ".rst heading": ("people/a.rst", "Zephyrine Quambush\n==================\n"),
    ".json": ("people/a.json", '{"id": 3, "name": "Zephyrine Quambush", "age": 3}'),
    ".toml": ("people/a.toml", 'name = "Zephyrine Quambush"\n'),
    ".vcf": ("people/a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Zephyrine Quambush\nEND:VCARD\n"),
    ".vcf, N alone": ("people/a.vcf", "BEGIN:VCARD\r\nN:Quambush;Zephyrine;;;\r\nEND:VCARD\r\n"),
    ".vcf, grouped": ("people/a.vcf", "BEGIN:VCARD\nitem1.FN:Zephyrine Quambush\nEND:VCARD\n"),
    ".vcf, folded": ("people/a.vcf", "BEGIN:VCARD\r\nFN:Zephyrine Quam\r\n bush\r\nEND:VCARD\r\n"),
    ".html": ("people/a.html", "<html><h1>Zephyrine Quambush</h1></html>"),
    ".csv in people": ("people/a.csv", "Name,Mail\nZephyrine Quambush,z@x.example.org\n"),
    "no ending": ("people/a", ZEPHYRINE),
    "latin-1": ("people/a.md", ZEPHYRINE.replace("---\nname", "---\nplace: Z\xfcrich\nname").encode("latin-1")),
    "UTF-16 with its mark": ("people/a.md", ZEPHYRINE.encode("utf-16")),
    "UTF-16 without its mark": ("people/a.md", ZEPHYRINE.encode("utf-16-le")),
    "UTF-16, big end first": ("people/a.md", ZEPHYRINE.encode("utf-16-be")),
    "UTF-32": ("people/a.md", ZEPHYRINE.encode("utf-32")),
    "unclosed front matter": ("people/a.md", "---\nname: Zephyrine Quambush\nNotes.\n"),
    "no front matter": ("people/a.md", "# Zephyrine Quambush\n\nNotes.\n"),
    "a key without fences": ("people/a.md", "name: Zephyrine Quambush\nNotes.\n"),
    "a tab": ("people/a.md", "---\nname:\tZephyrine Quambush\nmet:\n\ton: 2019\n---\n"),
    "an anchor": ("people/a.md", "---\nname: &n Zephyrine Quambush\n---\n"),
    "a tag": ("people/a.md", "---\nname: !!str Zephyrine Quambush\n---\n"),
    "another case": ("people/a.md", "---\nName: Zephyrine Quambush\n---\n"),
    "full name": ("people/a.md", "---\nfull name: Zephyrine Quambush\n---\n"),
    "given and family": ("people/a.md", "---\nfirst name: Zephyrine\nlast name: Quambush\n---\n"),
    "names in a list": ("people/a.md", "---\nname: [Zephyrine Quambush]\n---\n"),
    "names in a block list": ("people/a.md", "---\nname:\n- Zephyrine Quambush\n---\n"),
    "a list at the top": ("people/a.yml", "- name: Zephyrine Quambush\n- name: Bo\n"),
    "alias in an unread file": ("people/a.yaml", "name: Z\naliases: [Zed, Zephyrine Quambush]\n"),
    "aliases below": ("people/a.yaml", "name: Z\naliases:\n  - Zed\n  - Zephyrine Quambush\n"),
    "Aliases": ("people/a.md", "---\nname: [Z]\nAliases: Zephyrine Quambush\n---\n"),
    "block in an unread file": ("people/a.yaml", "name: >-\n  Zephyrine\n  Quambush\n"),
    "two documents": ("people/a.yml", "circle: close\n---\nname: Zephyrine Quambush\n"),
    "other line ends": ("people/a.md", ZEPHYRINE.replace("\n", "\r")),
    "a stray in the journal": ("journal/notes.txt", "name: Zephyrine Quambush\n"),
    "a stray among requests": ("requests/a.eml", "From: Zephyrine Quambush <z@x.example.org>\n\nHi\n"),
    "a stray among introductions": ("introductions/old/a.md", "# Zephyrine Quambush\n"),
    "roster .vcf": ("rosters/a.vcf", "BEGIN:VCARD\nFN:Zephyrine Quambush\nEND:VCARD\n"),
    "roster .json": ("rosters/a.json", '[{"name":"Zephyrine Quambush"}]'),
    "roster .tsv": ("rosters/a.tsv", "Name\tMail\nZephyrine Quambush\tz@x.example.org\n"),
    "roster .txt": ("rosters/a.txt", "Zephyrine Quambush\n"),
    "roster in a subfolder": ("rosters/2024/a.csv", "Name,Phone\nZephyrine Quambush,1\n"),
    "roster of unknown columns": ("rosters/a.csv", "Who,What\nZephyrine Quambush,Clerk\n"),
    "roster .csv in UTF-16": ("rosters/a.csv", "Name,Phone\nZephyrine Quambush,1\n".encode("utf-16")),
    "roster .csv": ("rosters/a.csv", "First Name,Last Name\nZephyrine,Quambush\n"),
}  # fmt: skip


def _unread() -> list[Case]:
    said = "Introduced by Zephyrine Quambush, with thanks."
    return [
        Case(f"name in {how}", {path: text}, said, "found")
        for how, (path, text) in KEPT_ANYHOW.items()
    ]


def _unknown() -> list[Case]:
    kept: Mapping[str, str | bytes] = {
        "git-crypt": b"\0GITCRYPT\0\1\2\3",
        "a Git LFS pointer": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n",
        "gpg, armoured": "-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n-----END PGP MESSAGE-----\n",
        "gpg, a passage": "---\nname: A\n---\n-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n",
        "gpg, binary": b"\x85\x01\x0c\x03\x9a\x00\x00\x01" + bytes(range(256)),
        "age": "age-encryption.org/v1\n-> X25519 abc\n",
        "age, armoured": "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n",
        "ansible-vault": "$ANSIBLE_VAULT;1.1;AES256\n6162\n",
        "sops": "name: ENC[AES256_GCM,data:abc,iv:d,tag:e,type:str]\n",
        "openssl": b"Salted__\x01\x02\x03\x04\x05\x06\x07\x08",
        "git-annex": "/annex/objects/SHA256E-s12--abc\n",
        "random bytes": bytes((37 * n * n + 11 * n) % 256 for n in range(4000)),
        "a cloud placeholder": b"bplist00\xd1\x01\x02",
    }  # fmt: skip
    return [
        Case(
            f"a private file that is {how}",
            {"people/a.md": text, "people/b.md": "---\nname: Bo Li\n---\n"},
            "Hello.",
            "refused",
        )
        for how, text in kept.items()
    ]


def _spellings() -> list[Case]:
    ways: Mapping[str, tuple[str, Wanted]] = {
        "genitive": ("I lean on Zephyrine Quambushs advice.", "found"),
        "English genitive": ("I lean on Zephyrine Quambush's advice.", "found"),
        "surname first": ("Quambush, Zephyrine", "found"),
        "hyphen at the end of a line": ("I asked Zephyrine Quam-\nbush about it.", "found"),
        "hyphen and a break": ("I asked Zephyrine Quam-<br>\n  bush about it.", "found"),
        "soft hyphen at the end of a line": ("I asked Zephyrine Quam\u00ad\nbush.", "found"),
        "first name broken": ("I asked Zephy-\nrine Quambush.", "found"),
        "hash tag": ("Thanks to #ZephyrineQuambush.", "found"),
        "one word in small letters": ("See /zephyrinequambush/ for more.", "found"),
        "underline": ("Thanks to @zephyrine_quambush.", "found"),
        "middle initial": ("Zephyrine X. Quambush wrote it.", "found"),
        "small letters": ("zephyrine quambush", "found"),
        "capitals": ("ZEPHYRINE QUAMBUSH", "found"),
        "vCard with a folded line": ("BEGIN:VCARD\r\nFN:Zephyrine Quam\r\n bush\r\nEND:VCARD\r\n", "found"),
        "surname alone": ("I asked Quambush about it.", "asked"),
        "surname with an initial": ("I asked Z. Quambush about it.", "asked"),
        "surname with a title": ("I asked Frau Quambush about it.", "asked"),
        "first name alone": ("I asked Zephyrine about it.", "clean"),
        "transliterated": ("Зефирин Квамбуш", "clean"),
    }  # fmt: skip
    return [Case(how, person(ZEPHYRINE), said, wanted) for how, (said, wanted) in ways.items()]


def _addresses() -> list[Case]:
    ways = {
        "mail": "zq.home@quam.example.org",
        "mail, [at] and [dot]": "zq.home [at] quam [dot] example [dot] org",
        "mail, (at) without spaces": "zq.home(at)quam(dot)example(dot)org",
        "mail, at and dot": "zq.home at quam dot example dot org",
        "mail, AT and DOT": "ZQ.HOME AT QUAM DOT EXAMPLE DOT ORG",
        "mail, [at] alone": "zq.home[at]quam.example.org",
        "mail, (a)": "zq.home (a) quam.example.org",
        "mail, every dot": "zq dot home at quam dot example dot org",
        "mail, German": "zq.home (ät) quam (Punkt) example (Punkt) org",
        "mail, spaces": "zq.home @ quam . example . org",
        "mail, as a link": '<a href="mailto:zq.home%40quam.example.org">write</a>',
        "mail, underlines": "zq.home_at_quam_dot_example_dot_org",
    }
    return [Case(how, person(MAIL), f"Write to {said} now.", "found") for how, said in ways.items()]


def _of_others() -> list[Case]:
    cases = []
    kept: Mapping[str, str] = {
        "request": "requests/r.md",
        "journal": "journal/2026-11.md",
        "introduction": "introductions/i.md",
        "stray": "journal/old.txt",
    }
    for what, path in kept.items():
        text = f"{REQUEST}---\nRing +47 555 01 99 88, mail otto@b.example.org\n"
        cases.append(
            Case(f"mail of a {what}", {path: text}, "Ask otto@b.example.org for it.", "found")
        )
        cases.append(
            Case(f"number of a {what}", {path: text}, "Ring +47 555 019988 for it.", "found")
        )
    roster = "First Name,Last Name,Email Address\nOtto,Brandvold,otto@b.example.org\n"
    cases += [
        Case("mail of a roster", {"rosters/c.csv": roster}, "Ask otto@b.example.org.", "found"),
        Case("second mail of a roster", {"rosters/c.csv": f"{roster},,\nBo,Li,x@example.org; y2@other.example.org\n"},
             "Ask y2@other.example.org.", "found"),
        Case("telephone of a vCard", {"rosters/c.vcf": "BEGIN:VCARD\nTEL;TYPE=CELL:+47 555 01 99 88\nEND:VCARD\n"},
             "Ring +4755501 9988.", "found"),
        Case("name of who asked", {"requests/r.md": f"{REQUEST}---\n"}, "Otto Brandvold likes it.", "found"),
        Case("the owner's own address in a request", {"requests/r.md": f"{REQUEST}---\nto nora@example.org\n"},
             "Write to nora@example.org or +1 409 555 0117.", "clean"),
        Case("an address in the owner's sentence", person(MAIL), "Hello zq.home@quam.example.org.", "found",
             MKDOCS.replace("I keep bees", "Ask zq.home@quam.example.org, I keep bees")),
    ]  # fmt: skip
    return cases


def _letters() -> list[Case]:
    note = "Wants to sell the mill at Grenna before anybody in the family hears of it"
    public = "The one who has already solved it, or who is stuck at the same place"
    return [
        Case("a stranger's letter", {"requests/r.md": f"{REQUEST}why: |-\n  {LETTER}\n---\n"}, LETTER, "found"),
        Case("a stranger's letter, in YAML's quotes", {"requests/r.md": f'{REQUEST}why: "{LETTER}"\n---\n'}, LETTER, "found"),
        Case("seven words of a stranger", {"requests/r.md": f"{REQUEST}why: I keep bees above the old harbour town\n---\n"},
             "I keep bees above the old harbour", "clean"),
        Case("a stranger who quotes the page", {"requests/r.md": f"{REQUEST}---\nYou wrote “{public}” and I am.\n"}, public, "clean"),
        Case("a stranger who quotes the page straight", {"requests/r.md": f'{REQUEST}---\nYou wrote "{public}" there.\n'}, public, "clean"),
        Case("a stranger who quotes as mail does", {"requests/r.md": f"{REQUEST}---\n> {public}\n\nThat is me.\n"}, public, "clean"),
        Case("a note", person(f"{ZEPHYRINE}{note}.\n"), note, "found"),
        Case("a note in quotation marks", person(f"{ZEPHYRINE}Liked “{public}” best.\n"), public, "asked"),
        Case("an inch mark opens nothing", person(f'{ZEPHYRINE}A 5" pipe. {note}, a 6" one.\n'), note, "found"),
        Case("a thought in a journal", {"journal/2026-11.md": f"# November\n\n{note}\n"}, note, "found"),
        Case("a promise without a day", {"people/z.md": f"---\nname: Z\n---\n## Log\n- [ ] promised: {note}\n"}, note, "found"),
        Case("a long log line", {"journal/2026-11.md": f"- 2026-11-03 call with [[x]]: {note}\n"}, note, "found"),
    ]  # fmt: skip


def _short() -> list[Case]:
    return [
        Case("three words of a note", person(f"{ZEPHYRINE}Code name heron ledger quarry.\n"), "The heron ledger quarry matters.", "asked"),
        Case("six words of a note", person(f"{ZEPHYRINE}sells the Grenna mill before Michaelmas\n"),
             "Whoever sells the Grenna mill before Michaelmas gains.", "asked"),
        Case("a name within words that are asked about", person(ZEPHYRINE), "name: Zephyrine Quambush", "found"),
        Case("words of everybody", person(f"{ZEPHYRINE}As well as the other one, in the middle of the week.\n"),
             "As well as the other one. So be it, in the middle of the week.", "clean"),
        Case("who has no file, in brackets", person(f"{ZEPHYRINE}Came with [[Otto Brandvold]].\n"), "I asked Otto Brandvold about it.", "asked"),
        Case("who has no file, shown by another word", person(f"{ZEPHYRINE}[[Otto Brandvold|Otto]] came.\n"), "I asked Otto Brandvold about it.", "asked"),
        Case("who brought somebody", person("---\nname: Zephyrine Quambush\nmet: {on: 2020, through: Otto Brandvold}\n---\n"), "I asked Otto Brandvold about it.", "asked"),
        Case("who is shown by another name", person(f"{ZEPHYRINE}[[zephyrine|Tante Brandvold]] came.\n"), "I asked Tante Brandvold about it.", "asked"),
        Case("a shown word that is no name", person(f"{ZEPHYRINE}[[zephyrine|her garden]] grew.\n"), "I saw her garden today.", "clean"),
        Case("who has no file, over two lines", person(f"{ZEPHYRINE}Came with [[Otto\nBrandvold]].\n"), "I asked Otto Brandvold about it.", "asked"),
        Case("one word in brackets", person(f"{ZEPHYRINE}Came with [[Otto]].\n"), "I asked Otto about it.", "clean"),
        Case("brackets around the one with a file", {**person(ZEPHYRINE), "people/b.md": "---\nname: Bo Chen\n---\n[[Zephyrine Quambush]] came.\n"}, "I asked Zephyrine Quambush about it.", "found"),
        Case("a token on the page", person(f"{ZEPHYRINE}wlan: hx81kqp\n"), "Use hx81kqp to get in.", "asked"),
        Case("a long token on the page", person(f"{ZEPHYRINE}x: 7f3a9c51d2e8\n"), "Use 7f3a9c51d2e8 there.", "asked"),
        Case("a pin", person(f"{ZEPHYRINE}The gate's PIN is 483920.\n"), "Press 483920 at the gate.", "asked"),
        Case("a password", person(f"{ZEPHYRINE}Password: tr0ub4dor&3\n"), "Say tr0ub4dor&3 aloud.", "asked"),
        Case("an alias on the page", person("---\nname: Zephyrine Quambush\naliases: [Zephkin]\n---\n"), "Ask Zephkin.", "asked"),
        Case("an answered question", {"people/a.md": ZEPHYRINE, "content/private/answers.yml": "public:\n- Quambush\n"},
             "I asked Quambush about it.", "clean"),
        Case("an answer that is no leave for the name", {"people/a.md": ZEPHYRINE, "content/private/answers.yml": "public:\n- Quambush\n"},
             "I asked Zephyrine Quambush about it.", "found"),
        Case("words of the owner's in a template", {"people/a.md": ZEPHYRINE, "templates/ask.en.md": "Your purple submarine in the attic of the lighthouse.\n"},
             "I saw your purple submarine in the attic of the lighthouse.", "found"),
        Case("an unread file that is answered for", {"people/a.md": b"\0GITCRYPT\0\1\2\3", "people/b.md": ZEPHYRINE,
              "content/private/answers.yml": "unread: [people/a.md]\n"}, "Hello.", "clean"),
    ]  # fmt: skip


def _excused() -> list[Case]:
    named = person(ZEPHYRINE)
    said = "Zephyrine Quambush is a friend."
    deep = MKDOCS.replace("plugins:", "extra: {friend: Zephyrine Quambush}\nplugins:")
    quill = "---\nname: Nora Quill\naliases: [Norakin]\nreach: {email: nora.home@q.example.org}\n---\nI keep bees above the old harbour town and write letters by hand.\n"
    return [
        Case("named in a comment of mkdocs.yml", named, said, "found", f"# Zephyrine Quambush, ask her\n{MKDOCS}"),
        Case("named in a comment behind a value", named, said, "found", MKDOCS.replace("docs_dir: content/public", "docs_dir: content/public  # Zephyrine Quambush")),
        Case("named in an option that nothing shows", named, said, "found", deep),
        Case("named in the owner's sentence", named, said, "clean", MKDOCS.replace("I keep bees", "With Zephyrine Quambush I keep bees")),
        Case("named in the navigation", named, said, "clean", f"{MKDOCS}nav:\n  - Zephyrine Quambush: index.md\n"),
        Case("the comments that every book begins with", {"people/a.md": ZEPHYRINE, "kithbook.yml": STARTER}, COMMENTS, "clean"),
        Case("a comment of the owner in the settings", {"people/a.md": ZEPHYRINE, "kithbook.yml": f"{STARTER}# ask the harbour master of Lorne about berths\n"},
             "I will ask the harbour master of Lorne about berths.", "found"),
        Case("the owner's own file", person(quill, "people/nora-quill.md"), "Nora Quill, called Norakin. I keep bees above the old harbour town and write letters by hand.", "clean"),
        Case("another address in the owner's own file", person(quill, "people/nora-quill.md"), "Or nora.home@q.example.org.", "asked"),
    ]  # fmt: skip


CASES: tuple[Case, ...] = (
    *_names(), *_unread(), *_unknown(), *_spellings(), *_addresses(), *_of_others(), *_letters(), *_short(),
    *_excused(),
)  # fmt: skip


def outcome(report: Report) -> Wanted:
    """What a report comes to."""
    if report.hits:
        return "found"
    if report.unknown or report.unread:
        return "refused"
    return "asked" if report.questions else "clean"


def scanned(case: Case, folder: Path) -> Report:
    """Writes the book and the page of a case, and scans."""
    book, site = folder / "book", folder / "site"
    page = case.page if "BEGIN:VCARD" in case.page else f"<p>{case.page}</p>\n"
    files: dict[str, str | bytes] = {"mkdocs.yml": case.settings, **case.files}
    files["content/public/index.md"] = page
    for path, text in files.items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.html").write_bytes(page.encode())
    return scan(book, site, TODAY)


def main() -> int:
    """Prints each case with what the scan says; ends with 1 where that is not what is wanted."""
    wrong = 0
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            said = outcome(scanned(case, Path(folder)))
        wrong += said != case.wanted
        print(f"{said:<8} {case.title}{'' if said == case.wanted else f' (wanted: {case.wanted})'}")
    print(f"{len(CASES)} cases, {wrong} not as wanted")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
