"""Where sentences end, in English prose with curly quotes.

Neither grammar nor a model: a full stop ends a sentence unless something says that it does not. Abbreviations, initials,
decimals, ordinals before a month, and whatever stands inside a quotation or brackets say so.
"""

from __future__ import annotations

import re

REFERENCE = "\ufffc"
"""Stands for a citation or a footnote's mark; it belongs to the sentence that it follows."""

_STOP = re.compile(rf"(?P<stop>[.!?…]+)[’”\"')\]]*(?P<cited>(?:\s*{REFERENCE})*)(?=\s|$)")
_NEXT = re.compile(r"\s*[“‘\"'(\[—–-]*\s*(?P<word>\w*)")
_WORD = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:\w\.)*\w")

_TITLES = frozenset({
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rep", "reps", "sen", "sens", "gov", "gen", "col", "lt",
    "sgt", "capt", "hon", "rev", "v", "vs", "cf", "ca", "e.g", "i.e", "viz", "approx",
})  # fmt: skip
"""Never the end of a sentence."""
_BEFORE_NUMBERS = frozenset({
    "no", "nos", "art", "sec", "vol", "fig", "p", "pp", "ch", "para", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
"""Abbreviations where a number follows; words where none does ('The answer was no.')."""
_BODIES = frozenset({
    "inc", "ltd", "co", "corp", "plc", "bros", "jr", "sr", "etc", "al",
})  # fmt: skip
"""Like initials ('U.S.'), they end a sentence only if the next word begins one."""
_OPENERS = frozenset({
    "a", "after", "an", "and", "as", "at", "before", "but", "by", "for", "he", "her", "his", "how", "if",
    "in", "it", "its", "no", "on", "one", "our", "she", "so", "some", "that", "the", "their", "then",
    "there", "these", "they", "this", "those", "to", "under", "until", "we", "what", "when", "where", "who",
    "why", "with",
})  # fmt: skip
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip
_PAIRS = (("“", "”"), ("(", ")"))


def ends(text: str) -> list[int]:
    """Offsets just behind each sentence and the references that follow it; the last is the end of the text."""
    found = [match.end() for match in _STOP.finditer(text) if _is_end(text, match)]
    whole = len(text.rstrip())
    return [*(end for end in found if end < whole), whole] if whole else []


def _is_end(text: str, match: re.Match[str]) -> bool:
    if any(_is_inside(text, match.end(), *pair) for pair in _PAIRS):
        return False
    if match["cited"]:
        return True
    following = _NEXT.match(text, match.end())
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    before = _WORD.search(text, 0, match.start())
    if match["stop"] != ".":
        return before is not None or not match["stop"].startswith("…")  # alone, an ellipsis is an omission
    return before is None or _is_over(before[0].lower(), word.lower())


def _is_over(last: str, following: str) -> bool:
    """Whether a full stop between two words, in lower case, ends the sentence."""
    if last in _TITLES:
        return False
    if last in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if last.isdigit():
        return not (int(last) <= 31 and following in _MONTHS)
    if last in _BODIES or (_INITIALS.fullmatch(last) and last != "i"):
        return following in _OPENERS
    return True


def _is_inside(text: str, offset: int, opening: str, closing: str) -> bool:
    """Whether `offset` lies in a pair that closes later."""
    before = text[:offset]
    return before.count(opening) > before.count(closing) and closing in text[offset:]
