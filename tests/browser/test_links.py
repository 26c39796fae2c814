"""Every link of the built site leads somewhere: over HTTP, from disk, below a path, and for those who are lost."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from bench.host import NOT_FOUND, Hosted

pytestmark = pytest.mark.browser


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
