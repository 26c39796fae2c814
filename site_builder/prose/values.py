"""What a text says, as values, and what a page makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it.token import Token

SCHEMES = ("source", "actor", "event", "ban", "quote", "claim", "term", "correction", "explainer", "page")

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
class Sentence:
    """A sentence, and the ids of the sources that bear it out: those it cites, else those cited next in its paragraph.

    Line, column and `block` (the first line of its paragraph) count from 0. `links` are the records it links to, and `panel`
    the record embedded just below its paragraph, as (scheme, id). `ours` marks analysis. A table counts as one sentence.
    """

    text: str
    line: int
    col: int
    block: int
    cited: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    panel: tuple[str, str] | None = None
    ours: bool = False


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
    block that cites these, if any; picture(path) the address of a picture below assets/, or '' to
    show its words instead; tint(number) the class of a sentence,
    counted from 0 as `sentences` does, or '' for none; gloss(id, words) the control that explains a term in place, its words
    being HTML; it stands before the link. Without it there is the link alone.
    """

    href: Callable[[str, str], str]
    embed: Callable[[str, str], str]
    cite: Callable[[Sequence[Cited]], str]
    after: Callable[[Sequence[Cited]], str]
    picture: Callable[[str], str]
    tint: Callable[[int], str] | None = None
    gloss: Callable[[str, str], str] | None = None
