"""Builds the data of matching anew: `make model` (about half an hour of one core, the first time).

Fetches packages by name and version, checks their hashes, and needs nothing else from outside.
What the teachers said is kept in build/static-model, so that a second run is quick.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from scripts.static_model import english, german, materials, word_lists

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "build" / "static-model"
OUT = ROOT / "plugins" / "kithbook" / "matching" / "data"


def main() -> None:
    """Fetch, build each file, say what came out."""
    for path in _built(materials.fetch(WORK)):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        print(f"{path.relative_to(ROOT)}: {len(data):,} bytes, sha256 {digest}")


def _built(found: materials.Materials) -> Iterator[Path]:
    for code, most in word_lists.SIZES.items():
        words = word_lists.folded(word_lists.shares(found.counts / f"large_{code}.msgpack.gz"))
        yield word_lists.write(words, most, OUT / f"words-{code}.npz")
    yield english.build(found, WORK, OUT / "model.npz")
    yield german.build(found.multilingual, found.counts, OUT, WORK)


if __name__ == "__main__":
    main()
