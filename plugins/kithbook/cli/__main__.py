"""`python -m kithbook.cli`, for where the command itself is not on the path."""

from __future__ import annotations

from kithbook.cli.main import main

if __name__ == "__main__":
    main()
