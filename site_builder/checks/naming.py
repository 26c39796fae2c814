"""Languages and countries are named by codes that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder import cldr
from site_builder.checks.finding import Finding
from site_builder.diagnostics import Pos
from site_builder.model import Actor, Quote, Site, Source

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-[a-z]{3}){0,3}(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wy-z\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
"""A well-formed language tag. Source: https://www.rfc-editor.org/rfc/rfc5646#section-2.1"""
_KNOWN = frozenset({"en", "en-GB", "en-US"})
"""Tags that need no look into the tables, which take a while to load."""


def bad_language(site: Site) -> Iterator[Finding]:
    """A language is given as a tag of BCP 47 whose parts are known."""
    for pos, tag in _languages(site):
        fault = _fault(tag) if tag not in _KNOWN else ""
        if fault:
            yield Finding(pos, fault, _meant(tag))


def _languages(site: Site) -> Iterator[tuple[Pos, str]]:
    yield site.config.where.at("language"), site.config.language
    for source in site.written(Source):
        yield source.where.at("language"), source.language
    for quote in site.written(Quote):
        yield quote.where.at("language"), quote.language
        for index, witness in enumerate(quote.witnesses):
            if witness.language:
                yield quote.where.at("witnesses", index, "language"), witness.language


def _fault(tag: str) -> str:
    """What is wrong with a tag; '' if nothing is."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return f"{tag!r} is no language tag"
    if not cldr.name("languages", found["language"].lower()):
        return f"no language is called {found['language']!r}"
    if found["script"] and not cldr.name("scripts", found["script"].title()):
        return f"no script is called {found['script']!r}"
    if found["region"] and not cldr.name("territories", found["region"].upper()):
        return f"no country or region is called {found['region']!r}"
    return ""


def _meant(tag: str) -> str:
    """The tag that was meant, if that can be told."""
    named = cldr.code("languages", tag) or tag.replace("_", "-")
    named = re.sub("-UK$", "-GB", named, flags=re.IGNORECASE)
    if named != tag and not _fault(named):
        return f"write {named.replace('_', '-')}"
    return "write a tag of two or three letters, if need be with a country: en, mt, en-GB"


def bad_country(site: Site) -> Iterator[Finding]:
    """The country of an actor is given as a two-letter code."""
    for actor in site.written(Actor):
        for index, country in enumerate(actor.country):
            if not cldr.is_country(country):
                code = "gb" if country.lower() == "uk" else cldr.code("territories", country)
                hint = f"write {code.lower()}" if cldr.is_country(code) else "write two letters: ru, gb, us"
                yield Finding(
                    actor.where.at("country", index), f"{country!r} is no country code of ISO 3166-1", hint
                )
