"""Old addresses: a page at each alias that sends the reader to where the record lives now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.model import Site
from site_builder.pages.page import Page
from site_builder.pages.urls import ANCHORED, address, address_of


def plan(site: Site, day: date) -> Iterator[Page]:
    for record in site.records():
        if record.kind_name in ANCHORED:
            continue  # an anchor's old names stand beside the new one on the page itself
        for alias in record.aliases:
            yield Page(
                address=address_of(record.kind_name, record.plural, alias),
                kind="alias",
                template="alias.html",
                title="This page has moved",
                shows={"target": address(record)},
                listed=False,
            )
