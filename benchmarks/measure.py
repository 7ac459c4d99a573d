"""The CPU time and the peak memory of one command, as the kernel counts them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# The kernel reports kilobytes on Linux and bytes on macOS.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


class UnmeasuredError(Exception):
    """A command did not end well, so its cost says nothing; carries what it printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a command and its children, `user` of them outside the kernel; peak in bytes.

    CPU and never wall time, since whatever else runs on the machine takes part in that. What the
    kernel takes to write the same files varies by half on a virtual machine; `user` is steady.
    """

    cpu: float
    user: float
    peak: int

    @classmethod
    def typical(cls, costs: Iterable[Cost]) -> Cost:
        """The median of each measure."""
        each = list(costs)
        return cls(
            median(cost.cpu for cost in each),
            median(cost.user for cost in each),
            int(median(cost.peak for cost in each)),
        )


def measure(command: Sequence[str | Path], cwd: Path) -> Cost:
    """Runs a command and tells its cost; raises UnmeasuredError when it ends with a complaint.

    On Linux the peak of a child is at least that of its parent, so the parent stays small.
    """
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace").strip().splitlines()
            raise UnmeasuredError(said[-1] if said else f"it ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_utime, used.ru_maxrss * _PEAK_UNIT)
