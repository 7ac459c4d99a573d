"""What all tests share: hypothesis profiles, what is not counted or spared, skipped tests."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Generator, Iterator

import pytest
from coverage import Coverage
from hypothesis import settings

from kithbook.text import garbage
from scripts.browser import NO_BROWSER

settings.register_profile("dev", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=60)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")

# Whoever started the tests may ignore these (nohup, a shell's background), and processes that the
# tests start would then ignore them too.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Counts no coverage while tests marked `uncounted` and what they build are run."""
    # Only between these tests and others: stopping at each costs a hundredth of a second, and on
    # Python 3.11 a thread that a server begins just while tracing is set dies of it ("Cannot
    # install a trace function"), and its page never comes.
    counting = Coverage.current() if item.get_closest_marker("uncounted") else None
    if counting is not None:
        _STOPPED.append(counting)
        counting.stop()
    try:
        return (yield)
    finally:
        if _STOPPED and (nextitem is None or not nextitem.get_closest_marker("uncounted")):
            _STOPPED.pop().start()


_STOPPED: list[Coverage] = []


class _NothingSpared:
    """Python's `gc`, which here spares nothing from its search."""

    def __getattr__(self, name: str) -> object:
        return getattr(gc, name)

    def freeze(self) -> None:
        """Keep all in the search."""


@pytest.fixture(scope="session", autouse=True)
def _nothing_spared() -> Iterator[None]:
    # A command runs once in a process, here thousands of times in one: each would begin by
    # searching all that the tests before it hold, which took a third of a second.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(garbage, "gc", _NothingSpared())
        yield


@pytest.fixture
def spared_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares what a command spares where it runs in a process of its own."""
    monkeypatch.setattr(garbage, "gc", gc)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        tests = "test" if count == 1 else "tests"
        terminalreporter.write_line(f"{count} browser {tests} skipped: {NO_BROWSER}")
