"""Explainers: a page each, and their list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder import derive
from site_builder.model import Explainer, Site
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, address
from site_builder.prose import parse, plain

WORDS_A_MINUTE = 230  # a usual figure for silent reading of English prose


def plan(site: Site, day: date) -> Iterator[Page]:
    shown = derive.explainers(site)
    yield Page(
        address=INDEX["explainers"],
        kind="explainers",
        template="explainers.html",
        title="Explainers",
        description=f"{len(shown)} questions answered, with every paragraph sourced.",
        shows={"explainers": [cards.explainer(site, explainer) for explainer in shown]},
        nav=INDEX["explainers"],
    )
    for explainer in shown:
        yield _page(site, explainer, day)


def _page(site: Site, explainer: Explainer, day: date) -> Page:
    prose = parse(explainer.body.text)
    words = prose.words + sum(len(plain(bullet).split()) for bullet in explainer.short_version)
    embedded = {mark.id for mark in prose.marks if mark.use == "embed"}
    return Page(
        address=address(explainer),
        kind="explainer",
        template="explainer.html",
        title=explainer.title,
        description=plain(explainer.description),
        record=explainer,
        shows={
            "explainer": explainer,
            "headings": [heading for heading in prose.headings if heading.level == 2],
            "minutes": max(1, round(words / WORDS_A_MINUTE)),
            "source_count": len(derive.cited_ids(explainer)),
            "bans": [cards.ban(site, site[ref], day) for ref in explainer.bans if ref not in embedded],
            "claims": [cards.claim(site, site[ref]) for ref in explainer.claims if ref not in embedded],
            "related": [cards.explainer(site, other) for other in derive.related(site, explainer)],
            "corrections": [cards.correction(site, c) for c in derive.corrections_of(site, explainer)],
        },
        nav=INDEX["explainers"],
        modified=explainer.updated or explainer.date,
    )
