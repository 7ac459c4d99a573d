"""What other programs, and other languages, call our keys: tables of words."""

from __future__ import annotations

OF_A_PERSON = (
    "name", "aliases", "greet", "circle", "every", "vouch", "role", "org", "place", "born", "dates",
    "died", "languages", "interests", "knows", "needs", "offers", "ties", "public", "consent",
    "snooze", "pause", "tags", "notes", "log",
)  # fmt: skip
"""Keys of a person that stand inside no other one."""
# Each of our places, and what stands for it elsewhere: in small letters, words apart by blanks,
# without numbers and without the "value" or "formatted" of address books. `x` has no place.
OURS = {
    "name": (
        "full name, fullname, fn, display name, real name, first name, last name, given name, "
        "family name, surname, vorname, nachname, familienname, prenom, nom de famille, firstname, "
        "lastname, forename, preferred full name, file as, nom, nom complet, contact name, "
        "nombre, nombre completo, nome, nome completo, naam, namn, navn, volledige naam, fullt "
        "namn, fullt navn, fulde navn, voornaam, "
        "achternaam, fornavn, etternavn, efternavn, fornamn, efternamn"
    ),
    "aliases": (
        "nickname, nicknames, nick name, alias, aka, also known as, maiden name, former name, "
        "birth name, other names, goes by, preferred name, known as, spitzname, "
        "spitznamen, rufname, "
        "surnom, autres noms, "
        "bijnaam, roepnaam, kaldenavn, kallenavn, smeknamn"
    ),
    "born": (
        "birthday, birthdate, birth date, date of birth, dob, bday, b day, born on, geburtstag, "
        "birth day, geburtsdatum, geboren, date de naissance, naissance, anniversaire, "
        "geb, geb am, geboren am, ne le, nee le, b, "
        "cumpleanos, fecha de nacimiento, compleanno, data di nascita, aniversario, data de "
        "nascimento, fodselsdag, fodt, fodselsdato, bursdag, fodelsedag, fodd, fodelsedatum, "
        "verjaardag, "
        "geboortedatum, geboren op, geb datum, geburtsdat, geburtstag am"
    ),
    "org": (
        "company, companies, company name, organization, organisation, organization name, "
        "employer, workplace, work, works at, works for, firm, business, institution, "
        "affiliation, firma, arbeitgeber, unternehmen, entreprise, societe, employeur, verein, "
        "current company, co, arbeitet bei, travaille chez, "
        "empresa, azienda, bedrijf, werkgever, organisatie, foretag, arbetsgivare, arbejdsgiver, "
        "arbeidsgiver, virksomhed, arbejdsplads, arbeidsplass, arbetsplats"
    ),
    "place": (
        "city, location, town, lives in, home city, business city, home town, residence, based "
        "in, living in, current city, where, wohnort, ort, stadt, region, ville, lieu, "
        "address "
        "city, adr locality, wohnt in, habite a, vit a, "
        "ciudad, citta, cidade, woonplaats, plaats, woont in, bosted, bopael, by, bor i, stad, "
        "bostadsort, hemort, "
        "poststed"
    ),
    "role": (
        "title, job title, jobtitle, job, position, occupation, profession, organization title, "
        "work title, current title, headline, works as, arbeitet als, beruf, funktion, "
        "berufsbezeichnung, stelle, tatigkeit, poste, metier, fonction, "
        "beroep, functie, yrke, stilling, titel, jobbtittel"
    ),
    "reach.email": (
        "email, emails, e mail, e mails, mail, email address, e mail address, email addresses, "
        "correo, correo electronico, posta elettronica, work email, home email, personal email, "
        "primary email, e mail adresse, "
        "email adresse, mailadresse, mail adresse, "
        "emailadresse, adresse e mail, adresse email, courriel, e mail privat, "
        "e mail geschaftlich, epost, e post, e mailadres, emailadres, mailadres, e postadress, "
        "e postadresse, epostadress, epostadresse"
    ),
    "reach.phone": (
        "phone, phones, mobile, tel, telephone, cell, cell phone, cellphone, phone number, phone "
        "numbers, telefono, cellulare, movil, telemovel, celular, mobile phone, home phone, "
        "business phone, work phone, primary phone, mobile "
        "number, handy, telefon, telephone number, telefonnummer, handynummer, mobil, mobilnummer, "
        "mobiltelefon, festnetz, portable, telephone portable, telefon privat, telefon mobil, "
        "mob, mob nr, mobiltelefonnummer, mobilnr, telefonnr, telnr, tel nr, tel nummer, "
        "handynr, handy nr, mobiel, mobiele telefoon, telefoon, telefoonnummer, gsm, tlf, tlf nr, "
        "mobilnummer, hemtelefon"
    ),
    "reach.web": (
        "website, websites, web site, url, web, web page, webpage, homepage, home page, site, "
        "blog, personal website, webseite, internetseite, site web, "
        "hjemmeside, nettside, hemsida"
    ),
    "reach.linkedin": "linkedin, linked in, linkedin url, linkedin profile",
    "reach.mastodon": "mastodon, fediverse",
    "reach.signal": "signal",
    "reach.address": (
        "address, addresses, home address, street address, postal address, adr, mailing address, "
        "business address, street, home street, adresse, anschrift, adr street, "
        "adres, adress, bostadsadress"
    ),
    "reach.whatsapp": "whatsapp",
    "reach.telegram": "telegram",
    "reach.github": "github",
    "reach.matrix": "matrix",
    "reach.bluesky": "bluesky",
    "reach.instagram": "instagram, insta, ig",
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
    "met.where": (
        "where we met, met at, met where, first met where, kennengelernt in, kennengelernt wo, "
        "kennengelernt bei, wo kennengelernt"
    ),
    "met.through": (
        "introduced by, met through, referred by, referrer, intro by, first met through, "
        "introduced through, kennengelernt durch, kennengelernt uber, vorgestellt von, "
        "vorgestellt durch"
    ),
    "met.how": (
        "how we met, how met, how you met, how we know each other, first met additional info, met "
        "how, met context, wie kennengelernt"
    ),
    "every": (
        "frequency, cadence, keep in touch, contact frequency, keep in touch frequency, stay in "
        "touch, stay in touch frequency, reminder frequency, interval, check in, reach out every, "
        "follow up frequency, contact every, "
        "kontaktrhythmus, rhythmus, turnus"
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
        "hobbies, hobby, likes, interest, passions, loves, interessen, hobbys, interets, loisirs, "
        "interesses, interesser, intressen"
    ),
    "needs": "looking for, need, wants, seeking, searching for, sucht, braucht, cherche",
    "offers": "offer, offering, can help with, can offer, happy to help with",
    "tags": (
        "labels, label, groups, group, group membership, categories, category, keywords, tag, "
        "filetags, kategorien, kategorie, schlagworte, schlagworter, stichworte, gruppen, gruppe, "
        "etiquettes, "
        "trefwoorden, etiketter, emneord, nyckelord, nogleord"
    ),
    "languages": (
        "language, lang, speaks, languages spoken, spoken languages, sprachen, "
        "langues, langue, sprache, spricht, parle, taal, talen, sprog, sprak"
    ),
    "died": (
        "died, deceased, deceased date, date of death, death, death date, died on, passed "
        "away, dead, verstorben, gestorben, gestorben am, todestag, decede, decedee, decede le, "
        "mort, date de deces, overleden, avliden, dod, sterbedatum, verstorben am"
    ),
    "pause": (
        "paused, do not disturb, mute, muted, no reminders, "
        "do not contact, dont contact, no contact, on hold, do not call, dont call, no "
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
        "notizen, notiz, anmerkungen, bemerkungen, bemerkung, remarques, "
        "notities, opmerkingen, noter, notater, anteckningar"
    ),
    "log": (
        "log, last contact, last contacted, last contacted at, last seen, last spoke, last "
        "spoken, last met, last interaction, last talked, last talked to, last contact date, last "
        "contacted on, last touch, date last spoken, last spoken to, last spoke with, "
        "letzter kontakt, zuletzt gesprochen, zuletzt gesehen, dernier contact, "
        "zuletzt gesehen am, laatste contact, sidste kontakt, sist kontaktet, senaste kontakt"
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
TIES = {
    "grandfather": "grandfather, grandpa, grandad, granddad, opa, grossvater, grand pere",
    "grandmother": "grandmother, grandma, granny, oma, grossmutter, grand mere",
    "uncle": "uncle, onkel, oncle",
    "aunt": "aunt, auntie, tante",
    "nephew": "nephew, neffe, neveu",
    "niece": "niece, nichte",
    "grandchild": "grandchild, grandchildren, grandson, granddaughter, enkel, enkelin",
    "cousin": "cousin, cousins, cousine",
    "spouse": "spouse, married to, verheiratet mit, conjoint, conjointe",
    "partner": "partner, significant other, partnerin",
    "wife": "wife, ehefrau, kone, hustru, vrouw, echtgenote",
    "husband": "husband, ehemann, mari, echtgenoot, ektemann",
    "girlfriend": "girlfriend",
    "boyfriend": "boyfriend",
    "fiancé": "fiance, fiancee",
    "child": "child, children, kids, kid, kinder, enfants, kinderen",
    "son": "son, sons, zoon, sonn, sohn, fils",
    "daughter": "daughter, daughters, tochter, datter, dotter, dochter, fille",
    "parent": "parent, parents, eltern",
    "mother": "mother, mom, mum, mutter, mor, moeder, mere",
    "father": "father, dad, vater, far, vader, pere",
    "sibling": "sibling, siblings, geschwister",
    "sister": "sister, sisters, schwester, soeur, soster, syster, zus",
    "brother": "brother, brothers, bruder, frere, bror, broer",
    "manager": "manager, managers name, boss",
    "assistant": "assistant, assistants name",
    "colleague": "colleague, colleagues, coworkers",
    "friend": "friend, friends",
    "family": "family, relative, relatives",
}
INSIDE = {
    "reach": {
        "email": (
            "mail, e mail, emails, e mails, email address, e mail address, e mail work, "
            "email work, work email, work e mail, e mail home, email home, home email, "
            "e mail private, e mail privat, e mail geschaftlich, private email, mail work, "
            "mail privat, courriel, epost, e post"
        ),
        "phone": (
            "mobile, tel, telephone, cell, phones, phone number, mobile phone, handy, telefon, "
            "mobil, mob, festnetz, telefonnummer, handynummer, tlf, telefoon, mobiel, portable"
        ),
        "web": "website, url, homepage, site, blog, web site",
        "address": "adr, street, home address, postal address, adresse, anschrift",
    },
    "met": {
        "on": "when, date, day, year, since, first met, wann, datum, am, quand",
        "where": "place, at, location, city, wo, ort, bei, ou, lieu",
        "through": "via, by, introduced by, who, with, intro by, thru, durch, uber, par",
        "how": "story, notes, note, because, what, wie, comment",
    },
    "dates": {
        "on": "date, day, when, datum, tag, jour",
        "what": "name, label, title, event, occasion, type, kind, note, was, anlass, quoi",
    },
    "ties": {
        "to": "person, name, who, with, zu, an, wer, mit, qui",
        "kind": "type, relation, art, was",
        "since": "from, seit, depuis",
    },
    "this item": {
        "what": "text, name, need, title, was, quoi",
        "since": "from, seit, depuis",
        "until": "till, to, bis",
        "request": "anfrage",
    },
    "a request": {
        "kind": "type, art",
        "received": "date, on, day, am, datum, eingegangen, erhalten",
        "from": "name, sender, von, absender",
        "why": "reason, warum, because, weil, grund",
        "how_found": "found, source text, gefunden uber",
        "language": "sprache, lang",
        "wants": "who, whom, mochte, wen, will",
        "offer": "offers, bietet",
        "ask": "asks, bitte",
        "why_them": "warum die",
        "via": "uber",
    },
    "from": {"name": "who, wer", "email": "mail, e mail, address, mailadresse, adresse"},
    "an introduction": {
        "between": "zwischen, people, who, persons, personen, wer, entre",
        "because": "weil, why, reason, reasons, warum, grund",
        "asked": "gefragt, demande",
        "asked_by": "by, von, requested by, gefragt von",
        "met": "getroffen",
        "answered": "antwort, antworten, answer, answers, replied, geantwortet, reponse",
        "nudged": "reminded, erinnert, nachgefragt",
        "made": "introduced, introduced on, date, vorgestellt, gemacht",
        "outcome": "result, ergebnis",
        "thanked": "thanks, gedankt",
        "set_aside": "on hold, zuruckgestellt",
    },
    "the settings": {
        "language": "sprache, lang, langue, taal",
        "circles": "circle, kreise, kreis, cercles, kringen",
        "kinds": "kind, arten, kinds of entry, eintragsarten, types",
        "sign_off": "signature, signatur, gruss, grussformel, closing, sign",
        "addresses": "emails, email, my addresses, adressen, adresses",
        "calls": "anrufe, call times, telefonzeiten",
        "phone_region": "country, region, land, pays",
        "capacity": "per day, am tag",
        "people_except": "exclude, ignore, except, ausnahmen",
        "synonyms": "synonyme, aliases",
    },
    "an answer": {"on": "date, day, am", "said": "answer, antwort, sagte", "words": "text, worte"},
    "decision": {"on": "date, am, datum", "was": "decision, entscheidung", "reason": "why, grund"},
}
