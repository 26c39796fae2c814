"""Prose to HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from markdown_it.token import Token

from site_builder.prose.reading import markdown
from site_builder.prose.sentences import flat, statements
from site_builder.prose.tokens import blocks, items
from site_builder.prose.values import Prose, Voice


def html(prose: Prose, voice: Voice) -> str:
    """The whole text as HTML; after each block stands what `voice.after` gives for the citations in it."""
    md = markdown()
    out = []
    numbers = count()
    for block in blocks(prose.tokens):
        tinted = _tinted(block, voice, numbers)
        out.append(md.renderer.render(tinted, md.options, {**prose.env, "voice": voice}))
        out.append(
            voice.after([item for token in block for child in token.children or [] for item in items(child)])
        )
    return "".join(out)


def inline_html(prose: Prose, voice: Voice) -> str:
    """A run of text as HTML, without a paragraph around it."""
    md = markdown()
    tinted = _tinted(prose.tokens, voice, count())
    return str(md.renderer.render(tinted, md.options, {**prose.env, "voice": voice}))


def _tinted(block: Sequence[Token], voice: Voice, numbers: Iterator[int]) -> list[Token]:
    """The block with each sentence in a span of the class that `voice.tint` gives it; a table is counted only."""
    if voice.tint is None or not block:
        return list(block)
    found = {id(place): runs for place, runs in statements(block)}
    tinted = []
    for token in block:
        runs = found.get(id(token), [])
        spans = [_span(run, voice.tint(next(numbers))) for run in runs]
        is_text = runs and token.type == "inline"
        tinted.append(token.copy(children=[part for span in spans for part in span]) if is_text else token)
    return tinted


def _span(run: Sequence[Token], tint: str) -> Iterator[Token]:
    """A sentence in its span, the space before it left outside."""
    if not tint:
        yield from run
        return
    at = 0
    while at < len(run) and not run[at].nesting and not flat(run[at]).strip():
        yield run[at]
        at += 1
    rest = list(run[at:])
    if rest and rest[0].type == "text":
        words = rest[0].content.lstrip()
        yield rest[0].copy(content=rest[0].content[: len(rest[0].content) - len(words)])
        rest[0] = rest[0].copy(content=words)
    yield Token("html_inline", "", 0, content=f'<span class="{tint}">')
    yield from rest
    yield Token("html_inline", "", 0, content="</span>")
