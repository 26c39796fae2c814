"""The timelines: of every event in both directions, of each actor and each kind; what is too long is told year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from site_builder.dates import years_months
from site_builder.model import Actor, Event, Label, Site
from site_builder.pages.chronology import GLYPHS, Entry, YearGroup, glyph, year_groups
from site_builder.pages.facets import ActorFacet, ActorFacets, actor_facets, kind_facets
from site_builder.pages.overview import overview, stops
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, NEWEST, address
from site_builder.policy import FILTERED

RULES = "/assets/timeline.css"
MOST_EVENTS = 1_000
"""Events on one page. As many are 130 KB of compressed HTML and 14,000 elements; phones choke on more."""

LONG = 300
"""From so many events on a browser is told to lay out only what is on the screen."""

MOST_TAB_STOPS = 12
"""Links and controls between a page's title and its first event."""

FOREMOST = 3
"""Events that an index of years names for each year."""


@dataclass(frozen=True, slots=True)
class Line:
    """A timeline: its address, its events, and what they have in common, which is '' for that of all events.

    `views` are the addresses and words of where else its reader would go; `actor` takes part in all of its events; `above`
    are the address and the name of the timeline it is a part of.
    """

    address: str
    events: tuple[Event, ...]
    views: tuple[tuple[str, str], ...]
    subject: str = ""
    year: int | None = None
    newest: bool = False
    actor: Actor | None = None
    above: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """'Acme', '2018', 'Acme, 2018'; '' for the timeline of all events."""
        subject = self.subject[:1].upper() + self.subject[1:]
        return Label(", ".join(part for part in (subject, str(self.year or "")) if part))

    @property
    def heading(self) -> str:
        return self.name or "Timeline"

    @property
    def title(self) -> str:
        named = f"Timeline: {self.name}" if self.name else "Timeline"
        return Label(f"{named}, newest first" if self.newest else named)

    def described(self, told: str) -> str:
        """`told` of it where its name does not stand above."""
        return Label(f"{replace(self, year=None).name}: {told}") if self.subject else told


@dataclass(frozen=True, slots=True)
class YearEntry:
    """A year in the index of years: its page, and the events that weigh most."""

    group: YearGroup
    address: str
    foremost: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The years before and after on the page of a year, each as its address and its number."""

    before: tuple[str, int] | None = None
    after: tuple[str, int] | None = None

    def __len__(self) -> int:
        return (self.before is not None) + (self.after is not None)


def plan(site: Site, day: date) -> Iterator[Page]:  # a planner's form: the timeline is the same on all days
    for line in lines(site):
        yield from _pages(site, line)
    yield Page(
        address=RULES,
        kind="stylesheet",
        template="timeline.css",
        title="Rules of the timeline’s filters",
        shows={
            "kinds": [facet.key for facet in kind_facets(site, site.events)],
            "actors": [facet.actor.id for facet in _facets(actor_facets(site, site.events))],
        },
        listed=False,
    )


def lines(site: Site) -> Iterator[Line]:
    """All events in both directions, then those of each actor and each kind that has any."""
    events = tuple(site.events)
    directions = (INDEX["timeline"], "Oldest first"), (NEWEST, "Newest first")
    yield Line(INDEX["timeline"], events, directions)
    yield Line(NEWEST, events, directions, newest=True)
    whole = (INDEX["timeline"], "Timeline")
    back = (INDEX["timeline"], f"All {len(events):,} events" if len(events) > 1 else "The whole timeline")
    for facet in _facets(actor_facets(site, events)):
        actor = facet.actor
        own = tuple(event for event in events if any(taking.actor == actor.id for taking in event.actors))
        views = back, (address(actor), Label(f"About {actor.name}"))
        yield Line(facet.address, own, views, actor.name, actor=actor, above=whole)
    for kind in kind_facets(site, events):
        own = tuple(event for event in events if event.kind == kind.key)
        yield Line(kind.address, own, (back,), kind.label, above=whole)


def place_of(site: Site, event: Event) -> str:
    """The address of an event among all others on the timeline."""
    line = INDEX["timeline"]
    if len(site.events) > MOST_EVENTS:
        line = _year_address(line, years_months(event.date)[0])
    return f"{line}#{event.id}"


def _pages(site: Site, line: Line) -> Iterator[Page]:
    """One page, or an index of years and a page for each."""
    years = year_groups(site, line.events, newest=line.newest)
    if len(line.events) <= MOST_EVENTS:
        yield _page(site, line, years)
        return
    yield _index(site, line, years)
    for place, year in enumerate(years):
        neighbours = (years[other] if 0 <= other < len(years) else None for other in (place - 1, place + 1))
        around = Around(
            *((_year_address(line.address, of.year), of.year) if of else None for of in neighbours)
        )
        yield _page(site, _year_line(line, year), (year,), around)


def _year_address(line: str, year: int) -> str:
    return f"{line}{year:04}/"


def _year_line(line: Line, year: YearGroup) -> Line:
    """The part of a timeline that one year is."""
    views = tuple((_year_address(place, year.year), words) for place, words in line.views)
    return replace(
        line,
        address=_year_address(line.address, year.year),
        views=views if _is_whole(line) else line.views,
        events=tuple(entry.card.event for entry in year.entries),
        year=year.year,
        above=(line.address, line.heading if line.subject else line.title),
    )


def _page(site: Site, line: Line, years: Sequence[YearGroup], around: Around | None = None) -> Page:
    told = description(years, newest=line.newest)
    kinds = kind_facets(site, line.events)
    actors = _others(actor_facets(site, line.events), line.actor)
    filters = (len(kinds) > 1 or bool(actors)) and len(line.events) > 1
    downloads = _is_whole(line)
    before_it = len(line.views) + len(around or ()) + filters + (line.above is not None) + 2 * downloads
    glyphs = {glyph(event.date) for event in line.events}
    return Page(
        address=line.address,
        kind="timeline",
        template="timeline.html",
        title=line.title,
        description=line.described(told),
        policy=FILTERED,
        shows={
            "line": line,
            "in_words": told,
            "downloads": downloads,
            "years": years,
            "count": len(line.events),
            "overview": overview(line.events),
            "stops": stops(years, MOST_TAB_STOPS - before_it),
            "around": around,
            "alone": around is not None,
            "filters": filters,
            "kinds": kinds if len(kinds) > 1 else (),
            "actors": actors,
            "own": _is_whole(line),
            "glyphs": [(name, words) for name, words in GLYPHS.items() if name in glyphs],
            "folded": any(event.weight > 1 for event in line.events),
            "long": len(line.events) > LONG,
            "rules": RULES,
        },
        nav=INDEX["timeline"],
    )


def _index(site: Site, line: Line, years: Sequence[YearGroup]) -> Page:
    told, whole = description(years, newest=line.newest), _is_whole(line)
    return Page(
        address=line.address,
        kind="timeline",
        template="timeline-years.html",
        title=line.title,
        description=line.described(told),
        shows={
            "line": line,
            "in_words": told,
            "downloads": whole,
            "folded": False,
            "around": None,
            "overview": overview(line.events),
            "years": [
                YearEntry(year, _year_address(line.address, year.year), _foremost(year)) for year in years
            ],
            "kinds": kind_facets(site, line.events) if whole else (),
            "actors": actor_facets(site, line.events) if whole else (),
        },
        nav=INDEX["timeline"],
    )


def _is_whole(line: Line) -> bool:
    """Whether it is of all events, in one direction or the other."""
    return line.above is None


def _foremost(year: YearGroup) -> tuple[Entry, ...]:
    """Of a year's weightiest events those with the most origins, in the page's order."""
    heavy = [entry for entry in year.entries if entry.card.event.weight == 1]
    chosen = sorted(heavy, key=lambda entry: -entry.card.support.origins)[:FOREMOST]
    ids = {entry.card.event.id for entry in chosen}
    return tuple(entry for entry in heavy if entry.card.event.id in ids)


def _facets(groups: Iterable[ActorFacets]) -> Iterator[ActorFacet]:
    """The actors of all groups, by id."""
    yield from sorted((facet for group in groups for facet in group.facets), key=lambda facet: facet.actor.id)


def _others(groups: Sequence[ActorFacets], actor: Actor | None) -> tuple[ActorFacets, ...]:
    """The groups without the one actor whom all events are about."""
    left = (
        replace(group, facets=tuple(facet for facet in group.facets if facet.actor is not actor))
        for group in groups
    )
    return tuple(group for group in left if group.facets)


def description(years: Sequence[YearGroup], *, newest: bool) -> str:
    """A timeline in a sentence: '71 events from 2015 to 2025, oldest first' and a full stop."""
    count = sum(group.count for group in years)
    if not count:
        return "No event is on file yet."
    known = sorted(group.year for group in years)
    span = f"in {known[0]}" if known[0] == known[-1] else f"from {known[0]} to {known[-1]}"
    order = "newest first" if newest else "oldest first"
    return f"{count:,} event{'s' if count != 1 else ''} {span}{f', {order}' if count > 1 else ''}."
