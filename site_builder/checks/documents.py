"""Prose: what it cites, how it is built, and where it points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from site_builder.checks.finding import Finding
from site_builder.decode import leaves
from site_builder.diagnostics import Path, Pos, Where, near
from site_builder.model import Config, Document, Explainer, Page, Record, Site, Text
from site_builder.prose import (
    SCHEMES,
    Prose,
    Sentence,
    inline_sentences,
    lone_embed,
    parse,
    parse_inline,
    sentences,
)

WORDS = range(500, 1201)
"""How long an explainer is: long enough to explain, short enough to be read in six minutes."""

BULLETS = range(3, 6)
OUTSIDE = ("http", "https", "mailto", "tel")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with marks in it: the body of a document, or the value that stands at `path` of a record."""

    prose: Prose
    where: Where
    path: Path = ()
    document: Document | None = None

    def at(self, line: int, col: int) -> Pos:
        """The place of a line and column of the text, from 0; of a value, where it begins."""
        if self.document is None:
            return self.where.at(*self.path)
        return self.where.line(self.document.body.line + line, col + 1)


def passages(site: Site) -> Iterator[Passage]:
    """Every text that may hold links or pictures: bodies of documents, and texts in records and site.yaml."""
    yield from _texts(site.config, site.config.where)
    for record in (*site.records(), *site.unsound):
        yield from _passages_of(record)


@lru_cache(maxsize=65_536)  # several checks ask, and a preview asks again after each save
def _passages_of(record: Record) -> tuple[Passage, ...]:
    bodies = (_body(record),) if isinstance(record, Document) else ()
    return (*_texts(record, record.where), *bodies)


def _texts(model: Record | Config, where: Where) -> Iterator[Passage]:
    for path, value in leaves(model):
        if isinstance(value, Text) and "](" in value:
            yield Passage(parse_inline(value), where, path)


def _body(document: Document) -> Passage:
    return Passage(parse(document.body.text, document.kind_name), document.where, document=document)


def _bodies(site: Site) -> Iterator[Passage]:
    yield from (_body(document) for kind in (Explainer, Page) for document in site.written(kind))


def _published(site: Site) -> Iterator[Explainer]:
    """Explainers that are held to the rules for finished ones."""
    yield from (explainer for explainer in site.written(Explainer) if not explainer.draft)


# ---------------------------------------------------------------- explainers


def uncited_paragraph(site: Site) -> Iterator[Finding]:
    """Every paragraph and list item of an explainer cites a source, or is marked as our own reading."""
    for explainer in _published(site):
        passage = _body(explainer)
        for line in passage.prose.uncited:
            yield Finding(
                passage.at(line, 0),
                "the paragraph cites no source",
                "cite one: [@source-id]; or begin with *Our reading:*",
            )


def uncited_sentence(site: Site) -> Iterator[Finding]:
    """Every sentence of an explainer has a citation after it in its paragraph, or is marked as our own reading."""
    hint = "cite a source after it: [@source-id]; or begin it with *Our reading:*"
    for explainer in _published(site):
        passage = _body(explainer)
        for sentence in _bare(sentences(explainer.body.text)):
            if sentence.block not in passage.prose.uncited:  # of which uncited-paragraph tells
                yield Finding(passage.at(sentence.line, sentence.col), "the sentence cites no source", hint)
        for index, bullet in enumerate(explainer.short_version):
            stated = inline_sentences(bullet)
            for sentence in _bare(stated) if any(other.cited for other in stated) else ():
                place = explainer.where.at("short_version", index)
                yield Finding(place, f"the sentence cites no source: {sentence.text}", hint)


def _bare(stated: Iterable[Sentence]) -> Iterator[Sentence]:
    """Sentences with no source that are not our own reading."""
    yield from (sentence for sentence in stated if not sentence.cited and not sentence.ours)


def uncited_bullet(site: Site) -> Iterator[Finding]:
    """Every point of an explainer's short version cites a source."""
    for explainer in _published(site):
        for index, bullet in enumerate(explainer.short_version):
            if not any(mark.use == "cite" for mark in parse_inline(bullet).marks):
                place = explainer.where.at("short_version", index)
                yield Finding(place, "the point cites no source", "cite one: [@source-id]")


def short_version_length(site: Site) -> Iterator[Finding]:
    """An explainer has a short version of three to five points."""
    for explainer in _published(site):
        count = len(explainer.short_version)
        if count not in BULLETS:
            points = "1 point" if count == 1 else f"{count} points"
            message = f"the short version has {points}"
            yield Finding(
                explainer.where.key("short_version"), message, "three to five can be taken in at once"
            )


def explainer_length(site: Site) -> Iterator[Finding]:
    """An explainer has 500 to 1,200 words."""
    for explainer in _published(site):
        words = parse(explainer.body.text).words
        if words not in WORDS:
            hint = "say more, or join it to another" if words < WORDS.start else "cut it, or make it two"
            message = f"the explainer has {words} words; it should have {WORDS.start} to {WORDS.stop - 1}"
            yield Finding(explainer.where.at("title"), message, hint)


# ---------------------------------------------------------------- headings and footnotes


def level_one_heading(site: Site) -> Iterator[Finding]:
    """The title is the only heading of the first level; headings in the text begin with ##."""
    for passage in _bodies(site):
        for heading in passage.prose.headings:
            if heading.level == 1:
                yield Finding(
                    passage.at(heading.line, 0), f"heading {heading.text!r} is of the first level", "write ##"
                )


def skipped_heading_level(site: Site) -> Iterator[Finding]:
    """A heading is one level below the one it belongs to: screen readers walk the outline."""
    for passage in _bodies(site):
        above = 1
        for heading in passage.prose.headings:
            if heading.level > above + 1:
                yield Finding(
                    passage.at(heading.line, 0),
                    f"heading {heading.text!r} is of level {heading.level}, the one before it of level {above}",
                    f"write {'#' * (above + 1)}",
                )
            above = heading.level


def dangling_footnote(site: Site) -> Iterator[Finding]:
    """Every footnote mark has its footnote."""
    yield from _footnotes(
        site, "dangling", "there is no footnote [^{}]", "write it on a line of its own: [^{}]: …"
    )


def doubled_footnote(site: Site) -> Iterator[Finding]:
    """Every footnote is written once: of two with one label, only the first is shown."""
    yield from _footnotes(
        site, "doubled", "footnote [^{}] is written twice", "give one of them another label"
    )


def unused_footnote(site: Site) -> Iterator[Finding]:
    """Every footnote has a mark in the text, without which it is not shown."""
    yield from _footnotes(
        site, "unused", "nothing refers to footnote [^{}]", "write [^{}] in the text, or delete it"
    )


def _footnotes(
    site: Site, fault: Literal["dangling", "doubled", "unused"], message: str, hint: str
) -> Iterator[Finding]:
    for passage in _bodies(site):
        for note in passage.prose.footnotes:
            if note.fault == fault:
                yield Finding(
                    passage.at(note.line, note.col), message.format(note.label), hint.format(note.label)
                )


# ---------------------------------------------------------------- links, pictures, embeds


def unknown_anchor(site: Site) -> Iterator[Finding]:
    """A link to a section leads to a heading that is there."""
    for passage in passages(site):
        own = _anchors(passage.document)
        for link in passage.prose.links:
            anchor = unquote(link.target[1:])
            if link.target.startswith("#") and anchor not in own and anchor.lower() not in ("", "top"):
                yield Finding(
                    passage.at(link.line, link.col), f"no heading here is {anchor!r}", near(anchor, own)
                )
        for mark in passage.prose.marks:
            target = _document(site, mark.scheme, mark.id)
            if mark.anchor and target is not None and unquote(mark.anchor) not in _anchors(target):
                yield Finding(
                    passage.at(mark.line, mark.col),
                    f"{mark.scheme} {mark.id!r} has no heading {mark.anchor!r}",
                    near(mark.anchor, _anchors(target)),
                )


def _document(site: Site, scheme: str, id: str) -> Document | None:
    """The document that a link leads to; None for any other record, and where it is missing."""
    if scheme == "explainer":
        return site.explainers.get(id)
    return site.pages.get(id) if scheme == "page" else None


def _anchors(document: Document | None) -> frozenset[str]:
    """The anchors of a document's headings."""
    if document is None:
        return frozenset()
    return frozenset(
        heading.anchor for heading in parse(document.body.text, document.kind_name).headings if heading.anchor
    )


def unknown_scheme(site: Site) -> Iterator[Finding]:
    """What stands before the colon of a link is a kind of record, or http, https, mailto or tel."""
    for passage in passages(site):
        for link in passage.prose.links:
            scheme = _SCHEME.match(link.target)
            if scheme and scheme[1].lower() not in OUTSIDE:
                hint = near(scheme[1], (*SCHEMES, *OUTSIDE))
                yield Finding(
                    passage.at(link.line, link.col), f"no kind of record is called {scheme[1]!r}", hint
                )


def link_by_address(site: Site) -> Iterator[Finding]:
    """A link within the site names a record: an address would not be noticed when it breaks, nor work below a path."""
    for passage in passages(site):
        for link in passage.prose.links:
            if not link.picture and re.match(r"/(?!/)", link.target):
                message = f"link to the address {link.target!r}"
                yield Finding(passage.at(link.line, link.col), message, _by_name(link.target))


def _by_name(address: str) -> str:
    """How prose names what stands at an address of the site: '/events/x/' is event:x, '/timeline/' is page:timeline."""
    first, _, rest = address.partition("#")[0].strip("/").partition("/")
    if rest and first.removesuffix("s") in SCHEMES:
        return f"write {first.removesuffix('s')}:{rest}"
    return f"write page:{first or 'home'}" if not rest else "write kind:id, such as event:ban-disclosed"


def picture_not_found(site: Site) -> Iterator[Finding]:
    """A picture is a file below assets/."""
    for passage in passages(site):
        for link in passage.prose.links:
            path = unquote(link.target)
            if link.picture and not _SCHEME.match(path) and path not in site.assets:
                message = f"no picture {path!r} in assets/"
                yield Finding(passage.at(link.line, link.col), message, near(path, site.assets))


def picture_without_alt(site: Site) -> Iterator[Finding]:
    """A picture says in words what it shows, for those who cannot see it."""
    for passage in passages(site):
        for link in passage.prose.links:
            if link.picture and not link.alt.strip():
                message = f"picture {unquote(link.target)!r} is not described"
                yield Finding(
                    passage.at(link.line, link.col), message, "say in the brackets what it shows: ![…](…)"
                )


def embed_in_a_sentence(site: Site) -> Iterator[Finding]:
    """A record is embedded in a paragraph of its own; within a sentence it is linked."""
    for passage in passages(site):
        alone = _lone_lines(passage.prose) if passage.document else frozenset()
        for mark in passage.prose.marks:
            if mark.use == "embed" and mark.line not in alone:
                target = f"{mark.scheme}:{mark.id}"
                hint = f"link it: [words]({target}); or give it a paragraph of its own"
                if not passage.document:
                    hint = f"link it: [words]({target})"
                yield Finding(passage.at(mark.line, mark.col), f"{target} is embedded in a sentence", hint)


def _lone_lines(prose: Prose) -> frozenset[int]:
    """The lines of paragraphs that are nothing but an embedded record."""
    paragraphs = zip(prose.tokens, prose.tokens[1:], strict=False)
    return frozenset(
        opening.map[0]
        for opening, inline in paragraphs
        if opening.type == "paragraph_open" and opening.map and lone_embed(inline)
    )
