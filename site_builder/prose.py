"""Markdown to Prose, and Prose to HTML.

CommonMark without HTML, with tables, footnotes and heading anchors. A link points (`[the ban](event:ban-disclosed)`), an
image embeds (`![](quote:rules)`), `[@id]` cites (Pandoc's citation: `[@a, p. 4; @b]`). What a target is called and how a
card looks is the caller's business: this room knows neither templates nor the Site.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

SCHEMES = ("source", "actor", "event", "ban", "quote", "claim", "term", "correction", "explainer", "page")
ANALYSIS = "Our reading:"
"""A paragraph that opens with these words in emphasis is our own analysis and needs no citation."""

_CITATION = re.compile(r"\[(@[^\]\n]+)\]")
_CITE_ITEM = re.compile(r"^@(?P<id>[A-Za-z0-9][\w-]*)(?:\s*,\s*(?P<locator>.+))?$")
_DANGLING = re.compile(r"\[\^([^\]\s]+)\]")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

Use = Literal["cite", "link", "embed"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One item of a citation: the source's id and, after a comma, where in it."""

    id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference in prose: how it is used, the scheme and id, and its line and column (from 0) in the text."""

    use: Use
    scheme: str
    id: str
    line: int
    col: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture that is no reference: its address, whether it is a picture, and a picture's alt text."""

    target: str
    line: int
    col: int
    picture: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote label with a fault: used and not defined, defined and not used, or defined twice."""

    label: str
    fault: Literal["dangling", "unused", "doubled"]
    line: int
    col: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed text: what it refers to, its headings, and the lines of paragraphs that cite nothing.

    `crowded` are embeds that do not stand alone in their paragraph; `unread` the places (line, column from 0) of a `[@` that
    is no citation as it is written.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    crowded: tuple[Mark, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    headings: tuple[Heading, ...] = ()
    uncited: tuple[int, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    words: int = 0
    tokens: tuple[Token, ...] = field(default=(), compare=False, repr=False)
    env: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Voice:
    """How references become HTML on one page.

    href(scheme, id) gives an address; embed(scheme, id) a card; cite(items) the citation's mark; after(items) what follows a
    block that cites; picture(path) the address of a picture below assets/.
    """

    href: Callable[[str, str], str]
    embed: Callable[[str, str], str]
    cite: Callable[[Sequence[Cited]], str]
    after: Callable[[Sequence[Cited]], str]
    picture: Callable[[str], str]


# ---------------------------------------------------------------- reading


@lru_cache(maxsize=4096)
def parse(text: str) -> Prose:
    """A whole text with blocks."""
    env: dict[str, Any] = {}
    tokens = _markdown().parse(text, env)
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
            len(_plain_children(token.children or []).split()) for token in tokens if token.type == "inline"
        ),
        tokens=tuple(tokens),
        env=env,
    )


@lru_cache(maxsize=16384)
def parse_inline(text: str) -> Prose:
    """One run of text without blocks, as in a record's summary."""
    env: dict[str, Any] = {}
    tokens = _markdown().parseInline(text, env)
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


def slug(text: str) -> str:
    """The anchor of a heading: 'What Kaspersky’s letter said' -> 'what-kasperskys-letter-said'."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    kept = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’‘")
    return re.sub(r"[^\w]+", "-", kept).strip("-") or "section"


@cache
def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "typographer": True}, renderer_cls=_Renderer)
    md.enable(["table", "replacements", "smartquotes"])
    md.use(footnote_plugin, inline=False, always_match_refs=False)
    md.use(anchors_plugin, min_level=2, max_level=4, slug_func=slug, permalink=False)
    md.inline.ruler.before("link", "citation", _citation)
    md.core.ruler.before("footnote_tail", "note_definitions", _note_definitions)
    return md


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
        seek = _Seeker(self.lines, *(inline.map or (0, len(self.lines))))
        for child in inline.children or []:
            if child.type == "citation":
                for item in child.meta["items"]:
                    self.marks.append(Mark("cite", "source", item.id, *seek.find(f"@{item.id}", 1)))
            elif child.type in ("link_open", "image"):
                self.point(child, seek, alone=lone_embed(inline))
            elif child.type == "text":
                self.unread += [seek.find("[@") for _ in range(child.content.count("[@"))]

    def point(self, child: Token, seek: _Seeker, *, alone: bool) -> None:
        picture = child.type == "image"
        target = str(child.attrGet("src" if picture else "href"))
        place = seek.find(target)
        record = _record_of(target)
        if record is None:
            self.links.append(Link(target, *place, picture=picture, alt=child.content))
            return
        id, _, anchor = record[1].partition("#")
        mark = Mark("embed" if picture else "link", record[0], id, *place, anchor=anchor)
        self.marks.append(mark)
        if picture and not alone:
            self.crowded.append(mark)


class _Seeker:
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
    for block in _blocks(tokens):
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
    if lone_embed(inline):
        return True
    children = [child for child in inline.children or [] if not (child.type == "text" and not child.content)]
    return len(children) > 1 and children[0].type == "em_open" and children[1].content == ANALYSIS


def lone_embed(inline: Token) -> bool:
    """True for a paragraph that is nothing but one embedded record."""
    children = inline.children or []
    return (
        len(children) == 1
        and children[0].type == "image"
        and _record_of(str(children[0].attrGet("src"))) is not None
    )


def _record_of(target: str) -> tuple[str, str] | None:
    scheme, _, id = target.partition(":")
    return (scheme, id) if scheme in SCHEMES and id else None


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
        seek = _Seeker(lines, *token.map)
        for child in token.children or []:
            if child.type == "text":
                for match in _DANGLING.finditer(child.content):
                    yield Footnote(match[1], "dangling", *seek.find(match[0]))


# ---------------------------------------------------------------- writing


def html(prose: Prose, voice: Voice) -> str:
    """The whole text as HTML; after each block that cites stands what `voice.after` gives."""
    md = _markdown()
    out = []
    for block in _blocks(prose.tokens):
        out.append(md.renderer.render(block, md.options, {**prose.env, "voice": voice}))
        cited = [item for token in block for child in token.children or [] for item in _items(child)]
        if cited:
            out.append(voice.after(cited))
    return "".join(out)


def inline_html(prose: Prose, voice: Voice) -> str:
    """A run of text as HTML, without a paragraph around it."""
    md = _markdown()
    return str(md.renderer.render(list(prose.tokens), md.options, {**prose.env, "voice": voice}))


def plain(text: str) -> str:
    """A run of text without its marks, for titles, feeds and data."""
    prose = parse_inline(text)
    return _plain_children(child for token in prose.tokens for child in token.children or []).strip()


def _plain_children(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return re.sub(r" +", " ", "".join(parts))


def _items(child: Token) -> list[Cited]:
    return child.meta["items"] if child.type == "citation" else []


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Top-level blocks: each opening token with all up to its closing one."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


class _Renderer(RendererHTML):
    """markdown-it's HTML with our references; `env['voice']` says how they look on this page."""

    def text(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """Text; its last word is kept on one line with a citation that follows it."""
        content = tokens[idx].content
        if idx + 1 == len(tokens) or tokens[idx + 1].type != "citation" or not content.strip():
            return escapeHtml(content)
        head, space, last = content.rstrip().rpartition(" ")
        return f'{escapeHtml(head + space)}<span class="nb">{escapeHtml(last)}'

    def citation(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        mark = str(env["voice"].cite(tokens[idx].meta["items"]))
        kept = idx > 0 and tokens[idx - 1].type == "text" and tokens[idx - 1].content.strip()
        return f"{mark}</span>" if kept else mark

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        target = str(tokens[idx].attrGet("href"))
        record = _record_of(target)
        if record is not None:
            id, _, anchor = record[1].partition("#")
            address = env["voice"].href(record[0], id) + (f"#{anchor}" if anchor else "")
            return f'<a href="{escapeHtml(address)}">'
        outside = ' rel="noopener"' if target.startswith(("http:", "https:")) else ""
        return f'<a href="{escapeHtml(target)}"{outside}>'

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        target = str(token.attrGet("src"))
        record = _record_of(target)
        if record is not None:
            return str(env["voice"].embed(*record))
        address = target if "://" in target else env["voice"].picture(target)
        return f'<img src="{escapeHtml(address)}" alt="{escapeHtml(token.content)}" loading="lazy">'

    def paragraph_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return "" if tokens[idx].hidden or lone_embed(tokens[idx + 1]) else "<p>"

    def paragraph_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        if tokens[idx].hidden:
            return "\n" if idx + 1 < len(tokens) and tokens[idx + 1].nesting >= 0 else ""
        return "\n" if lone_embed(tokens[idx - 1]) else "</p>\n"

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        anchor = tokens[idx].attrGet("id")
        if not anchor:
            return f"<{tokens[idx].tag}>"
        return (
            f'<{tokens[idx].tag} id="{escapeHtml(str(anchor))}">'
            f'<a class="sec" href="#{escapeHtml(str(anchor))}" aria-label="Link to this section">§</a>'
        )
