"""Our declared edits: what a quote with […], [inserted words], [sic] and [W]e claims to have been before them.

Three things no declaration covers: a negation put in, one cut out on its own, and a passage of function words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.evidence.folds import spaced
from site_builder.evidence.words import WORD, is_content, is_negation

FARTHEST = 1_500  # characters of the source between two parts of one quote
_BARE = 4  # words: a shorter cut with a negation in it cut the negation
_DOTS = r"(?:…|\.(?:\s?\.){2})"
_GAP = re.compile(rf"\s*(?:\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}\.?)\s*")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two gaps, without brackets; `free` are the offsets of letters whose case we changed."""

    words: str
    free: tuple[int, ...] = ()


def parts(quote: str, source: str, language: str) -> tuple[Part, ...]:
    """The passages that the source must print, in order; none where nothing is declared or an edit is not allowed.

    A bracket that the source itself prints is not ours and stays.
    """
    theirs = spaced(source) if "[" in source else ""
    found = []
    for piece in _GAP.split(quote):
        part = _without_brackets(piece, theirs)
        if part is None or (part.words and not _speaks(part.words, language)):
            return ()
        if part.words:
            found.append(part)
    return () if found == [Part(quote)] else tuple(found)


def hides_negation(cut: str) -> bool:
    """Whether what a gap leaves out is little more than a "not"."""
    words = _WORD.findall(cut)
    return len(words) <= _BARE and any(map(is_negation, words))


def _speaks(words: str, language: str) -> bool:
    return any(is_content(word, language) and not is_negation(word) for word in _WORD.findall(words))


def _without_brackets(piece: str, theirs: str) -> Part | None:
    """The piece as it was before we put in brackets; None where a bracket is more than it may be."""
    words, free, done = "", [], 0
    for match in _ours(piece, theirs):
        words += piece[done : match.start()]
        done = match.end()
        if piece[done : done + 1].isalnum():
            # "[W]e": one letter in another case. "[un]happy" would be another word.
            if len(match[1]) != 1 or words[-1:].isalnum():
                return None
            free.append(len(words))
            words += match[1]
        elif any(map(is_negation, _WORD.findall(match[1]))):
            return None
        elif not words or (words[-1].isspace() and not piece[done : done + 1].isalnum()):
            words = words.rstrip()
            done += len(piece[done:]) - len(piece[done:].lstrip()) if not words else 0
    return Part(words + piece[done:], tuple(free))


def _ours(piece: str, theirs: str) -> Iterator[re.Match[str]]:
    return (match for match in _BRACKET.finditer(piece) if spaced(match[0]) not in theirs)
