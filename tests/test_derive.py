"""What follows from the records: a ban's status on a day, the order of its steps, who supports what."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from site_builder import derive
from site_builder.model import Ban, Site
from tests.small import sound_site

FILES = {
    "site.yaml": "title: T\ndescription: D\n",
    "content/sources.yaml": "- {id: s, type: webpage, kind: report, title: S}\n- {id: s2, type: webpage, kind: report}\n",
    "content/actors.yaml": (
        "- {id: a, schema: Company, name: Alpha, sources: s}\n"
        "- {id: b, schema: Company, name: Beta, short: B, sources: s}\n"
        "- {id: c, schema: Company, name: Gamma, sources: s}\n"
    ),
}


def site_with(tmp_path: Path, **contents: str) -> Site:
    return sound_site(tmp_path, FILES | {f"content/{name}.yaml": text for name, text in contents.items()})


def ban_with(tmp_path: Path, history: str, more: str = "") -> Ban:
    text = f"- id: x\n  kind: use-ban\n  verb: banned\n  imposed_by: a\n  target: b\n{more}  sources: s\n  history:\n{history}"
    return site_with(tmp_path, bans=text).bans["x"]


HISTORY = """\
    - {date: "2017-09-13", kind: issued, to: announced}
    - {date: "2017-12-12", kind: effective, to: in-force}
    - {date: "2018-03", kind: reported}
    - {date: "2018-10-01", kind: replaced, to: superseded, reading: ours, note: A court says so}
"""


@pytest.mark.parametrize(
    ("day", "status", "seen"),
    [
        ("2017-09-12", "unknown", None),
        ("2017-09-13", "announced", "2017-09-13"),
        ("2017-12-11", "announced", "2017-09-13"),
        ("2017-12-12", "in-force", "2017-12-12"),
        ("2018-03-01", "in-force", "2018-03"),
        ("2018-10-01", "superseded", "2018-10-01"),
        ("2030-01-01", "superseded", "2018-10-01"),
    ],
)
def test_the_status_is_that_of_the_last_step_begun(
    tmp_path: Path, day: str, status: str, seen: str | None
) -> None:
    standing = derive.status(ban_with(tmp_path, HISTORY), date.fromisoformat(day))
    assert (standing.status, standing.seen.edtf if standing.seen else None) == (status, seen)
    assert standing.ours is (status == "superseded")


def test_a_ban_without_history_is_unknown(tmp_path: Path) -> None:
    site = site_with(tmp_path, bans="- {id: x, kind: k, verb: v, imposed_by: a, target: b, sources: s}\n")
    assert derive.status(site.bans["x"], date(2020, 1, 1)).status == "unknown"


def test_steps_keep_the_editors_order_unless_one_is_certainly_earlier(tmp_path: Path) -> None:
    ban = ban_with(
        tmp_path,
        """\
    - {date: "2018-06-13", kind: second, to: in-force}
    - {date: "2018-06", kind: third, to: unknown}
    - {date_text: a day not known, kind: fourth}
    - {date: "2017", kind: fifth-stays-after-an-undated-step}
""",
    )
    assert [step.kind for step in derive.history(ban)] == [
        "second",
        "third",
        "fourth",
        "fifth-stays-after-an-undated-step",
    ]
    earlier = ban_with(tmp_path, '    - {date: "2018", kind: late}\n    - {date: "2016-05", kind: early}\n')
    assert [step.kind for step in derive.history(earlier)] == ["early", "late"]


def test_a_check_grows_stale_by_itself(tmp_path: Path) -> None:
    ban = ban_with(tmp_path, HISTORY, '  checked: "2026-11-21"\n  review_every: P6M\n')
    last = date(2026, 11, 21) + timedelta(days=180)
    assert derive.status(ban, last).stale is False
    assert derive.status(ban, last + timedelta(days=1)).stale is True


@pytest.mark.parametrize(("text", "days"), [("P180D", 180), ("P1Y", 365), ("P1Y2M1W3D", 365 + 60 + 7 + 3)])
def test_durations(text: str, days: int) -> None:
    assert derive.duration(text) == timedelta(days=days)


@pytest.mark.parametrize(
    ("steps", "announced"),
    [
        (["kind: effective, to: in-force"], None),
        (["kind: rumoured"], None),
        (["kind: notified, to: in-force", "kind: disclosed"], "disclosed"),
        (["kind: effective, to: in-force", "kind: passed, to: announced"], "passed"),
        (["kind: decided, to: announced", "kind: announced, to: announced"], "announced"),
        (["kind: decreed, to: in-force"], "decreed"),
    ],
)
def test_a_ban_is_announced_by_a_step_that_says_so(
    tmp_path: Path, steps: list[str], announced: str | None
) -> None:
    found = derive.announced(ban_with(tmp_path, "".join(f"    - {{{step}}}\n" for step in steps)))
    assert (found.kind if found else None) == announced


def test_a_ban_is_a_sentence_of_short_names(tmp_path: Path) -> None:
    text = "- {id: x, kind: k, verb: shut out, imposed_by: a, target: [b, c, a], sources: s}\n"
    site = site_with(tmp_path, bans=text)
    assert derive.sentence(site, site.bans["x"]) == "Alpha shut out B, Gamma and Alpha"


def test_a_claim_is_dated_only_if_every_answer_is_a_date(tmp_path: Path) -> None:
    claims = """\
- id: dated
  question: When?
  values: [{value: early 2018-01, sources: s}, {value: "2018-02", sources: s2}]
- id: mixed
  question: How?
  values: [{value: "2018-02", sources: s}, {value: by letter, sources: s2}]
"""
    site = site_with(tmp_path, claims=claims)
    assert [when.words if when else None for when in derive.claim_dates(site.claims["dated"])] == [
        "early January 2018",
        "February 2018",
    ]
    assert derive.claim_dates(site.claims["mixed"]) == [None, None]


def test_mentions_run_backwards_and_name_each_record_once(tmp_path: Path) -> None:
    events = "- {id: e, date: '2018', title: E, kind: k, actors: [a, b], sources: [s, {source: s, supports: [date]}]}\n"
    site = site_with(tmp_path, events=events)
    assert [mention.record.id for mention in site.mentions["s"]] == ["a", "b", "c", "e"]
    assert [event.id for event in derive.events_of(site, site.actors["b"])] == ["e"]
    assert derive.cited_ids(site.events["e"]) == ["s"]
