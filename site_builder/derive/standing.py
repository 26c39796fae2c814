"""A ban's status on a day, from its dated history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from site_builder.dates import When, contradicts
from site_builder.model import Ban, Status, Step

MAKE_KNOWN = (
    "announced", "disclosed", "published", "proposed", "adopted", "issued",
    "signed", "enacted", "decreed", "ordered", "listed", "told-to-customers",
)  # fmt: skip
"""Kinds of steps by which a ban becomes known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A ban's status on a day.

    `step` brought it; `seen` is the date of the last step on file, the last that any source vouches for; `ours` says that
    the step is our reading; `stale` that the last check is older than the ban's own review interval.
    """

    status: Status
    step: Step | None
    seen: When | None
    ours: bool
    checked: When | None
    stale: bool


def status(ban: Ban, day: date) -> Standing:
    """The status that the dated history gives on `day`: that of the last step not after it that names one.

    A step counts from the first day it can mean. No step, or none yet, gives 'unknown'.
    """
    taken = past(ban, day)
    deciding = [step for step in taken if step.to is not None]
    step = deciding[-1] if deciding else None
    dated = [step.date for step in taken if step.date is not None]
    return Standing(
        status=step.to if step is not None and step.to is not None else "unknown",
        step=step,
        seen=min(dated, key=lambda date: date.latest_key) if dated else None,
        ours=step is not None and step.reading == "ours",
        checked=ban.checked,
        stale=_stale(ban, day),
    )


def history(ban: Ban) -> list[Step]:
    """A ban's steps in the editor's order, but none before one that it certainly follows."""
    steps: list[Step] = []
    for step in ban.history:
        place = len(steps)
        while step.date is not None and place > 0:
            before = steps[place - 1].date
            if before is None or not contradicts(before, step.date):
                break
            place -= 1
        steps.insert(place, step)
    return steps


def past(ban: Ban, day: date) -> list[Step]:
    """Steps that can have been taken by `day`, undated ones among them."""
    return [step for step in history(ban) if _begun(step, day)]


def first_date(ban: Ban) -> When | None:
    """When its history begins: the date of the first dated step."""
    return next((step.date for step in history(ban) if step.date is not None), None)


def announced(ban: Ban) -> Step | None:
    """When it was made known: the first step of a kind that says so, else the first to a status that does."""
    steps = history(ban)
    by_kind = (step for step in steps if step.kind in MAKE_KNOWN)
    by_status = (step for step in steps if step.to in ("announced", "proposed"))
    return next(by_kind, None) or next(by_status, None)


def effective(ban: Ban) -> Step | None:
    """When it began to bind: the first step to 'in-force'."""
    return next((step for step in history(ban) if step.to in ("in-force", "partly-in-force")), None)


def ended(ban: Ban) -> Step | None:
    """The last step to a status that ends it, if nothing after it revives it."""
    steps = [step for step in history(ban) if step.to is not None]
    last = steps[-1] if steps else None
    return (
        last
        if last is not None and last.to in ("reversed", "expired", "superseded", "never-enforced")
        else None
    )


def _begun(step: Step, day: date) -> bool:
    if step.date is None:
        return True
    first = step.date.earliest or step.date.latest
    return first is None or first <= day


def _stale(ban: Ban, day: date) -> bool:
    if ban.checked is None or ban.review_every is None or ban.checked.latest is None:
        return False
    return day - ban.checked.latest > duration(ban.review_every)


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of whole years, months, weeks and days; a year counts 365 days, a month 30."""
    amounts = {unit: int(count) for count, unit in re.findall(r"(\d+)([YMWD])", text)}
    days = (
        365 * amounts.get("Y", 0) + 30 * amounts.get("M", 0) + 7 * amounts.get("W", 0) + amounts.get("D", 0)
    )
    return timedelta(days=days)
