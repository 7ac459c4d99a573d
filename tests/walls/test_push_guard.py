"""The push guard: whatever way out of git somebody takes, nothing private gets to a remote.

Every way is a few lines of shell in a book with a guard; afterwards the objects of the remote are
searched for a word that stands in private files alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.cli.main import run

pytestmark = pytest.mark.uncounted

CANARY = b"Quambush"
PAGE = "<p>Private. Made from the files of your book on 29 November 2026.</p> Quambush"
ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "file", "PAGE": PAGE,
    "START": """
        person() { mkdir -p "$(dirname "$1")"; printf -- '---\\nname: Quambush\\n---\\n' > "$1"; }
        commit() { git add -A; git commit -qm "${1:-one}"; }
        page() { mkdir -p "$(dirname "$1")"; printf '%s\\n' "$PAGE" > "$1"; }
        public() { git checkout -q --orphan public; git rm -rqf --cached .; git clean -qfdx people
                   echo out > out.md; git add out.md; git commit -qm public; }
    """,
}  # fmt: skip


def shell(folder: Path, script: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a few lines in a folder; what they write is kept."""
    return subprocess.run(
        ["sh", "-c", f'eval "$START"\n{script}'],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, **more},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in git with a guard, and an empty remote beside it."""
    place = tmp_path_factory.mktemp("stock")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        shell(place, "git init -q --bare -b main remote.git; git init -q -b main book")
        assert run(["init", str(place / "book")]) == 0
    made = shell(place / "book", "git remote add origin ../remote.git; commit start")
    assert made.returncode == 0, made.stderr
    return place


@pytest.fixture
def place(stock: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(stock, tmp_path / "place", symlinks=True)
    return tmp_path / "place"


def arrived(place: Path) -> bool:
    """Whether anything private is among the objects of the remote."""
    objects = shell(place / "remote.git", "git cat-file --batch-all-objects --batch").stdout
    return CANARY in objects


def anything(place: Path) -> bool:
    """Whether the remote has any ref."""
    return bool(shell(place / "remote.git", "git for-each-ref").stdout)


WAYS = {
    "as it is": "person people/q.md; commit; git push origin main",
    "in a folder of people": "person people/family/q.MARKDOWN; commit; git push origin main",
    "what is no person": "person people/_templates/q.md; commit; git push origin main",
    "all branches": "person people/q.md; commit; git push --all origin",
    "mirrored": "person people/q.md; commit; git push --mirror origin",
    "to an address": "person people/q.md; commit; git push ../remote.git main",
    "another name": "person people/q.md; commit; git push origin main:refs/heads/gh-pages",
    "a ref of no kind": "person people/q.md; commit; git push origin main:refs/kith/hidden",
    "by its hash": "person people/q.md; commit; git push origin $(git rev-parse @):refs/heads/x",
    "by its message": """person people/q.md; commit 'two words here'
        git push origin ':/two words here:refs/heads/x'""",
    "from a subfolder": "person people/q.md; commit; cd people; git push origin main",
    "from a linked tree": "person people/q.md; commit; git worktree add -q ../w; cd ../w; "
    "git push origin HEAD:x",
    "deleted since": "person people/q.md; commit; git rm -qr people; commit; git push origin main",
    "moved since": "person people/q.md; commit; git mv people friends; commit; git push origin @",
    "moved there and back": """person friends/q.md; commit; git mv friends people; commit
        git mv people friends; commit; git push origin main""",
    "a merge that drops it": """person people/q.md; commit; public
        git merge -q -s ours --allow-unrelated-histories -m m main; git push origin public""",
    "a merge of which it is dropped": """person people/q.md; commit; public; git checkout -q main
        git merge -q -s ours --allow-unrelated-histories -m m public; git rm -rq people; commit
        git push origin main""",
    "a merge of three": """person people/q.md; commit; public; git branch more; git branch less
        git checkout -q more; git commit -q --allow-empty -m more
        c=$(git commit-tree -p public -p more -p main -m three public^{tree})
        git push origin $c:refs/heads/x""",
    "brought in by a merge": """git branch side; git commit -q --allow-empty -m a
        git checkout -q side; git commit -q --allow-empty -m b
        git merge -q --no-commit -s ours main; person people/q.md; git add -A
        git commit -qm merged; git rm -qr people; commit; git push origin side""",
    "a tag": "person people/q.md; commit; git tag t; git push origin t",
    "a written tag": "person people/q.md; commit; git tag -a -m t t; git push origin t",
    "all tags": "person people/q.md; commit; git tag t; git push --tags origin",
    "tags that follow": """person people/q.md; commit; git tag -am t t; public
        git merge -q -s ours --allow-unrelated-histories -m m main
        git push --follow-tags origin public""",
    "a tag of a tag": """person people/q.md; commit; git tag -am t t; git tag -am u u t
        git push origin u""",
    "a tag of a folder": "person people/q.md; commit; git tag t @:people; git push origin t",
    "a tag of the whole": "person people/q.md; commit; git tag t @^{tree}; git push origin t",
    "a tag of a file": "person people/q.md; commit; git tag t @:people/q.md; git push origin t",
    "a written tag of a file": """person people/q.md; commit; git tag -am t t @:people/q.md
        git tag -am u u t; git push origin u""",
    "a tag of an old file": """person people/q.md; commit; t=$(git rev-parse @:people/q.md)
        git rm -qr people; commit; git tag t $t; git push origin t""",
    "a tag of a staged file": """person people/q.md; git add -A; git tag t :people/q.md
        git push origin t""",
    "a tag of a file elsewhere": """person friends/q.md; commit; git mv friends people; commit
        git tag t @~:friends; git push origin t""",
    "a tag of no commit's file": """t=$(echo Quambush | git hash-object -w --stdin)
        git tag t $t; git push origin t""",
    "a folder itself": "person people/q.md; commit; git push origin @:people:refs/tags/t",
    "put by": "person people/q.md; git add -A; git stash -q; git push origin refs/stash:refs/x",
    "put by, not added": "person people/q.md; git stash -qu; git push origin stash@{0}:refs/x",
    "a commit of before": """person people/q.md; commit; git rm -qr people
        git commit -q --amend --allow-empty -m none; git push origin @{1}:refs/heads/x""",
    "replaced": """person people/q.md; commit; c=$(git rev-parse @); public
        git replace $c public; git push origin $c:refs/heads/x""",
    "no magic": "person people/q.md; commit; GIT_LITERAL_PATHSPECS=1 git push origin main",
    "no globs": "person People/q.md; commit; GIT_NOGLOB_PATHSPECS=1 git push origin main",
    "globs everywhere": "person people/q.md; commit; GIT_GLOB_PATHSPECS=1 git push origin main",
    "in capitals": "person PEOPLE/q.md; commit; git push origin main",
    "with a capital": "person Journal/2026.md; commit; git push origin main",
    "own pages with a capital": "person Content/Private/q.md; commit; git push origin main",
    "a space": "person 'people/mia q.md'; commit; git push origin main",
    "quotes": """person "people/m'ia\\"q.md"; commit; git push origin main""",
    "a line feed": """person 'people/mia\nq.md'; commit; git push origin main""",
    "other letters": "person 'people/ægir þór.md'; commit; git push origin main",
    "a dash": "person 'people/-n.md'; commit; git push origin main",
    "no ending": "person people/q; commit; git push origin main",
    "a page there": "person people/q.html; commit; git push origin main",
    "a folder for a placeholder": "rm people/.gitkeep; person people/.gitkeep/q.md; "
    "commit; git push origin main",
    "a full placeholder": "echo Quambush > people/.gitkeep; commit; git push origin main",
    "a copy elsewhere": "person archive/People/old/q.md; commit; git push origin main",
    "a book of before": """person old/people/q.md; touch old/kithbook.yml; commit
        git rm -rq old; commit; git push origin main""",
    "an ignored file": """mkdir .kith; echo Quambush > .kith/trouble.txt; git add -f .kith
        git commit -qm one; git push origin main""",
    "the private site": """page build/private/index.html; git add -f build; git commit -qm one
        git push origin main""",
    "any file of the private site": """person build/private/x.css; git add -f build
        git commit -qm one; git push origin main""",
    "the private site in docs": "page docs/index.html; commit; git push origin main",
    "the private site in build/public": """page build/public/a/index.html; git add -f build
        git commit -qm one; git push origin main""",
    "the private site as a branch": "public; page index.html; commit; git push origin public",
    "a renamed page": "page 'notes/a b.txt'; commit; git push origin main",
    "a page that is gone": """page docs/x.html; commit; git rm -qr docs; commit
        git push origin main""",
    "a marked page": """mkdir out; printf '%s' '<meta name="kithbook" content="private">Quambush' \\
        > out/x.html; commit; git push origin main""",
    "a tag of a page": """page docs/x.html; commit; git tag t @:docs/x.html; git rm -qr docs
        git commit -q --amend -m none; git push origin t""",
    "the directory": """mkdir -p site/find; echo '["Quambush"]' > site/find/contacts.json; commit
        git push origin main""",
    "the search": """mkdir x; echo '{"fields":["name","org","role","place","circle"],"Quambush"}' \\
        > x/y.json; commit; git push origin main""",
    "what a command said": """git commit -q --allow-empty \\
        -m "$(printf 'log: call with Quambush\\n\\nKith-Command: log')"; git push origin main""",
    "among clean ones": """git branch a; git branch b; person people/q.md; commit
        git push origin a b main""",
    "a remote of like name": """echo 'private_remotes: [origin2]' >> kithbook.yml
        person people/q.md; commit; git push origin main""",
    "a remote of two lines": """person people/q.md; echo 'private_remotes: [home]' >> kithbook.yml
        mv ../remote.git '../remote.git\nhome'; commit; git push '../remote.git\nhome' main
        mv '../remote.git\nhome' ../remote.git""",
    "a folder of its own history": """person people/q.md; commit
        tree=$(git rev-parse @:people); c=$(git commit-tree -m split $tree)
        git push origin $c:refs/heads/x""",
    "a copy in another history": """person people/q.md; commit; cp people/q.md /tmp/q.$$; public
        mkdir essays; mv /tmp/q.$$ essays/"it's one.md"; commit; git push origin public""",
    "own pages under another name": """person content/private/q.md; commit
        c=$(git commit-tree -m split @:content/private); git push origin $c:refs/heads/x""",
    "a note": """person people/q.md; commit; b=$(git rev-parse @:people/q.md); public
        git notes add -C $b public; git push origin refs/notes/commits""",
    "a key that stands twice": """person people/q.md; commit
        printf 'private_remotes: [origin]\\nprivate_remotes: []\\n' >> kithbook.yml
        git push origin main""",
    "from within another book": """person people/q.md; commit; mkdir ../other; cd ../other
        echo 'private_remotes: [origin]' > kithbook.yml
        git --git-dir=../book/.git push origin main""",
    "from within another book, by its settings": """person people/q.md; commit; mkdir ../other
        cd ../other; echo 'private_remotes: [origin]' > kithbook.yml
        GIT_DIR="$(cd ../book && pwd)/.git" GIT_WORK_TREE=. git push origin main""",
    "a book at another place": """mkdir new; git mv people new/people
        person new/people/q.md; git mv kithbook.yml new/; commit; git push origin main""",
    "a link": "person people/q.md; commit; ln -s people friends; commit; git push origin main",
    "no settings": "person people/q.md; rm kithbook.yml; commit; git push origin main",
    "moved before anybody saw it": """person people/q.md; commit; git mv people friends
        git commit -q --amend -m moved; git push origin main""",
    "a copy from a branch that is gone": """git checkout -qb tmp; person people/q.md; commit
        git show @:people/q.md > ../q.md; git checkout -q main; git branch -qD tmp; public
        mv ../q.md x.md; git add x.md; git commit -qm x; git push origin public""",
    "a copy of what no commit holds": """person people/q.md; cp people/q.md note.md
        git add note.md; git commit -qm x; git push origin main""",
    "a copy of what git ignores": """echo people/ >> .gitignore; person people/deep/q.md
        cp people/deep/q.md note.md; commit; git push origin main""",
    "a copy of what git encrypts": """git config filter.c.clean 'tr a-z n-za-m'
        git config filter.c.smudge 'tr a-z n-za-m'; echo 'people/** filter=c' > .gitattributes
        person people/q.md; commit; cp people/q.md ../q.md; git checkout -q --orphan out
        git rm -rqf --cached .; mv ../q.md note.md; git add -f note.md; git commit -qm x
        git push origin out""",
    "a copy from a linked tree": """person people/q.md; git worktree add -q --detach ../w
        cp people/q.md ../w/note.md; cd ../w; git add note.md; git commit -qm x
        git push origin @:refs/heads/x""",
    "a copy through a link": """mkdir priv; person priv/q.md; rm -r people; ln -s priv people
        echo people >> .gitignore; git rm -rq --cached people; commit; git push origin main""",
    "a copy of the directory": """mkdir -p build/private/find x
        echo '[["Quambush"]]' > build/private/find/contacts.json
        cp build/private/find/contacts.json x/y.json; commit; git push origin main""",
    "a copy of a directory in a commit": """mkdir -p build/private/find x
        echo '[["Quambush"]]' > build/private/find/contacts.json; git add -f build; commit
        git mv -f build/private/find/contacts.json x/y.json; git commit -q --amend -m x
        git push origin main""",
    "a big page": """page docs/x.html; head -c 17000000 /dev/zero | tr '\\000' a >> docs/x.html
        commit; git push origin main""",
    "what a command said, in another encoding": """git commit -q --allow-empty \\
        -m "$(printf 'log: call with Quambush\\n\\nKith-Command: log')"
        git config i18n.logOutputEncoding UTF-16; git push origin main""",
    "what a command said, squashed": """git commit -q --allow-empty \\
        -m "$(printf 'Squashed:\\n\\n    log: call with Quambush\\n\\n    Kith-Command: log')"
        git push origin main""",
    "a folder with the name of a listed remote": """person people/q.md; commit
        echo 'private_remotes: [home]' >> kithbook.yml; ln -s ../remote.git home
        git push home main""",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_out(place: Path, way: str) -> None:
    done = shell(place / "book", WAYS[way])
    assert not arrived(place), done.stderr.decode()
    assert b"Nothing was pushed" in done.stderr, done.stderr.decode()


@pytest.mark.parametrize("way", WAYS)
def test_without_the_guard_the_same_way_leads_out(place: Path, way: str) -> None:
    (place / "book/.git/hooks/pre-push").unlink()
    done = shell(place / "book", WAYS[way])
    assert arrived(place), done.stderr.decode()


@pytest.mark.parametrize("folder", [*PRIVATE_FOLDERS, "content/private", "build/private", ".kith"])
def test_each_private_place_is_kept(place: Path, folder: str) -> None:
    done = shell(
        place / "book", f"person {folder}/a/b.md; git add -f .; commit; git push origin main"
    )
    assert b"Nothing was pushed" in done.stderr
    assert not anything(place)


THROUGH = {
    "nothing private": "git push origin main",
    "all of it": "git tag -am t t; git push --mirror origin",
    "a page of the owner's": "mkdir content/public/journal; echo a > content/public/journal/x.md; "
    "commit; git push origin main",
    "a tag of a public folder": "git push origin main; git tag t @:content/public; "
    "git push origin t",
    "a tag of a public file": "git push origin main; git tag -am t t @:mkdocs.yml; "
    "git push origin t",
    "a listed remote": "person people/q.md; echo 'private_remotes: [origin]' >> kithbook.yml; "
    "commit; git tag t @:people; git push origin main t",
    "a listed remote, from a tree without settings": """echo 'private_remotes: [origin]' >> \\
        kithbook.yml; person people/q.md; commit; git worktree add -q --detach ../w
        cd ../w; git rm -q kithbook.yml; git commit -qm x; git push origin @:refs/heads/x""",
    "a branch to delete": "git push origin main main:old; person people/q.md; commit; "
    "git push origin :old",
    "a list of many lines": "printf 'private_remotes: [\\n  home, # mine\\n  origin,\\n]\\n' >> "
    "kithbook.yml; person people/q.md; commit; git push origin main",
    "a byte order mark": "printf '\\357\\273\\277private_remotes: [origin]\\n' > kithbook.yml; "
    "person people/q.md; commit; git push origin main",
    "an empty file": "touch people/todo.md; commit; public; touch .nojekyll; git add .nojekyll; "
    "git commit -qm x; git push origin public",
    "to itself": "git push origin main; person people/q.md; commit; git push . main:refs/heads/x",
    "words about the mark": """public; echo 'It is `<meta name="kithbook" content="private">`.' \\
        > x.md; git add x.md; git commit -qm x; git push origin public""",
    "folders of like names": "person people-of-note/q.md; person content/people/q.html; commit; "
    "git push origin main",
}  # fmt: skip


@pytest.mark.parametrize("way", THROUGH)
def test_what_may_go_goes(place: Path, way: str) -> None:
    done = shell(place / "book", THROUGH[way])
    assert done.returncode == 0, done.stderr.decode()
    assert b"Nothing was pushed" not in done.stderr
    assert anything(place)


@pytest.mark.parametrize("tool", ["awk", "sed", "tr", "grep"])
def test_where_a_tool_is_missing_nothing_goes(place: Path, tool: str) -> None:
    tools = place / "tools"
    tools.mkdir()
    (tools / tool).write_text("#!/bin/sh\nexit 127\n")
    (tools / tool).chmod(0o755)
    way = "person people/q.md; commit; PATH=$PWD/../tools:$PATH git push origin main"
    done = shell(place / "book", way)
    assert b"Nothing was pushed" in done.stderr
    assert not anything(place)
