"""Long timelines as a reader has them, in a real Chromium: a thousand events on one page, and more of them year by year."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Lock, Thread
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bench.stress import Size, make
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Event, Site
from site_builder.pages import plan
from site_builder.pages.timeline import MOST_EVENTS, MOST_TAB_STOPS, place_of
from site_builder.pages.urls import file_of
from site_builder.render import Drawn
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
PHONE, DESKTOP = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
MOST_HTML, MOST_ELEMENTS, MOST_SCRIPTS, MOST_RULES = (
    150 * 1024,
    15_000,
    6 * 1024,
    3 * 1024,
)  # bytes, compressed
PRESS, LOOK = 80, 800  # milliseconds for which a reader holds the button, and then looks
SHOWN = "() => [...document.querySelectorAll('.evt')].filter(e => e.checkVisibility()).map(e => e.id)"
BARE = """() => [...document.querySelectorAll('.tg')].filter(group => group.checkVisibility() &&
    ![...(group.matches('p') ? group.nextElementSibling : group).querySelectorAll('.evt')].some(e => e.checkVisibility()))
    .map(group => group.id || group.textContent)"""


@dataclass(frozen=True)
class Hosted:
    """A stress site whose pages are drawn when they are asked for; `address` ends in '/'."""

    site: Site
    tree: Drawn
    address: str

    def compressed(self, path: str) -> int:
        return len(gzip.compress(self.tree[path], 9))


@contextmanager
def hosted(root: Path, events: int) -> Iterator[Hosted]:
    make(root, Size(events=events, bans=1, quotes=1, sources=40, actors=60, explainers=1))
    report = Report()
    site = link(load(root, report), report)
    assert site is not None
    tree, lock = Drawn(plan(site, DAY), site, DAY, report), Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = file_of(urlsplit(self.path).path)
            with lock:
                data = tree.get(path)
            kind = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Type", kind.get(path.rpartition(".")[2], "text/html"))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
            """Say nothing: a test's output is its own."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield Hosted(site, tree, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    assert [str(problem) for problem in report] == []


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """As many events as go on one page."""
    with hosted(tmp_path_factory.mktemp("long"), MOST_EVENTS) as site:
        yield site


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """More events than go on one page."""
    with hosted(tmp_path_factory.mktemp("longer"), 1_200) as site:
        yield site


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)  # type: ignore[arg-type]  # a TypedDict
    yield context.new_page()
    context.close()


def opened(page: Page, url: str) -> Page:
    """The page with its filters unfolded."""
    page.goto(url)
    page.locator(".tl-fold > summary").click()
    return page


def ids(events: list[Event]) -> set[str]:
    return {event.id for event in events}


# ---------------------------------------------------------------- light


def test_a_thousand_events_are_one_light_page(long: Hosted, page: Page) -> None:
    page.goto(f"{long.address}timeline/")
    assert page.locator(".evt").count() == MOST_EVENTS
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    assert long.compressed("timeline/index.html") <= MOST_HTML
    assert long.compressed("assets/timeline.css") <= MOST_RULES
    assert (
        sum(long.compressed(f"assets/{name}.js") for name in ("ledger", "timeline", "search", "sort"))
        <= MOST_SCRIPTS
    )


def test_a_click_on_a_filter_is_answered_soon(
    long: Hosted, page: Page, record_property: Callable[[str, object], None]
) -> None:
    """Shown, not asserted: at a fourth of the machine's speed, whatever else it does.

    The mouse presses as a hand does. Playwright's own click looks first, from within the page, what it will hit, and
    the page would have to answer for the time that takes.
    """
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a TypedDict
    opened(page, f"{long.address}timeline/")
    page.evaluate(
        """() => { window.longest = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
            if (entry.interactionId) window.longest = Math.max(window.longest, entry.duration);
        })).observe({type: 'event', durationThreshold: 16}); }"""
    )
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took = []
    for kind in ("court", "law", "court", "law", "statement"):
        control = page.get_by_role("checkbox", name=kind)
        control.scroll_into_view_if_needed()
        was, box = control.is_checked(), control.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.wait_for_timeout(PRESS)
        page.mouse.up()
        page.wait_for_timeout(LOOK)
        assert control.is_checked() is not was
        took.append(
            page.evaluate("() => { const longest = window.longest; window.longest = 0; return longest; }")
        )
    expect(page.get_by_role("status")).to_contain_text("events shown")
    record_property(
        "measured",
        f"click on a filter of {MOST_EVENTS} events, 4x slower, five times: median {median(took):.0f} ms, "
        f"longest {max(took):.0f} ms (INP)",
    )


# ---------------------------------------------------------------- places


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_anchor_leads_to_its_event_and_marks_it(long: Hosted, page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
    order = [event.id for event in long.site.events]
    page.goto(f"{long.address}timeline/#{order[-1]}")
    missed = page.evaluate(
        """async ids => {
            const missed = [];
            for (const id of ids) {
                const event = document.getElementById(id), heading = event.querySelector('h4');
                const lands = () => {
                    const box = heading.getBoundingClientRect();
                    return event.contains(document.elementFromPoint(box.left + 4, box.top + box.height / 2))
                        && getComputedStyle(event.querySelector('article')).backgroundColor !== 'rgba(0, 0, 0, 0)';
                };
                if (location.hash !== '#' + id) event.querySelector('.pk').click();
                let tries = 0;
                do await new Promise(done => setTimeout(done, 120)); while (!lands() && ++tries < 20);
                if (!lands()) missed.push([id, heading.getBoundingClientRect().top]);
            }
            return missed;
        }""",
        order[-1:] + order[::25],
    )
    assert missed == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_anchor_shows_an_event_that_the_filters_hide(
    long: Hosted, browser: Browser, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = opened(context.new_page(), f"{long.address}timeline/")
    for box in page.locator(".tl-filter input[type=checkbox]").all():
        box.uncheck()
    hidden = page.locator(".evt").nth(700)
    expect(page.locator(".evt:visible")).to_have_count(0)
    page.goto(f"{page.url}#{hidden.get_attribute('id')}")
    expect(hidden).to_be_in_viewport()
    assert page.evaluate(SHOWN) == [hidden.get_attribute("id")]
    context.close()


def test_the_browser_finds_words_in_what_it_has_not_laid_out(long: Hosted, page: Page) -> None:
    page.goto(f"{long.address}timeline/")
    assert page.locator(".tl.long").count() == 1
    last = page.locator(".evt h4").last
    assert page.evaluate("words => window.find(words, true)", last.text_content())
    expect(last).to_be_in_viewport()


@pytest.mark.parametrize("path", ["timeline/", "timeline/actor/a1/", "timeline/kind/court/"])
def test_few_tabs_lead_to_the_first_event(long: Hosted, page: Page, path: str) -> None:
    page.goto(long.address + path)
    check_tabs(page)


def test_few_tabs_lead_to_the_first_event_of_a_year(longer: Hosted, page: Page) -> None:
    page.goto(f"{longer.address}timeline/2018/")
    check_tabs(page)


def check_tabs(page: Page) -> None:
    page.evaluate(
        "document.getElementById('main').setAttribute('tabindex', '-1'); document.getElementById('main').focus()"
    )
    met: list[str] = []
    for _ in range(MOST_TAB_STOPS + 1):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "document.activeElement.closest('.evt') ? '' : document.activeElement.textContent"
        )
        if not words:
            return
        met.append(words)
    pytest.fail(f"{len(met)} tab stops before the first event: {met}")


# ---------------------------------------------------------------- filters


def test_filters_tell_once_and_are_kept_in_the_address(long: Hosted, page: Page) -> None:
    courts = ids([event for event in long.site.events if event.kind == "court"])
    opened(page, f"{long.address}timeline/")
    page.evaluate(
        """() => { window.told = []; new MutationObserver(() => window.told.push(
            document.querySelector('[role=status]').textContent)).observe(document.querySelector('[role=status]'),
            {childList: true, characterData: true, subtree: true}); }"""
    )
    for kind in ("disclosure", "law", "statement", "restriction"):
        page.get_by_role("checkbox", name=kind).uncheck()
        expect(page.get_by_role("status")).to_have_text(re.compile("of 1000 events shown"))
    told = page.evaluate("window.told")
    assert (len(told), told[-1]) == (4, f"{len(courts)} of 1000 events shown")
    assert set(page.evaluate(SHOWN)) == courts
    page.locator("select[name=actor]").select_option("a1")
    page.wait_for_url("**actor=a1**")
    both = ids([e for e in long.site.events if e.id in courts and e.actors[0].actor == "a1"])
    assert set(page.evaluate(SHOWN)) == both
    assert page.evaluate(BARE) == []
    kept = page.url
    page.reload()
    assert (page.url, set(page.evaluate(SHOWN))) == (kept, both)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Bans").click()
    page.wait_for_url("**/bans/")
    page.go_back()
    expect(page.get_by_role("checkbox", name="law")).not_to_be_checked()
    assert (page.url, set(page.evaluate(SHOWN))) == (kept, both)
    page.get_by_role("button", name="Show all again").click()
    page.wait_for_url(f"{long.address}timeline/")
    assert len(page.evaluate(SHOWN)) == MOST_EVENTS


def test_words_are_a_filter_where_there_are_scripts(long: Hosted, page: Page) -> None:
    wanted = [event.id for event in long.site.events if {"harbour", "minister"} <= words_of(long.site, event)]
    opened(page, f"{long.address}timeline/")
    page.get_by_label("Containing").fill("  Minister HARBOUR ")
    expect(page.get_by_role("status")).to_have_text(f"{len(wanted)} of 1000 events shown")
    assert set(page.evaluate(SHOWN)) == set(wanted)
    assert page.evaluate(BARE) == []
    page.get_by_label("Containing").press("Enter")
    page.reload()
    expect(page.get_by_label("Containing")).to_have_value("Minister HARBOUR")
    assert set(page.evaluate(SHOWN)) == set(wanted)
    page.get_by_label("Containing").fill("no such word")
    expect(page.get_by_role("status")).to_have_text("0 of 1000 events shown")


def words_of(site: Site, event: Event) -> set[str]:
    names = (site[citation.source].container_title or "" for citation in event.sources)
    summary = event.summary.value if event.summary else ""
    return set(" ".join((event.title, summary, *names)).lower().split())


@pytest.mark.parametrize("path", ["timeline/actor/a1/", "timeline/2018/"])
def test_filters_work_on_the_pages_of_a_part(longer: Hosted, page: Page, plain: Page, path: str) -> None:
    for tab in (page, plain):
        opened(tab, longer.address + path)
        tab.get_by_role("checkbox", name="court").uncheck()
        expect(tab.locator(".evt[data-kind=court]:visible")).to_have_count(0)
        left = tab.locator(".evt:not([data-kind=court])").count()
        assert len(tab.evaluate(SHOWN)) == left > 0
        assert tab.evaluate(BARE) == []


def test_without_scripts_both_filters_work_together(long: Hosted, plain: Page) -> None:
    opened(plain, f"{long.address}timeline/")
    expect(plain.get_by_label("Containing")).to_have_count(0)
    plain.locator("select[name=actor]").select_option("a1")
    of_actor = [event for event in long.site.events if event.actors[0].actor == "a1"]
    assert set(plain.evaluate(SHOWN)) == ids(of_actor)
    assert plain.evaluate(BARE) == []
    plain.get_by_role("checkbox", name="law").uncheck()
    assert set(plain.evaluate(SHOWN)) == ids([event for event in of_actor if event.kind != "law"])
    expect(plain.locator(".yr h2:visible, .mo h3:visible")).to_have_count(0)
    plain.get_by_role("button", name="Show all again").click()
    assert len(plain.evaluate(SHOWN)) == MOST_EVENTS


def test_where_has_is_not_understood_pages_stand_in_for_filters(long: Hosted, plain: Page) -> None:
    def old(route: Route) -> None:
        rules = long.tree["assets/timeline.css"].decode()
        route.fulfill(
            body=rules.replace("selector(:has(*))", "selector(:nonsense(*))"), content_type="text/css"
        )

    plain.route("**/timeline.css", old)
    opened(plain, f"{long.address}timeline/")
    expect(plain.locator(".tl-filter")).to_be_hidden()
    plain.get_by_text("A page for each").click()
    plain.locator(".tl-own").get_by_role("link", name="court").click()
    plain.wait_for_url(f"{long.address}timeline/kind/court/**")
    courts = ids([event for event in long.site.events if event.kind == "court"])
    assert set(plain.evaluate(SHOWN)) == courts
    expect(plain.locator(".dek")).to_contain_text(f"{len(courts)} events from 2009 to 2025, oldest first.")


# ---------------------------------------------------------------- years


def test_an_index_of_years_leads_to_every_event_once(longer: Hosted, page: Page) -> None:
    page.goto(f"{longer.address}timeline/")
    years = [link.get_attribute("href") or "" for link in page.locator(".tl-index h2 a").all()]
    assert len(years) == 17
    found: dict[str, str] = {}
    for year in years:
        address = urlsplit(urljoin(page.url, year)).path.removesuffix("index.html")
        for id in re.findall(r'class="evt [^"]*" id="(\w+)"', longer.tree[file_of(address)].decode()):
            assert id not in found
            found[id] = f"{address}#{id}"
    assert found == {event.id: place_of(longer.site, event) for event in longer.site.events}
    page.get_by_role("link", name="July 2018").click()
    page.wait_for_url("**/timeline/2018/#m2018-07")
    expect(page.get_by_role("heading", name="July 2018")).to_be_in_viewport()
    page.get_by_role("link", name="After: 2019").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2019")


def test_a_link_from_the_time_of_one_page_still_finds_its_event(longer: Hosted, page: Page) -> None:
    page.goto(f"{longer.address}timeline/#e7")
    expect(page.get_by_role("heading", level=1)).to_have_text(longer.site.events["e7"].title)
    page.get_by_role("main").get_by_role("link", name="Timeline").first.click()
    page.wait_for_url(f"{longer.address}timeline/**")
    expect(page.locator("#e7")).to_be_in_viewport()
    page.goto(f"{longer.address}timeline/#m2018-07")
    expect(page.locator("#m2018-07")).to_be_in_viewport()


@pytest.mark.parametrize(("path", "scheme"), [("timeline/", "light"), ("timeline/2018/", "dark")])
def test_axe_finds_nothing_and_a_phone_shows_all(
    longer: Hosted, page: Page, path: str, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    page.goto(longer.address + path)
    page.evaluate("document.querySelectorAll('.tl-side details').forEach(details => { details.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert violations(page) == []
