"""Pages to bytes, through Jinja. A fault in a template becomes a diagnostic with the template's own line.

Touches no disk and chooses no page: the templates come with the Site, the pages from `pages`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from traceback import walk_tb
from typing import Any
from urllib.parse import quote as percent

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, soft_str

from site_builder.cache import Shelf
from site_builder.dates import when
from site_builder.diagnostics import Diagnostic, Pos, Report, near
from site_builder.exports import cite_page, coins, frame_of, head_tags, jsonld
from site_builder.link import BY_SCHEME
from site_builder.minify import minified
from site_builder.model import Document, Label, Record, Site, Source
from site_builder.pages import cards, share
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, absolute, address, base_path, file_of, relative
from site_builder.picture import DrawingError, edition, png
from site_builder.prose import Cited, Voice, html, inline_html, parse, parse_inline, typeset

NUMBERED = ("explainer", "page")
"""Page kinds whose citations are numbered and listed at the end; elsewhere a citation names its source."""


class Drawn(Mapping[str, bytes]):
    """The pages and the assets beside them: path -> bytes, each page drawn when it is first asked for, and kept.

    A page whose template fails has no bytes (KeyError), and the report says why.
    """

    def __init__(
        self, pages: Iterable[Page], site: Site, day: date, report: Report, shelf: Shelf | None = None
    ) -> None:
        self._report = report
        self._shelf = shelf or Shelf()
        pages = tuple(pages)
        self._press = _Press(site, day, next((page.address for page in pages if page.kind == "search"), ""))
        self._done: dict[str, bytes | None] = {
            f"assets/{name}": minified(name, data) for name, data in site.assets.items()
        }
        self._pages: dict[str, Page] = {}
        for page in pages:
            path = file_of(page.address)
            if path in self:
                place = page.record.where.at("id") if page.record else Pos(f"build/{path}")
                problem = f"two pages want the address {page.address}"
                report.error(place, "duplicate-address", problem, "rename one of them")
            else:
                self._pages[path] = page

    def __getitem__(self, path: str) -> bytes:
        if path not in self._done:
            self._done[path] = self._draw(self._pages[path])
        data = self._done[path]
        if data is None:
            raise KeyError(path)
        return data

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys([*self._done, *self._pages])

    def __len__(self) -> int:
        return len({*self._done, *self._pages})

    def __contains__(self, path: object) -> bool:
        return path in self._done or path in self._pages

    def finished(self) -> dict[str, bytes]:
        """All that could be drawn; draws what is not drawn yet."""
        return {path: data for path in self if (data := self.get(path)) is not None}

    def failed(self) -> frozenset[str]:
        """Paths of the pages drawn so far whose template failed."""
        return frozenset(path for path, data in self._done.items() if data is None)

    def _draw(self, page: Page) -> bytes | None:
        try:
            text = self._press.draw(page)
            if page.address.endswith(".png"):
                return self._shelf.kept(text, png, edition())
            return minified(page.address, text.encode())
        except DrawingError as error:
            place = Pos(f"templates/{page.template}")
            self._report.error(place, "template-fault", f"the template draws no picture: {error}")
            return None
        except Exception as error:  # an error in a template is content; any other is let go on
            problem = template_problem(error, page, self._press.site.templates)
            if problem is None:
                raise
            self._report.add(problem)
            return None


class _Loader(BaseLoader):
    """Templates by name from the Site, named in tracebacks as editors know them."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], f"templates/{template}", lambda: True


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    """Compiled templates, kept for as long as their texts stay the same."""
    env = Environment(
        loader=_Loader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_typeset,
    )
    env.filters["bare"] = _bare
    env.filters["capitalize"] = _capitalize
    env.filters["letters"] = _letters
    return env


def _typeset(value: object) -> object:
    """What a template prints, as it prints it: our own short words are set like prose, all else stays as it is."""
    return typeset(value) if isinstance(value, Label) else value


def _capitalize(text: str) -> str:
    """Jinja's filter, by which a Label stays one."""
    capital = soft_str(text).capitalize()
    return Label(capital) if isinstance(text, Label) else capital


class _Press:
    """One environment and one day for all pages."""

    def __init__(self, site: Site, day: date, search_page: str) -> None:
        self.site, self.day = site, when(day.isoformat())
        self.search_page = search_page
        self.date = day
        self.env = _environment(tuple(site.templates.items()))
        self.footer = [{"path": address(document), "label": document.title} for document in site.pages] + [
            {"path": INDEX["glossary"], "label": "Glossary"},
            {"path": INDEX["disagreements"], "label": "Where sources disagree"},
            {"path": INDEX["actors"], "label": "Who is who"},
            {"path": INDEX["corrections"], "label": "Corrections"},
        ]

    def draw(self, page: Page) -> str:
        context = _Sheet(self, page).context
        context["m"] = self.env.get_template("macros.html").make_module(context)
        return self.env.get_template(page.template).render(context)

    @cached_property
    def _citations(self) -> Any:
        plain: Any = self.env.get_template("macros.html").module
        return self.env.get_template("citations.html").make_module({"macros": plain})

    def citation(self, name: str, *args: Any) -> Markup:
        """What a macro of citations.html gives; they need no page of their own."""
        macro = getattr(self._citations, name, None)
        if macro is None:
            raise TemplateRuntimeError(f"citations.html has no macro {name!r}")
        return Markup(macro(*args))


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


class _Sheet:
    """What one page's templates can call, and the citations and terms met so far on it.

    Numbered citations and terms explained in place need a margin after the paragraph: only the page's own prose has both.
    """

    def __init__(self, press: _Press, page: Page) -> None:
        self.press, self.page, self.site = press, page, press.site
        self.by_source: dict[str, _Note] = {}
        self.pending: list[_Posted] = []
        self.glossed: dict[str, _Gloss] = {}
        self.unposted: list[_Gloss] = []
        numbered = page.kind in NUMBERED
        self.quiet = Voice(
            href=self.link, embed=self.embed, cite=self.name, after=lambda _: "", picture=self.asset
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
        return Markup(html(parse(document.body.text), self.tinted(tints)))

    def tinted(self, tints: Sequence[str]) -> Voice:
        return replace(self.own, tint=tints.__getitem__) if tints else self.own

    def embed(self, scheme: str, id: str) -> str:
        template = self.press.env.get_template(f"embeds/{scheme}.html")
        return template.render(self.context | {"card": self.card(self.record(scheme, id))})

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
        key = f"c{note.number}{_letters(len(note.keys) + 1)}"
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


def _bare(url: str) -> str:
    """An address as readers print it: no scheme, no slash at the end."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


# ---------------------------------------------------------------- faults in templates


def template_problem(error: Exception, page: Page, templates: Mapping[str, str]) -> Diagnostic | None:
    """What a template got wrong, at its own line; None if the error is not a template's but a bug of ours."""
    file, line, inside = _template_place(error, page)
    text = _line(templates, file, line)
    indent = 1 + len(text) - len(text.lstrip())
    if isinstance(error, TemplateSyntaxError):
        return Diagnostic(Pos(file, line, indent, text), "template-syntax", str(error.message))
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        place = Pos(file, line, _col(text, name), text)
        return Diagnostic(place, "template-missing", f"no template {name!r}", near(name, templates))
    if isinstance(error, UndefinedError):
        found = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", str(error))
        word = (found[1] or found[2]) if found else ""
        place = Pos(file, line, _col(text, word), text)
        return Diagnostic(place, "template-variable", str(error), _meant(word, templates))
    if isinstance(error, TemplateError) or inside:
        message = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        return Diagnostic(Pos(file, line, indent, text), "template-fault", message)
    return None


def _meant(word: str, templates: Mapping[str, str]) -> str:
    """The nearest of all names the templates use, if one is near."""
    known = set(re.findall(r"[A-Za-z_]\w*", "\n".join(templates.values()))) - {word}
    hint = near(word, known) if word else ""
    return hint if hint.startswith("did you mean") else ""


def _template_place(error: Exception, page: Page) -> tuple[str, int, bool]:
    """The innermost template line of the error's traceback, and whether it is at fault: no code of ours was between.

    A template that includes itself fails wherever Python's patience ends, be it in code of ours.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.filename or f"templates/{page.template}", error.lineno, True
    place, inside = (f"templates/{page.template}", 1), False
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.startswith("templates/"):
            place, inside = (frame.f_code.co_filename, line), True
        elif str(frame.f_globals.get("__name__", "")).startswith("site_builder"):
            inside = False
    return *place, inside or isinstance(error, RecursionError)


def _line(templates: Mapping[str, str], file: str, line: int) -> str:
    lines = templates.get(file.removeprefix("templates/"), "").splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _col(text: str, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", text) if word else None
    return found.start() + 1 if found else 1 + len(text) - len(text.lstrip())
