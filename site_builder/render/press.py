"""Jinja set up for a site's templates, and what all its pages have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateRuntimeError
from markupsafe import Markup, soft_str

from site_builder import cldr
from site_builder.dates import when
from site_builder.model import Label, Site
from site_builder.pages import cards
from site_builder.pages.urls import INDEX, address
from site_builder.prose import stopped, typeset


class _Loader(BaseLoader):
    """Templates by name from the Site, named in tracebacks as editors know them."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], f"templates/{template}", lambda: True


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...], language: str) -> Environment:
    """Compiled templates of a site in a language, kept for as long as their texts stay the same."""
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
    env.filters["letters"] = letters
    env.filters["stopped"] = stopped
    env.globals["lang"] = partial(lang, own=language)
    env.globals["own_lang"] = lang(language)
    return env


@cache
def lang(tag: str, own: str = "") -> Markup:
    """The attributes of an element in the language `tag`: ' lang="ar" dir="rtl"'; `own` is the page's, '' for the page itself.

    They stand only where they say what the page does not: 'en-US' on a page in 'en-GB' has none, and text that runs as the
    page does has no `dir`.
    """
    turned = cldr.is_right_to_left(tag) != cldr.is_right_to_left(own)
    named = turned or cards.foreign(tag, own)
    direction = "rtl" if cldr.is_right_to_left(tag) else "ltr"
    return Markup(' lang="{}"' if named else "").format(tag) + Markup(f' dir="{direction}"' if turned else "")


def _typeset(value: object) -> object:
    """What a template prints, as it prints it: our own short words are set like prose, all else stays as it is."""
    return typeset(value) if isinstance(value, Label) else value


def _capitalize(text: str) -> str:
    """Jinja's filter, by which a Label stays one."""
    capital = soft_str(text).capitalize()
    return Label(capital) if isinstance(text, Label) else capital


class Press:
    """One environment and one day for all pages."""

    def __init__(self, site: Site, day: date, search_page: str) -> None:
        self.site, self.day = site, when(day.isoformat())
        self.search_page = search_page
        self.date = day
        self.env = _environment(tuple(site.templates.items()), site.config.language)
        self.footer = [{"path": address(document), "label": document.title} for document in site.pages] + [
            {"path": INDEX["glossary"], "label": "Glossary"},
            {"path": INDEX["disagreements"], "label": "Where sources disagree"},
            {"path": INDEX["actors"], "label": "Who is who"},
            {"path": INDEX["corrections"], "label": "Corrections"},
        ]

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


def _bare(url: str) -> str:
    """An address as readers print it: no scheme, no slash at the end."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name
