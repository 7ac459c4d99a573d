"""A hook of mkdocs.docs.yml: pages that lie in the root of the repository join the documentation.

They stay where git hosts look for them, and their links lead where they do on such a host.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

NAMES = ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
_UP = re.compile(rf"(?<=\]\()\.\./(?=(?:{'|'.join(map(re.escape, NAMES))})[)#])")
_DOWN = re.compile(r"(?<=\]\()docs/(?=[\w/.-]+\.md[)#])")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages of the root."""
    root = Path(config.config_file_path).parent
    for name in NAMES:
        files.append(File.generated(config, name, abs_src_path=str(root / name)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Turns the links that go from one place to the other."""
    links = _DOWN if page.file.src_uri in NAMES else _UP
    return links.sub("", markdown)
