"""The table of bans as a reader sorts it: with the mouse, with keys, on a phone, and not at all without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from site_builder.build import build
from site_builder.write import write
from tests.browser.axe import violations
from tests.conftest import PATIENCE
from tests.small import sound_site

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'"
FILES = {
    "site.yaml": """
title: Small
description: A small site.
base_url: https://example.org/
groups: {firms: Firms, states: States}
navigation: [{label: Bans, path: /bans/}]
""",
    "content/sources.yaml": "- {id: post, type: webpage, kind: report, container-title: The Post, issued: '2018-04-22'}\n",
    "content/actors.yaml": """
- {id: zeta, schema: Company, name: Zeta, group: firms}
- {id: alpha, schema: PublicBody, name: alpha board, group: states}
- {id: mill, schema: Company, name: Mill}
- {id: noon, schema: Company, name: Noon}
""",
    # in the order of the list: two of a firm, then the state's, of which one has no date
    "content/bans.yaml": """
- id: first
  kind: ad-ban
  verb: dropped
  imposed_by: zeta
  target: noon
  history:
    - {date: "2018-04", kind: announced, to: in-force, sources: post}
    - {date: "2019", kind: lifted, to: reversed, sources: post}
  sources: [post]
- id: second
  kind: ad-ban
  verb: banned
  imposed_by: zeta
  target: mill
  history: [{date: "2018-10-03", kind: announced, to: in-force, sources: post}]
  sources: [post]
- id: third
  kind: use-ban
  verb: forbade
  imposed_by: alpha
  target: mill
  history: [{date: "2018-02~", kind: announced, to: in-force, sources: post}]
  sources: [post]
- {id: fourth, kind: use-ban, verb: avoids, imposed_by: alpha, target: noon, sources: [post]}
""",
}
LIST = ["first", "second", "third", "fourth"]


class _Strict(SimpleHTTPRequestHandler):
    """Serves with a content security policy that allows no inline script or style.

    Of a page asked for with '?slowly' the second half follows when `go_on` is set.
    """

    go_on = Event()

    def do_GET(self) -> None:
        if not self.path.endswith("?slowly"):
            super().do_GET()
            return
        data = Path(self.translate_path(self.path), "index.html").read_bytes()
        half = data.index(b"<tbody")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(data[:half])
        self.go_on.wait(PATIENCE)
        self.wfile.write(data[half:])

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="module")
def bans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the table is, on a small site."""
    root = tmp_path_factory.mktemp("small")
    sound_site(root, FILES)
    folder = root / "out"
    built = build(root, DAY)
    assert not built.report.failed(), [str(problem) for problem in built.report]
    write(built.tree, folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/bans/"
        server.shutdown()


@pytest.fixture
def table(page: Page, bans: str) -> Iterator[Locator]:
    """The table in a tab; what the page complains of fails the test."""
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(bans)
    yield page.get_by_role("table")
    assert trouble == []


def rows(page: Page) -> list[str]:
    """The bans in the order in which they stand, by id."""
    ids: list[str] = page.evaluate("[...document.querySelectorAll('.bans tbody tr[id]')].map(row => row.id)")
    return ids


def sorted_by(page: Page) -> list[tuple[str, str]]:
    """Every heading that is marked as sorted, and which way."""
    marked = (
        "[...document.querySelectorAll('[aria-sort]')].map(e => [e.textContent, e.getAttribute('aria-sort')])"
    )
    return [(heading, way) for heading, way in page.evaluate(marked)]


def test_a_click_sorts_by_what_the_words_mean_and_another_turns_it_round(page: Page, table: Locator) -> None:
    assert rows(page) == LIST
    assert sorted_by(page) == []
    for heading, up, down in (
        ("Announced", ["third", "first", "second", "fourth"], ["second", "first", "third", "fourth"]),
        ("Status", ["second", "third", "fourth", "first"], ["first", "fourth", "second", "third"]),
        ("Who", ["third", "fourth", "first", "second"], LIST),
        ("did what", ["fourth", "second", "first", "third"], ["third", "first", "second", "fourth"]),
        ("No.", LIST, LIST[::-1]),
        ("Sources", LIST, LIST),
    ):
        button = table.get_by_role("button", name=heading, exact=True)
        button.click()
        assert (rows(page), sorted_by(page)) == (up, [(heading, "ascending")])
        button.click()
        assert (rows(page), sorted_by(page)) == (down, [(heading, "descending")])


def test_undated_bans_stand_last_whichever_way(page: Page, table: Locator) -> None:
    button = table.get_by_role("button", name="Announced")
    for _ in range(2):
        button.click()
        assert rows(page)[-1] == "fourth"


def test_keys_sort_the_focus_stays_and_the_order_is_told(page: Page, table: Locator) -> None:
    told = page.get_by_role("status")
    expect(told).to_have_text("")
    button = table.get_by_role("button", name="Announced")
    button.focus()
    page.keyboard.press("Enter")
    expect(told).to_have_text("Sorted by announced, oldest first")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(told).to_have_text("Sorted by announced, newest first")
    expect(button).to_be_focused()
    page.keyboard.press("Tab")
    expect(table.get_by_role("button", name="Sources")).to_be_focused()


def test_sorting_dissolves_the_groups_and_the_view_itself_leads_back(
    page: Page, table: Locator, bans: str
) -> None:
    expect(table.get_by_role("rowheader", name="Firms")).to_be_visible()
    table.get_by_role("button", name="to whom").click()
    expect(table.get_by_role("rowheader", name="Firms")).to_have_count(0)
    expect(table.locator("tbody")).to_have_count(1)
    expect(table.get_by_role("rowheader")).to_have_text(["Zeta ", "alpha board ", "Zeta ", "alpha board "])
    page.get_by_role("link", name="By who banned").click()
    page.wait_for_url(bans)
    expect(table.get_by_role("rowheader", name="Firms")).to_be_visible()
    assert (rows(page), sorted_by(page)) == (LIST, [])


def test_a_reload_and_a_link_keep_the_order(page: Page, table: Locator, bans: str) -> None:
    button = table.get_by_role("button", name="Status")
    button.click()
    button.click()
    expect(page).to_have_url(f"{bans}?sort=-status")
    page.reload()
    assert rows(page) == ["first", "fourth", "second", "third"]
    assert sorted_by(page) == [("Status", "descending")]
    page.goto(f"{bans}by-date/?sort=whom")
    assert rows(page) == ["third", "second", "first", "fourth"], "what is equal keeps the order of its view"
    page.goto(f"{bans}?sort=nothing")
    assert (rows(page), sorted_by(page)) == (LIST, [])


def test_a_click_before_all_rows_are_there_sorts_them_when_they_are(
    page: Page, table: Locator, bans: str
) -> None:
    page.goto(f"{bans}?slowly", wait_until="commit")
    table.get_by_role("button", name="Announced").click()
    assert rows(page) == []
    _Strict.go_on.set()
    expect(page.get_by_role("status")).to_have_text("Sorted by announced, oldest first")
    assert rows(page) == ["third", "first", "second", "fourth"]


def test_on_a_phone_the_headings_are_a_bar_to_sort_by(page: Page, table: Locator) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    button = table.get_by_role("button", name="Announced")
    button.click()
    assert rows(page)[0] == "third"
    for one in table.get_by_role("button").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["width"] >= 24
        assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    expect(table.get_by_role("columnheader", name="Announced")).to_have_attribute("aria-sort", "ascending")
    expect(table.get_by_role("row")).to_have_count(5)
    expect(table.get_by_role("cell")).to_have_count(4 * 7)


def test_nothing_is_drawn_over_the_matrix(page: Page, bans: str) -> None:
    page.goto(f"{bans}matrix/")
    before = "[...document.querySelectorAll('.mx *')].map(e => getComputedStyle(e, '::before').content)"
    assert set(page.evaluate(before)) <= {"none", "normal"}


def test_axe_finds_nothing_in_a_sorted_table(page: Page, table: Locator) -> None:
    table.get_by_role("button", name="Who", exact=True).click()
    for width in (320, 800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], f"{width} px"


def test_the_focus_is_never_under_the_heading_that_stays(page: Page, table: Locator) -> None:
    page.set_viewport_size({"width": 1280, "height": 260})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    links = table.locator("tbody a").all()
    for link in reversed(links):
        link.focus()
        box, head = link.bounding_box(), table.locator("thead th").first.bounding_box()
        assert box is not None
        assert head is not None
        assert box["y"] >= head["y"] + head["height"]


def test_without_scripts_there_is_nothing_to_sort_with(browser: Browser, bans: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{bans}?sort=-announced")
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_text("Sort by")).to_have_count(0)
        expect(page.get_by_role("columnheader", name="Announced")).to_have_count(1)
        expect(page.locator(".bans tbody tr[id]")).to_have_count(4)
    context.close()
