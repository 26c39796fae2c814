"""Site to machine-readable files: one function a family of files, one row each in EXPORTS.

Reads records and pages, never the clock or a disk. Words for readers stand elsewhere; what is written here describes
data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from site_builder.exports import datapackage, feed, oembed, sitemap
from site_builder.exports.citations import CitedPage, cite_page
from site_builder.exports.coins import coins
from site_builder.exports.headtags import Tag, head_tags
from site_builder.exports.jsonld import jsonld
from site_builder.exports.oembed import Frame, frame_of
from site_builder.model import Site
from site_builder.pages.page import Page

Export = Callable[[Site, Sequence[Page], date], dict[str, bytes]]
"""A family of files: the site, its pages and the day to {path: bytes}."""

EXPORTS: tuple[Export, ...] = (
    datapackage.export,
    feed.export,
    oembed.export,
    sitemap.export,
)


def export(site: Site, pages: Sequence[Page], day: date) -> dict[str, bytes]:
    """Every machine-readable file of the site as of `day`; paths are POSIX and relative to its root."""
    return {path: data for files in EXPORTS for path, data in files(site, pages, day).items()}


__all__ = [
    "EXPORTS",
    "CitedPage",
    "Export",
    "Frame",
    "Tag",
    "cite_page",
    "coins",
    "export",
    "frame_of",
    "head_tags",
    "jsonld",
]
