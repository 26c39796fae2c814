"""The glossary: every term on one page, each at its anchor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Record, Site
from site_builder.pages import cards
from site_builder.pages.cards import TermCard
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX


@dataclass(frozen=True, slots=True)
class Entry:
    card: TermCard
    mentions: Mapping[str, list[Record]]


def plan(site: Site, day: date) -> Iterator[Page]:  # a planner's form: these pages are the same on all days
    terms = derive.by_term(site.terms)
    yield Page(
        address=INDEX["glossary"],
        kind="glossary",
        template="glossary.html",
        title="Glossary",
        description=f"{counted(len(terms), 'term')}, explained."
        if terms
        else "No term has been explained yet.",
        shows={"entries": [Entry(cards.term(site, term), derive.mentions_of(site, term)) for term in terms]},
        nav=INDEX["glossary"],
    )
