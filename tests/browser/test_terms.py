"""Terms of the glossary where an explainer uses them: a word that opens a card, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bench.host import Hosted
from tests.browser.axe import violations_in_light_and_dark
from tests.browser.views import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def with_terms(at_root: Hosted) -> str:
    """The address of the first explainer that uses terms of the glossary."""
    for file in sorted((at_root.folder / "explainers").glob("*/index.html")):
        if 'class="term"' in file.read_text(encoding="utf-8"):
            return at_root.address + file.relative_to(at_root.folder).as_posix()
    pytest.fail("no explainer uses a term of the glossary")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_terms_card_opens_at_the_word_and_gives_the_focus_back(
    with_terms: str, still: Page, size: tuple[int, int]
) -> None:
    still.set_viewport_size({"width": size[0], "height": size[1]})
    still.goto(with_terms)
    word = still.locator("button.term").first
    card = still.locator(f"#{word.get_attribute('popovertarget')}")
    assert still.locator("a.term:visible").count() == 0
    word.focus()
    still.keyboard.press("Enter")
    assert card.is_visible()
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
    still.keyboard.press("Tab")
    assert card.locator(":focus").get_attribute("aria-label", timeout=5_000) == "Close"
    still.keyboard.press("Escape")
    assert not card.is_visible()
    assert still.evaluate("document.activeElement.className") == "term"


def test_axe_finds_nothing_in_a_terms_card(with_terms: str, tab: Page) -> None:
    tab.goto(with_terms)
    tab.locator("button.term").first.click()
    assert violations_in_light_and_dark(tab) == []


def test_no_line_begins_with_what_ends_a_word(with_terms: str, tab: Page) -> None:
    """A line may break beside a button: a term's full stop stays with it at any width."""
    tab.goto(with_terms)
    for width in range(320, 420, 9):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate(STRAYS) == [], width


STRAYS = """() => [...document.querySelectorAll('button.term')].filter(button => {
    const after = button.nextElementSibling.nextSibling;
    if (after?.nodeType !== 3 || !/^[^\\s—]/.test(after.data)) return false;
    const range = document.createRange();
    range.setStart(after, 0);
    range.setEnd(after, 1);
    return range.getBoundingClientRect().top > button.getBoundingClientRect().bottom;
}).map(button => button.textContent)"""
