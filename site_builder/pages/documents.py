"""Prose about the site itself (content/pages), and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder import derive
from site_builder.model import Site
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import address
from site_builder.prose import parse


def plan(site: Site, day: date) -> Iterator[Page]:
    for document in site.pages:
        yield Page(
            address=address(document),
            kind="page",
            template="page.html",
            title=document.title,
            description=document.description or "",
            record=document,
            shows={
                "document": document,
                "headings": [
                    heading
                    for heading in parse(document.body.text, document.kind_name).headings
                    if heading.level == 2
                ],
            },
            nav=address(document),
            modified=document.updated,
        )
    yield Page(
        address="/404.html",
        kind="not-found",
        template="404.html",
        title="Page not found",
        description="The address may be mistyped. Addresses on this site do not change: one that moved leads to its new place.",
        shows={"explainers": [cards.explainer(site, explainer) for explainer in derive.explainers(site)]},
        listed=False,
    )
