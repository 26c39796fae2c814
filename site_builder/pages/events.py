"""Events: a full record each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Actor, Ban, Citation, Event, Ref, Site, Source
from site_builder.pages import cards
from site_builder.pages.cards import ActorLink, SourceCard
from site_builder.pages.chronology import GLYPHS, glyph
from site_builder.pages.page import Page
from site_builder.pages.timeline import place_of
from site_builder.pages.urls import INDEX, address, timeline_of
from site_builder.prose import plain, typeset

TAKING_PART = "who"


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A citation with the source it names."""

    citation: Citation
    card: SourceCard


@dataclass(frozen=True, slots=True)
class Part:
    """The actors that take one part in an event."""

    role: str
    actors: tuple[Actor, ...]


def cited(site: Site, citations: Iterable[Citation]) -> tuple[CitedSource, ...]:
    return tuple(CitedSource(citation, cards.source(site, site[citation.source])) for citation in citations)


def all_cited(site: Site, record: Ban | Event) -> tuple[CitedSource, ...]:
    """What a record cites as a whole, then every other source that a part of it rests on, once."""
    named = {citation.source for citation in record.sources}
    others = (Citation(source=Ref(id, Source)) for id in derive.cited_ids(record) if id not in named)
    return cited(site, (*record.sources, *others))


def parts(links: Iterable[ActorLink]) -> tuple[Part, ...]:
    """Actors by their part, each once, in the order of the record; those without a named part just take part."""
    by_role: dict[str, dict[str, Actor]] = {}
    for link in links:
        by_role.setdefault(link.role or TAKING_PART, {})[link.actor.id] = link.actor
    return tuple(Part(role, tuple(actors.values())) for role, actors in by_role.items())


def plan(site: Site, day: date) -> Iterator[Page]:
    ordered = derive.by_date(site.events)
    for place, event in enumerate(ordered):
        before = ordered[place - 1] if place else None
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        yield _page(site, event, before, after, day)


def _page(site: Site, event: Event, before: Event | None, after: Event | None, day: date) -> Page:
    basis = event.date_basis
    card = cards.event(site, event)
    return Page(
        address=address(event),
        kind="event",
        template="event.html",
        title=event.title,
        description=plain(event.summary.value)
        if event.summary
        else f"{typeset(event.title)}, {event.date.words}.",
        record=event,
        shows={
            "card": card,
            "parts": parts(card.actors),
            "sureness": "" if (sure := glyph(event.date)) == "about" else GLYPHS[sure],
            "basis_source": site[basis.source] if basis and basis.source else None,
            "summary_sources": cited(site, event.summary.sources) if event.summary else (),
            "bans": [cards.ban(site, site[ref], day) for ref in event.bans],
            "quotes": [cards.quote(site, site[ref], day) for ref in event.quotes],
            "claims": [cards.claim(site, claim) for claim in card.claims],
            "cited": all_cited(site, event),
            "before": before,
            "after": after,
            "corrections": [
                cards.correction(site, correction) for correction in derive.corrections_of(site, event)
            ],
            "mentions": {
                kind: records
                for kind, records in derive.mentions_of(site, event).items()
                if kind not in ("claim", "correction")
            },
            "timeline": place_of(site, event),
            "alike": timeline_of("kind", event.kind),
        },
        nav=INDEX["timeline"],
    )
