"""The line that installs something more beside Kithbook, in the way in which it was installed."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

_PACKAGE = "kithbook"
_RECEIPTS = {
    "pipx_metadata.json": ("pipx install --force {}", "pipx inject kithbook {}"),
    "uv-receipt.toml": ("uv tool install --force {}", "uv tool install --force kithbook --with {}"),
}
"""What pipx and uv leave in an environment of theirs, and how each takes more of the package in
and others beside it; another installer cannot reach in there."""


def install_line(requirement: str, environment: Path | None = None) -> str:
    """What to type to have a requirement, such as `kithbook[agent]` or `mkdocs>=1.6.1,<2`."""
    place = environment or Path(sys.prefix)
    of_package = requirement.startswith((f"{_PACKAGE}[", f"{_PACKAGE}>", f"{_PACKAGE}<"))
    for receipt, (more_of_it, beside) in _RECEIPTS.items():
        if (place / receipt).is_file():
            line = more_of_it if of_package or requirement == _PACKAGE else beside
            return line.format(shlex.quote(requirement))
    return f"pip install {shlex.quote(requirement)}"
