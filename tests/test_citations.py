"""Citations on a page that numbers them: the marks, the names in the margin, and the references at the end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.diagnostics import Report
from site_builder.pages import explainers
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 21)
FILES = {
    "site.yaml": "title: Small\ndescription: A small site.\nlanguage: en-GB\n",
    "content/sources.yaml": """
- id: post
  type: webpage
  kind: report
  container-title: The Post
  title: They said no
  issued: "2018-04-20"
  URL: https://post.example/a
  accessed: "2026-11-20"
- {id: blatt, type: webpage, kind: reprint, container-title: Blatt, issued: "2018-04~", language: de}
""",
    "content/explainers/why.md": """---
title: Why
description: For this reason.
date: 2026-01-01
---
It began. [@post, paragraph 3]

It went on. [@post, p. 4; @blatt] It ended. [@post, paragraph 3]
""",
}


def drawn(root: Path) -> LexborHTMLParser:
    site, report = sound_site(root, FILES), Report()
    page = Drawn(explainers.plan(site, DAY), site, DAY, report)["explainers/why/index.html"]
    assert list(report) == []
    return LexborHTMLParser(page.decode())


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def test_a_number_names_its_source_and_opens_its_reference(tmp_path: Path) -> None:
    page = drawn(tmp_path)
    marks = [mark.html or "" for mark in page.css("sup.c")]
    assert marks[0] == (
        '<sup class="c" id="c1a"><a href="#s1" aria-labelledby="n1">1</a>'
        '<button popovertarget="s1" aria-labelledby="n1">1</button></sup>'
    )
    assert [mark.id for mark in page.css("sup.c")] == ["c1a", "c1b", "c2a", "c1c"]
    assert [words(page.css_first(f"#n{number}")) for number in (1, 2)] == [
        "Source 1 The Post",
        "Source 2 Blatt",
    ]


def test_the_margin_of_a_paragraph_names_its_sources_and_where_in_them(tmp_path: Path) -> None:
    margins = [[words(item) for item in margin.css("li")] for margin in drawn(tmp_path).css(".marg")]
    assert margins == [
        ["1The Post 20 Apr 2018, paragraph 3"],
        ["1The Post, p. 4", "2Blatt about Apr 2018", "1The Post, paragraph 3"],
    ]


def test_a_reference_is_whole_stands_once_and_leads_back(tmp_path: Path) -> None:
    page = drawn(tmp_path)
    title = "The Post, They said no, 20 April 2018, paragraph 3; p. 4."
    assert [words(card) for card in page.css(".srcs li > [popover]")] == [
        f"✕Source 1 {title} News report · Open the source ↗ · what it supports",
        "✕Source 2 Blatt, about April 2018. No title on file. Copy of another’s text, in German · what it supports",
    ]
    (link,) = page.css('a[href="https://post.example/a"]')
    assert (link.attributes["data-originalurl"], link.attributes["data-versiondate"]) == (
        "https://post.example/a",
        "2026-11-20",
    )
    assert [words(backs) for backs in page.css(".backs")] == ["cited at a b c", "cited at a"]
    assert [back.attributes["href"] for back in page.css(".backs a")] == ["#c1a", "#c1b", "#c1c", "#c2a"]
