"""Where sources disagree: every claim on one page, each at its anchor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Claim, Record, Site
from site_builder.pages import cards
from site_builder.pages.cards import ClaimCard
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX

STATUSES: Mapping[str, str] = {"open": "Open", "settled": "Settled"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A disagreement, and the records that refer to it and that it does not name itself."""

    card: ClaimCard
    mentions: Mapping[str, list[Record]]


@dataclass(frozen=True, slots=True)
class StatusGroup:
    key: str
    heading: str
    entries: tuple[Entry, ...]


def plan(site: Site, day: date) -> Iterator[Page]:  # a planner's form: these pages are the same on all days
    groups = grouped(site)
    count = len(site.claims)
    yield Page(
        address=INDEX["disagreements"],
        kind="disagreements",
        template="disagreements.html",
        title="Where sources disagree",
        description=f"{counted(count, 'question')} that sources answer differently, with every answer."
        if count
        else "No disagreement is on file yet.",
        shows={"groups": groups, "count": count},
        nav=INDEX["disagreements"],
    )


def grouped(site: Site) -> list[StatusGroup]:
    """Open ones first; in each group those between founding sources first, then in the editor's order."""
    groups = []
    for key, heading in STATUSES.items():
        claims = sorted(
            (claim for claim in site.claims if claim.status == key), key=lambda claim: not claim.founding
        )
        if claims:
            groups.append(StatusGroup(key, heading, tuple(_entry(site, claim) for claim in claims)))
    return groups


def _entry(site: Site, claim: Claim) -> Entry:
    about = {item.record for item in claim.about}
    mentions = {
        kind: others
        for kind, records in derive.mentions_of(site, claim).items()
        if (others := [record for record in records if record.id not in about])
    }
    return Entry(cards.claim(site, claim), mentions)
