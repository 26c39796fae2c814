"""Minified style sheets say to a browser what the ones in `assets/` say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from site_builder.minify import minified
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.browser

RULES = "sheet => [...sheet.sheet.cssRules].map(rule => rule.cssText)"


@pytest.mark.parametrize("name", sorted(path.name for path in (CHECKOUT / "assets").glob("*.css")))
def test_a_minified_style_sheet_has_the_same_rules(page: Page, name: str) -> None:
    written = (CHECKOUT / "assets" / name).read_bytes()
    sent = minified(name, written)
    rules = [page.add_style_tag(content=text.decode()).evaluate(RULES) for text in (written, sent)]
    assert len(sent) < len(written)
    assert len(rules[0]) > 1
    assert rules[0] == rules[1]


@pytest.mark.parametrize(
    "opening",
    [
        "@media screen",
        "@container (width > 30em)",
        "@layer base",
        "@layer",
        "@scope (.a)",
        "@supports (top:0)",
    ],
)
def test_rules_inside_a_rule_stay_rules(page: Page, opening: str) -> None:
    written = f"@layer first, base;\n{opening} {{\n  .a :is(b, c) {{ top : 0 }} /* why */\n}}\n".encode()
    sent = minified("own.css", written)
    rules = [page.add_style_tag(content=text.decode()).evaluate(RULES) for text in (written, sent)]
    assert len(sent) < len(written)
    assert len(rules[0]) == 2
    assert rules[0] == rules[1]
