"""What an editor probably meant: sloppy and foreign forms of a date, rewritten as EDTF.

Gives candidates only; the reader of dates keeps those that are dates: two for '04/05/2018'.
"""

import re
from collections.abc import Callable, Iterator

from site_builder.dates.words import MONTHS

_NAMES = {name.lower(): number for number, name in enumerate(MONTHS) if name}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAME = f"(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_SEASON = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_TERM = _SEASON | {f"q{quarter}": 32 + quarter for quarter in range(1, 5)}

Rewrite = Callable[[re.Match[str]], Iterator[str]]


def _numbers(match: re.Match[str]) -> Iterator[str]:
    part = match.groupdict()
    yield "-".join([part["year"], part["month"].zfill(2), *([part["day"].zfill(2)] if part["day"] else [])])


def _either_order(match: re.Match[str]) -> Iterator[str]:
    one, two, year = match.groups()
    for month, day in ((one, two), (two, one)):
        yield f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _named(match: re.Match[str]) -> Iterator[str]:
    part = match.groupdict()
    month = f"{part['year']}-{_NAMES[part['name'].lower()]:02}"
    if part.get("third"):
        yield f"{part['third'].lower()} {month}"
    else:
        yield f"{month}-{part['day'].zfill(2)}" if part.get("day") else month


def _moment(match: re.Match[str]) -> Iterator[str]:
    day, clock, seconds, zone = match.groups()
    yield f"{day}T{clock.zfill(5)}:{seconds or '00'}{'Z' if zone.upper() in {'Z', 'UTC', 'GMT'} else zone}"


def _two_ends(match: re.Match[str]) -> Iterator[str]:
    yield f"{match[1]}/{match[2]}"
    yield f"[{match[1]}..{match[2]}]"


def _filled(template: str) -> Rewrite:
    def rewrite(match: re.Match[str]) -> Iterator[str]:
        yield match.expand(template)

    return rewrite


def _term(match: re.Match[str]) -> Iterator[str]:
    yield f"{match['year']}-{_TERM[match['term'].lower()]}"


_REWRITES: tuple[tuple[str, Rewrite], ...] = (
    (rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}}))?", _numbers),
    (rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)", _numbers),
    (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", _either_order),
    (r"(\d{4})-(\d\d)-(\d\d)", _filled(r"\1-\3-\2")),
    (rf"(?:(?P<third>early|mid|late)[ -])?(?:{_DAY} )?{_NAME},? {_YEAR}", _named),
    (rf"{_NAME} {_DAY},? {_YEAR}", _named),
    (r"(\d{4}-\d\d-\d\d)[T ](\d{1,2}:\d\d)(?::(\d\d))?(?:\.\d+)? ?(Z|UTC|GMT|[+-]\d\d:\d\d|)", _moment),
    (r"([\dX-]+) ?(?:to|until|–|—|--| - ) ?([\dX-]+)", _two_ends),
    (r"between ([\dX-]+) and ([\dX-]+)", _filled(r"[\1..\2]")),
    (r"(?:c|ca|circa|approx|around|~)\.? ?([\dX-]+)", _filled(r"\1~")),
    (r"\?([\dX-]+)|([\dX-]+) \?", _filled(r"\1\2?")),
    (r"([\dX-]+)(?:\?~|~\?)", _filled(r"\1%")),
    (r"(\d{3})0'?s", _filled(r"\1X")),
    (r"(?:since|from) ([\dX-]+)|([\dX-]+)/open", _filled(r"\1\2/..")),
    (r"(?:until|till) ([\dX-]+)|\.\.([\dX-]+)", _filled(r"[..\1\2]")),
    (r"([\dX-]+)/(?:unknown|\?)", _filled(r"\1/")),
    (r"([\dX-]+)\.\.", _filled(r"[\1..]")),
    (r"([\dX-]+)\.\.([\dX-]+)", _filled(r"[\1..\2]")),
    (r"(.+)/(.+)", _filled(r"\2/\1")),
    (r"\[(.+)\.\.(.+)\]", _filled(r"[\2..\1]")),
    (rf"(?P<term>{'|'.join(_TERM)}),? (?:of )?{_YEAR}", _term),
)
_COMPILED = tuple((re.compile(pattern, re.ASCII | re.IGNORECASE), rewrite) for pattern, rewrite in _REWRITES)


def complaint(text: str) -> str:
    """Why `text` is no date at all, in an editor's words."""
    if not text:
        return "the date is empty"
    if re.fullmatch(r"\d{1,2}(:\d\d){1,2}", text):
        return f"{text!r} is a time without a day"
    if re.fullmatch(r"\d{1,3}", text):
        return f"{text!r} is not a year of four digits"
    return f"{text!r} is not a date we can read"


def rewrites(text: str) -> Iterator[str]:
    """Every EDTF form `text` could stand for; some may be no dates."""
    for pattern, rewrite in _COMPILED:
        if match := pattern.fullmatch(text):
            yield from rewrite(match)
    yield text.replace(" ", "")
    # 'x' or the draft standard's 'u' for an unspecified digit.
    yield re.sub("[xu]", "X", text)
