"""What `verify` found of each quote: written by it, and read like a lock file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from site_builder.model.records import Part, Written
from site_builder.model.sources import Archived
from site_builder.model.values import Address, Date, Slug

Rung = Literal["N0", "N1", "N2", "N2-pdf", "N3", "N4"]
Standing = Literal[
    "verified", "verified-with-edits", "variant", "drifted", "moved",
    "not-found", "unreachable", "paywalled-seen", "translated", "unchecked",
]  # fmt: skip
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
CONTEXT = 32
"""Characters before and after a quote that evidence may hold, as hypothes.is does; more would republish the source."""


class Copy(Part):
    """What quotes were compared with: one copy of a source, which itself is kept elsewhere or not at all."""

    from_: Literal["snapshot", "live", "archive"] = Field(alias="from")
    extent: Literal["full-text", "excerpt"]
    retrieved: Date
    url: Address | None = None
    memento: str | None = None
    """When an archive made it, as the archive says: 'Fri, 20 Apr 2018 23:01:00 GMT'."""
    extractor: str
    """The program that took the text out of the bytes, and its version."""
    length: int
    """Characters of the text; offsets count in it."""
    raw_sha256: Sha256
    text_sha256: Sha256


class Live(Part):
    """The latest look at a source's own address; `reason` says why there was nothing to compare."""

    checked: Date
    url: Address
    reason: str | None = None
    text_sha256: Sha256 | None = None


class Difference(Part):
    """Where our words and the source's part. `theirs` only where it says no more than a form of ours."""

    op: Literal["changed", "added", "dropped"]
    ours: str = ""
    theirs: str | None = None
    length: int = 0
    """Characters the source has there."""


class Entry(Part):
    """What became of one witness of a quote. Offsets are characters of the copy's text, half-open.

    `exact_sha256` is of the witness's words; `shown_sha256`, for the copy-text, of the words that we print.
    """

    quote: Slug
    role: str
    exact_sha256: Sha256
    shown_sha256: Sha256 | None = None
    state: Standing
    rung: Rung | None = None
    start: int | None = None
    end: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    """The parts of a quote with gaps."""
    page: int | None = None
    """Of a PDF, from 1."""
    hits: int = 0
    prefix: str = Field(default="", max_length=CONTEXT)
    suffix: str = Field(default="", max_length=CONTEXT)
    likeness: float | None = None
    kind: Literal["edited", "corrupted"] | None = None
    differences: tuple[Difference, ...] = ()


class Evidence(Written):
    """The file of one source: what `verify` compared, when, and what came of it. Never the source's text."""

    source: Slug
    checked: Date
    asked_sha256: Sha256
    """Of all that was asked, and of the rules it was judged by: equal, and the same copy, need no second look."""
    snapshot: Copy | None = None
    live: Live | None = None
    archived: Archived | None = None
    quotes: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry where it belongs; `changed` are the quote's words that are no longer those which were compared."""

    evidence: Evidence
    entry: Entry
    changed: tuple[tuple[str | int, ...], ...] = ()
