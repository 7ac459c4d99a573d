"""Twelve articles: somebody who would like to read each is among the first three."""

from __future__ import annotations

from tests.matching import marked

BOOK = marked.sample_book(with_needs=True)
ARTICLES = marked.read_marked(marked.HERE / "articles.yml")


def test_every_article_is_short_and_marked_with_care() -> None:
    assert len({article.id for article in ARTICLES}) == 12
    assert all(60 <= len(article.text.split()) <= 150 for article in ARTICLES)
    assert len({who for article in ARTICLES for who in article.right}) >= 20
    assert marked.findings(BOOK, ARTICLES) == []


def test_somebody_who_would_like_to_read_it_is_among_the_first_three() -> None:
    found = marked.answers(BOOK, ARTICLES)
    assert marked.share(found) >= 0.75, marked.report(found)
