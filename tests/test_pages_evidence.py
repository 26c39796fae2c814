"""What readers are told of the evidence for a quote: in words, for every state, and no more than was compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.dates import when
from site_builder.diagnostics import Report
from site_builder.link import digest, link
from site_builder.load import load
from site_builder.model import Rung, Selector, Site, Standing
from site_builder.pages import cards, evidence, home, plan, quotes
from site_builder.pages.evidence import LIBERTIES, NO_PRINTING, RESULTS, EvidenceCard
from site_builder.pages.fragments import at_words, directive
from site_builder.render import Drawn
from tests.conftest import CHECKOUT
from tests.small import sound_site

CHECKED = date(2026, 11, 21)
DAY = date(2026, 12, 1)
IN_TIME, TOO_LATE = date(2027, 11, 21), date(2027, 11, 22)

OURS = "we broke no rules – none"
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\n",
    "content/actors.yaml": "- {id: zoe, schema: Person, name: Zoe Zed}\n",
    "content/sources.yaml": """
- {id: post, type: webpage, kind: report, container-title: The Post, issued: "2018-04-20", URL: "https://post.example/a"}
- {id: echo, type: webpage, kind: report, container-title: The Echo, URL: "https://echo.example/b.pdf"}
""",
    "content/quotes.yaml": f"""
- id: rules
  speaker: zoe
  text: {OURS}
  witnesses:
    - source: post
      selector: {{exact: {OURS}}}
      accept_variant: It is her own page.
      attested: {{by: Jane Roe, date: "2026-11-21", where: "the printed paper, p. 4"}}
    - source: echo
      role: corrupted
      selector: {{exact: we broke all rules – none}}
""",
}
COPY = {
    "from": "snapshot",
    "extent": "excerpt",
    "retrieved": "2026-11-20",
    "extractor": "plain-text 1",
    "length": 3245,
    "raw_sha256": "a" * 64,
    "text_sha256": "b" * 64,
}
ENTRY = {
    "quote": "rules",
    "role": "copy-text",
    "exact_sha256": digest(OURS),
    "shown_sha256": digest(OURS),
    "state": "verified",
    "rung": "N0",
    "start": 1042,
    "end": 1066,
    "hits": 1,
    "prefix": "ote to them.\n\n“",
    "suffix": "” she said, an",
}
Make = Callable[..., Site]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def site(
        *, copy: Mapping[str, object] | None = None, files: Mapping[str, str] | None = None, **entry: object
    ) -> Site:
        """A site whose quote was compared with The Post: `entry` and `copy` are what is special about it.

        `live` and `archived` stand beside the entry; a copy of {} was not to be had.
        """
        beside: dict[str, object] = {name: entry.pop(name) for name in ("live", "archived") if name in entry}
        told: dict[str, object] = {"source": "post", "checked": "2026-11-21", "asked_sha256": "c" * 64}
        told |= {**beside, "quotes": [{**ENTRY, **entry}]}
        if copy != {}:
            told["snapshot"] = {**COPY, **(copy or {})}
        written = {**FILES, **(files or {}), "content/evidence/post.json": json.dumps(told)}
        return sound_site(tmp_path, written)

    return site


def told(site: Site, day: date = DAY) -> EvidenceCard:
    return cards.quote(site, site.quotes["rules"], day).evidence


def line(site: Site, day: date = DAY) -> str:
    """The evidence line of the quote's slip, as a reader has it."""
    found = slip(site, day).css_first(".slip .ev")
    assert found is not None
    for acts in found.css(".acts"):
        acts.decompose()
    return " ".join(found.text().split())


def slip(site: Site, day: date = DAY) -> LexborHTMLParser:
    report = Report()
    tree = Drawn(quotes.plan(site, day), site, day, report).finished()
    assert list(report) == []
    return LexborHTMLParser(tree["quotes/rules/index.html"].decode())


# ---------------------------------------------------------------- the line


@pytest.mark.parametrize("rung", get_args(Rung))
def test_every_rung_is_told_in_words(rung: Rung, make: Make) -> None:
    site = make(rung=rung, state="verified-with-edits" if rung == "N4" else "verified")
    card = told(site)
    assert card.strong == f"Checked {RESULTS[rung]}"
    assert card.strong.startswith("Checked word for word")
    assert card.is_checked
    assert card.proof
    assert card.proof.liberty == LIBERTIES[rung]


SOURCE = "The Post 20 Apr 2018"
COPIED = f"our transcribed excerpt of {SOURCE}, kept 20 November 2026"
STATES: Mapping[Standing, tuple[Mapping[str, Any], str]] = {
    "verified": ({}, f"Checked word for word against {COPIED}"),
    "verified-with-edits": (
        {"rung": "N4"},
        f"Checked word for word but for the edits that we declare against {COPIED}",
    ),
    "translated": ({}, f"Original checked word for word against {COPIED}; the translation is ours"),
    "variant": ({"rung": None}, f"Printed in other words in {COPIED}; we say why we keep ours"),
    "not-found": ({"rung": None, "hits": 0}, f"Not found in {COPIED}"),
    "drifted": (
        {"live": {"checked": "2026-11-30", "url": "https://post.example/a"}},
        f"Checked word for word against {COPIED}; on 30 November 2026 the page no longer had these words",
    ),
    "moved": (
        {"live": {"checked": "2026-11-30", "url": "https://post.example/b"}},
        f"Checked word for word against {COPIED}; on 30 November 2026 the page stood at another address",
    ),
    "unreachable": (
        {"copy": {}, "live": {"checked": "2026-11-30", "url": "https://post.example/a", "reason": "404 Not Found"}},
        f"Not checked: no copy could be had of {SOURCE}; last tried on 30 November 2026",
    ),
    "paywalled-seen": (
        {"copy": {}},
        f"Read by a person, not by a machine in {SOURCE}; Jane Roe, 21 November 2026: the printed paper, p. 4",
    ),
    "unchecked": ({"copy": {}}, f"Not yet checked by machine: printed here as we copied it from {SOURCE}"),
}  # fmt: skip


def test_no_state_is_left_out() -> None:
    assert set(STATES) == set(get_args(Standing))


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_in_words(state: Standing, make: Make) -> None:
    entry, words = STATES[state]
    site = make(state=state, **entry)
    assert line(site) == words
    found = slip(site).css_first(".slip .ev")
    assert found is not None
    assert found.attributes["data-evidence"] == state
    assert bool(found.css("svg")) == (state in evidence.FOUND)  # a tick never stands alone, nor for less


def test_what_was_never_compared_says_so(make: Make) -> None:
    site = make(quote="another")
    assert line(site) == STATES["unchecked"][1]


def test_words_that_were_changed_since_count_as_unchecked(make: Make) -> None:
    site = make(shown_sha256=digest("we broke no rule"))
    assert told(site).state == "unchecked"
    assert line(site) == (
        "Changed since it was checked on 21 November 2026: these are not the words that were compared with those of "
        "The Post 20 Apr 2018"
    )


def test_a_quote_without_printing_has_no_evidence(make: Make) -> None:
    site = make(files={"content/quotes.yaml": "- {id: rules, speaker: zoe, text: No}\n"})
    assert told(site) == NO_PRINTING
    assert line(site) == "No printing on file: no source that prints these words is recorded"


# ---------------------------------------------------------------- how much was compared


@pytest.mark.parametrize(
    ("copy", "words", "extent"),
    [
        (
            {},
            "our transcribed excerpt",
            "An excerpt, 3,245 characters: nothing is said of the rest of the source.",
        ),
        ({"extent": "full-text"}, "the full text", "The full text, 3,245 characters."),
        (
            {"extractor": "pypdf 5.0"},
            "our excerpt",
            "An excerpt, 3,245 characters: nothing is said of the rest of the source.",
        ),
        (
            {"from": "live", "extent": "full-text"},
            "the live page",
            "The text of the whole page, 3,245 characters.",
        ),
        (
            {"from": "archive", "extent": "full-text"},
            "the archived page",
            "The text of the whole page, 3,245 characters.",
        ),
    ],
)
def test_an_excerpt_is_never_called_a_full_text(
    copy: Mapping[str, str], words: str, extent: str, make: Make
) -> None:
    card = told(make(copy=copy or None))
    assert card.what == f" against {words}"
    assert card.dated == ("kept" if "from" not in copy else "fetched")
    assert card.proof
    assert card.proof.extent == extent


def test_nothing_claims_a_whole_page_where_we_hold_an_excerpt(make: Make) -> None:
    site = make()
    report = Report()
    tree = Drawn(plan(site, DAY), site, DAY, report).finished()
    for path in ("quotes/index.html", "quotes/rules/index.html", "sources/post/index.html"):
        text = tree[path].decode()
        assert "excerpt" in text, path
        assert not re.search(r"full text|whole page", text), path


# ---------------------------------------------------------------- time


def test_a_year_later_nothing_is_called_checked(make: Make) -> None:
    site = make()
    assert line(site, IN_TIME).startswith("Checked word for word")
    assert line(site, TOO_LATE) == (
        "Not re-checked since 21 November 2026: then found word for word in our transcribed excerpt of The Post "
        "20 Apr 2018, kept 20 November 2026"
    )
    assert not told(site, TOO_LATE).is_checked
    assert told(site, TOO_LATE).state == "verified"


def test_the_site_says_how_long_a_check_is_good_for(make: Make) -> None:
    site = make(files={"site.yaml": f"{FILES['site.yaml']}recheck_every: P1W\n"})
    assert told(site, date(2026, 11, 28)).is_checked
    assert told(site, date(2026, 11, 29)).is_stale


def test_a_later_look_at_the_page_counts(make: Make) -> None:
    reached = make(live={"checked": "2027-06-01", "url": "https://post.example/a", "text_sha256": "d" * 64})
    assert told(reached, TOO_LATE).is_checked
    missed = make(live={"checked": "2027-06-01", "url": "https://post.example/a", "reason": "timed out"})
    assert told(missed, TOO_LATE).is_stale


def test_what_a_person_read_ages_too(make: Make) -> None:
    site = make(state="paywalled-seen", copy={})
    assert line(site, TOO_LATE) == (
        "Not re-checked since 21 November 2026: then read by a person, not by a machine in The Post 20 Apr "
        "2018; Jane Roe, 21 November 2026: the printed paper, p. 4"
    )


def test_the_numbers_follow(make: Make) -> None:
    site = make()
    assert quotes.tally(site, DAY) == quotes.Tally(1, 1, 0, 1, 0, None)
    assert quotes.tally(site, TOO_LATE) == quotes.Tally(1, 0, 0, 0, 1, when("2026-11-21"))
    assert quotation(site, DAY) == "quotation, 1 checked word for word"
    assert quotation(site, TOO_LATE) == "quotation, not re-checked since 21 November 2026"
    assert quotation(make(state="unchecked"), DAY) == "quotation"
    assert quotes.tally(make(copy={"extent": "full-text"}), DAY) == quotes.Tally(1, 1, 1, 0, 0, None)
    assert quotes.tally(make(state="drifted"), DAY).checked == 0


def quotation(site: Site, day: date) -> str:
    page = next(iter(home.plan(site, day)))
    figures: Any = page.shows["figures"]
    return next(str(figure.words) for figure in figures if figure.proof == "/quotes/")


# ---------------------------------------------------------------- the card


def test_the_card_has_what_it_takes_to_check_again(make: Make) -> None:
    site = make(
        rung="N1",
        hits=2,
        page=3,
        differences=[
            {"op": "changed", "ours": "broke ", "theirs": "broke\n", "length": 6},
            {"op": "changed", "ours": "–", "theirs": "—", "length": 1},
        ],
    )
    proof = told(site).proof
    assert proof
    assert (proof.before, proof.words, proof.after) == ("ote to them.\n\n“", OURS, "” she said, an")
    assert proof.place == "page 3, characters 1,042 to 1,066 of 3,245"
    assert proof.found == "2 times; this is the place meant"
    assert proof.differences == ("spacing after “broke”", "we print “–”, the copy has “—”")
    text = slip(site).text()
    for found in (digest(OURS), COPY["text_sha256"]):
        assert f"sha256 {found}" in text
    assert (
        "A match shows that the words stand in the source. It does not show that the source is right." in text
    )


@pytest.mark.parametrize(
    ("prefix", "suffix", "shown"),
    [
        ("ote to them.\n\n“", "” she said, an", f"…ote to them.\n\n“{OURS}” she said, an…"),
        ("", " she said.\n\n", f"{OURS} she said.…"),
        ("She said: ", "\n", f"…She said: {OURS}"),
        ("\n", "\n\n", None),
    ],
)
def test_dots_stand_beside_words_that_are_cut_off(
    make: Make, prefix: str, suffix: str, shown: str | None
) -> None:
    context = slip(make(prefix=prefix, suffix=suffix)).css_first(".ctx")
    assert (context.text() if context else None) == shown


def test_a_corrupted_printing_stands_apart_and_is_set_against_ours(make: Make) -> None:
    page = slip(make())
    printed = {
        section.text(): [item.text() for item in listed.css("h3")]
        for section, listed in zip(page.css("h2#printings, h2#corrupted"), page.css("ol.wit"), strict=True)
    }
    assert printed == {"Who prints it": ["The Post 20 Apr 2018"], "Not what they said": ["The Echo"]}
    words = page.css("ol.wit")[1].css_first(".t")
    assert words is not None
    assert " ".join(words.text().split()) == "“we broke missing: noinstead: all then: rules – none”"


# ---------------------------------------------------------------- links


def test_links_carry_what_was_cited_and_open_both_copies_at_the_words(make: Make) -> None:
    archived = {"url": "https://web.archive.org/web/2018/https://post.example/a", "datetime": "2018-04-21"}
    page = slip(make(archived=archived))
    words = "#:~:text=we%20broke%20no%20rules%20%E2%80%93%20none"
    links = {item.attributes["href"]: item.attributes for item in page.css("main a[href^=http]")}
    live = links[f"https://post.example/a{words}"]
    assert live["rel"] == "noopener"
    assert live["data-originalurl"] == "https://post.example/a"
    assert live["data-versionurl"] == archived["url"]
    assert live["data-versiondate"] == "2018-04-21"
    assert f"{archived['url']}{words}" in links


@pytest.mark.parametrize(
    ("exact", "entry", "expected"),
    [
        ("four words stand here", {}, "four%20words%20stand%20here"),
        ("no ties", {"prefix": "ng it has ", "suffix": " to any gov"}, "it%20has-,no%20ties,-to%20any"),
        (
            "four words stand here",
            {"hits": 2, "prefix": "ng it has ", "suffix": " to any gov"},
            "it%20has-,four%20words%20stand%20here,-to%20any",
        ),
        (
            "one two three four five six seven eight",
            {
                "differences": [{"op": "changed", "ours": "four ", "theirs": "four\n\n"}],
                "prefix": "so, ",
                "suffix": ".",
            },
            "one%20two%20three,five%20six%20seven%20eight",
        ),
        (
            "we haven’t broken any of the rules",
            {"differences": [{"op": "changed", "ours": "’", "theirs": "'"}]},
            "we,broken%20any%20of%20the%20rules",
        ),
        (
            "We broke no rules at all",
            {"differences": [{"op": "changed", "ours": "W", "theirs": "w"}]},
            "We%20broke%20no%20rules%20at%20all",
        ),
        (
            "we broke no rules at all.",
            {"differences": [{"op": "changed", "ours": ".", "theirs": ","}]},
            "we%20broke%20no%20rules%20at%20all",
        ),
        (
            " ".join(f"{number} is more than the one before it." for number in range(10, 20)),
            {},
            "10%20is%20more%20than%20the%20one,19%20is%20more%20than%20the%20one%20before%20it.",
        ),
    ],
)
def test_fragments_name_what_the_copy_is_known_to_print(
    exact: str, entry: Mapping[str, Any], expected: str, make: Make
) -> None:
    checked = make(**{"prefix": "", "suffix": "", **entry}).evidence["rules", "post"].entry
    assert directive(Selector.model_validate({"exact": exact}), checked) == expected


def test_a_pdf_opens_at_its_page(make: Make) -> None:
    entry = make(page=7).evidence["rules", "post"].entry
    selector = Selector.model_validate({"exact": "four words stand here"})
    assert at_words("https://a.example/b.pdf", selector, entry) == "https://a.example/b.pdf#page=7"


# ---------------------------------------------------------------- this site


def test_every_quote_of_this_site_has_the_state_of_its_evidence() -> None:
    """On every page, for every quotation: the line's state is what the file says, and it has words."""
    report = Report()
    site = link(load(CHECKOUT, report), report)
    assert site is not None
    states = {
        quote.id: cards.quote(site, quote, CHECKED).copy_text
        for quote in site.quotes
    }  # fmt: skip
    filed = {
        (entry["quote"], file.stem): entry["state"]
        for file in (CHECKOUT / "content/evidence").glob("*.json")
        for entry in json.loads(file.read_text("utf-8"))["quotes"]
    }
    pages = [page for page in plan(site, CHECKED) if page.template.endswith(".html")]
    seen: set[str] = set()
    for path, data in Drawn(pages, site, CHECKED, report).finished().items():
        for figure in LexborHTMLParser(data.decode()).css("figure.slip") if path.endswith(".html") else ():
            own = figure.css_first("a.no")
            ev = figure.css_first(".ev[data-evidence]")
            assert own is not None, path
            assert ev is not None, path
            id = str(own.attributes["href"]).split("/")[-2] if "/" in str(own.attributes["href"]) else ""
            id = id if id in states else path.split("/")[-2]
            shown = states[id]
            assert ev.attributes["data-evidence"] == (
                filed.get((id, shown.source.source.id), "unchecked") if shown else "no-printing"
            ), path
            strong = ev.css_first("strong")
            assert strong is not None, path
            assert strong.text(), path
            seen.add(id)
    assert seen == {quote.id for quote in site.quotes}
    assert list(report) == []
