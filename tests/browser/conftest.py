"""What the browser tests share: the site as built once, and tabs whose contexts are opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.host import Hosted, hosted, longest
from tests.browser.views import DAY, DESKTOP


@pytest.fixture(scope="session")
def at_root(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site at a domain's root."""
    with hosted(project, tmp_path_factory.mktemp("root"), DAY) as site:
        yield site


@pytest.fixture(scope="session")
def below(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The site below a path, as GitHub Pages serves it."""
    with hosted(project, tmp_path_factory.mktemp("below"), DAY, base="/some-repo/") as site:
        yield site


@pytest.fixture(scope="session", name="longest")
def longest_pages(project: Path, at_root: Hosted) -> Mapping[str, str]:
    """For each page kind, the path of its longest page."""
    return longest(project, at_root.folder, DAY)


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
