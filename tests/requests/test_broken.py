"""Mails that no program should send are read without an end of the command, and stay small."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook.requests.incoming import Incoming
from kithbook.requests.mailboxes import Unread, read_bytes
from kithbook.requests.markup import text_of
from kithbook.requests.request_file import file_name, reads_back, render
from tests.requests.broken import HEADERS, broken_mails
from tests.thoroughness import share

pytestmark = pytest.mark.uncounted

TODAY = date(2026, 11, 22)


def test_no_broken_mail_raises_and_each_file_reads_back() -> None:
    count = written = 0
    for turn, (what, raw) in enumerate(broken_mails()):
        for name in share(("mail.eml", "-"), turn, 2):
            for made in read_bytes(raw, name, TODAY):
                count += 1
                assert isinstance(made, (Incoming, Unread)), what
                if isinstance(made, Incoming):
                    source = render(made, file_name(made))
                    assert reads_back(source, made), what
                    assert len(source.text.encode()) < 1_000_000, what
                    written += 1
    assert len(HEADERS) >= 55
    assert count >= 350
    assert written >= 300


def test_a_line_break_in_a_header_stays_inside_its_field() -> None:
    raw = b"From: =?utf-8?Q?Zoe=0D=0ABcc:_evil=40example.org?= <zoe@example.org>\r\n\r\nhello there"
    (made,) = read_bytes(raw, "x.eml", TODAY)
    assert isinstance(made, Incoming)
    assert "\n" not in made.name
    assert made.email == "zoe@example.org"


def test_html_costs_time_in_proportion_to_its_length() -> None:
    for bit in ("<", "<a ", "<a b='", "<!--", "<![CDATA[", "</", "&#", "<blockquote>", "<pre>"):
        assert len(text_of(bit * 200_000)) <= 200_000 * len(bit) + 1


def test_what_a_page_hides_is_not_read() -> None:
    page = "<head><title>t</title></head><style>p{}</style><script>x</script><p>seen</p><!-- no -->"
    assert text_of(page).strip() == "seen"
