"""What axe finds in a page: WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # has no types
from playwright.sync_api import Page

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The only rules that look at colours, and the slow ones: all a second scheme of the same page can break."""

SCHEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")


def violations(page: Page, rules: dict[str, Any] = RULES, within: str = "html") -> list[str]:
    """The rules broken on a page as it stands, or in the part of it that a CSS selector names, each with its first places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; null")
    found = page.evaluate(
        "([within, options]) => axe.run(within, options).then(result => result.violations)",
        [within, {"resultTypes": ["violations"], "runOnly": rules}],
    )
    return [
        f"{each['id']} ({each['help']}): {[node['target'] for node in each['nodes'][:5]]} of {len(each['nodes'])}"
        for each in found
    ]


def violations_in_light_and_dark(page: Page) -> list[str]:
    """The rules broken on a page in either scheme."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {words}" for words in violations(page, RULES if scheme == "light" else COLOURS)]
    return found
