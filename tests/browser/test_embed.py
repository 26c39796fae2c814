"""A record framed by another site: it shows without scripts, asks nobody else for anything, and its links open at the top."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from site_builder.build import build

pytestmark = pytest.mark.browser

OURS = "https://ours.example/record/"
HOST = "https://elsewhere.example/"
KINDS = ("bans", "events", "explainers", "quotes")
TYPES = {"css": "text/css", "html": "text/html; charset=utf-8"}


@pytest.fixture(scope="module")
def tree(project: Path) -> Mapping[str, bytes]:
    return build(project, date(2026, 11, 21), base_url=OURS).tree


@dataclass
class Web:
    """Two sites: ours, and one whose only page frames a record of ours. Everything else is out of reach."""

    tree: Mapping[str, bytes]
    frame: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        path = urlsplit(url).path.removeprefix(urlsplit(OURS).path)
        file = f"{path}index.html" if path.endswith("/") else path
        if url == HOST:
            body = f"<!doctype html><html lang=en><title>Elsewhere</title><body>{self.frame}"
            route.fulfill(body=body, content_type=TYPES["html"])
        elif url.startswith(OURS) and file in self.tree:
            kind = TYPES.get(file.rpartition(".")[2], "application/octet-stream")
            route.fulfill(body=self.tree[file], content_type=kind)
        else:
            route.fulfill(status=404, body="")


@pytest.fixture
def web(tree: Mapping[str, bytes], page: Page) -> Iterator[Web]:
    web = Web(tree)
    page.route("**/*", web.answer)
    yield web
    page.unroute_all()


def framed(web: Web, page: Page, kind: str) -> FrameLocator:
    """The longest record of a kind, in the frame that its oEmbed answer gives."""
    pages = [path for path in web.tree if path.startswith(f"embed/{kind}/") and path.endswith(".html")]
    longest = max(pages, key=lambda path: len(web.tree[path]))
    web.frame = json.loads(web.tree[longest.replace("/index.html", ".json")])["html"]
    web.asked.clear()
    page.goto(HOST)
    return page.frame_locator("iframe")


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_shows_its_record_and_asks_only_for_our_style_sheet(web: Web, page: Page, kind: str) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    frame = framed(web, page, kind)
    expect(frame.locator("footer")).to_contain_text("as of 21 November 2026")
    expect(frame.locator("main")).to_be_visible()
    embed, sheet = (url for url in web.asked if url.startswith(OURS))
    assert embed.startswith(f"{OURS}embed/{kind}/")
    assert sheet == f"{OURS}assets/ledger.css"
    assert [url for url in web.asked if not url.startswith(OURS)] == [HOST]
    assert messages == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 600])
def test_a_frame_never_scrolls_sideways(web: Web, page: Page, kind: str, width: int) -> None:
    frame = framed(web, page, kind)
    page.locator("iframe").evaluate("(frame, width) => { frame.width = width }", width)
    wide = frame.locator("html").evaluate("html => html.scrollWidth - html.clientWidth")
    assert wide <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_in_a_frame_opens_at_the_top(web: Web, page: Page, kind: str) -> None:
    frame = framed(web, page, kind)
    frame.locator("footer a").last.click()
    page.wait_for_url(f"{OURS}{kind}/**")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("iframe").count() == 0
