"""Without scripts no word, record or control is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from bench.host import Hosted
from tests.browser.views import DESKTOP, KINDS, PHONE

pytestmark = pytest.mark.browser

# Every text of the page with whether it can be seen, after all that HTML itself can open is open.
TEXTS = """() => {
    document.querySelectorAll('details').forEach(details => { details.open = true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.data.replace(/\\s+/g, ' ').trim();
        const parent = node.parentElement;
        if (!words || parent.closest('script, style, template, option, svg title, svg desc')) continue;
        const opener = parent.closest('[popover]');
        const opens = opener && document.querySelector(`[popovertarget="${CSS.escape(opener.id)}"]`);
        found.push({words, control: !!parent.closest('button, form, output, [role=status]'),
            seen: parent.checkVisibility() || !!opens});
    }
    return found;
}"""


@dataclass(frozen=True)
class Texts:
    """What can be read on a page, on a phone or a desktop: all of it, and what is not part of a control."""

    seen: frozenset[str]
    unseen: frozenset[str]
    plain: frozenset[str]


def texts(page: Page, url: str) -> Texts:
    found = []
    page.goto(url, wait_until="load")
    for width, height in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": height})
        found += page.evaluate(TEXTS)
    seen = frozenset(text["words"] for text in found if text["seen"])
    everything = frozenset(text["words"] for text in found)
    return Texts(seen, everything - seen, frozenset(text["words"] for text in found if not text["control"]))


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_a_reader_has_every_word(
    at_root: Hosted, longest: Mapping[str, str], tab: Page, still: Page, kind: str
) -> None:
    url = at_root.address + longest[kind]
    with_, without = texts(tab, url), texts(still, url)
    assert with_.plain - without.seen == frozenset(), "only with scripts"
    assert without.unseen == frozenset(), "nothing in HTML can show it"


# Works every control that can be seen, folds first, as a click does, and again to undo it. Gives those that change nothing.
IDLE = """() => {
    const main = document.querySelector('main'), idle = [];
    const looks = () => main.innerText
        + [...main.querySelectorAll('span')].map(e => getComputedStyle(e).textDecorationLine).join();
    const idleIf = (e, nothing) => { if (nothing) idle.push(e.outerHTML.slice(0, 160)) };
    const seen = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
    for (let round = 0, folds; (folds = seen('details:not([open]) > summary')).length && round < 9; round++)
        for (const fold of folds) {
            const before = fold.parentElement.innerText;
            fold.click();
            idleIf(fold, fold.parentElement.innerText === before);
        }
    const before = looks();
    for (const box of seen('input[type=checkbox]')) {
        box.click();
        idleIf(box, looks() === before);
        box.click();
    }
    for (const choice of seen('select')) {
        choice.selectedIndex = 1;
        idleIf(choice, looks() === before);
        choice.selectedIndex = 0;
    }
    for (const button of seen('button, input:not([type=checkbox]), textarea, a:not([href])')) {
        const card = button.popoverTargetElement, boxes = button.form ? [...button.form.querySelectorAll('[type=checkbox]')] : [];
        if (card && button.popoverTargetAction === 'toggle') {
            const open = card.matches(':popover-open');
            button.click();
            idleIf(button, card.matches(':popover-open') === open || !card.checkVisibility());
            button.click();
        } else if (button.type === 'reset' && boxes.length) {
            boxes[0].click();
            button.click();
            idleIf(button, !boxes[0].checked);
        } else if (!card) idleIf(button, true);
    }
    idleIf(main, looks() !== before);
    return idle;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_no_control_does_nothing(
    at_root: Hosted, longest: Mapping[str, str], still: Page, kind: str
) -> None:
    still.goto(at_root.address + longest[kind], wait_until="load")
    assert still.evaluate(IDLE) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_folded_has_a_handle(at_root: Hosted, longest: Mapping[str, str], kind: str) -> None:
    tree = LexborHTMLParser((at_root.folder / longest[kind]).read_text(encoding="utf-8"))
    handles = [details.css_first("summary") for details in tree.css("details")]
    assert [handle for handle in handles if handle is None or not handle.text(strip=True)] == []
