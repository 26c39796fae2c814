"""Links that open a page at the very words: text fragments, `#:~:text=[prefix-,]start[,end][,-suffix]`.

Source: https://wicg.github.io/scroll-to-text-fragment/ (WICG Draft Community Group Report).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from site_builder.model import Entry, Selector

LONG = 300  # characters from which the specification advises a range instead of the whole text
RANGE_WORDS = 6
FEW_WORDS = 3  # so short a text may stand on a page more than once, and takes context along
WITHOUT_FRAGMENTS = (".pdf", ".epub", ".docx", ".doc", ".jpg", ".jpeg", ".png")


def at_words(url: str, selector: Selector, entry: Entry | None = None) -> str:
    """`url`, opened at the words that `selector` names; `entry` tells how a copy of that page prints them.

    In a PDF, at their page. The plain address where browsers ignore text fragments; where they do not know them, or
    the words have gone, the link opens the page at its top.
    """
    if urlsplit(url).path.lower().endswith(WITHOUT_FRAGMENTS) or (entry and entry.page):
        page = entry.page if entry else None
        return f"{url}#page={page}" if page and "#" not in url else url
    mark = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{mark}{directive(selector, entry)}"


def directive(selector: Selector, entry: Entry | None = None) -> str:
    """The value of `text=`: the words, percent-encoded; a range from the first to the last where they are many.

    A term matches only in one block of the page and only as the page prints it: so a text of several lines, and one
    that the copy prints with differences, becomes a range between words that are known to stand there.
    """
    start, end = _terms(selector.exact, entry)
    shortest = min(len(term.split()) for term in (start, end or start))
    if shortest > FEW_WORDS and (entry is None or entry.hits < 2):
        return encoded(start) + (f",{encoded(end)}" if end else "")
    known = entry is not None and entry.rung is not None
    before = _before(entry.prefix if entry and known else selector.prefix or "")
    after = _after(entry.suffix if entry and known else selector.suffix or "")
    whole = " ".join(selector.exact.split())
    before = before if whole.startswith(start) else ""
    after = after if whole.endswith(end or start) else ""
    return (
        (f"{encoded(before)}-," if before else "")
        + encoded(start)
        + (f",{encoded(end)}" if end else "")
        + (f",-{encoded(after)}" if after else "")
    )


def _terms(exact: str, entry: Entry | None) -> tuple[str, str]:
    """The first and the last words of a range; or all the words and ''."""
    head, tail = _sure(exact, entry)
    head, tail = _lines(head)[0], _lines(tail)[-1]
    first, last = head.split(), tail.split()
    if head == tail and (len(head) < LONG or len(first) <= 2 * RANGE_WORDS):
        return head, ""
    start = " ".join(first[:RANGE_WORDS])
    return start, _end(last, exact)


def _end(words: list[str], exact: str) -> str:
    """So many of the last words that a browser, which takes the first place that fits, finds the end and no place before."""
    whole = " ".join(exact.split()).casefold()
    for count in range(RANGE_WORDS, len(words)):
        end = " ".join(words[-count:])
        if whole.count(end.casefold()) == 1:
            return end
    return " ".join(words[-RANGE_WORDS:])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sure(exact: str, entry: Entry | None) -> tuple[str, str]:
    """What stands in the copy as in `exact` before anything differs, and after; twice the whole if nothing does.

    The evidence names differing characters and not their places, so the nearest possible places are taken.
    """
    parts = (
        [part.ours for part in entry.differences if _is_told_apart(part.ours, part.theirs)] if entry else []
    )
    if not parts or not all(parts):
        return exact, exact
    head = exact[: exact.find(parts[0])]
    tail = exact[exact.rfind(parts[-1]) + len(parts[-1]) :]
    if _is_in_a_word(parts[0], exact[len(head) + len(parts[0]) :]):
        head = re.sub(r"\S+$", "", head)
    if _is_in_a_word(parts[-1][::-1], exact[: -len(parts[-1] + tail)][::-1]):
        tail = re.sub(r"^\S+", "", tail)
    sure = [part for part in (head, tail) if re.search(r"\w", part)]
    return (sure[0], sure[-1]) if sure else (exact, exact)


def _is_in_a_word(part: str, beyond: str) -> bool:
    """Whether differing characters belong to the word beside them, as ’ does in 'haven’t' and a last full stop does not."""
    return re.match(r"\w|[^\w\s]\w", part + beyond) is not None


def _is_told_apart(ours: str, theirs: str | None) -> bool:
    """Whether browsers, which fold case, take these for different characters."""
    return theirs is None or ours.casefold() != theirs.casefold()


def encoded(words: str) -> str:
    """Percent-encoded UTF-8. '-', ',' and '&' have a meaning in the directive; `quote` leaves '-' as it is."""
    return quote(words, safe="").replace("-", "%2D")


def _before(prefix: str) -> str:
    """Whole words of the prefix's last line: a selector's context is cut by characters, a fragment matches words."""
    line = prefix.rpartition("\n")[2].strip()
    return line.partition(" ")[2].lstrip() if line == prefix.strip() else line


def _after(suffix: str) -> str:
    line = suffix.partition("\n")[0].strip()
    return line.rpartition(" ")[0].rstrip() if line == suffix.strip() else line
