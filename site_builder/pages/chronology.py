"""Events in order, under their years, months and buckets, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_builder import derive
from site_builder.dates import When, when, years_months
from site_builder.model import Event, Site, Source
from site_builder.pages import cards
from site_builder.pages.cards import EventCard
from site_builder.prose import typeset

OPEN = 3  # folded events are about as tall as an open one
DAY_NOT_KNOWN = "Day not known"
MONTH_NOT_KNOWN = "Month not known"
YEAR_NOT_KNOWN = "Year not known"

GLYPHS = {
    "day": "day known",
    "coarse": "day not known",
    "about": "about",
    "span": "over a period",
}
"""How sure a date is: the name of its glyph -> words of the key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in its place. `words` tell its date without `tail`, the year that stands above it, with its space."""

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
    """Events of one month: those whose day, or year, is not known, under that `label`, or the dated ones, under none."""

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
    def count(self) -> int:
        return sum(len(bucket.entries) for bucket in self.buckets)

    @property
    def height(self) -> int:
        """About as many folded events are as tall as this: an open one is as tall as OPEN of them, its name as one."""
        weights = [entry.card.event.weight for bucket in self.buckets for entry in bucket.entries]
        return sum(OPEN if weight == 1 else 1 for weight in weights) + 1

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
        return len(self.entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for month in self.months for bucket in month.buckets for entry in bucket.entries)

    @property
    def kinds(self) -> str:
        return _union(kind for month in self.months for kind in month.kinds.split())

    @property
    def actors(self) -> str:
        return _union(id for month in self.months for id in month.actors.split())


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
        key, label = f"{year:04}", MONTH_NOT_KNOWN
        return MonthGroup(key, label, _buckets(site, None, events, _year_known, YEAR_NOT_KNOWN))
    key = f"{year:04}-{month:02}"
    label = when(key).words.removesuffix(f" {year}")
    return MonthGroup(key, label, _buckets(site, year, events, _day_known, DAY_NOT_KNOWN))


def _buckets(
    site: Site, year: int | None, events: Sequence[Event], known: Callable[[When], bool], unless: str
) -> tuple[Bucket, ...]:
    """Those whose date is not `known` under that label, then the others under none."""
    parted = (
        (unless, [event for event in events if not known(event.date)]),
        ("", [event for event in events if known(event.date)]),
    )
    return tuple(
        Bucket(label, tuple(_entry(site, year, event) for event in chosen))
        for label, chosen in parted
        if chosen
    )


def _entry(site: Site, year: int | None, event: Event) -> Entry:
    """`year` stands above the entry with a month; without one the date says it: 'about 2018'."""
    said = typeset(event.date_text or event.date.short)
    words = said if year is None else said.removesuffix(f" {year}")
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


def _year_known(date: When) -> bool:
    """Whether a date tells the year, as 'the 1910s' and 'by 2018' do not; an interval tells that of its start."""
    first = date.parts[0] if date.parts else date
    return (
        first.earliest is not None and first.latest is not None and first.earliest.year == first.latest.year
    )


def _union(words: Iterable[str]) -> str:
    """Each word once, in a fixed order, for the attributes that the filters look at."""
    return " ".join(sorted(set(words)))
