"""A timeline at a glance: a bar for each month, over a long time for each year or more, and the places to jump to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.dates import When, years_months
from site_builder.model import Event
from site_builder.pages.chronology import MONTH_NOT_KNOWN, YearGroup

STRIP_HEIGHT = 52  # pixels of the highest bar
MOST_BARS = 360  # more would be too thin to be seen on a phone
SPANS = (1, 12, 120, 1200)  # months that a bar can stand for: a month, a year, a decade, a century
MOST_YEARS_NAMED = 12  # as many fit beside one another on a phone with two digits …
MOST_FULL_YEARS_NAMED = 6  # … and with four, of which the last needs …
ROOM_FOR_FULL_YEAR = 9  # … one in so many parts of the width
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)  # years between marks


@dataclass(frozen=True, slots=True)
class YearMark:
    """The beginning of a year on the overview, in percent of its width; '' for both names without room for one.

    A phone leaves out the `century`, which is '' where the years are of more than one.
    """

    x: float
    century: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of a month, a year, a decade or a century: place and width in percent, height in pixels."""

    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Overview:
    """Bars on one axis of whole years; an event that is not known to be of one bar has no place on it."""

    marks: tuple[YearMark, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to jump to: the first of the neighbours from `first` to `last` that it stands for."""

    anchor: str
    first: str
    last: str
    count: int

    @property
    def label(self) -> str:
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


def overview(events: Iterable[Event]) -> Overview | None:
    """The finest bars that can be told apart; None where there are none, or fewer than two years side by side."""
    dates = [event.date for event in events]
    filed = [years_months(when)[0] for when in dates]
    first, last = min(filed, default=0), max(filed, default=0)
    if first == last:
        return None
    for span in SPANS:
        years = max(span // 12, 1)
        begin, end = first - first % years, last - last % years + years
        if 12 * (end - begin) <= MOST_BARS * span:
            bars = tuple(_bars(dates, span, begin, end))
            if bars:
                return Overview(tuple(_marks(begin, end)), bars)
    return None


def _bars(dates: Iterable[When], span: int, begin: int, end: int) -> Iterator[Bar]:
    whole = 12 * (end - begin)
    counts = Counter(place for when in dates if (place := _place(when, span, begin)) is not None)
    most = max(counts.values(), default=1)
    for place, count in sorted(counts.items()):
        yield Bar(
            x=round(100 * span * place / whole, 2),
            width=round(0.8 * 100 * span / whole, 2),
            height=round(STRIP_HEIGHT * count / most, 1),
        )


def _place(when: When, span: int, begin: int) -> int | None:
    """Which bar from the year `begin` on a date is of, by its start; None if it can be of several."""
    if span < 12:
        year, month = years_months(when)
        return 12 * (year - begin) + month - 1 if month else None
    start = when.parts[0] if when.parts else when
    places = {12 * (day.year - begin) // span for day in (start.earliest, start.latest) if day}
    return places.pop() if len(places) == 1 else None


def _marks(begin: int, end: int) -> Iterator[YearMark]:
    """Marks at round years, the last one named only if its name has room."""
    years = end - begin
    one_century = begin // 100 == (end - 1) // 100
    most = MOST_YEARS_NAMED if one_century else MOST_FULL_YEARS_NAMED
    room = MOST_YEARS_NAMED if one_century else ROOM_FOR_FULL_YEAR
    step = next(step for step in STEPS if years <= most * step)
    for year in range(begin + -begin % step or step, end, step):
        name = str(year) if (end - year) * room >= years else ""
        century = name[:-2] if one_century else ""
        yield YearMark(round(100 * (year - begin) / years, 2), century, name.removeprefix(century))


def stops(years: Sequence[YearGroup], most: int) -> tuple[Stop, ...]:
    """The years, or a single year's months, as at most `most` places to jump to; none where there is only one.

    Where there are more, the neighbours with the fewest events stand together, so that nobody tabs through them all.
    """
    if len(years) > 1:
        found = [Stop(f"y{year.year}", str(year.year), str(year.year), year.count) for year in years]
    else:
        named = (month for year in years for month in year.months if month.label != MONTH_NOT_KNOWN)
        found = [Stop(f"m{month.key}", month.label, month.label, month.count) for month in named]
    while len(found) > most:
        lightest = min(range(len(found) - 1), key=lambda place: found[place].count + found[place + 1].count)
        found[lightest : lightest + 2] = [_together(*found[lightest : lightest + 2])]
    return tuple(found) if len(found) > 1 else ()


def _together(one: Stop, next_: Stop) -> Stop:
    return Stop(one.anchor, one.first, next_.last, one.count + next_.count)
