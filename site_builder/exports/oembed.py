"""Frames of records for other sites: the HTML to copy, and the same as oEmbed for programs that look for it.

A frame runs no script and may do nothing but open links at the top. Source: oEmbed 1.0, https://oembed.com/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from site_builder.exports.data import dumps
from site_builder.model import Site
from site_builder.pages.embed import Embed, embed_of
from site_builder.pages.page import Page
from site_builder.pages.urls import HOME, absolute

SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"


@dataclass(frozen=True, slots=True)
class Frame:
    """How to frame a page: the address of its oEmbed answer, and the HTML to copy."""

    oembed: str
    html: str


def export(site: Site, pages: Sequence[Page], day: date) -> dict[str, bytes]:  # noqa: ARG001 # same on every day
    """One answer for each page that can be framed, beside the frame: '/embed/bans/x/' has 'embed/bans/x.json'."""
    framed = ((page, embed_of(site, page)) for page in pages)
    return {answer(embed).lstrip("/"): dumps(_oembed(site, page, embed)) for page, embed in framed if embed}


def frame_of(site: Site, page: Page) -> Frame | None:
    """How others can frame `page`; None if they cannot."""
    embed = embed_of(site, page)
    if embed is None:
        return None
    return Frame(absolute(site.config.base_url, answer(embed)), _html(site, page, embed))


def answer(embed: Embed) -> str:
    return f"{embed.address.rstrip('/')}.json"


def _oembed(site: Site, page: Page, embed: Embed) -> dict[str, object]:
    config = site.config
    return {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": config.title,
        "provider_url": absolute(config.base_url, HOME),
        "width": embed.width,
        "height": embed.height,
        "html": _html(site, page, embed),
    }


def _html(site: Site, page: Page, embed: Embed) -> str:
    source = escape(absolute(site.config.base_url, embed.address))
    return (
        f'<iframe src="{source}" title="{escape(page.title)}" width="{embed.width}" height="{embed.height}"'
        f' sandbox="{SANDBOX}" loading="lazy"></iframe>'
    )
