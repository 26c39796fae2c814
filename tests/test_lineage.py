"""Who has it from whom, and how many witnesses are left."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import derive
from site_builder.model import Site
from site_builder.pages import cards
from tests.small import sound_site
from tests.txtar import read

STORY = """
-- site.yaml --
title: T
description: D
-- content/sources.yaml --
- {id: law, type: legislation, kind: primary-document}
- {id: law-copy, type: legislation, kind: reprint, derives_from: [{source: law}]}
- {id: copy-of-copy, type: legislation, kind: reprint, derives_from: [{source: law-copy}]}
- {id: asian-age, type: article, kind: reprint, derives_from: [{origin: Reuters report}]}
- id: taipei-times
  type: article
  kind: reprint
  derives_from:
    - origin: >-
        Reuters
        report
- {id: fortune, type: article, kind: report, derives_from: [{source: asian-age, for: [confirmation]}]}
- {id: digest, type: article, kind: report, derives_from: [{source: fortune}, {source: law}]}
-- content/events.yaml --
- {id: signed, date: "2018", title: Signed, kind: k, sources: [law, law-copy, copy-of-copy]}
- {id: alone, date: "2018", title: Alone, kind: k, sources: law}
-- content/actors.yaml --
- {id: a, schema: Company, name: A}
-- content/bans.yaml --
- {id: b, kind: k, verb: banned, imposed_by: a, target: a, sources: [asian-age, taipei-times, fortune]}
-- content/claims.yaml --
- id: c
  question: Was it confirmed?
  about: {record: b, prop: confirmation}
  values: [{value: "yes", sources: [fortune, taipei-times]}, {value: "no", sources: law}]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return linked(tmp_path, STORY)


def linked(root: Path, story: str) -> Site:
    _, files = read(story)
    return sound_site(root, files)


@pytest.mark.parametrize(
    ("ids", "facts", "origins"),
    [
        (["law"], [], {"law"}),
        (["copy-of-copy"], [], {"law"}),
        (["law", "law-copy", "copy-of-copy"], [], {"law"}),
        (["asian-age", "taipei-times"], [], {"Reuters report"}),
        (["fortune"], [], {"fortune"}),
        (["fortune"], ["confirmation"], {"Reuters report"}),
        (["fortune"], ["date"], {"fortune"}),
        (["digest"], [], {"fortune", "law"}),
        (["digest"], ["confirmation"], {"Reuters report", "law"}),
        ([], [], set()),
    ],
)
def test_the_origins_of_sources(site: Site, ids: list[str], facts: list[str], origins: set[str]) -> None:
    assert derive.roots(site, ids, facts) == origins


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["law"], "1 report"),
        (["law-copy", "law"], "2 reports, 1 origin"),
        (["law", "fortune"], "2 reports, 2 origins"),
        (["law", "law", "asian-age", "taipei-times"], "3 reports, 2 origins"),
        (["digest"], "1 report, 2 origins"),
    ],
)
def test_independence_in_words(site: Site, ids: list[str], words: str) -> None:
    assert derive.independence(site, ids).words == words


def test_a_circle_ends(tmp_path: Path) -> None:
    """It is an error; whoever looks at the site all the same gets an answer."""
    site = linked(
        tmp_path,
        "-- site.yaml --\ntitle: T\ndescription: D\n-- content/sources.yaml --\n"
        "- {id: a, type: article, kind: report, derives_from: [{source: b}]}\n"
        "- {id: b, type: article, kind: report, derives_from: [{source: a}]}\n",
    )
    assert derive.roots(site, ["a", "b"]) == {"a", "b"}
    assert derive.ancestors(site, "a") == {"a", "b"}


def test_cards_say_how_many_origins_a_record_has(site: Site) -> None:
    assert cards.event(site, site.events["signed"]).support == (3, 1)
    assert cards.event(site, site.events["alone"]).support.words == "1 report"
    claim = cards.claim(site, site.claims["c"])
    assert [value.support for value in claim.values] == [(2, 1), (1, 1)]
    assert claim.support == (3, 2)
