"""What all tests share: hypothesis profiles, nothing spared, the count of skipped browser tests."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator

import pytest
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
