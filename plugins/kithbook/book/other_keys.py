"""Keys that users of Obsidian, Monica, Dex, Google, Outlook and vCard write, and ours for them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache

from kithbook.book.meant_values import meant_span
from kithbook.book.scalars import scalar_texts
from kithbook.text.name_links import bare_name
from kithbook.text.source import Items, Node, Scalar
from kithbook.text.words import fold

OF_THE_NOTE = (
    "created", "created at", "creation date", "date created", "modified", "updated", "updated at",
    "date modified", "last modified", "cssclass", "cssclasses",
)  # fmt: skip
"""What is said of a note itself, and of nobody."""
# Each of our places, and what stands for it elsewhere: in small letters, words apart by blanks,
# without numbers and without the "value" or "formatted" of address books. `x` has no place.
_OURS = {
    "name": (
        "full name, fullname, fn, display name, real name, first name, last name, given name, "
        "family name, surname, vorname, nachname, familienname, prenom, nom de famille, firstname, "
        "lastname, forename, preferred full name, file as, nom, nom complet, contact name"
    ),
    "aliases": (
        "nickname, nicknames, nick name, alias, aka, also known as, maiden name, former name, "
        "birth name, other names, goes by, preferred name, known as, spitzname, "
        "spitznamen, rufname, "
        "surnom, autres noms"
    ),
    "born": (
        "birthday, birthdate, birth date, date of birth, dob, bday, b day, born on, geburtstag, "
        "birth day, geburtsdatum, geboren, date de naissance, naissance, anniversaire, "
        "geb, geb am, geboren am, ne le, nee le"
    ),
    "org": (
        "company, companies, company name, organization, organisation, organization name, "
        "employer, workplace, work, works at, works for, firm, business, institution, "
        "affiliation, firma, arbeitgeber, unternehmen, entreprise, societe, employeur, verein, "
        "current company, arbeitet bei, travaille chez"
    ),
    "place": (
        "city, location, town, lives in, home city, business city, home town, residence, based "
        "in, living in, current city, where, wohnort, ort, stadt, region, ville, lieu, "
        "address "
        "city, adr locality, wohnt in, habite a, vit a"
    ),
    "role": (
        "title, job title, jobtitle, job, position, occupation, profession, organization title, "
        "work title, current title, headline, beruf, funktion, "
        "berufsbezeichnung, stelle, tatigkeit, poste, metier, fonction"
    ),
    "reach.email": (
        "email, emails, e mail, e mails, mail, email address, e mail address, email addresses, "
        "work email, home email, personal email, primary email, e mail adresse, "
        "email adresse, mailadresse, mail adresse, "
        "emailadresse, adresse e mail, adresse email, courriel, e mail privat, e mail geschaftlich"
    ),
    "reach.phone": (
        "phone, phones, mobile, tel, telephone, cell, cell phone, cellphone, phone number, phone "
        "numbers, mobile phone, home phone, business phone, work phone, primary phone, mobile "
        "number, handy, telefon, telephone number, telefonnummer, handynummer, mobil, mobilnummer, "
        "mobiltelefon, festnetz, portable, telephone portable, telefon privat, telefon mobil"
    ),
    "reach.web": (
        "website, websites, web site, url, web, web page, webpage, homepage, home page, site, "
        "blog, personal website, webseite, internetseite, site web"
    ),
    "reach.linkedin": "linkedin, linked in, linkedin url, linkedin profile",
    "reach.mastodon": "mastodon, fediverse",
    "reach.signal": "signal",
    "reach.address": (
        "address, addresses, home address, street address, postal address, adr, mailing address, "
        "business address, street, home street, adresse, anschrift, adr street"
    ),
    "reach.whatsapp": "whatsapp",
    "reach.telegram": "telegram",
    "reach.github": "github",
    "reach.matrix": "matrix",
    "reach.bluesky": "bluesky",
    "reach.instagram": "instagram",
    "reach.twitter": "twitter",
    "reach.facebook": "facebook",
    "reach.skype": "skype",
    "reach.prefer": (
        "preferred contact, preferred contact method, contact method, best way to reach"
    ),
    "met.on": (
        "first met, met on, date met, met date, when met, when we met, known since, first "
        "contact, first met date, met in, kennengelernt, kennengelernt am, rencontre le, "
        "rencontre, rencontree, connu depuis, connue depuis, kennt sich seit, bekannt seit"
    ),
    "met.where": "where we met, met at, met where, first met where",
    "met.through": (
        "introduced by, met through, referred by, referrer, intro by, first met through, "
        "introduced through"
    ),
    "met.how": (
        "how we met, how met, how you met, how we know each other, first met additional info, met "
        "how, met context"
    ),
    "every": (
        "frequency, cadence, keep in touch, contact frequency, keep in touch frequency, stay in "
        "touch, stay in touch frequency, reminder frequency, interval, check in, reach out every, "
        "follow up frequency, contact every"
    ),
    "circle": (
        "relationship, relationship type, relation type, closeness, tier, contact type, circles, "
        "relationship strength, kreis, beziehung, cercle"
    ),
    "knows": (
        "skills, skill, expertise, expert in, good at, competencies, knowledge, specialty, "
        "fahigkeiten, kenntnisse, competences, kann, kennt sich aus mit"
    ),
    "interests": (
        "hobbies, hobby, likes, interest, passions, loves, interessen, hobbys, interets, loisirs"
    ),
    "needs": "looking for, need, wants, seeking, searching for, sucht, braucht, cherche",
    "offers": "offer, offering, can help with, can offer, happy to help with",
    "tags": (
        "labels, label, groups, group, group membership, categories, category, keywords, tag, "
        "filetags, kategorien, kategorie, schlagworte, schlagworter, stichworte, gruppen, gruppe, "
        "etiquettes"
    ),
    "languages": "language, lang, speaks, languages spoken, spoken languages, sprachen, "
    "langues, langue, sprache, spricht, parle",
    "died": "died, deceased, deceased date, date of death, death, death date, died on, passed "
    "away, dead, verstorben, gestorben, gestorben am, todestag, decede, decedee, decede le, mort, "
    "date de deces",
    "pause": (
        "paused, do not contact, dont contact, no contact, on hold, do not call, dont call, no "
        "calls, kein kontakt, keinen kontakt, nicht kontaktieren, nicht anrufen, pas de contact, "
        "ne pas contacter, ne pas appeler"
    ),
    "dates": (
        "important dates, anniversary, wedding anniversary, wedding day, wedding, anniversaries, "
        "wedding date, married on, married since, name day, nameday, sobriety day, sober since, "
        "hochzeitstag, hochzeit, namenstag, jahrestag, verheiratet seit, taufe, tauftag, "
        "anniversaire de mariage, mariage, fete"
    ),
    "notes": (
        "notes, note, bio, biography, about, description, summary, comment, comments, background, "
        "notizen, notiz, anmerkungen, bemerkungen, bemerkung, remarques"
    ),
    "log": (
        "log, last contact, last contacted, last contacted at, last seen, last spoke, last "
        "spoken, last met, last interaction, last talked, last talked to, last contact date, last "
        "contacted on, last touch, date last spoken, last spoken to, last spoke with, "
        "letzter kontakt, zuletzt gesprochen, zuletzt gesehen, dernier contact"
    ),
    "x": (
        "relation, phase, topics, photo, picture, image, avatar, cover, banner, icon, created, "
        "created at, creation date, "
        "modified, updated, updated at, date, date created, date modified, gender, sex, pronouns, "
        "religion, type, class, cssclass, cssclasses, status, id, uid, uuid, rev, rating, "
        "permalink, source, up, down, related, parent note, cause, name prefix, name suffix, "
        "prefix, suffix, initials, user, priority, sensitivity, template, food preferences, "
        "favorite food, favourite food, salutation, timezone, time zone, follow "
        "up, next contact, date next contact, cover image"
    ),
}
_TIES = {
    "spouse": "spouse, married to, verheiratet mit, conjoint, conjointe",
    "partner": "partner, significant other, partnerin", "wife": "wife, ehefrau",
    "husband": "husband, ehemann, mari", "girlfriend": "girlfriend", "boyfriend": "boyfriend",
    "fiancé": "fiance, fiancee", "child": "child, children, kids, kid, kinder, enfants",
    "son": "son, sons",
    "daughter": "daughter, daughters, tochter", "parent": "parent, parents, eltern",
    "mother": "mother, mom, mum, mutter", "father": "father, dad, vater",
    "sibling": "sibling, siblings, geschwister", "sister": "sister, sisters, schwester, soeur",
    "brother": "brother, brothers, bruder, frere", "manager": "manager, managers name, boss",
    "assistant": "assistant, assistants name", "colleague": "colleague, colleagues, coworkers",
    "friend": "friend, friends", "family": "family, relative, relatives",
}  # fmt: skip
_INSIDE = {
    "reach": {
        "email": (
            "mail, e mail, emails, e mails, email address, e mail address, e mail work, "
            "email work, work email, work e mail, e mail home, email home, home email, "
            "e mail private, e mail privat, e mail geschaftlich, private email, mail work, "
            "mail privat, courriel"
        ),
        "phone": "mobile, tel, telephone, cell, phones, phone number, mobile phone, handy",
        "web": "website, url, homepage, site, blog, web site",
        "address": "adr, street, home address, postal address",
    },
    "met": {
        "on": "when, date, day, year, since, first met", "where": "place, at, location, city",
        "through": "via, by, introduced by, who, with, intro by",
        "how": "story, notes, note, because, what",
    },
    "dates": {
        "on": "date, day, when, datum, tag, jour",
        "what": "name, label, title, event, occasion, type, kind, note, was, anlass, quoi",
    },
}  # fmt: skip


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {name: ours for ours, names in table.items() for name in names.split(", ")}


_PLACES = {**_turned(_OURS), **{name: f"ties.{kind}" for name, kind in _turned(_TIES).items()}}
_PLACES_INSIDE = {record: _turned(table) for record, table in _INSIDE.items()}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SAYS_NOTHING = re.compile(r" (?:value|formatted|display)$")
_OF_A_PERSON = re.compile(r"^(?:person|contact|people) (?!name$)")
_SORT = re.compile(r"\[[\w ,:;-]*\](?=\.|$)")
"""The sort of a key as plugins for vCards write it: `EMAIL[WORK]`, `ADR[HOME].LOCALITY`."""
_LONGEST, _LONGEST_LIST = 60, 100
_ASKED = ("no", "false", "off", "nein", "non", "0")
_NEARLY, _ENOUGH = 0.84, 5
_WHICH = frozenset(
    (
        "work", "home", "other", "main", "private", "office", "school", "business", "personal",
        "icloud", "privat", "arbeit", "geschaftlich", "dienstlich", "buro", "zuhause", "andere",
        "haupt", "hauptnummer", "domicile", "bureau", "travail", "autre", "principal", "prive",
    )
)  # fmt: skip
_GIVEN = ("first name", "firstname", "given name", "forename", "vorname", "prenom")
_FAMILY = (
    "last name", "lastname", "family name", "surname", "nachname", "familienname",
    "nom de famille", "nom",
)  # fmt: skip
_WHOLE_NAMES = (
    "full name", "fullname", "fn", "display name", "real name", "preferred full name",
    "contact name", "nom", "nom complet",
)  # fmt: skip


@lru_cache(maxsize=4096)
def ours(record: str, key: str) -> str:
    """Where a foreign key belongs: `born`, `reach.email`, `ties.spouse`; `x` has no place.

    Empty where the key is in no table; `record` is `a person`, `reach` or `met`.
    """
    if key in _OURS and "." in key and record == "a person":
        return key
    table = _PLACES if record == "a person" else _PLACES_INSIDE.get(record, {})
    spelt = _CAMEL.sub(" ", _SORT.sub("", key.partition(";")[0]))
    plain = _NOT_LETTERS.sub(" ", fold(spelt).replace("'", "")).strip()
    bare = _OF_A_PERSON.sub("", plain)
    if bare != plain and bare in _OURS:
        return bare
    return next(
        (table[way] for way in (plain, _SAYS_NOTHING.sub("", plain), bare) if way in table), ""
    )


def is_which_way(key: str) -> bool:
    """Whether a key says where a number or an address is used, as telephones do: `work`."""
    return _NOT_LETTERS.sub(" ", fold(key)).strip() in _WHICH


def words_like(record: str, key: str) -> tuple[str, ...]:
    """The words of other programs that have a place here and are nearly spelt as a key is."""
    table = _PLACES if record == "a person" else _PLACES_INSIDE.get(record, {})
    plain = _NOT_LETTERS.sub(" ", fold(_CAMEL.sub(" ", key))).strip()
    known = [word for word, path in table.items() if path != "x"]
    near = difflib.get_close_matches(plain, known, n=3, cutoff=_NEARLY)
    return tuple(one for one in near if len(plain) >= _ENOUGH and one[0] == plain[0])


def names_elsewhere() -> Mapping[str, str]:
    """What other programs call each of our keys, one after the other; `x` has no place here."""
    return {**_OURS, **{f"ties.{kind}": names for kind, names in _TIES.items()}}


def is_whole_name(word: str) -> bool:
    """Whether a foreign key holds the name of somebody, and no part of it."""
    return _NOT_LETTERS.sub(" ", fold(word)).strip() in _WHOLE_NAMES


def part_of_name(word: str) -> str:
    """Whether a foreign key holds the `given` or the `family` name; empty for any other."""
    plain = _NOT_LETTERS.sub(" ", fold(_CAMEL.sub(" ", word))).strip()
    return "given" if plain in _GIVEN else "family" if plain in _FAMILY else ""


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SEVERAL = re.compile(r"\s*[,;&+]\s*|\s+(?:and|und|et)\s+")


def as_tie(kind: str, value: Node) -> str:
    """The tie to write for what another program keeps as a key of its own."""
    nodes = value.nodes if isinstance(value, Items) else (value,)
    while len(nodes) == 1 and isinstance(nodes[0], Items):
        nodes = nodes[0].nodes
    texts = [one.text for one in nodes if isinstance(one, Scalar) and not one.empty]
    texts = [_IN_BRACKETS.sub("", text) for text in texts]
    names = [bare_name(part) for text in texts for part in _SEVERAL.split(text)]
    if not names or any(set(name) & set(",:{}[]#") for name in names) or len(names) > 3:
        names = ["…"]
    return "ties: [" + ", ".join(f"{{to: {name}, kind: {kind}}}" for name in names) + "]"


def as_span(text: str) -> str:
    """How often, in a number and a unit where there is a word for it; else as it stands."""
    return meant_span(text) or text


def as_pause(value: Node) -> Node:
    """What another program says of not asking somebody, as our key: quiet, unless it says no."""
    if not isinstance(value, Scalar) or value.empty:
        return value
    no = fold(value.text) in _ASKED
    return Scalar("false" if no else "true", value.start, value.end, plain=True)


def shown(value: Node, raw: str, path: str) -> str:
    """A value as it can be written under our key; a dot row where it is long or takes more."""
    if isinstance(value, Scalar) and not value.plain and value.text not in raw:
        raw = value.text
    if path == "pause":
        return "false" if isinstance(value, Scalar) and fold(value.text) in _ASKED else "true"
    if isinstance(value, Scalar) and path == "every":
        return as_span(value.text)
    flows = isinstance(value, Scalar) or (isinstance(value, Items) and value.flow)
    plain = isinstance(value, Items) or not set(raw) & set(",{}[]#")
    good = flows and plain and raw.strip() and "\n" not in raw and len(raw) <= _LONGEST
    if good:
        return raw
    said = _flow(value, inside="." in path or not isinstance(value, Scalar))
    return said if said and len(said) <= _LONGEST_LIST else "…"


def _flow(value: Node, *, inside: bool) -> str:
    """A value in one line, in braces and brackets; empty where it is no text nor made of such."""
    if isinstance(value, Scalar):
        return (
            next(scalar_texts(value.text.strip(), flow=inside))
            if "\n" not in value.text.strip()
            else ""
        )
    if isinstance(value, Items):
        each = [_flow(one, inside=True) for one in value.nodes]
        return f"[{', '.join(each)}]" if each and all(each) else ""
    pairs = [(name.text, _flow(one, inside=True)) for name, one in value.pairs]
    return (
        f"{{{', '.join(f'{key}: {one}' for key, one in pairs)}}}"
        if all(dict(pairs).values())
        else ""
    )
