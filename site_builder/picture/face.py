"""How wide a font's characters are, read from the font itself: what is measured is what will be drawn.

Our fonts have neither kerning nor ligatures, so the width of a line is the sum of its characters'.
Source: OpenType 1.9, https://learn.microsoft.com/typography/opentype/spec/
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from struct import iter_unpack, unpack_from

UNICODE = 3, 1
"""Platform and encoding of the table of characters that we read: Windows, the basic plane of Unicode."""


@dataclass(frozen=True)
class Face:
    """A font's characters with their widths; `em` is the font size in the same units."""

    em: int
    widths: Mapping[str, int]

    def width(self, text: str, size: float) -> float:
        """Pixels that `text` takes at a font size in pixels; KeyError for a character the font does not have."""
        return sum(self.widths[char] for char in text) * size / self.em


@cache
def face(name: str) -> Face:
    """One of our fonts, by its file's name."""
    data = pkgutil.get_data(__package__, name)
    if data is None:
        raise FileNotFoundError(name)
    (count,) = unpack_from(">H", data, 4)
    tables = {tag: start for tag, _, start, _ in iter_unpack(">4sIII", data[12 : 12 + 16 * count])}
    (em,) = unpack_from(">H", data, tables[b"head"] + 18)
    (long,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    advances = [wide for wide, _ in iter_unpack(">Hh", data[tables[b"hmtx"] : tables[b"hmtx"] + 4 * long])]
    return Face(em, {char: advances[min(glyph, long - 1)] for char, glyph in _glyphs(data, tables[b"cmap"])})


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """Each character with the number of its glyph, from a table in format 4."""
    (count,) = unpack_from(">H", data, cmap + 2)
    kinds = iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * count])
    table = cmap + next(start for platform, encoding, start in kinds if (platform, encoding) == UNICODE)
    form, _, _, twice = unpack_from(">4H", data, table)
    if form != 4:
        raise ValueError(f"a table of characters in format {form}")
    segments = twice // 2
    lasts, firsts, deltas, offsets = (
        unpack_from(f">{segments}H", data, table + start)
        for start in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    for place, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if offset:
                here = table + 16 + 3 * twice + 2 * place
                (glyph,) = unpack_from(">H", data, here + offset + 2 * (char - first))
            if offset == 0 or glyph:
                yield chr(char), (glyph + delta) % 0x10000
