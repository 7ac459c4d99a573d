"""What a teacher said, kept in the folder of work, so that a second run is quick."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from scripts.static_model.bags import Floats


def kept(path: Path, asked: str, teach: Callable[[], Floats]) -> Floats:
    """The vectors for what was asked, from the file of that name where it is there."""
    key = hashlib.sha256(asked.encode()).hexdigest()[:16]
    file = path.with_name(f"{path.name}-{key}.npy")
    if not file.exists():
        np.save(file, teach().astype(np.float16))
    result: Floats = np.load(file).astype(np.float32)
    return result
