"""The machine that a book lies on: is its disk encrypted, and does a program copy it?"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kithbook.text.examined import Examined
from kithbook.text.nodes import real

_ENCRYPTED = ("ecryptfs", "fuse.cryfs", "fuse.encfs", "fuse.gocryptfs", "fuse.veracrypt")
_LOOK: Mapping[str, str] = {
    "darwin": "Look in System Settings, Privacy & Security, FileVault.",
    "win32": "Look in Settings, Privacy & security, Device encryption.",
}
_SYNCED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (service, re.compile(pattern, re.IGNORECASE))
    for service, pattern in (
        ("Dropbox", r"dropbox( \(.+\))?"),
        ("OneDrive", r"onedrive( ?- ?.+|-.+)?"),
        ("iCloud", r"mobile documents|com~apple~clouddocs|icloud ?drive|icloud"),
        ("Google Drive", r"google ?drive( .+|-.+)?|my drive"),
        ("a cloud service", r"cloudstorage"),
        ("Nextcloud", r"nextcloud\d*"),
        ("ownCloud", r"owncloud"),
        ("MEGA", r"mega(sync)?"),
        ("pCloud", r"pcloud( ?drive)?"),
        ("Box", r"box( sync)?"),
        ("Proton Drive", r"proton ?drive"),
        ("Syncthing", r"syncthing"),
    )
)
_MARKS = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync/ID", "Resilio Sync"),
)


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine: its system as Python calls it, and where Linux tells of mounts and disks."""

    system: str = sys.platform
    mounts: Path = Path("/proc/self/mountinfo")
    devices: Path = Path("/sys/dev/block")


def disk(root: Path, machine: Machine) -> Examined:
    """Whether the disk is encrypted, as far as that can be known."""
    if machine.system != "linux":
        then = _LOOK.get(machine.system, "Look in the settings of the system.")
        return Examined("disk", "unknown", "Whether the disk is encrypted is not known here.", then)
    mount = _mount(real(root), machine)
    if mount is None or (mount[1].startswith("0:") and mount[0] not in _ENCRYPTED):
        return Examined(
            "disk",
            "unknown",
            "Whether the disk is encrypted cannot be seen from here"
            f"{f' ({mount[0]})' if mount else ''}.",
            "Look at how the disk was set up: lsblk -f names crypto_LUKS where it is.",
        )
    if mount[0] in _ENCRYPTED or _is_crypt(machine.devices / mount[1]):
        return Examined("disk", "ok", "The disk is encrypted.")
    return Examined(
        "disk",
        "warning",
        "No encryption is seen between the book and its disk; what the disk does is hidden.",
        "Encrypt the disk (LUKS), or keep the book in an encrypted folder: whoever has the disk "
        "has the book.",
    )


def _mount(root: Path, machine: Machine) -> tuple[str, str] | None:
    """The file system that a folder lies in and the number of its device (proc(5), mountinfo)."""
    try:
        lines = machine.mounts.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found: tuple[int, str, str] = (-1, "", "")
    for line in lines.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = Path(re.sub(r"\\([0-7]{3})", lambda one: chr(int(one[1], 8)), fields[4]))
        if root.is_relative_to(place) and len(place.parts) >= found[0]:
            found = (len(place.parts), after.split(" ")[0], fields[2])
    return found[1:] if found[0] >= 0 else None


def _is_crypt(device: Path) -> bool:
    """Whether a device, or all that it is made of, is a mapping that encrypts."""
    at = Path(os.path.realpath(device))
    try:
        told = (at / "dm/uuid").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    if told.startswith("CRYPT-"):
        return True
    below = sorted((at / "slaves").glob("*"))
    return bool(below) and all(map(_is_crypt, below))


def sync_folder(root: Path) -> Examined:
    """Whether a program copies the book to other machines while it lies there."""
    service = _synced(real(root))
    if not service:
        return Examined("sync", "ok", "The book is in no sync folder that is known.")
    return Examined(
        "sync",
        "warning",
        f"The book lies in a folder of {service}, which copies its private files to other "
        "machines, and git's own files half written.",
        "Move the book out of it, and carry it with git. If it stays: write on one machine at a "
        "time, and kith check tells of copies in conflict.",
    )


def _synced(root: Path) -> str:
    for folder in (root, *root.parents):
        for service, pattern in _SYNCED:
            if pattern.fullmatch(folder.name):
                return service
        for mark, service in _MARKS:
            if os.path.lexists(folder / mark):
                return service
    return ""
