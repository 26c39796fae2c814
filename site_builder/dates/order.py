"""Dates against each other: which is certainly before which, and under which month one is filed."""

from datetime import date, timedelta

from site_builder.dates.value import When


def contradicts(earlier: When, later: When) -> bool:
    """Whether `later`, told to follow `earlier`, certainly lies before it.

    Nothing is certain of a date marked '?'; one marked '~' may be off by its own width either way.
    """
    if earlier.uncertain or later.uncertain:
        return False
    if earlier.approximate or later.approximate:
        first, last = _padded(earlier.earliest, earlier, -1), _padded(later.latest, later, 1)
        return first is not None and last is not None and last < first
    return certainly_before(later, earlier)


def certainly_before(one: When, other: When) -> bool:
    """Whether all of `one` is before all of `other`, taking bounds as written; instants by the second."""
    if one.precision == other.precision == "instant" and one.earliest == other.earliest:
        return one.sort_key < other.sort_key
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _padded(bound: date | None, of: When, direction: int) -> date | None:
    if bound is None or not of.approximate or of.earliest is None or of.latest is None:
        return bound
    width = of.latest - of.earliest + timedelta(days=1)
    try:
        return bound + direction * width
    except OverflowError:
        return None


def years_months(when: When) -> tuple[int, int | None]:
    """Year and month under which a timeline files a date; None where the month is not known.

    By the earliest bound, or the latest where the start is unknown; an interval goes where its start goes.
    """
    if when.parts:
        return years_months(when.parts[0])
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        raise ValueError(f"{when.edtf!r} has no bound")
    if (when.earliest is None or when.latest is None) and not _names_a_month(when.edtf):
        return first.year, None
    known = (first.year, first.month) == (last.year, last.month)
    return first.year, first.month if known else None


def _names_a_month(half_open: str) -> bool:
    """Whether the one date in '[..2018-01]' or '[2018-01-20..]' tells a month, as '[..2018]' does not."""
    return len(half_open.strip("[].~?%")) >= len("2018-01")
