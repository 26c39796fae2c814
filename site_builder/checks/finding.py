"""What a check of the content gives: a place, what is wrong there, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from site_builder.diagnostics import Pos
from site_builder.model import Site


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem without its code and level, which follow from the check and the tuple it stands in."""

    pos: Pos
    message: str
    hint: str = ""


Check = Callable[[Site], Iterator[Finding]]
DatedCheck = Callable[[Site, date], Iterator[Finding]]
"""A check that asks which day it is."""
