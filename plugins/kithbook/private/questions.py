"""What the directory reads to answer "who do I know who…" in a browser, once somebody asks.

People and entries stand in the catalogue already; here is what ranking needs beside them. The same
book gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.matching.browser import constants, model_bytes
from kithbook.private.pages.desk import Desk
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


def question_files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The two files by their place in the site; without a model the second is empty."""
    yield QUESTIONS, json_of(_questions(desk), tight=True).encode()
    yield MODEL, model_bytes()


def _questions(desk: Desk) -> dict[str, object]:
    network, settings = desk.network, desk.network.settings
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
            [phrase.text for offer in network.people[id_].introduce for _, phrase in offer.phrases]
            for id_ in desk.by_name
        ],
    }
