"""Sources with what rests on them, the glossary, disagreements and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from site_builder.diagnostics import Report
from site_builder.model import Site
from site_builder.pages import aliases, cards, corrections, disagreements, documents, glossary, sources
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 21)
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\nbase_url: https://x.example/repo/\nreport: us@x.example\n",
    "content/sources.yaml": """
- id: post
  type: article-newspaper
  kind: report
  founding: true
  title: The ban
  author: [{given: Jane, family: Roe}, {given: Tom, family: Roe}, {literal: Reuters}]
  container-title: The Post
  issued: "2018-04-20"
  volume: "82"
  page: 4-5
  URL: "https://post.example/a"
  url_status: dead
  access: paywall
  archived: [{url: "https://web.archive.org/web/2018/https://post.example/a", datetime: "2018-04-21"}]
  snapshot: {file: post.txt, retrieved: "2026-11-21", extent: excerpt}
  seen: Seen *once*.
- id: blatt
  type: webpage
  kind: reprint
  container-title: Blatt
  language: de
  derives_from:
    - {source: post, for: [date, reason], as_said: wie die Post meldet}
    - {origin: A wire report, for: [reason]}
- {id: law, aliases: [old-law], type: legislation, kind: primary-document, container-title: Gazette, issued: "2017",
   derives_from: [{origin: A wire report}]}
""",
    "content/actors.yaml": """
- id: acme
  schema: Company
  name: Acme
  sources: [{source: post, supports: [name], locator: p. 4}]
""",
    "content/quotes.yaml": """
- id: words
  speaker: acme
  text: We know
  said: {sources: post}
  witnesses: [{source: blatt, role: related, selector: {exact: We know}}]
""",
    "content/claims.yaml": """
- id: settled-one
  aliases: [old-one]
  question: Who?
  about: {record: acme}
  values: [{value: Acme, sources: law}]
  status: settled
- id: open-one
  question: When?
  values:
    - {value: early 2018-01, sources: post}
    - {value: "2018-02", sources: [blatt, law], rank: deprecated, because: A slip.}
  resolution: In January.
- {id: founding-one, question: How?, founding: true, values: [{value: by letter, sources: post}]}
""",
    "content/terms.yaml": """
- {id: zed, term: Zed, definition: The last.}
- id: ban
  term: ban
  also: [bar]
  definition: Shutting out, as [Acme](actor:acme) was; see [zed](term:zed).
  sources: law
""",
    "content/corrections.yaml": """
- {id: c-1, date: "2026-01-02", records: [acme], severity: typo, was: Acmee, now: Acme, why: A slip.}
- {id: c-2, date: "2026-03-04", records: [post, law], severity: correction, was: May, now: April, why: It says so.}
""",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path, FILES)


def test_sources_stand_in_groups_with_counts(site: Site) -> None:
    assert [
        (group.key, [(row.card.source.id, row.records, row.quotes) for row in group.rows])
        for group in sources.listed(site)
    ] == [
        ("founding", [("post", 5, 0)]),
        ("primary", [("law", 4, 0)]),
        ("copies", [("blatt", 2, 1)]),
    ]


def test_a_source_page_shows_every_written_field(site: Site) -> None:
    page = next(page for page in sources.plan(site, DAY) if page.address == "/sources/post/")
    post, blatt = site.sources["post"], cards.source(site, site.sources["blatt"])
    assert page.title == "The ban"
    assert page.shows == {
        "card": cards.source(site, post),
        "authors": "Jane Roe, Tom Roe and Reuters",
        "appeared": "The Post",
        "language": "English",
        "fields": [
            sources.Field("Published in", "The Post"),
            sources.Field("Volume", "82"),
            sources.Field("Page", "4-5"),
        ],
        "access": "Behind a paywall",
        "url_status": "The page is gone.",
        "extent": "an excerpt of it",
        "comparison": None,
        "repeats": [],
        "originals": [],
        "is_copy": False,
        "repeated_by": [sources.Link(blatt, "date, reason", "wie die Post meldet", "de")],
        "supported": [
            sources.Resting(site.quotes["words"], "quote", ()),
            sources.Resting(site.actors["acme"], "actor", ("for: name", "p. 4")),
            sources.Resting(site.corrections["c-2"], "correction", ()),
        ],
        "positions": [
            sources.Position(site.claims["open-one"], ("early January 2018",), 1),
            sources.Position(site.claims["founding-one"], ("by letter",), 0),
        ],
        "corrections": [cards.correction(site, site.corrections["c-2"])],
    }


def test_lineage_reads_from_both_ends(site: Site) -> None:
    page = next(page for page in sources.plan(site, DAY) if page.address == "/sources/blatt/")
    post = cards.source(site, site.sources["post"])
    assert page.title == "Blatt"
    assert page.shows["repeats"] == [sources.Link(post, "date, reason", "wie die Post meldet", "de")]
    law = cards.source(site, site.sources["law"])
    assert page.shows["originals"] == [sources.Original("A wire report", "reason", "", "de", (law,))]
    assert page.shows["is_copy"] is False
    assert page.shows["supported"] == [
        sources.Resting(site.quotes["words"], "quote", ("prints a related passage",))
    ]


def test_terms_stand_in_the_alphabet_with_their_uses(site: Site) -> None:
    (page,) = glossary.plan(site, DAY)
    terms = site.terms
    assert page.shows["entries"] == [
        glossary.Entry(cards.term(site, terms["ban"]), {}),
        glossary.Entry(cards.term(site, terms["zed"]), {"term": [terms["ban"]]}),
    ]


def test_open_disagreements_come_first_and_those_between_founding_sources_before_others(site: Site) -> None:
    groups = disagreements.grouped(site)
    assert [(group.heading, [entry.card.claim.id for entry in group.entries]) for group in groups] == [
        ("Open", ["founding-one", "open-one"]),
        ("Settled", ["settled-one"]),
    ]


def test_corrections_are_listed_newest_first(site: Site) -> None:
    (page,) = corrections.plan(site, DAY)
    assert page.shows["corrections"] == [
        cards.correction(site, site.corrections[id]) for id in ("c-2", "c-1")
    ]


def test_the_pages_draw_what_they_show(site: Site) -> None:
    report = Report()
    planners = (
        sources.plan,
        glossary.plan,
        disagreements.plan,
        corrections.plan,
        documents.plan,
        aliases.plan,
    )
    tree = Drawn([page for plan in planners for page in plan(site, DAY)], site, DAY, report).finished()
    text = {path: " ".join(data.decode().split()) for path, data in tree.items() if path.endswith(".html")}
    assert list(report) == []
    assert '<q lang="de">wie die Post meldet</q>' in text["sources/post/index.html"]
    assert "Seen <em>once</em>." in text["sources/post/index.html"]
    assert "No title on file" in text["sources/blatt/index.html"]
    assert '<li id="law">' in text["sources/index.html"]
    assert '<h2 class="spk" id="ban">ban' in text["glossary/index.html"]
    assert "<b>Our reading, still open:</b> In January." in text["disagreements/index.html"]
    assert '<span id="old-one"></span>' in text["disagreements/index.html"]
    assert 'class="rk">We set this aside:</span> A slip.' in text["disagreements/index.html"]
    mail = '<a href="mailto:us@x.example?subject={}&amp;body={}"'
    assert (
        mail.format("%2Fcorrections%2F", "https://x.example/repo/corrections/")
        in text["corrections/index.html"]
    )
    assert (
        mail.format("source%20law", "https://x.example/repo/sources/law/") in text["sources/law/index.html"]
    )
    assert '<a href="/repo/">The first page</a>' in text["404.html"]
    assert (
        '<meta http-equiv="refresh" content="0; url=../../sources/law/index.html">'
        in text["sources/old-law/index.html"]
    )
    assert (
        '<link rel="canonical" href="https://x.example/repo/sources/law/">'
        in text["sources/old-law/index.html"]
    )
    assert not any(" style=" in page for page in text.values())
