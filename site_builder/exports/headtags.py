"""The <meta> elements by which other programs know a page: cards on other sites, and reference managers.

Sources: https://ogp.me/, https://scholar.google.com/intl/en/scholar/inclusion.html#indexing (Highwire's names, which Zotero
reads too), https://www.dublincore.org/specifications/dublin-core/dces/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from site_builder.dates import When
from site_builder.exports.citations import authors_of
from site_builder.exports.jsonld import exact_date
from site_builder.model import Explainer, Site
from site_builder.pages import share
from site_builder.pages.page import Page
from site_builder.pages.urls import HOME, absolute
from site_builder.prose import plain


@dataclass(frozen=True, slots=True)
class Tag:
    """A <meta> element: `attribute` holds its name."""

    attribute: Literal["name", "property"]
    name: str
    content: str


def head_tags(site: Site, page: Page, day: date) -> list[Tag]:
    """What a listed page says of itself, as of `day`; nothing for any other page."""
    if not page.listed:
        return []
    found = [*_graph(site, page, day), *(_reference(site, page) if page.record else ())]
    return [tag for tag in found if tag.content]


def _graph(site: Site, page: Page, day: date) -> Iterator[Tag]:
    config = site.config
    is_article = page.record is not None
    yield Tag("property", "og:type", "article" if is_article else "website")
    yield Tag("property", "og:title", config.title if page.address == HOME else page.title)
    yield Tag("property", "og:description", page.description or plain(config.description))
    yield Tag("property", "og:url", absolute(config.base_url, page.address))
    yield Tag("property", "og:site_name", config.title)
    yield Tag("property", "og:locale", _locale(config.language))
    if is_article:
        published, modified = _dates(page)
        yield Tag("property", "article:published_time", exact_date(published) or "")
        yield Tag("property", "article:modified_time", exact_date(modified) or "")
    image = share.image_of(site, page, day)
    if image:
        yield Tag("property", "og:image", absolute(config.base_url, image.address))
        yield Tag("property", "og:image:type", "image/png")
        yield Tag("property", "og:image:width", str(share.WIDTH))
        yield Tag("property", "og:image:height", str(share.HEIGHT))
        yield Tag("property", "og:image:alt", image.alt)
    yield Tag("name", "twitter:card", "summary_large_image" if image else "summary")


def _reference(site: Site, page: Page) -> Iterator[Tag]:
    """How a reference manager should file the page; its type would else be guessed to be an article in a journal."""
    config = site.config
    published, modified = _dates(page)
    url = absolute(config.base_url, page.address)
    authors = authors_of(site, page)
    yield Tag("name", "citation_title", page.title)
    yield from (Tag("name", "citation_author", name) for name in authors)
    yield Tag(
        "name", "citation_publication_date", (exact_date(modified or published) or "").replace("-", "/")
    )
    yield Tag("name", "citation_public_url", url)
    yield Tag("name", "citation_language", config.language)
    yield Tag("name", "DC.title", page.title)
    yield from (Tag("name", "DC.creator", name) for name in authors)
    yield Tag("name", "DC.publisher", config.title)
    yield Tag("name", "DC.date", exact_date(modified or published) or "")
    yield Tag("name", "DC.type", "webpage")
    yield Tag("name", "DC.identifier", url)
    yield Tag("name", "DC.language", config.language)
    yield Tag("name", "DC.rights", config.licence.name if config.licence else "")


def _dates(page: Page) -> tuple[When | None, When | None]:
    """When a page was published and last changed, as far as it says so."""
    if isinstance(page.record, Explainer):
        return page.record.date, page.record.updated
    return None, page.modified


def _locale(language: str) -> str:
    """'en-GB' -> 'en_GB'; '' without a country, which Open Graph asks for."""
    first, _, country = language.partition("-")
    return f"{first.lower()}_{country.upper()}" if len(country) == 2 else ""
