"""What somebody says in one line, in any order of words, as the entries that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.actions.sentence import Sentence, formal_sentence, known_kinds, read_sentence
from kithbook.actions.spoken_clause import Clause, Word, clause_of, words_of
from kithbook.actions.spoken_facts import require_no_fact
from kithbook.actions.spoken_people import EXCHANGES, NameSearch
from kithbook.actions.spoken_reading import SpokenPart, SpokenReader
from kithbook.actions.spoken_verbs import VerbFound, near_verb, verb_at
from kithbook.actions.spoken_when import given_back
from kithbook.book.model import Settings
from kithbook.book.name_index import NameIndex
from kithbook.language.folders import MODEL
from kithbook.language.spoken_words import SpokenWords, spoken_words
from kithbook.text.refusal import refuse
from kithbook.text.words import did_you_mean, unquoted

_BULLET = re.compile(r"\s*(?:[-*+\u2022\u2013\u2014]\s+|\[[ xX]\]\s+)+")
_SHORT_ARTICLE = re.compile(r"(?<=\s)['\u2019](?=n(?:e[nmr]?)?\s)")
_MOST, _FEW = 1000, 7
_LIKE = ", as in 'coffee with Ana: planned the ride'."


def said_in(
    line: str, kind: str | None, settings: Settings, index: NameIndex, today: date
) -> tuple[Sentence, ...]:
    """What a typed line says; refused where a part is missing, unknown or not clear."""
    if not line.isprintable():
        refuse("The text holds a character that cannot be seen. Type it again on one line.")
    if kind is not None and settings.is_contact_kind(kind.lower()) is None:
        kinds = known_kinds(settings)
        hint = did_you_mean(kind, kinds) or f"Take one of {', '.join(kinds)}."
        refuse(f'"{kind}" is not a kind of entry. {hint}')
    if kind is not None or not line.strip():
        return (read_sentence(line, kind, settings, index, today),)
    if formal := formal_sentence(line, settings, index, today):
        return (formal,)
    require_no_fact(line, index, today)
    return read_spoken(line, index, settings, today)


def read_spoken(
    line: str, index: NameIndex, settings: Settings, today: date
) -> tuple[Sentence, ...]:
    """The sentences that a line says; refused with one question where something is not clear."""
    text = _BULLET.sub("", line, count=1).strip() if _BULLET.match(line) else line.strip()
    text = _SHORT_ARTICLE.sub("", unquoted(text))
    if len(text) > _MOST:
        refuse(f"This is more than {_MOST} letters. Write what happened in one line.")
    reader = SpokenReader(NameSearch(index), settings, today)
    words = words_of(text)
    for speech in _languages(words):
        if said := _parts(text, words, speech, reader):
            return said
    return _no_kind(text, words, _languages(words), settings)


def _languages(words: Sequence[Word]) -> list[SpokenWords]:
    """The languages that a line can be in, the one first that knows most of its words."""
    known = {one.code: sum(one.knows(word.plain) for word in words) for one in spoken_words()}
    order = sorted(spoken_words(), key=lambda one: (-known[one.code], one.code != MODEL))
    return [one for one in order if known[one.code] or one.code == MODEL]


def _parts(
    text: str, words: Sequence[Word], speech: SpokenWords, reader: SpokenReader
) -> tuple[Sentence, ...]:
    """The sentences of a line in one language; none where its words do not tell a kind."""
    words = [one for one in words if not speech.has("fillers", one.plain)]
    before: SpokenPart | None = None
    said: list[Sentence] = []
    for start, end in _spans(text, words, speech, reader):
        part = reader.part(clause_of(text, words[start:end], speech), before)
        if part is None:
            return ()
        on = part.sentence.on or (before.sentence.on if before else None)
        part = part._replace(sentence=_on(part.sentence, on))
        said.append(part.sentence)
        before = part
    return tuple(said)


def _on(one: Sentence, day: date | None) -> Sentence:
    return Sentence(one.kind, one.names, one.text, day)


def _spans(
    text: str, words: Sequence[Word], speech: SpokenWords, reader: SpokenReader
) -> Iterator[tuple[int, int]]:
    """Where each clause begins and ends that tells something of its own."""
    whole = clause_of(text, words, speech)
    start = 0
    for at in range(1, len(words)):
        if at > start + 1 and _begins(whole, at, reader):
            yield start, at
            start = at
    yield start, len(words)


def _begins(whole: Clause, at: int, reader: SpokenReader) -> bool:
    """Whether another clause begins behind a comma, a full stop or an `and`."""
    speech, plain = whole.speech, whole.plain
    parted = whole.words[at - 1].text in (",", ";", ".")
    joined = speech.length("joined", plain, at) or speech.length("then", plain, at)
    if not (parted or joined):
        return False
    if parted and _goes_back(whole, at, reader):
        return True
    begin, they = at, False
    while begin < len(plain):
        length = max(
            speech.length(name, plain, begin) for name in ("joined", "then", "self", "they")
        )
        if not length:
            break
        they = they or bool(speech.length("they", plain, begin))
        begin += length
    begin = _past_name(whole, begin, reader)
    begin += speech.length("helping", plain, begin) if begin < len(plain) else 0
    if begin >= len(plain):
        return False
    verbs = tuple(filter(None, (verb_at(whole, begin),)))
    if joined and speech.length("pronouns", plain, begin) and speech.lists.get("finite"):
        places = range(begin, len(plain))
        verbs = tuple(filter(None, (verb_at(whole, place) for place in places)))
    if speech.length("must", plain, begin):
        return not they
    return any(_is_between(whole, one, begin, reader, they=they) for one in verbs)


def _goes_back(whole: Clause, at: int, reader: SpokenReader) -> bool:
    """Whether it is told behind a loan by when it is to be given back."""
    lent = any(whole.is_in(n, "lent") for n in range(at))
    if not lent or not any(whole.is_in(n, "me", "borrowed") for n in range(at)):
        return False
    rest = clause_of(whole.line, whole.words[at:], whole.speech)
    few = len(rest.words) <= _FEW and not any(reader.search.names_in(rest))
    return few and bool(given_back(rest, reader.today))


def _is_between(
    whole: Clause, verb: VerbFound, begin: int, reader: SpokenReader, *, they: bool
) -> bool:
    """Whether a verb tells of something between the owner and them, and not of them alone."""
    if verb.kind not in EXCHANGES:
        return False
    end = next((n for n in range(begin, len(whole.words)) if whole.words[n].text in ",;."), None)
    places = range(begin, len(whole.words) if end is None else end)
    mine = any(whole.is_in(at, "me", "mine") for at in places)
    if verb.kind == "promised":
        return True
    if they:
        return mine
    if verb.kind in ("awaiting", "thanks"):
        return True
    named = any(one.start in places for one in reader.search.names_in(whole))
    return mine or named or any(whole.is_in(at, "pronouns") for at in places)


def _past_name(whole: Clause, at: int, reader: SpokenReader) -> int:
    """Where a clause goes on behind the name that it begins with."""
    name = next((one for one in reader.search.names_in(whole) if one.start == at), None)
    return name.end if name and not name.owner else at


def _no_kind(
    text: str, words: Sequence[Word], languages: Sequence[SpokenWords], settings: Settings
) -> tuple[Sentence, ...]:
    """Says that no word tells what was done, with the one that may be meant."""
    for word in words:
        near = near_verb(word.plain, languages[0], settings)
        if near and not any(one.knows(word.plain) for one in spoken_words()):
            refuse(f'"{word.text}" is not a kind of entry. Did you mean "{near}"?')
    kinds = ", ".join(known_kinds(settings))
    return refuse(f'"{text}" does not say what it was. Begin with one of {kinds}{_LIKE}')
