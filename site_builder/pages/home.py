"""The home page: the promise, the lead ban, the numbers, the explainers, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from site_builder import derive
from site_builder.dates import When
from site_builder.model import Ban, Explainer, Record, Site
from site_builder.pages import cards, ledger, quotes
from site_builder.pages.page import Page
from site_builder.pages.urls import HOME, INDEX

CHANGES = 6  # rows of "changed lately"; the feed has them all


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the tally, what it counts, and where its proof stands."""

    count: int
    words: str
    proof: str


@dataclass(frozen=True, slots=True)
class Change:
    record: Record
    words: str


@dataclass(frozen=True, slots=True)
class ChangeDay:
    day: When
    changes: tuple[Change, ...]


def plan(site: Site, day: date) -> Iterator[Page]:
    lead = site[site.config.lead_ban] if site.config.lead_ban else None
    yield Page(
        address=HOME,
        kind="home",
        template="home.html",
        title=site.config.title,
        description=site.config.description,
        shows={
            "lead": ledger.bar(site, lead, day) if lead else None,
            "lead_explainer": _about(site, lead) if lead else None,
            "figures": [figure for figure in _figures(site, day) if figure.count],
            "explainers": [cards.explainer(site, explainer) for explainer in derive.explainers(site)],
            "changes": list(_changes(site)),
            "chart": ledger.chart(site, day),
        },
        nav=HOME,
    )


def _about(site: Site, ban: Ban) -> Explainer | None:
    """The first explainer, in the editors' order, that tells of a ban."""
    telling = derive.mentions_of(site, ban).get("explainer", [])
    return next((explainer for explainer in derive.explainers(site) if explainer in telling), None)


def _figures(site: Site, day: date) -> Iterator[Figure]:
    bans, events, claims = len(site.bans), len(site.events), len(site.claims)
    primary = sum(source.kind in derive.PRIMARY for source in site.sources)
    yield Figure(bans, "ban or restriction" if bans == 1 else "bans and restrictions", INDEX["bans"])
    yield Figure(events, "dated event" if events == 1 else "dated events", INDEX["timeline"])
    yield _quoted(quotes.tally(site, day))
    sources = len(site.sources)
    yield Figure(
        sources, "source" if sources == 1 else f"sources, {primary} of them primary", INDEX["sources"]
    )
    yield Figure(
        claims, "disagreement shown" if claims == 1 else "disagreements shown", INDEX["disagreements"]
    )


def _quoted(tally: quotes.Tally) -> Figure:
    words = "quotation" if tally.quotes == 1 else "quotations"
    if tally.checked:
        words += f", {tally.checked} checked word for word"
    elif tally.since:
        words += f", not re-checked since {tally.since.words}"
    return Figure(tally.quotes, words, INDEX["quotes"])


def _changes(site: Site) -> Iterator[ChangeDay]:
    rows = islice(derive.changed(site), CHANGES)
    for day, found in groupby(rows, key=lambda row: row[0]):
        yield ChangeDay(day, tuple(Change(record, words) for _, record, words in found))
