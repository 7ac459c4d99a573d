"""Finds the Chromium that the browser tests use; on Debian, as root, installs it.

Run as `python -m scripts.browser [--install]`.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NO_BROWSER = "no Chromium found, set KITHBOOK_BROWSER"

# The shell without a window costs a third less to visit a page with.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_MACOS_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_browser() -> str | None:
    """The browser named by KITHBOOK_BROWSER, or else the first one found."""
    named = os.environ.get("KITHBOOK_BROWSER")
    candidates = (named,) if named else (*_COMMANDS, *_MACOS_APPS)
    return next((path for name in candidates if (path := shutil.which(name))), None)


def can_install() -> bool:
    """Whether this is Debian and we may install packages."""
    return (
        os.geteuid() == 0
        and shutil.which("apt-get") is not None
        and Path("/etc/os-release").is_file()
        and platform.freedesktop_os_release().get("ID") == "debian"
    )


def install() -> None:
    """Install Debian's Chromium without a window, or else the whole one, and fonts, quietly.

    Raises:
        CalledProcessError: apt-get could not.
    """
    print("Installing Debian's chromium for the browser tests.", flush=True)
    updated = _apt_get("update")
    sys.stderr.write(updated.stdout if updated.returncode else "")
    updated.check_returncode()
    add = ("install", "--yes", "--no-install-recommends", "fonts-liberation")
    if _apt_get(*add, "chromium-headless-shell").returncode:
        done = _apt_get(*add, "chromium")
        sys.stderr.write(done.stdout if done.returncode else "")
        done.check_returncode()


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments),
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def main(arguments: list[str]) -> int:
    """Say which browser there is; with --install, install one where that is ours to do."""
    if "--install" in arguments and find_browser() is None and can_install():
        try:
            install()
        except subprocess.CalledProcessError:
            print("apt-get could not install chromium; its words are above.", file=sys.stderr)
            return 1
    print(f"Browser for the tests: {find_browser() or NO_BROWSER}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
