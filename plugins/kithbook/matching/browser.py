"""What a browser needs to rank as the engine does: the model, the constants, stems and silence.

Documents stay where they are; a browser indexes them itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import numpy as np

from kithbook.language.small_words import small_words
from kithbook.matching.config import SHIPPED, Config
from kithbook.matching.static_model import shipped_model
from kithbook.matching.stems import folded_words, stems_for
from kithbook.matching.word_weights import weights_in

# A browser knows the stems of this language itself.
_STEMMED_THERE = "en"


def model_bytes() -> bytes:
    """The vectors (pieces, width; int8), then scales and frequencies as little-endian float32."""
    model = shipped_model()
    if model is None:
        return b""
    often = np.array([model.often(piece) for piece in model.pieces], dtype=np.float32)
    numbers = np.concatenate((model.scales, often))
    return bytes(model.vectors.tobytes() + numbers.astype("<f4").tobytes())


def constants(
    language: str, texts: Iterable[str], least: float, config: Config = SHIPPED
) -> dict[str, object]:
    """All else, as JSON takes it.

    `texts` are those whose words will have to be stemmed; words that say less than `least` are
    `common`.
    """
    code = language.lower().replace("_", "-").partition("-")[0]
    model = shipped_model()
    return {
        "config": asdict(config),
        "language": code,
        "silent": sorted(small_words(code, "silent")),
        "stems": {} if code == _STEMMED_THERE else _stems(code, texts),
        "common": weights_in(code).less_than(least),
        "pieces": "\n".join(model.pieces) if model else "",
        "width": model.width if model else 0,
    }


def _stems(code: str, texts: Iterable[str]) -> dict[str, str]:
    stems = stems_for(code)
    words = sorted({word for text in texts for word in folded_words(text)})
    return {word: stems.of(word) for word in words}
