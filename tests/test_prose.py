"""Markdown to Prose and back to HTML: golden files in markdown-it's dot format, and what a text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.prose import (
    Cited,
    Footnote,
    Heading,
    Link,
    Mark,
    Voice,
    html,
    inline_html,
    parse,
    parse_inline,
    plain,
    slug,
)

CASES = Path(__file__).parent / "cases" / "prose"


def _said(items: Sequence[Cited]) -> str:
    return "; ".join(item.id + (f", {item.locator}" if item.locator else "") for item in items)


VOICE = Voice(
    href=lambda scheme, id: f"{scheme}/{id}",
    embed=lambda scheme, id: f"<card-{scheme}>{id}</card-{scheme}>",
    cite=lambda items: f"<cite>{_said(items)}</cite>",
    after=lambda items: f"<aside>{_said(items)}</aside>\n" if items else "",
    picture=lambda path: f"assets/{path}",
)


def golden() -> Iterator[tuple[str, str, str]]:
    """Title, input, output of each case: the parts stand between lines of a single dot."""
    for file in sorted(CASES.glob("*.md")):
        parts = re.split(r"^\.\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for title, source, output in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            yield f"{file.stem}: {title.strip()}", source, output


@pytest.mark.parametrize(
    ("title", "source", "output"), [pytest.param(*case, id=case[0]) for case in golden()]
)
def test_prose_becomes_this_html(title: str, source: str, output: str) -> None:
    assert html(parse(source), VOICE) == output, title


def test_marks_carry_their_use_and_place() -> None:
    text = (
        "See [it](event:ban-disclosed#day).\n\n![](quote:rules)\n\nSo\nit was. [@reuters, p. 4; @fortune]\n"
    )
    assert parse(text).marks == (
        Mark("link", "event", "ban-disclosed", 0, 9, anchor="day"),
        Mark("embed", "quote", "rules", 2, 4),
        Mark("cite", "source", "reuters", 5, 10),
        Mark("cite", "source", "fortune", 5, 26),
    )


def test_a_link_that_is_no_reference_is_kept_with_its_place() -> None:
    assert parse("[a](/abs) and ![](x.png) and\n![An x](y.png)").links == (
        Link("/abs", 0, 4),
        Link("x.png", 0, 18, picture=True),
        Link("y.png", 1, 8, picture=True, alt="An x"),
    )


def test_headings_have_unique_anchors() -> None:
    assert parse("## Same\n\n## Same\n\n### Ørsted’s letter\n").headings == (
        Heading(2, "Same", "same", 0),
        Heading(2, "Same", "same-1", 2),
        Heading(3, "Ørsted’s letter", "orsteds-letter", 4),
    )


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("Cited. [@a]\n", ()),
        ("Not cited.\n", (0,)),
        ("A note.[^1]\n\n[^1]: Its text.\n", ()),
        ("![](quote:a)\n", ()),
        ("![](quote:a) and words\n", (0,)),
        ("*Our reading:* it may be.\n", ()),
        ("*Our* reading it is not.\n", (0,)),
        ("- one [@a]\n- two\n", (1,)),
        ("> quoted\n", (0,)),
        ("| a |\n|---|\n| b [@a] |\n", ()),
        ("| a |\n|---|\n| b |\n", (0,)),
        ("## Heading\n", ()),
    ],
)
def test_a_paragraph_that_cites_nothing_is_found(text: str, uncited: tuple[int, ...]) -> None:
    assert parse(text).uncited == uncited


def test_footnotes_used_and_undefined_defined_and_unused_or_defined_twice_are_found() -> None:
    text = "One[^a] two[^b] three[^none].\n\n[^a]: A.\n[^b]: B.\n[^b]: B again.\n[^c]: C.\n"
    assert parse(text).footnotes == (
        Footnote("b", "doubled", 4, 0),
        Footnote("c", "unused", 5, 0),
        Footnote("none", "dangling", 0, 21),
    )


def test_a_run_of_text_has_no_paragraph() -> None:
    assert inline_html(parse_inline('See [it](ban:x) -- "so". [@a]'), VOICE) == (
        'See <a href="ban/x">it</a> – <span class="nb">“so”.<cite>a</cite></span>'
    )


def test_an_embed_among_words_and_a_citation_that_cannot_be_read_are_found() -> None:
    prose = parse("Words ![](quote:rules) here. [@a]\n\nNot [@a citation] this. [@b]\n")
    assert prose.crowded == (Mark("embed", "quote", "rules", 0, 10),)
    assert prose.unread == ((2, 4),)


def test_plain_text_has_no_marks() -> None:
    assert plain("A *b* [c](event:d), e. [@f]") == "A b c, e."


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What we don’t know", "what-we-dont-know"),
        ("Œuvre, Łódź & 2018", "oeuvre-lodz-2018"),
        ("?!", "section"),
        ("中文", "中文"),
    ],
)
def test_slugs_are_plain_words(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [x](term:x) b", "a <b>x</b>… b"),
        ("[x](term:x). [@a] b", "{<b>x</b>….<cite>a</cite>} b"),
        ("b ([x](term:x)), so", "b {(<b>x</b>…),} so"),
        ("a “[x](term:x)” [@a]", "a {“<b>x</b>…”<cite>a</cite>}"),
        ("[x](term:x)s and ([y](term:y)", "{<b>x</b>…s} and {(<b>y</b>…}"),
        ("[x](term:x)/[y](term:y).", "{<b>x</b>…/}{<b>y</b>….}"),
        ("*[a *b*](term:x)*. A—[y](term:y)", "<em><b>a <em>b</em></b>…</em>. A—<b>y</b>…"),
        ("[x](term:x) [@a]", "<b>x</b>… <cite>a</cite>"),
    ],
)
def test_what_touches_a_term_is_kept_on_its_line(text: str, expected: str) -> None:
    """`{}` is the span that keeps it, `…` the link."""
    voice = replace(VOICE, gloss=lambda _, words: f"<b>{words}</b>")
    found = inline_html(parse_inline(text), voice)
    found = re.sub(r'<a class="term" href="term/[xy]">.*?</a>', "…", found)
    kept = re.sub(r'<span class="nb">(.*?)</span>', r"{\1}", found)
    assert kept == expected
