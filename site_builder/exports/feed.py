"""Atom feeds: /feed.xml for whatever changed, /corrections.xml for every correction once.

All times come from the records, so that a feed changes only when the site does.
Source: RFC 4287; ids are tag URIs, RFC 4151.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlsplit

from site_builder import derive
from site_builder.dates import When
from site_builder.exports.markup import Element, add, document
from site_builder.model import Correction, Explainer, Record, Site
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, absolute, address
from site_builder.prose import plain

ATOM = "http://www.w3.org/2005/Atom"
FEED = "/feed.xml"
CORRECTIONS = "/corrections.xml"
LIMIT = 100
"""Entries in the feed of changes; older ones stay on the site. Corrections are all listed."""
NEVER = "1970-01-01"
"""When a feed was updated that nothing has ever entered: RFC 4287 wants a date, and the clock is no answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `day` is ISO, `key` makes its id and never changes, `html` is escaped already."""

    key: str
    day: str
    address: str
    title: str
    category: str
    summary: str
    html: str = ""


def export(site: Site, pages: Sequence[Page], day: date) -> dict[str, bytes]:  # noqa: ARG001 # records only
    listed = changes(site)
    corrected = corrections(site)
    last = max((entry.day for entry in (*listed, *corrected)), default=NEVER)
    title = site.config.title
    page = next((page.title for page in pages if page.address == INDEX["corrections"]), "")
    return {
        FEED.lstrip("/"): atom(site, FEED, title, INDEX["home"], listed[:LIMIT], last),
        CORRECTIONS.lstrip("/"): atom(
            site, CORRECTIONS, f"{title}: {page}" if page else title, INDEX["corrections"], corrected, last
        ),
    }


def changes(site: Site) -> list[Entry]:
    """What changed, newest first. All that befell one record on one date is one entry."""
    grouped: dict[tuple[str, str], list[tuple[When, Record, str]]] = {}
    for when, record, text in derive.changed(site):
        if not (isinstance(record, Explainer) and record.draft):
            grouped.setdefault((day_of(when), record.id), []).append((when, record, text))
    return [_change(site, rows) for rows in grouped.values()]


def corrections(site: Site) -> list[Entry]:
    """Every correction once, newest first."""
    return [_correction(site, correction) for correction in derive.newest_corrections(site.corrections)]


def day_of(when: When) -> str:
    """The day a feed gives a date: the first it can mean, as ISO; NEVER where both ends are unknown."""
    day = when.earliest or when.latest
    return day.isoformat() if day else NEVER


def atom(site: Site, path: str, title: str, alternate: str, entries: Iterable[Entry], updated: str) -> bytes:
    config = site.config
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": config.language})
    add(feed, "id", absolute(config.base_url, path))
    add(feed, "title", title)
    if path == FEED:
        add(feed, "subtitle", plain(config.description))
    add(feed, "updated", _time(updated))
    add(feed, "link", rel="self", type="application/atom+xml", href=absolute(config.base_url, path))
    add(feed, "link", rel="alternate", type="text/html", href=absolute(config.base_url, alternate))
    for name in config.authors or (config.title,):
        add(add(feed, "author"), "name", name)
    if config.licence:
        add(feed, "rights", config.licence.name)
    for entry in entries:
        _append(feed, entry, config.base_url)
    return document(feed)


def _change(site: Site, rows: list[tuple[When, Record, str]]) -> Entry:
    when, record, _ = rows[0]
    said = [plain(text) for _, _, text in rows]
    if isinstance(record, Explainer):
        said.append(plain(record.description))
    return Entry(
        key=f"{record.kind_name}/{record.id}",
        day=day_of(when),
        address=address(record),
        title=cards.title(record, site),
        category=record.kind_name,
        summary=" · ".join(dict.fromkeys(said)),
    )


def _correction(site: Site, correction: Correction) -> Entry:
    was, now, why = (plain(text) for text in (correction.was, correction.now, correction.why))
    return Entry(
        key=f"correction/{correction.id}",
        day=day_of(correction.date),
        address=address(correction),
        title="; ".join(cards.title(site[ref], site) for ref in correction.records),
        category=correction.severity,
        summary=now,
        html=f"<p><del>{escape(was)}</del></p><p><ins>{escape(now)}</ins></p><p>{escape(why)}</p>",
    )


def _append(feed: Element, entry: Entry, base_url: str) -> None:
    item = add(feed, "entry")
    add(item, "id", f"tag:{urlsplit(base_url).hostname},{entry.day}:{entry.key}")
    add(item, "title", entry.title)
    add(item, "updated", _time(entry.day))
    add(item, "link", rel="alternate", type="text/html", href=absolute(base_url, entry.address))
    add(item, "category", term=entry.category)
    add(item, "summary", entry.summary)
    if entry.html:
        add(item, "content", entry.html, type="html")


def _time(day: str) -> str:
    """A day as RFC 3339 has it."""
    return f"{day}T00:00:00Z"
