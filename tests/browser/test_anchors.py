"""A link to a place leads there: it is scrolled to, marked, and nothing stands over it, folded or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SIZES = ((1280, 800), (390, 640))
EVERY_CITATION = 20  # there are hundreds on a page, all alike: one in so many is looked at

# Goes to each place in turn, as a link would. Marked is what it or its article is tinted with.
PLACES = """async step => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.background = 'var(--mark)';
    const mark = getComputedStyle(probe).backgroundColor, bad = [];
    probe.remove();
    const marks = [...document.querySelectorAll('main sup.c[id]')].filter((_, i) => i % step === 0);
    const others = [...document.querySelectorAll('main [id]:not(sup.c)')].filter(e =>
        !e.matches('svg *, .marg *, .yr, .mo, .tl, tbody, input') && !/-(t|question)$/.test(e.id) && e.checkVisibility());
    for (const e of [...others, ...marks]) {
        location.hash = e.id;
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        const box = e.getBoundingClientRect();
        const tinted = [e, ...e.querySelectorAll(':scope > article')].some(
            part => getComputedStyle(part).backgroundColor === mark);
        const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(8, box.height / 2)];
        const here = document.elementFromPoint(x, y);
        if (document.querySelector(':target') !== e) bad.push(`not gone to: ${e.id}`);
        else if (!tinted) bad.push(`not marked: ${e.id}`);
        else if (box.top < 0 || box.top > innerHeight - 8) bad.push(`not in sight: ${e.id}`);
        else if (!here || !(e.contains(here) || here.contains(e))) bad.push(`covered: ${e.id} by ${here?.className}`);
        else if (e.querySelector('details:not([open]) h4')) bad.push(`folded: ${e.id}`);
    }
    return { bad, seen: others.length + marks.length };
}"""


@pytest.mark.parametrize("kind", ["explainer", "timeline", "bans", "quotes", "sources", "disagreements"])
def test_every_place_can_be_gone_to(shown: Callable[[str], Page], kind: str) -> None:
    page = shown(kind)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(PLACES, EVERY_CITATION)
        assert found["bad"] == [], f"{width} × {height}"
        assert found["seen"] > 5
