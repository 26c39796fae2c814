"""Words in another language than the page's say so, for speech, hyphens and the side they begin at, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.host import Hosted, hosted
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Site
from tests.test_direction import DAY, FILES

pytestmark = pytest.mark.browser

UNSPOKEN = {"title", "script", "style", "pre", "option"}


def foreign(site: Site) -> Mapping[str, str]:
    """Each text in another language than the site's, with that language."""
    own = site.config.language.partition("-")[0]
    found = {source.title: source.language for source in site.sources if source.title}
    for quote in site.quotes:
        found[quote.text] = quote.language
    return {text: code for text, code in found.items() if code and code.partition("-")[0] != own}


def language(node: LexborNode | None) -> str:
    while node is not None:
        if code := node.attributes.get("lang"):
            return code
        node = node.parent
    return ""


def unsaid(tree: LexborHTMLParser, texts: Mapping[str, str]) -> Iterator[str]:
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        parent = node.parent
        if node.tag == "-text" and parent is not None and parent.tag not in UNSPOKEN:
            words = " ".join((node.text_content or "").split())
            for text, code in texts.items():
                if text in words and language(parent) != code:
                    yield f"{text} is {code}, not {language(parent) or 'the page’s'}"


def test_words_in_another_language_name_it(project: Path, at_root: Hosted) -> None:
    report = Report()
    site = link(load(project, report), report)
    assert site is not None
    texts = foreign(site)
    assert texts
    found = {}
    for file in sorted(at_root.folder.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        here = {text: code for text, code in texts.items() if text in html}
        if here and (lost := sorted(set(unsaid(LexborHTMLParser(html), here)))):
            found[file.relative_to(at_root.folder).as_posix()] = lost
    assert found == {}


# Where the first and the last sign of a quotation stand, its quotation marks left out: the middle of each, in pixels.
ENDS = """() => {
    const text = document.querySelector('blockquote p').firstChild, letters = [...text.data].length;
    return [1, letters - 2].map(at => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        return (box.left + box.right) / 2;
    });
}"""


def test_arabic_begins_at_the_right(tmp_path: Path, tab: Page) -> None:
    project = tmp_path / "project"
    for path, text in FILES.items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with hosted(project, tmp_path / "out", DAY) as site:
        tab.goto(f"{site.address}quotes/closed/index.html")
        first, stop = tab.evaluate(ENDS)
        assert first > stop
        tab.goto(f"{site.address}quotes/shut/index.html")
        first, stop = tab.evaluate(ENDS)
        assert first < stop
