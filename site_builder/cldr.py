"""Languages and countries as Unicode's CLDR has them: names, and which way one is written. The one room that knows Babel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

_NO_COUNTRIES = frozenset({"XA", "XB", "ZZ"})  # for tests of programs, and for what is unknown

RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts in use that run from right to left, by their codes of ISO 15924."""

Kind = Literal["languages", "scripts", "territories"]


def name(kind: Kind, code: str) -> str:
    """What stands for a code: ('languages', 'pt') -> 'Portuguese', ('territories', 'RU') -> 'Russia'; '' for an unknown one."""
    return _names(kind).get(code, "")


def code(kind: Kind, words: str) -> str:
    """The code of what is called so: ('languages', 'german') -> 'de'; '' if nothing is."""
    return _codes(kind).get(words.strip().lower(), "")


def is_country(code: str) -> bool:
    """Whether it is a two-letter code of ISO 3166-1, in lower or upper case, or one in use beside them, as 'eu'."""
    return len(code) == 2 and code.upper() not in _NO_COUNTRIES and bool(name("territories", code.upper()))


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


@cache
def _names(kind: Kind) -> Mapping[str, str]:
    # Imported with the first name asked for: Babel and its tables cost what a small site takes to plan.
    from babel.localedata import load

    names: Mapping[str, str] = load("en")[kind]
    return names


@cache
def _codes(kind: Kind) -> Mapping[str, str]:
    return {
        words.lower(): code for code, words in sorted(_names(kind).items(), reverse=True) if words.strip()
    }
