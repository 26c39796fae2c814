"""Terms of an explainer, explained where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from site_builder.diagnostics import Report
from site_builder.pages import documents, explainers, glossary
from site_builder.render import Drawn
from tests.small import sound_site

FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\n",
    "content/sources.yaml": """
- {id: law, type: legislation, kind: primary-document, title: The Law}
- {id: post, type: article-newspaper, kind: report, container-title: The Post}
""",
    "content/actors.yaml": "- {id: acme, schema: Company, name: Acme}\n",
    "content/events.yaml": """
- {id: told, date: "2018-01", title: Acme is told, kind: notice, summary: "A [ban](term:ban).", sources: [law]}
""",
    "content/terms.yaml": """
- {id: ban, term: Ban, definition: "A *formal* [order](term:order). [@post]", sources: [law, post]}
- {id: order, term: Order, definition: Words that bind., sources: [post]}
""",
    "content/explainers/why.md": """---
title: Why?
description: Because.
date: "2026-11-21"
short_version: ["It was a [ban](term:ban). [@law]"]
---
A [“formal” ban](term:ban) needs an ([order](term:order)). [@law]

![](event:told)

Every [order](term:order) ends.
""",
    "content/pages/method.md": "---\ntitle: Method\n---\nWhat a [ban](term:ban) is.\n",
}


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    site = sound_site(tmp_path_factory.mktemp("terms"), FILES)
    day, report = date(2026, 11, 21), Report()
    planned = [page for plan in (explainers.plan, documents.plan, glossary.plan) for page in plan(site, day)]
    tree = Drawn(planned, site, day, report).finished()
    assert list(report) == []
    return {path: data.decode() for path, data in tree.items() if path.endswith(".html")}


def body(text: str) -> str:
    """The article, on one line, from the first word of its short version."""
    return re.sub(r"\s*\n\s*", "", text)[re.sub(r"\s*\n\s*", "", text).index("<article") :]


WORD = '<button class="term" hidden popovertarget="{0}">{1}</button><a class="term" href="{2}">{1}</a>'
BAN, ORDER = "../../glossary/index.html#ban", "../../glossary/index.html#order"


def test_each_use_of_a_term_opens_its_one_card(text: Mapping[str, str]) -> None:
    page = body(text["explainers/why/index.html"])
    for use in (
        f"It was a {WORD.format('t1', 'ban', BAN)}",
        f"A {WORD.format('t1', '“formal” ban', BAN)} needs an",
        WORD.format("t2", "order", ORDER) + ")",
        f"Every {WORD.format('t2', 'order', ORDER)} ends.",
    ):
        assert use in page.replace('<span class="nb">', "").replace('<span class="wp">', "").replace(
            "(", ""
        ), use
    assert re.findall(r'<div class="card" id="(t\d)"', page) == ["t1", "t2"]


def test_a_card_follows_the_paragraph_that_uses_its_term_first(text: Mapping[str, str]) -> None:
    page = body(text["explainers/why/index.html"])
    order = [page.index(words) for words in ("It was a", 'id="t1"', "needs an", 'id="t2"', "Acme is told")]
    assert order == sorted(order)


def test_a_card_is_the_terms_own_text_with_its_entry_and_its_source(text: Mapping[str, str]) -> None:
    """A source by its note where the page has one; nothing in a card opens another card or counts as a citation."""
    page = body(text["explainers/why/index.html"])
    first, second = re.findall(r'id="t\d" popover.*?</button>(.*?)</div>', page)
    assert first == (
        f'<p><dfn><a href="{BAN}">Ban</a></dfn></p><p>A <em>formal</em> <a href="{ORDER}">order</a>'
        '<span class="nb">.<span class="c-name">(<a href="../../sources/post/index.html">The Post</a>)</span></span></p>'
        '<p>Source: <a href="#s1">The Law</a></p>'
    )
    assert second == (
        f'<p><dfn><a href="{ORDER}">Order</a></dfn></p><p>Words that bind.</p>'
        '<p>Source: <a href="../../sources/post/index.html">The Post</a></p>'
    )
    assert 'id="s2"' not in page


def test_an_embedded_record_and_other_pages_link_plainly(text: Mapping[str, str]) -> None:
    assert f'A <a href="{BAN}">ban</a>.' in body(text["explainers/why/index.html"])
    assert 'class="term"' not in text["glossary/index.html"]
    assert WORD.format("t1", "ban", "../glossary/index.html#ban") in text["method/index.html"]
