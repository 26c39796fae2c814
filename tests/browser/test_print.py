"""On paper: every word, every fold, every address of a source; no control. Pages are printed without scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby, pairwise
from operator import itemgetter

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from bench.host import Hosted

pytestmark = pytest.mark.browser

KINDS = ("ban", "bans", "quote", "quotes", "source", "sources", "event", "timeline", "disagreements", "page")
PAPER = {
    "width": 635,
    "height": 900,
}  # pixels between the margins of an A4 page: queries of the width ask for them

# What is to stand on paper, and what is not: `main`'s texts, except those for ears only and inside pictures. Each with the
# number of the heading that it is a part of, 0 for any other text.
TEXTS = """() => {
    const kept = new Map();
    const printed = e => {
        if (!kept.has(e)) {
            const style = getComputedStyle(e);
            kept.set(e, style.display !== 'none' && style.visibility !== 'hidden' && style.clipPath === 'none'
                && (e.matches('main') || printed(e.parentElement)));
        }
        return kept.get(e);
    };
    const main = document.querySelector('main'), found = [];
    const heads = [...main.querySelectorAll('h1, h2, h3, h4, .dis > .tag')];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.data.trim() && !node.parentElement.closest('svg, option') && printed(node.parentElement))
            found.push([node.data, 1 + heads.findIndex(head => head.contains(node))]);
    return found;
}"""

# Each address outside the site that a link in `main` leads to: a source's own, not the one with the words marked in it.
ADDRESSES = """() => [...document.querySelectorAll('main a[href^=http]')]
    .filter(link => link.checkVisibility()).map(link => link.dataset.originalurl || link.href)"""

CONTROLS = "nav, form, button, input, select, .skip"


def squeezed(text: str) -> str:
    """Letters and signs alone, for paper breaks lines where it likes."""
    return re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFKC", text))


def on_paper(page: Page) -> list[str]:
    """The sheets, without their numbers."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    sheets = (squeezed(sheet.extract_text()) for sheet in pages)
    return [sheet.removeprefix(str(number)) for number, sheet in enumerate(sheets, 1)]


def stands(text: str, sheets: Sequence[str]) -> bool:
    """Whether a text is there, be it torn between two: what is positioned comes last on each sheet."""
    return any(text in sheet for sheet in sheets) or any(
        text[:torn] in sheet and below.startswith(text[torn:])
        for sheet, below in pairwise(sheets)
        for torn in range(1, len(text))
    )


def wrong_on_paper(page: Page) -> list[str]:
    """Texts and addresses that are not printed, and headings that stand on another sheet than what they head."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    texts: list[tuple[str, int]] = page.evaluate(TEXTS)
    addresses: list[str] = page.evaluate(ADDRESSES)
    controls = page.locator(CONTROLS).locator("visible=true").count()
    page.emulate_media(media="null")
    sheets = on_paper(page)
    assert controls == 0
    words = [text for text, _ in texts]
    return [
        *(f"missing: {text}" for text in (*words, *addresses) if not stands(squeezed(text), sheets)),
        *(f"parted: {head}" for head, body in headings(texts) if not together(head, body, sheets)),
    ]


def headings(texts: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Each heading with the text after it."""
    groups = [(number, [text for text, _ in group]) for number, group in groupby(texts, itemgetter(1))]
    for (number, head), (_, body) in pairwise(groups):
        if number:
            yield "".join(head), body[0]


def together(head: str, body: str, sheets: Sequence[str]) -> bool:
    """Whether what a heading heads begins on its sheet; in between may be what the page itself puts there."""
    start = squeezed(body)[:12]
    return any(start in sheet.partition(squeezed(head))[2] for sheet in sheets)


def test_explainers_are_whole_on_paper(at_root: Hosted, still: Page) -> None:
    wrong = {}
    for file in sorted((at_root.folder / "explainers").glob("*/index.html")):
        still.goto(at_root.address + file.relative_to(at_root.folder).as_posix(), wait_until="load")
        wrong[file.parent.name] = wrong_on_paper(still)
    assert len(wrong) > 1
    assert {name: texts for name, texts in wrong.items() if texts} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_records_and_lists_are_whole_on_paper(
    at_root: Hosted, longest: Mapping[str, str], still: Page, kind: str
) -> None:
    still.goto(at_root.address + longest[kind], wait_until="load")
    assert wrong_on_paper(still) == []


def test_scripts_print_the_same(at_root: Hosted, longest: Mapping[str, str], tab: Page, still: Page) -> None:
    sheets = []
    for page in (tab, still):
        page.goto(at_root.address + longest["timeline"], wait_until="load")
        sheets.append(on_paper(page))
    assert sheets[0] == sheets[1]
    assert tab.locator("details[open]").count() == 0, "folds are closed again after printing"
