"""Answers to how somebody found the owner, as people write them, and the sorts they name."""

from __future__ import annotations

from kithbook.language.found_words import SOURCES, sources_in

ANSWERS = {
    "Your talk on tides in May, third row.": "talk",
    "I heard you read in Bruges, and then your website.": "talk page",
    "An article in the Sunday paper": "written",
    "The second chapter of your book about fog": "written",
    "a Podcast-episode on bells": "aired",
    "Googled \u201cbell founder small parish\u201d, found your page": "page search",
    "We were both in the choir of St Anne": "shared",
    "We are in the same mailing-list.": "shared",
    "My sister mentioned you": "somebody",
    "word-of-mouth": "somebody",
    "You answered my letter two years ago": "letters",
    "Online": "online",
    "An online article": "written",
    "He bound our songbook and keeps the books of thirty weavers": "",
    "Er hat unser Liederbuch gebunden": "",
    "Of course by pure chance": "",
    "The blue anchor on the quay": "",
    "I just knew.": "",
    "\u041e\u0442 \u0441\u043e\u0441\u0435\u0434\u0430": "",
    "Ihr Festvortrag in Kiel": "talk",
    "Eine Buchbesprechung und der Zeitungsartikel dazu": "written",
    "Im Radio, die Sendung \u00fcber N\u00e4hte": "aired",
    "Ueber Ihre Webseite, die ich ueber eine Suchmaschine fand": "page search",
    "Wir singen beide im selben Kirchenchor": "shared",
    "Eine Freundin hat mir von Ihnen erz\u00e4hlt": "somebody",
    "Ihr Brief vom M\u00e4rz": "letters",
    "Bei einem Besuch vereinbart": "",
    "Votre conf\u00e9rence \u00e0 Lyon": "talk",
    "J'ai lu l\u2019article dans le journal": "written",
    "VOTRE SITE, trouve par une recherche": "page search",
    "Un ami m\u2019a parl\u00e9 de vous": "somebody",
    "Su charla en C\u00e1diz": "talk",
    "Un amico mi ha parlato di lei": "somebody",
    "Uw lezing, en een vriend": "talk somebody",
    "O seu livro": "written",
    "Ert f\u00f6redrag i Lund": "talk",
}


def test_the_sorts_that_answers_name() -> None:
    found = {answer: " ".join(sources_in(answer)) for answer in ANSWERS}
    assert found == ANSWERS
    assert {sort for sorts in ANSWERS.values() for sort in sorts.split()} == set(SOURCES)
    assert sources_in("") == sources_in("<script>\0 {{ x }}") == ()
    assert sources_in("a" * 300_000 + " talk") == ()
