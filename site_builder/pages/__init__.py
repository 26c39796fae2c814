"""Site to pages. One function a page kind, one row each in PAGES; everything is sorted here, not in the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.diagnostics import Pos, Where
from site_builder.model import Site
from site_builder.pages import (
    actors,
    aliases,
    bans,
    checking,
    corrections,
    disagreements,
    documents,
    embed,
    events,
    explainers,
    glossary,
    home,
    quotes,
    search,
    share,
    sources,
    timeline,
)
from site_builder.pages.page import Page, Planner
from site_builder.pages.urls import file_of

PAGES: tuple[Planner, ...] = (
    home.plan,
    explainers.plan,
    timeline.plan,
    events.plan,
    bans.plan,
    quotes.plan,
    checking.plan,
    sources.plan,
    actors.plan,
    glossary.plan,
    disagreements.plan,
    corrections.plan,
    documents.plan,
    aliases.plan,
    embed.plan,
    share.plan,
    search.plan,
)


def plan(site: Site, day: date) -> Iterator[Page]:
    """Every page of the site as of `day`."""
    for planner in PAGES:
        yield from planner(site, day)


def origins(pages: Iterable[Page]) -> dict[str, Where]:
    """The content file that each page about one record was made from, by the page's path in the tree."""
    return {file_of(page.address): page.record.where for page in pages if page.record is not None}


def menu(site: Site) -> dict[str, Pos]:
    """Where each entry of the menu is written, by its path."""
    config = site.config
    return {item.path: config.where.at("navigation", at, "path") for at, item in enumerate(config.navigation)}


__all__ = ["PAGES", "Page", "menu", "origins", "plan"]
