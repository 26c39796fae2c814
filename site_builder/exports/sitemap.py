"""For crawlers and hosts: sitemap.xml, a robots.txt that bars nobody, and .nojekyll, which keeps Jekyll off the files.

Source: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from site_builder.exports.markup import Element, add, document
from site_builder.model import Site
from site_builder.pages.page import Page
from site_builder.pages.urls import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP = "/sitemap.xml"


def export(site: Site, pages: Sequence[Page], day: date) -> dict[str, bytes]:  # noqa: ARG001 # same on every day
    base_url = site.config.base_url
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {absolute(base_url, SITEMAP)}\n"
    return {
        SITEMAP.lstrip("/"): sitemap(base_url, pages),
        "robots.txt": robots.encode("utf-8"),
        ".nojekyll": b"",
    }


def sitemap(base_url: str, pages: Sequence[Page]) -> bytes:
    """Listed pages in the order of the site. A date that is no exact day is left out: crawlers know no doubt."""
    root = Element("urlset", {"xmlns": NAMESPACE})
    for page in pages:
        if page.listed:
            url = add(root, "url")
            add(url, "loc", absolute(base_url, page.address))
            if page.modified and page.modified.precision in ("day", "instant") and page.modified.earliest:
                add(url, "lastmod", page.modified.earliest.isoformat())
    return document(root)
