"""The keyboard alone: to a quotation's source in few steps, in and out of cards, and always in sight."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page

from bench.host import Hosted
from tests.browser.views import KINDS

pytestmark = pytest.mark.browser

STOPS = 12  # the most that may lie between an explainer's heading and a quotation's source
SIZES = ((1280, 800), (390, 640))


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def stops_to_a_source(page: Page) -> int:
    """How often Tab is pressed from the heading until the source of a quotation has the focus; jumps are free."""
    page.locator("h1").click()
    for pressed in count(1):
        page.keyboard.press("Tab")
        link = focused(page)
        if link.and_(page.locator(".slip [data-originalurl]")).count():
            return pressed
        if link.and_(page.locator("[href^='#quote-']")).count():
            page.keyboard.press("Enter")
        if pressed > 5 * STOPS:
            break
    return pressed


def test_from_an_explainers_heading_it_is_not_far_to_the_source_of_a_quotation(
    at_root: Hosted, still: Page, record_property: Callable[[str, object], None]
) -> None:
    steps = {}
    for file in sorted((at_root.folder / "explainers").glob("*/index.html")):
        if 'class="slip"' in file.read_text(encoding="utf-8"):
            still.goto(at_root.address + file.relative_to(at_root.folder).as_posix())
            steps[file.parent.name] = stops_to_a_source(still)
    assert steps
    assert {name: stops for name, stops in steps.items() if stops > STOPS} == {}
    record_property("measured", f"tab stops from an explainer's heading to a quotation's source: {steps}")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_card_takes_the_focus_in_and_gives_it_back(
    shown: Callable[[str], Page], size: tuple[int, int]
) -> None:
    page = shown("explainer")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    button = page.locator(".c button").first
    card = page.locator(f"[id='{button.get_attribute('popovertarget')}']")
    button.focus()
    page.keyboard.press("Enter")
    assert card.evaluate("card => card.matches(':popover-open')")
    inside = card.locator("a, button").count()
    for _ in range(inside):
        page.keyboard.press("Tab")
        assert card.locator(":focus").count() == 1, "the card comes right after its button"
    page.keyboard.press("Tab")
    assert card.locator(":focus").count() == 0, "and one gets out of it again"
    page.keyboard.press("Shift+Tab")
    assert card.locator(":focus").count() == 1
    page.keyboard.press("Escape")
    assert not card.evaluate("card => card.matches(':popover-open')")
    assert button.evaluate("button => button === document.activeElement")


# Looks at the ring of each element that gets the focus, and whether it is in sight when it gets the focus (the skip link is
# so only then) or when it loses it (the browser has scrolled there by then). A text field may stick out: its caret does not.
WALK = """() => {
    const walk = window.walk = { bad: [], lost: [], stops: 0, round: false }, seen = new Map();
    walk.name = e => `${e.tagName}.${e.className} ${(e.ariaLabel || e.textContent).trim().slice(0, 40)}`;
    walk.inSight = e => [...e.getClientRects()].some(box => {
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const whole = right - left > box.width - 1 && bottom - top > box.height - 1;
        const here = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return here && (whole || e.matches('textarea') || bottom - top > innerHeight / 2)
            && (e.contains(here) || e.labels && [...e.labels].some(label => label.contains(here)));
    });
    addEventListener('focusin', ({ target: e }) => {
        if (seen.has(e)) { walk.round = true; return }
        seen.set(e, walk.inSight(e));
        walk.stops++;
        const ring = getComputedStyle(e);
        if (ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2) walk.bad.push(`no ring: ${walk.name(e)}`);
    });
    addEventListener('focusout', ({ target: e }) => {
        if (!walk.round && !seen.get(e) && !walk.inSight(e)) walk.lost.push(e);
    });
}"""

# Tab pressed faster than frames are drawn leaves before the browser has scrolled: what was lost gets the time it takes.
LOST = """async () => {
    for (const e of walk.lost) {
        document.activeElement.blur();
        e.focus();
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        if (!walk.inSight(e)) walk.bad.push(`out of sight: ${walk.name(e)}`);
    }
    return walk.bad;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_the_focus_is_in_sight_and_has_a_ring(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.reload(wait_until="load")
        page.evaluate(WALK)
        while not page.evaluate("walk.round"):
            before = page.evaluate("walk.stops")
            for _ in range(40):
                page.keyboard.press("Tab")
            if page.evaluate("walk.stops") - before < 40:
                break
        assert page.evaluate("walk.stops") > 0
        assert page.evaluate(LOST) == [], f"{width} × {height}"
