"""A folder of cards that stays in step: ours alone, and whole after every kill."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kithbook.actions.exported_folder import LIST, put_into

OLD = {f"{name}.vcf": name.encode() * 9 for name in "abcd"}
NEW = {"a.vcf": b"a" * 9, "b.vcf": b"changed", "e.vcf": b"new", "f.vcf": b"newer"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.vcf")}


def test_only_what_changed_is_written_and_what_is_gone_goes(tmp_path: Path) -> None:
    put_into(tmp_path, OLD)
    stamp = (tmp_path / "a.vcf").stat().st_mtime_ns
    done = put_into(tmp_path, NEW)
    assert (done.written, done.removed, done.same) == (
        ("b.vcf", "e.vcf", "f.vcf"), ("c.vcf", "d.vcf"), 1,
    )  # fmt: skip
    assert held(tmp_path) == NEW
    assert (tmp_path / "a.vcf").stat().st_mtime_ns == stamp
    again = put_into(tmp_path, NEW)
    assert (again.written, again.removed, again.same) == ((), (), 4)


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.vcf").write_bytes(b"mine")
    (tmp_path / "b.vcf").write_bytes(b"theirs")
    done = put_into(tmp_path, OLD)
    assert (done.foreign, done.theirs) == (("b.vcf", "mine.vcf"), ("b.vcf",))
    assert held(tmp_path) == {**OLD, "b.vcf": b"theirs", "mine.vcf": b"mine"}


def test_what_another_program_changed_is_left_and_named(tmp_path: Path) -> None:
    put_into(tmp_path, OLD)
    (tmp_path / "b.vcf").write_bytes(b"by the telephone")
    (tmp_path / "c.vcf").write_bytes(b"this one too")
    done = put_into(tmp_path, NEW)
    assert done.theirs == ("b.vcf", "c.vcf")
    assert held(tmp_path)["b.vcf"] == b"by the telephone"
    done = put_into(tmp_path, NEW, replace=True)
    assert (held(tmp_path), done.theirs) == (NEW, ())


def test_cards_that_are_to_be_kept_stay(tmp_path: Path) -> None:
    put_into(tmp_path, OLD)
    assert put_into(tmp_path, NEW, {"c.vcf"}).removed == ("d.vcf",)
    assert held(tmp_path) == {**NEW, "c.vcf": OLD["c.vcf"]}
    assert put_into(tmp_path, NEW).removed == ("c.vcf",)


def test_a_name_in_the_list_leads_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    put_into(folder, OLD)
    victim = tmp_path / "victim.vcf"
    victim.write_bytes(b"x")
    with (folder / LIST).open("a") as file:
        file.write(f"{'0' * 64} ../victim.vcf\n")
    put_into(folder, {})
    assert victim.exists()
    assert held(folder) == {}


@pytest.mark.parametrize("moment", range(1, 22))
def test_a_kill_at_any_moment_is_completed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    put_into(tmp_path, OLD)
    steps = 0

    def counted(name: str) -> None:
        real: Callable[..., object] = getattr(Path, name)

        def step(self: Path, *args: object, **more: object) -> object:
            nonlocal steps
            steps += tmp_path in (self.parent, self)
            if steps >= moment:
                raise KeyboardInterrupt
            return real(self, *args, **more)

        monkeypatch.setattr(Path, name, step)

    for name in ("replace", "unlink", "open"):
        counted(name)
    with suppress(KeyboardInterrupt):
        put_into(tmp_path, NEW)
    monkeypatch.undo()
    for name, content in held(tmp_path).items():
        assert content in (OLD.get(name), NEW.get(name))
    done = put_into(tmp_path, NEW)
    assert (held(tmp_path), done.theirs, done.foreign) == (NEW, (), ())
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert left == [LIST]


WRITER = """
import sys
from pathlib import Path
from kithbook.actions.exported_folder import put_into
sets = [{f"{n}.vcf": b"%d" % (n * s) * 20_000 for n in range(s, 9 + s)} for s in (1, 4)]
print("ready", flush=True)
number = 0
while True:
    number += 1
    put_into(Path(sys.argv[1]), sets[number % 2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_killed_run_never_tears_a_card(tmp_path: Path) -> None:
    rng = random.Random(20261122)  # noqa: S311 - moments, not secrets
    whole = {s: {f"{n}.vcf": b"%d" % (n * s) * 20_000 for n in range(s, 9 + s)} for s in (1, 4)}
    kills = changed = 0
    for _ in range(20):
        before = held(tmp_path)
        run = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        try:
            run.wait(rng.uniform(0.0, 0.1))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL
        run.stdout.close()
        kills += 1
        changed += held(tmp_path) != before
        for name, content in held(tmp_path).items():
            assert content in (whole[1].get(name), whole[4].get(name))
    assert (kills, changed >= 5) == (20, True)
    assert put_into(tmp_path, whole[1]).theirs == ()
    assert held(tmp_path) == whole[1]
