"""The bar of a ban on a time axis, drawn only as far as sources vouch for it.

A bar is solid from the first day in effect to the last day a source speaks of it. What is said to stand since is left
open, what is not known is dotted, and where a day is not known the bar fades over the days it can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from site_builder import derive
from site_builder.dates import When
from site_builder.model import Ban, Status, Step
from site_builder.pages.axis import TODAY, Axis

LEAST = 0.28  # percent: the width of a bar of one day, so that it is seen at all
GAP = 0.7  # percent: between a bar and the dots after it
ABOUT_DAYS = 20  # a day that is only about right fades over as many days on either side
OPEN_DAYS = 366  # 'before' or 'after' a day fades over as many days at least …
OPEN_PART = 10  # … and over this part of the time since, to be seen on an axis of centuries

FULL = "in-force"
HALF = "partly-in-force"
THIN = ("proposed", "announced", "suspended")
ENDED = ("reversed", "expired", "superseded", "never-enforced")

Kind = Literal["full", "half", "open", "half-open", "thin", "thin-open", "dots"]
Fade = Literal["", "in", "out"]
Sign = Literal["start", "end", "announced", "public", "before", "on", "lost"]

PATTERNS: Mapping[Status, str] = {
    "proposed": "solid",
    "announced": "solid",
    "in-force": "solid",
    "partly-in-force": "part",
    "suspended": "part",
    "reversed": "off",
    "never-enforced": "off",
    "superseded": "past",
    "expired": "past",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A length of a bar. 'open' ones are not vouched for, 'thin' ones not in effect."""

    kind: Kind
    x: float
    end: float
    fade: Fade = ""

    @property
    def width(self) -> float:
        return round(self.end - self.x, 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at `x`.

    The known day it began to bind, ended, was announced or made public; that it began 'before' the axis, is said to go
    'on', or is 'lost' from sight.
    """

    sign: Sign
    x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A bar: its status gives colour and pattern."""

    status: Status
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]

    @property
    def pattern(self) -> str:
        """What fills the bar: the name of a pattern, or 'solid'."""
        return PATTERNS[self.status]


def drawing(ban: Ban, axis: Axis, day: date) -> Drawing:
    """What of a ban's history can have happened by `day`, on `axis`."""
    steps = derive.past(ban, day)
    dated = [(step, span) for step, span in zip(steps, _spans(steps, day), strict=True) if span]
    stretches = _stretches(dated)
    pen = _Pen(axis)
    for before, stretch in zip([None, *stretches], stretches, strict=False):
        if before:
            pen.change(before, stretch)
        else:
            pen.begin(stretch)
        pen.stretch(stretch)
    if stretches:
        pen.after(stretches[-1])
    effect = next((stretch.begun for stretch in stretches if stretch.status in (FULL, HALF)), None)
    known = derive.announced(ban)
    announced = next((span for step, span in dated if step is known), None)
    if effect and announced and not announced.open and announced.first >= effect.end:
        pen.mark("public", announced.first)
    return Drawing(derive.status(ban, day).status, tuple(pen.parts), tuple(pen.marks))


def start(ban: Ban, day: date) -> int | None:
    """The first day of a bar as an ordinal, None without any date."""
    return next((span.first for span in _spans(derive.past(ban, day), day) if span), None)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days something can have happened on, as ordinals: the first, and the one after the last.

    One that is `open` on a side reaches as far there as its fade is drawn.
    """

    first: int
    end: int
    open: bool = False

    @property
    def known(self) -> bool:
        return self.end - self.first == 1 and not self.open


def _span(when: When, day: date) -> _Span | None:
    if when.precision == "span" and when.latest is None:
        when = when.parts[0]  # what goes on since a day began on it
    first, last = when.earliest, when.latest
    if first and last:
        about = ABOUT_DAYS if when.approximate and when.precision in ("day", "instant") else 0
        return _Span(max(first.toordinal() - about, 1), last.toordinal() + 1 + about)
    known = first or last
    if not known:
        return None
    reach = max(OPEN_DAYS, (day - known).days // OPEN_PART)
    if first:
        return _Span(first.toordinal(), first.toordinal() + reach, open=True)
    return _Span(max(known.toordinal() + 1 - reach, 1), known.toordinal() + 1, open=True)


def _spans(steps: Sequence[Step], day: date) -> list[_Span | None]:
    """The days of each step; an undated one lies between its neighbours. All None where no step is dated."""
    own = [_span(step.date, day) if step.date else None for step in steps]
    found: list[_Span | None] = []
    for place, span in enumerate(own):
        before = next((s for s in reversed(own[:place]) if s), None)
        after = next((s for s in own[place + 1 :] if s), None)
        between = _Span(before.first, max(before.end, after.end)) if before and after else before or after
        found.append(_within(span, before, after) if span and span.open else span or between)
    return found


def _within(span: _Span, before: _Span | None, after: _Span | None) -> _Span:
    """An open span fades no farther than to its neighbours."""
    first = max(span.first, before.first) if before else span.first
    end = min(span.end, after.end) if after else span.end
    return _Span(first, max(end, first + 1), open=True)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A status, the days it can have begun on, and those it can have ended on or was last seen."""

    status: Status
    begun: _Span
    ended: _Span


def _stretches(steps: Sequence[tuple[Step, _Span]]) -> list[_Stretch]:
    changes: list[tuple[Status, _Span]] = []
    for step, span in steps:
        if step.to is not None and (not changes or changes[-1][0] != step.to):
            changes.append((step.to, span))
    if not changes:
        return []
    seen = max((span for _, span in steps), key=lambda span: (span.end, span.first))
    ends = [*(span for _, span in changes[1:]), seen]
    return [_Stretch(status, begun, ended) for (status, begun), ended in zip(changes, ends, strict=True)]


class _Pen:
    """Collects the parts and marks of one bar."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self.parts: list[Part] = []
        self.marks: list[Mark] = []

    def begin(self, first: _Stretch) -> None:
        if first.begun.first < self.axis.first:
            self.marks.append(Mark("before", 0.0))

    def change(self, before: _Stretch, after: _Stretch) -> None:
        """A tick where a ban ended, or was lifted in part, on a known day."""
        if before.status == "unknown":
            self._dots(self.axis.x(after.begun.first))
        lifted = before.status == FULL and after.status == HALF
        if (after.status in ENDED or lifted) and after.begun.known:
            self.mark("end", after.begun.first)

    def stretch(self, stretch: _Stretch) -> None:
        begun, ended = stretch.begun, stretch.ended
        if stretch.status == FULL:
            self._box("full", begun, ended)
            if begun.known:
                self.mark("start", begun.first)
        elif stretch.status == HALF and ended.end > begun.end:
            self._box("half", begun, ended)
        elif stretch.status in THIN:
            if begun.known:
                self.mark("announced", begun.first)
            self._part("thin", begun.end if begun.open else begun.first, ended.first)

    def after(self, last: _Stretch) -> None:
        """What follows the last source."""
        if last.status == "unknown":
            self._dots(TODAY)
            self.marks.append(Mark("lost", TODAY))
        elif last.status not in ENDED:
            x = max(self.axis.x(last.ended.end), self._right())
            kind: Kind = (
                "open" if last.status == FULL else "half-open" if last.status == HALF else "thin-open"
            )
            if x < TODAY:
                self.parts.append(Part(kind, x, TODAY))
            self.marks.append(Mark("on", TODAY))

    def mark(self, sign: Sign, day: int) -> None:
        if day >= self.axis.first:
            self.marks.append(Mark(sign, self.axis.x(day)))

    def _box(self, kind: Kind, begun: _Span, ended: _Span) -> None:
        """Fading in over the days it can have begun on, solid, fading out over those it can have ended on."""
        solid = begun.first if begun.known else begun.end
        fades = ended.end > solid and not ended.known
        until = max(ended.first, solid) if fades else max(ended.end, solid)
        if not begun.known:
            self._part(kind, begun.first, begun.end, "in")
        if until >= self.axis.first:
            x = self.axis.x(solid)
            self.parts.append(Part(kind, x, max(self.axis.x(until), min(round(x + LEAST, 2), TODAY))))
        if fades:
            self._part(kind, until, ended.end, "out")

    def _part(self, kind: Kind, first: int, end: int, fade: Fade = "") -> None:
        x, right = self.axis.x(first), self.axis.x(end)
        if x < right:
            self.parts.append(Part(kind, x, right, fade))

    def _dots(self, end: float) -> None:
        """From the end of what is drawn so far."""
        x = self._right() + GAP
        if x < end - GAP:
            self.parts.append(Part("dots", round(x, 2), round(end - GAP, 2)))

    def _right(self) -> float:
        return max((part.end for part in self.parts), default=0.0)
