"""Words in another language than the page's say so, for speech and for hyphens: titles, quotations, what witnesses print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.host import Hosted
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Site

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
