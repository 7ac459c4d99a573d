"""What was spared from the search for garbage is found once nobody holds it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from kithbook.text.garbage import collect_kept, no_collection


class Ring:
    """Holds itself, so that only a search finds it."""

    def __init__(self) -> None:
        self.own = self


pytestmark = pytest.mark.usefixtures("spared_garbage")


@pytest.fixture(autouse=True)
def _nothing_frozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def spared() -> ref[Ring]:
    with no_collection(keep=True):
        ring = Ring()
    return ref(ring)


def test_what_is_spared_stays_though_nobody_holds_it() -> None:
    left = spared()
    gc.collect()
    assert left() is not None
    assert gc.isenabled()


def test_the_next_time_what_nobody_holds_is_gone() -> None:
    first = spared()
    second = spared()
    assert first() is None
    assert second() is not None


def test_it_is_also_found_when_there_is_time_for_it() -> None:
    left = spared()
    collect_kept()
    assert left() is None
    assert gc.get_freeze_count() == 0


def test_nothing_is_looked_for_meanwhile_and_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with no_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
