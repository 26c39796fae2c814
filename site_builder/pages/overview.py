"""A timeline at a glance: a bar for each month, and the places to jump to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.dates import years_months
from site_builder.model import Event
from site_builder.pages.chronology import MONTH_NOT_KNOWN, YearGroup

STRIP_HEIGHT = 52  # pixels of the highest bar
MOST_YEARS_NAMED = 12  # as many fit beside one another on a phone


@dataclass(frozen=True, slots=True)
class YearMark:
    """The beginning of a year on the overview, in percent of its width; a phone leaves out the `century`."""

    x: float
    century: str
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
            YearMark(round(100 * index / years, 2), f"{first + index:04}"[:2], f"{first + index:04}"[2:])
            for index in range(0, years, step)
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
