"""Links to answer by in the drafts that ask: mail and file agree, and drawing writes nothing."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qsl, urlsplit

import pytest

from kithbook.text.answer_code import codes_in
from tests.cli.transcript import Session

ACT = "introductions/2026-11-ada-byrne-bo-chen.md"
ASK = ("draft", "ask", "2026-11-ada-byrne-bo-chen")


@pytest.fixture
def asking(session: Session) -> Session:
    site = session.book / "mkdocs.yml"
    named = site.read_text(encoding="utf-8")
    site.write_text(named.replace("Your Name", "Nora Vale"), encoding="utf-8")
    (session.book / ACT).write_text(
        "---\nbetween: [ada-byrne, bo-chen]\nbecause:\n"
        "  ada-byrne: he knows bridges > 5 m & < 9\n"
        "  bo-chen: she hires\n---\n",
        encoding="utf-8",
    )
    return session


def kept(session: Session) -> tuple[str, ...]:
    return codes_in((session.book / ACT).read_text(encoding="utf-8"))


def test_a_code_is_written_by_a_word_and_never_by_drawing(asking: Session) -> None:
    before = (asking.book / ACT).read_bytes()
    bare = asking.kith([*ASK, "--to", "ada", "--text"])
    assert "mailto" not in bare.out
    assert "add --links" in bare.err
    assert (asking.book / ACT).read_bytes() == before
    linked = asking.kith([*ASK, "--to", "ada", "--links", "--text"])
    (code,) = kept(asking)
    assert codes_in(linked.out) == (code,)
    assert linked.out.count("<mailto:nora@example.org?subject=") == 3
    after = (asking.book / ACT).read_bytes()
    again = asking.kith([*ASK, "--to", "ada", "--text"])
    assert again.out == linked.out
    assert asking.kith([*ASK, "--to", "ada", "--links"]).code == 2
    assert (asking.book / ACT).read_bytes() == after
    asking.kith([*ASK, "--to", "bo-chen", "--links", "--text"])
    assert len(set(kept(asking))) == 2
    assert asking.kith(["check"]).code in (0, 1)
    assert "codes" not in asking.kith(["check"]).out


def test_a_mail_has_the_links_in_its_text_and_as_a_page(asking: Session) -> None:
    asking.kith([*ASK, "--to", "ada", "--links", "--eml", "ask.eml"])
    (code,) = kept(asking)
    mail = message_from_bytes((asking.book / "ask.eml").read_bytes(), policy=default)
    text, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert page
    assert f"<mailto:nora@example.org?subject=No%20{code}&body=No%20{code}>" in text.get_content()
    html = page.get_content()
    assert f'href="mailto:nora@example.org?subject=Yes%20{code}&amp;body=Yes%20{code}"' in html
    assert "bridges &gt; 5 m &amp; &lt; 9" in html
    assert len(re.findall("<a ", html)) == 3
    link = asking.kith([*ASK, "--to", "ada", "--mailto"]).out
    assert len(link) <= 1900


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_link_that_is_followed_is_the_answer(asking: Session, language: str) -> None:
    options = ("--to", "ada", "--text", "--language", language)
    drawn = asking.kith([*ASK, "--links", *options]).out
    asking.kith([*ASK, *options[:2], "--sent"])
    links = re.findall("<(mailto:[^>]+)>", drawn)
    for link, said in zip(links, ("yes", "no", "later"), strict=True):
        to = urlsplit(link)
        fields = dict(parse_qsl(to.query))
        head = f"From: ada@example.org\nTo: {to.path}\nSubject: {fields['subject']}\n"
        mail = f"{head}\n{fields['body']}"
        (asking.book / "answer.eml").write_text(mail, encoding="utf-8")
        came = json.loads(asking.kith(["request", "import", "answer.eml", "--json"]).out)
        (answer,) = came["answers"]
        assert (answer["applies"], answer["who"], answer["said"]) == (True, "ada-byrne", [said])
        assert (came["requests"], answer["words"]) == ([], "")
    assert asking.kith(["request", "import", "answer.eml", "--apply"]).code == 0
    assert len(kept(asking)) == 2
    new = asking.kith([*ASK, *options, "--today", "2026-12-30"]).out
    assert codes_in(new) == kept(asking)[1:]


def test_being_made_brings_the_codes_of_how_it_went(asking: Session) -> None:
    text = (asking.book / ACT).read_text(encoding="utf-8")
    told = (
        "asked: {ada-byrne: 2026-10-01, bo-chen: 2026-10-01}\n"
        "answered: {ada-byrne: yes, bo-chen: yes}\n"
    )
    codes = "codes: {ada-byrne: {ask: K7QM-CXWD-D9TV}}\n"
    (asking.book / ACT).write_text(
        text.replace("because", f"{told}{codes}because"), encoding="utf-8"
    )
    made = asking.kith(["introduction", "made", "2026-11-ada-byrne-bo-chen", "--on", "2026-11-01"])
    assert made.code == 0, made
    assert len(set(kept(asking))) == 5
    loop = asking.kith(["draft", "loop", "2026-11-ada-byrne-bo-chen", "--to", "bo-chen", "--text"])
    assert "We met" in loop.out
    assert "Not yet" in loop.out
    assert set(codes_in(loop.out)) < set(kept(asking))
