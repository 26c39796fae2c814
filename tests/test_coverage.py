"""Where sentences end, what bears them out, and what a page says of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder import derive
from site_builder.derive import Footing
from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Explainer, Site
from site_builder.prose import Voice, html, inline_html, inline_sentences, parse, parse_inline, sentences
from tests.small import sound_site
from tests.test_prose import VOICE
from tests.txtar import read

# ---------------------------------------------------------------- where sentences end


@pytest.mark.parametrize(
    "text",
    [
        "One. | Two! | Three? | Four.",
        "The U.S. Department said so. | It did.",
        "It left the U.S. | The company said so.",
        "He lives in Washington, D.C. and works.",
        "Mr. Kaspersky met Dr. No and Rep. Marsha Blackburn.",
        "Kaspersky Lab, Inc. v. Homeland Security was lost. | So was the other.",
        "David S. Tatel wrote it. | Others agreed.",
        "It cost 1.9 million dollars. | In 2018 it rose.",
        "It was 13. September in the German text. | Then it was over.",
        "It ended in 2018. | April saw more.",
        "See No. 3 and p. 4. | The answer was no. | Nobody asked.",
        "From Jan. 5 to Feb. 6 nothing happened.",
        "“We had no reason.” | He said so.",
        "“We had no reason. None at all,” he said. | Then he left.",
        "“Why?” he asked. | Nobody knew.",
        "He left (she stayed. Nobody saw). | It rained.",
        "It said “trust”. | So it was.",
        "Rules … Twitter said … were broken. | By whom?",
        "And so it went on… | Nobody knew.",
        "e.g. Twitter, i.e. the company, etc. all of it. | Done.",
        "*One thing.* | Two **things. Not** cut. | Three.",
        "**A label.** What it labels. | The rest.",
        "A [link. Not cut](ban:b). | Next.",
        "[A link.](ban:b) | Next.",
        "Lower case. follows.",
        "A line\nbroken here. | Another\none.",
        "Three dots... | And on.",
        "`Code. More` stands. | Done.",
        "No stop at the end",
    ],
)
def test_where_sentences_end(text: str) -> None:
    parts = [re.sub(r"[*`]|\]\([^)]*\)|\[", "", part).replace("\n", " ").strip() for part in text.split("|")]
    found = [
        sentence.text.replace("…", "...") for sentence in sentences(text.replace("| ", "").replace(" |", ""))
    ]
    assert found == [part.replace("…", "...") for part in parts]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("One. [@a] Two. [@b]", ["a", "b"]),
        ("One. Two. [@a]", ["a", "a"]),
        ("One. [@a] Two.", ["a", ""]),
        ("One [@a]. Two. [@b; @c, p. 4]", ["a", "b c"]),
        ("One. [@a] [@b] Two. Three. [@c]", ["a b", "c", "c"]),
        ("One: [@a]", ["a"]),
        ("One.[^1] Two.\n\n[^1]: See [@a] and [@b].", ["a b", ""]),
        ("One.[^1]\n\n[^1]: No source.", [""]),
        ("One.\n\nTwo. [@a]", ["", "a"]),
        ("- One. [@a]\n- Two.\n- Three. [@b]", ["a", "", "b"]),
        ("One. [@a] *Our reading:* two. Three. [@b]", ["a", "b", "b"]),
        ("One. *Our reading:* two. [@b]", ["", "b"]),
        ("# Head.\n\n![](quote:q)\n\n> One. [@a]", ["a"]),
        ("| A | B |\n|---|---|\n| One. [@a] | Two. [@b] |\n\nThree. [@c]", ["a b", "c"]),
    ],
)
def test_a_citation_covers_the_sentence_it_follows_and_those_before(text: str, cited: list[str]) -> None:
    assert [" ".join(sentence.cited) for sentence in sentences(text)] == cited


def test_a_sentence_knows_its_place_its_links_and_the_panel_below() -> None:
    text = (
        "## Head\n\n“Quoted” -- the [first](event:the-first). The *second*\nthe third. [@the-third] It ended.\n\n"
        "![](claim:c)\n\nMore. [@a]\n"
    )
    found = [(s.line, s.col, s.block, s.links, s.panel) for s in sentences(text)]
    assert found == [
        (2, 1, 2, (("event", "the-first"),), ("claim", "c")),
        (2, 42, 2, (), ("claim", "c")),
        (3, 24, 2, (), ("claim", "c")),
        (7, 0, 7, (), None),
    ]
    assert text.split("\n")[3][24:] == "It ended."


def test_analysis_begins_at_its_mark_and_ends_with_the_paragraph() -> None:
    text = "One. [@a] *Our reading:* two. Three.\n\nFour. [@b]\n\n*Our reading:* five."
    assert [sentence.ours for sentence in sentences(text)] == [False, True, True, False, True]


# ---------------------------------------------------------------- the lens


def tinted(text: str) -> str:
    voice = Voice(VOICE.href, VOICE.embed, VOICE.cite, VOICE.after, VOICE.picture, tint=lambda n: f"t{n}")
    return html(parse(text), voice)


def test_each_sentence_stands_in_a_span_with_its_citations() -> None:
    assert tinted("*One* a. [@a] Two\nb. [@b]\n").startswith(
        '<p><span class="t0"><em>One</em> <span class="nb">a.<cite>a</cite></span></span>'
    )
    text = (
        "## Head\n\n- One. [@a] Two.\n- **Label.** Three.\n\n![](quote:q)\n\n| A |\n|---|\n| Four. |\n\nFive."
    )
    assert re.findall(r'class="(t\d)"', tinted(text)) == ["t0", "t1", "t2", "t4"]
    assert len(sentences(text)) == 5


def test_the_lens_changes_no_word() -> None:
    text = (
        "One “a. b” [link. Not](ban:b) *em.* Two! [@a] Three.[^1] *Our\nreading:* four.\n\n[^1]: Note. [@b]\n"
    )
    assert re.sub(r'<span class="t\d">|</span>', "", tinted(text)) == re.sub(
        "</span>", "", html(parse(text), VOICE)
    )


def test_a_point_is_tinted_like_a_paragraph() -> None:
    voice = Voice(VOICE.href, VOICE.embed, VOICE.cite, VOICE.after, VOICE.picture, tint=lambda n: "ab"[n])
    assert inline_html(parse_inline("One. Two."), voice) == (
        '<span class="a">One.</span> <span class="b">Two.</span>'
    )
    assert [sentence.text for sentence in inline_sentences("One. Two.")] == ["One.", "Two."]


# ---------------------------------------------------------------- what a sentence stands on

STORY = """
-- site.yaml --
title: T
description: D
-- content/sources.yaml --
- {id: law, type: legislation, kind: primary-document}
- {id: fortune, type: article, kind: report}
- {id: wire, type: article, kind: report, derives_from: [{origin: Reuters}]}
- {id: copy, type: article, kind: reprint, derives_from: [{origin: Reuters}]}
-- content/events.yaml --
- {id: told, date: "2018-01", title: Told, kind: k, sources: [fortune, wire]}
-- content/claims.yaml --
- id: when-told
  question: When?
  about: {record: told, prop: date}
  values: [{value: early 2018-01, sources: wire}, {value: "2018-02", sources: fortune}]
- id: who-told
  question: Who?
  status: settled
  about: {record: told}
  values: [{value: A, sources: wire}, {value: B, sources: fortune}]
-- content/explainers/why.md --
---
title: Why?
description: Because.
date: "2026-11-21"
short_version:
  - "Point. [@law]"
---
BODY
"""


def story(tmp_path: Path, body: str) -> tuple[Site, Explainer]:
    _, files = read(STORY.replace("BODY", body))
    site = sound_site(tmp_path, files)
    return site, site.explainers["why"]


@pytest.mark.parametrize(
    ("body", "footing"),
    [
        ("S. [@law; @fortune]", "primary"),
        ("S. [@fortune; @wire]", "independent"),
        ("S. [@wire; @copy]", "single"),
        ("S. [@fortune]", "single"),
        ("S.", "uncited"),
        ("*Our reading:* s. [@law]", "analysis"),
        ("[It](event:told) happened. [@fortune]", "disputed"),
        ("[It](event:told) happened. [@law]", "primary"),
        ("[It](event:told) happened. [@copy]", "single"),
        ("They [differ](claim:when-told). [@law]", "disputed"),
        ("They [differ](claim:who-told). [@fortune; @wire]", "independent"),
        ("They differ. [@law; @wire]\n\n![](claim:when-told)", "disputed"),
        ("They differ. [@copy]\n\n![](claim:when-told)", "single"),
        ("They differ. [@wire]\n\n![](claim:who-told)", "single"),
    ],
)
def test_what_a_sentence_stands_on(tmp_path: Path, body: str, footing: Footing) -> None:
    site, explainer = story(tmp_path, body)
    assert [stated.footing for stated in derive.coverage(site, explainer).body] == [footing]


def test_the_figure_counts_factual_sentences_and_rounds_down(tmp_path: Path) -> None:
    body = "One. Two. [@law] Three. Four. [@wire]\n\nFive. [@wire] Six.\n\n*Our reading:* seven."
    coverage = derive.coverage(*story(tmp_path, body))
    assert coverage.figure == "85% of 7 factual sentences cited, 3 on a primary source"
    assert dict(coverage.counts) == {"primary": 3, "single": 3, "uncited": 1, "analysis": 1}


def test_a_page_of_analysis_alone_lacks_nothing(tmp_path: Path) -> None:
    site, explainer = story(tmp_path, "*Our reading:* G.")
    assert (
        derive.coverage(site, explainer).figure == "100% of 1 factual sentence cited, 1 on a primary source"
    )


def test_every_factual_sentence_of_the_site_is_cited(project: Path) -> None:
    report = Report()
    site = link(load(project, report), report)
    assert site is not None
    assert {e.id: derive.coverage(site, e).percent for e in derive.explainers(site)} == dict.fromkeys(
        (e.id for e in derive.explainers(site)), 100
    )
