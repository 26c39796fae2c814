"""The preview in a real Chromium: what is saved is seen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.conftest import PATIENCE, Preview

pytestmark = pytest.mark.browser

MILLISECONDS = PATIENCE * 1_000
PANEL = "#site-builder-problems"
FAILED = f"{PANEL}.failed"

# Two frames after the page is read, it is on the screen.
NOTE_WHEN_SHOWN = """addEventListener("DOMContentLoaded", () =>
    requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = Date.now() })))"""
WHEN_SHOWN = """() => new Promise(done => {
    const look = () => window.shownAt ? done(window.shownAt) : requestAnimationFrame(look); look() })"""


class Desk:
    """An editor's desk: a draft of the site, its preview, and a browser tab that shows one page of it."""

    def __init__(self, preview: Preview, page: Page) -> None:
        self.preview = preview
        self.page = page
        self.file = preview.project / "content/pages/about.md"
        self.good = self.file.read_text("utf-8")

    def open(self, page: Page | None = None, path: str = "about/") -> None:
        (page or self.page).goto(self.preview.address + path, timeout=MILLISECONDS)

    def save(self, mark: str) -> None:
        self.file.write_text(f"{self.good}\n\n{mark}\n", "utf-8")

    def shows(self, mark: str) -> None:
        expect(self.page.locator("main")).to_contain_text(mark, timeout=MILLISECONDS)


@pytest.fixture
def desk(draft: Path, previewed: Callable[..., Preview], page: Page) -> Desk:
    desk = Desk(previewed(draft), page)
    desk.open()
    return desk


def test_a_save_is_on_the_screen_at_once(desk: Desk, record_property: Callable[[str, object], None]) -> None:
    desk.page.add_init_script(NOTE_WHEN_SHOWN)
    took = []
    for count in range(20):
        desk.save(f"Save number {count}.")
        saved = time.time_ns() / 1e9
        desk.shows(f"Save number {count}.")
        took.append(desk.page.evaluate(WHEN_SHOWN) / 1e3 - saved)
    words = f"save to screen, median of {len(took)}: {median(took):.2f} s, longest {max(took):.2f} s"
    record_property("measured", words)


def test_a_second_save_within_a_second_is_shown(desk: Desk) -> None:
    desk.save("The first save.")
    desk.shows("The first save.")
    desk.save("The second save.")
    desk.shows("The second save.")
    for count in range(9):
        desk.save(f"Hasty save {count}.")
        desk.page.wait_for_timeout(60)  # about as long as a burst may pause: some fall into a reload
    desk.shows("Hasty save 8.")


def test_eight_files_saved_at_once_make_one_build(desk: Desk, tmp_path: Path) -> None:
    content = desk.preview.project / "content"
    others = [path for path in sorted(content.rglob("*.md")) if path != desk.file]
    files = [*others[:7], desk.file]
    assert len(files) == 8

    def burst(mark: str) -> int:
        """How many builds the eight bring about: all until the save that follows is seen, less its own."""
        ready = [shutil.copy(path, tmp_path / path.name) for path in files]
        for path in ready:
            Path(path).write_text(f"{Path(path).read_text('utf-8').rstrip()} {mark}\n", "utf-8")
        before = desk.preview.builds()
        for path, file in zip(ready, files, strict=True):
            Path(path).replace(file)
        desk.shows(mark)
        mark = f"After {mark}"
        desk.file.write_text(f"{desk.file.read_text('utf-8').rstrip()} {mark}\n", "utf-8")
        desk.shows(mark)
        return desk.preview.builds() - before - 1

    # A machine that has no time for us can part a burst in two; it would not do so every time.
    assert min(burst(f"Burst {count}.") for count in range(3)) == 1


def test_a_bad_save_shows_the_problem_and_a_good_one_clears_it(desk: Desk) -> None:
    late = desk.page.context.new_page()
    desk.file.write_text(desk.good.replace("title:", "titel:", 1), "utf-8")
    desk.open(late)
    for tab in (desk.page, late):
        panel = tab.locator(FAILED)
        expect(panel).to_contain_text("content/pages/about.md:2:1: error:", timeout=MILLISECONDS)
        expect(panel).to_contain_text("  2 | titel: ")
        expect(panel).to_contain_text("did you mean 'title'?")
        expect(panel).to_be_in_viewport()
        expect(tab.locator("main h1")).to_be_visible()
    desk.file.write_text(desk.good, "utf-8")
    for tab in (desk.page, late):
        expect(tab.locator(FAILED)).to_have_count(0, timeout=MILLISECONDS)
        expect(tab.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_accessible(desk: Desk, scheme: str) -> None:
    desk.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    desk.file.write_text(desk.good.replace("title:", "titel:", 1), "utf-8")
    expect(desk.page.locator(FAILED)).to_be_visible(timeout=MILLISECONDS)
    assert violations(desk.page, within=PANEL) == []


def test_the_place_where_one_was_reading_is_kept(desk: Desk) -> None:
    tall = "".join(f"\n\nParagraph {count} of many." for count in range(200))
    desk.save(tall)
    desk.shows("Paragraph 199 of many.")
    desk.page.evaluate("scrollTo({top: 2500, behavior: 'instant'})")
    desk.save(f"{tall}\n\nThe end.")
    desk.shows("The end.")
    expect(desk.page.locator(FAILED)).to_have_count(0)
    desk.page.wait_for_function("scrollY === 2500", timeout=MILLISECONDS)
    desk.file.write_text(desk.good.replace("title:", "titel:", 1), "utf-8")
    expect(desk.page.locator(FAILED)).to_be_in_viewport(timeout=MILLISECONDS)
    desk.page.wait_for_function("scrollY === 2500", timeout=MILLISECONDS)


def test_a_style_sheet_is_swapped_without_a_reload(desk: Desk) -> None:
    name = desk.page.locator('head link[rel="stylesheet"]').first.evaluate(
        "link => link.href.split('/').pop()"
    )
    desk.page.evaluate("window.kept = true")
    with (desk.preview.project / "assets" / name).open("a", encoding="utf-8") as sheet:
        sheet.write("\nmain { outline: 7px solid rgb(1, 2, 3) }\n")
    expect(desk.page.locator("main")).to_have_css("outline-width", "7px", timeout=MILLISECONDS)
    assert desk.page.evaluate("window.kept") is True


def test_a_page_that_does_not_exist_is_styled_however_deep_and_appears_once_it_does(desk: Desk) -> None:
    font = "getComputedStyle(document.body).fontFamily"
    site = desk.page.evaluate(font)
    response = desk.page.goto(desk.preview.address + "no/such/deep/page/", timeout=MILLISECONDS)
    assert response is not None
    assert response.status == 404
    assert desk.page.evaluate(font) == site
    desk.open(path="newcomer/")
    desk.file.with_name("newcomer.md").write_text(desk.good, "utf-8")
    desk.shows("What you can do here")


def test_a_tab_catches_up_with_a_preview_that_was_started_anew(
    desk: Desk, previewed: Callable[..., Preview]
) -> None:
    port = desk.preview.port
    desk.preview.stop()
    desk.save("Saved while nobody looked.")
    assert previewed(desk.preview.project, port=port).address == desk.preview.address
    desk.shows("Saved while nobody looked.")


def test_the_preview_needs_nothing_that_the_site_forbids(desk: Desk) -> None:
    complaints: list[str] = []
    desk.page.on("console", lambda message: complaints.append(message.text))
    desk.file.write_text(desk.good.replace("title:", "titel:", 1), "utf-8")
    expect(desk.page.locator(FAILED)).to_be_visible(timeout=MILLISECONDS)
    assert not [text for text in complaints if "Content Security Policy" in text]
