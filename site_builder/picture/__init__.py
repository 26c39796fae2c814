"""Pictures for where no page can be shown: text set in lines, and a drawing in SVG as a PNG.

Two fonts of our own draw every word and no font of the machine does, so that a picture is the same wherever it is made.
Knows no record and no template; resvg does the drawing, if it is installed.
"""

from __future__ import annotations

import pkgutil
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from importlib.util import find_spec

from site_builder.picture.setting import SetText, covers, fit, width

FONTS = ("serif-regular.ttf", "serif-bold.ttf")
"""'Ledger Serif' in the weights 400 and 700; where they come from stands in FONTS.md."""


class DrawingError(ValueError):
    """What should be drawn is no SVG."""


@cache
def can_draw() -> bool:
    """Whether resvg is installed: the extra `cards`."""
    return find_spec("resvg_py") is not None


@lru_cache(maxsize=1024)  # pure: a preview draws again only what a save has changed
def png(svg: str) -> bytes:
    """The drawing as a PNG of its own width and height, in pixels. Raises DrawingError."""
    from resvg_py import svg_to_bytes

    try:
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_font_files())
    except ValueError as error:
        raise DrawingError(str(error)) from error


@cache
def edition() -> str:
    """Names the program and the fonts that draw: equal names and an equal SVG give an equal PNG."""
    fonts = b"".join(pkgutil.get_data(__name__, name) or b"" for name in FONTS)
    return f"resvg-py {version('resvg_py')}, {blake2b(fonts, digest_size=8).hexdigest()}"


@cache
def _font_files() -> list[str]:
    return [str(resources.files(__name__) / name) for name in FONTS]


__all__ = ["FONTS", "DrawingError", "SetText", "can_draw", "covers", "edition", "fit", "png", "width"]
