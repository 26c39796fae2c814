"""Style sheets and scripts as browsers get them: without the comments and blanks that are for those who read the files.

Names and rules stay as they are written, so that what a browser reports can be found in `assets/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from rcssmin import cssmin  # type: ignore[import-untyped]  # has no types
from rjsmin import jsmin  # type: ignore[import-untyped]  # has no types

NESTING = re.compile(r"@(container|layer|scope|starting-style)(?=[\s({][^;{}]*\{|\{)")
"""At-rules that hold rules, which rcssmin does not know: it takes those rules for declarations, and `tbody :is(th)` for one."""


def _css(text: str) -> str:
    known = cssmin(NESTING.sub(r"@supports \1", text))
    return re.sub(r"@supports (container|layer|scope|starting-style)\b", r"@\1", known)


MINIFIERS: Mapping[str, Callable[[str], str]] = {".css": _css, ".js": jsmin}


def minified(path: str, data: bytes) -> bytes:
    """The bytes to send for the file at `path`; those of other kinds, and what is not UTF-8, as they are."""
    suffix = PurePosixPath(path).suffix
    return _minified(suffix, data) if suffix in MINIFIERS else data


@lru_cache(maxsize=16)  # pure: a save changes one file at most
def _minified(suffix: str, data: bytes) -> bytes:
    try:
        return MINIFIERS[suffix](data.decode()).encode()
    except UnicodeDecodeError:
        return data
