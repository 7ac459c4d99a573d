"""What all tests share: hypothesis profiles and the line that counts skipped browser tests."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

from scripts.browser import NO_BROWSER

settings.register_profile("dev", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=60)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")

# Whoever started the tests may ignore these (nohup, a shell's background), and processes that the
# tests start would then ignore them too.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        tests = "test" if count == 1 else "tests"
        terminalreporter.write_line(f"{count} browser {tests} skipped: {NO_BROWSER}")
