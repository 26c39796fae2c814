"""The timeline: every event by year and month, in both directions, and the rules by which it is filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import When, when, years_months
from site_builder.model import Actor, Event, Site, Source
from site_builder.pages import cards
from site_builder.pages.cards import EventCard
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX
from site_builder.policy import FILTERED
from site_builder.prose import typeset

NEWEST = "/timeline/newest/"
RULES = "/assets/timeline.css"
DAY_NOT_KNOWN = "Day not known"
MONTH_NOT_KNOWN = "Month not known"
OTHERS = "Others"

GLYPHS = {
    "day": "day known",
    "coarse": "day not known",
    "about": "about",
    "span": "spread over days",
}
"""How sure a date is: the name of its glyph -> words of the key."""

STRIP_HEIGHT = 52  # pixels of the highest bar
MOST_YEARS_NAMED = 12  # as many fit beside one another on a phone


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in its place. `words` tell its date without `tail`, the year that stands above it."""

    card: EventCard
    words: str
    tail: str
    glyph: str
    basis_source: Source | None

    @property
    def actors(self) -> str:
        """The ids of its actors, for the filter."""
        return " ".join(dict.fromkeys(link.actor.id for link in self.card.actors))


@dataclass(frozen=True, slots=True)
class Bucket:
    """Events of one month: those whose day is not known, under that `label`, or the dated ones, under none."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def kinds(self) -> str:
        return _union(entry.card.event.kind for entry in self.entries)

    @property
    def actors(self) -> str:
        return _union(id for entry in self.entries for id in entry.actors.split())


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """`key` is the anchor's end, '2018-04'; the months not known have the year's, '2018'."""

    key: str
    label: str
    buckets: tuple[Bucket, ...]

    @property
    def kinds(self) -> str:
        return _union(kind for bucket in self.buckets for kind in bucket.kinds.split())

    @property
    def actors(self) -> str:
        return _union(id for bucket in self.buckets for id in bucket.actors.split())


@dataclass(frozen=True, slots=True)
class YearGroup:
    year: int
    months: tuple[MonthGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(bucket.entries) for month in self.months for bucket in month.buckets)

    @property
    def kinds(self) -> str:
        return _union(kind for month in self.months for kind in month.kinds.split())

    @property
    def actors(self) -> str:
        return _union(id for month in self.months for id in month.actors.split())


@dataclass(frozen=True, slots=True)
class KindFacet:
    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ActorFacet:
    actor: Actor
    count: int


@dataclass(frozen=True, slots=True)
class ActorFacets:
    """The actors of one group, by name."""

    label: str
    facets: tuple[ActorFacet, ...]


@dataclass(frozen=True, slots=True)
class YearMark:
    """The beginning of a year on the overview, in percent of its width; `label` is empty where there is no room."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The events of a month: place and width in percent, height in pixels."""

    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The events of each month on one axis of whole years; events of an unknown month have no place on it."""

    marks: tuple[YearMark, ...]
    bars: tuple[MonthBar, ...]


def plan(site: Site, day: date) -> Iterator[Page]:  # a planner's form: the timeline is the same on all days
    yield _page(site, newest=False)
    yield _page(site, newest=True)
    yield Page(
        address=RULES,
        kind="stylesheet",
        template="timeline.css",
        title="Rules of the timeline’s filters",
        shows={
            "kinds": [facet.key for facet in kind_facets(site)],
            "actors": [facet.actor.id for group in actor_facets(site) for facet in group.facets],
        },
        listed=False,
    )


def _page(site: Site, *, newest: bool) -> Page:
    years = year_groups(site, site.events, newest=newest)
    glyphs = {glyph(event.date) for event in site.events}
    return Page(
        address=NEWEST if newest else INDEX["timeline"],
        kind="timeline",
        template="timeline.html",
        title="Timeline, newest first" if newest else "Timeline",
        description=description(years, "newest first" if newest else "oldest first"),
        policy=FILTERED,
        shows={
            "years": years,
            "count": len(site.events),
            "overview": overview(site.events),
            "kinds": kind_facets(site),
            "actors": actor_facets(site),
            "glyphs": [(name, words) for name, words in GLYPHS.items() if name in glyphs],
            "folded": any(event.weight > 1 for event in site.events),
            "views": ((INDEX["timeline"], "Oldest first"), (NEWEST, "Newest first")),
            "rules": RULES,
        },
        nav=INDEX["timeline"],
    )


def description(years: Sequence[YearGroup], order: str) -> str:
    """The page in a sentence: '71 events from 2015 to 2025, oldest first'."""
    count = sum(group.count for group in years)
    if not count:
        return "No event is on file yet."
    known = sorted(group.year for group in years)
    span = f"in {known[0]}" if known[0] == known[-1] else f"from {known[0]} to {known[-1]}"
    return f"{count} event{'s' if count != 1 else ''} {span}, {order}."


# ---------------------------------------------------------------- years, months, buckets


def year_groups(site: Site, events: Iterable[Event], *, newest: bool = False) -> tuple[YearGroup, ...]:
    """Events under their years and months; in either direction what is not known exactly stands before what is."""
    filed: dict[int, dict[int | None, list[Event]]] = {}
    for event in derive.newest_first(events) if newest else derive.by_date(events):
        year, month = years_months(event.date)
        filed.setdefault(year, {}).setdefault(month, []).append(event)
    return tuple(_year(site, year, filed[year], newest=newest) for year in sorted(filed, reverse=newest))


def _year(site: Site, year: int, filed: Mapping[int | None, Sequence[Event]], *, newest: bool) -> YearGroup:
    known = sorted((month for month in filed if month is not None), reverse=newest)
    unknown = [None] if None in filed else []
    return YearGroup(year, tuple(_month(site, year, month, filed[month]) for month in [*unknown, *known]))


def _month(site: Site, year: int, month: int | None, events: Sequence[Event]) -> MonthGroup:
    if month is None:
        return MonthGroup(f"{year:04}", MONTH_NOT_KNOWN, (Bucket("", _entries(site, year, events)),))
    vague = [event for event in events if not _day_known(event.date)]
    exact = [event for event in events if _day_known(event.date)]
    key = f"{year:04}-{month:02}"
    return MonthGroup(
        key=key,
        label=when(key).words.removesuffix(f" {year:04}"),
        buckets=tuple(
            Bucket(label, _entries(site, year, chosen))
            for label, chosen in ((DAY_NOT_KNOWN, vague), ("", exact))
            if chosen
        ),
    )


def _entries(site: Site, year: int, events: Iterable[Event]) -> tuple[Entry, ...]:
    return tuple(_entry(site, year, event) for event in events)


def _entry(site: Site, year: int, event: Event) -> Entry:
    said = typeset(event.date_text or event.date.short)
    words = said.removesuffix(f" {year:04}")
    basis = event.date_basis
    return Entry(
        card=cards.event(site, event),
        words=words,
        tail=said.removeprefix(words),
        glyph=glyph(event.date),
        basis_source=site[basis.source] if basis and basis.source else None,
    )


def glyph(date: When) -> str:
    """The name in GLYPHS of how sure a date is."""
    if date.approximate or date.uncertain:
        return "about"
    if date.precision == "span":
        return "span"
    return "day" if date.precision in ("day", "instant") else "coarse"


def _day_known(date: When) -> bool:
    """Whether a date tells the day; an interval tells that of its start."""
    first = date.parts[0] if date.parts else date
    return first.precision in ("day", "instant") and first.earliest == first.latest


def _union(words: Iterable[str]) -> str:
    """Each word once, in a fixed order, for the attributes that the filters look at."""
    return " ".join(sorted(set(words)))


# ---------------------------------------------------------------- filters


def kind_facets(site: Site) -> tuple[KindFacet, ...]:
    """Kinds that events have, in the order of site.yaml, unnamed ones last."""
    counts = Counter(event.kind for event in site.events)
    named = [key for key in site.config.event_kinds if key in counts]
    unnamed = sorted(key for key in counts if key not in site.config.event_kinds)
    words = site.config.event_kinds
    return tuple(
        KindFacet(key, words.get(key, key.replace("-", " ")), counts[key]) for key in [*named, *unnamed]
    )


def actor_facets(site: Site) -> tuple[ActorFacets, ...]:
    """Actors that take part in events, by name, in the groups of site.yaml; those of no group last."""
    counts: Counter[str] = Counter()
    for event in site.events:
        counts.update({taking.actor for taking in event.actors})
    actors = sorted((site.actors[id] for id in counts), key=lambda actor: (actor.name.casefold(), actor.id))
    groups = site.config.groups
    labelled: list[tuple[str, list[Actor]]] = [
        (label, [a for a in actors if a.group == key]) for key, label in groups.items()
    ]
    labelled.append((OTHERS, [actor for actor in actors if actor.group not in groups]))
    return tuple(
        ActorFacets(label, tuple(ActorFacet(actor, counts[actor.id]) for actor in members))
        for label, members in labelled
        if members
    )


# ---------------------------------------------------------------- the overview


def overview(events: Iterable[Event]) -> Overview | None:
    """A bar for each month with events; None where fewer than two years would stand side by side."""
    filed = [years_months(event.date) for event in events]
    first, last = min((year for year, _ in filed), default=0), max((year for year, _ in filed), default=0)
    years = last - first + 1
    if years < 2:
        return None
    counts = Counter(place for place in filed if place[1] is not None)
    most = max(counts.values(), default=1)
    step = -(-years // MOST_YEARS_NAMED)
    return Overview(
        marks=tuple(
            YearMark(round(100 * index / years, 2), str(first + index) if index % step == 0 else "")
            for index in range(years)
        ),
        bars=tuple(
            MonthBar(
                x=round(100 * (12 * (year - first) + (month or 1) - 1) / (12 * years), 2),
                width=round(0.8 * 100 / (12 * years), 2),
                height=round(STRIP_HEIGHT * count / most, 1),
            )
            for (year, month), count in sorted(counts.items(), key=lambda row: (row[0][0], row[0][1] or 0))
        ),
    )
