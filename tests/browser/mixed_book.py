"""A book of fifteen people written half in English and half in German, and what is asked of it."""

from __future__ import annotations

_PEOPLE = {
    "Ada Quill": "role: Bookbinder\nplace: Kiel\nknows: [alte Handschriften, marbled paper]\n"
    "offers: [Bücher binden und Einbände reparieren]",
    "Bo Lindgren": "role: Schiffbauer\nplace: Bremen\noffers: [wooden boats repaired]\n"
    "knows: [Bootsbau, Hafenrecht, sailing at night]",
    "Cem Aydin": "org: Backhaus Aydin\nrole: Bäckermeister\noffers: [Hochzeitstorten, rye bread]\n"
    "needs: [a delivery van, Steuerberatung]",
    "Dora Feld": "role: Tax accountant\noffers: [Steuererklärungen für Vereine, bookkeeping]\n"
    "interest: [Chorgesang, hiking]",
    "Emil Sand": "role: Fahrradmechaniker\nknows: [E-Bikes, Nabenschaltungen]\n"
    "offers: [fixing a bicycle on Saturdays]",
    "Fay Odum": "role: nurse\nplace: Houston\nknows: [grief, looking after old people]\n"
    "offers: [Krankenpflege zu Hause]",
    "Gil Marsh": "role: Wärmepumpen-Techniker\nknows: [heat pumps in old houses]\n"
    "offers: [Heizungsbau, Dachdämmung und Solaranlagen]",
    "Hanna Kroll": "role: Übersetzerin\nknows: [Türkisch, Dänisch]\n"
    "offers: [translating contracts, Gedichte vorlesen]",
    "Ivo Brand": "role: lawyer\nknows: [Mietrecht, Arbeitsrecht]\n"
    "offers: [advice for tenants, Rat bei Kündigungen]",
    "Jo Petri": "role: Imkerin\noffers: [honey, Bienenstöcke für Schulgärten]\n"
    "knows: [Schwärme einfangen, poison ivy]",
    "Kit Sommer": "role: piano tuner\noffers: [Klaviere stimmen]\nknows: [Kirchenorgeln, bells]\n"
    "interest: [Kammermusik]",
    "Lou Ahrens": "role: Kinderärztin\nplace: Kiel\nknows: [Impfungen]\n"
    "offers: [a spare room for guests]",
    "Mo Tanner": "role: software developer\nknows: [Datenbanken, databases, Python]\n"
    "needs: [Kinderbetreuung am Nachmittag]",
    "Nia Voss": "role: gardener\noffers: [Obstbäume schneiden, Kompost]\n"
    "knows: [apple varieties, Gift im Garten]",
    "Odo Reimer": "role: Geigenbauer\noffers: [violins and cellos repaired]\n"
    "interest: [Wanderungen im Gebirge, gift wrapping]",
}
_NOTES = {
    "Ada Quill": "She keeps a press from 1890 in the cellar.\n\nSucht einen trockenen Lagerraum.",
    "Bo Lindgren": "Drove a taxi through the nights of one winter.",
    "Emil Sand": "Repariert Lastenräder. Hat einen Schlüssel für die Werkstatt am Bahnhof.",
    "Gil Marsh": "Worked on a passive house for three years.",
    "Kit Sommer": "Singt seit zwei Jahren im Kirchenchor und leitet die Proben.",
    "Nia Voss": "Baut Kartoffeln an, verkauft sie freitags auf dem Wochenmarkt.",
    "Odo Reimer": "Was in Cremona for a year; talks about varnish gladly.",
}
QUESTIONS = (
    "Wer kann eine Torte für die Hochzeit backen?", "who can bake a wedding cake?",
    "Wer kann ein Fahrrad reparieren?", "bike repair on a weekend", "Hilfe bei der Steuererklärung",
    "tax advice for a club", "Wer kennt sich mit alten Büchern aus?", "a doctor for children",
    "Kinderarzt", "Heizung für ein altes Haus", "who could insulate a roof?", "Gift", "a gift",
    "Wer stimmt ein Klavier oder eine Orgel?", "somebody who sings in a choir",
    "Rechtsanwalt für Mieter", "Bienenschwarm im Schulgarten", "Obstbaumschnitt",
    "Holzboote und Schiffe", "databases", "Pflege", "Haus", "Schlüsseldienst", "1890", "",
    "Violine", "Wer ist einmal ein Taxi gefahren?", "potatoes from the market",
    "Dolmetscher für Türkisch",
)  # fmt: skip
ENGLISH_ALONE = {
    "people/ulf.md": "---\nname: Ulf\noffers: [tuning of accordions and harmoniums]\n---\n",
    "people/oma.md": "---\nname: Oma\noffers: [boats and other work in wood]\n---\nSails.\n",
    "people/pip.md": "---\nname: Pip\nknows: [hiking in the mountains]\n---\n",
    "people/nan.md": "---\nname: Nan\nrole: nurse\nneeds: [a hand with the garden fence]\n---\n",
}
GERMAN_ALONE = {
    "kithbook.yml": "today: 2026-11-22\nlanguage: de\n",
    "people/uta.md": "---\nname: Uta\noffers: [Akkordeons und Harmonien stimmen]\n---\n",
    "people/ole.md": "---\nname: Ole\noffers: [Bootsbau und Holzarbeiten]\n---\nSegelt.\n",
    "people/pia.md": "---\nname: Pia\nknows: [Wanderwege im Gebirge]\n---\n",
}
_SYNONYMS = "synonyms:\n  Dolmetscher: [Übersetzerin]\n  lawyer: [Rechtsanwalt]\n"


def mixed_book(language: str) -> dict[str, str]:
    """The fifteen, in a book of one of the two languages."""
    files = {
        f"people/{name.partition(' ')[0].lower()}.md": f"---\nname: {name}\n{fields}\n---\n"
        f"{_NOTES.get(name, '')}\n"
        for name, fields in _PEOPLE.items()
    }
    return files | {
        "kithbook.yml": f"today: 2026-11-22\nlanguage: {language}\n{_SYNONYMS}",
    }
