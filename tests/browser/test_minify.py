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
