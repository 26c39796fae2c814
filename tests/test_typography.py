"""Quotes and dashes in titles, names and other short words of ours: set on pages, as typed in data, never in others' words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import build
from site_builder.prose import typeset
from tests.txtar import read, unpack

STORY = """\
-- site.yaml --
title: Who's "in"
description: It's a record.
groups: {firms: "Firms' acts", states: States' acts}
ban_kinds: {use-ban: "ban on one's use"}
event_kinds: {notice: the firm's "notice"}
navigation: [{label: "What's when", path: /timeline/}, {label: "Who's out", path: /bans/}]
licence: {name: The people's licence}
-- content/sources.yaml --
- id: post
  type: article-newspaper
  kind: report
  title: A 'straight' title -- it's "printed"
  container-title: The Reader's Post
  URL: https://post.example/a
-- content/actors.yaml --
- id: acme
  schema: Company
  name: Acme's "Own"
  alias: [Acme's old, "'A'"]
  names: [{name: Acme's first, to: "2001"}]
  group: firms
  sources: [{source: post, locator: "the writer's note"}]
- id: tom
  schema: Person
  name: Tom O'Brien
  positions: [{org: acme, role: board's "chair"}]
  group: states
-- content/events.yaml --
- id: told
  date: "2018-01-05"
  date_text: Tom's birthday
  title: Acme's ban -- "for good"
  kind: notice
  actors: [{actor: acme, role: the ban's author}, tom]
  sources: [{source: post, locator: "the writer's note"}]
-- content/bans.yaml --
- id: out
  kind: use-ban
  verb: wouldn't sell to
  short: Tom's "kettle"
  imposed_by: acme
  target: tom
  legal_basis: {kind: contract, label: "Acme's terms", sources: [post]}
  history:
    - {date: "2018-01-05", date_text: Tom's birthday, kind: announced, to: in-force, event: told, sources: [post]}
  searches: [{date: "2026-01-02", where: Acme's archive, query: acme tom, found: nothing}]
  sources: [post]
-- content/claims.yaml --
- id: when
  question: When was Tom's "birthday"?
  about: {record: told, prop: date}
  values: [{value: Tom's own day, sources: post}, {value: "nobody's", sources: post}]
-- content/quotes.yaml --
- id: rules
  speaker: tom
  speaker_note: Acme's customer
  said: {date_text: on Tom's birthday, medium: the firm's "blog"}
  text: It's "mine" -- really
  witnesses: [{source: post, selector: {exact: It's "mine" -- really}}]
-- content/terms.yaml --
- {id: kettle, term: Kettle's "lid", also: [pot's lid, "'cap'"], definition: Its top., sources: [post]}
-- content/explainers/why.md --
---
title: Why won't Acme sell?
description: It's "policy".
date: "2026-11-21"
bans: [out]
claims: [when]
---
It's so. [@post]
-- content/pages/method.md --
---
title: How it's done
description: Don't "guess".
---
It's checked.
"""
PRINTED = ("A 'straight' title -- it's \"printed\"", 'It\'s "mine" -- really', "The Reader's Post")
"""Others' words, which stay as they are."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root: Path = tmp_path_factory.mktemp("typography")
    unpack(read(STORY)[1], root)
    built = build(root, date(2026, 11, 21))
    assert [str(found) for found in built.report if found.code == "yaml-syntax"] == []
    return built.tree


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Acme's ban", "Acme’s ban"),
        ('the "free" gift -- and more...', "the “free” gift – and more…"),
        ("the firms' 'best' _day_ [1] *", "the firms’ ‘best’ _day_ [1] *"),
        ("No marks", "No marks"),
        ("Already ‘set’ – “so”…", "Already ‘set’ – “so”…"),
        ("a <b> & [c](d)", "a <b> & [c](d)"),
    ],
)
def test_short_words_are_set_like_prose_without_being_read_as_markdown(typed: str, printed: str) -> None:
    assert typeset(typed) == printed
    assert typeset(printed) == printed


def test_no_page_shows_a_straight_mark_of_ours(tree: Mapping[str, bytes]) -> None:
    straight = []
    for path, data in tree.items():
        if not path.endswith(".html"):
            continue
        page = LexborHTMLParser(data.decode())
        for node in page.css("script, style, code, pre, textarea"):
            node.decompose()
        root = page.root
        assert root is not None
        texts = [node.text_content or "" for node in root.traverse(include_text=True) if node.tag == "-text"]
        texts += [node.attributes["aria-label"] or "" for node in page.css("[aria-label]")]
        for text in texts:
            left = text
            for words in PRINTED:
                left = left.replace(words, "")
            if re.search(r"['\"]|--", left):
                straight.append(f"{path}: {' '.join(text.split())}")
    assert "\n".join(straight) == ""


def test_others_words_stay_as_they_are_printed(tree: Mapping[str, bytes]) -> None:
    quote, source = (tree[f"{path}/index.html"].decode() for path in ("quotes/rules", "sources/post"))
    assert "“It&#39;s &#34;mine&#34; -- really”" in quote
    assert "A &#39;straight&#39; title -- it&#39;s &#34;printed&#34;</h1>" in source


def test_data_has_our_words_as_typed(tree: Mapping[str, bytes]) -> None:
    found = {name: tree[f"data/{name}.csv"].decode() for name in ("events", "bans", "actors", "claims")}
    assert '"Acme\'s ban -- ""for good"""' in found["events"]
    assert "wouldn't sell to" in found["bans"]
    assert "Tom O'Brien" in found["actors"]
    events = json.loads(tree["data/events.json"])
    assert 'Acme\'s ban -- \\"for good\\"' in json.dumps(events)
