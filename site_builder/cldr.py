"""Languages and countries by their names, as Unicode's CLDR has them. The one room that knows Babel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

_NO_COUNTRIES = frozenset({"XA", "XB", "ZZ"})  # for tests of programs, and for what is unknown

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
