"""The value `When`, and the error an editor sees when a text is none."""

import re
from dataclasses import dataclass
from datetime import date
from datetime import datetime as moment
from typing import Literal

from site_builder.dates.words import shortened

Precision = Literal["instant", "day", "month", "season", "year", "decade", "span", "set"]
SortKey = tuple[int, int, float]

# Wider than any span between two dates Python can hold, which is 3,652,058 days.
UNBOUNDED_DAYS = 10_000_000


class DateError(ValueError):
    """A text is no date; the message says why in an editor's words, `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as surely as it is known, and no more surely.

    `earliest` and `latest` are the first and last day it can mean, both included; None where a side is open
    or unknown. '~' changes the words, not the bounds. An instant has the day of its own time zone.
    `datetime` is the smallest value HTML's <time> allows that contains it, or None; an interval without an
    end has that of its start.
    """

    edtf: str
    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    words: str
    datetime: str | None
    approximate: bool = False
    uncertain: bool = False
    open_end: bool = False
    parts: tuple["When", ...] = ()  # the known ends of an interval, one or two

    @property
    def short(self) -> str:
        """The words with short month names, for tables and axes: '20 Apr 2018'."""
        return shortened(self.words)

    @property
    def sort_key(self) -> SortKey:
        """Oldest first; at one lower bound the wider first. An unknown start sorts by the latest bound.

        Append a sequence number and an id for a total order.
        """
        return ((self.earliest or self.latest or date.max).toordinal(), -self._days, self._seconds)

    @property
    def latest_key(self) -> SortKey:
        """Newest first in plain ascending order (no `reverse`), so that an id can follow it.

        The mirror of `sort_key`: by the latest bound, and by the earliest where the end is open or unknown.
        """
        return (-(self.latest or self.earliest or date.min).toordinal(), -self._days, -self._seconds)

    @property
    def _days(self) -> int:
        if self.earliest is None or self.latest is None:
            return UNBOUNDED_DAYS
        # An instant is narrower than its day.
        return 0 if self.precision == "instant" else (self.latest - self.earliest).days + 1

    @property
    def _seconds(self) -> float:
        """Seconds from the start of the day to an instant, in UTC if it has a zone; 0 for anything wider."""
        if self.precision != "instant":
            return 0.0
        clock = moment.fromisoformat(re.sub(r"[~?%]$", "", self.edtf))
        offset = clock.utcoffset()
        seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
        return seconds - (offset.total_seconds() if offset else 0.0)
