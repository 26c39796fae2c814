"""Every address of the site. Addresses outlive us: they are made of ids and of nothing else.

An address begins and ends with '/' ('/events/ban-disclosed/'), or names a file ('/404.html'); it may end in '#anchor'.
Links in pages are relative and name index.html, so that the same bytes work at a domain's root, below a path and from disk.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from site_builder.model import Record

HOME = "/"
INDEX: dict[str, str] = {
    "home": HOME,
    "explainers": "/explainers/",
    "timeline": "/timeline/",
    "bans": "/bans/",
    "quotes": "/quotes/",
    "sources": "/sources/",
    "actors": "/actors/",
    "glossary": "/glossary/",
    "disagreements": "/disagreements/",
    "corrections": "/corrections/",
    "check": "/check/",
}
"""Pages of the site itself, by the name that prose links them with (page:timeline)."""

NEWEST = "/timeline/newest/"
"""The timeline the other way round."""

BANS_BY_TARGET, BANS_BY_DATE, BANS_BY_STATUS = "/bans/by-target/", "/bans/by-date/", "/bans/by-status/"
BANS_MATRIX = "/bans/matrix/"
"""The bans in other orders than that of who imposed them."""

QUOTES_BY_SOURCE = "/quotes/by-source/"
"""The quotations in the order of who prints them."""

ANCHORED = {"term": "/glossary/", "claim": "/disagreements/", "correction": "/corrections/"}
"""Kinds whose records live on one page, each at its anchor."""


def address(record: Record) -> str:
    """Where a record lives."""
    return address_of(record.kind_name, record.plural, record.id)


def address_of(kind: str, plural: str, id: str) -> str:
    """Where the record of that kind with that id, or old id, lives."""
    if kind in ANCHORED:
        return f"{ANCHORED[kind]}#{id}"
    if kind == "page":
        return f"/{id}/"
    return f"/{plural}/{id}/"


def embed_address(record: Record) -> str:
    """Where the record stands alone, for other sites to frame."""
    return f"/embed/{record.plural}/{record.id}/"


def share_address(record: Record) -> str:
    """Where the picture is that other sites show for the record."""
    return f"/share/{record.plural}/{record.id}.png"


def timeline_of(by: Literal["actor", "kind"], key: str) -> str:
    """Where the timeline of one actor or one kind of event is."""
    return f"{INDEX['timeline']}{by}/{key}/"


def file_of(address: str) -> str:
    """The path in the tree: '/bans/' -> 'bans/index.html'."""
    path = address.partition("#")[0][1:]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def relative(start: str, target: str) -> str:
    """The link from the page at address `start` to `target`: ('/bans/', '/events/x/#y') -> '../events/x/index.html#y'."""
    path, mark, anchor = target.partition("#")
    if mark and path == start:
        return f"#{anchor}"
    return f"{'../' * (start.count('/') - 1)}{file_of(path)}{mark}{anchor}"


def absolute(base_url: str, target: str) -> str:
    """The full, clean address, for canonical links, feeds and the sitemap."""
    return base_url.rstrip("/") + target


def base_path(base_url: str) -> str:
    """The path part of base_url, with '/' at both ends: 'https://x.org/repo' -> '/repo/'."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"
