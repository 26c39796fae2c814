"""Old addresses: a page at each alias that sends the reader to where the record lives now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.model import Actor, Site
from site_builder.pages.page import Page
from site_builder.pages.urls import ANCHORED, address, address_of, timeline_of


def plan(site: Site, day: date) -> Iterator[Page]:
    active = {taking.actor for event in site.events for taking in event.actors}
    for record in site.records():
        if record.kind_name in ANCHORED:
            continue  # an anchor's old names stand beside the new one on the page itself
        for alias in record.aliases:
            yield _moved(address_of(record.kind_name, record.plural, alias), address(record))
            if isinstance(record, Actor) and record.id in active:
                yield _moved(timeline_of("actor", alias), timeline_of("actor", record.id))


def _moved(old: str, new: str) -> Page:
    return Page(
        address=old,
        kind="alias",
        template="alias.html",
        title="This page has moved",
        shows={"target": new},
        listed=False,
    )
