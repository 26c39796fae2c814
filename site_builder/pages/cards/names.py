"""Languages and countries in words."""

from __future__ import annotations

from site_builder import cldr


def foreign(tag: str, language: str) -> bool:
    """Whether a tag names another language; 'en' and 'en-GB' are one (BCP 47: the first subtag is the language)."""
    return tag.partition("-")[0].lower() != language.partition("-")[0].lower()


def language_words(tag: str) -> str:
    """A language tag in words ('pt-BR' -> 'Portuguese'); the tag itself where CLDR has no name for it."""
    return cldr.name("languages", tag.partition("-")[0].lower()) or tag


def country_words(code: str) -> str:
    """A country code of ISO 3166-1, or 'eu', in words ('ru' -> 'Russia'); the code itself where CLDR has no name for it."""
    return cldr.name("territories", code.upper()) or code.upper()
