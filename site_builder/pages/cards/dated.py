"""When a ban was last seen to stand, and the date that goes with its status."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.dates import When
from site_builder.derive import Standing

ONGOING = ("in-force", "partly-in-force", "announced", "proposed", "suspended")
RELATIVE = ("before", "after", "by", "on", "in", "between")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what to say before it, '' if its own words do."""

    word: str
    when: When


def seen(when: When) -> Dated:
    """'last seen' and the end of the date; of what goes on 'since' a date only those words."""
    if when.parts and when.latest is None:
        return Dated("", when)
    return Dated("last seen", _end(when))


def dated(standing: Standing) -> Dated | None:
    """What is known of when a status is of: 'last seen' 20 April 2018; None where no date is."""
    if standing.status == "unknown":
        return _lost(standing.seen) if standing.seen else None
    if standing.status in ONGOING:
        return seen(standing.seen) if standing.seen else None
    return Dated("", standing.step.date) if standing.step and standing.step.date else None


def _lost(when: When) -> Dated:
    end = _end(when)
    return Dated("last seen" if end.words.split(" ")[0] in RELATIVE else "after", end)


def _end(when: When) -> When:
    return when.parts[-1] if when.parts else when
