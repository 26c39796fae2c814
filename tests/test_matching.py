"""The ladder, case by case: tests/cases/matching.json is also what the page that checks quotes in a browser is held to.

A case has `text` and `quote`, perhaps `prefix`, `suffix`, `language`, `declared_edits`, `lost_ligatures`, and what is
expected: `state`, and where they are given `rung`, `kind`, `hits`, `start`, and `found`, the text of each span.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.evidence.folds import Skeleton, spaced, typed
from site_builder.evidence.matching import Match, Prepared, match

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "matching.json").read_text(encoding="utf-8")
)
ASKED = ("prefix", "suffix", "language", "declared_edits", "lost_ligatures")
TOLD = ("hits", "start")


def asked(case: dict[str, Any]) -> Match:
    return match(
        case["quote"], Prepared(case["text"]), **{name: case[name] for name in ASKED if name in case}
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_shared_table(case: dict[str, Any]) -> None:
    told = asked(case)
    expected = {"state": case["state"], "rung": case.get("rung"), "kind": case.get("kind")}
    expected |= {name: case[name] for name in TOLD if name in case}
    assert {name: getattr(told, name) for name in expected} == expected
    if "found" in case:
        assert [case["text"][start:end] for start, end in told.spans] == case["found"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_verdict_is_whole(case: dict[str, Any]) -> None:
    """Spans lie within start and end, in order; ours and theirs can be read off the differences."""
    told = asked(case)
    assert (told.start is None) == (told.end is None) == (told.spans == ()) == (told.state == "not-found")
    assert list(told.spans) == sorted(told.spans)
    assert not told.spans or (told.spans[0][0], told.spans[-1][1]) == (told.start, told.end)
    assert (told.hits > 0) == (told.rung is not None) == told.state.startswith("verified")
    assert (told.differences == ()) == (told.rung == "N0" or told.state == "not-found")
    if told.differences:
        assert "".join(part.ours for part in told.differences) == case["quote"].strip()
        assert "".join(part.theirs for part in told.differences) == case["text"][told.start : told.end]


def test_every_name_in_the_table_is_its_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 80


def test_a_variant_shows_what_differs() -> None:
    told = match("We never promised a third bridge.", Prepared("He said: “We promised a second bridge.”"))
    assert [(part.op, part.ours, part.theirs) for part in told.differences] == [
        ("same", "We ", "We "),
        ("added", "never ", ""),
        ("same", "promised a ", "promised a "),
        ("changed", "third ", "second "),
        ("same", "bridge.", "bridge."),
    ]


def test_a_rung_shows_what_it_folded() -> None:
    told = match("We haven't promised it", Prepared("We haven’t promised it."))
    assert [(part.ours, part.theirs) for part in told.differences if part.op != "same"] == [
        ("haven't ", "haven’t ")
    ]


def test_a_text_is_folded_once() -> None:
    text = Prepared("One text, many quotes.")
    first = text.skeleton
    match("One text", text)
    match("many quotes", text)
    assert text.skeleton is first
    assert first.letters is text.skeleton.letters


def test_letters_know_where_they_stand() -> None:
    skeleton = Skeleton("İ ﬁ E\u0301!")
    assert skeleton.letters == "ifie"
    assert list(skeleton.offsets) == [0, 2, 2, 4]
    assert skeleton.span(3, 1) == (4, 6)


def test_folds_are_idempotent() -> None:
    for case in CASES:
        for fold in (spaced, typed):
            assert fold(fold(case["text"])) == fold(case["text"])
