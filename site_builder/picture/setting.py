"""Text in lines, as large as fits: SVG breaks no lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.picture.face import Face, face

REGULAR, BOLD = "serif-regular.ttf", "serif-bold.ttf"
CUT = " …"


@dataclass(frozen=True, slots=True)
class SetText:
    """Lines of text with their font size, from one baseline to the next, and the width of the longest, in pixels."""

    size: int
    leading: int
    lines: tuple[str, ...]

    width: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def covers(text: str) -> bool:
    """Whether our fonts have every character of `text`."""
    return set("".join(text.split())) <= face(REGULAR).widths.keys()


def width(text: str, size: int, *, bold: bool = False) -> float:
    """Pixels that a line takes; KeyError for a character that `covers` does not know."""
    return face(BOLD if bold else REGULAR).width(text, size)


@lru_cache(maxsize=4096)  # pure: a preview sets again only the words that a save has changed
def fit(
    text: str, *, width: int, height: int, sizes: tuple[int, ...], bold: bool = False, leading: float = 1.22
) -> SetText:
    """`text` at the largest of `sizes` (largest first) at which it fits into a box of pixels.

    Lines are made about equally long. What does not fit even at the last size is cut after a whole word.
    Raises KeyError for a character that `covers` does not know.
    """
    font = face(BOLD if bold else REGULAR)
    for size in sizes:
        lines = _lines(text, font, size, width)
        if len(lines) * round(size * leading) <= height:
            return _set(_evened(text, lines, font, size, width), font, size, leading)
    size = sizes[-1]
    lines, most = _lines(text, font, size, width), max(1, height // round(size * leading))
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], font, size, width)]
    return _set(lines, font, size, leading)


def _set(lines: Sequence[str], font: Face, size: int, leading: float) -> SetText:
    widest = max((font.width(line, size) for line in lines), default=0)
    return SetText(size, round(size * leading), tuple(lines), round(widest))


def _lines(text: str, font: Face, size: int, width: float) -> list[str]:
    lines: list[str] = []
    for word in (part for whole in text.split() for part in _parts(whole, font, size, width)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parts(word: str, font: Face, size: int, width: float) -> list[str]:
    """A word, in pieces if it is longer than a line."""
    if font.width(word, size) <= width:
        return [word]
    parts = [""]
    for char in word:
        if parts[-1] and font.width(parts[-1] + char, size) > width:
            parts.append("")
        parts[-1] += char
    return parts


def _evened(text: str, lines: list[str], font: Face, size: int, width: int) -> list[str]:
    """The same number of lines in the narrowest column that holds them."""
    low, high = 0, width
    while high - low > 1:
        middle = (low + high) // 2
        if len(_lines(text, font, size, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _lines(text, font, size, high)


def _cut(line: str, font: Face, size: int, width: int) -> str:
    words = line.split()
    while len(words) > 1 and font.width(" ".join(words) + CUT, size) > width:
        words.pop()
    return " ".join(words).rstrip(",;:–—-") + CUT
