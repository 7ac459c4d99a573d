"""Which addresses open a file in an editor, and which are left alone."""

from __future__ import annotations

import re

# Each of these opens a file in a program for writing. Any other could start what it likes: Windows
# alone has ms-msdt:, search-ms: and dozens more, and https: would send the path of the file away.
_SCHEMES = frozenset(
    [
        "antigravity",
        "atom",
        "bbedit",
        "clion",
        "code",
        "code-insiders",
        "code-oss",
        "coteditor",
        "cursor",
        "datagrip",
        "editor",
        "emacs",
        "fleet",
        "geany",
        "gedit",
        "goland",
        "gvim",
        "helix",
        "ia-writer",
        "iawriter",
        "idea",
        "intellij",
        "jetbrains",
        "kate",
        "kiro",
        "lapce",
        "logseq",
        "macvim",
        "mate",
        "mvim",
        "neovide",
        "notepadplusplus",
        "nova",
        "nvim",
        "obsidian",
        "org-protocol",
        "phpstorm",
        "pulsar",
        "pycharm",
        "rider",
        "rubymine",
        "rustrover",
        "subl",
        "sublime",
        "textmate",
        "trae",
        "txmt",
        "typora",
        "vim",
        "void",
        "vscode",
        "vscode-insiders",
        "vscodium",
        "webstorm",
        "windsurf",
        "windsurf-next",
        "x-bbedit",
        "zed",
        "zettlr",
    ]
)
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://?\S*", re.IGNORECASE)


def opens_in_editor(address: str) -> bool:
    """Whether an address, with {path} in it, is that of an editor."""
    found = _ADDRESS.fullmatch(address)
    return found is not None and found[1].lower() in _SCHEMES
