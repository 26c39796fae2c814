"""Markdown to Prose, Prose to sentences and to HTML.

CommonMark without HTML, with tables, footnotes and heading anchors. A link points (`[the ban](event:ban-disclosed)`), an
image embeds (`![](quote:rules)`), `[@id]` cites (Pandoc's citation: `[@a, p. 4; @b]`). What a target is called and how a
card looks is the caller's business: this room knows neither templates nor the Site.
"""

from site_builder.prose.anchors import RESERVED, is_reserved, slug
from site_builder.prose.reading import parse, parse_inline, plain, stopped, typeset
from site_builder.prose.sentences import inline_sentences, sentences
from site_builder.prose.tokens import ANALYSIS, lone_embed
from site_builder.prose.values import (
    SCHEMES,
    Cited,
    Footnote,
    Heading,
    Link,
    Mark,
    Prose,
    Sentence,
    Use,
    Voice,
)
from site_builder.prose.writing import html, inline_html

__all__ = [
    "ANALYSIS",
    "RESERVED",
    "SCHEMES",
    "Cited",
    "Footnote",
    "Heading",
    "Link",
    "Mark",
    "Prose",
    "Sentence",
    "Use",
    "Voice",
    "html",
    "inline_html",
    "inline_sentences",
    "is_reserved",
    "lone_embed",
    "parse",
    "parse_inline",
    "plain",
    "sentences",
    "slug",
    "stopped",
    "typeset",
]
