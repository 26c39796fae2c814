"""markdown-it's tokens, as the other modules ask about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from site_builder.prose.values import SCHEMES, Cited

ANALYSIS = "Our reading:"
"""What follows these words in emphasis, up to the paragraph's end, is our own analysis and needs no citation."""


class Seeker:
    """Finds successive needles in a block's lines, never going back."""

    def __init__(self, lines: Sequence[str], start: int, end: int) -> None:
        self.lines, self.line, self.end, self.col = lines, start, end, 0

    def find(self, needle: str, skip: int = 0) -> tuple[int, int]:
        line, col = self.line, self.col
        while line < self.end:
            found = self.lines[line].find(needle, col)
            if found >= 0:
                self.line, self.col = line, found + len(needle)
                return line, found + skip
            line, col = line + 1, 0
        return self.line, self.col


def items(child: Token) -> list[Cited]:
    return child.meta["items"] if child.type == "citation" else []


def record_of(target: str) -> tuple[str, str] | None:
    scheme, _, id = target.partition(":")
    return (scheme, id) if scheme in SCHEMES and id else None


def lone_embed(inline: Token) -> bool:
    """True for a paragraph that is nothing but one embedded record."""
    children = inline.children or []
    return (
        len(children) == 1
        and children[0].type == "image"
        and record_of(str(children[0].attrGet("src"))) is not None
    )


def is_analysis(tokens: Sequence[Token]) -> bool:
    """Whether a run of tokens opens with the mark of analysis."""
    inked = [token for token in tokens if token.nesting or token.content.strip()]
    return len(inked) > 1 and inked[0].type == "em_open" and inked[1].content == ANALYSIS


def plain_children(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return re.sub(r" +", " ", "".join(parts))


def blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Top-level blocks: each opening token with all up to its closing one."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []
