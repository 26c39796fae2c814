"""The anchors of headings, and those that a page needs for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

RESERVED: Mapping[str, frozenset[str]] = {
    "explainer": frozenset({
        "main", "lens", "short-version", "disagreements", "histories", "sources", "related", "corrections", "cite",
    }),
    "page": frozenset({"main", "sources"}),
}  # fmt: skip
"""Anchors that the template of a kind of document gives to parts of its page."""
_NUMBERED = re.compile(r"c\d+[a-z]+|[nst]\d+|fn\d+|fnref\d+.*|(quote|claim)-.+")
"""Those of citations, sources, terms, footnotes and cards."""


def slug(text: str) -> str:
    """The anchor of a heading: 'What Kaspersky’s letter said' -> 'what-kasperskys-letter-said'."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    kept = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’‘")
    return re.sub(r"[^\w]+", "-", kept).strip("-") or "section"


def is_reserved(anchor: str, kind: str) -> bool:
    """Whether an anchor may stand already on the page of a document of that kind, so that no heading may have it."""
    return anchor in RESERVED[kind] or _NUMBERED.fullmatch(anchor) is not None


def heading_anchor(text: str, kind: str) -> str:
    """The anchor of a heading in a document: 'Sources' -> 'section-sources', since the page has sources of its own."""
    anchor = slug(text)
    return f"section-{anchor}" if is_reserved(anchor, kind) else anchor
