"""Prose to sentences, each with what bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token

from site_builder.prose.ends import REFERENCE, ends
from site_builder.prose.reading import parse, parse_inline
from site_builder.prose.tokens import (
    Seeker,
    blocks,
    is_analysis,
    items,
    lone_embed,
    plain_children,
    record_of,
)
from site_builder.prose.values import Sentence


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a whole text; headings, embedded records and the text of footnotes have none."""
    prose = parse(text)
    return tuple(_sentences(prose.tokens, text.split("\n")))


@lru_cache(maxsize=4096)
def inline_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of one run of text without blocks."""
    return tuple(_sentences(parse_inline(text).tokens, text.split("\n")))


def _sentences(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Sentence]:
    notes = _cited_in_notes(tokens)
    found = list(blocks(tokens))
    for block, below in zip(found, [*found[1:], []], strict=False):
        panel = _panel(below)
        for place, runs in statements(block):
            yield from _covered(list(_drafts(place, runs, lines, notes, panel)))


def _drafts(
    place: Token,
    runs: Sequence[Sequence[Token]],
    lines: Sequence[str],
    notes: dict[int, tuple[str, ...]],
    panel: tuple[str, str] | None,
) -> Iterator[Sentence]:
    """The sentences of one paragraph, each with the sources that it cites itself."""
    first, last = place.map or (0, len(lines))
    seek = Seeker(lines, first, last)
    ours = False
    for run in runs:
        ours = ours or is_analysis(run)
        line, col = _place(run, seek)
        yield Sentence(
            text=plain_children(run).strip(),
            line=line,
            col=col,
            block=first,
            cited=tuple(dict.fromkeys(_cited_by(run, notes))),
            links=tuple(
                record
                for token in run
                if token.type == "link_open" and (record := record_of(str(token.attrGet("href"))))
            ),
            panel=panel,
            ours=ours,
        )


def _covered(drafts: Sequence[Sentence]) -> list[Sentence]:
    """A citation also covers the sentences before it, back to the one before; but none of ours covers what is not."""
    found: list[Sentence] = []
    for draft in reversed(drafts):
        after = found[-1] if found and found[-1].ours == draft.ours else None
        found.append(replace(draft, cited=after.cited) if after and not draft.cited else draft)
    return found[::-1]


def statements(block: Sequence[Token]) -> list[tuple[Token, list[list[Token]]]]:
    """The tokens of a block that hold sentences, each with those of every sentence."""
    if block[0].type in ("heading_open", "footnote_block_open"):
        return []
    if block[0].type == "table_open":
        return [(block[0], [[child for token in block for child in token.children or []]])]
    return [
        (token, _runs(token.children or []))
        for token in block
        if token.type == "inline" and not lone_embed(token)
    ]


def _runs(children: Sequence[Token]) -> list[list[Token]]:
    """Inline tokens sentence by sentence, texts cut where one ends.

    Emphasis and links are not cut in two, and a label in bold type that opens a paragraph belongs to what it labels.
    """
    runs: list[list[Token]] = [[]]
    depth, is_over = 0, False
    for token, is_last in _cut(children):
        is_over = is_last or (is_over and token.nesting < 0)
        depth += token.nesting
        runs[-1].append(token)
        if is_over and depth == 0 and not (len(runs) == 1 and _is_label(runs[0])):
            runs.append([])
            is_over = False
    rest = runs.pop() if len(runs) > 1 and not plain_children(runs[-1]).strip() else []
    runs[-1] += rest
    return runs


def _cut(children: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """The tokens, texts cut at the ends of sentences; with each, whether a sentence ends with it."""
    stops = ends("".join(map(flat, children)))
    offset = 0
    for token in children:
        words = flat(token)
        inside = [stop - offset for stop in stops if offset < stop < offset + len(words)]
        if token.type == "text" and inside:
            for start, end in pairwise((0, *inside, len(words))):
                yield token.copy(content=words[start:end]), end in inside or offset + end in stops
        else:
            yield token, bool(words) and offset + len(words) in stops
        offset += len(words)


def flat(token: Token) -> str:
    if token.type in ("citation", "footnote_ref"):
        return REFERENCE
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""


def _is_label(run: Sequence[Token]) -> bool:
    inked = [token for token in run if token.nesting or flat(token)]
    return [token.type for token in inked if token.nesting] == ["strong_open", "strong_close"] and (
        inked[0].nesting > 0 > inked[-1].nesting
    )


def _place(run: Sequence[Token], seek: Seeker) -> tuple[int, int]:
    """Line and column of a run's first word; `seek` is left behind its last."""
    first: tuple[int, int] | None = None
    hrefs: list[str] = []
    for token in run:
        if token.type == "link_open":
            hrefs.append(str(token.attrGet("href")))
        for needle in _needles(token, hrefs):
            place = seek.find(needle)
            first = first or place
    return first or (seek.line, seek.col)


def _needles(token: Token, hrefs: list[str]) -> list[str]:
    """What of a token can be found in the source, where quotes and dashes are not yet set."""
    if token.type == "citation":
        return [f"@{item.id}" for item in items(token)]
    if token.type == "footnote_ref":
        return [f"[^{token.meta['label']}]"]
    if token.type == "link_close" and hrefs:
        return [hrefs.pop()]
    return re.findall(r"\w+", flat(token))


def _cited_by(tokens: Sequence[Token], notes: dict[int, tuple[str, ...]]) -> Iterator[str]:
    for token in tokens:
        if token.type == "footnote_ref":
            yield from notes.get(token.meta["id"], ())
        yield from (item.id for item in items(token))


def _cited_in_notes(tokens: Sequence[Token]) -> dict[int, tuple[str, ...]]:
    """What each footnote cites, by its number."""
    found: dict[int, tuple[str, ...]] = {}
    number = None
    for token in tokens:
        if token.type == "footnote_open":
            number = token.meta["id"]
        elif token.type == "footnote_close":
            number = None
        elif number is not None:
            found[number] = (*found.get(number, ()), *_cited_by(token.children or [], {}))
    return found


def _panel(block: Sequence[Token]) -> tuple[str, str] | None:
    """The record, if a block is nothing but its embedding."""
    inline = block[1] if len(block) == 3 else None
    if inline is None or not lone_embed(inline) or not inline.children:
        return None
    return record_of(str(inline.children[0].attrGet("src")))
