"""Text to `When`: our own patterns for what editors write all day, the `edtf` library for the rest."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from site_builder.dates import words
from site_builder.dates.mistakes import complaint, rewrites
from site_builder.dates.order import certainly_before
from site_builder.dates.value import DateError, Precision, When

HINT = "write 2018-04-20, 2018-04, 2018, early 2018-01 or before 2018-04-20"

_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)"
    r"(Z|(?!-00(?::00)?[~?%]?$)[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?([~?%]?)",
    re.ASCII,
)
_UNSPECIFIED = re.compile(r"([\dX]{4}(?:-[\dX]{2}){0,2})([~?%]?)", re.ASCII)
_TENS = re.compile(r"(\d{4})-(?:([01])X|(\d\d)-([0-3])X)", re.ASCII)
_THIRD = re.compile(r"(early|mid|late)[ -](\d{4})(?:-(\d\d))?", re.ASCII | re.IGNORECASE)
_BOUND = re.compile(r"(before|after|by|about) (\S+)", re.IGNORECASE)

# First and last day of a third of a month, as facebook/duckling cuts it (issue 35); None is the month's last.
_THIRDS_OF_MONTH: dict[str, tuple[int, int | None]] = {"early": (1, 10), "mid": (11, 20), "late": (21, None)}
# Our own cut of the year: three times four months.
_THIRDS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


@lru_cache(maxsize=1 << 16)
def when(text: str) -> When:
    """The date an editor wrote, as EDTF or as 'early|mid|late 2018-01', 'before|after|by|about 2018-04-20'.

    Raises DateError, with the form probably meant in its hint when that can be told.
    """
    written = " ".join(text.split())
    try:
        found = _date(written)
        return found if found.text == text else replace(found, text=text)
    except DateError as error:
        raise DateError(str(error), _hint(written)) from None


def _hint(written: str) -> str:
    right = [candidate for candidate in rewrites(written) if _is_date(candidate)]
    return f"write {' or '.join(dict.fromkeys(right))}" if right else HINT


def _is_date(text: str) -> bool:
    try:
        _date(text)
    except DateError:
        return False
    return True


def _date(text: str) -> When:
    if match := _CALENDAR.fullmatch(text):
        return _calendar(text, match)
    if third := _THIRD.fullmatch(text):
        return _third(third[1].lower(), int(third[2]), third[3])
    if bound := _BOUND.fullmatch(text):
        return _bound(bound[1].lower(), bound[2])
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    if text.count("/") == 1:
        return _interval(text)
    return _point(text)


# One date, of any width


def _point(text: str) -> When:
    if match := _CALENDAR.fullmatch(text):
        return _calendar(text, match)
    if match := _INSTANT.fullmatch(text):
        return _instant(text, match)
    if "X" in text and (match := _UNSPECIFIED.fullmatch(text)):
        return _unspecified(text, match[1], match[2])
    raise DateError(complaint(text))


def _calendar(text: str, match: re.Match[str]) -> When:
    year, month, day, mark = match.groups(default="")
    if day:
        first = _day(text, year, month, day)
        return _marked(text, mark, (first, first), "day", words.day(first))
    if month and 21 <= int(month) <= 41:
        return _season(text, int(month), mark)
    first = _day(text, year, month or "01", "01")
    if month:
        return _marked(text, mark, (first, _month_end(first)), "month", words.month(first))
    return _marked(text, mark, (first, first.replace(month=12, day=31)), "year", str(first.year))


def _day(text: str, year: str, month: str, day: str) -> date:
    if year == "0000":
        raise DateError(f"{text!r} has year 0; years run from 0001 to 9999")
    if not 1 <= int(month) <= 12:
        raise DateError(f"{text!r} has no month {month}")
    last = monthrange(int(year), int(month))[1]
    if not 1 <= int(day) <= last:
        raise DateError(f"{text!r} has no day {day}: {words.MONTHS[int(month)]} {int(year)} has {last} days")
    return date(int(year), int(month), int(day))


def _month_end(of: date) -> date:
    return of.replace(day=monthrange(of.year, of.month)[1])


def _instant(text: str, match: re.Match[str]) -> When:
    year, month, day, hours, minutes, seconds, zone, mark = match.groups(default="")
    of = _day(text, year, month, day)
    said = f"{words.day(of)}, {words.clock(hours, minutes, seconds, zone)}"
    # EDTF allows a zone of hours alone, HTML does not.
    attribute = text.removesuffix(mark) + (":00" if len(zone) == 3 else "")
    return replace(_marked(text, mark, (of, of), "instant", said), datetime=attribute)


def _season(text: str, code: int, mark: str) -> When:
    first, last = _library_bounds(text.removesuffix(mark))  # edtf 5.0.2 refuses '2017-23~'
    if first.month == 12:
        # The library ends a winter that begins in December with the year.
        last = _month_end(_shifted(text, last, days=59))
    return _marked(text, mark, (first, last), "season", words.season(code, first, last))


def _unspecified(text: str, digits: str, mark: str) -> When:
    if tens := _TENS.fullmatch(digits):
        return _tens(text, tens, mark)
    first, last = _library_bounds(digits)
    if re.fullmatch(r"\d{3}X", digits):
        return _marked(text, mark, (first, last), "decade", f"the {first.year}s")
    if re.fullmatch(r"\d{4}-\d\d-XX", digits):
        return _marked(text, mark, (first, last), "month", f"a day in {words.month(first)}")
    if re.fullmatch(r"\d{4}-XX(-XX)?", digits):
        unit = "month" if len(digits) == 7 else "day"
        return _marked(text, mark, (first, last), "year", f"a {unit} in {first.year}")
    return _marked(text, mark, (first, last), "set", words.between(first, last))


def _tens(text: str, match: re.Match[str], mark: str) -> When:
    """'2018-01-0X' and '2018-1X': the days or months with one first digit, which edtf 5.0.2 cannot read."""
    year, month_tens, month, day_tens = match.groups()
    if month_tens:
        first = _day(text, year, "01" if month_tens == "0" else "10", "01")
        last = first.replace(month=9 if month_tens == "0" else 12)
        said = f"{words.MONTHS[first.month]}–{words.month(last)}"
        return _marked(text, mark, (first, _month_end(last)), "set", said)
    first = _day(text, year, month, day_tens + ("1" if day_tens == "0" else "0"))
    last = first.replace(day=min(int(day_tens) * 10 + 9, _month_end(first).day))
    said = words.day(last) if first == last else f"{first.day}–{words.day(last)}"
    return _marked(text, mark, (first, last), "set", said)


def _library_bounds(text: str) -> tuple[date, date]:
    """The strict bounds by the `edtf` library; 200 ms to import, so only for the rare forms."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except (EDTFParseException, ValueError):  # the second: year 0, 30 February in '20XX-02-30'
        raise DateError(f"{text!r} is not a date we can read") from None


def _marked(text: str, mark: str, bounds: tuple[date, date], precision: Precision, said: str) -> When:
    first, last = bounds
    return When(
        edtf=text,
        text=text,
        earliest=first,
        latest=last,
        precision=precision,
        words=words.marked(said, mark) if mark else said,
        datetime=_containing(first, last),
        approximate=mark in {"~", "%"},
        uncertain=mark in {"?", "%"},
    )


def _containing(first: date, last: date) -> str | None:
    """The smallest day, month or year, as HTML's <time> writes it, with both days in it."""
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return None
    return first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]


# Two dates: a duration (interval) or a doubt (one of a set)


def _interval(text: str) -> When:
    left, _, right = text.partition("/")
    start = None if left in {"", ".."} else _point(left)
    end = None if right in {"", ".."} else _point(right)
    parts = tuple(part for part in (start, end) if part)
    if start and end:
        _refuse_reversed(text, start, end)
        said = _joined(start, end, " to ")
    elif start:
        said = f"since {start.words}" if right else f"from {start.words}, end not known"
    elif end:
        said = f"until {end.words}" if left else f"until {end.words}, start not known"
    else:
        raise DateError(f"{text!r} has neither a start nor an end")
    return _combined(text, start, end, said, "span", parts=parts)


def _one_of(text: str) -> When:
    members = [member.strip() for member in text[1:-1].split(",")]
    if any(member.startswith("..") for member in members[1:]):
        raise DateError(f"{text!r} is open before a date that is not its first")
    if any(member.endswith("..") for member in members[:-1]):
        raise DateError(f"{text!r} is open after a date that is not its last")
    ends = [_ends(member) for member in members]
    said = [_range_words(first, last, alone=len(ends) == 1) for first, last in ends]
    known = tuple(end for pair in ends for end in pair if end)
    start = min(known, key=lambda end: end.sort_key) if ends[0][0] else None
    end = min(known, key=lambda end: end.latest_key) if ends[-1][1] else None
    listed = " or ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
    found = _combined(f"[{','.join(members)}]", start, end, listed, "set", parts=known)
    return replace(found, parts=())


def _ends(member: str) -> tuple[When | None, When | None]:
    """First and last date of one member of a set; None for the side left open."""
    left, dots, right = member.partition("..")
    if not dots or (left and left == right):
        only = _point(left)
        return only, only
    first, last = (_point(end) if end else None for end in (left, right))
    if first and last:
        _refuse_reversed(member, first, last)
    return first, last


def _range_words(first: When | None, last: When | None, *, alone: bool) -> str:
    if first and last:
        if first == last:
            return first.words
        return f"between {_joined(first, last, ' and ')}" if alone else _joined(first, last, " to ")
    if last:
        return f"by {last.words}"
    if first:
        return f"{'on' if first.precision in {'day', 'instant'} else 'in'} or after {first.words}"
    raise DateError("a set of dates needs at least one")


def _refuse_reversed(text: str, start: When, end: When) -> None:
    if certainly_before(end, start):
        raise DateError(f"{text!r} has its end before its start")


def _joined(start: When, end: When, joiner: str) -> str:
    """Words of two dates, saying a shared month or year once if both are plain days, months or years."""
    alike = start.precision == end.precision and start.precision in {"day", "month", "year"}
    if alike and not (start.uncertain or end.uncertain):
        return words.joined(start.words, end.words, joiner)
    return f"{start.words}{joiner}{end.words}"


def _combined(
    text: str,
    start: When | None,
    end: When | None,
    said: str,
    precision: Precision,
    *,
    parts: tuple[When, ...],
) -> When:
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    attribute = _containing(earliest, latest) if earliest and latest else None
    if precision == "span" and start and not end:
        attribute = start.datetime
    return When(
        edtf=text,
        text=text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        words=said,
        datetime=attribute,
        approximate=any(part.approximate for part in parts),
        uncertain=any(part.uncertain for part in parts),
        open_end=text.endswith("/.."),
        parts=parts,
    )


# An editor's shorthand, compiled to EDTF


def _third(name: str, year: int, month: str | None) -> When:
    if month:
        whole = _point(f"{year:04}-{month}")
        if whole.precision != "month" or whole.latest is None:
            raise DateError(f"'{name} {whole.edtf}' is not a part of a month or year")
        first_day, last_day = _THIRDS_OF_MONTH[name]
        compiled = f"[{whole.edtf}-{first_day:02}..{whole.edtf}-{last_day or whole.latest.day}]"
    else:
        whole = _point(f"{year:04}")
        first_month, last_month = _THIRDS_OF_YEAR[name]
        compiled = f"[{whole.edtf}-{first_month:02}..{whole.edtf}-{last_month:02}]"
    said = f"mid-{whole.words}" if name == "mid" else f"{name} {whole.words}"
    return replace(_one_of(compiled), words=said)


def _bound(name: str, text: str) -> When:
    """'before' and 'after' leave the named date out; 'by' includes it; 'about' is EDTF's '~'."""
    named = _point(text)
    if named.approximate or named.uncertain or (name != "about" and not _CALENDAR.fullmatch(text)):
        raise DateError(f"'{name}' wants a plain day, month or year, not {text!r}")
    if named.earliest is None or named.latest is None or name == "about":
        return _point(f"{text}~")
    if name == "by":
        return _one_of(f"[..{text}]")
    if name == "before":
        beyond = _shifted(text, named.earliest, days=-1)
        compiled = f"[..{beyond.isoformat()[: len(text)]}]"
    else:
        beyond = _shifted(text, named.latest, days=1)
        compiled = f"[{beyond.isoformat()[: len(text)]}..]"
    return replace(_one_of(compiled), words=f"{name} {named.words}")


def _shifted(text: str, of: date, *, days: int) -> date:
    try:
        return of + timedelta(days=days)
    except OverflowError:
        raise DateError(f"{text!r} reaches beyond the years 0001 to 9999") from None
