"""On paper: every word, every fold, every address of a source; no control. Pages are printed without scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from bench.host import Hosted

pytestmark = pytest.mark.browser

KINDS = ("ban", "quote", "source", "event", "timeline", "bans", "disagreements", "page")
PAPER = {
    "width": 635,
    "height": 900,
}  # pixels between the margins of an A4 page: queries of the width ask for them

# What is to stand on paper, and what is not: `main`'s texts, except those for ears only and inside pictures.
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
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.data.trim() && !node.parentElement.closest('svg, option') && printed(node.parentElement))
            found.push(node.data);
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


def missing_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    words, addresses = page.evaluate(TEXTS), page.evaluate(ADDRESSES)
    controls = page.locator(CONTROLS).locator("visible=true").count()
    page.emulate_media(media="null")
    sheets = on_paper(page)
    assert controls == 0
    return [text for text in (*words, *addresses) if not stands(squeezed(text), sheets)]


def test_explainers_are_whole_on_paper(at_root: Hosted, still: Page) -> None:
    missing = {}
    for file in sorted((at_root.folder / "explainers").glob("*/index.html")):
        still.goto(at_root.address + file.relative_to(at_root.folder).as_posix(), wait_until="load")
        missing[file.parent.name] = missing_on_paper(still)
    assert len(missing) > 1
    assert {name: texts for name, texts in missing.items() if texts} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_records_and_lists_are_whole_on_paper(
    at_root: Hosted, longest: Mapping[str, str], still: Page, kind: str
) -> None:
    still.goto(at_root.address + longest[kind], wait_until="load")
    assert missing_on_paper(still) == []


def test_scripts_print_the_same(at_root: Hosted, longest: Mapping[str, str], tab: Page, still: Page) -> None:
    sheets = []
    for page in (tab, still):
        page.goto(at_root.address + longest["timeline"], wait_until="load")
        sheets.append(on_paper(page))
    assert sheets[0] == sheets[1]
    assert tab.locator("details[open]").count() == 0, "folds are closed again after printing"
