"""The search page, and what it finds: every record once, where it lives. Lists are not found, nor what they repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import When
from site_builder.link import outgoing
from site_builder.model import Actor, Ban, Correction, Event, Explainer, Quote, Record, Site, Source
from site_builder.pages import cards
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, address, file_of
from site_builder.policy import SEARCHING
from site_builder.prose import plain
from site_builder.search import Entry, service

SEARCH = "/search/"
KINDS: Mapping[str, str] = {
    "explainer": "Explainer",
    "event": "Event",
    "ban": "Ban",
    "quote": "Quote",
    "source": "Source",
    "actor": "Actor",
    "term": "Term",
    "claim": "Disagreement",
    "correction": "Correction",
    "page": "Page",
}
"""Kinds of record as a result names them, in the order of the choice."""

LISTS = (
    ("explainers", "Explainers"),
    ("timeline", "Timeline"),
    ("bans", "Bans"),
    ("quotes", "Quotes"),
    ("sources", "Sources"),
    ("actors", "Who is who"),
    ("glossary", "Glossary"),
    ("disagreements", "Where sources disagree"),
)
"""Where everything stands too, for those who cannot search."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, in words, and how many records have it."""

    value: str
    words: str
    count: int


def plan(site: Site, day: date) -> Iterator[Page]:
    """The search page, if a search index can be made and there is something to find."""
    records = list(site.records())
    if not records or not service.is_installed():
        return
    count = len(records)
    by_kind = Counter(record.kind_name for record in records)
    by_actor = Counter(id for record in records for id in _actors(record))
    actors = derive.by_name(site.actors[id] for id in by_actor)
    yield Page(
        address=SEARCH,
        kind="search",
        template="search.html",
        title="Search",
        description=f"{counted(count, 'record')}: what happened, what was said, and what it rests on.",
        shows={
            "kinds": [Choice(kind, words, by_kind[kind]) for kind, words in KINDS.items() if by_kind[kind]],
            "actors": [Choice(actor.id, actor.name, by_actor[actor.id]) for actor in actors],
            "lists": [(INDEX[name], words) for name, words in LISTS],
        },
        nav=SEARCH,
        policy=SEARCHING,
    )


def findable(site: Site, pages: Collection[Page]) -> tuple[Entry, ...]:
    """What search finds: every record at its address. Nothing without a search page, or in a site that cannot be written."""
    if not site.is_whole or not any(page.address == SEARCH for page in pages):
        return ()
    return tuple(_entry(site, record) for record in site.records())


def _entry(site: Site, record: Record) -> Entry:
    place = address(record)
    when = _when(site, record)
    shows = {
        "title": plain(record.now) if isinstance(record, Correction) else cards.title(record, site),
        "kind": KINDS[record.kind_name],
        "date": when.words if when else "",
        "lang": _foreign(site, record),
    }
    return Entry(
        file=file_of(place),
        anchor=place.partition("#")[2],
        address=place,
        shows=tuple((name, value) for name, value in shows.items() if value),
        filters=(("kind", record.kind_name), *(("actor", id) for id in sorted(_actors(record)))),
    )


def _actors(record: Record) -> frozenset[str]:
    """The ids of the actors that a record is about or names."""
    named = (id for _, id, kind, _ in outgoing(record) if kind is Actor)
    return frozenset({record.id} if isinstance(record, Actor) else named)


def _when(site: Site, record: Record) -> When | None:
    """The date a result shows: of what happened or was said, else of the text."""
    if isinstance(record, Ban):
        return next((step.date for step in record.history if step.date), None)
    if isinstance(record, Quote):
        return record.said.date if record.said else None
    if isinstance(record, Source):
        return record.issued
    if isinstance(record, Explainer):
        return record.updated or record.date
    return record.date if isinstance(record, Event | Correction) else None


def _foreign(site: Site, record: Record) -> str:
    """The language of a title that is not in the site's own; empty if it is."""
    if not isinstance(record, Source | Quote) or not record.language:
        return ""
    own = site.config.language.partition("-")[0]
    return "" if record.language.partition("-")[0] == own else record.language
