"""The rules as data: compiled and fresh, whole in each language, calm in what they say."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from kithbook.coach import coach
from kithbook.coach.engine import load_rules
from kithbook.coach.page import page_script
from kithbook.language.folders import HERE
from scripts.coach_rules import FOLDER, OUTPUT, UnclearRuleError, compiled, expression, main

NEVER = re.compile(r"!|\b(error|invalid|scores?|fehler|ungültig|punktzahl)\b", re.IGNORECASE)
ASKED_FOR = {
    "empty",
    "canned",
    "pick-brain",
    "weak-tie",
    "no-ask",
    "several-asks",
    "all-about-me",
    "name-only",
    "no-how-found",
    "how-found-unnamed",
    "nothing-for-them",
    "not-forwardable",
    "placeholder",
    "pitch",
    "flattery",
    "urgency",
    "too-long",
    "fluent",
    "shared-moment",
    "concrete-ask",
    "offer",
    "easy-out",
    "both-sides",
}


FRENCH = (
    "Bonjour, j’ai lu votre article sur les marées de Saint-Malo dans la revue de mars, et je "
    "tiens un carnet de mesures sur le port depuis douze ans. Pourriez-vous me dire quelle échelle "
    "vous avez prise pour les grandes marées ? Dix lignes suffisent."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = Path(shutil.copytree(FOLDER / "rules", tmp_path / "rules"))
    for path in HERE.glob("*/coach.yml"):
        (rules / path.parent.name).mkdir()
        shutil.copy(path, rules / path.parent.name)
    return rules


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_compiled_rules_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_changed_rule_makes_them_stale(folder: Path) -> None:
    assert compiled(folder, folder) == OUTPUT.read_text(encoding="utf-8")
    change(folder, "en/coach.yml", "touch base", "touch bass")
    assert compiled(folder, folder) != OUTPUT.read_text(encoding="utf-8")


def test_every_language_says_every_rule_in_one_calm_sentence() -> None:
    rules = load_rules()
    names = {rule["rule"] for rule in rules["rules"]}
    assert names >= ASKED_FOR
    assert {"en", "de"} <= set(rules["say"])
    for saying in rules["say"].values():
        assert set(saying) == names
        assert [text for text in saying.values() if NEVER.search(text)] == []
        assert [text for text in saying.values() if not re.search(r"[.?]$", text)] == []
        assert [text for text in saying.values() if len(re.findall(r"[.?](?: |$)", text)) > 1] == []


def test_a_loud_remark_would_be_seen() -> None:
    assert NEVER.search("Well done!")
    assert NEVER.search("This is an error.")


def test_a_quote_in_a_remark_has_signals_to_quote() -> None:
    rules = load_rules()
    quoting = [rule for rule in rules["rules"] if "{quote}" in rules["say"]["en"][rule["rule"]]]
    assert len(quoting) >= 8
    assert [rule["rule"] for rule in quoting if not rule["quote"]] == []


def test_names_in_conditions_are_signals_facts_or_counts() -> None:
    rules = load_rules()
    known = {
        "words",
        "content",
        "names",
        "numbers",
        "urls",
        "quoted",
        "slots",
        "questions",
        "asked_for",
        "fields",
        "introduction",
        "known",
        "weak_tie",
        "max_words",
    }
    known |= {signal for book in rules["books"].values() for signal in book["signals"]}
    known |= {name for name, _ in (*rules["facts"], *rules["then"])}
    known |= {"letters", "long", "sentences", "sum", "stops"}
    used: set[str] = set()

    def walk(one: object) -> None:
        if isinstance(one, str):
            used.add(one.rpartition(".")[2])
        elif isinstance(one, list):
            for part in one[1:]:
                walk(part)

    for rule in rules["rules"]:
        walk(rule["when"])
    for _, fact in (*rules["facts"], *rules["then"]):
        walk(fact)
    for sign, weight in rules["sum"]["signs"]:
        walk(sign)
        assert weight
    assert len(used) >= 40
    assert used - known == set()


def test_the_page_on_the_coach_names_every_rule() -> None:
    page = (FOLDER.parents[2] / "docs" / "coach.md").read_text(encoding="utf-8")
    names = {rule["rule"] for rule in load_rules()["rules"]}
    assert len(names) >= 20
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_a_third_language_needs_no_code(folder: Path) -> None:
    before = list(json.loads(compiled(folder, folder))["say"])
    shutil.copytree(folder / "en", folder / "qaa")
    rules = json.loads(compiled(folder, folder))
    assert sorted(rules["say"]) == sorted([*before, "qaa"])
    assert rules["books"]["qaa"]["patterns"]


def test_french_is_a_folder_like_the_others() -> None:
    rules = load_rules()
    assert {"en", "de", "fr"} <= rules["say"].keys()
    french = coach().look(FRENCH)
    assert (french.lang, french.ready) == ("fr", True)
    assert {one.level for one in french.findings} == {"good"}
    fluent = coach().look(
        "Votre parcours inspirant et votre engagement forcent l’admiration. Convaincu que nos "
        "visions se rejoignent, je serais honoré d’échanger autour de belles synergies."
    )
    assert not fluent.ready
    assert "fluent" in {one.rule for one in fluent.findings}


def test_a_language_without_remarks_is_known_and_left_alone() -> None:
    rules = load_rules()
    assert "it" in rules["stop"]
    assert "it" not in rules["say"]
    assert "it" not in rules["books"]
    text = "Buongiorno, ho letto il suo libro sul forno e vorrei una copia per mia zia."
    italian = coach().look(text)
    assert (italian.lang, italian.findings, italian.ready) == ("it", (), True)


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("en/coach.yml", '  empty: "', '  emty: "'),
        ("en/coach.yml", "    - touch base", "    - touch? ..3"),
        ("en/coach.yml", "    - touch base", "    - base? touch"),
        ("en/coach.yml", "    - touch base", "    - touch ..40 base"),
        ("en/coach.yml", "    - touch base", "    - touch #bass"),
        ("en/coach.yml", "    - touch base", "    - touch @bass"),
        ("en/coach.yml", "    - touch base", "    - touch #num"),
        ("en/coach.yml", "    - touch base", "    - touch-base now"),
        ("logic.yml", "when: words < 3", "when: words in 3"),
        ("logic.yml", "when: words < 3", "when: len(words)"),
    ],
)
def test_an_unclear_rule_is_refused(folder: Path, name: str, old: str, new: str) -> None:
    change(folder, name, old, new)
    with pytest.raises(UnclearRuleError):
        compiled(folder, folder)


def test_a_missing_remark_and_one_too_many_are_named(folder: Path) -> None:
    change(folder, "en/coach.yml", "  empty:", "  emptied:")
    with pytest.raises(UnclearRuleError, match="say lacks empty"):
        compiled(folder, folder)


def test_conditions_compile_to_the_few_signs_that_both_engines_know() -> None:
    assert expression("a > 1") == ["lt", 1, "a"]
    assert expression("how_found.names >= 2") == ["not", ["lt", "how_found.names", 2]]
    assert expression("(a > 0) * 2 + b - 1") == ["sub", ["add", ["mul", ["lt", 0, "a"], 2], "b"], 1]


def test_the_script_of_a_page_keeps_to_its_language_and_to_plain_lines() -> None:
    script = page_script("de")
    assert "kithCoach.rules = {" in script
    assert load_rules()["say"]["de"]["easy-out"] in script
    assert "\u2028" not in script
    assert "eval(" not in script
    assert "new Function" not in script


def test_a_page_may_read_fewer_languages_and_be_lighter() -> None:
    whole, german = page_script("de"), page_script("de", ("de",))
    assert len(german) < 0.65 * len(whole)
    assert '"books":{"any":' in german
    assert '"de":{"signals"' in german
    assert '"en":{"signals"' not in german
    french, everywhere = page_script("fr"), page_script("en")
    assert '"fr":{"signals"' in french
    assert '"fr":{"signals"' not in everywhere


def test_a_page_is_light_to_carry() -> None:
    sizes = [len(gzip.compress(page_script("de", reads).encode(), 9)) for reads in ((), ("de",))]
    assert sizes[0] < 63_000
    assert sizes[1] < 39_000
