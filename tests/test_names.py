"""Languages and countries in words."""

from __future__ import annotations

import pytest

from site_builder.pages import cards


@pytest.mark.parametrize(
    ("tag", "words"), [("ru", "Russian"), ("pt-BR", "Portuguese"), ("MT", "Maltese"), ("qqq", "qqq")]
)
def test_a_language_has_a_name(tag: str, words: str) -> None:
    assert cards.language_words(tag) == words


@pytest.mark.parametrize(
    ("code", "words"), [("ru", "Russia"), ("eu", "European Union"), ("CI", "Côte d’Ivoire"), ("qqq", "QQQ")]
)
def test_a_country_has_a_name(code: str, words: str) -> None:
    assert cards.country_words(code) == words
