"""What a page weighs on its way to a browser that has nothing of the site yet: itself and all that it loads by itself.

Compressed as a web host does it, gzip at level 6; the limits are by kind of page, whatever the site tells. Pictures for
other sites and the search index are not counted: no page loads them by itself.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from bench.stress import Size, make
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import plan
from site_builder.pages.urls import base_path, file_of
from site_builder.render import Drawn

DAY = date(2026, 11, 22)
KIB = 1024

MATCHER = 12
"""KiB of scripts with which /check/ compares texts on the spot; no other page has them."""
USUAL = 40
LIMITS: Mapping[str, int] = {
    "home": 24,
    "explainers": 18,
    "explainer": 32,
    "timeline": 32,
    "event": 24,
    "bans": 32,
    "ban": 24,
    "quotes": 40,
    "quote": 18,
    "sources": 40,
    "source": 18,
    "actors": 24,
    "actor": 24,
    "glossary": 24,
    "disagreements": 32,
    "corrections": 18,
    "page": 32,
    "search": 18,
    "embed": 15,
    "check": USUAL + MATCHER,
}
"""Kind of page -> KiB, all in all; USUAL for any other. docs/performance.md has the same."""
UNSEEN = {"alias", "share", "stylesheet"}  # kinds that are no page to look at
SHEETS, SCRIPTS = 12, 6  # KiB: all style sheets together, and the scripts of all pages but /check/

OWN_TESTS = {"timeline", "bans"}  # kinds whose size on the stress site has limits and tests of its own
PLENTY = 50  # of more pages of a kind, the stress site's are so alike that every tenth will do

LOADING = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}  # <link rel> that a browser follows
CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")


@dataclass(frozen=True)
class Weighed:
    """A site's files, each drawn when it is asked for, its pages by their kind, and the path that it is at home at."""

    tree: Mapping[str, bytes]
    kinds: Mapping[str, list[str]]
    home: str = "/"

    @cached_property
    def sizes(self) -> dict[str, int]:
        return {}

    def size(self, path: str) -> int:
        """Bytes of a file when compressed."""
        if path not in self.sizes:
            self.sizes[path] = len(gzip.compress(self.tree[path], 6, mtime=0))
        return self.sizes[path]

    def loaded(self, path: str) -> set[str]:
        """The files that a browser loads with the page, and those that these load."""
        found: set[str] = set()
        waiting = [path]
        while waiting:
            here = waiting.pop()
            urls = (urljoin(f"{self.home}{here}", url) for url in references(here, self.tree[here]))
            there = {unquote(urlsplit(url).path).removeprefix(self.home) for url in urls}
            waiting += there - found
            found |= there
        return found

    def total(self, path: str) -> int:
        """Bytes of a page with all it loads, when compressed."""
        return sum(map(self.size, {path, *self.loaded(path)}))


def references(path: str, data: bytes) -> Iterator[str]:
    """What a browser fetches for a page or a style sheet, without anybody touching anything."""
    if path.endswith(".css"):
        yield from (url for url in CSS_URL.findall(data.decode()) if not url.startswith("data:"))
    if not path.endswith(".html"):
        return
    page = LexborHTMLParser(data.decode())
    for node in page.css("[src]"):
        yield node.attributes["src"] or ""
    for node in page.css("link[href]"):
        if LOADING & set((node.attributes["rel"] or "").split()):
            yield node.attributes["href"] or ""


def weighed(project: Path) -> Weighed:
    report = Report()
    site = link(load(project, report), report)
    assert site is not None
    pages = list(plan(site, DAY))
    kinds: dict[str, list[str]] = {}
    for page in pages:
        if page.kind not in UNSEEN:
            kinds.setdefault(page.kind, []).append(file_of(page.address))
    return Weighed(Drawn(pages, site, DAY, report), kinds, base_path(site.config.base_url))


@pytest.fixture(scope="module")
def real(project: Path) -> Weighed:
    return weighed(project)


@pytest.fixture(scope="module")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Weighed:
    """A site of 1,000 events, 300 bans, 500 quotes and 400 sources."""
    root = tmp_path_factory.mktemp("stress")
    make(root, Size())
    return weighed(root)


def over(
    site: Weighed, kinds: Mapping[str, list[str]], name: str, tell: Callable[[str, object], None]
) -> list[str]:
    """The pages over the limit of their kind, in words; tells of the heaviest of each kind."""
    told = []
    for kind, paths in kinds.items():
        limit = LIMITS.get(kind, USUAL)
        weights = sorted(((site.total(path), path) for path in paths), reverse=True)
        weight, path = weights[0]
        tell("measured", f"{name}: {kind} {weight / KIB:.1f} of {limit} KiB ({path})")
        told += [
            f"{path}: {weight:,} bytes, over {limit * KIB:,}"
            for weight, path in weights
            if weight > limit * KIB
        ]
    return told


def test_no_page_is_over_the_limit_of_its_kind(
    real: Weighed, record_property: Callable[[str, object], None]
) -> None:
    assert set(LIMITS) - {"search"} <= set(real.kinds), "every kind that has a limit is weighed"
    assert over(real, real.kinds, "this site", record_property) == []


def test_no_page_of_a_large_site_is_over_the_limit_of_its_kind(
    stressed: Weighed, record_property: Callable[[str, object], None]
) -> None:
    kinds = {
        kind: paths if len(paths) <= PLENTY else paths[::10]
        for kind, paths in stressed.kinds.items()
        if kind not in OWN_TESTS
    }
    assert over(stressed, kinds, "stress site", record_property) == []


def test_few_style_sheets_and_scripts_serve_all_pages(
    real: Weighed, record_property: Callable[[str, object], None]
) -> None:
    sheets: set[str] = set()
    scripts: dict[bool, set[str]] = {True: set(), False: set()}
    for kind, paths in real.kinds.items():
        for path in paths[:1]:
            sheets |= {file for file in real.loaded(path) if file.endswith(".css")}
            scripts[kind == "check"] |= {file for file in real.loaded(path) if file.endswith(".js")}
    usual, matcher = scripts[False], scripts[True] - scripts[False]
    looks, most, more = (sum(map(real.size, files)) for files in (sheets, usual, matcher))
    words = f"style sheets {looks:,} of {SHEETS * KIB:,} bytes, scripts {most:,} of {SCRIPTS * KIB:,}"
    record_property("measured", f"{words}; of /check/ alone {more:,} of {MATCHER * KIB:,}")
    assert {
        "assets/ledger.js",
        "assets/ledger.css",
        "assets/bans.css",
        "assets/timeline.css",
    } <= usual | sheets
    assert (looks <= SHEETS * KIB, most <= SCRIPTS * KIB, more <= MATCHER * KIB) == (True, True, True)


def test_the_limits_are_told() -> None:
    text = (Path(__file__).parent.parent / "docs" / "performance.md").read_text(encoding="utf-8")
    told = {kind: int(limit) for kind, limit in re.findall(r"^\| `([a-z]+)` \| (\d+) \|", text, re.MULTILINE)}
    assert told == LIMITS


def test_everything_a_browser_fetches_by_itself_is_weighed() -> None:
    html = (
        '<link rel=stylesheet href=a.css><link rel="alternate" href=feed.xml><link rel="shortcut icon" href=i.svg>'
        '<script src=x.js></script><img src="p%20q.png"><a href=b.html>b</a>'
    )
    files = {
        "d/index.html": html,
        "d/a.css": "@import 'b.css'; a{background:url( \"../c.png\" )} b{background:url(data:,x)}",
        "d/b.css": "a{}",
    }
    tree = {path: text.encode() for path, text in files.items()}
    tree |= dict.fromkeys(("d/i.svg", "d/x.js", "d/p q.png", "c.png"), b"")
    assert Weighed(tree, {}).loaded("d/index.html") == set(tree) - {"d/index.html"}
