"""Quotations, the links to their words, and the printings set against one another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_builder.dates import when
from site_builder.diagnostics import Report
from site_builder.model import Selector, Site
from site_builder.pages import cards, quotes
from site_builder.pages.collation import Piece, collate
from site_builder.pages.evidence import NO_PRINTING, UNCHECKED
from site_builder.pages.fragments import at_words, directive
from site_builder.pages.page import Page
from site_builder.pages.strip import Bar, Mark, Strip, strip
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 21)
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\nlanguage: en-GB\n",
    "content/actors.yaml": """
- {id: zoe, schema: Person, name: Zoe Zed}
- {id: acme, schema: Company, name: acme}
""",
    "content/sources.yaml": """
- {id: post, type: webpage, kind: report, container-title: The Post, issued: "2018-04-20", URL: "https://post.example/a"}
- {id: blatt, type: webpage, kind: reprint, container-title: Blatt, issued: "2018-04-22", language: de}
""",
    "content/quotes.yaml": """
- id: rules
  speaker: zoe
  relayed_by: acme
  said: {date: "2018-04-20", medium: letter, sources: post}
  text: we broke no rules – none
  context: From the letter.
  witnesses:
    - source: post
      selector: {exact: we broke no rules – none}
    - source: post
      role: variant
      selector: {exact: We broke no rules — none}
      variant_note: An em dash.
    - source: blatt
      role: translation
      selector: {exact: Wir haben keine Regel gebrochen}
- {id: older, speaker: zoe, said: {date: "2017"}, text: No}
- {id: firm, speaker: acme, language: de, text: Nein, translation: "No", display: excerpt}
""",
}


def site_of(root: Path, files: Mapping[str, str] = FILES) -> Site:
    return sound_site(root, files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path)


def pages(site: Site) -> dict[str, Page]:
    return {page.address: page for page in quotes.plan(site, DAY)}


def shown(page: Page, name: str) -> Any:
    return page.shows[name]


def test_every_quotation_has_a_page_beside_the_two_lists(site: Site) -> None:
    assert {address: page.title for address, page in pages(site).items()} == {
        "/quotes/": "Quotations",
        "/quotes/by-source/": "Quotations by source",
        "/quotes/rules/": "Zoe Zed: “we broke no rules – none”",
        "/quotes/older/": "Zoe Zed: “No”",
        "/quotes/firm/": "acme: “Nein”",
    }


def test_speakers_stand_in_the_alphabet_and_their_words_in_order_of_time(site: Site) -> None:
    listed = shown(pages(site)["/quotes/"], "speakers")
    assert [(group.speaker.id, [card.quote.id for card in group.quotes]) for group in listed] == [
        ("acme", ["firm"]),
        ("zoe", ["older", "rules"]),
    ]


def test_a_source_lists_every_printing_with_its_role(site: Site) -> None:
    assert [
        (group.source.name, [(item.quote.quote.id, item.role) for item in group.printed])
        for group in quotes.by_source(site, DAY)
    ] == [
        ("Blatt", [("rules", "prints a translation")]),
        ("The Post", [("rules", "the printing we follow"), ("rules", "prints it differently")]),
    ]


def test_printings_in_the_same_language_are_set_against_ours(site: Site) -> None:
    post, blatt = (cards.source(site, site.sources[id]) for id in ("post", "blatt"))
    rules = site.quotes["rules"]
    url = "https://post.example/a#:~:text="
    assert shown(pages(site)["/quotes/rules/"], "printings") == [
        quotes.Printing(
            card=cards.WitnessCard(
                rules.witnesses[0],
                post,
                "",
                UNCHECKED,
                f"{url}we%20broke%20no%20rules%20%E2%80%93%20none",
                (),
            ),
            role="The printing we follow",
            language="en",
            same=True,
            collation=(),
        ),
        quotes.Printing(
            card=cards.WitnessCard(
                rules.witnesses[1],
                post,
                "",
                UNCHECKED,
                f"{url}We%20broke%20no%20rules%20%E2%80%94%20none",
                (),
            ),
            role="Prints it differently",
            language="en",
            same=False,
            collation=(
                Piece("missing", "we"),
                Piece("instead", "We"),
                Piece("same", " broke no rules "),
                Piece("missing", "–", marks=True),
                Piece("instead", "—", marks=True),
                Piece("same", " none"),
            ),
        ),
        quotes.Printing(
            card=cards.WitnessCard(rules.witnesses[2], blatt, "German", UNCHECKED, "", ()),
            role="Prints a translation",
            language="de",
            same=False,
            collation=(),
        ),
    ]


def test_the_evidence_line_says_what_was_checked(site: Site) -> None:
    evidence = {quote.id: cards.quote(site, quote, DAY).evidence for quote in site.quotes}
    assert evidence == {"rules": UNCHECKED, "older": NO_PRINTING, "firm": NO_PRINTING}


def test_without_quotations_there_is_one_honest_page(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, {"site.yaml": FILES["site.yaml"], "content/actors.yaml": FILES["content/actors.yaml"]}
    )
    assert [page.address for page in quotes.plan(site, DAY)] == ["/quotes/"]


def test_a_long_list_gives_first_words_with_what_was_found(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes, "MOST_SLIPS", 2)
    tree = Drawn(quotes.plan(site, DAY), site, DAY, Report()).finished()
    text = tree["quotes/index.html"].decode()
    assert "These are the first words of each." in text
    assert "<figure" not in text
    assert (
        '<li id="firm"><span class="row-head">no date</span><a href="../quotes/firm/index.html" lang="de">“Nein”</a>'
        '<span class="meta" data-evidence="no-printing">No printing on file</span></li>' in text
    )


def test_the_slip_draws_speaker_relay_and_evidence(site: Site) -> None:
    report = Report()
    tree = Drawn(quotes.plan(site, DAY), site, DAY, report).finished()
    text = " ".join(tree["quotes/rules/index.html"].decode().split())
    assert list(report) == []
    assert '<blockquote cite="https://post.example/a"><p>“we broke no rules – none”</p></blockquote>' in text
    assert 'as relayed by <a href="../../actors/acme/index.html">acme</a>, letter, <time' in text
    assert "<strong>Not yet checked by machine</strong>: printed here as we copied it from" in text
    assert '<p class="t" lang="de">“Wir haben keine Regel gebrochen”</p>' in text


def test_a_long_quotation_is_cut_between_words_for_its_heading(tmp_path: Path) -> None:
    long = "word, " * 30 + "end"
    site = site_of(
        tmp_path, {**FILES, "content/quotes.yaml": f'- {{id: long, speaker: zoe, text: "{long}"}}\n'}
    )
    assert quotes.title(cards.quote(site, site.quotes["long"], DAY)) == "word, " * 14 + "word …"


# ---------------------------------------------------------------- links to the words


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ({"exact": "Russian, state-owned & other media"}, "Russian%2C%20state%2Downed%20%26%20other%20media"),
        ({"exact": "violated any written – or"}, "violated%20any%20written%20%E2%80%93%20or"),
        (
            {"exact": "no ties", "prefix": "ng it has ", "suffix": " to any gov"},
            "it%20has-,no%20ties,-to%20any",
        ),
        ({"exact": "no", "prefix": "half"}, "no"),
        ({"exact": "No one.\nNot here at all."}, "No%20one.,Not%20here%20at%20all."),
        ({"exact": "word " * 80 + "end"}, "word%20" * 5 + "word," + "word%20" * 5 + "end"),
        ({"exact": "x" * 400}, "x" * 400),
    ],
)
def test_fragments_name_the_words(selector: dict[str, str], expected: str) -> None:
    assert directive(Selector.model_validate(selector)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b", "https://a.example/b#:~:text=four%20words%20stand%20here"),
        ("https://a.example/b#part", "https://a.example/b#part:~:text=four%20words%20stand%20here"),
        ("https://a.example/b.PDF", "https://a.example/b.PDF"),
        ("https://a.example/b.pdf?x=1", "https://a.example/b.pdf?x=1"),
    ],
)
def test_fragments_join_the_address(url: str, expected: str) -> None:
    assert at_words(url, Selector.model_validate({"exact": "four words stand here"})) == expected


# ---------------------------------------------------------------- printings set against one another


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("One, two three.", (Piece("same", "One, two three."),)),
        ("One, two  three.", (Piece("same", "One, two"), Piece("same", "  "), Piece("same", "three."))),
        (
            "two three",
            (Piece("missing", "One, "), Piece("same", "two three"), Piece("missing", ".", marks=True)),
        ),
        ("Something quite different", ()),
    ],
)
def test_collation_marks_what_differs(other: str, expected: tuple[Piece, ...]) -> None:
    assert collate("One, two three.", other) == expected


def test_without_the_missing_pieces_a_collation_reads_as_the_other_printing() -> None:
    ours = "We haven’t violated any written – or unwritten – rules,"
    other = "we've not violated any written—or unwritten—rules."
    pieces = collate(ours, other)
    assert "".join(piece.text for piece in pieces if piece.kind != "missing") == other


# ---------------------------------------------------------------- the strip of dates


def test_the_strip_puts_every_answer_on_one_axis() -> None:
    drawn = strip([when(text) for text in ("early 2018-01", "2018-01", "2018-02", "before 2018-02-01")])
    assert drawn == Strip(
        marks=(Mark(0.0, "Jan 2018", "start"), Mark(52.54, "Feb 2018", "start")),
        bars=(
            Bar(0.0, 16.95, open_start=False, open_end=False),
            Bar(0.0, 52.54, open_start=False, open_end=False),
            Bar(52.54, 100.0, open_start=False, open_end=False),
            Bar(0.0, 52.54, open_start=True, open_end=False),
        ),
    )


def test_a_long_strip_counts_years_and_labels_few_of_them() -> None:
    drawn = strip([when("2011-06-30"), when("2020")])
    assert drawn is not None
    assert [mark.label for mark in drawn.marks] == ["2011", "", "", "2014", "", "", "2017", "", "", "2020"]


def test_without_a_bound_there_is_nothing_to_draw() -> None:
    assert strip([]) is None
