"""Pages say what is so whatever a site is about and however much it holds: nothing, one thing, or many."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from site_builder.diagnostics import Report
from site_builder.pages import plan
from site_builder.prose import stopped
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 22)
CONFIG = "title: Small\ndescription: Who banned it\nbase_url: https://small.example/\n"
EXPLAINER = "---\ntitle: Why?\ndescription: Why it was so.\ndate: 2026-11-01\n---\n\nSo [@post].\n"
ONE: Mapping[str, str] = {
    "site.yaml": CONFIG,
    "content/actors.yaml": "- {id: zoe, schema: Person, name: Zoe}\n",
    "content/sources.yaml": "- {id: post, type: article-newspaper, kind: report, title: No, container-title: The Post}\n",
    "content/quotes.yaml": "- {id: no, speaker: zoe, text: No.}\n",
    "content/terms.yaml": "- {id: tea, term: Tea, definition: A drink., sources: post}\n",
    "content/claims.yaml": "- id: day\n  question: When?\n  values: [{value: One, sources: post}, {value: Two, sources: post}]\n",
    "content/explainers/why.md": EXPLAINER,
}


def drawn(root: Path, files: Mapping[str, str]) -> dict[str, str]:
    (root / "content").mkdir(exist_ok=True)
    site = sound_site(root, files)
    report = Report()
    tree = Drawn(plan(site, DAY), site, DAY, report).finished()
    assert list(report) == []
    return {path: " ".join(data.decode().split()) for path, data in tree.items() if path.endswith(".html")}


def described(page: str) -> str:
    found = re.search(r'<meta name="description" content="([^"]*)">', page)
    assert found
    assert f'<meta property="og:description" content="{found[1]}">' in page
    return html.unescape(found[1])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("explainers", "No explainer has been published yet."),
        ("actors", "No actor is on file yet."),
        ("sources", "No source is on file yet."),
        ("quotes", "No quotation is on file yet."),
        ("glossary", "No term has been explained yet."),
        ("disagreements", "No disagreement is on file yet."),
        ("corrections", "No corrections so far, and how to report an error."),
        ("timeline", "No event is on file yet."),
        ("bans", "No entry is on file yet."),
    ],
)
def test_a_page_with_nothing_on_it_says_so(tmp_path: Path, path: str, words: str) -> None:
    page = drawn(tmp_path, {"site.yaml": CONFIG})[f"{path}/index.html"]
    assert described(page) == words
    assert page[page.index("<main") : page.index("</main")].count(words) <= 1
    assert not re.search(r"<[ou]l[^>]*>\s*</[ou]l>", page)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("explainers", "1 question answered, with every paragraph sourced."),
        ("actors", "One person, company or body is in this record."),
        ("sources", "1 source, each with what rests on it."),
        ("quotes", "1 quotation by 1 speaker, in their exact words."),
        ("glossary", "1 term, explained."),
        ("disagreements", "1 question that sources answer differently, with every answer."),
    ],
)
def test_a_page_with_one_thing_counts_it(tmp_path: Path, path: str, words: str) -> None:
    assert described(drawn(tmp_path, ONE)[f"{path}/index.html"]) == words


def test_the_glossary_is_of_no_trade(tmp_path: Path) -> None:
    assert '<p class="dek">1 term, explained once.</p>' in drawn(tmp_path, ONE)["glossary/index.html"]
    more = {
        **ONE,
        "content/terms.yaml": ONE["content/terms.yaml"]
        + "- {id: cup, term: Cup, definition: A pot., sources: post}\n",
    }
    assert '<p class="dek">2 terms, each explained once.</p>' in drawn(tmp_path, more)["glossary/index.html"]


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Who banned it", "Who banned it."),
        ("Who banned it.", "Who banned it."),
        ("Who banned it?", "Who banned it?"),
        ("He said “no.”", "He said “no.”"),
        ("They closed **it**", "They closed **it**."),
        ("They closed **it.**", "They closed **it.**"),
        ("It was closed (in May)", "It was closed (in May)."),
        ("", ""),
    ],
)
def test_a_text_ends_before_another_follows(text: str, ended: str) -> None:
    assert stopped(text) == ended


def test_the_description_is_a_sentence_beside_others(tmp_path: Path) -> None:
    home = drawn(tmp_path, ONE)["index.html"]
    assert "Who banned it. Every claim is linked" in home
    assert "Who banned it. As of" in home
    assert described(home) == "Who banned it"
