"""Ids on pages of prose: headings give way to what the page itself needs, and no id is there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.diagnostics import Report
from site_builder.pages import documents, explainers
from site_builder.prose import RESERVED, is_reserved, parse
from site_builder.render import Drawn
from tests.small import sound_site

BODY = """
Words of a [ban](term:ban). [@law] More words.[^1] [@law, p. 2]

![](quote:said)

Between the two. [@law]

![](quote:said)

![](claim:whether)

![](claim:whether)

## Sources

## main

## Cite this page

## Cite

## s1

## c1a

## fn1

## Quote said

## Sources

## Sources of the story

## Corrections

[^1]: A note.
"""
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\n",
    "content/sources.yaml": "- {id: law, type: legislation, kind: primary-document, title: The Law}\n",
    "content/actors.yaml": "- {id: acme, schema: Company, name: Acme}\n",
    "content/terms.yaml": "- {id: ban, term: Ban, definition: An order., sources: [law]}\n",
    "content/bans.yaml": "- {id: shut, kind: ad-ban, verb: shut out, imposed_by: acme, target: acme, sources: law}\n",
    "content/quotes.yaml": """
- {id: said, speaker: acme, text: We said it., witnesses: [{source: law, selector: {exact: We said it.}}]}
""",
    "content/claims.yaml": """
- {id: whether, question: Was it?, values: [{value: "yes", sources: law}]}
- {id: when, question: When was it?, values: [{value: "2018", sources: law}]}
""",
    "content/corrections.yaml": """
- {id: c-1, date: "2026-11-21", records: [why], severity: typo, was: This, now: That, why: Because.}
""",
    "content/explainers/why.md": f"""---
title: Why?
description: Because.
date: "2026-11-21"
short_version: ["It was a [ban](term:ban). [@law]"]
bans: [shut]
claims: [when]
related: [how]
---
{BODY}""",
    "content/explainers/how.md": "---\ntitle: How?\ndescription: So.\ndate: '2026-11-21'\n---\nSo. [@law]\n",
    "content/pages/method.md": f"---\ntitle: Method\n---\n{BODY}",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, LexborHTMLParser]:
    site = sound_site(tmp_path_factory.mktemp("anchors"), FILES)
    day, report = date(2026, 11, 21), Report()
    planned = [page for plan in (explainers.plan, documents.plan) for page in plan(site, day)]
    tree = Drawn(planned, site, day, report).finished()
    assert list(report) == []
    wanted = {"explainers/why/index.html": "explainer", "method/index.html": "page"}
    return {kind: LexborHTMLParser(tree[path].decode()) for path, kind in wanted.items()}


def ids(page: LexborHTMLParser) -> list[str]:
    return [str(node.attributes["id"]) for node in page.css("[id]")]


def of_headings(kind: str) -> list[str]:
    return [heading.anchor for heading in parse(BODY, kind).headings]


@pytest.mark.parametrize("kind", ["explainer", "page"])
def test_no_id_is_there_twice(pages: Mapping[str, LexborHTMLParser], kind: str) -> None:
    """Neither for headings named like a part of the page, nor for a card embedded twice."""
    assert [id for id, times in Counter(ids(pages[kind])).items() if times > 1] == []
    assert len(pages[kind].css("figure.slip")) == 2


@pytest.mark.parametrize("kind", ["explainer", "page"])
def test_what_a_page_uses_is_reserved(pages: Mapping[str, LexborHTMLParser], kind: str) -> None:
    own = set(ids(pages[kind])) - set(of_headings(kind))
    assert {id for id in own if not is_reserved(id, kind)} == set()


@pytest.mark.parametrize("kind", ["explainer", "page"])
def test_what_is_reserved_is_used(pages: Mapping[str, LexborHTMLParser], kind: str) -> None:
    assert set(ids(pages[kind])) >= RESERVED[kind]


def test_headings_give_way_and_are_led_to(pages: Mapping[str, LexborHTMLParser]) -> None:
    assert of_headings("explainer") == [
        "section-sources",
        "section-main",
        "cite-this-page",
        "section-cite",
        "section-s1",
        "section-c1a",
        "section-fn1",
        "section-quote-said",
        "section-sources-1",
        "sources-of-the-story",
        "section-corrections",
    ]
    assert of_headings("page")[-1] == "corrections", "a page has no corrections of its own"
    links = re.findall(r'href="#([^"]*)"', str(pages["explainer"].html))
    assert set(links) <= set(ids(pages["explainer"]))
    assert set(of_headings("explainer")) <= set(links)


def test_a_card_shown_twice_is_one_quotation(pages: Mapping[str, LexborHTMLParser]) -> None:
    head = pages["explainer"].css_first("header.head")
    assert head is not None
    assert "1 quotation" in head.text()
    assert "2 quotations" not in head.text()
