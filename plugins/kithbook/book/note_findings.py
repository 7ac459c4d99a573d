"""What is told of a file without `name:`: that its name is a guess, or that it may be nobody's."""

from __future__ import annotations

import re

from kithbook.book.folder_files import id_of
from kithbook.book.names_in_files import name_in
from kithbook.book.plain_notes import name_in_heading, second_keys, tells_a_name
from kithbook.book.reading import Reading
from kithbook.book.template_slots import is_form, is_unfilled
from kithbook.language.small_words import in_any_language
from kithbook.text.name_links import ONE_LINK
from kithbook.text.source import Keys, Scalar, Source
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold

_NOBODY = ("kanban-plugin", "excalidraw-plugin")
_ANYBODY = frozenset(
    (*_NOBODY, "tags", "aliases", "cssclass", "cssclasses", "publish", "banner", "icon")
)
"""Keys that say nothing about a person."""
_PATTERN = re.compile(r"[\[\]{}*?<>#,:%&'\"]")
"""What stands for something else in a list of the settings."""
_SLOT = re.compile(r"\[[^\[\]]+\]|<[^<>]+>|\{[^{}]+\}|\$\{?\w+\}?|%\w+%")
_ONE_LINK = re.compile(rf"(?:[-*+•][ \t]+)?{ONE_LINK}")
_FEW_LINKS = 2
_TEMPLATE = re.compile(r"\{\{|<%")
_QUERY = re.compile(r"^ {0,3}(?:```|~~~)(?:dataview|dataviewjs|tasks|base|query)\b", re.MULTILINE)
_OF_ITSELF = re.compile(r"\bthis\b|\[\[")
_LOG = re.compile(r"^ {0,3}##[ \t]+log\b", re.IGNORECASE | re.MULTILINE)
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_A-Z]+(?![^\W_])")
_PARTICLES = (
    "van von und der den dem de del della di da do dos das la le el al bin ibn ben ten ter zu zum "
    "zur du des af av and et"
)
_MANY_WORDS, _FEW_SMALL = 3, 2


def report_note(source: Source, keys: Keys, body: int, name: str, reading: Reading) -> None:
    """Tells where a person without `name:` has the name from, and of a name that is turned."""
    if (below := second_keys(source, body)) is not None:
        message = "These are keys again, below the line that ends the keys, and are not read"
        reading.report(below, "loose-fact", message, "Move them above the second line ---")
    if turned := turned_name(name):
        _report_turned(source, keys, name, turned, reading)
        return
    form = "has a name that a template leaves open" if is_unfilled(keys) else ""
    form = form or _of_a_form(name, id_of(source.path))
    named = keys.get("name")
    if (name_in(keys) or (isinstance(named, Scalar) and named.text)) and not form:
        return
    at = next((value.start for key, value in keys.pairs if key.text == "name"), keys.start)
    told = tells_a_name(id_of(source.path)) or name_in_heading(source, body)
    if why := form or _why_nobody(source, keys, body) or ("" if told else _beside(source, reading)):
        message = f'This is taken for a person called "{name}", and it {why}'
        listed = source.path.removeprefix("people/")
        hint = f"If it is none, list it in kithbook.yml: people_except: [{listed}]"
        if _PATTERN.search(listed):
            hint = "If it is none, put a _ before the name of the file"
        reading.report(at, "maybe-no-person", message, hint)
    elif not told:
        message = f'No name is written here, so it is made from the name of the file: "{name}"'
        fenced = source.text.lstrip("\ufeff\r\n \t").startswith("---") or keys.pairs
        hint = f"Add name: {name}" if fenced else f"Begin the file with # {name}"
        reading.report(at, "missing-name", message, hint)


def _report_turned(source: Source, keys: Keys, name: str, turned: str, reading: Reading) -> None:
    at = next((value.start for key, value in keys.pairs if key.text == "name"), keys.start)
    fenced = source.text.lstrip("\ufeff\r\n \t").startswith("---") or keys.pairs
    message = f'"{name}" has the family name first; "{turned}" leads to it too'
    hint = f"Write name: {turned}" if fenced else f"Begin the file with # {turned}"
    reading.report(at, "turned-name", message, hint)


def _of_a_form(name: str, stem: str) -> str:
    """Why a name may be one that a form or a program has yet to fill in."""
    if _TEMPLATE.search(name) or _SLOT.fullmatch(name):
        return "has a name that a template leaves open"
    return "is named as a template" if is_form(stem) else ""


def _beside(source: Source, reading: Reading) -> str:
    """Why a file without a name may be none of its own: it lies in the folder of somebody."""
    folder = source.path.rpartition("/")[0].rpartition("/")[2]
    meant = reading.names.resolve(folder) if reading.names and folder != "people" else None
    if meant is None or meant.person is None or reading.names is None:
        return ""
    return f"lies in the folder of {reading.names.display[meant.person]}"


def _why_nobody(source: Source, keys: Keys, body: int) -> str:
    """Why a file may be no person's; empty where anything in it is about somebody."""
    if any(key.text not in _ANYBODY for key, _ in keys.pairs) or _LOG.search(source.text, body):
        return ""
    if _TEMPLATE.search(source.text):
        return "looks like a template"
    if any(key.text in _NOBODY for key, _ in keys.pairs):
        return "looks like a board"
    query = _QUERY.search(source.text, body)
    folder, _, name = source.path.rpartition("/")
    words = set(re.split(r"[\W_]+", fold(name.rpartition(".")[0])))
    if query and not _OF_ITSELF.search(source.text, query.start()):
        return "holds a query over other notes"
    of_folder = fold(id_of(source.path)) == fold(folder.rpartition("/")[2])
    # Of two words a folder's own name is that of somebody.
    if words & in_any_language("lists") or (of_folder and len(words) == 1):
        return "is named as a list of notes"
    return _by_its_lines(source, keys, body, name)


def _by_its_lines(source: Source, keys: Keys, body: int, name: str) -> str:
    """The same by the name in a heading and by what the lines hold."""
    if _is_a_sentence(name_in_heading(source, body) or name.rpartition(".")[0]):
        return "has a name that is a sentence"
    links = _only_links(source, body)
    return "holds nothing but links" if links > _FEW_LINKS and not keys.pairs else ""


def _is_a_sentence(name: str) -> bool:
    """Whether a name has several small words that stand in no name."""
    small = [word for word in _SMALL.findall(name) if word not in _PARTICLES.split()]
    return len(name.split()) >= _MANY_WORDS and len(small) >= _FEW_SMALL and name[:1].isupper()


def _only_links(source: Source, body: int) -> int:
    """How many links a text holds that holds nothing else but headings."""
    lines = [text.strip() for _, text in source.lines(body) if text.strip()]
    said = [text for text in lines if not text.startswith("#")]
    return len(said) if all(map(_ONE_LINK.fullmatch, said)) else 0
