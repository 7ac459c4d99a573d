"""Ways of writing that real pages have, and ways of keeping that real folders have."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from kithbook.leakscan.scan import Report, scan

pytestmark = pytest.mark.uncounted

BOOK = {
    "people/ada.md": "---\nname: Ada Byrne\nreach: {email: ada.b@fern.example.org, "
    "phone: +1 713 555 0142, mastodon: '@adab@social.example.net'}\n---\n",
    "people/lw.md": "---\nname: Łukasz Wójcik\n---\n",
    "people/sato.md": "---\nname: 佐藤 遥\n---\n",
    "people/sean.md": "---\nname: Seán O'Neill-Murphy\n---\n",
    "people/zoe.md": "---\nname: Dr. Zoë van der Berg\n---\n",
    "people/mae.md": "---\nname: Mae Quambush née Ortolan\n---\n",
}
NAME, MAIL = "Ada Byrne", "ada.b@fern.example.org"


def _b64(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


def _hidden(text: str) -> str:
    return (b"\x5a" + bytes(one ^ 0x5A for one in text.encode())).hex()


PAGES: dict[str, str | bytes] = {
    "an Arabic mark": "Ada By\u061crne",
    "a filler": "Ada By\u3164rne",
    "a selector": "Ada By\U000e0100rne",
    "small capitals": "Aᴅᴀ Bʏʀɴᴇ",
    "letters in lines": "\n".join(f"<i>{one}</i>" for one in "AdaByrne"),
    "letters spaced out": "A d a  B y r n e".replace("  ", " "),
    "two initials": "Ada M. K. Byrne",
    "JSON-LD": '{"givenName": "Ada", "familyName": "Byrne"}',
    "JSON, family first": '[{"last_name": "Byrne", "first_name": "Ada"}]',
    "attributes": '<x first="Ada" last="Byrne">',
    "facts for sharing": '<meta property="profile:first_name" content="Ada">'
    '<meta property="profile:last_name" content="Byrne">',
    "an address with two values": '<a href="/x?first=Ada&amp;last=Byrne">',
    "codes": f"String.fromCharCode({','.join(str(ord(one)) for one in NAME)})",
    "codes, hexadecimal": f"f({','.join(hex(ord(one)) for one in NAME)})",
    "escape()": "unescape('%u0141ukasz W%F3jcik')",
    "octal with a space": "".join(f"\\{ord(one):o}" for one in NAME),
    "strings in a row": 'a::after{content: "Ada By" "rne"}',
    "concat": '"Ada ".concat("Byrne")',
    "a dump": NAME.encode().hex(" "),
    "a dump in fours": b"Ada Byrne x.".hex(" ", 2),
    "a fingerprint": NAME.encode().hex(":"),
    "0x": f"0x{NAME.encode().hex()}",
    "hexadecimal, accents": "Łukasz Wójcik".encode().hex(),
    "base64 with tabs": _b64("a\tAda Byrne\r\nfoo"),
    "base64, long lines": _b64("From: a\r\nTo: b\r\n\r\nAda Byrne is here\r\n" * 2),
    "base64 in an address": f'<a href="https://x.example/u/{_b64("Ada Byrne xx")}">',
    "base64 behind a word": f"id-{_b64('Ada Byrne xx')}",
    "base64, Latin-1": _b64("Wir sahen Seán O'Neill-Murphy", "latin-1"),
    "an address behind Cloudflare": f'<a data-cfemail="{_hidden(MAIL)}">',
    "a link behind Cloudflare": f'<a href="/cdn-cgi/l/email-protection#{_hidden(MAIL)}">',
    "quoted-printable in small letters": "=c5=81ukasz W=c3=b3jcik",
    "an encoded word in two": "Subject: =?utf-8?q?Ada_By?=\n =?utf-8?q?rne?=",
    "ruby": "<ruby>佐藤<rp>(</rp><rt>さとう</rt><rp>)</rp>遥</ruby>",
    "cp1250": "Łukasz Wójcik und die anderen".encode("cp1250"),
    "DOS": "Łukasz Wójcik und die anderen".encode("cp852"),
    "Macintosh": "Łukasz Wójcik und die anderen".encode("mac_latin2"),
    "no apostrophe": "/people/sean-oneill-murphy/",
    "no hyphen": "Sean ONeillMurphy",
    "a particle in one": "zoe-vanderberg",
    "family name of three words first": "van der Berg, Zoë",
    "the name of before left out": "Mae Quambush",
    "an address in Italian": "ada.b chiocciola fern punto example punto org",
    "an address in Russian": "ada.b собака fern точка example точка org",
    "digit by digit": "7 1 3 5 5 5 0 1 4 2",
    "Arabic digits": "٧١٣ ٥٥٥ ٠١٤٢",
    "digits in frames": "".join(f"{one}\ufe0f\u20e3" for one in "7135550142"),
    "a profile": "https://social.example.net/@adab",
    "a profile, long": "https://social.example.net/users/adab",
}
CARD = "---\nname: Ottoline Żweigert\n---\n"
QP = "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Ottoline =C5=BBweigert\nEND:VCARD\n"
KEPT: dict[str, tuple[str, str | bytes]] = {
    "cp1250": ("people/x.md", CARD.encode("cp1250")),
    "Macintosh": ("people/x.md", CARD.encode("mac_latin2")),
    "DOS": ("people/x.md", CARD.encode("cp852")),
    "a table in cp1250": ("rosters/x.csv", "Name,Mail\nOttoline Żweigert,x\n".encode("cp1250")),
    "JSON with escapes": ("people/x.json", '{"name": "Ottoline \\u017bweigert"}'),
    "a card with escapes": ("rosters/x.vcf", QP),
    "a table with tabs": ("rosters/x.csv", "First Name\tLast Name\nOttoline\tŻweigert\n"),
    "a table of Google": ("rosters/x.csv", "Given Name,Family Name\nOttoline,Żweigert\n"),
    "a table, family first": ("rosters/x.tsv", "Last\tFirst\nŻweigert\tOttoline\n"),
    "two names": ("people/x.md", "---\nname: Foo Barber\nname: Ottoline Żweigert\n---\n"),
}
LOCKED: dict[str, bytes] = {
    "a pointer with a mark": b"\xef\xbb\xbfversion https://git-lfs.github.com/spec/v1\noid a\n",
    "an old pointer": b"version https://hawser.github.com/spec/v1\noid sha256:a\n",
    "a pointer of git-annex": b"../.git/annex/objects/xx/yy/SHA256E-s1--abc\n",
    "a message with indentation": b"notes: |\n  -----BEGIN PGP MESSAGE-----\n\n  hQEMA\n",
    "a message that is quoted": b"> -----BEGIN PGP MESSAGE-----\n> \n> hQEMA\n",
    "a value in a vault": b"name: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3234\n",
    "saltpack": b"BEGIN SALTPACK ENCRYPTED MESSAGE. kcJn5brvybfNjz6\n",
    "a spreadsheet": b"PK\x03\x04 xl/workbook.xml",
}


def _scanned(tmp_path: Path, files: dict[str, str | bytes], page: str | bytes) -> Report:
    site = tmp_path / "site"
    every = {f"book/{path}": text for path, text in files.items()}
    for path, text in (every | {"book/kithbook.yml": "", "site/index.html": page}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return scan(tmp_path / "book", site, date(2026, 11, 22))


@pytest.mark.parametrize("how", PAGES)
def test_a_name_an_address_or_a_number_is_found_however_a_page_writes_it(
    tmp_path: Path, how: str
) -> None:
    assert _scanned(tmp_path, dict(BOOK), PAGES[how]).hits


@pytest.mark.parametrize("how", KEPT)
def test_a_name_is_looked_for_however_a_file_keeps_it(tmp_path: Path, how: str) -> None:
    path, text = KEPT[how]
    assert _scanned(tmp_path, {path: text}, "<p>Thanks, Ottoline Żweigert</p>").hits


@pytest.mark.parametrize("how", LOCKED)
def test_a_file_that_nobody_can_read_is_told(tmp_path: Path, how: str) -> None:
    assert _scanned(tmp_path, {"people/x.md": LOCKED[how]}, "<p>Hello</p>").unknown


def test_long_digits_before_a_letter_are_read_in_one_go(tmp_path: Path) -> None:
    assert _scanned(tmp_path, dict(BOOK), f"<p>{'12' * 500}g</p>").clean


def test_a_folder_behind_a_link_is_compared_or_told(tmp_path: Path) -> None:
    (tmp_path / "book/people").mkdir(parents=True)
    for name in ("book/more", "elsewhere"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_text(CARD, encoding="utf-8")
    link = tmp_path / "book/people/linked"
    link.symlink_to("../more")
    (tmp_path / "book/more/round").symlink_to("..")
    report = _scanned(tmp_path, {}, "<p>Ottoline Żweigert</p>")
    assert [hit.path for hit in report.hits] == ["people/linked/x.md"]
    link.unlink()
    link.symlink_to(tmp_path / "elsewhere")
    assert [name for name, _ in _scanned(tmp_path, {}, "<p>Hi</p>").unknown] == ["people/linked"]
