"""Links that open a page at the very words: text fragments, `#:~:text=[prefix-,]start[,end][,-suffix]`.

Source: https://wicg.github.io/scroll-to-text-fragment/ (WICG Draft Community Group Report).
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from site_builder.model import Selector

LONG = 300  # characters from which the specification advises a range instead of the whole text
RANGE_WORDS = 6
FEW_WORDS = 3  # so short a text may stand on a page more than once, and takes context along
WITHOUT_FRAGMENTS = (".pdf", ".epub", ".docx", ".doc", ".jpg", ".jpeg", ".png")


def at_words(url: str, selector: Selector) -> str:
    """`url`, opened at the words that `selector` names.

    The plain address where browsers ignore text fragments, as in a PDF. Where they do not know them, or the words have
    gone, the link opens the page at its top.
    """
    if urlsplit(url).path.lower().endswith(WITHOUT_FRAGMENTS):
        return url
    mark = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{mark}{directive(selector)}"


def directive(selector: Selector) -> str:
    """The value of `text=`: the words, percent-encoded; a range from the first to the last where they are many.

    Each term has to lie within one block of the page, so a text of several lines becomes a range too.
    """
    lines = [line.strip() for line in selector.exact.splitlines() if line.strip()]
    words = selector.exact.split()
    if len(lines) > 1 or (len(selector.exact) >= LONG and len(words) > 2 * RANGE_WORDS):
        first, last = lines[0].split()[:RANGE_WORDS], lines[-1].split()[-RANGE_WORDS:]
        return f"{encoded(' '.join(first))},{encoded(' '.join(last))}"
    exact = encoded(selector.exact.strip())
    if len(words) > FEW_WORDS:
        return exact
    before, after = _before(selector.prefix or ""), _after(selector.suffix or "")
    return (f"{encoded(before)}-," if before else "") + exact + (f",-{encoded(after)}" if after else "")


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
