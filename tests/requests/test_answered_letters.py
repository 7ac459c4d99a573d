"""Letters as people write them: the draft answers the question and the day, and quotes no more."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.airlock.forms import Kind
from kithbook.book.load import load_book
from kithbook.insight.inbox import threads
from kithbook.requests.letterheads import letterhead
from kithbook.requests.replies import Answer, draft
from tests.requests.books import TODAY, book, take_in
from tests.requests.mangling import note

PEOPLE = {
    "people/kofi-mensah.md": "---\nname: Kofi Mensah\nreach: {email: kofi@example.org}\n---\n"
}


class Letter(NamedTuple):
    """A letter or the answers of a form, what its draft says, and what it must not say."""

    name: str
    text: str | Mapping[str, str]
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    language: str = "en"
    subject: str = "A question from the harbour"


LETTERS = (
    Letter(
        "Zoë Müller",
        "Dear Ms. Lindholm,\n\nYour talk on tide tables at the harbour museum has "
        "stayed with me:\n"
        "I measure the tides at our pier in Kiel. Could we talk on the telephone on\nTuesday,"
        " 1 December at nine? Half an hour would do.\n\nKind regards,\nZoë Müller\n"
        "Harbour Office Kiel\nTel. +49 431 555 0142\n",
        ("Dear Zoë,", "Could we talk on the telephone on Tuesday, 1 December at nine?”",
         "Yes, gladly.", "suits me: Tuesday, 1 December at nine."),
        ("Ms. Lindholm", "Harbour Office", "Which two times"),
    ),
    Letter(
        "Nguyễn Thị Hoa",
        "Hi Vera! I found your page through the choir list. Which songs do you sing with people "
        "who cannot read music? I lead a choir of fifteen.\n\nBest,\nHoa\n\nSent "
        "from my iPhone\n",
        ("Dear Nguyễn Thị Hoa,", "“Which songs do you sing with people who cannot read music?”",
         "I will gladly tell you what I know of it."),
        ("Hi Vera", "iPhone", "Best,", "choir list"),
    ),
    Letter(
        "Sam Okafor",
        "Hello,\n\nI would like to see how you keep a bakery open with two people. I am free on "
        "Thursday 3 December in the afternoon or Friday at ten.\n\nThank you for reading this!\n"
        "Sam\n-- \nSam Okafor, baker\n",
        ("“I would like to see how you keep a bakery open with two people.”",
         "Of the times that you name, this one suits me: Thursday 3 December in the afternoon."),
        ("Hello,", "Thank you for reading", "baker\n"),
    ),
    Letter(
        "Anna Holm",
        "Hi Vera,\nI'm a baker in Bergen. Any chance of a call next week, say Wed 2 "
        "Dec around 4pm?"
        "\n\nCheers\nAnna\n+47 555 01 42\n",
        ("say Wed 2 Dec around 4pm?”", "Yes, gladly. The time that you name suits me: Wed 2 Dec"),
        ("Hi Vera", "Cheers", "555"),
    ),
    Letter(
        "Zed Noor",
        "On Tue, 3 Nov 2026 at 10:00, Vera wrote:\n> thanks\n\nHola Vera, can I come by on "
        "Saturday?\n\nBest regards, Zed!",
        ("You ask: “can I come by on Saturday?”", "suits me: Saturday."),
        ("Hola", "wrote", "thanks\n", "regards, Zed"),
    ),
    Letter(
        "Paul Weiß",
        "Liebe Frau Lindholm, ich würde gern bei Ihnen das Segeln lernen. Geht das? Herzliche "
        "Grüße, Paul Weiß",
        ("„ich würde gern bei Ihnen das Segeln lernen. Geht das?“", "Ja, sehr gern."),
        ("Liebe Frau", "Grüße, Paul"),
    ),
    Letter(
        "Chidi Eze",
        "Hello Ms. Lindholm,\n\nFriends say you know Kofi Mensah. I would be grateful for an "
        "introduction to him.\nCould you ask him before 8 December?\n\nMany thanks,\nChidi Eze\n",
        ("“Could you ask him before 8 December?”", "Yes, I will ask.", "you name: 8 December."),
        ("Kofi", "Which two times"),
    ),
    Letter(
        "Iris Haas",
        "Liebe Vera,\nam 3. März lesen wir über die Gezeiten. Hätten Sie Lust, bei "
        "uns vorzulesen?"
        "\n\nEs grüßt Sie herzlich\nIris Haas\nBuchhandlung am Siel",
        ("„Hätten Sie Lust, bei uns vorzulesen?“", "notiert: 3. März."),
        ("Liebe Vera", "Siel", "grüßt"),
    ),
    Letter(
        "Frank Ebert",
        "Guten Abend,\nmein Sohn sucht einen Platz für sein Praktikum. Wäre das bei "
        "Ihnen möglich? "
        "Wir könnten am Samstag um 11 Uhr vorbeikommen.\nFreundlich grüßt\nFrank Ebert\n",
        ("sein Praktikum. Wäre das bei Ihnen möglich?“", "passt mir: Samstag um 11 Uhr."),
        ("Guten Abend", "Freundlich"),
    ),
    Letter(
        "Ines Braga",
        {"how_found": "A friend sent me the link.", "why": "We are moving our school of eighty "
         "children into a former mill, and our permit ends on 18 December.",
         "ask": "One look at the list of forms you needed"},
        ("“One look at the list of forms you needed”", "noted the day that you name: 18 December."),
    ),
    Letter(
        "Jonas Brandt",
        "Sehr geehrte Frau Lindholm,\n\nich lese seit Jahren Ihre Gezeitentafeln. Hätten Sie am "
        "Dienstag, den 1. Dezember um neun Uhr\neine halbe Stunde für mich?\n\n"
        "Mit freundlichen Grüßen\nJonas Brandt\n",
        ("Guten Tag Jonas Brandt,", "passt mir: Dienstag, den 1. Dezember um neun Uhr.",
         "„Hätten Sie am Dienstag, den 1. Dezember um neun Uhr eine halbe Stunde für mich?“"),
        ("Sehr geehrte", "Grüßen\nJonas", "Welche zwei"),
    ),
    Letter(
        "Kovács Anna",
        "Liebe Vera,\nworan erkennt man einen guten Bootsbauer? Ich habe von meinem "
        "Onkel ein altes"
        " Boot geerbt.\n\nLG Anna",
        ("Guten Tag Kovács Anna,", "„woran erkennt man einen guten Bootsbauer?“",
         "Dazu sage ich Ihnen gern, was ich weiß."),
        ("Liebe Vera", "LG Anna"),
    ),
    Letter(
        "Petra Sommer",
        "Hallo Frau Lindholm,\n\nich suche jemanden, der mir die ersten Schritte mit "
        "Bienen zeigt. "
        "Bis zum 15. Dezember muss ich mich\nim Verein anmelden.\n\nViele Grüße aus Husum\n"
        "Petra Sommer\nPS: Ihr Garten ist schön.\n",
        ("Darum bitten Sie: „ich suche jemanden, der mir die ersten Schritte mit Bienen zeigt.“",
         "notiert: 15. Dezember."),
        ("Hallo Frau", "Husum", "passt mir"),
    ),
    Letter(
        "Claire Dubois",
        "Bonjour Madame,\n\nJe dirige une chorale de quinze personnes. Pourriez-vous me recevoir "
        "mardi 1er décembre à neuf heures ?\n\nBien cordialement,\nClaire Dubois\n",
        ("Bonjour Claire,", "Pourriez-vous me recevoir mardi 1er décembre à neuf heures ?",
         "mardi 1er décembre à neuf heures."),
        ("Madame", "Pourriez-vous me proposer"),
    ),
    Letter(
        "Marc Petit",
        {"how_found": "Par la page du musée.", "why": "Nous restaurons un vieux gréement à trois.",
         "ask": "Comment avez-vous trouvé le bois pour le mât ?"},
        ("Comment avez-vous trouvé le bois pour le mât ?", "Je vous dirai volontiers"),
        language="fr",
    ),
    Letter(
        "Liesbeth de Wit",
        {"wants": "Kofi Mensah", "why_them": "I would like to ask Kofi how he pays his people.",
         "for_them": "He gets our tables, before 10 December.",
         "forwardable": "We are six and build software for savings clubs."},
        ("Yes, I will ask. They get the paragraph", "noted the day that you name: 10 December."),
        ("Kofi", "Mensah"),
    ),
    Letter(
        "Tomasz Zając",
        "Dear Vera,\n\nwe repair looms. Could you introduce me to Kofi Mensah? I would like to "
        "show him our new\nshuttle.\n\nWith best wishes,\nTomasz\n",
        ("Dear Tomasz,", "Thank you for your note and for your question.", "Yes, I will ask."),
        ("Kofi", "Mensah", "Which two times", "Dear Vera"),
    ),
    Letter(
        "Amara Diallo",
        {"wants": "Somebody who has moved a workshop", "why_them": "Could you introduce me to "
         "somebody who has moved a workshop with ten people?"},
        ("“Could you introduce me to somebody who has moved a workshop with ten people?”",
         "please write me two or three sentences"),
        ("the paragraph that you wrote",),
    ),
    Letter(
        "Jürgen Falk",
        {"wants": "Jemand mit Erfahrung im Deichbau", "why_them": "Darf ich mit jemandem sprechen, "
         "der einen Deich erhöht hat?", "forwardable": "Wir sind ein Dorf hinter dem Deich."},
        ("„Darf ich mit jemandem sprechen, der einen Deich erhöht hat?“", "Ja, ich frage nach."),
        language="de",
    ),
    Letter(
        "Miller, Joan",
        "Dear Vera,\n\nI shall be in Rotterdam between 3 and 5 December and would "
        "gladly come by.\n\n"
        "Kind regards\nJoan Miller | Clerk\nOffice hours Monday to Friday 9 to 4\n",
        ("Dear Joan,", "suits me: between 3 and 5 December."),
        ("Office hours", "Clerk", "Which two times"),
    ),
    Letter(
        "lex",
        "found your page on a poster by the ferry\n\nwe run a boat kitchen, 4 of us. "
        "is thursday the "
        "3rd ok to come and see your pans or shd we wait\n\nSent from my iPhone\n",
        ("“is thursday the 3rd ok to come and see", "Yes, gladly.", "suits me: thursday the 3rd."),
        ("iPhone", "poster"),
    ),
    Letter(
        "Alma Reyes",
        "Dear Vera,\n\nI keep the lamps of 40 buoys and liked your tables.\n\nWarm regards\n\n"
        "Alma Reyes\n\nPS: Do you oil the brass or leave it dull?\n\nReyes Lamps, "
        "closed Sundays\n",
        ("“Do you oil the brass or leave it dull?”",),
        ("closed Sundays", "PS"),
    ),
    Letter(
        "Ola Berg",
        "Hi Vera,\n\nAny chance of ten minutes on the phone? I could do\n\n  1) Tue "
        "1 Dec, any time "
        "after 3\n  2) Thu 3 Dec before 10\n\nwhichever is easier.\n\nTa,\nOla\nShed 12\n",
        ("Of the times that you name, this one suits me: Tue 1 Dec, any time after 3.",),
        ("Shed 12", "Which two times"),
    ),
    Letter(
        "Noémie",
        "Salut Vera,\n\nle four est prêt ! On peut s'appeler mercredi 2 décembre à "
        "19 h 15 ? Ton texte "
        "« Le pain » nous a fait rire.\n\nbises\nNoémie\n\nEnvoyé de mon iPhone\n",
        ("convient : mercredi 2 décembre à 19 h 15.",), ("Salut", "bises", "iPhone"), language="fr",
    ),
    Letter(
        "",
        "TO:      Ms V. Lindholm\nFROM:    The Secretary, Pier Society\nDATE:    "
        "20th November 2026\n"
        "SUBJECT: Winter talks\n\nDear Madam,\n\nThe Committee would be obliged to "
        "know whether you "
        "could speak on Friday, 4th December 2026, at half past seven in the evening.\n\n"
        "I remain, Madam,\nYours faithfully,\n\nA. Thorne\nSecretary\n",
        ("Dear A. Thorne,", "me: Friday, 4th December 2026, at half past seven in the evening."),
        ("Winter talks", "Madam", "Pier Society", "20th November"),
    ),
    Letter(
        "Runa Holt",
        "Good morning Vera, answers below.\n\nOn 20/11/2026 19:40, Vera Lindholm "
        "wrote:\n> Dear Runa,\n"
        "> what would you like to talk about?\n\nHow one sells a loom. I have two of them.\n\n"
        "> And when are you free?\n\nWould 2 p.m. on Thursday the 3rd do?\n\n> "
        "Vera\n\nR.\n-- \nHolt Looms\n",
        ("“Would 2 p.m. on Thursday the 3rd do?”", "suits me: 2 p.m. on Thursday the 3rd."),
        ("what would you like", "when are you free", "Holt Looms"),
    ),
    Letter(
        "Jens Harder",
        "Hallo Frau Lindholm,\n\ndanke für die schnelle Antwort. Ich schneide Zapfen "
        "von Hand und hätte "
        "gern gehört, welche Mühlen so etwas noch brauchen.\n\nViele Grüße\nJens\n\n"
        "________________________________\nVon: Vera Lindholm <vera@example.org>\n"
        "Gesendet: Donnerstag, 19. November 2026 10:15\nAn: Jens Harder\nBetreff: AW: Zapfen\n\n"
        "Lieber Herr Harder,\nwann sind Sie denn in der Gegend?\nVera\n",
        ("Guten Tag Jens Harder,", "welche Mühlen so etwas noch brauchen.“"),
        ("wann sind Sie denn", "Donnerstag"), language="de",
    ),
    Letter(
        "Cait Moran",
        "Hi Vera\n\nFound you via the museum's newsletter.\n\nI look after six "
        "families. *Do you know "
        "anyone who speaks Tigrinya and has time?* We can pay.\n\nThanks a million\nCait\n\n"
        "[image: logo]\n*Cait Moran* (she/her)\n",
        ("“Do you know anyone who speaks Tigrinya and has time?”", "Yes, I will ask."),
        ("newsletter", "she/her", "*"),
    ),
    Letter(
        "Edith Crane",
        "Dear Miss Lindholm,\n\nThrough your list my late aunt's 2 barographs found "
        "a home. I should "
        "simply tell you that they run.\n\nYours sincerely,\nEdith Crane (Mrs)\n",
        ("I was glad of it.",), ("Which two times", "Yes, gladly"),
    ),
    Letter(
        "Pfarramt Nordstrand, K. Ehlers",
        "Sehr geehrte Frau Lindholm,\n\nunsere Glocke hat einen Riss. Ich wäre Ihnen "
        "sehr verbunden, wenn "
        "Sie uns mit dem Glockengießer bekannt machten.\n\nGottes Segen\nKarin "
        "Ehlers\nPastorin\n",
        ("mit dem Glockengießer bekannt machten.“", "Ja, ich frage nach.",
         "Guten Tag Pfarramt Nordstrand, K. Ehlers,"),
        ("Gottes Segen", "Pastorin", "Welche zwei Termine"), language="de",
    ),
    Letter(
        "Loïc Kerbrat",
        "Bonjour Vera,\n\nvous parlez d'une relieuse. J'aimerais beaucoup que vous "
        "me mettiez en relation "
        "avec elle.\n\nBien à vous,\nLoïc\n--\nLoïc Kerbrat, conteur\n",
        ("que vous me mettiez en relation avec elle.", "Oui, je vais demander."), ("conteur",),
        language="fr",
    ),
)  # fmt: skip


def raw(letter: Letter) -> bytes:
    if not isinstance(letter.text, str):
        answers = {**letter.text, "name": letter.name, "email": "zoe@example.org"}
        kind: Kind = "introduction" if "wants" in letter.text else "connect"
        return note(answers, kind=kind, language=letter.language).encode()
    message = EmailMessage()
    message["From"] = formataddr((letter.name, "zoe@example.org"))
    message["To"] = "vera@example.org"
    message["Subject"] = letter.subject
    message["Date"] = "Sat, 21 Nov 2026 10:00:00 +0100"
    message.set_content(letter.text)
    return message.as_bytes()


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: one.name or "no name")
def test_a_letter_is_answered(letter: Letter, tmp_path: Path) -> None:
    root = book(tmp_path, PEOPLE)
    take_in(root, raw(letter), name="x.eml" if isinstance(letter.text, str) else "note.txt")
    network = load_book(root)
    (thread,) = threads(network, TODAY)
    head = letterhead(network, thread.message, "Vera Lindholm")
    for answer in (Answer("accepted"), Answer("declined", because="no")):
        text = draft(thread.message, answer, head).text.replace("\xa0", " ")
        assert text.endswith("\nVera Lindholm")
        for words in (*letter.never, letter.subject):
            assert words not in text, text
    text = draft(thread.message, Answer("accepted"), head).text.replace("\xa0", " ")
    for words in letter.says:
        assert words in text, text
