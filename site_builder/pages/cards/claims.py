"""A disagreement as a card, with each of its answers."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder import derive
from site_builder.cache import kept
from site_builder.dates import When
from site_builder.derive import Independence
from site_builder.model import Claim, ClaimValue, Record, Site
from site_builder.pages.cards.citing import SourceCard, sources
from site_builder.pages.strip import Strip, strip


@dataclass(frozen=True, slots=True)
class ValueCard:
    value: ClaimValue
    words: str
    when: When | None
    sources: tuple[SourceCard, ...]
    support: Independence


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A disagreement: each answer with its sources; `dated` if every answer is a date, and `strip` then draws them."""

    claim: Claim
    values: tuple[ValueCard, ...]
    support: Independence
    about: tuple[Record, ...]
    dated: bool
    strip: Strip | None


@kept
def claim(site: Site, claim: Claim) -> ClaimCard:
    dates = derive.claim_dates(claim)
    facts = {about.prop for about in claim.about if about.prop}
    by_value = [[citation.source for citation in value.sources] for value in claim.values]
    return ClaimCard(
        claim=claim,
        values=tuple(
            ValueCard(
                value=value,
                words=when.words if when else value.value,
                when=when,
                sources=sources(site, [*ids]),
                support=derive.independence(site, ids, facts),
            )
            for value, when, ids in zip(claim.values, dates, by_value, strict=True)
        ),
        support=derive.independence(site, (id for ids in by_value for id in ids), facts),
        about=tuple(site[about.record] for about in claim.about),
        dated=bool(dates) and dates[0] is not None,
        strip=strip([when for when in dates if when]),
    )
