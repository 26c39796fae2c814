"""A page asks nobody else for anything, complains of nothing, and its own policy holds it to that."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response, Route, expect
from selectolax.lexbor import LexborHTMLParser

from bench.host import Hosted
from site_builder.policy import EMBEDDED, FILTERED, PAGE, SEARCHING, Policy
from tests.browser.views import KINDS

pytestmark = pytest.mark.browser

# Chromium tells most of what a policy blocks in the console; the event tells all.
TELL_BLOCKED = """addEventListener('securitypolicyviolation', event =>
    console.error('blocked', event.effectiveDirective, event.blockedURI), true)"""


def print_(page: Page) -> None:
    """What printing does to a page, but for the printer."""
    page.emulate_media(media="print")
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')) }")
    page.emulate_media(media="screen")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_nobody_else_and_complains_of_nothing(
    at_root: Hosted, longest: Mapping[str, str], page: Page, kind: str
) -> None:
    asked: list[str] = []
    trouble: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400:
            trouble.append(f"{response.status} {response.url}")

    def failed(request: Request) -> None:
        trouble.append(f"{request.failure} {request.url}")

    def said(message: ConsoleMessage) -> None:
        trouble.append(f"{message.type}: {message.text}")

    page.on("request", lambda request: asked.append(request.url))
    page.on("response", answered)
    page.on("requestfailed", failed)
    page.on("console", said)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.add_init_script(TELL_BLOCKED)
    page.goto(at_root.address + longest[kind], wait_until="load")
    print_(page)
    page.wait_for_load_state("networkidle")
    assert trouble == []
    assert [url for url in asked if not url.startswith(at_root.address)] == []
    assert page.context.cookies() == []


# ---------------------------------------------------------------- under its own policy

RULED = re.compile(r"<(?:link|script|style|base|img|iframe|object)\b|http-equiv=\"refresh\"")


def test_every_page_has_one_policy_and_it_stands_before_all_it_rules(at_root: Hosted) -> None:
    wanted = {"embed": EMBEDDED, "search": SEARCHING, "timeline": FILTERED}
    wrong = []
    for file in sorted(at_root.folder.rglob("*.html")):
        name, text = file.relative_to(at_root.folder), file.read_text(encoding="utf-8")
        tags = LexborHTMLParser(text).css('head > meta[http-equiv="Content-Security-Policy"]')
        found = [Policy.read(tag.attributes["content"] or "") for tag in tags]
        first = RULED.search(text)
        early = first is not None and 0 < text.find("Content-Security-Policy") < first.start()
        if (
            found != [wanted.get(name.parts[0], PAGE)]
            or text.count("Content-Security-Policy") != 1
            or not early
        ):
            wrong.append(f"{name}: {'; '.join(map(str, found))}")
    assert wrong == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not-found"])
def test_from_disk_too_the_policy_blocks_nothing_of_ours(
    at_root: Hosted, longest: Mapping[str, str], page: Page, kind: str
) -> None:
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.add_init_script(TELL_BLOCKED)
    page.goto((at_root.folder / longest[kind]).as_uri(), wait_until="load")
    print_(page)
    assert trouble == []
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--serif')") != ""


@pytest.mark.parametrize("where", ["http", "disk"])
def test_the_filters_work_under_the_policy(
    at_root: Hosted, longest: Mapping[str, str], page: Page, where: str
) -> None:
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.add_init_script(TELL_BLOCKED)
    path = longest["timeline"]
    page.goto(at_root.address + path if where == "http" else (at_root.folder / path).as_uri())
    page.get_by_text("Filter by actor and kind").click()
    page.locator(".tl-filter select").select_option(index=1)
    page.locator(".tl-filter input[type=checkbox]").first.uncheck()
    expect(page.locator(".tl-filter [role=status]")).to_have_text(re.compile(r"\d+ of \d+ events shown"))
    page.locator(".tl-filter").evaluate("form => form.submit()")  # as Enter does in some browsers
    page.wait_for_url("**actor=*")
    assert trouble == []


def test_what_somebody_slips_into_a_page_is_refused(at_root: Hosted, page: Page) -> None:
    there = "https://elsewhere.example/"
    slipped = (
        f'<base href="{there}"><script>document.title = "taken"</script><script src="{there}x.js"></script>'
        f"""<img src="{there}x.png" onerror="document.title = 'taken'" alt=""><p style="color: red">x</p>"""
        f'<link rel=stylesheet href="{there}x.css"><iframe src="{there}"></iframe><object data="{there}"></object>'
    )
    text = (at_root.folder / "index.html").read_text(encoding="utf-8").replace("</main>", f"{slipped}</main>")
    asked: list[str] = []
    blocked: list[str] = []
    page.route(f"{there}**", lambda route: asked.append(route.request.url))
    page.route(at_root.address, lambda route: route.fulfill(body=text, content_type="text/html"))
    page.on("console", lambda message: blocked.extend(re.findall(r"^blocked (\S+)", message.text)))
    page.add_init_script(TELL_BLOCKED)
    page.goto(at_root.address)
    title = page.title()
    with page.expect_console_message(lambda message: message.text.startswith("blocked connect-src")):
        assert page.evaluate(f"fetch('{there}').then(() => 'sent', () => 'refused')") == "refused"
    assert set(blocked) == {
        *("base-uri", "script-src-elem", "script-src-attr", "style-src-attr", "style-src-elem"),
        *("img-src", "frame-src", "object-src", "connect-src"),
    }
    assert asked == []
    assert title != "taken"


# Every layout shift so far that the reader did not cause, as a browser scores it.
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
        list.getEntries().filter(entry => entry.value && !entry.hadRecentInput)
            .map(entry => [entry.value, entry.sources.map(source => source.node?.id || source.node?.nodeName)])))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(done, 200, []))"""


@pytest.mark.parametrize("kind", ["home", "explainer", "timeline", "bans", "search", "check"])
def test_nothing_jumps_when_scripts_come_late(
    at_root: Hosted, longest: Mapping[str, str], page: Page, kind: str
) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.set_viewport_size({"width": 412, "height": 823})
    page.route("**/*.js", late)
    page.goto(at_root.address + longest[kind], wait_until="load")
    assert page.evaluate(SHIFTS) == []
