"""An index kept in a file, for books with many people: read again in a fraction of the time.

The file's name is a digest of everything it was made from, so a stale one is never read. It holds
numbers and words as plain arrays, and nothing that could run.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kithbook.matching.config import Config
from kithbook.matching.corpus import Document
from kithbook.matching.index import Index
from kithbook.matching.languages import Languages
from kithbook.matching.postings import Postings
from kithbook.matching.vocabulary import Vocabulary, Word

# Below this reading the file saves nothing that anybody would notice.
FEWEST = 500
_PREFIX, _SUFFIX = "matching-", ".npz"
_FORMAT = "3"


def kept_index(
    documents: Sequence[Document],
    languages: Languages,
    config: Config,
    folder: Path | None,
) -> Index:
    """The index of the documents, from the folder where it is there, or made and put there."""
    if folder is None or len(documents) < FEWEST:
        return Index.of(documents, languages, config)
    path = folder / f"{_PREFIX}{_digest(documents, languages, config)}{_SUFFIX}"
    found = _read(path, languages)
    if found is None:
        found = Index.of(documents, languages, config)
        _write(found, path)
    return found


def _digest(documents: Sequence[Document], languages: Languages, config: Config) -> str:
    made_from = (_FORMAT, *languages.made_from, str(astuple(config)))
    digest = hashlib.blake2b("\n".join(made_from).encode(), digest_size=16)
    for passages in documents:
        digest.update("\x1f".join(passages).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1e")
    return digest.hexdigest()


def _read(path: Path, languages: Languages) -> Index | None:
    """What the file holds; None when it is not there or was broken off."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            held = {name: stored[name] for name in stored.files}
        return _index(held, languages)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _index(held: Mapping[str, NDArray[np.generic]], languages: Languages) -> Index:
    words, terms = (_listed(held[name]) for name in ("words", "terms"))
    names = ("rarity", "term_vectors", "weights", "idf", "vectors")
    floats = {name: held[name].astype(np.float32, copy=False) for name in names}
    mixed = any(language for language, _ in words)
    vocabulary = Vocabulary(
        words, terms, floats["rarity"], floats["term_vectors"], languages, mixed
    )
    starts, documents, spoken, first = (
        held[name].astype(np.int64) for name in ("starts", "documents", "spoken", "first")
    )
    postings = Postings(starts, documents, floats["weights"], floats["idf"])
    mean = float(held["mean"].astype(np.float64)[0])
    return Index(vocabulary, postings, floats["vectors"], spoken, first, mean)


def _listed(text: NDArray[np.generic]) -> dict[Word, int]:
    lines = text.tobytes().decode("utf-8").split("\n")
    pairs = (line.partition(" ") for line in lines if line)
    return {(int(language), word): number for number, (language, _, word) in enumerate(pairs)}


def _lines(words: Mapping[Word, int]) -> NDArray[np.uint8]:
    text = "\n".join(f"{language} {word}" for language, word in words)
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _own_folder(folder: Path) -> None:
    """Makes the folder; the words of a private book in it are nothing for git."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _write(index: Index, path: Path) -> None:
    """Puts the file in its place whole, and its forerunners away; a full disk is no trouble."""
    vocabulary, postings = index.vocabulary, index.postings
    try:
        _own_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".matching-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                words=_lines(vocabulary.words),
                terms=_lines(vocabulary.terms),
                rarity=vocabulary.rarity,
                term_vectors=vocabulary.term_vectors,
                starts=postings.starts,
                documents=postings.documents.astype(np.int32),
                weights=postings.weights,
                idf=postings.idf,
                vectors=index.vectors,
                spoken=index.spoken.astype(np.int8),
                first=index.first.astype(np.int32),
                mean=np.array([index.mean]),
            )
        for earlier in path.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
            earlier.unlink(missing_ok=True)
        Path(name).replace(path)
    except OSError:
        return
