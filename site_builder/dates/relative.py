"""News dates, told from the day of the article: 'on Friday', 'in October last year', 'last month'."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from site_builder.dates.reading import when
from site_builder.dates.value import DateError, When
from site_builder.dates.words import MONTHS

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS) if name}
_NUMBERS = ("one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_STEP = {"last": -1, "this": 0, "next": 1}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_SIDE = r"(?:(?P<side>earlier|later) )?"
_THIRD = r"(?:(?P<third>early|mid|late)[ -](?:in )?)?"
_YEAR = r"(?:,? (?:of )?(?:(?P<year>\d{4})|(?P<step>last|this|next) year))?"
_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"

Rule = Callable[[re.Match[str], date], str | None]


def resolve(basis_text: str, anchor: date) -> When | None:
    """The date an article of the day `anchor` means by `basis_text`; None if it cannot be told.

    News looks back: a bare weekday or month is the latest one that has begun, the anchor's own included;
    'last Friday' is before the anchor. '22 April' without a year is the latest one.
    Weeks start on Monday (ISO 8601).
    """
    text = " ".join(basis_text.lower().replace("’", "'").strip(" .,;:\"'“”").split())
    text = re.sub(r" (?:morning|afternoon|evening|night)$", "", text)
    text = re.sub(r"^(?:on|in|during) ", "", text)
    try:
        for pattern, rule in _RULES:
            if match := pattern.fullmatch(text):
                edtf = rule(match, anchor)
                return when(edtf) if edtf else None
    except (DateError, OverflowError):  # '31 April', or before the year 1
        return None
    return None


def _day(match: re.Match[str], anchor: date) -> str:
    return _iso(anchor + timedelta(days=_DAYS[match[0]]))


def _weekday(match: re.Match[str], anchor: date) -> str:
    back = (anchor.weekday() - _WEEKDAYS.index(match["weekday"])) % 7
    match match["step"]:
        case "last":
            back = back or 7
        case "next":
            back -= 7
    return _iso(anchor - timedelta(days=back))


def _week(match: re.Match[str], anchor: date) -> str:
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=_STEP[match["step"]])
    return _cut(match["side"], monday, monday + timedelta(days=6), anchor)


def _month_or_year(match: re.Match[str], anchor: date) -> str | None:
    step, side, third = _STEP[match["step"]], match["side"], match["third"]
    if match["unit"] == "year":
        unit = f"{anchor.year + step:04}"
        first, last = date(anchor.year, 1, 1), date(anchor.year, 12, 31)
    else:
        unit = _months_away(anchor, step)
        first, last = anchor.replace(day=1), anchor.replace(day=monthrange(anchor.year, anchor.month)[1])
    if side:
        return None if step else _cut(side, first, last, anchor)
    return f"{third} {unit}" if third else unit


def _named_month(match: re.Match[str], anchor: date) -> str:
    month = _MONTHS[match["month"]]
    year = _year(match, anchor, latest=month <= anchor.month)
    if match["before"] == "last":
        year = anchor.year - (month >= anchor.month)
    unit = f"{year:04}-{month:02}"
    return f"{match['third']} {unit}" if match["third"] else unit


def _named_day(match: re.Match[str], anchor: date) -> str | None:
    month, day = _MONTHS[match["month"]], int(match["day"])
    year = _year(match, anchor, latest=(month, day) <= (anchor.month, anchor.day))
    edtf = f"{year:04}-{month:02}-{day:02}"
    named = match["weekday"]
    if named and _WEEKDAYS[date.fromisoformat(edtf).weekday()] != named:
        return None
    return edtf


def _year(match: re.Match[str], anchor: date, *, latest: bool) -> int:
    """The year said, or this one if the day or month has begun in it (`latest`), or else the one before."""
    if match["year"]:
        return int(match["year"])
    if match["step"]:
        return anchor.year + _STEP[match["step"]]
    return anchor.year if latest else anchor.year - 1


def _ago(match: re.Match[str], anchor: date) -> str:
    said = match["count"]
    count = int(said) if said.isdigit() else 1 if said in {"a", "an"} else _NUMBERS.index(said) + 1
    match match["unit"]:
        case "day":
            return _iso(anchor - timedelta(days=count))
        case "week":
            return f"{_iso(anchor - timedelta(weeks=count))}~"
        case "month":
            return f"{_months_away(anchor, -count)}~"
    return f"{anchor.year - count:04}~"


def _plain_year(match: re.Match[str], _anchor: date) -> str:
    return match[0]


def _cut(side: str | None, first: date, last: date, anchor: date) -> str:
    """A day between the two; with 'earlier' none after the anchor, with 'later' none before it."""
    if side == "earlier":
        last = anchor
    elif side == "later":
        first = anchor
    return _iso(first) if first == last else f"[{_iso(first)}..{_iso(last)}]"


def _months_away(anchor: date, step: int) -> str:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + step, 12)
    return f"{year:04}-{month + 1:02}"


def _iso(day: date) -> str:
    return day.isoformat()


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern, re.ASCII), rule)
    for pattern, rule in (
        ("|".join(_DAYS), _day),
        (rf"(?:(?P<step>last|next) )?{_WEEKDAY}", _weekday),
        (rf"{_SIDE}(?P<step>last|this|next) week", _week),
        (rf"{_SIDE}{_THIRD}(?P<step>last|this|next) (?P<unit>month|year)", _month_or_year),
        (rf"{_THIRD}(?:(?P<before>last) )?{_MONTH}{_YEAR}", _named_month),
        (rf"(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_MONTH}{_YEAR}", _named_day),
        (rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}{_YEAR}", _named_day),
        (rf"{_COUNT} (?P<unit>day|week|month|year)s? ago", _ago),
        (r"\d{4}", _plain_year),
    )
)
