"""Languages and countries by their names, as Unicode's CLDR has them."""

from __future__ import annotations

from functools import cache
from typing import Literal


def foreign(tag: str, language: str) -> bool:
    """Whether a tag names another language; 'en' and 'en-GB' are one (BCP 47: the first subtag is the language)."""
    return tag.partition("-")[0].lower() != language.partition("-")[0].lower()


def language_words(tag: str) -> str:
    """A language tag in words ('pt-BR' -> 'Portuguese'); the tag itself where CLDR has no name for it."""
    return _named("languages", tag.partition("-")[0].lower()) or tag


def country_words(code: str) -> str:
    """A country code of ISO 3166-1, or 'eu', in words ('ru' -> 'Russia'); the code itself where CLDR has no name for it."""
    return _named("territories", code.upper()) or code.upper()


@cache
def _named(table: Literal["languages", "territories"], code: str) -> str:
    # Imported with the first name asked for: Babel and its tables cost what a small site takes to plan.
    from babel.localedata import load

    name: str = load("en")[table].get(code, "")
    return name
