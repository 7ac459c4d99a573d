"""Nobody takes part in the public build who could bring in what is private, or leaves `ran`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from kithbook.cli.main import run
from kithbook.public.admission import Guests, modules_of, unwelcome
from kithbook.public.config_file import stands_against
from kithbook.public.tripwire import PrivateTouched
from tests.public.letters import build_letter, letter_book

pytestmark = pytest.mark.uncounted

RUNS = "from pathlib import Path\nPath({ran!r}).touch()\n"
SNIPPETS = (
    "pymdownx.snippets",
    "pymdownx.snippets:SnippetExtension",
    "pymdownx.snippets:makeExtension",
    "pymdownx.b64",
)
OTHERS = (
    "include-markdown", "macros", "git-authors", "git-revision-date-localized", "git-revision-date",
    "gen-files", "redirects", "table-reader", "monorepo", "mkdocstrings", "exec", "privacy",
    "material/social", "material/privacy", "material/info", "blog", "macros #2",
)  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with its public side, and somebody who is private."""
    root = letter_book(tmp_path / "book").parent
    (root / "content/disclosed.yml").write_text("version: 1\ndisclosed: []\n")
    (root / "people").mkdir()
    (root / "people/ada.md").write_text("name: Ada Quambush")
    (root / "kithbook.yml").write_text("")
    (root / "loads.py").write_text(RUNS.format(ran=str(root / "ran")))
    return root


def settings(book: Path, more: str, allow: str = "") -> None:
    """Adds lines to mkdocs.yml, and words to `allow` of the plugin."""
    path = book / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    key = more.partition(":")[0]
    kept = text.splitlines(keepends=True)
    if f"\n{key}:\n" in text:
        start = kept.index(f"{key}:\n")
        end = start + 1
        while end < len(kept) and kept[end][0] in " -":
            end += 1
        kept[start:end] = []
    text = "".join(kept)
    if allow:
        text = text.replace("- kithbook-public:\n", f"- kithbook-public:\n    allow: [{allow}]\n")
    path.write_text(f"{text}{more}\n", encoding="utf-8")


def refused(book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What both ways of building say, where neither builds."""
    said = []
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml"],
        cwd=book, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode
    said.append(done.stderr)
    assert run(["--book", str(book), "build", "--only", "public"]) == 1
    said.append(capsys.readouterr().err)
    assert not (book / "build/public").exists()
    return "\n".join(said)


def test_a_hook_is_refused_before_it_runs(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings(book, "hooks: [loads.py]")
    assert refused(book, capsys).count("hooks can read any file") == 2
    assert not (book / "ran").exists()


def test_a_refusal_leaves_no_older_site(book: Path) -> None:
    assert run(["--book", str(book), "build", "--only", "public"]) == 0
    assert (book / "build/public/index.html").exists()
    settings(book, "hooks: [loads.py]")
    assert run(["--book", str(book), "build", "--only", "public"]) == 1
    assert not (book / "build/public").exists()


def test_a_hook_of_a_parent_file_is_refused_before_it_runs(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "base.yml").write_text("hooks: [loads.py]\n")
    settings(book, "INHERIT: base.yml")
    assert refused(book, capsys).count("hooks can read any file") == 2
    assert not (book / "ran").exists()


def test_a_hook_that_is_meant_runs(book: Path) -> None:
    settings(book, "hooks: [loads.py]", allow="hooks")
    assert stands_against(book / "mkdocs.yml") == ()
    build_letter(book / "mkdocs.yml")
    assert (book / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "hooks: [loads.py]\n",
        "plugins: {kithbook-public: {}}\nhooks:\n- loads.py\n",
        "extra: &a {hooks: [loads.py]}\n<<: *a\n",
        "INHERIT: base.yml\n",
        "INHERIT: ./deep/../base.yml\n",
        "INHERIT: !ENV BASE\n",
        "hooks: !ENV [HOOKS, [loads.py]]\n",
        "hooks: [!ENV HOOK]\n",
        "? !!python/tuple [a, b]\n: c\nhooks: [loads.py]\n",
        "extra: {a: =}\nhooks: [loads.py]\n",
        "%YAML 1.1\n---\nhooks: [loads.py]\n...\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_hook_is_refused_however_it_is_written(
    book: Path, monkeypatch: pytest.MonkeyPatch, text: str, encoding: str
) -> None:
    (book / "deep").mkdir()
    (book / "base.yml").write_text("hooks: [loads.py]\n")
    for name, value in (("BASE", "base.yml"), ("HOOK", "loads.py")):
        monkeypatch.setenv(name, value)
    if "INHERIT" not in text:
        text = f"{text}\n" if text.startswith("%") else f"site_name: A\n{text}"
    (book / "mkdocs.yml").write_text(text, encoding=encoding)
    assert run(["--book", str(book), "build", "--only", "public"]) == 1
    assert not (book / "ran").exists()
    assert stands_against(book / "mkdocs.yml")


@pytest.mark.parametrize(
    "text, said",
    [
        ("INHERIT: people/ada.md\n", "INHERIT names people"),
        ("INHERIT: mkdocs.private.yml\n", "INHERIT names mkdocs.private.yml"),
        ("INHERIT: .git/config\n", "INHERIT names .git"),
        ("INHERIT: mkdocs.yml\n", "INHERIT goes on"),
        ("a: [\n", "mkdocs.yml cannot be read"),
        ("plugins: [{kithbook-public: {enabled: false}}]\n", "is switched off"),
        ("plugins: {kithbook-public: {enabled: false}}\n", "is switched off"),
    ],
)
def test_settings_that_lead_astray_are_refused(book: Path, text: str, said: str) -> None:
    (book / "mkdocs.private.yml").write_text("a: b\n")
    (book / "mkdocs.yml").write_text(text)
    assert any(said in reason for reason in stands_against(book / "mkdocs.yml"))


@pytest.mark.parametrize("tag", ["object/apply:os.mkdir [ran]", "object/new:os.mkdir [ran]"])
def test_code_in_the_settings_is_refused_before_kith_reads_them(
    book: Path, capsys: pytest.CaptureFixture[str], tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(book, f"extra:\n  a: !!python/{tag}")
    monkeypatch.chdir(book)
    assert run(["build", "--only", "public"]) == 1
    assert "runs code while the settings are read" in capsys.readouterr().err
    assert not (book / "ran").exists()


@pytest.mark.parametrize(
    "tag", ["name:pymdownx.superfences.fence_code_format", "object/apply:pymdownx.slugs.slugify {}"]
)
def test_functions_of_known_packages_are_welcome(book: Path, tag: str) -> None:
    settings(book, f"extra:\n  a: !!python/{tag}")
    assert stands_against(book / "mkdocs.yml") == ()


@pytest.mark.parametrize(
    "tag", [
        "object/apply:mkdocs.utils.copy_file [people/ada.md, content/public/ran.txt]",
        "object/new:mkdocs.utils.copy_file [people/ada.md, content/public/ran.txt]",
        "object/new:pymdownx.slugs.slugify", "object/apply:mkdocs.utils.clean_directory [people]",
        "object/apply:markdown.markdownFromFile {kwds: {input: people/ada.md, output: ran}}",
        "object/apply:mkdocs.config.base.load_config {kwds: {config_file: other.yml}}",
        "object/apply:kithbook.public.plugin._write [people/ada.md, '']",
        "name:markdown.markdownFromFile", "module:mkdocs.utils", "object:mkdocs.utils.copy_file",
    ],
)  # fmt: skip
def test_a_known_package_is_not_called_to_do_anything(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tag: str
) -> None:
    settings(book, f"extra:\n  a: !!python/{tag}")
    (book / "mkdocs.private.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: build/private\n")
    before = {each: each.read_bytes() for each in book.rglob("*") if each.is_file()}
    monkeypatch.chdir(book)
    assert run(["build", "--only", "public"]) == 1
    assert "runs code while" in capsys.readouterr().err
    assert before == {each: each.read_bytes() for each in book.rglob("*") if each.is_file()}


def test_a_parent_file_is_the_one_that_mkdocs_reads(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "far/deep").mkdir(parents=True)
    (tmp_path / "far/base.yml").write_text("extra: {}\n")
    (book / "near").symlink_to(tmp_path / "far/deep")
    (book / "base.yml").write_text("hooks: [loads.py]\n")
    settings(book, "INHERIT: near/../base.yml")
    assert refused(book, capsys).count("hooks can read any file") == 2
    assert not (book / "ran").exists()


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets_are_refused_in_every_spelling(
    book: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    settings(book, f"markdown_extensions:\n- {name}:\n    base_path: [.]" * (name[-3:] != "b64"))
    if name[-3:] == "b64":
        settings(book, f"markdown_extensions: [{name}]")
    assert "can read any file" in refused(book, capsys)


def test_an_extension_is_known_by_its_class(
    book: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Under a name that nobody knows, or inside another one that is allowed."""
    (book / "mine.py").write_text(
        "from pymdownx.snippets import SnippetExtension\n"
        "from markdown.extensions import Extension\n"
        "class Own(SnippetExtension): pass\n"
        "class Bundle(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.registerExtensions(['pymdownx.snippets'], {})\n"
    )
    monkeypatch.syspath_prepend(str(book))
    for name in ("mine:Own", "mine:Bundle"):
        assert "pymdownx.snippets" in modules_of([name], {})
        settings(book, f"markdown_extensions: ['{name}']")
        assert "mine:" in stands_against(book / "mkdocs.yml")[0]
    settings(book, "markdown_extensions: ['mine:Bundle']", allow="mine")
    assert stands_against(book / "mkdocs.yml") == ()
    with pytest.raises(Abort):
        build_letter(book / "mkdocs.yml")
    assert "allow: [snippets]" in caplog.text


@pytest.mark.parametrize("name", OTHERS)
def test_a_plugin_that_is_not_known_is_refused_by_name(
    book: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = book / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- kithbook-public:", f"- '{name}'\n- kithbook-public:"))
    assert run(["--book", str(book), "build", "--only", "public"]) == 1
    assert f"{name} can read any file" in capsys.readouterr().err
    path.write_text(text.replace("plugins:\n", f"plugins:\n- '{name}': {{a: 1}}\n"))
    assert stands_against(path)


def test_what_is_not_known_is_welcome_by_name_alone() -> None:
    names = ("mine.reader:Reader", "some-plugin", "some-plugin #2", "pymdownx.snippets:X")
    found = list(unwelcome(Guests(plugins=names[1:3], extensions=(names[0], names[3]))))
    assert len(found) == 4
    words = [line.partition("allow: [")[2].partition("]")[0] for line in found]
    assert words == ["some-plugin", "some-plugin", "mine.reader", "snippets"]
    assert not list(unwelcome(Guests(names[1:3], (names[0], names[3]), allow=words)))
    ordinary = ("toc", "tables", "pymdownx.superfences", "pymdownx.blocks.details", "smarty")
    assert not list(unwelcome(Guests(("search", "kithbook-public"), ordinary)))


def test_gh_deploy_is_refused_and_leads_to_publish(book: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "remote.git")], check=True)
    for words in (
        ["init", "-q"], ["add", "-A"], ["remote", "add", "origin", "../remote.git"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one"],
    ):  # fmt: skip
        subprocess.run(["git", *words], cwd=book, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "gh-deploy", "--force", "-f", "mkdocs.yml"],
        cwd=book, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "kith publish --git" in done.stderr) == (1, True)
    sent = subprocess.run(
        ["git", "for-each-ref"], cwd=tmp_path / "remote.git", capture_output=True, check=True
    )
    assert sent.stdout == b""
    assert not (book / "build/public").exists()


def hook(book: Path, line: str) -> Path:
    """A hook that is allowed and does something when a page is read."""
    (book / "does.py").write_text(
        f"import os, subprocess\ndef on_page_markdown(markdown, **_):\n    {line}\n"
    )
    settings(book, "hooks: [does.py]", allow="hooks")
    return book / "mkdocs.yml"


@pytest.mark.parametrize(
    "line",
    [
        "return open('.git/config').read()",
        "return str(os.listdir('.git'))",
        "return open('../outer/.git/config').read()",
        "return open('../gitdir/HEAD').read()",
        "return open('../common/config').read()",
    ],
)
def test_what_git_keeps_is_inside_the_tripwire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Also where `.git` is a file, and where the repository is around the book."""
    outer = tmp_path / "outer"
    book = letter_book(outer / "book").parent
    for place in ("outer/.git", "gitdir", "common", "outer/book/.git" * (".git" in line[:20])):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
    if ".git" not in line[:20]:
        (book / ".git").write_text("gitdir: ../../gitdir\n")
    (tmp_path / "gitdir/commondir").write_text("../common\n")
    monkeypatch.chdir(book)
    path = hook(book, line.replace("'../gitdir", "'../../gitdir").replace("'../c", "'../../c")
                .replace("../outer/.git", "../.git"))  # fmt: skip
    with pytest.raises(PrivateTouched, match="which is private"):
        build_letter(path)
    assert not (book / "build/public").exists()


@pytest.mark.parametrize(
    "line",
    [
        "open('beside.html', 'w')",
        "open('build/other.html', 'x')",
        "os.open('beside.html', os.O_CREAT | os.O_WRONLY)",
        "open('content/public/more.md', 'a')",
        "os.mkdir('../elsewhere')",
        "os.symlink('x', 'beside')",
        "os.rename('loads.py', 'beside.py')",
        "__import__('sqlite3').connect('beside.db')",
        "__import__('shutil').copy('loads.py', 'beside.py')",
        "__import__('pathlib').Path('beside.html').write_text('x')",
    ],
)
def test_nothing_is_written_outside_of_the_site(
    book: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(book)
    if "elsewhere" in line:
        monkeypatch.setattr("tempfile.tempdir", str(book.parent / "tmp"))
    path = hook(book, line)
    before = {each.relative_to(book) for each in book.rglob("*")}
    with pytest.raises(PrivateTouched, match="outside the site"):
        build_letter(path)
    after = {each.relative_to(book) for each in book.rglob("*")}
    assert {each for each in after - before if "__pycache__" not in each.parts} <= {Path("build")}


def test_temporary_files_pass(book: Path) -> None:
    line = "with __import__('tempfile').TemporaryFile('w') as file: file.write('x')"
    assert (build_letter(hook(book, line)) / "index.html").exists()


def linked(book: Path, how: str, target: Path) -> None:
    """Puts a link among the public files, with a word of its target in a page."""
    place = book / "content/public/more.md"
    if how == "hard":
        os.link(target, place)
    else:
        place.symlink_to(target if how == "whole" else os.path.relpath(target, place.parent))


@pytest.mark.parametrize("how", ["whole", "relative"])
@pytest.mark.parametrize("where", ["../letter.md", "notes.md", "../folder", "../nothing.md"])
def test_a_link_to_a_file_elsewhere_is_refused(
    book: Path, capsys: pytest.CaptureFixture[str], how: str, where: str
) -> None:
    (book.parent / "letter.md").write_text("# Quambush")
    (book / "notes.md").write_text("# Quambush")
    (book.parent / "folder").mkdir()
    (book.parent / "folder/a.md").write_text("# Quambush")
    linked(book, how, (book / where).resolve())
    assert refused(book, capsys).count("content/public/more.md is a link to") == 2


def test_a_second_name_of_a_private_file_is_refused(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linked(book, "hard", book / "people/ada.md")
    assert refused(book, capsys).count("is the same file as people/ada.md") == 2


def test_links_among_the_public_files_are_kept(book: Path) -> None:
    (book / "content/public/one.md").write_text("# One\n")
    linked(book, "relative", book / "content/public/one.md")
    os.link(book / "content/public/one.md", book / "copy.md")
    site = build_letter(book / "mkdocs.yml")
    assert "One" in (site / "more/index.html").read_text(encoding="utf-8")
