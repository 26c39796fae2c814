"""What readers set for every site is heeded: forced colours, more contrast, less motion; and no meaning is in colour alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.views import KINDS

pytestmark = pytest.mark.browser

# Of each status on the page: its words without its date, the drawing of its sign, and how large and of what line that is.
STATUSES = """() => [...document.querySelectorAll('main .st')].filter(e => e.checkVisibility()).map(e => {
    const sign = e.querySelector('svg'), words = e.querySelector('span').cloneNode(true), box = sign.getBoundingClientRect();
    words.querySelectorAll('small').forEach(date => date.remove());
    return {
        words: words.textContent.trim(),
        shape: sign.innerHTML.trim(),
        size: Math.min(box.width, box.height),
        drawn: getComputedStyle(sign).stroke !== 'none',
    };
})"""


@pytest.mark.parametrize("kind", ["home", "bans", "ban", "explainer"])
@pytest.mark.parametrize("forced", [False, True], ids=["own colours", "forced colours"])
def test_a_status_is_told_by_word_and_shape(shown: Callable[[str], Page], kind: str, *, forced: bool) -> None:
    page = shown(kind)
    page.emulate_media(forced_colors="active" if forced else "none")
    statuses = page.evaluate(STATUSES)
    assert statuses
    assert [each for each in statuses if not each["words"] or not each["drawn"] or each["size"] < 8] == []
    shapes = {each["words"]: each["shape"] for each in statuses}
    assert {each["shape"] for each in statuses} == set(shapes.values())
    assert len(set(shapes.values())) == len(shapes), "two statuses share a shape"


# What a colour of ours sets off on screen, and the boxes and marks that remain where the reader's colours are forced.
EDGES = """() => [...document.querySelectorAll('.slip, .dis, .stamp, .btns a, main button, select, textarea, input')]
    .filter(e => e.checkVisibility() && !e.closest('.c, .card, .term, th') && !['checkbox', 'file'].includes(e.type))
    .filter(e => ['Top', 'Right', 'Bottom', 'Left'].every(side => !parseFloat(getComputedStyle(e)[`border${side}Width`])))
    .map(e => `${e.tagName}.${e.className}`)"""


@pytest.mark.parametrize("kind", KINDS)
def test_forced_colours_keep_edges(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(EDGES) == []


MOVING = """() => {
    const open = [...document.querySelectorAll('[popover]')].slice(0, 2);
    open.forEach(card => card.showPopover());
    const running = document.getAnimations().length;
    open.forEach(card => card.hidePopover());
    const moves = e => getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none'
        || getComputedStyle(e).scrollBehavior === 'smooth';
    return running + [...document.querySelectorAll('*')].filter(moves).length;
}"""


def test_less_motion_is_none(shown: Callable[[str], Page]) -> None:
    page = shown("explainer")
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0, "cards fade in, or this looks for the wrong thing"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0


@pytest.mark.parametrize("kind", ["home", "explainer", "bans", "quote"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_seven_to_one(shown: Callable[[str], Page], kind: str, scheme: str) -> None:
    page = shown(kind)
    page.emulate_media(contrast="more", color_scheme="light" if scheme == "light" else "dark")
    assert violations(page, {"type": "rule", "values": ["color-contrast-enhanced"]}) == []
