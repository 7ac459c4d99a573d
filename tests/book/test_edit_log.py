"""A new log line stands where the file's own order wants it, and is the only change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.book.folder_files import files_of
from kithbook.book.log_edit import add_to_journal, add_to_log, journaled, logged
from kithbook.text.refusal import Refused
from kithbook.text.source import Source, read_source
from tests.structure.sources import ROOT

DAY = date(2026, 11, 10)
ENTRY = "2026-11-10 call: news"
FRONT = "---\nname: Ada\n---\n"


def after(text: str, *, path: str = "people/ada.md", entry: str = ENTRY, day: date = DAY) -> str:
    return add_to_log(Source(path, text), entry, day).content.decode()


def test_newest_first_takes_the_new_line_on_top() -> None:
    log = "## Log\n- 2026-11-03 call: a\n- 2026-10-01 coffee: b\n"
    assert after(FRONT + log) == FRONT + log.replace("Log\n", f"Log\n- {ENTRY}\n")


def test_newest_last_takes_the_new_line_at_the_end() -> None:
    log = "## Log\n- 2026-10-01 coffee: b\n- 2026-11-03 call: a\n  and more\n\n## Later\ntext\n"
    assert after(FRONT + log) == FRONT + log.replace("more\n", f"more\n- {ENTRY}\n")


def test_an_older_day_goes_between_its_neighbours() -> None:
    log = "## Log\n- 2026-11-03 call: a\n\n- [ ] 2026-10-01 promised: b\n"
    made = after(FRONT + log, entry="2026-10-20 call: c", day=date(2026, 10, 20))
    assert made == FRONT + log.replace("- [ ]", "- 2026-10-20 call: c\n- [ ]")


def test_a_missing_log_is_made_and_the_end_of_the_file_stays() -> None:
    for end in ("", "\n"):
        made = after(f"{FRONT}Notes{end}")
        assert made == f"{FRONT}Notes\n\n## Log\n- {ENTRY}{end}"
    assert after("---\nname: Ada\n---") == f"---\nname: Ada\n---\n\n## Log\n- {ENTRY}"
    assert after(f"{FRONT}Notes\n\n") == f"{FRONT}Notes\n\n## Log\n- {ENTRY}\n"


def test_an_empty_log_takes_its_first_line_below_the_heading() -> None:
    assert after(f"{FRONT}## Log\n") == f"{FRONT}## Log\n- {ENTRY}\n"
    assert after(f"{FRONT}## log ##") == f"{FRONT}## log ##\n- {ENTRY}"
    made = after(f"{FRONT}## Log\nSome words.\n")
    assert made == f"{FRONT}## Log\n- {ENTRY}\n\nSome words.\n"


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff---\r\nname: Ada\r\n---\r\n## Log\r\n* 2026-10-01 call: a\r\n"
    made = after(text)
    assert made == text.replace("Log\r\n", f"Log\r\n* {ENTRY}\r\n")


def test_what_is_quoted_in_code_is_no_log() -> None:
    text = f"{FRONT}```\n## Log\n- 2026-12-01 call: example\n```\n"
    assert after(text) == f"{text}\n## Log\n- {ENTRY}\n"
    with pytest.raises(Refused, match="left open"):
        after(f"{FRONT}```\nnever closed\n")
    with pytest.raises(Refused, match="left open"):
        after(f"{FRONT}<!-- never closed\n")


@pytest.mark.parametrize("entry", ["", "two\nlines", "bell \x07", "back\u202eward", "a\x85b"])
def test_an_entry_is_one_line_of_visible_text(entry: str) -> None:
    with pytest.raises(Refused, match="one line"):
        after(FRONT, entry=entry)
    with pytest.raises(Refused, match="one line"):
        add_to_journal(None, "journal/2026-11.md", entry, DAY)


def test_a_broken_file_is_left_alone() -> None:
    for text in (
        "name: Ada\n",
        "---\nname: Ada\n",
        "---\nname: [Ada\n---\n",
        "---\na: &b c\n---\n",
    ):
        with pytest.raises(Refused):
            after(text)


def test_a_yml_log_keeps_its_style() -> None:
    path = "people/ada.yml"
    block = "name: Ada\nlog:  # talks\n  - '2026-11-03 call: a'\n  - 2026-10-01 note\nrole: x\n"
    assert after(block, path=path) == block.replace("  - '2026", f'  - "{ENTRY}"\n  - \'2026')
    flow = 'name: Ada\nlog: ["2026-10-01 call: a", "2026-11-03 call: b"]\n'
    assert after(flow, path=path) == flow.replace("]", f', "{ENTRY}"]')
    assert after("name: Ada\n", path=path) == f'name: Ada\nlog:\n  - "{ENTRY}"\n'
    assert after("name: Ada\nlog:\n", path=path) == f'name: Ada\nlog: ["{ENTRY}"]\n'


def test_the_line_of_an_edit_is_that_of_the_entry() -> None:
    for text, line in (("name: Ada\n", 3), ("name: Ada\nlog:\n", 2), ("name: Ada\nlog: []\n", 2)):
        made = add_to_log(Source("people/ada.yml", text), ENTRY, DAY)
        assert made.line == line
        assert ENTRY in made.content.decode().splitlines()[line - 1]


def test_a_journal_takes_entries_too() -> None:
    made = add_to_journal(None, "journal/2026-11.md", ENTRY, DAY)
    assert made.before is None
    assert made.content.decode() == f"# 2026-11\n\n- {ENTRY}\n"
    source = Source(made.path, made.content.decode())
    later = add_to_journal(source, made.path, "2026-11-12 meal with [[Bo]]: x", date(2026, 11, 12))
    text = later.content.decode()
    assert text == f"# 2026-11\n\n- 2026-11-12 meal with [[Bo]]: x\n- {ENTRY}\n"
    words = Source(made.path, "Just words.\n")
    grown = add_to_journal(words, made.path, ENTRY, DAY).content.decode()
    assert grown == f"Just words.\n\n- {ENTRY}\n"


LINES = st.sampled_from(
    ["- 2026-11-03 call: a", "- 2026-10-01 coffee: b", "* 2025-01-01 note: c", "  more of it", "",
     "- [ ] 2026-09-09 promised: d by 2026-12-01", "- just a thought", "words", "## Log", "### sub",
     "## Other", "# Top", "```", "<!-- x -->", "> - 2026-01-01 call: quoted", "\ttabbed", "---",
     "- 2027-02-30 call: no such day", "- 2024 met: once", "1. 2026-01-01 call: numbered"]
)  # fmt: skip


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(LINES, max_size=14),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
    st.integers(0, 2000),
    st.sampled_from(["journal/x.md", "people/ada.md"]),
)
def test_one_line_comes_and_all_others_stay(
    lines: list[str], stop: str, final: str, days: int, path: str
) -> None:
    journal = path.startswith("journal")
    day = DAY - timedelta(days=days)
    entry = f"{day} coffee with [[Bo]]: the ride"
    head = "" if journal else "---\nname: Ada\n---\n"
    text = (head + "\n".join(lines) + final).replace("\n", stop)
    stop = stop if stop in text else "\n"
    source = Source(path, text)
    read = journaled if journal else logged
    try:
        if journal:
            made = add_to_journal(source, source.path, entry, day)
        else:
            made = add_to_log(source, entry, day)
    except Refused:
        assert any("```" in line for line in lines)
        return
    new = made.content.decode()
    old_lines, new_lines = text.split(stop), new.split(stop)
    (at,) = {
        number
        for number, line in enumerate(new_lines)
        if line.removeprefix("1. ").removeprefix("- ").removeprefix("* ") == entry
    }
    added = [line for line in new_lines if line == "## Log"].count("## Log") - lines.count("## Log")
    assert added in (0, 1)
    rest = [line for line in new_lines[:at] + new_lines[at + 1 :] if line]
    if added:
        rest.remove("## Log")
    assert rest == [line for line in old_lines if line] or added
    assert new.endswith(stop) == (text.endswith(stop) or not text)
    texts = [line.text for line in read(Source(source.path, new))]
    assert texts.count(entry) == 1
    texts.remove(entry)
    assert texts == [line.text for line in read(source)]
    assert new_lines[made.line - 1] == new_lines[at]


def test_every_file_of_the_sample_takes_lines() -> None:
    edits = 0
    for path in (*files_of(ROOT, "people").read, *files_of(ROOT, "journal").read):
        source = read_source(ROOT, ROOT / path)
        assert isinstance(source, Source)
        for days in (0, 3, 40, 400, 4000):
            day = DAY - timedelta(days=days)
            entry = f"{day} coffee with [[Bo Chen]]: the ride"
            journal = source.path.startswith("journal")
            made = (
                add_to_journal(source, source.path, entry, day)
                if journal
                else add_to_log(source, entry, day)
            )
            old = source.text.splitlines()
            new = made.content.decode("utf-8").splitlines()
            added = new[made.line - 1]
            assert entry in added
            rest = [line for n, line in enumerate(new) if n != made.line - 1]
            begun = [line for line in rest if line and line not in old]
            assert [line for line in rest if line and line not in begun] == [
                line for line in old if line
            ]
            assert begun in ([], ["## Log"], ["log:"])
            edits += 1
    assert edits >= 150
