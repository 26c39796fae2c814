"""Nothing is lost where there is little room: on phones, at 400 % zoom, with larger text and with wider spacing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bench.host import NOT_FOUND, Hosted
from site_builder.build import build
from site_builder.write import write
from tests.browser.axe import violations
from tests.browser.views import DAY, KINDS, PHONE
from tests.small import sound_site

pytestmark = pytest.mark.browser

# What sticks out to the right, where anything does: first the outermost.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    return document.scrollingElement.scrollWidth <= width ? [] : [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > width + .5)
        .map(e => `too wide: ${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`).slice(0, 4);
}"""

# Text that a box cuts off, that leaves the page to the left, or that stands on other text. What is hidden from sight on
# purpose (clip-path) is none of it. Lines may touch, so only the middle half of each is looked at.
LOST = """() => {
    const hidden = new Map();
    const unseen = e => {
        if (!e || e === document.body) return false;
        if (!hidden.has(e)) hidden.set(e, getComputedStyle(e).clipPath !== 'none'
            || e.matches('svg, option, textarea, .skip') || unseen(e.parentElement));
        return hidden.get(e);
    };
    const found = [], boxes = [];
    for (const e of document.body.querySelectorAll('*')) {
        if (unseen(e) || !e.checkVisibility()) continue;
        const { overflowX, overflowY } = getComputedStyle(e), cuts = how => how === 'hidden' || how === 'clip';
        if (cuts(overflowX) && e.scrollWidth > e.clientWidth + 1 || cuts(overflowY) && e.scrollHeight > e.clientHeight + 1)
            found.push(`cut off: ${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`);
        for (const node of e.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
                if (box.width < 1) continue;
                if (box.left < -1) found.push(`left of the page: ${node.data.trim().slice(0, 60)}`);
                const { left, right, top, bottom, height } = box;
                boxes.push({ left, right, top: top + height / 4, bottom: bottom - height / 4, node });
            }
        }
    }
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((a, i) => {
        for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 1; j++) {
            const b = boxes[j];
            if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2)
                found.push(`overlap: ${a.node.data.trim().slice(0, 30)} × ${b.node.data.trim().slice(0, 30)}`);
        }
    });
    return found.slice(0, 8);
}"""

UNFOLD = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"

# The most of the screen's height that what sticks to its edges takes, wherever on the page one is.
STUCK = """() => {
    const sticky = [...document.body.querySelectorAll('*')].filter(
        e => ['sticky', 'fixed'].includes(getComputedStyle(e).position) && e.checkVisibility());
    let most = 0;
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        const boxes = sticky.map(e => e.getBoundingClientRect())
            .filter(box => box.width > innerWidth / 2 && box.top < innerHeight && box.bottom > 0);
        most = Math.max(most, ...boxes.map(box => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)));
    }
    scrollTo(0, 0);
    return most / innerHeight;
}"""

LARGE = "html { font-size: 32px !important }"
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""  # WCAG 2.2, 1.4.12

Room = tuple[int, int, str]
ROOMS: Mapping[str, Room] = {
    "a phone": (*PHONE, ""),
    "1280 × 800 at 400 %": (320, 200, ""),
    "large text, narrow": (640, 800, LARGE),
    "large text, wide": (1280, 800, LARGE),
    "spaced text, narrow": (*PHONE, SPACED),
    "spaced text, wide": (1280, 800, SPACED),
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_in_little_room(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    page.evaluate(UNFOLD)
    style: Any = page.add_style_tag(content="/* see ROOMS */")
    found = {}
    for name, (width, height, css) in ROOMS.items():
        page.set_viewport_size({"width": width, "height": height})
        style.evaluate("(style, css) => { style.textContent = css }", css)
        found[name] = page.evaluate(TOO_WIDE) + page.evaluate(LOST)
    assert {name: lost for name, lost in found.items() if lost} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_what_sticks_leaves_the_screen_to_the_text(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    page.set_viewport_size({"width": 320, "height": 200})
    assert page.evaluate(STUCK) <= 0.2


# Each page's body in turn under its own style sheets: the same document as if one went there, in a tenth of the time.
EVERY_PAGE = """async ({ urls, unfold, tooWide }) => {
    const parser = new DOMParser(), sheets = new Map(), wide = {};
    document.querySelectorAll('link[rel=stylesheet]').forEach(link => sheets.set(link.href, link));
    for (const url of urls) {
        const page = parser.parseFromString(await (await fetch(url)).text(), 'text/html');
        const named = [...page.querySelectorAll('link[rel=stylesheet]')].map(
            link => new URL(link.getAttribute('href'), url).href);
        for (const href of named.filter(href => !sheets.has(href))) {
            const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
            await new Promise((done, fail) => { link.onload = done; link.onerror = fail; document.head.append(link) });
            sheets.set(href, link);
        }
        for (const [href, link] of sheets) link.sheet.disabled = !named.includes(href);
        document.body.replaceWith(document.adoptNode(page.body));
        unfold();
        const found = tooWide();
        if (found.length) wide[url] = found;
    }
    return wide;
}"""


def test_a_phone_shows_every_page_without_sideways_scrolling(at_root: Hosted, tab: Page) -> None:
    """Every page, for what is too wide is a word in content, and with every fold open."""
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.goto(at_root.address, wait_until="load")
    files = (file.relative_to(at_root.folder).as_posix() for file in at_root.folder.rglob("*.html"))
    urls = sorted(at_root.address + file for file in files if file != NOT_FOUND)
    given = f"{{ urls: {urls!r}, unfold: {UNFOLD}, tooWide: {TOO_WIDE} }}"
    assert tab.evaluate(f"() => ({EVERY_PAGE})({given})") == {}


# ---------------------------------------------------------------- what others may write

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenbibliotheksverordnung"
WIDE: Mapping[str, str] = {
    "site.yaml": "{title: Small, description: A small site., base_url: 'https://example.org/'}\n",
    "content/sources.yaml": f"- {{id: post, type: webpage, kind: report, container-title: {LONG}, title: {LONG}}}\n",
    "content/actors.yaml": f"- {{id: acme, schema: Company, name: {LONG}}}\n",
    "content/quotes.yaml": f"""
- id: rule
  speaker: acme
  text: {LONG}
  witnesses: [{{source: post, selector: {{exact: {LONG}}}}}]
""",
    "content/explainers/wide.md": f"""---
title: {LONG}
description: A page with much in it that is wide.
date: 2018-01-01
---

It says {LONG} [@post]

## A heading

### A smaller one

| {LONG} | {LONG} |
|---|--:|
| {LONG} | {LONG} [@post] |

```
{LONG} {LONG}
```

> It is {LONG} [@post]
""",
}


@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_code_and_tables_stay_on_the_page(tmp_path: Path, tab: Page, width: int) -> None:
    sound_site(tmp_path, WIDE)
    built = build(tmp_path, DAY)
    assert not built.report.failed(), [str(problem) for problem in built.report]
    write(built.tree, tmp_path / "out")
    tab.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for path in (
        "explainers/wide",
        "sources",
        "sources/post",
        "quotes",
        "quotes/rule",
        "actors",
        "actors/acme",
    ):
        tab.goto((tmp_path / "out" / path / "index.html").as_uri())
        wide[path] = tab.evaluate("document.scrollingElement.scrollWidth")
    assert {path: found for path, found in wide.items() if found > width} == {}
    tab.goto((tmp_path / "out" / "explainers/wide/index.html").as_uri())
    assert violations(tab) == []
    assert tab.evaluate(
        "[...document.querySelectorAll('pre, blockquote')].every(e => e.scrollWidth <= e.clientWidth)"
    )
