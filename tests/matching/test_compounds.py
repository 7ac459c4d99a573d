"""Compounds are taken apart, and whole words are left whole."""

from __future__ import annotations

import numpy as np
import pytest

from kithbook.matching.compounds import split
from kithbook.matching.word_list import WordList, word_list

COMPOUNDS = """
    obst-salat zahn-arzt-praxis lehrer-zimmer garten-arbeit kinder-wagen wochen-ende
    gaste-zimmer schach-verein gitarren-unterricht hunde-schule bucher-regal
    haus-halt-gerate pflanzen-kunde kaffee-maschine buch-laden rechts-anwaltin
    patenten-anwalt feuer-wehr blut-spende reise-fuhrer nahmaschinen-kurs rucken-schmerzen
    kranken-kasse burger-meister stadt-rat kunst-ausstellung orgel-konzert segel-boot
    ski-lehrer berg-fuhrer kirsch-marmelade honig-glas schaf-wolle holz-arbeiten
    maler-betrieb keller-wand rohr-bruch dach-boden netz-werk drucker-patrone spiel-platz
    kinder-garten-platz abend-schule volks-hoch-schule fuhrer-schein fahr-stunde
    deutsch-kurs sprachen-schule zeitungs-artikel film-abend bach-kantate leih-wagen
    last-wagen kuchen-rezept brot-teig nuss-torte grab-pflege trauer-begleitung
    geburts-hilfe still-beratung
"""
WHOLE = """
    umgebung empfehlung verkauferin gartnerin polizistin luneburg tubingen freiburg
    wittenberg unterhaltung uberraschung durchschnitt wiedersehen nachmittag gegenstand
    ordentlich freundlich gefahrlich hoffentlich musikalisch elektrische verantwortung
    entscheidung beschaftigung bewegung heiraten arbeiten versprochen verstehen eroffnen
    begeistern studieren diskutieren telefonieren programmieren organisieren mitglied
    gebirge katharina sebastian dorothea johannes charlotte gymnasium medikament restaurant
    orchester apotheke familie gelernt mannschaft dankbarkeit
"""
TOY = {
    "zeit": 5.9, "hoch": 5.4, "torte": 3.7, "hochzeit": 4.3, "wand": 4.4, "wander": 3.4, "tee": 4.5,
    "buch": 5.2, "buchen": 4.2, "holz": 4.6, "gruppe": 5.2, "miete": 4.3, "vertrag": 4.9,
    "nach": 5.5, "barn": 3.2, "kraut": 4.0, "krauter": 4.0, "garten": 4.8, "hilfe": 5.2, "art": 5.6,
    "innen": 4.5, "eine": 6.8, "kunst": 5.0, "back": 4.4, "stube": 3.9, "tube": 4.1, "raume": 3.4,
    "gartenzeit": 4.5, "uhr": 5.5, "ente": 4.0, "kirche": 3.4, "untere": 4.0,
}  # fmt: skip


def listed(words: dict[str, float], code: str = "de") -> WordList:
    zipf = np.array([*words.values()], np.float32)
    return WordList({word: row for row, word in enumerate(words)}, zipf, code)


def german() -> WordList:
    found = word_list("de")
    assert found is not None
    return found


def agrees(word: str) -> bool:
    """Whether the parts of a word marked with hyphens are found, but for the joints."""
    meant = word.split("-")
    found = split("".join(meant), german())
    return len(found) == len(meant) and all(
        whole.startswith(part) and len(whole) - len(part) <= 2
        for part, whole in zip(found, meant, strict=True)
    )


def test_most_compounds_are_taken_apart_at_their_joints() -> None:
    words = COMPOUNDS.split()
    assert len(words) == 60
    assert sum(map(agrees, words)) >= 51
    assert sum(bool(split(word.replace("-", ""), german())) for word in words) >= 55


def test_hardly_a_whole_word_is_taken_apart() -> None:
    words = WHOLE.split()
    assert len(words) == 52
    assert [word for word in words if split(word, german())] == ["wittenberg"]


@pytest.mark.parametrize(
    "word, parts",
    [
        ("hochzeitstorte", "hochzeit torte"),  # the fewest parts
        ("gartenkunstgruppe", "garten kunst gruppe"),
        ("wandergruppe", "wander gruppe"),  # a joint costs
        ("buchenholz", "buchen holz"),
        ("backstube", "back stube"),
        ("mietvertrag", "miete vertrag"),  # the e that was lost
        ("kirchgruppe", ""),  # which only common words lose
        ("entgruppe", ""),  # and no word of four letters
        ("krautertee", "krauter tee"),  # few parts are of three letters
        ("kunstart", ""),
        ("uhrzeit", "uhr zeit"),
        ("kunstinnen", ""),  # an ending is no part
        ("innenkunst", "innen kunst"),
        ("nachhilfe", ""),  # nor are particles and function words
        ("untergruppe", ""),
        ("einegruppe", ""),
        ("barngruppe", ""),  # nor a rare word of four letters
        ("kunstraum", ""),  # the last part has lost nothing
        ("gartenzeit", ""),  # nor is a word so common that it is one
        ("garten", ""),
        ("zeitzeitzeitzeit", "zeit zeit zeit zeit"),
        ("zeit" * 5, ""),
        ("garten" * 2, "garten garten"),
        ("x" * 60, ""),
        ("", ""),
    ],
)
def test_a_word_is_taken_apart_by_what_the_list_knows(word: str, parts: str) -> None:
    assert " ".join(split(word, listed(TOY))) == parts


def test_a_word_commoner_than_its_parts_is_whole() -> None:
    words = {"post": 3.6, "karte": 3.4, "postkarte": 3.6}
    assert split("postkarte", listed(words)) == ()
    assert split("postkarte", listed(words | {"postkarte": 3.4})) == ("post", "karte")


def test_very_long_words_are_left_alone() -> None:
    words = listed({"a" * 24: 3.5, "b" * 24: 3.5, "b" * 25: 3.5})
    assert split("a" * 24 + "b" * 24, words)
    assert split("a" * 24 + "b" * 25, words) == ()


@pytest.mark.parametrize("code", ["en", "", "xx"])
def test_languages_without_rules_have_no_compounds(code: str) -> None:
    assert split("hochzeitstorte", listed(TOY, code)) == ()


def test_english_words_are_whole() -> None:
    english = word_list("en")
    assert english is not None
    assert split("gardenhouse", english) == ()
