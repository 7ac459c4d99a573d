"""The pages lead somewhere, speak calmly, and what they say of YAML is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from kithbook.text.source import Scalar, Source, compose
from tests.structure.sources import ROOT, Looked, plant
from tests.structure.test_words import loud

_LINK = re.compile(r"\[[^\]]*\]\((?P<to>[^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    titles = _HEADING.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def loose_links(root: Path) -> Looked:
    """Links of the pages to files or headings that are not there; the web is not asked."""
    findings, count = [], 0
    for page in pages(root):
        for to in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
            if to.startswith(("https://", "http://")):
                continue
            count += 1
            path, _, anchor = to.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                findings.append(f"{page.relative_to(root)}: {to}")
    return Looked(count, findings)


def loud_lines(root: Path) -> Looked:
    """Loud lines in the pages for those who keep a book; CONTRIBUTING speaks of make and tests."""
    lines = [
        (page, line)
        for page in pages(root)
        if page.name != "CONTRIBUTING.md"
        for line in page.read_text(encoding="utf-8").splitlines()
    ]
    findings = [f"{page.relative_to(root)}: {line}" for page, line in lines if loud(line)]
    return Looked(len(lines), findings)


def test_every_link_leads_somewhere() -> None:
    looked = loose_links(ROOT)
    assert looked.inspected >= 35
    assert looked.findings == []


def test_a_loose_link_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "README.md", "[a](docs/a.md) [b](docs/b.md) [c](docs/a.md#two-words)\n")
    plant(tmp_path, "docs/a.md", "# One\n\n[x](#one) [y](#three) [w](https://example.org)\n")
    looked = loose_links(tmp_path)
    assert looked.inspected == 5
    assert looked.findings == [
        "README.md: docs/b.md",
        "README.md: docs/a.md#two-words",
        "docs/a.md: #three",
    ]


def test_the_pages_speak_calmly() -> None:
    looked = loud_lines(ROOT)
    assert looked.inspected >= 500
    assert looked.findings == []


def test_a_loud_line_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "README.md", "Fine.\nThis is overdue.\nWonderful!\n")
    assert loud_lines(tmp_path) == Looked(
        3, ["README.md: This is overdue.", "README.md: Wonderful!"]
    )


@pytest.mark.parametrize(
    "line, taken",
    [
        ("vouch: no", False),
        ("phone: 01701234567", 252000631),
        ("phone: +491701234567", 491701234567),
        ("address: 01234", 668),
        ("role: 12:30", 750),
        ("x: 012", 10),
        ("x: 1:30", 90),
    ],
)
def test_what_the_format_says_of_yaml_is_so(line: str, taken: object) -> None:
    key, _, text = line.partition(": ")
    assert yaml.safe_load(line) == {key: taken}
    keys, problems = compose(Source("x.yml", line), 0, len(line))
    assert problems == ()
    assert keys is not None
    node = keys.get(key)
    assert isinstance(node, Scalar)
    assert node.text == text
    page = (ROOT / "docs/format.md").read_text(encoding="utf-8")
    assert (line if key != "x" else f"`{text}`") in page


def test_the_readme_names_both_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("serve", "test"):
        assert f"\nmake {name}\n" in readme
        wanted = ("make", "--dry-run", name)
        subprocess.run(wanted, cwd=ROOT, capture_output=True, check=True)
