"""What the directory reads to answer "who do I know who…" in a browser, once somebody asks.

People and entries stand in the catalogue already; here is what ranking needs beside them. The same
book gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.book.network import Network
from kithbook.matching.browser import constants, model_bytes
from kithbook.suggestions.asking import (
    BESIDE_THE_BEST,
    CROWD,
    FIELDS,
    FINDING,
    LOOKED_AT,
    TELLING,
    THIN,
    everyone_in,
)
from kithbook.text.unseen import json_of

QUESTIONS = "find/questions.json"
MODEL = "find/model.bin"


def question_files(network: Network) -> Iterator[tuple[str, bytes]]:
    """The two files by their place in the site; without a model the second is empty."""
    yield QUESTIONS, json_of(_questions(network), tight=True).encode()
    yield MODEL, model_bytes()


def _questions(network: Network) -> dict[str, object]:
    settings = network.settings
    texts = (each.phrase.text for one in everyone_in(network) for each in one.told)
    return {
        **constants(settings.language, texts, TELLING, FINDING),
        "asking": {
            "thin": THIN,
            "beside_the_best": BESIDE_THE_BEST,
            "crowd": CROWD,
            "looked_at": LOOKED_AT,
        },
        "fields": FIELDS,
        "introduce": [
            [phrase.text for offer in who.introduce for _, phrase in offer.phrases]
            for who in network.everyone
        ],
    }
