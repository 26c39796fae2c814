"""Actors: who is who, and for each what it did, what was done to it, what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Actor, Quote, Site
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, address, timeline_of

SCHEMA_WORDS = {
    "Person": "People",
    "Company": "Companies",
    "PublicBody": "Public bodies",
    "Organization": "Organisations",
    "LegalEntity": "Others",
}


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor in the list, with how many records name it."""

    actor: Actor
    imposed: int
    suffered: int
    quotes: int


@dataclass(frozen=True, slots=True)
class ActorGroup:
    anchor: str
    heading: str
    entries: tuple[ActorEntry, ...]


def plan(site: Site, day: date) -> Iterator[Page]:
    yield Page(
        address=INDEX["actors"],
        kind="actors",
        template="actors.html",
        title="Who is who",
        description=_described(len(site.actors)),
        shows={"groups": list(_groups(site))},
        nav=INDEX["actors"],
    )
    for actor in site.actors:
        yield _page(site, actor, day)


def _described(count: int) -> str:
    if count < 2:
        return "One person, company or body is in this record." if count else "No actor is on file yet."
    return f"The {count} people, companies and bodies in this record."


def _groups(site: Site) -> Iterator[ActorGroup]:
    for schema, heading in SCHEMA_WORDS.items():
        members = derive.by_name(actor for actor in site.actors if actor.schema_ == schema)
        if members:
            yield ActorGroup(schema.lower(), heading, tuple(_entry(site, actor) for actor in members))


def _entry(site: Site, actor: Actor) -> ActorEntry:
    bans = derive.of_actor(site, actor)
    return ActorEntry(actor, len(bans["imposed"]), len(bans["suffered"]), len(_quotes(site, actor)))


def _page(site: Site, actor: Actor, day: date) -> Page:
    bans = derive.of_actor(site, actor)
    mentions = derive.mentions_of(site, actor)
    shown = {"ban", "event", "quote"}  # these have sections of their own
    return Page(
        address=address(actor),
        kind="actor",
        template="actor.html",
        title=actor.name,
        description=actor.summary.value if actor.summary else "",
        record=actor,
        shows={
            "actor": actor,
            "schema": SCHEMA_WORDS[actor.schema_],
            "countries": [cards.country_words(code) for code in actor.country],
            "imposed": [cards.ban(site, ban, day) for ban in bans["imposed"]],
            "suffered": [cards.ban(site, ban, day) for ban in bans["suffered"]],
            "on_timeline": sum(
                any(taking.actor == actor.id for taking in event.actors) for event in site.events
            ),
            "timeline": timeline_of("actor", actor.id),
            "events": [cards.event(site, event) for event in derive.events_of(site, actor)],
            "quotes": [cards.quote(site, quote, day) for quote in _quotes(site, actor)],
            "positions": [(position, site[position.org]) for position in actor.positions],
            "sources": cards.sources(site, derive.cited_ids(actor)),
            "mentions": {kind: records for kind, records in mentions.items() if kind not in shown},
        },
        nav=INDEX["actors"],
    )


def _quotes(site: Site, actor: Actor) -> list[Quote]:
    return sorted((quote for quote in site.quotes if quote.speaker == actor.id), key=derive.quote_key)
