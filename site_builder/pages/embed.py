"""Records that stand alone, for other sites to frame: one small page each, with the day it is of.

A frame is not followed by anybody's corrections but ours: it shows what we say now, its status as of the build, and leads
to the full record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from site_builder import derive
from site_builder.model import Ban, Event, Explainer, Quote, Record, Site
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import embed_address
from site_builder.policy import EMBEDDED

KINDS = ("explainer", "event", "ban", "quote")
WIDTH = 600  # pixels: a column of text on most sites
LINE, CHARACTERS = 28, 58  # pixels; about what a line of that width holds
FRAME = 260  # pixels around the text: who, when, evidence, foot
TALLEST = 640


@dataclass(frozen=True, slots=True)
class Embed:
    """The frame of a record: the address of its page, and how large it wants to be, in pixels."""

    address: str
    width: int
    height: int


def plan(site: Site, day: date) -> Iterator[Page]:
    records: list[Record] = [*derive.explainers(site), *site.events, *site.bans, *site.quotes]
    for record in records:
        yield Page(
            address=embed_address(record),
            kind="embed",
            template="embed.html",
            title=cards.title(record, site),
            description=f"A card of one {record.kind_name} and its sources, from {site.config.title}.",
            record=record,
            listed=False,
            policy=EMBEDDED,
        )


def embed_of(site: Site, page: Page) -> Embed | None:
    """The frame that shows what `page` is about, if that can be framed."""
    record = page.record
    if record is None or record.kind_name not in KINDS or not page.listed:
        return None
    return Embed(embed_address(record), WIDTH, _height(site, record))


def _height(site: Site, record: Record) -> int:
    """Enough for the words in most fonts, as far as a page can spare it; a frame that is too low scrolls."""
    lines = sum(ceil(len(text) / CHARACTERS) for text in _texts(site, record))
    return min(TALLEST, FRAME + LINE * lines)


def _texts(site: Site, record: Record) -> Iterator[str]:
    if isinstance(record, Quote):
        yield from (record.text, record.translation or "")
        return
    yield cards.title(record, site)
    if isinstance(record, Ban):
        yield from (record.scope.what, *record.scope.excludes) if record.scope else ()
        yield from (step.note or step.kind for step in record.history)
    elif isinstance(record, Event):
        yield record.summary.value if record.summary else ""
    elif isinstance(record, Explainer):
        yield record.description
