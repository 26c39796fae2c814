"""Links to the very words: Chromium opens a page of each kind at the quote, and marks nothing but the quote."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from site_builder.model import CONTEXT, Entry, Selector
from site_builder.pages.fragments import at_words

pytestmark = pytest.mark.browser

FILLER = (
    "<p>Nothing of this is quoted, and it only fills the page so that the browser has to scroll.</p>" * 60
)
MARK = (1, 254, 3)
STYLE = f"<style>body{{font:16px/24px serif;width:600px;color:#000}}::target-text{{background:rgb{MARK};color:#000}}</style>"
LONG = " ".join(
    f"The {number} clause of this long statement says a little more than the one before it."
    for number in ("first", "second", "third", "fourth", "fifth", "sixth")
)


@dataclass(frozen=True)
class Case:
    """A page with `html` in its middle, the words that we print of it, and what `verify` noted of how it prints them.

    The quote is the element with the id `q`, or reaches from it to the one with the id `r`.
    """

    html: str
    exact: str
    entry: Mapping[str, object]


def plain(before: str, exact: str, after: str, **entry: object) -> Case:
    """A page that has the words in one paragraph, between `before` and `after`."""
    found = {"prefix": before[-CONTEXT:], "suffix": after[:CONTEXT], **entry}
    return Case(f"<p>{escape(before)}<span id=q>{escape(exact)}</span>{escape(after)}</p>", exact, found)


def broken(ours: str, theirs: str) -> dict[str, object]:
    return {
        "rung": "N1",
        "differences": [{"op": "changed", "ours": ours, "theirs": theirs, "length": len(theirs)}],
    }


CASES: Mapping[str, Case] = {
    "curly": plain("He said: “", "we haven’t broken the “house rules” of anyone", "” and left."),
    "dashes": plain("He said ", "no rule – written or un-written — was state-owned", ", they say."),
    "commas": plain("So ", "first, second, and third, in that order", ", it goes."),
    "ampersand": plain("At ", "Black & White & Sons, a firm of lawyers", " it is known."),
    "percent": plain("Only ", "100% of it? Yes: 50 + 50 = 100 #1 [sic]", " is told."),
    "accents": plain("Er sagte: „", "Wir haben keine Regel gebrochen, süße Größe", "“ und ging."),
    "cyrillic": plain("Он сказал: «", "мы не нарушали никаких правил площадки", "» и вышел."),
    "marked up": Case(
        "<p>It <span id=q>has <b>always</b> abided by <a href=#>the rules</a> of the house</span>, it said.</p>",
        "has always abided by the rules of the house",
        {},
    ),
    "long": plain("They wrote: ", LONG, " So they did."),
    "two words": Case(
        "<p>There are rules. The two rules are old.</p><p>Kept <span id=q>two rules</span> in the yard.</p>",
        "two rules",
        {"prefix": "The two rules are old.\n\nKept ", "suffix": " in the yard."},
    ),
    "one word in quotation marks": Case(
        "<p>An employee came.</p><p>A letter from an “<span id=q>employee</span>,” who explained it.</p>",
        "employee",
        {"prefix": "came.\n\nA letter from an “", "suffix": ",” who explained it."},
    ),
    "at the start of a paragraph": Case(
        "<p>We said No one.</p><p>“<span id=q>No one</span>” was the answer of all.</p>",
        "No one",
        {"prefix": "We said No one.\n\n“", "suffix": "” was the answer of all."},
    ),
    "a duplicate": Case(
        "<p>Then we sell no more of them here, today.</p><p>So: <span id=q>we sell no more of them</span> anywhere, ever.</p>",
        "we sell no more of them",
        {"hits": 2, "prefix": "of them here, today.\n\nSo: ", "suffix": " anywhere, ever."},
    ),
    "two paragraphs": Case(
        "<p>He: <span id=q>we broke no rule of the house.</span></p><p id=r>And we shall go on as we did.</p><p>So he.</p>",
        "we broke no rule of the house. And we shall go on as we did.",
        broken("house. ", "house.\n\n"),
    ),
    "a quote of two lines": Case(
        "<p>He: <span id=q>we broke no rule of the house.</span></p><p id=r>And we shall go on as we did.</p><p>So he.</p>",
        "we broke no rule of the house.\nAnd we shall go on as we did.",
        {},
    ),
    "a line break": Case(
        "<p>She: <span id=q>we keep the kettles<br>in good order at all times</span>, she said.</p>",
        "we keep the kettles in good order at all times",
        broken("kettles ", "kettles\n"),
    ),
    "preformatted": Case(
        "<pre>SEC. 4. <span id=q>No kettle may be brought into\nany of the halls of the library</span>, by rule.</pre>",
        "No kettle may be brought into any of the halls of the library",
        broken("into ", "into\n"),
    ),
    "other dashes": Case(
        "<p>He: <span id=q>we broke no rule of the house — none at all that we know of</span>, he said.</p>",
        "we broke no rule of the house – none at all that we know of",
        {"rung": "N2", "differences": [{"op": "changed", "ours": "–", "theirs": "—", "length": 1}]},
    ),
    "another end": Case(
        "<p>They: <span id=q>we shall not advertise here any more</span>, they said.</p>",
        "we shall not advertise here any more.",
        {"rung": "N3", "differences": [{"op": "changed", "ours": ".", "theirs": ",", "length": 1}]},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("pages")
    for number, case in enumerate(CASES.values()):
        _write(root / f"{number}.html", case.html)
    handler = partial(_Quiet, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _write(path: Path, html: str) -> None:
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>A page</title>{STYLE}{FILLER}{html}{FILLER}",
        encoding="utf-8",
    )


def selector_of(case: Case) -> tuple[Selector, Entry]:
    told = {
        "quote": "q",
        "role": "copy-text",
        "exact_sha256": "0" * 64,
        "state": "verified",
        "rung": "N0",
        "hits": 1,
    }
    return Selector.model_validate({"exact": case.exact}), Entry.model_validate({**told, **case.entry})


@pytest.mark.parametrize("name", CASES)
def test_chromium_scrolls_to_the_quote_and_marks_it(name: str, host: str, browser: Browser) -> None:
    case = CASES[name]
    link = at_words(f"{host}/{list(CASES).index(name)}.html", *selector_of(case))
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        page = context.new_page()
        page.goto(link, wait_until="load")
        page.wait_for_function("scrollY > 0", timeout=5_000)
        quoted = _lines(page)
        ours, rest = _marked(page)
        assert ours, f"{link}: the quote at {quoted} is not marked"
        assert not rest, f"{link}: more than the quote is marked"


def _lines(page: Page) -> list[FloatRect]:
    """Where the quote stands on the screen, line by line."""
    rects: list[FloatRect] = page.evaluate(
        """() => { const range = document.createRange(), last = document.querySelector('#r') || document.querySelector('#q');
        range.setStart(document.querySelector('#q'), 0); range.setEnd(last, last.childNodes.length);
        return [...range.getClientRects()].map(({x, y, width, height}) => ({x, y, width, height})) }"""
    )
    return rects


def _marked(page: Page) -> tuple[bool, bool]:
    """Whether the first and the last letters of the quote are marked, and whether anything outside it is.

    Highlights are not to be had from the document, so they are looked for on a picture of the page, by the page itself.
    """
    shot = b64encode(page.screenshot()).decode()
    lines = _lines(page)
    found = page.evaluate(
        """async ([png, lines, [r, g, b]]) => {
          const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
          pen.drawImage(image, 0, 0);
          const {data} = pen.getImageData(0, 0, image.width, image.height);
          const marked = (x, y) => { const at = 4 * (y * image.width + x);
            return data[at] === r && data[at + 1] === g && data[at + 2] === b };
          const near = (x, y, {x: left, y: top, width, height}) =>
            x >= left - 3 && x < left + width + 3 && y >= top - 3 && y < top + height + 3;
          const touches = (line, from, to) => { for (let y = Math.ceil(line.y) + 1; y < line.y + line.height - 1; y++)
            for (let x = Math.ceil(from); x < to; x++) if (marked(x, y)) return true; return false };
          let outside = 0;
          for (let y = 0; y < image.height; y++) for (let x = 0; x < image.width; x++)
            if (marked(x, y) && !lines.some(line => near(x, y, line))) outside++;
          const wide = lines.filter(line => line.width > 1), first = wide[0], last = wide[wide.length - 1];
          const end = last.x + last.width;
          return [touches(first, first.x, first.x + 12) && touches(last, end - 12, end), outside > 0];
        }""",
        [shot, lines, MARK],
    )
    ours, rest = found
    return bool(ours), bool(rest)
