"""What the browser tests share: the site as built once, and tabs whose contexts are opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import plan
from site_builder.pages.urls import file_of
from tests.browser.hosting import DAY, DESKTOP, Hosted, hosted


@pytest.fixture(scope="session")
def at_root(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site at a domain's root."""
    yield from hosted(project, tmp_path_factory.mktemp("root"), "/")


@pytest.fixture(scope="session")
def below(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site below a path, as GitHub Pages serves it."""
    yield from hosted(project, tmp_path_factory.mktemp("below"), "/some-repo/")


@pytest.fixture(scope="session")
def longest(project: Path, at_root: Hosted) -> Mapping[str, str]:
    """For each page kind, the path of its longest page: the one with the most that can go wrong."""
    report = Report()
    site = link(load(project, report), report)
    assert site is not None
    found: dict[str, str] = {}
    for page in plan(site, DAY):
        path = file_of(page.address)
        size = (at_root.folder / path).stat().st_size
        if page.kind not in found or size > (at_root.folder / found[page.kind]).stat().st_size:
            found[page.kind] = path
    return found


@pytest.fixture(scope="session")
def _tabs(browser: Browser) -> Iterator[Mapping[bool, Page]]:
    # What the tests themselves bring is no part of the page: it goes past the page's policy.
    contexts = {
        scripts: browser.new_context(java_script_enabled=scripts, bypass_csp=True)
        for scripts in (True, False)
    }
    yield {scripts: context.new_page() for scripts, context in contexts.items()}
    for context in contexts.values():
        context.close()


def _as_new(tab: Page) -> Page:
    """A tab that tests share, without what the last one set."""
    tab.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    tab.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null"
    )
    return tab


@pytest.fixture
def tab(_tabs: Mapping[bool, Page]) -> Page:
    """A tab with scripts, on a desktop. To open a context for each of many tests would cost more than they do."""
    return _as_new(_tabs[True])


@pytest.fixture
def still(_tabs: Mapping[bool, Page]) -> Page:
    """A tab without scripts, on a desktop."""
    return _as_new(_tabs[False])


@pytest.fixture
def shown(at_root: Hosted, longest: Mapping[str, str], tab: Page) -> Callable[[str], Page]:
    """Opens the longest page of a kind in a tab, with scripts."""

    def open_(kind: str) -> Page:
        tab.goto(at_root.address + longest[kind], wait_until="load")
        return tab

    return open_
