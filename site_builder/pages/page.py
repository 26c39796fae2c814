"""A page before it is drawn: its address, its template and what the template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from site_builder.dates import When
from site_builder.model import Record, Site
from site_builder.policy import PAGE, Policy


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site.

    `kind` names the page kind ('ban', 'timeline', …); `record` is what it is about, if it is about one record; `shows` are the
    template's own values. `listed` pages stand in the sitemap; `nav` is the address of the navigation entry it belongs to;
    `policy` is what a browser may load and run there.
    """

    address: str
    kind: str
    template: str
    title: str
    description: str = ""
    record: Record | None = None
    shows: Mapping[str, Any] = field(default_factory=dict)
    listed: bool = True
    nav: str = ""
    modified: When | None = None
    policy: Policy = PAGE


Planner = Callable[[Site, date], Iterator[Page]]
"""A page kind: the site as of a day to its pages."""
