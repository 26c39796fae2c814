"""Markdown to Prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.prose.anchors import heading_anchor
from site_builder.prose.renderer import Renderer
from site_builder.prose.tokens import Seeker, blocks, is_analysis, lone_embed, plain_children, record_of
from site_builder.prose.values import Cited, Footnote, Heading, Link, Mark, Prose

_CITATION = re.compile(r"\[(@[^\]\n]+)\]")

_CITE_ITEM = re.compile(r"^@(?P<id>[A-Za-z0-9][\w-]*)(?:\s*,\s*(?P<locator>.+))?$")

_BARE = re.compile(r"[\w\s]*")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][’”»\"')\]]*$")

_DANGLING = re.compile(r"\[\^([^\]\s]+)\]")


def parse(text: str, kind: str = "explainer") -> Prose:
    """A whole text with blocks: the body of a document of that kind, whose page has anchors of its own."""
    return _parsed(
        text, kind
    )  # the cache would keep a text twice that is asked for with its kind and without


@lru_cache(maxsize=4096)
def _parsed(text: str, kind: str) -> Prose:
    env: dict[str, Any] = {}
    tokens = markdown(kind).parse(text, env)
    found = _Found(text.split("\n"))
    for token in tokens:
        if token.type == "inline":
            found.collect(token)
    return Prose(
        text=text,
        marks=tuple(found.marks),
        links=tuple(found.links),
        crowded=tuple(found.crowded),
        unread=tuple(found.unread),
        headings=tuple(_headings(tokens)),
        uncited=tuple(_uncited(tokens)),
        footnotes=tuple(_footnotes(tokens, env, found.lines)),
        words=sum(
            len(plain_children(token.children or []).split()) for token in tokens if token.type == "inline"
        ),
        tokens=tuple(tokens),
        env=env,
    )


@lru_cache(maxsize=16384)
def parse_inline(text: str) -> Prose:
    """One run of text without blocks, as in a record's summary."""
    env: dict[str, Any] = {}
    tokens = markdown().parseInline(text, env)
    found = _Found(text.split("\n"))
    for token in tokens:
        token.map = [0, len(found.lines)]
        found.collect(token)
    return Prose(
        text=text,
        marks=tuple(found.marks),
        links=tuple(found.links),
        crowded=tuple(found.crowded),
        unread=tuple(found.unread),
        tokens=tuple(tokens),
        env=env,
    )


def plain(text: str) -> str:
    """A run of text without its marks, for titles, feeds and data."""
    prose = parse_inline(text)
    return plain_children(child for token in prose.tokens for child in token.children or []).strip()


def stopped(text: str) -> str:
    """A run of text that another may follow: with a full stop, unless it ends in a mark that ends a sentence."""
    return text if not text or _STOPPED.search(plain(text)) else f"{text.rstrip()}."


@lru_cache(maxsize=16384)
def typeset(text: str) -> str:
    """Words without Markdown, their quotes, dashes and dots set as in prose."""
    if _BARE.fullmatch(text):
        return text
    tokens = _typesetter().parseInline(text)
    return "".join(child.content for token in tokens for child in token.children or [])


@cache
def markdown(kind: str = "explainer") -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "typographer": True}, renderer_cls=Renderer)
    md.enable(["table", "replacements", "smartquotes"])
    md.use(footnote_plugin, inline=False, always_match_refs=False)
    md.use(
        anchors_plugin,
        min_level=2,
        max_level=4,
        slug_func=partial(heading_anchor, kind=kind),
        permalink=False,
    )
    md.inline.ruler.before("link", "citation", _citation)
    md.core.ruler.before("footnote_tail", "note_definitions", _note_definitions)
    return md


@cache
def _typesetter() -> MarkdownIt:
    return MarkdownIt("zero", {"typographer": True}).enable(["replacements", "smartquotes"])


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it calls it so
    """Inline rule for Pandoc's `[@id, locator; @id]`; anything else in brackets is left to the link rule."""
    if state.src[state.pos] != "[" or state.src[state.pos : state.pos + 2] != "[@":
        return False
    match = _CITATION.match(state.src, state.pos)
    if match is None or state.src[match.end() : match.end() + 1] == "(":
        return False
    items = [_CITE_ITEM.match(part.strip()) for part in match[1].split(";")]
    if not all(items):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"items": [Cited(item["id"], (item["locator"] or "").strip()) for item in items if item]}
    state.pos = match.end()
    return True


def _note_definitions(state: StateCore) -> None:
    """Keeps each footnote definition's label and line before the plugin gathers them at the end."""
    state.env["note_definitions"] = [
        (token.meta["label"], token.map[0] if token.map else 0)
        for token in state.tokens
        if token.type == "footnote_reference_open"
    ]


class _Found:
    """What the inline tokens of a text refer to. Inline children carry no place, so each is looked up in turn."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.crowded: list[Mark] = []
        self.unread: list[tuple[int, int]] = []

    def collect(self, inline: Token) -> None:
        seek = Seeker(self.lines, *(inline.map or (0, len(self.lines))))
        for child in inline.children or []:
            if child.type == "citation":
                for item in child.meta["items"]:
                    self.marks.append(Mark("cite", "source", item.id, *seek.find(f"@{item.id}", 1)))
            elif child.type in ("link_open", "image"):
                self.point(child, seek, alone=lone_embed(inline))
            elif child.type == "text":
                self.unread += [seek.find("[@") for _ in range(child.content.count("[@"))]

    def point(self, child: Token, seek: Seeker, *, alone: bool) -> None:
        picture = child.type == "image"
        target = str(child.attrGet("src" if picture else "href"))
        place = seek.find(target)
        record = record_of(target)
        if record is None:
            self.links.append(Link(target, *place, picture=picture, alt=child.content))
            return
        id, _, anchor = record[1].partition("#")
        mark = Mark("embed" if picture else "link", record[0], id, *place, anchor=anchor)
        self.marks.append(mark)
        if picture and not alone:
            self.crowded.append(mark)


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(
                child.content for child in inline.children or [] if child.type in ("text", "code_inline")
            )
            line = opening.map[0] if opening.map else 0
            yield Heading(int(opening.tag[1]), text, str(opening.attrGet("id") or ""), line)


def _uncited(tokens: Sequence[Token]) -> Iterator[int]:
    """First lines of paragraphs, list items and tables with no citation, no footnote, and no mark of analysis."""
    for block in blocks(tokens):
        if block[0].type in ("heading_open", "footnote_block_open"):
            continue
        if block[0].type == "table_open":
            if not any(_cites(token) for token in block):
                yield block[0].map[0] if block[0].map else 0
            continue
        for token in block:
            if token.type == "inline" and not _cites(token) and not _needs_none(token):
                yield token.map[0] if token.map else 0


def _cites(inline: Token) -> bool:
    return any(child.type in ("citation", "footnote_ref") for child in inline.children or [])


def _needs_none(inline: Token) -> bool:
    """A lone embed carries its own sources; analysis is marked as ours."""
    return lone_embed(inline) or is_analysis(inline.children or [])


def _footnotes(tokens: Sequence[Token], env: dict[str, Any], lines: Sequence[str]) -> Iterator[Footnote]:
    defined: set[str] = set()
    for label, line in env.get("note_definitions", ()):
        if label in defined:
            yield Footnote(label, "doubled", line, 0)
        defined.add(label)
    refs: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    for label, line in env.get("note_definitions", ()):
        if refs.get(f":{label}", -1) == -1:
            yield Footnote(label, "unused", line, 0)
    for token in tokens:
        if token.type != "inline" or not token.map:
            continue
        seek = Seeker(lines, *token.map)
        for child in token.children or []:
            if child.type == "text":
                for match in _DANGLING.finditer(child.content):
                    yield Footnote(match[1], "dangling", *seek.find(match[0]))
