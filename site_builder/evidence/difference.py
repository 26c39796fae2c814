"""How our words differ from theirs, word by word, and whether the difference is one of meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from site_builder.evidence.folds import typed
from site_builder.evidence.words import PIECE, is_content

Kind = Literal["edited", "corrupted"]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of words that both have, that each has differently, or that only one has.

    "added" words are only in ours, "dropped" ones only in theirs. All `ours` in a row are our quote, all `theirs`
    the source's passage, each with its own spaces.
    """

    op: Literal["same", "changed", "added", "dropped"]
    ours: str
    theirs: str


def difference(ours: str, theirs: str) -> tuple[DiffPart, ...]:
    """The two set against each other word by word; forms that N2 folds count as the same."""
    return tuple(_parts(ours, theirs, typed))


def folded(ours: str, theirs: str) -> tuple[DiffPart, ...]:
    """The two set against each other character by character within words: what a rung had to fold."""
    return tuple(_parts(ours, theirs, str))


def kind(parts: tuple[DiffPart, ...], language: str) -> Kind:
    """Corrupted where a word of meaning, a name, a number or a negation differs; edited where none does.

    A word moved elsewhere differs in both places. Case, and how letters are parted ("U.S.", "co-operate"), is an edit.
    """
    meant = (
        (_content(part.ours, language), _content(part.theirs, language))
        for part in parts
        if part.op != "same"
    )
    return "edited" if all(_same_words(ours, theirs) for ours, theirs in meant) else "corrupted"


def _content(text: str, language: str) -> list[str]:
    pieces = (piece.strip() for piece in PIECE.findall(text))
    return [typed(piece).lower() for piece in pieces if is_content(piece, language)]


def _same_words(ours: list[str], theirs: list[str]) -> bool:
    mine, yours = (re.sub(r"[-.]", "", "".join(words)) for words in (ours, theirs))
    return ours == theirs or (mine == yours and mine.isalpha())


def _parts(ours: str, theirs: str, key: Callable[[str], str]) -> Iterator[DiffPart]:
    mine, yours = PIECE.findall(ours), PIECE.findall(theirs)
    matcher = SequenceMatcher(
        None, [key(piece) for piece in mine], [key(piece) for piece in yours], autojunk=False
    )
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        one, other = "".join(mine[start:end]), "".join(yours[other_start:other_end])
        if tag == "equal":
            yield DiffPart("same", one, other)
        else:
            yield DiffPart("changed" if one and other else "added" if one else "dropped", one, other)
