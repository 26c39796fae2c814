"""The strip of a disagreement about a date: one bar for each answer, on one axis. Lengths are percent of the axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from site_builder.dates import When, when

YEARS_FROM_MONTHS = 36  # a longer axis is marked in years
MOST_LABELS = 4  # as many fit beside one another on a phone
END_ANCHOR = 80  # a label that begins further right is set to end at its mark


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a month or year; `label` is empty where there is no room for one."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The days an answer can mean, from `x` to `end`; an open side reaches the edge and has no tick there."""

    x: float
    end: float
    open_start: bool
    open_end: bool

    @property
    def width(self) -> float:
        return round(self.end - self.x, 2)


@dataclass(frozen=True, slots=True)
class Strip:
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]


def strip(dates: Sequence[When]) -> Strip | None:
    """One bar for each date, in their order; None where no date has a bound to draw."""
    bounds = [day for item in dates for day in (item.earliest, item.latest) if day is not None]
    if not bounds:
        return None
    axis = _axis(min(bounds), max(bounds))
    return Strip(tuple(_marks(axis)), tuple(_bar(item, axis) for item in dates))


Unit = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole months or years, from the first day of one to the day after the last."""

    unit: Unit
    start: date
    end: date

    def x(self, day: date) -> float:
        return round(100 * (day - self.start).days / (self.end - self.start).days, 2)


def _axis(first: date, last: date) -> _Axis:
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    unit: Unit = "year" if months > YEARS_FROM_MONTHS else "month"
    return _Axis(unit, _begin(first, unit), _next(_begin(last, unit), unit))


def _bar(item: When, axis: _Axis) -> Bar:
    return Bar(
        x=axis.x(item.earliest) if item.earliest else 0.0,
        end=axis.x(item.latest + timedelta(1)) if item.latest else 100.0,
        open_start=item.earliest is None,
        open_end=item.latest is None,
    )


def _marks(axis: _Axis) -> Iterator[Mark]:
    days: list[date] = []
    day = axis.start
    while day < axis.end:
        days.append(day)
        day = _next(day, axis.unit)
    step = -(-len(days) // MOST_LABELS)
    for index, day in enumerate(days):
        text = f"{day.year:04}" if axis.unit == "year" else f"{day.year:04}-{day.month:02}"
        x = axis.x(day)
        yield Mark(x, when(text).short if index % step == 0 else "", "end" if x > END_ANCHOR else "start")


def _begin(day: date, unit: Unit) -> date:
    return day.replace(month=1, day=1) if unit == "year" else day.replace(day=1)


def _next(day: date, unit: Unit) -> date:
    """The beginning of the next month or year."""
    if unit == "year" or day.month == 12:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)
