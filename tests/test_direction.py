"""Words in a script that runs the other way than the page say so wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from site_builder import cldr
from site_builder.diagnostics import Report
from site_builder.pages import plan
from site_builder.render import Drawn
from site_builder.render.press import lang
from tests.small import sound_site

DAY = date(2026, 11, 22)
ARABIC, HEBREW, GERMAN = "أُغلِقت الدار (من 3 إلى 5).", "אנחנו רוצים ספרים!", "Geschlossen."
FILES: Mapping[str, str] = {
    "site.yaml": "title: Small\ndescription: A small site.\nlanguage: en-GB\nbase_url: https://small.example/\n",
    "content/actors.yaml": "- {id: dar, schema: Organization, name: The House}\n",
    "content/sources.yaml": """
- {id: ahram, type: article-newspaper, kind: report, title: إغلاق دار الكتب, container-title: Ahram, language: ar}
- {id: post, type: article-newspaper, kind: report, title: No books, container-title: The Post}
""",
    "content/quotes.yaml": f"""
- id: closed
  speaker: dar
  language: ar
  text: {ARABIC}
  witnesses: [{{source: ahram, selector: {{exact: {ARABIC}}}}}]
- id: books
  speaker: dar
  language: he
  text: {HEBREW}
  witnesses: [{{source: post, language: he, selector: {{exact: {HEBREW}}}}}]
- id: shut
  speaker: dar
  language: de
  text: {GERMAN}
  witnesses: [{{source: post, language: de, selector: {{exact: {GERMAN}}}}}]
- id: nothing
  speaker: dar
  text: Nothing to say.
  witnesses: [{{source: post, selector: {{exact: Nothing to say.}}}}]
""",
    "content/explainers/why.md": """---
title: Why?
description: Why it was closed.
date: 2026-11-01
---

They said so [@ahram].

![](quote:closed)

![](quote:books)
""",
}


@pytest.mark.parametrize(
    ("tag", "is_so"),
    [
        ("ar", True), ("he", True), ("fa-IR", True), ("ur", True), ("yi", True), ("arz", True), ("dv", True),
        ("az", False), ("az-Arab", True), ("ks", True), ("ks-Deva", False), ("pa-PK", True), ("ar-Latn-EG", False),
        ("en", False), ("en-Hebr", True), ("de-AT", False), ("grc", False), ("qqq", False), ("", False),
    ],
)  # fmt: skip
def test_the_script_says_which_way_a_language_runs(tag: str, *, is_so: bool) -> None:
    assert cldr.is_right_to_left(tag) is is_so


@pytest.mark.parametrize(
    ("tag", "own", "attributes"),
    [
        ("ar", "en-GB", ' lang="ar" dir="rtl"'),
        ("de", "en-GB", ' lang="de"'),
        ("en-US", "en-GB", ""),
        ("fa", "ar", ' lang="fa"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
        ("az-Arab", "az", ' lang="az-Arab" dir="rtl"'),
        ("en-GB", "", ' lang="en-GB"'),
        ("he", "", ' lang="he" dir="rtl"'),
    ],
)
def test_an_element_says_what_its_page_does_not(tag: str, own: str, attributes: str) -> None:
    assert lang(tag, own) == attributes


def drawn(root: Path, files: Mapping[str, str] = FILES) -> dict[str, str]:
    site = sound_site(root, files)
    report = Report()
    tree = Drawn(plan(site, DAY), site, DAY, report).finished()
    assert list(report) == []
    return {path: data.decode() for path, data in tree.items() if path.endswith(".html")}


@pytest.mark.parametrize(
    ("path", "element"),
    [
        ("quotes/closed/index.html", f'<h1 class="hang" lang="ar" dir="rtl">“{ARABIC}”</h1>'),
        ("quotes/closed/index.html", f'<blockquote lang="ar" dir="rtl"><p>“{ARABIC}”</p>'),
        ("quotes/books/index.html", f'<blockquote lang="he" dir="rtl"><p>“{HEBREW}”</p>'),
        ("quotes/index.html", f'<blockquote lang="ar" dir="rtl"><p>“{ARABIC}”</p>'),
        ("quotes/by-source/index.html", 'closed/index.html" lang="ar" dir="rtl">“'),
        ("explainers/why/index.html", f'<blockquote lang="he" dir="rtl"><p>“{HEBREW}”</p>'),
        ("explainers/why/index.html", '<span lang="ar" dir="rtl">إغلاق دار الكتب</span>'),
        ("embed/quotes/closed/index.html", f'<blockquote lang="ar" dir="rtl"><p>“{ARABIC}”</p>'),
        ("embed/quotes/books/index.html", f'<blockquote lang="he" dir="rtl"><p>“{HEBREW}”</p>'),
        ("sources/index.html", '<span lang="ar" dir="rtl">إغلاق دار الكتب</span>'),
        ("sources/ahram/index.html", '<h1 lang="ar" dir="rtl">إغلاق دار الكتب</h1>'),
        ("sources/ahram/index.html", '<span lang="ar" dir="rtl">إغلاق دار الكتب</span>'),
    ],
)
def test_words_that_run_the_other_way_say_so(tmp_path: Path, path: str, element: str) -> None:
    assert element in drawn(tmp_path)[path]


def test_no_other_words_have_a_direction(tmp_path: Path) -> None:
    pages = drawn(tmp_path)
    for path, html in pages.items():
        assert set(re.findall(r'(?:lang="([\w-]+)" )?dir=', html)) <= {"ar", "he"}, path
    assert f'<blockquote lang="de"><p>“{GERMAN}”</p></blockquote>' in pages["quotes/shut/index.html"]
    assert "<blockquote><p>“Nothing to say.”</p>" in pages["quotes/nothing/index.html"]


def test_a_site_may_run_from_right_to_left_itself(tmp_path: Path) -> None:
    pages = drawn(tmp_path, {**FILES, "site.yaml": FILES["site.yaml"].replace("en-GB", "ar")})
    for html in pages.values():
        assert '<html lang="ar" dir="rtl">' in html or 'http-equiv="refresh"' in html
    assert f"<blockquote><p>“{ARABIC}”</p>" in pages["quotes/closed/index.html"]
    assert f'<blockquote lang="he"><p>“{HEBREW}”</p>' in pages["quotes/books/index.html"]
    assert f'<blockquote lang="de" dir="ltr"><p>“{GERMAN}”</p>' in pages["quotes/shut/index.html"]
