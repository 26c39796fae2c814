"""Languages and countries in words."""

from __future__ import annotations

from site_builder import cldr

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts in use that run from right to left, by their codes of ISO 15924."""


def foreign(tag: str, language: str) -> bool:
    """Whether a tag names another language; 'en' and 'en-GB' are one (BCP 47: the first subtag is the language)."""
    return tag.partition("-")[0].lower() != language.partition("-")[0].lower()


@cache
def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left: by the tag's script, else by the one it is mostly written in.

    'az-Arab' is; so is 'ar', but not 'ar-Latn'. A language that CLDR does not know is not.
    """
    if tag in ("en", "en-GB", "en-US"):
        return False  # most sites have no other, and need not wait for the tables
    from babel.core import get_global

    language, *rest = tag.lower().split("-")
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in rest if len(part) == 2), "")
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{region}") or likely.get(language, "__")
    return (script or full.split("_")[1]) in RIGHT_TO_LEFT


def language_words(tag: str) -> str:
    """A language tag in words ('pt-BR' -> 'Portuguese'); the tag itself where CLDR has no name for it."""
    return cldr.name("languages", tag.partition("-")[0].lower()) or tag


def country_words(code: str) -> str:
    """A country code of ISO 3166-1, or 'eu', in words ('ru' -> 'Russia'); the code itself where CLDR has no name for it."""
    return cldr.name("territories", code.upper()) or code.upper()
