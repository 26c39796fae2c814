"""The page where readers check quotes themselves: in a browser the verdicts are Python's, and nothing leaves it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random  # noqa: TID251 – seeded: every run draws the same
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.diagnostics import Report
from site_builder.evidence import edits, folds, nearest
from site_builder.evidence.edits import _BARE
from site_builder.evidence.matching import _EDGE, _STOPS, Prepared, match
from site_builder.evidence.nearest import _COMMON, _TRIES
from site_builder.evidence.words import _ELIDING, _FUNCTION_WORDS, _NEAR, _NEGATIONS, _UNSPACED
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import checking, quotes
from site_builder.render import Drawn
from site_builder.write import write
from tests.browser.axe import violations_in_light_and_dark
from tests.conftest import CHECKOUT
from tests.test_matching import ASKED, CASES
from tests.test_matching_property import SEED, corruptions, harmless

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
RANDOM_CASES = 300  # of corruptions, and as many of harmless changes

# ---------------------------------------------------------------- the same verdicts

JUDGED = """cases => {
    const texts = new Map();
    return cases.map(({ quote, text, prefix, suffix, language, declared_edits, lost_ligatures }) => {
        if (!texts.has(text)) texts.set(text, new Matching.Prepared(text));
        return Matching.match(quote, texts.get(text),
            { prefix, suffix, language, declaredEdits: declared_edits, lostLigatures: lost_ligatures });
    });
}"""
Case = dict[str, Any]


@pytest.fixture
def judged(page: Page) -> Callable[[list[Case]], list[dict[str, Any]]]:
    """What the browser says of cases."""
    page.goto("about:blank")
    page.add_script_tag(path=CHECKOUT / "assets" / "matching.js")
    return lambda cases: page.evaluate(JUDGED, cases)


def python(cases: list[Case]) -> list[dict[str, Any]]:
    """What Python says of them, as JSON has it."""
    texts = {case["text"]: Prepared(case["text"]) for case in cases}
    found = [
        match(case["quote"], texts[case["text"]], **{name: case[name] for name in ASKED if name in case})
        for case in cases
    ]
    told: list[dict[str, Any]] = json.loads(json.dumps([asdict(each) for each in found]))
    return told


def different(cases: list[Case], told: list[dict[str, Any]]) -> list[str]:
    return [
        f"{case['quote']!r}: {name} is {expected[name]!r} in Python, {found[name]!r} in the browser"
        for case, expected, found in zip(cases, python(cases), told, strict=True)
        for name in expected
        if expected[name] != found[name]
    ]


def test_the_shared_table_gives_the_same_verdicts(
    judged: Callable[[list[Case]], list[dict[str, Any]]],
) -> None:
    assert different(CASES, judged(CASES)) == []


def test_characters_beyond_the_basic_plane_count_once(
    judged: Callable[[list[Case]], list[dict[str, Any]]],
) -> None:
    """JavaScript counts them twice; the table's cases, written in such letters and between such signs."""
    cases = [
        case | {"text": f"𝔄 😀 {lettered(case['text'])}", "quote": lettered(case["quote"])} for case in CASES
    ]
    assert different(cases, judged(cases)) == []


def lettered(text: str) -> str:
    return text.replace("e", "𝐞").replace(". ", ".😀 ")


def test_random_cases_get_the_same_verdicts(judged: Callable[[list[Case]], list[dict[str, Any]]]) -> None:
    cases = [*islice(corrupted(), RANDOM_CASES), *islice(changed(), RANDOM_CASES)]
    assert different(cases, judged(cases)) == []


def corrupted() -> Iterator[Case]:
    for number, (_, prose, quote) in enumerate(corruptions(Random(SEED + 1))):  # noqa: S311 – no secret is drawn
        yield {
            "text": prose.text,
            "quote": quote,
            "language": prose.language,
            "declared_edits": number % 2 == 0,
            "lost_ligatures": number % 3 == 0,
        }


def changed() -> Iterator[Case]:
    for quote, text, prose in harmless(Random(SEED + 1)):  # noqa: S311 – no secret is drawn
        yield {"text": text, "quote": quote, "language": prose.language}


def test_both_have_the_same_tables(page: Page) -> None:
    page.goto("about:blank")
    page.add_script_tag(path=CHECKOUT / "assets" / "matching.js")
    told = page.evaluate("Matching.tables")
    told["DENIALS"] = frozenset(told["DENIALS"])
    told["ELIDING"] = frozenset(told["ELIDING"])
    told["FUNCTION_WORDS"] = {
        language: frozenset(row.split()) for language, row in told["FUNCTION_WORDS"].items()
    }
    assert told == {
        "IGNORED": folds.IGNORED.pattern[1:-1],
        "HYPHENS": folds.HYPHENS,
        "LONG_DASHES": folds.LONG_DASHES,
        "DASHES": folds.DASHES,
        "SINGLE_MARKS": folds.SINGLE_MARKS,
        "DOUBLE_MARKS": folds.DOUBLE_MARKS,
        "STOPS": _STOPS,
        "UNSPACED": _UNSPACED,
        "ELIDING": _ELIDING,
        "DENIALS": _NEGATIONS,
        "FUNCTION_WORDS": _FUNCTION_WORDS,
        "NEAR": _NEAR,
        "EDGE": _EDGE,
        "FARTHEST": edits.FARTHEST,
        "BARE": _BARE,
        "FEWEST": nearest.FEWEST,
        "LIKE": nearest.LIKE,
        "COMMON": _COMMON,
        "TRIES": _TRIES,
    }


# ---------------------------------------------------------------- the page

ARTICLE = (
    "The council met on Monday. “We haven’t promised a second bridge,” said Zoe Zed, “and nobody asked for one.”\n"
    "She added: “The old ferry will run as long as anybody in this town wants it to run.”"
)
FILES = {
    "site.yaml": "title: Small\ndescription: A small site.\nlanguage: en-GB\n",
    "content/actors.yaml": "- {id: zoe, schema: Person, name: Zoe Zed}\n",
    "content/sources.yaml": """
- {id: post, type: webpage, kind: report, container-title: The Post, URL: "https://post.example/a"}
- {id: mail, type: webpage, kind: report, container-title: The Mail, URL: "https://mail.example/b"}
""",
    "content/quotes.yaml": """
- id: bridge
  speaker: zoe
  text: We haven't promised a second bridge
  witnesses:
    - {source: post, selector: {exact: "We haven't promised a second bridge"}}
    - {source: mail, role: variant, selector: {exact: "We never promised a second bridge, said Zoe Zed"}}
- id: ferry
  speaker: zoe
  text: The old ferry will run […] as long as anybody wants it to run.
  display: edited
  witnesses:
    - {source: post, selector: {exact: "The old ferry will run as long as anybody in this town wants it to run."}}
- id: short
  speaker: zoe
  text: The old ferry […] wants it to run.
  display: edited
  witnesses:
    - {source: post, selector: {exact: "The old ferry will run as long as anybody in this town wants it to run."}}
- {id: unprinted, speaker: zoe, text: Nobody has printed this yet.}
""",
    "content/evidence/post.json": json.dumps(
        {
            "source": "post",
            "checked": "2026-11-20",
            "asked_sha256": "0" * 64,
            "snapshot": {
                "from": "snapshot",
                "extent": "full-text",
                "retrieved": "2026-11-20",
                "extractor": "plain-text 1",
                "length": len(ARTICLE),
                "raw_sha256": sha256(f"{ARTICLE}\n".encode()).hexdigest(),
                "text_sha256": sha256(ARTICLE.encode()).hexdigest(),
            },
        }
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page and those of the quotations on disk, from a small site."""
    root = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    report = Report()
    site = link(load(root, report), report)
    assert list(report) == []
    assert site is not None
    drawn = Drawn([*checking.plan(site, DAY), *quotes.plan(site, DAY)], site, DAY, report)
    write(drawn.finished(), root / "build")
    assert list(report) == []
    return root / "build"


class Desk:
    """The page in a tab, what it complained of, and what it asked for since it was open.

    Its icon is not counted: when to fetch that is the browser's own affair.
    """

    def __init__(self, page: Page, folder: Path, query: str = "") -> None:
        self.page = page
        self.trouble: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.trouble.append(message.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.goto((folder / "check" / "index.html").as_uri() + query, wait_until="networkidle")
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.endswith("/assets/icon.svg"):
            self.asked.append(url)

    def compare(self, text: str, quote: str = "", printing: str = "") -> str:
        """Paste a text, compare, give the verdict."""
        if quote:
            self.page.get_by_label("Quotation").select_option(quote)
        if printing:
            self.page.get_by_label("Printed by").select_option(printing)
        self.page.get_by_label("The article’s text").fill(text)
        return self.press()

    def press(self) -> str:
        self.page.get_by_role("button", name="Compare").click()
        self.page.get_by_role("heading", name=re.compile("Your (text|file)")).wait_for()
        return self.page.get_by_role("status").inner_text()

    @property
    def result(self) -> str:
        return self.page.locator("#check-result").inner_text()

    @property
    def marked(self) -> list[str]:
        return self.page.locator("#check-result mark").all_inner_texts()


@pytest.fixture
def desk(page: Page, folder: Path) -> Iterator[Desk]:
    """The page from disk. Whatever a test does there, nothing may be asked for and nothing may go wrong."""
    opened = Desk(page, folder)
    yield opened
    assert opened.trouble == []
    assert opened.asked == []


def test_a_pasted_article_gives_the_verdict_in_words(desk: Desk) -> None:
    assert desk.compare(ARTICLE, "bridge") == "Found. Word for word; only typographic marks differ."
    assert desk.marked == ["We haven’t promised a second bridge"]
    assert "The council met on Monday. “We haven’t" in desk.result
    assert f"Characters 28 to 63 of {len(ARTICLE)}." in desk.result
    assert "Our own check of this printing says: Not yet checked by machine." in desk.result


def test_the_digest_tells_whether_it_is_the_copy_that_we_compared(desk: Desk) -> None:
    desk.compare(ARTICLE, "bridge")
    assert sha256(ARTICLE.encode()).hexdigest() in desk.result
    assert "The very copy that we compared with." in desk.result
    desk.compare(f"Menu\n{ARTICLE}", "bridge")
    assert "Not the copy that we compared with" in desk.result
    desk.compare(ARTICLE, "bridge", "mail")
    assert "We hold no copy to compare it with." in desk.result


def test_other_words_are_shown_word_by_word(desk: Desk) -> None:
    assert desk.compare(ARTICLE, "bridge", "mail") == "Not word for word: words that carry meaning differ."
    assert desk.page.locator("#check-result .t del").all_text_contents() == ["missing: never "]
    assert desk.page.locator("#check-result .t ins").all_text_contents() == [
        "instead: haven’t ",
        "added: ” ",
    ]
    assert desk.page.locator("#check-result .t .vh").count() == 3


def test_declared_edits_are_undone_and_the_uncut_passage_is_shown(desk: Desk) -> None:
    assert desk.compare(ARTICLE, "short") == "Found. Word for word but for the edits that we declare."
    assert desk.marked == ["The old ferry", "wants it to run."]
    assert "The old ferry will run as long as anybody in this town wants it to run." in desk.result


def test_edits_that_do_not_declare_all_are_refused(desk: Desk) -> None:
    assert desk.compare(ARTICLE, "ferry").startswith("Not word for word")


def test_nothing_like_it(desk: Desk) -> None:
    assert (
        desk.compare("The harbour froze over.", "bridge")
        == "Not found. Nothing in your text comes near these words."
    )
    assert "Was all of the article there?" in desk.result


def test_a_verdict_goes_when_what_it_was_about_goes(desk: Desk) -> None:
    desk.compare(ARTICLE, "bridge")
    desk.page.get_by_label("The article’s text").fill("Something else")
    assert desk.page.locator("#check-verdict").inner_text() == desk.result == ""
    desk.compare(ARTICLE)
    desk.page.get_by_label("Printed by").select_option("mail")
    assert desk.page.locator("#check-verdict").inner_text() == desk.result == ""


def test_only_printed_quotations_can_be_chosen(desk: Desk) -> None:
    values = [option.get_attribute("value") for option in desk.page.locator("#check-quote option").all()]
    assert values == ["", "bridge", "ferry", "short"]


def test_a_file_of_the_page_is_read_and_neither_loads_nor_runs_anything(desk: Desk) -> None:
    html = (
        "<html><head><title>Post</title><script>throw 1</script><style>p{}</style></head><body>"
        "<img src='https://other.example/x.png' onerror='throw 2'><p style='color:red'>“We haven’t <b>prom</b>ised</p>"
        "<p>a second&nbsp;bridge”</p></body></html>"
    )
    desk.page.get_by_label("Quotation").select_option("bridge")
    desk.page.get_by_label("Or a file of it").set_input_files(
        {"name": "post.html", "mimeType": "text/html", "buffer": html.encode()}
    )
    desk.page.wait_for_function("document.querySelector('#check-text').value")
    assert desk.press() == "Found. Word for word; only typographic marks differ."
    assert desk.marked == ["We haven’t promised\na second\u00a0bridge"]
    assert sha256(html.encode()).hexdigest() in desk.result
    # Chromium says so of a document that shows nothing, too.
    assert [
        text for text in desk.trouble if "violates the following Content Security Policy" not in text
    ] == []
    desk.trouble.clear()


@pytest.mark.parametrize(
    ("charset", "mark"),
    [("utf-8", ""), ("utf-8-sig", ""), ("windows-1252", ""), ("windows-1251", "charset=windows-1251 ")],
)
def test_a_file_of_plain_text_in_any_charset(desk: Desk, charset: str, mark: str) -> None:
    desk.page.get_by_label("Quotation").select_option("bridge")
    desk.page.get_by_label("Or a file of it").set_input_files(
        {"name": "post.txt", "mimeType": "text/plain", "buffer": f"{mark}{ARTICLE}\n".encode(charset)}
    )
    desk.page.wait_for_function("document.querySelector('#check-text').value")
    assert desk.press().startswith("Found. Word for word")
    assert ("The very copy that we compared with." in desk.result) == (charset == "utf-8")


def test_a_quotation_s_page_leads_here_with_its_words_chosen(page: Page, folder: Path) -> None:
    page.goto((folder / "quotes" / "ferry" / "index.html").as_uri())
    page.get_by_role("link", name="Check it yourself").click()
    expect(page.get_by_label("Quotation")).to_have_value("ferry")
    expect(page.locator("#check-sought")).to_contain_text("The old ferry will run […]")


def test_an_address_with_a_quotation_that_is_not_there_chooses_none(page: Page, folder: Path) -> None:
    desk = Desk(page, folder, "?quote=gone")
    assert page.get_by_label("Quotation").input_value() == ""
    assert not page.locator("#check-sought").is_visible()
    assert desk.trouble == []


def test_without_scripts_there_is_no_form_but_the_way_to_do_it_by_hand(
    browser: Browser, folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "check" / "index.html").as_uri())
    assert page.locator("form, select, textarea, input, button").count() == 0
    main = page.locator("main").inner_text()
    assert "It needs JavaScript" in main
    assert "By hand" in main
    assert "Every character is the same." in main
    context.close()


def test_axe_finds_nothing_in_any_state(page: Page, folder: Path) -> None:
    desk = Desk(page, folder)  # axe asks for the style sheet itself
    found = []
    for printing in ("", "mail"):
        if printing:
            desk.compare(ARTICLE, "bridge", printing)
        found += violations_in_light_and_dark(desk.page)
    assert found == []


def test_a_phone_shows_it_without_sideways_scrolling(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.compare(ARTICLE, "bridge", "mail")
    width = desk.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width[0] <= width[1]


def test_it_can_be_used_with_the_keyboard_alone(desk: Desk) -> None:
    desk.page.get_by_label("Quotation").focus()
    desk.page.keyboard.type("We")
    desk.page.get_by_label("The article’s text").focus()
    desk.page.keyboard.insert_text(ARTICLE)
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("heading", name="Your text").wait_for()
    assert desk.marked == ["We haven’t promised a second bridge"]
