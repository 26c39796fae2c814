"""What a source is called, and what kind of thing it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.diagnostics import Report
from site_builder.exports import coins
from site_builder.model import Site, Source
from site_builder.pages import cards, plan
from site_builder.pages.cards.naming import NEWS, TYPE_WORDS
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 22)
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\nbase_url: https://small.example/\n",
    "content/sources.yaml": """
- id: almanac
  type: book
  title: Almanach
  author: [{family: von der Au, given: Karoline}, {literal: Verein der Bibliotheksfreunde}]
  publisher: Selbstverlag
  issued: "1893~"
  language: de
  kind: report
- {id: many, type: book, kind: analysis, title: All of It, author: [{family: Roe}, {family: Doe}, {family: Poe}]}
- {id: unsigned, type: book, kind: analysis, title: Nothing, publisher: The Press}
- {id: papyri, type: webpage, kind: analysis, title: Papyri of the Serapeum, issued: "2001"}
- {id: buch, type: book, kind: analysis, title: Das Buch, language: de}
- {id: register, type: document, kind: primary-document, title: Register, authority: The Town}
- {id: letter-undated, type: personal_communication, kind: statement}
- {id: letter-dated, type: personal_communication, kind: statement, issued: "1893-05-05"}
- {id: signed, type: personal_communication, kind: statement, author: [{family: Roe}]}
- {id: post, type: article-newspaper, kind: report, container-title: The Post, author: [{family: Roe}]}
- {id: tweet, type: post, kind: statement, container-title: Twitter}
- {id: page, type: webpage, kind: report, publisher: News}
- {id: order, type: webpage, kind: primary-document, publisher: Office}
- {id: paper, type: article-journal, kind: report, title: On It, container-title: Annals}
""",
    "content/explainers/why.md": "---\ntitle: Why?\ndescription: Why.\ndate: 2026-11-01\n---\n\n"
    "So [@papyri] [@buch] [@letter-undated] [@letter-dated].\n\n![](source:letter-dated)\n\n![](source:papyri)\n",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sound_site(tmp_path, FILES)


@pytest.mark.parametrize(
    ("id", "name", "title", "untitled", "kind"),
    [
        ("almanac", "von der Au and Verein der Bibliotheksfreunde", "Almanach", "", "book"),
        ("many", "Roe and others", "All of It", "", "analysis"),
        ("unsigned", "The Press", "Nothing", "", "analysis"),
        ("papyri", "Papyri of the Serapeum", "Papyri of the Serapeum", "", "analysis"),
        ("register", "The Town", "Register", "", "primary document"),
        ("letter-undated", "Letter, undated", "Letter, undated", "No title on file", "statement"),
        ("letter-dated", "Letter", "Letter, 5 May 1893", "No title on file", "statement"),
        ("signed", "Roe", "Roe", "No title on file", "statement"),
        ("post", "The Post", "The Post", "No headline on file", "news report"),
        ("tweet", "Twitter", "Twitter", "No title on file", "statement"),
        ("page", "News", "News", "No headline on file", "news report"),
        ("order", "Office", "Office", "No title on file", "primary document"),
        ("paper", "Annals", "On It", "", "journal article"),
    ],
)
def test_a_source_is_called_what_it_is(
    site: Site, id: str, name: str, title: str, untitled: str, kind: str
) -> None:
    source = site.sources[id]
    card = cards.source(site, source)
    assert (card.name, cards.title(source, site), card.untitled, card.kind) == (name, title, untitled, kind)
    assert card.title == ("" if source.title in (None, name) else title)


def test_every_type_has_words() -> None:
    assert set(TYPE_WORDS) == set(get_args(Source.model_fields["type"].annotation))
    assert set(NEWS) <= set(TYPE_WORDS)


@pytest.fixture
def pages(site: Site) -> Mapping[str, LexborHTMLParser]:
    report = Report()
    tree = Drawn(plan(site, DAY), site, DAY, report).finished()
    assert list(report) == []
    return {path: LexborHTMLParser(data.decode()) for path, data in tree.items() if path.endswith(".html")}


def said(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_a_title_stands_once(pages: Mapping[str, LexborHTMLParser]) -> None:
    assert said(pages["sources/index.html"], "#papyri") == ["2001 Papyri of the Serapeum 1 record"]
    assert said(pages["sources/papyri/index.html"], "header.head .dek") == ["2001."]
    notes = said(pages["explainers/why/index.html"], ".srcs .card")
    assert notes[0].startswith("✕Source 1 Papyri of the Serapeum, 2001. Analysis")
    assert notes[1].startswith("✕Source 2 Das Buch. Analysis, in German")
    assert (
        said(pages["explainers/why/index.html"], ".brief-card")[1] == "Papyri of the Serapeum 2001, analysis"
    )


def test_a_foreign_title_that_names_its_source_says_its_language(
    pages: Mapping[str, LexborHTMLParser],
) -> None:
    for path, selector in (("sources/index.html", "#buch b"), ("explainers/why/index.html", "#n2 b")):
        (name,) = pages[path].css(selector)
        assert (name.text(), name.attributes.get("lang")) == ("Das Buch", "de")


@pytest.mark.parametrize(
    ("id", "heading"),
    [
        ("almanac", ["Karoline von der Au and Verein der Bibliotheksfreunde. Selbstverlag, about 1893."]),
        ("register", ["The Town."]),
        ("buch", []),
        ("letter-undated", ["No title on file."]),
        ("letter-dated", ["No title on file, 5 May 1893."]),
        ("post", ["Roe. No headline on file."]),
    ],
)
def test_the_head_of_a_record_says_what_is_known(
    pages: Mapping[str, LexborHTMLParser], id: str, heading: list[str]
) -> None:
    assert said(pages[f"sources/{id}/index.html"], "header.head .dek") == heading


def test_a_source_without_a_title_is_dated_once(pages: Mapping[str, LexborHTMLParser]) -> None:
    assert said(pages["sources/index.html"], "#letter-dated") == [
        "5 May 1893 LetterNo title on file 1 record"
    ]
    assert said(pages["sources/letter-dated/index.html"], "h1") == ["Letter, 5 May 1893"]
    assert said(pages["explainers/why/index.html"], ".srcs .card")[3].startswith(
        "✕Source 4 Letter, 5 May 1893. No title on file. Statement"
    )
    (cited,) = said(pages["sources/letter-dated/index.html"], ".cite")
    assert cited.startswith("“Record of a source: Letter, 5 May 1893.” Small")


def words(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.root.traverse(include_text=True) if page.root else ():
        if node.tag == "-text" and node.parent and node.parent.tag not in ("script", "style"):
            yield node.text_content or ""


def test_no_id_is_read(site: Site, pages: Mapping[str, LexborHTMLParser]) -> None:
    addresses = ("https://", "/sources/", "@")
    for path, page in pages.items():
        for text in words(page):
            assert "letter-undated" not in text or any(part in text for part in addresses), path
    assert "rft.title=Letter, undated&" in unquote(coins(site.sources["letter-undated"]))
