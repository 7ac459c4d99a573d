"""The steps of `make test`: one line each, and an end at the first that does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import gate


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three steps of which the second does not hold; lists those that were taken."""
    taken: list[str] = []

    def torn() -> None:
        taken.append("two")
        message = "a.py:1: torn\n"
        raise gate.StepError(message)

    steps = {
        "one": ("the first", lambda: taken.append("one")),
        "two": ("the second", torn),
        "three": ("the third", lambda: taken.append("three")),
    }
    monkeypatch.setattr(gate, "STEPS", steps)
    return taken


def test_the_first_step_that_does_not_hold_is_the_last(
    taken: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.main([]) == 1
    assert taken == ["one", "two"]
    assert capsys.readouterr().out.splitlines() == [
        "the first: holds (0 s)",
        "a.py:1: torn",
        "the second: does not hold. `make two` runs this step alone.",
    ]


def test_named_steps_are_taken_alone(taken: list[str]) -> None:
    assert gate.main(["three", "one"]) == 0
    assert taken == ["three", "one"]


def test_an_unknown_step_is_named(taken: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["four"]) == 2
    assert taken == []
    assert "There is no step four" in capsys.readouterr().err


def test_every_step_has_a_target_of_its_own() -> None:
    makefile = (gate.ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = (line for line in makefile.splitlines() if line.startswith("format lint"))
    assert line.split(":")[0].split() == list(gate.STEPS)


def test_a_command_that_ends_badly_is_told_in_its_own_words() -> None:
    with pytest.raises(gate.StepError, match="unknown-option"):
        gate._run("ls", "--unknown-option")


@pytest.mark.parametrize("built, holds", [((), False), (("a",), False), (("a", "b"), True)])
def test_a_site_without_a_first_page_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: tuple[str, ...], *, holds: bool
) -> None:
    def build(*command: object, env: dict[str, str]) -> str:
        assert "CI" not in env
        for name in built:
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "index.html").touch()
        return "built\n"

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(gate, "SITES", (tmp_path / "a", tmp_path / "b"))
    monkeypatch.setattr(gate, "_run", build)
    assert (gate.main(["sites"]) == 0) is holds
