"""Search as a reader has it, in a real Chromium, below a path."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.build import build
from site_builder.write import write
from tests.browser.axe import violations_in_light_and_dark

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
BASE = "/some-repo/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="module")
def folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder of the path's name."""
    folder = tmp_path_factory.mktemp("search") / BASE.strip("/")
    built = build(project, DAY, base_url=f"http://127.0.0.1{BASE}")
    assert not built.report.failed(), built.report.count()
    write(built.tree, folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the site is."""
    handler = partial(_Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture
def asked(page: Page, address: str) -> Iterator[list[str]]:
    """Every address the page asks for. What it complains of, and whom else it asks, fails the test."""
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield asked
    assert trouble == []
    assert [url for url in asked if not url.startswith((address, "blob:"))] == []


def asks_for(page: Page, **wanted: str) -> None:
    """Wait until the page's address holds just this query: it follows what the page shows."""
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)) == wanted)


def test_a_reader_types_filters_and_opens_a_result(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}timeline/")
    page.get_by_role("link", name="Search", exact=True).click()
    box, results = page.get_by_role("searchbox"), page.locator(".found > li")
    expect(box).to_be_focused()
    assert not [url for url in asked if "pagefind" in url], "Pagefind is loaded when it is used"

    page.keyboard.type("advertising")
    expect(page.get_by_role("status")).to_contain_text("for “advertising”")
    expect(results.first.locator("mark").first).to_be_visible()
    asks_for(page, q="advertising")
    everything = page.get_by_role("status").inner_text()

    page.get_by_label("Kind").select_option("ban")
    expect(page.get_by_role("status")).not_to_have_text(everything)
    assert {row.split(" · ")[0] for row in results.locator(".meta").all_inner_texts()} == {"Ban"}
    bans = page.get_by_role("status").inner_text()
    page.get_by_label("Naming").select_option("twitter")
    expect(page.get_by_role("status")).not_to_have_text(bans)
    asks_for(page, q="advertising", kind="ban", actor="twitter")

    page.locator('.found a[href$="/bans/twitter-kaspersky-ads/"]').click()
    page.wait_for_url(f"{address}bans/twitter-kaspersky-ads/")
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("ban")
    expect(results.first).to_be_visible()


def test_an_address_brings_its_search_along(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}search/?q=kaspersky&kind=quote")
    expect(page.get_by_role("searchbox")).to_have_value("kaspersky")
    results = page.locator(".found > li")
    expect(results).to_have_count(10)
    assert any("pagefind" in url for url in asked)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(results.nth(10).get_by_role("link")).to_be_focused()


def test_a_filter_alone_lists_all_it_leaves(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}search/?kind=term")
    count = page.locator('#kind option[value="term"]').inner_text().partition("(")[2].rstrip(")")
    expect(page.get_by_role("status")).to_contain_text(f"{count} record")
    page.locator(".found a").first.click()
    page.wait_for_url(f"{address}glossary/#*")
    assert asked


def test_what_is_not_there_is_said(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").fill("qqqzzzxxy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("No record for “qqqzzzxxy”.")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("status")).to_have_text("")
    asks_for(page)
    assert asked


def test_an_index_that_does_not_come_is_said_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{address}search/?q=twitter")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found > li").first).to_be_visible()


def test_where_no_worker_starts_the_page_searches_itself(page: Page, address: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "violates" in message.text else None)
    page.route("**/pagefind-worker.js", lambda route: route.abort())
    page.goto(f"{address}search/?q=twitter")
    button, results = page.get_by_role("button", name="Search"), page.locator(".found > li")
    expect(results.first.or_(page.get_by_text("could not be loaded"))).to_be_visible()
    button.click()
    expect(results.first).to_be_visible()
    assert refused == []


def test_from_disk_and_without_scripts_the_page_says_what_is_missing(
    folder: Path, address: str, page: Page, browser: Browser
) -> None:
    page.goto((folder / "search" / "index.html").as_uri())
    expect(page.get_by_text("needs a web server")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}search/")
    expect(plain.get_by_text("needs JavaScript")).to_be_visible()
    expect(plain.get_by_role("searchbox")).to_have_count(0)
    expect(plain.locator("main").get_by_role("link", name="Timeline")).to_be_visible()
    context.close()


def test_results_are_accessible_and_fit_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}search/?q=kaspersky")
    expect(page.locator(".found > li")).to_have_count(10)
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations_in_light_and_dark(page) == []
