"""Answers by a tap or in words, as mail programs make them: what is proposed, and what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from kithbook.actions.mailed_answers import MailedAnswers, hear
from kithbook.actions.record_step import Records, open_records
from kithbook.book.load import load_book
from kithbook.requests.incoming import from_text
from kithbook.requests.mailboxes import read_bytes
from tests.actions.conftest import Desk

TODAY = date(2026, 11, 30)
ME = "vera@example.org"
ADA, KOFI, NELL = "K7QM-CXWD-D9TV", "T4HC-N8PW-J2KR", "V6XD-M3RF-C7QH"
OLD, NEW, MET, LUC = "C4DF-H2JK-M3NP", "D6HJ-K4MN-P8QR", "F2JK-M9NP-Q4RT", "H8KM-N6PQ-R3TV"
ACTS = {
    "ada-kofi": f"""between: [ada-byrne, kofi-mensah]
asked: {{ada-byrne: 2026-11-24}}
codes: {{ada-byrne: {{ask: {ADA}}}, kofi-mensah: {{ask: {KOFI}}}}}
""",
    "nell-luc": f"""between: [nell-abernathy, luc-bernard]
asked: {{nell-abernathy: 2026-10-01, luc-bernard: 2026-10-02}}
answered: {{nell-abernathy: {{said: yes}}, luc-bernard: {{said: yes}}}}
codes: {{nell-abernathy: {{ask: {NELL}, met: {MET}}}, luc-bernard: {{met: {LUC}}}}}
made: 2026-11-10
""",
    "later": f"""between: [luc-bernard, kofi-mensah]
asked: {{luc-bernard: 2026-11-20}}
answered: {{luc-bernard: {{on: 2026-10-01, said: later}}}}
codes: {{luc-bernard: {{ask: [{OLD}, {NEW}]}}}}
""",
}
PEOPLE = {
    "Ada Byrne": "[ada@example.org, ada@work.example.org]",
    "Kofi Mensah": "kofi@example.org",
    "Nell Abernathy": "nell@example.org",
    "Luc Bernard": "luc@example.org",
}


@pytest.fixture
def book(tmp_path: Path) -> Desk:
    for folder in ("people", "introductions"):
        (tmp_path / folder).mkdir()
    for name, email in PEOPLE.items():
        text = f"---\nname: {name}\nreach: {{email: {email}}}\n---\n"
        (tmp_path / "people" / f"{name.lower().replace(' ', '-')}.md").write_text(text)
    for name, keys in ACTS.items():
        (tmp_path / "introductions" / f"{name}.md").write_text(f"---\n{keys}---\n")
    return Desk(tmp_path, TODAY)


def mail(
    text: str = "",
    subject: str = f"Yes {ADA}",
    sender: str = "Ada Byrne <ada@example.org>",
    *,
    html: str = "",
    on: str = "Sat, 28 Nov 2026 09:00:00 +0100",
    **headers: str,
) -> bytes:
    made = EmailMessage(SMTP)
    for name, value in {"From": sender, "To": ME, "Subject": subject, "Date": on}.items():
        made[name] = value
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if html and not text:
        made.set_content(html, subtype="html")
    else:
        made.set_content(text)
        if html:
            made.add_alternative(html, subtype="html")
    return made.as_bytes()


@cache
def opened(root: Path, _state: int) -> Records:
    return open_records(root, load_book(root), TODAY)


def heard(book: Desk, *mails: bytes) -> MailedAnswers:
    records = opened(book.root, hash(tuple(book.files().values())))
    came = [one for raw in mails for one in read_bytes(raw, "a.eml", TODAY)]
    return hear(records, came, ME)


def said(answers: MailedAnswers) -> list[str]:
    """What is proposed of whom, or why not."""
    return [f"{one.who} {' '.join(one.said)}" if one.applies else one.says for one in answers.heard]


QUESTION = f"""Dear Ada,

May I introduce you to Kofi?

Warmly,
Vera

A tap is enough: each of these opens a mail that is ready to send.
Or just answer this mail, and leave {ADA} in it.

Yes
<mailto:{ME}?subject=Yes%20{ADA}&body=Yes%20{ADA}>

No
<mailto:{ME}?subject=No%20{ADA}&body=No%20{ADA}>"""
QUOTED = "\n".join(f"> {line}".rstrip() for line in QUESTION.splitlines())
BLOCK = f"From: Vera <{ME}>\nSent: Tuesday, 24 November 2026 10:00\nTo: Ada Byrne\nSubject: May I?"
LABELS = {
    "Yes": "yes", "Ja": "yes", "Oui": "yes", "Sí": "yes", "Sì": "yes", "Sim": "yes", "No": "no",
    "Nein": "no", "Non": "no", "Nee": "no", "Não": "no", "Nej": "no", "Later": "later",
    "Später": "later", "Plus tard": "later", "Más tarde": "later", "Più tardi": "later",
    "Mais tarde": "later", "Senare": "later",
}  # fmt: skip
TAPPED = {
    "as it is made": mail(f"Yes {ADA}"),
    "no subject": mail(f"Yes {ADA}\n", ""),
    "no body": mail(),
    "another address of hers": mail(sender="ada@work.example.org"),
    "a name in capitals": mail(sender="ADA BYRNE <ADA@EXAMPLE.ORG>"),
    "said to come from there": mail(Reply_To="ada@example.org", Sender="<ada@example.org>"),
    "words that go on": mail(f"Yes {ADA}\n\nGladly, but he should ring, not write. No rush."),
    "a notice of the firm": mail(
        f"Yes {ADA}\n\nAda Byrne | Fernway\nCONFIDENTIALITY NOTICE: This e-mail and any files are"
        " confidential. No contract is made by e-mail. Later changes are void."
    ),
    "html alone": mail(html=f"<div dir=ltr>Yes {ADA}<br></div><div>Sent from my iPhone</div>"),
    "both": mail(f"Yes {ADA}", html=f"<p>Yes {ADA}</p>"),
    "small letters and other hyphens": mail("", f"yes {ADA.lower().replace('-', chr(0x2011))}"),
    "broken": mail(f"Yes {ADA[:10]}\n{ADA[10:]}", "(no subject)"),
    "code first": mail("", f"{ADA} yes"),
    "in brackets": mail("", f"Yes [{ADA}]"),
    "still escaped": mail("", f"Yes%20{ADA}"),
    "forwarded to me as a mail": mail(
        f"---------- Forwarded message ---------\nFrom: Ada Byrne <ada@example.org>\n"
        f"Date: Sat, Nov 28, 2026\nSubject: Yes {ADA}\nTo: <{ME}>\n\nYes {ADA}\n",
        f"Fwd: Yes {ADA}",
        f"Vera <{ME}>",
    ),
    **{
        f"prefix {one}": mail("", f"{one} Yes {ADA}")
        for one in ("Re:", "AW:", "SV:", "Fwd:", "WG:", "TR :", "RV:", "Antw:", "RE[2]:", "R: I:",
                    "[EXTERN] Re:", "Doorst:", "回复：")
    },
}  # fmt: skip
WRITTEN = {
    "yes": ("Yes", "Yes, gladly!", "Hi Vera,\n\nyes please.\n\nAda", "Ja, sehr gern.",
            "Volontiers !", "Hallo Vera, ja gerne!\n\nLG Ada", "Claro que sí", "Ja tack",
            "Sim, com prazer", "Ok"),
    "no": ("No, thank you.", "Nein, lieber nicht", "Non merci", "Liever niet.", "Nej tack!"),
    "later": ("Not now, sorry.", "Vielleicht später", "Pas maintenant.", "Inte just nu"),
}  # fmt: skip
UNCLEAR = (
    "I wonder. What does he do all day?",
    "Yes, but not before you have told me more.",
    "Yes, I know him already.",
    "Perhaps.",
    "No me importa en absoluto.",
    "Não tenho nada contra.",
)


def test_a_tap_is_known_however_it_came_through(book: Desk) -> None:
    for name, raw in TAPPED.items():
        assert (name, said(heard(book, raw))) == (name, ["ada-byrne yes"])
    for label, meant in LABELS.items():
        assert (label, said(heard(book, mail("", f"{label} {ADA}")))) == (
            label,
            [f"ada-byrne {meant}"],
        )


def test_an_answer_in_words_is_known_by_what_it_quotes(book: Desk) -> None:
    tails = (
        f"\n\nOn Tue, 24 Nov 2026 at 10:00, Vera <{ME}> wrote:\n{QUOTED}",
        f"\n\nLe mar. 24 nov. 2026 à 10:00, Vera <{ME}> a écrit :\n{QUOTED}",
        f"\n\nOp di 24 nov 2026 om 10:00 schreef Vera Lindholm <{ME}>:\n{QUOTED}",
        f"\n\n________________________________\n{BLOCK}\n\n{QUESTION}",
        f"\n\n-----Original Message-----\n{BLOCK}\n\n{QUESTION}",
    )
    bat = "\n".join(f"VL> {line}" for line in QUESTION.splitlines())
    below = mail(f"Hello Vera,\n\nTuesday, you wrote:\n\n{bat}\n\nNo, thank you, I have no time.")
    assert said(
        heard(book, below.replace(f"Subject: Yes {ADA}".encode(), b"Subject: Re[2]: May I?"))
    ) == ["ada-byrne no"]
    written = [(text, meant) for meant, texts in WRITTEN.items() for text in texts]
    for (text, meant), tail in zip(written, cycle(tails), strict=False):
        found = said(heard(book, mail(text + tail, "Re: May I introduce you to Kofi?")))
        assert (text, tail, found) == (text, tail, [f"ada-byrne {meant}"])
    for text in UNCLEAR:
        answers = heard(book, mail(text + tails[0], "Re: May I introduce you to Kofi?"))
        assert not answers.edits
        assert not answers.rest
        (one,) = answers.heard
        assert "no clear answer" in one.says
        assert text in one.says
        assert one.command[-4:] == ("ada-byrne", "yes|no|later", "--on", "2026-11-28")


def test_words_beside_it_are_kept_as_its_words(book: Desk) -> None:
    raw = mail(
        f"Yes {ADA}\n\nGladly, [[after]] Easter: # he may ring.\n\nWarmly,\nAda\n-- \nAda, CFO"
    )
    answers = heard(book, raw)
    book.commit(answers.as_edits())
    ((_, answered),) = book.network.introductions[0].answered
    assert (answered.said, str(answered.on)) == ("yes", "2026-11-28")
    assert answered.words == "Gladly, [[after]] Easter: # he may ring."
    assert "said yes" in said(heard(book, raw))[0]


def test_news_are_recorded_as_the_step_that_they_are(book: Desk) -> None:
    nell, luc = "nell@example.org", "luc@example.org"
    not_yet = mail("The boat is late.", f"Not yet {MET}", nell)
    book.commit(heard(book, not_yet).as_edits())
    line = "2026-11-28 email: has not yet met [[Luc Bernard]]: The boat is late."
    assert line in book.text("people/nell-abernathy.md")
    assert "already" in said(heard(book, not_yet))[0]
    met = mail("", f"Wir haben uns getroffen {LUC}", luc)
    book.commit(heard(book, met).as_edits())
    assert str(book.network.introductions[2].met) == "2026-11-28"
    useful = mail("He lent me his kiln.", f"Utile {MET}", nell)
    book.commit(heard(book, useful).as_edits())
    outcome = book.network.introductions[2].outcome
    assert outcome
    assert (outcome.was, outcome.note) == ("useful", "He lent me his kiln.")
    assert "It is known" in said(heard(book, mail("", f"Nothing {LUC}", luc)))[0]


def test_later_makes_the_code_of_the_next_question(book: Desk) -> None:
    book.commit(heard(book, mail("", f"Later {ADA}")).as_edits())
    ((_, codes), _) = book.network.introductions[0].codes
    assert codes.ask[0] == ADA
    assert len(codes.ask) == 2
    assert "earlier question" in said(heard(book, mail("", f"Yes {ADA}")))[0]


FORGED = {
    "names mal@example.org as its sender": mail(sender="mal@example.org"),
    "names mal@example.org as": mail(sender='"ada@example.org" <mal@example.org>'),
    "names kofi@example.org as": mail(sender="kofi@example.org"),
    "Kofi Mensah has not been asked": mail("", f"Yes {KOFI}", "kofi@example.org"),
    "which no introduction has": mail("", "Yes X9XX-X9XX-X9XX"),
    "says no clear answer": mail("", f"Useful {ADA}"),
    "names else@example.org as": mail(Reply_To="else@example.org"),
    "(DMARC)": mail(Authentication_Results="mx.example.org; spf=fail; dmarc=fail"),
    "something about Kofi": mail(f"Yes {ADA}\n\nPardon, mauvaise ligne : c’est non."),
    "says yes and no": mail(f"No {ADA}"),
    "says yes and later": mail(f"Yes {ADA}\n\nThank you, he sounds kind. Later, though."),
    "holds 2 codes": mail(f"Yes {KOFI}"),
    "earlier question": mail("", f"Yes {OLD}", "luc@example.org"),
    "said yes, and now says no": mail("", f"No {NELL}", "nell@example.org"),
    "cannot have come before that": mail(on="Fri, 20 Nov 2026 09:00:00 +0100"),
    "forwarded by mal@example.org": mail(
        f"---------- Forwarded message ---------\nFrom: Ada <ada@example.org>\n"
        f"Date: Sat, Nov 28, 2026\nSubject: Yes {ADA}\n\nYes {ADA}\n",
        f"Fwd: Yes {ADA}",
        "mal@example.org",
    ),
    "your own question to Ada Byrne": mail(QUESTION, "May I?", f"Vera <{ME}>"),
}


def test_what_does_not_agree_is_told_and_not_recorded(book: Desk) -> None:
    for why, raw in FORGED.items():
        answers = heard(book, raw)
        assert (why, answers.edits, answers.rest) == (why, (), ())
        assert why.replace("says no clear", "no clear") in said(answers)[0]
    reply_to = mail(sender="mal@example.org", Reply_To="ada@example.org")
    assert "names mal@example.org as" in said(heard(book, reply_to))[0]
    automatic = heard(book, mail(f"I am away.\n\n{QUOTED}", Auto_Submitted="auto-replied"))
    assert not automatic.heard
    assert not automatic.edits


LATE = {
    "the other said no": ("ada-kofi", "answered: {kofi-mensah: {on: 2026-11-25, said: no}}", ADA),
    "You set these two aside": ("ada-kofi", "set_aside: {on: 2026-11-26}", ADA),
    "settle first": ("other", "between: [kofi-mensah, ada-byrne]", ADA),
    "is paused": ("../people/kofi-mensah", "pause: true", ADA),
    "its code is that of an earlier question": ("nell-luc", "made: 2026-09-01", MET),
}


def test_what_comes_late_is_told(book: Desk) -> None:
    for why, (name, line, code) in LATE.items():
        path = book.root / "introductions" / f"{name}.md"
        was = path.read_text(encoding="utf-8") if path.exists() else "---\n---\n"
        front = was.replace("made: 2026-11-10\n", "").removesuffix("---\n")
        path.write_text(f"{front}{line}\n---\n", encoding="utf-8")
        sender, words = (
            ("nell@example.org", "Not yet") if code == MET else ("ada@example.org", "No")
        )
        answers = heard(book, mail("", f"{words} {code}", sender))
        assert (why, answers.edits) == (why, ())
        assert why in said(answers)[0]
        path.write_text(was, encoding="utf-8")
        if name == "other":
            path.unlink()


def test_two_answers_are_one_or_none(book: Desk) -> None:
    yes, no = mail(), mail("", f"No {ADA}", on="Sun, 29 Nov 2026 09:00:00 +0100")
    assert [one.applies for one in heard(book, yes, yes).heard] == [True, False]
    both = heard(book, yes, no)
    assert not both.edits
    assert ["says no." in one.says or "says yes." in one.says for one in both.heard] == [True, True]
    book.commit(heard(book, yes).as_edits())
    assert "said yes on 2026-11-28, and now says no" in said(heard(book, no))[0]


def test_other_letters_stay_requests(book: Desk) -> None:
    stranger = "Bo <bo@example.org>"
    letters = (
        mail(f"I was sent this. Could you advise me on kilns?\n\nOn x wrote:\n{QUOTED}", "Kilns",
             stranger),
        mail("My licence is DFGH-JKMN-PQRT, and I would like to meet you.", "Hello", stranger),
    )  # fmt: skip
    answers = heard(book, *letters)
    assert not answers.heard
    assert len(answers.rest) == 2


def test_pasted_by_the_owner_it_is_matched_by_its_from(book: Desk) -> None:
    records = open_records(book.root, load_book(book.root), TODAY)
    pasted = (
        f"From: Ada Byrne <ada@example.org>\nDate: 28 Nov 2026\nTo: me\nSubject: Yes\n\nYes {ADA}"
    )
    assert said(hear(records, [from_text(pasted, TODAY)], ME)) == ["ada-byrne yes"]
    bare = hear(records, [from_text(f"Yes {ADA}", TODAY)], ME)
    assert "does not say from which address" in said(bare)[0]
    twice = replace(records.network.introductions[0], path="introductions/copy.md")
    network = replace(records.network, introductions=(*records.network.introductions, twice))
    records = open_records(book.root, network, TODAY)
    assert not hear(records, [from_text(pasted, TODAY)], ME).edits
