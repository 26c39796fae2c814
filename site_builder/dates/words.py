"""Dates in English words: '20 April 2018', 'between 1 and 10 January 2018', 'about 2017'."""

import re
from calendar import monthrange
from datetime import date

# Not calendar.month_name, which follows the locale of the machine.
MONTHS = ("", "January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
_MONTH = re.compile("|".join(MONTHS[1:]))

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")


def day(of: date) -> str:
    return f"{of.day} {MONTHS[of.month]} {of.year}"


def month(of: date) -> str:
    return f"{MONTHS[of.month]} {of.year}"


def clock(hours: str, minutes: str, seconds: str, zone: str) -> str:
    """'22:49 UTC'; the seconds only when there are any, the zone only when it is known."""
    time = f"{hours}:{minutes}" if seconds == "00" else f"{hours}:{minutes}:{seconds}"
    if not zone:
        return time
    return f"{time} UTC" if zone in {"Z", "+00:00", "+00"} else f"{time} UTC{zone.replace('-', '−')}"


def season(code: int, first: date, last: date) -> str:
    """EDTF codes 21 to 41: seasons, seasons by hemisphere, quarters, thirds and halves of a year."""
    year = str(first.year) if first.year == last.year else f"{first.year}–{last.year % 100:02}"
    if code >= 40:
        return f"the {_ORDINALS[code - 40]} half of {year}"
    if code >= 37:
        return f"the {_ORDINALS[code - 37]} third of {year}"
    if code >= 33:
        return f"the {_ORDINALS[code - 33]} quarter of {year}"
    name = f"{_SEASONS[(code - 21) % 4]} {year}"
    if code < 25:
        return name
    return f"{name} ({'northern' if code < 29 else 'southern'} hemisphere)"


def marked(words: str, mark: str) -> str:
    """The words with EDTF's '~' (approximate), '?' (uncertain) or '%' (both) said."""
    match mark:
        case "~":
            return f"about {words}"
        case "?":
            return f"{words} (unconfirmed)"
        case "%":
            return f"perhaps about {words}"
    return words


def joined(first: str, last: str, joiner: str) -> str:
    """Two dates of one kind, the month and year they share said once: '1 to 10 January 2018'."""
    if first == last:
        return last
    start, end = first.split(), last.split()
    while len(start) == len(end) > 1 and start[-1] == end[-1]:
        del start[-1], end[-1]
    return f"{' '.join(start)}{joiner}{last}"


def between(first: date, last: date) -> str:
    """The days from `first` to `last`, as whole years or months where they are that."""
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return f"between {first.year} and {last.year}"
    name = month if whole_months else day
    return f"between {joined(name(first), name(last), ' and ')}"


def shortened(words: str) -> str:
    """'20 Apr 2018' for '20 April 2018'."""
    return _MONTH.sub(lambda name: name[0][:3], words)
