"""The English model: vectors of the pieces of words, fitted to a teacher, then to pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kithbook.matching.stems import folded_words
from kithbook.matching.wordpiece import WordPieces
from scripts.static_model import materials, pairs, texts, write
from scripts.static_model.bags import Floats, Rows
from scripts.static_model.contrast import Course, contrast
from scripts.static_model.distil import Lesson, distil
from scripts.static_model.kept import kept
from scripts.static_model.teacher import Teacher

NEWER = Path(__file__).with_name("newer-words.txt")
SEED = 1
_GLOSSES = 60_000
_TRADE_COUNTS = 4.0
_TRADE_TOKENS = 56
_MORE_WORDS = 3_000
_COURSE = Course(steps=2_000, temperature=0.1, boldness=0.05)
_OF_TRADES, _OF_SENSES, _OF_NEWER = 256, 252, 4


def build(found: materials.Materials, work: Path, out: Path) -> Path:
    """Teaches, learns and writes; the result is the path."""
    teacher = Teacher(found.teacher)
    meanings = tuple(texts.wordnet(found.wordnet))
    trade_texts = tuple(dict.fromkeys(texts.esco(found.esco)))
    glosses = tuple(dict.fromkeys(text for each in meanings for text in each.texts()))
    everything = (*glosses, *trade_texts)
    table = _distilled(teacher, _some(glosses), trade_texts, work)
    words = _more_words(teacher.vocabulary, everything)
    vocabulary = [*teacher.vocabulary, *words]
    table = _with_words(table, teacher.vocabulary, words)
    table = _contrasted(table, vocabulary, meanings, trade_texts)
    write.write(vocabulary, table, write.how_often(vocabulary, everything), out)
    return out


def _some(glosses: Sequence[str]) -> list[str]:
    chosen = np.random.default_rng(0).choice(len(glosses), _GLOSSES, replace=False)
    return [glosses[each] for each in np.sort(chosen)]


def _distilled(
    teacher: Teacher, glosses: Sequence[str], trades: Sequence[str], work: Path
) -> Floats:
    rows = [teacher.rows(text)[:_TRADE_TOKENS] for text in trades]
    rows += [teacher.rows(text) for text in glosses]
    vectors = _taught(teacher, rows, work / "texts")
    alone = [[teacher.start, row, teacher.end] for row in range(len(teacher.vocabulary))]
    single = _taught(teacher, alone, work / "pieces")
    counts = np.where(np.arange(len(rows)) < len(trades), _TRADE_COUNTS, 1.0)
    pieces = WordPieces(teacher.vocabulary)
    cut = [_pieces(text, pieces) for text in (*trades, *glosses)]
    kept = [place for place, each in enumerate(cut) if each]
    lesson = Lesson([cut[place] for place in kept], vectors[kept], counts[kept].astype(np.float32))
    return distil(lesson, single)


def _taught(teacher: Teacher, rows: Sequence[Rows], path: Path) -> Floats:
    asked = "\n".join(" ".join(map(str, each)) for each in rows)
    return kept(path, asked, lambda: teacher.vectors(rows))


def _more_words(vocabulary: Sequence[str], everything: Sequence[str]) -> list[str]:
    """The newer words, and those cut in pieces most often, to have rows of their own."""
    known = set(vocabulary)
    counts = Counter(word for text in everything for word in folded_words(text))
    named = (line.partition(":")[0] for line in NEWER.read_text("utf-8").splitlines())
    newer = [word for word in named if word and not word.startswith("#") and word not in known]
    often = sorted((-count, word) for word, count in counts.items() if word not in known)
    frequent = [word for _, word in often if word.isalpha() and len(word) > 2]
    return list(dict.fromkeys((*newer, *frequent[:_MORE_WORDS])))


def _with_words(table: Floats, vocabulary: Sequence[str], words: Sequence[str]) -> Floats:
    """The table with a row for each word more, to begin with the sum of its pieces."""
    pieces = WordPieces(vocabulary)
    rows = [table[list(pieces.rows(word))].sum(axis=0) for word in words]
    return np.concatenate([table, np.array(rows, dtype=np.float32)])


def _contrasted(
    table: Floats,
    vocabulary: Sequence[str],
    meanings: Sequence[texts.Meaning],
    trade_texts: Sequence[str],
) -> Floats:
    pieces = WordPieces(vocabulary).rows
    trades, senses = pairs.trades(trade_texts, pieces), pairs.senses(meanings, pieces)
    newer = pairs.newer(NEWER.read_text("utf-8"), pieces)

    def batch(chance: np.random.Generator) -> list[pairs.Pair]:
        some = [
            pairs.of_trade(trades[each], chance)
            for each in chance.integers(0, len(trades), _OF_TRADES)
        ]
        some += [
            pairs.of_sense(senses[each], chance)
            for each in chance.integers(0, len(senses), _OF_SENSES)
        ]
        return some + [newer[each] for each in chance.integers(0, len(newer), _OF_NEWER)]

    return contrast(table, batch, _COURSE, SEED)


def _pieces(text: str, pieces: WordPieces) -> list[int]:
    return [row for word in folded_words(text) for row in pieces.rows(word)]
