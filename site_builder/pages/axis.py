"""A time axis with ticks, from the days it must show. Places are percent of its width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from site_builder.dates import when

TODAY = 98.8  # where the last day ends: right of it an arrow or a question mark has room

MONTHS = (1, 2, 3, 6)  # steps between ticks, in months
YEAR = 12
YEARS = tuple(YEAR * years for years in (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000))
MOST_YEARS = 12  # single years have two digits on a phone, so more of them fit
MOST_LABELS = 5
ROOM_FOR_YEAR, ROOM_FOR_YEARS, ROOM_FOR_MONTH = 4.0, 10.0, 18.0  # percent of the narrowest axis


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at `x` and its label at `at`, '' without room for one; a phone leaves out the `century`."""

    x: float
    at: float
    century: str
    label: str
    centred: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From the day `first` to the day before `end`, both as ordinals (`date.toordinal`)."""

    first: int
    end: int
    ticks: tuple[Tick, ...] = ()

    @property
    def begins(self) -> str:
        """Its first year or month in words."""
        january = date.fromordinal(self.first).month == 1
        return _label(self.first, YEAR if january else MONTHS[0])

    def x(self, day: int) -> float:
        """Where a day begins; a day outside the axis is moved to its edge."""
        return round(TODAY * min(max(day - self.first, 0) / (self.end - self.first), 1.0), 2)


def axis(first: int, last: int) -> Axis:
    """From the beginning of `first`'s month or year to `last`, with as many ticks as can be told apart."""
    for step in (*MONTHS, YEAR, *YEARS):
        start = first_of_month(first) if step < YEAR else first_of_year(first)
        days = list(_every(start, last + 1, step))
        if len(days) <= (MOST_YEARS if step == YEAR else MOST_LABELS):
            return Axis(start, last + 1, tuple(_ticks(Axis(start, last + 1), days, step)))
    raise AssertionError("all years fit with the widest step")


def _every(first: int, end: int, step: int) -> Iterator[int]:
    """Beginnings of each `step`th month from `first` on; of years, those that `step` divides."""
    start = date.fromordinal(first)
    month = YEAR * start.year + start.month - 1
    month += -month % step if step >= YEAR else 0
    while (day := date(month // YEAR, month % YEAR + 1, 1).toordinal()) < end:
        yield day
        month += step


def _ticks(axis: Axis, days: Sequence[int], step: int) -> Iterator[Tick]:
    single = step == YEAR
    needed = ROOM_FOR_MONTH if step < YEAR else ROOM_FOR_YEAR if single else ROOM_FOR_YEARS
    for day, following in pairwise([*days, axis.end]):
        x, width = axis.x(day), axis.x(following) - axis.x(day)
        text = _label(day, step) if width >= needed else ""
        century = text[:-2] if single else ""
        at = round(x + width / 2, 2) if single else x
        yield Tick(x, at, century, text.removeprefix(century), centred=single)


def _label(day: int, step: int) -> str:
    start = date.fromordinal(day)
    return f"{start.year}" if step >= YEAR else when(f"{start.year:04}-{start.month:02}").short


def first_of_year(day: int) -> int:
    return date.fromordinal(day).replace(month=1, day=1).toordinal()


def first_of_month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()
