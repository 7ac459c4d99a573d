"""Notes without keys, as other programs leave them: where their text begins, and their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.folder_files import id_of, is_yaml
from kithbook.book.log_lines import HEADING, is_log
from kithbook.book.schema import PERSON
from kithbook.book.written_days import read_day
from kithbook.text.name_links import links_as_names
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Problem
from kithbook.text.source import Source, Split, split_front_matter
from kithbook.text.words import fold, unquoted

_KEYS = "|".join(field.key for field in PERSON.fields)
_KEY_LINE = re.compile(rf"[\ufeff\s]*(?:{_KEYS}):(?:\s|$)")
_JOINED_DASHES = re.compile(
    r"[\ufeff\s]*(?P<dashes>[-\u2010-\u2015\u2212]{1,4})[ \t]*(?:\r\n|\n|\r)"
    r"[^\W\d_][\w -]{0,30}:(?:\s|$)"
)
_NAME_LINE = re.compile(r"[\ufeff\s]*name:[ \t]+(?P<name>[^\n\r]*[^\W\d_][^\n\r]*)")
_OTHER_FRONT = re.compile(
    r"[\ufeff\s]*(?:(?P<code>(?:```|~~~)(?:ya?ml)?[ \t]*\r?\n(?=[^\W\d_][\w -]{0,30}:\s))"
    r"|(?P<toml>\+\+\+[ \t]*\r?\n)|(?P<json>[{\[]\s*(?:\{\s*)?\"[\w -]{1,30}\"\s*:))"
)
_OTHER_FRONTS = {"code": "a block of code", "toml": "lines +++", "json": "braces, as JSON has them"}
_FENCE_LINE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"#\+title:[ \t]*(?P<title>\S.*?)\s*$", re.IGNORECASE)
_STAMP = re.compile(r"(?:\d{8,14}|\d{4}-\d\d-\d\d)[-_ ]+(?=[^\W\d_])")
_NUMBERED = re.compile(r"[ -][0-9a-f]{32}$")  # as Notion ends the names of its files
_UNDERLINE = re.compile(r" {0,3}={3,}\s*$")
_MARKS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|(?<!\S)#\S+|^[^\w\"'(]+")
_PLACEHOLDER = re.compile(r"\{\{|<%|\{[^}]*\}")
_ADDRESS = re.compile(r"\s*[<(](?:mailto:)?[^\s<>()@]+@[\w.-]+[>)]")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 80
_LOG = re.compile(r"^ {0,3}##[ \t]+log\b", re.IGNORECASE | re.MULTILINE)
_FOR_ASSISTANTS = ("CLAUDE", "GEMINI")
"""Names of people as well, but for the large letters."""
_DAY = re.compile(r"@?\d{4}[-_.]\d\d[-_.]\d\d|\d{8}")
_PAPERS = ("agents", "changelog", "contributing", "index", "licence", "license", "todo")
# What notes about somebody have for headings; a person's name is none of it.
_SECTIONS = frozenset(
    fold("""
    a about action actions activity address and background bio biography birthday birthdays career
    chronology communication company contact contacts conversation conversations dates details
    education facts family follow for friends from gift gifts goals history home hobbies how ideas
    important info information interactions interests introduction job journal key knows last links
    log meeting meetings mentions met name next note notes of on open overview people person
    personal phone plans profile questions quick quotes reading references related relationship
    relationships reminders resources role social steps summary tags tasks the things timeline to
    todo topics up we what who work
    allgemein aufgaben beruf beziehung familie geburtstag gespräche hintergrund interessen kontakt
    kontaktdaten notiz notizen persönliches steckbrief themen treffen über verlauf und wichtig
    à coordonnées contexte famille historique infos notes rencontres suivi
    """).split()
)


def front_of(source: Source) -> Split | Problem:
    """Where the keys and the text of a person's file stand; a note without keys has none.

    Keys without the lines --- around them are the finding that these are missing.
    """
    begin = int(source.text.startswith("\ufeff"))
    if is_yaml(source.path):
        return Split((begin, len(source.text)), len(source.text))
    found = split_front_matter(source)
    if isinstance(found, Split) or found.code != "no-front-matter":
        return found
    if not source.path.startswith("people/") or _KEY_LINE.match(source.text):
        return found
    if dashes := _JOINED_DASHES.match(source.text):
        message = f'"{dashes["dashes"]}" stands here, where three dashes begin the keys'
        at = dashes.start("dashes")
        return source.problem(at, found.code, message, "Write --- here and below the last key")
    if other := _OTHER_FRONT.match(source.text):
        what = next(one for one in _OTHER_FRONTS if other[one])
        message = f"The keys stand in {_OTHER_FRONTS[what]}, which is not read"
        hint = "Write each as key: value, between two lines ---"
        return source.problem(other.start(what), found.code, message, hint)
    return Split((begin, begin), begin)


def second_keys(source: Source, body: int) -> int | None:
    """Where keys begin once more below those of a file, up to a further line ---; else None."""
    found = _KEY_LINE.match(source.text, body) if 0 < body < len(source.text) else None
    if found is None or _FENCE_LINE.search(source.text, found.end()) is None:
        return None
    return body + len(found.group()) - len(found.group().lstrip("\ufeff \t\r\n"))


def is_paper_of_the_house(source: Source) -> bool:
    """Whether a file is what repositories and assistants keep beside the notes, and no person's.

    It is told by its name, where it has neither keys nor a log of its own; so is a note of a day.
    """
    stem = id_of(source.path)
    if stem not in _FOR_ASSISTANTS and fold(stem) not in _PAPERS and not is_named_for_a_day(stem):
        return False
    front = front_of(source)
    if isinstance(front, Problem) or source.text[slice(*front.front)].strip():
        return False
    if is_named_for_a_day(stem) and name_in_heading(source, front.body):
        return False
    return _LOG.search(source.text) is None


def is_named_for_a_day(stem: str) -> bool:
    """Whether the name of a file is a day and nothing else, `2026-11-19`."""
    return _DAY.fullmatch(stem) is not None


def name_of_note(source: Source, body: int) -> str:
    """The name of a file that has no `name:`, from its first heading, else from its own name."""
    return name_in_heading(source, body) or name_of_file(id_of(source.path))


def name_line(source: Source | None) -> tuple[str, ...]:
    """The name that a line `name: …` says at the head of a file without the lines --- ."""
    front = front_of(source) if source else None
    bare = isinstance(front, Problem) and front.code == "no-front-matter"
    found = _NAME_LINE.match(source.text) if source and bare else None
    return (unquoted(found["name"].strip()),) if found else ()


def name_in_heading(source: Source, body: int) -> str:
    """The first heading of a text where it is a name; empty where there is none."""
    if is_yaml(source.path):
        return ""
    level, title = next(_headings(source, body), (0, ""))
    shown = " ".join(_MARKS.sub("", links_as_names(_ADDRESS.sub("", title))).split())
    if not _WORD.search(shown) or len(shown) > _LONGEST or _PLACEHOLDER.search(title):
        return ""
    words = _words(shown)
    if level > 1 or read_day(shown):
        return shown if words & _words(id_of(source.path)) else ""
    return "" if is_section(shown) else shown


def is_section(title: str) -> bool:
    """Whether a heading is one of those that notes about anybody have."""
    return bool(words := _words(title)) and words <= _SECTIONS


def name_of_file(stem: str) -> str:
    """The name that a file's own name tells: `@Bob Stone`, or `bob-stone` with large letters."""
    stem = _STAMP.sub("", stem.rpartition("___")[2] or stem, count=1)
    stem = _NUMBERED.sub("", stem) or stem
    plain = " ".join(stem.removeprefix("@").replace("_", " ").split())
    if tells_a_name(stem):
        return plain
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[\s-]+", plain) if word)


def tells_a_name(stem: str) -> bool:
    """Whether the name of a file is a name as it stands, and no id made from one."""
    return stem != stem.lower() or stem == stem.upper()


def _headings(source: Source, body: int) -> Iterator[tuple[int, str]]:
    """The first heading of level one or two, unless the log begins before it."""
    above = ""
    for _, text in OpenFence().outside(source.lines(body)):
        if titled := _TITLE.match(text):
            yield 1, titled["title"]
        if _UNDERLINE.match(text) and above.strip():
            yield 1, above.strip()
        if (found := HEADING.match(text)) and len(found["level"]) <= 2 and found["title"]:
            yield len(found["level"]), "" if is_log(found["title"]) else found["title"]
        above = text


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))
