"""One page's own: what its templates can call, and the citations and terms met so far on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import unquote

from jinja2 import TemplateRuntimeError, Undefined
from markupsafe import Markup

from site_builder.exports import cite_page, coins, frame_of, head_tags, jsonld
from site_builder.link import BY_SCHEME
from site_builder.model import Document, Record, Source
from site_builder.pages import cards, share
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, absolute, address, base_path, relative
from site_builder.prose import Cited, Voice, html, inline_html, parse, parse_inline
from site_builder.render.press import Press, letters

NUMBERED = ("explainer", "page")
"""Page kinds whose citations are numbered and listed at the end; elsewhere a citation names its source."""


@dataclass
class _Note:
    """A source with its number on this page, the anchors of the places that cite it, and where in it they point to."""

    number: int
    card: cards.SourceCard
    keys: list[str] = field(default_factory=list)
    locators: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Gloss:
    """A term's card, as the first paragraph that uses the term has it."""

    card: cards.TermCard
    popover: str
    definition: Markup


@dataclass(frozen=True)
class _Posted:
    """A citation waiting for the margin: the note, whether the page has cited it before, where in the source."""

    note: _Note
    again: bool
    locator: str


class Sheet:
    """What one page's templates can call, and the citations and terms met so far on it.

    Numbered citations and terms explained in place need a margin after the paragraph: only the page's own prose has both.
    """

    def __init__(self, press: Press, page: Page) -> None:
        self.press, self.page, self.site = press, page, press.site
        self.by_source: dict[str, _Note] = {}
        self.pending: list[_Posted] = []
        self.glossed: dict[str, _Gloss] = {}
        self.unposted: list[_Gloss] = []
        self.embedded: set[str] = set()
        numbered = page.kind in NUMBERED
        self.quiet = Voice(
            href=self.link, embed=self.embed, cite=self.name, after=lambda _: "", picture=self.picture
        )
        self.voice = replace(self.quiet, cite=self.cite, after=self.after) if numbered else self.quiet
        self.own = replace(self.voice, gloss=self.gloss) if numbered else self.voice

    @cached_property
    def context(self) -> dict[str, Any]:
        config = self.site.config
        return {
            "page": self.page,
            "policy": self.page.policy,
            "config": config,
            "day": self.press.day,
            "canonical": absolute(config.base_url, self.page.address),
            "full": absolute(config.base_url, address(self.page.record)) if self.page.record else "",
            "footer": self.press.footer,
            "search_page": self.press.search_page,
            "report_link": self.report_link(),
            "jsonld": jsonld(self.site, self.page),
            "head_tags": lambda: head_tags(self.site, self.page, self.press.date),
            "frame": frame_of(self.site, self.page),
            "picture": lambda: share.own_image(self.site, self.page, self.press.date),
            "coins": self.coins,
            "href": self.href,
            "asset": self.asset,
            "inline": self.inline,
            "point": self.point,
            "body": self.body,
            "margin": self.margin,
            "notes": self.notes,
            "endnotes": self.endnotes,
            "card_of": self.card,
            "cited_as": lambda: cite_page(self.site, self.page, self.press.date),
            "title_of": self.title_of,
            **self.page.shows,
        }

    def draw(self) -> str:
        env = self.press.env
        self.context["m"] = env.get_template("macros.html").make_module(self.context)
        return env.get_template(self.page.template).render(self.context)

    # links

    def href(self, target: Record | str) -> str:
        """The link to a record or to an address of the site; from 404.html, which stands anywhere, from the base path."""
        _take("href", target, Record, str)
        place = target if isinstance(target, str) else address(target)
        if self.page.kind == "not-found":
            return base_path(self.site.config.base_url) + place.lstrip("/")
        return relative(self.page.address, place)

    def link(self, scheme: str, id: str) -> str:
        return self.href(INDEX[id] if scheme == "page" and id in INDEX else self.record(scheme, id))

    def record(self, scheme: str, id: str) -> Record:
        found: Record = getattr(self.site, BY_SCHEME[scheme].plural)[id]
        return found

    def asset(self, name: str) -> str:
        _take("asset", name, str)
        return self.href(f"/assets/{name}")

    def picture(self, name: str) -> str:
        """The address of a picture that prose shows; '' if there is none, of which picture-not-found tells."""
        return self.asset(name) if unquote(name) in self.site.assets else ""

    def report_link(self) -> str:
        """Where a reader reports an error on this page: config.report, with the record and the page named in it."""
        report, record = self.site.config.report, self.page.record
        if not report:
            return ""
        if "@" in report and "://" not in report:
            report = f"mailto:{report}?subject={{record}}&body={{page}}"
        name = f"{record.kind_name} {record.id}" if record else self.page.address
        page = absolute(self.site.config.base_url, self.page.address)
        return report.replace("{record}", percent(name, safe="")).replace("{page}", percent(page, safe=":/"))

    # prose

    def inline(self, text: str) -> Markup:
        """A text of a record."""
        _take("inline", text, str)
        return Markup(inline_html(parse_inline(text), self.voice))

    def point(self, text: str, tints: Sequence[str] = ()) -> Markup:
        """A line of a document outside its body; `tints` are the classes of its sentences. A margin must follow."""
        _take("point", text, str)
        return Markup(inline_html(parse_inline(text), self.tinted(tints)))

    def body(self, document: Document, tints: Sequence[str] = ()) -> Markup:
        """A document's text; `tints` are the classes of its sentences."""
        _take("body", document, Document)
        return Markup(html(parse(document.body.text, document.kind_name), self.tinted(tints)))

    def tinted(self, tints: Sequence[str]) -> Voice:
        return replace(self.own, tint=tints.__getitem__) if tints else self.own

    def embed(self, scheme: str, id: str) -> str:
        """The card of a record; where the page has it first, it bears the record's anchor."""
        template, is_first = self.press.env.get_template(f"embeds/{scheme}.html"), id not in self.embedded
        self.embedded.add(id)
        return template.render(
            self.context | {"card": self.card(self.record(scheme, id)), "anchor": is_first}
        )

    def card(self, record: Record) -> Any:
        """The card of a record's kind: pages.cards has one function of that name for each."""
        _take("card_of", record, Record)
        make = getattr(cards, record.kind_name, None)
        if make is None:
            raise TemplateRuntimeError(f"no card for a record of kind {record.kind_name!r}")
        ages = record.kind_name in ("ban", "quote")
        return make(self.site, record, self.press.date) if ages else make(self.site, record)

    def title_of(self, record: Record) -> str:
        """What a record is called in a link."""
        _take("title_of", record, Record)
        return cards.title(record, self.site)

    def coins(self, source: Source) -> str:
        """A source as Zotero reads it on a page: the title attribute of a span."""
        _take("coins", source, Source)
        return coins(source)

    # citations

    def cite(self, items: Sequence[Cited]) -> str:
        return "".join(self.mark(item) for item in items)

    def name(self, items: Sequence[Cited]) -> str:
        """Citations by name, where nothing is numbered."""
        found = [(self.site.sources[item.id], item.locator) for item in items]
        return "".join(
            self.press.citation("plain_mark", cards.source(self.site, source), self.href(source), locator)
            for source, locator in found
        )

    def mark(self, item: Cited) -> str:
        note = self.by_source.setdefault(
            item.id, _Note(len(self.by_source) + 1, cards.source(self.site, self.site.sources[item.id]))
        )
        again = bool(note.keys)
        key = f"c{note.number}{letters(len(note.keys) + 1)}"
        note.keys.append(key)
        if item.locator and item.locator not in note.locators:
            note.locators.append(item.locator)
        if not any(posted.note is note and posted.locator == item.locator for posted in self.pending):
            self.pending.append(_Posted(note, again, item.locator))
        return self.press.citation("mark", note, key)

    def after(self, items: Sequence[Cited]) -> str:
        return str(self.margin())

    def gloss(self, id: str, words: str) -> str:
        """The word that opens the term's card; `words` are HTML. One card a term: each use opens the same."""
        if id not in self.glossed:
            card = cards.term(self.site, self.site.terms[id])
            definition = Markup(inline_html(parse_inline(card.term.definition), self.quiet))
            self.glossed[id] = _Gloss(card, f"t{len(self.glossed) + 1}", definition)
            self.unposted.append(self.glossed[id])
        return self.press.citation("gloss", self.glossed[id].popover, Markup(words))

    def margin(self) -> Markup:
        """The cards of all citations and terms since the last margin."""
        posted, self.pending = self.pending, []
        glosses, self.unposted = self.unposted, []
        if not posted and not glosses:
            return Markup("")
        return self.press.citation("margin", posted, glosses, self.by_source, self.href)

    def notes(self) -> list[_Note]:
        return list(self.by_source.values())

    def endnotes(self) -> Markup:
        return self.press.citation("endnotes", self.notes(), self.href)


def _take(name: str, value: object, *kinds: type) -> None:
    """Raises TemplateRuntimeError where a template hands over what is none of these; of what is undefined Jinja tells."""
    if not isinstance(value, (*kinds, Undefined)):
        names = " or ".join("text" if kind is str else f"a {kind.__name__.lower()}" for kind in kinds)
        raise TemplateRuntimeError(f"{name}() takes {names}, not {value!r:.80}")
