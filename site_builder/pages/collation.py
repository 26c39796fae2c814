"""One printing of a text set against another: which words are missing from it, and which stand instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.5  # below this share of common words and marks it is another passage, not another printing
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both printings have, that the other lacks, or that the other has instead or beside.

    `marks` says that the difference is one of punctuation alone.
    """

    kind: Literal["same", "missing", "instead", "added"]
    text: str
    marks: bool = False


def collate(followed: str, other: str) -> tuple[Piece, ...]:
    """`other` set against the printing we follow; empty where too little of it agrees to be compared.

    Without the missing pieces it reads exactly as `other`. Differences of spacing alone are not marked.
    """
    ours, theirs = _TOKEN.findall(followed), _TOKEN.findall(other)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    pieces: list[Piece] = []
    for missing, instead, same in _runs(matcher, ours, theirs):
        if missing.strip():
            pieces.append(Piece("missing", missing, _marks(missing + instead)))
        if instead.strip():
            kind: Literal["instead", "added"] = "instead" if missing.strip() else "added"
            pieces.append(Piece(kind, instead, _marks(missing + instead)))
        elif instead:
            pieces.append(Piece("same", instead))
        if same:
            pieces.append(Piece("same", same))
    return tuple(pieces)


def _runs(
    matcher: SequenceMatcher[str], ours: list[str], theirs: list[str]
) -> Iterator[tuple[str, str, str]]:
    """(missing, instead, same) in order; differences with nothing but space between them are one."""
    missing = instead = ""
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        same = "".join(theirs[other_start:other_end])
        if tag != "equal":
            missing += "".join(ours[start:end])
            instead += same
        elif same.strip() or not missing + instead:
            yield missing, instead, same
            missing = instead = ""
        else:
            missing += same
            instead += same
    if missing or instead:
        yield missing, instead, ""


def _marks(text: str) -> bool:
    return not re.search(r"\w", text)
