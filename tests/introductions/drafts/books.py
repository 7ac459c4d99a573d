"""One small book in which an introduction stands wherever a test wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.book.network import Network
from kithbook.introductions.drafts import Draft, Kind, Withheld, draft
from kithbook.introductions.state import Progress, all_progress
from tests.insight.books import TODAY, load_case

OWNER = "Vera Lindholm"
BLURB = {
    "en": "> We are six people building software for savings circles, and hire four more\n"
    "> this autumn. Could I have one hour on pay with someone who has done it from\n"
    "> nothing? I bring a draft to tear up, and lunch.\n",
    "de": "> Wir sind sechs Leute, schreiben Software für Sparkreise und stellen im Herbst\n"
    "> vier weitere ein. Dürfte ich eine Stunde lang jemanden zu Gehältern fragen, der\n"
    "> das von null aufgebaut hat? Ich bringe einen Entwurf mit, und Mittagessen.\n",
    "fr": "> Nous sommes six à écrire un logiciel pour des cercles d’épargne, et nous en\n"
    "> embauchons quatre cet automne. Pourrais-je parler une heure de salaires avec une\n"
    "> personne qui l’a fait en partant de rien ? J’apporte un brouillon, et le déjeuner.\n",
}
REASONS = {
    "en": (
        "he has just closed a seed round and wants pay bands before he hires",
        "she built the function from zero, twice, and likes founders who ask early",
    ),
    "de": (
        "er hat eben eine erste Finanzierung und will Gehaltsbänder, bevor er einstellt",
        "sie hat das zweimal von null aufgebaut und mag Gründer, die früh fragen",
    ),
    "fr": (
        "il vient de boucler un premier financement et veut une grille avant d’embaucher",
        "elle a bâti cela deux fois en partant de rien, et aime qu’on demande tôt",
    ),
}
SAID_OF_KOFI = {
    "en": "Kofi runs a small workshop for savings circles.",
    "de": "Kofi betreibt eine kleine Werkstatt für Sparkreise.",
    "fr": "Kofi tient un petit atelier pour cercles d’épargne.",
}
ADA = "name: Ada Byrne\nreach: {email: ada@example.org}\nmet: {through: bo}\n"
KOFI = "name: Kofi Mensah\nreach: {email: kofi@example.org, phone: +1 281 555 0177}\n"
BO = "name: Bo Chen\nreach: {email: bo@example.org}\n"
PUBLIC = "public: {said}\nconsent: {on: 2026-01-01, shows: [public, name]}\n"
SHOWN = ADA + "consent: {on: 2026-01-01, shows: [name]}\n"
FROM_KOFI = "asked_by: kofi\n"
WEAK = "Forwardable: May I pick her brain?"
DECLINED = "answered: {ada: {said: no}}\n"
ASKED = "asked: {ada: 2026-11-10}\n"
MADE = "made: 2026-11-01\n"


@dataclass(frozen=True, slots=True)
class Case:
    """An introduction of Ada and Kofi: what its file says, and what is drafted from it."""

    name: str
    kind: Kind | None
    front: str = ""
    body: str = ""
    to: str = ""
    ada: str = ADA
    kofi: str = KOFI


def book(root: Path, case: Case, language: str = "en", sign_off: str = "") -> Network:
    for_ada, for_kofi = REASONS.get(language, REASONS["en"])
    because = f"because:\n  ada: {for_ada}\n  kofi: {for_kofi}\n"
    body = case.body.replace("{blurb}", BLURB.get(language, BLURB["en"]))
    text = f"---\nbetween: [ada, kofi]\n{because}{case.front}---\n{body}"
    kofi = case.kofi.replace("{said}", SAID_OF_KOFI.get(language, SAID_OF_KOFI["en"]))
    signed = f"sign_off: {sign_off}\n" if sign_off else ""
    return load_case(
        root,
        {
            "people": {"ada": case.ada, "kofi": kofi, "bo": BO},
            "files": {"introductions/2026-11-ada-kofi.md": text},
            "settings": f"language: {language}\n{signed}",
        },
    )


def only(network: Network, today: date = TODAY) -> Progress:
    (one,) = all_progress(network, today)
    return one


def made(root: Path, case: Case, language: str = "en") -> Draft:
    """The draft of a case, which must not be withheld."""
    one = asked_for(root, case, language)
    assert isinstance(one, Draft), one
    return one


def refused(root: Path, case: Case, language: str = "en") -> str:
    """Why a draft is withheld, which it must be."""
    one = asked_for(root, case, language)
    assert isinstance(one, Withheld), one
    return one.says


def asked_for(root: Path, case: Case, language: str = "en") -> Draft | Withheld:
    network = book(root, case, language)
    return draft(network, only(network), case.kind, OWNER, TODAY, to=case.to)


CASES = (
    Case("ask, on my own initiative", "ask", kofi=KOFI + PUBLIC, to="ada"),
    Case("ask, wished for, no words yet", "ask", FROM_KOFI),
    Case("ask, wished for, in their words", "ask", FROM_KOFI, "Forwardable, by Kofi:\n\n{blurb}"),
    Case("ask the second, after a yes", "ask", "answered: {ada: {on: 2026-11-03, said: yes}}\n"),
    Case(
        "ask again, after later",
        "ask",
        "answered: {ada: {on: 2026-10-03, said: later}}\n",
        to="ada",
    ),
    Case("forwardable, none yet", "forwardable", FROM_KOFI, ada=SHOWN),
    Case("forwardable, weak", "forwardable", FROM_KOFI, WEAK, ada=SHOWN),
    Case("forwardable, none yet, to somebody who is not to know whom", "forwardable", FROM_KOFI),
    Case("forwardable, weak, to somebody who is not to know whom", "forwardable", FROM_KOFI, WEAK),
    Case("nudge", "nudge", ASKED),
    Case("introduction", "introduction", FROM_KOFI + "answered: {ada: {said: yes}}\n"),
    Case(
        "introduction, one without an address",
        "introduction",
        FROM_KOFI + "answered: {ada: {said: yes}}\n",
        ada="name: Ada Byrne\nreach: {phone: +1 713 555 0142}\n",
        kofi=KOFI + PUBLIC,
    ),
    Case("no", "no", FROM_KOFI + DECLINED, ada=SHOWN),
    Case("no, to somebody who is not to know whom", "no", FROM_KOFI + DECLINED),
    Case("loop, after two weeks", "loop", MADE),
    Case("loop, after two months", "loop", "made: 2026-09-01\n"),
    Case("loop, after they met", "loop", "made: 2026-09-01\nmet: 2026-09-20\n"),
    Case("thanks, useful", "thanks", MADE + "outcome: {on: 2026-11-20, was: useful}\n"),
    Case("thanks, pleasant", "thanks", MADE + "outcome: {on: 2026-11-20, was: pleasant}\n"),
    Case("thanks, nothing", "thanks", MADE + "outcome: {on: 2026-11-20, was: nothing}\n"),
    Case("thanks onward", "thanks", MADE + "outcome: {was: useful}\n", to="bo"),
)
