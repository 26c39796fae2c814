"""The home page and its chart: what is drawn solid, open, thin, dotted or faded, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from site_builder.diagnostics import Report
from site_builder.model import Site
from site_builder.pages import home, ledger
from site_builder.pages.axis import Axis, Tick, axis
from site_builder.pages.drawing import Drawing, Mark, Part, drawing
from site_builder.render import Drawn
from tests.small import sound_site

FIRST = date(2020, 1, 1)
DAY = FIRST + timedelta(987)
SCALE = Axis(FIRST.toordinal(), DAY.toordinal() + 1)
"""988 days on 98.8 percent: one day is a tenth of a percent."""

ACTORS = """
- {id: acme, schema: Company, name: Acme, group: shops}
- {id: bolt, schema: Company, name: Bolt}
- {id: zed, schema: Person, name: Zed, group: away}
"""
Make = Callable[..., Site]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def site(
        bans: Mapping[str, Sequence[str]], by: Mapping[str, str] | None = None, config: str = ""
    ) -> Site:
        """Bans by id with their steps, each '<date or nothing> <kind> [status]'."""
        files = {
            "site.yaml": f"title: Small\ndescription: A small site.\n{config}",
            "content/actors.yaml": ACTORS,
        }
        if bans:
            written = (_ban(id, (by or {}).get(id, "acme"), steps) for id, steps in bans.items())
            files["content/bans.yaml"] = "".join(written)
        return sound_site(tmp_path, files)

    return site


def _ban(id: str, by: str, steps: Sequence[str]) -> str:
    lines = "".join(f"  - {{{_step(step)}}}\n" for step in steps)
    return f"- id: {id}\n  kind: ban\n  verb: banned\n  imposed_by: {by}\n  target: zed\n  history:\n{lines}"


def _step(text: str) -> str:
    day, kind, *to = text.split(" ")
    return ", ".join(
        [*([f'date: "{day}"'] if day != "-" else []), f"kind: {kind}", *(f"to: {status}" for status in to)]
    )


def on(day: int) -> str:
    """The day of the scale that `day` tenths of a percent stand before."""
    return (FIRST + timedelta(day)).isoformat()


# ---------------------------------------------------------------- one bar


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            [f"{on(100)} took-effect in-force", f"{on(299)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 10.0, 30.0), Part("open", 30.0, 98.8)),
                (Mark("start", 10.0), Mark("on", 98.8)),
            ),
            id="solid to the last source, open after it",
        ),
        pytest.param(
            [
                f"{on(100)} issued announced",
                f"{on(200)} took-effect in-force",
                f"{on(300)} reversed reversed",
            ],
            Drawing(
                "reversed",
                (Part("thin", 10.0, 20.0), Part("full", 20.0, 30.1)),
                (Mark("announced", 10.0), Mark("start", 20.0), Mark("end", 30.0)),
            ),
            id="thin before it binds, a tick where it ends",
        ),
        pytest.param(
            ["2020-02 told in-force", f"{on(109)} disclosed", "2020-06 no-later-report unknown"],
            Drawing(
                "unknown",
                (
                    Part("full", 3.1, 6.0, "in"),
                    Part("full", 6.0, 15.2),
                    Part("full", 15.2, 18.2, "out"),
                    Part("dots", 18.9, 98.1),
                ),
                (Mark("lost", 98.8), Mark("public", 10.9)),
            ),
            id="faded where the day is not known, dotted when lost, made public later",
        ),
        pytest.param(
            [f"{on(100)}~ stopped in-force", f"{on(110)} no-later-report unknown"],
            Drawing(
                "unknown",
                (Part("full", 8.0, 12.1, "in"), Part("full", 12.1, 12.38), Part("dots", 13.08, 98.1)),
                (Mark("lost", 98.8),),
            ),
            id="about a day: twenty days on either side",
        ),
        pytest.param(
            [f"{on(100)} began in-force", f"{on(200)} eased partly-in-force", f"{on(299)} last-seen"],
            Drawing(
                "partly-in-force",
                (Part("full", 10.0, 20.1), Part("half", 20.0, 30.0), Part("half-open", 30.0, 98.8)),
                (Mark("start", 10.0), Mark("end", 20.0), Mark("on", 98.8)),
            ),
            id="half high after a partial lifting",
        ),
        pytest.param(
            [f"{on(100)} began in-force", f"{on(200)} stayed suspended", f"{on(300)} revived in-force"],
            Drawing(
                "in-force",
                (
                    Part("full", 10.0, 20.1),
                    Part("thin", 20.0, 30.0),
                    Part("full", 30.0, 30.28),
                    Part("open", 30.28, 98.8),
                ),
                (Mark("start", 10.0), Mark("announced", 20.0), Mark("start", 30.0), Mark("on", 98.8)),
            ),
            id="thin while suspended",
        ),
        pytest.param(
            [
                f"{on(100)} began in-force",
                f"{on(200)} lost unknown",
                f"{on(300)} found in-force",
                f"{on(399)} seen",
            ],
            Drawing(
                "in-force",
                (
                    Part("full", 10.0, 20.1),
                    Part("dots", 20.8, 29.3),
                    Part("full", 30.0, 40.0),
                    Part("open", 40.0, 98.8),
                ),
                (Mark("start", 10.0), Mark("start", 30.0), Mark("on", 98.8)),
            ),
            id="dotted between two that vouch for it",
        ),
        pytest.param(
            [f"{on(100)} decided announced", "- phase-out in-force", f"{on(199)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 10.0, 20.0, "in"), Part("full", 20.0, 20.28), Part("open", 20.28, 98.8)),
                (Mark("announced", 10.0), Mark("on", 98.8)),
            ),
            id="an undated step lies between its neighbours",
        ),
        pytest.param(
            [f"{on(100)} proposed proposed", f"{on(200)} dropped never-enforced"],
            Drawing(
                "never-enforced", (Part("thin", 10.0, 20.0),), (Mark("announced", 10.0), Mark("end", 20.0))
            ),
            id="never in effect",
        ),
        pytest.param(
            ["2019-05-01 began in-force", f"{on(99)} ended expired"],
            Drawing("expired", (Part("full", 0.0, 10.0),), (Mark("before", 0.0), Mark("end", 9.9))),
            id="began before the axis",
        ),
        pytest.param(
            ["2019-05-01 began in-force", "2019-06-01 ended expired"],
            Drawing("expired", (), (Mark("before", 0.0),)),
            id="ended before the axis",
        ),
        pytest.param(
            [f"{on(900)} issued announced", f"{on(2000)} took-effect in-force"],
            Drawing(
                "announced", (Part("thin-open", 90.1, 98.8),), (Mark("announced", 90.0), Mark("on", 98.8))
            ),
            id="not yet in effect",
        ),
        pytest.param(["- began in-force"], Drawing("in-force", (), ()), id="no date at all"),
        pytest.param(
            [f"[..{on(499)}] began in-force", f"[..{on(899)}] ended reversed"],
            Drawing(
                "reversed",
                (Part("full", 13.4, 50.0, "in"), Part("full", 50.0, 53.4), Part("full", 53.4, 90.0, "out")),
                (),
            ),
            id="by a day: faded over the year before it, without an edge or a tick",
        ),
        pytest.param(
            [f"[{on(100)}..] began in-force", f"{on(799)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 10.0, 46.6, "in"), Part("full", 46.6, 80.0), Part("open", 80.0, 98.8)),
                (Mark("on", 98.8),),
            ),
            id="after a day: faded over the year from it",
        ),
        pytest.param(
            [f"[{on(100)}..] began in-force", f"{on(200)} ended reversed"],
            Drawing(
                "reversed",
                (Part("full", 10.0, 20.1, "in"), Part("full", 20.1, 20.38)),
                (Mark("end", 20.0),),
            ),
            id="after a day: faded no farther than to what follows",
        ),
        pytest.param(
            [f"{on(100)} began in-force", f"[..{on(199)}] ended reversed"],
            Drawing(
                "reversed",
                (Part("full", 10.0, 10.28), Part("full", 10.0, 20.0, "out")),
                (Mark("start", 10.0),),
            ),
            id="by a day: faded no farther than from what came before",
        ),
        pytest.param(
            [f"[{on(900)}..] began in-force"],
            Drawing(
                "in-force", (Part("full", 90.0, 98.8, "in"), Part("full", 98.8, 98.8)), (Mark("on", 98.8),)
            ),
            id="after a day: faded no farther than today",
        ),
        pytest.param(
            [f"[..{on(399)}] issued announced", f"{on(600)} began in-force"],
            Drawing(
                "in-force",
                (Part("thin", 40.0, 60.0), Part("full", 60.0, 60.28), Part("open", 60.28, 98.8)),
                (Mark("start", 60.0), Mark("on", 98.8)),
            ),
            id="announced by a day: thin from that day, without a mark",
        ),
        pytest.param(
            [f"{on(100)} began in-force", f"[{on(300)}..] disclosed", f"{on(799)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 10.0, 80.0), Part("open", 80.0, 98.8)),
                (Mark("start", 10.0), Mark("on", 98.8)),
            ),
            id="made public after a day: no mark",
        ),
        pytest.param(
            [f"{on(100)}/.. began in-force", f"{on(299)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 10.0, 30.0), Part("open", 30.0, 98.8)),
                (Mark("start", 10.0), Mark("on", 98.8)),
            ),
            id="since a day: that day is known",
        ),
        pytest.param(
            ["2020/.. began in-force", f"{on(499)} last-seen"],
            Drawing(
                "in-force",
                (Part("full", 0.0, 36.6, "in"), Part("full", 36.6, 50.0), Part("open", 50.0, 98.8)),
                (Mark("on", 98.8),),
            ),
            id="since a year: a day in it",
        ),
    ],
)
def test_a_bar_shows_what_sources_vouch_for_and_no_more(
    make: Make, steps: list[str], expected: Drawing
) -> None:
    site = make({"x": steps})

    assert drawing(site.bans["x"], SCALE, DAY) == expected


# ---------------------------------------------------------------- the axis


def test_a_decade_is_marked_in_single_years() -> None:
    found = axis(date(2017, 7, 11).toordinal(), date(2020, 1, 10).toordinal())

    assert found == Axis(
        first=date(2017, 1, 1).toordinal(),
        end=date(2020, 1, 11).toordinal(),
        ticks=(
            Tick(0.0, 16.32, "20", "17", centred=True),
            Tick(32.64, 48.95, "20", "18", centred=True),
            Tick(65.27, 81.59, "20", "19", centred=True),
            Tick(97.91, 98.35, "", "", centred=True),
        ),
    )
    assert found.begins == "2017"


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), ["Nov 2026"]),
        (date(2026, 3, 9), date(2026, 6, 30), ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]),
        (date(2024, 12, 1), date(2026, 11, 21), ["Dec 2024", "Jun 2025", "Dec 2025", "Jun 2026"]),
        (date(2015, 5, 5), date(2026, 11, 21), [f"20{year}" for year in range(15, 27)]),
        (date(1983, 5, 5), date(2026, 11, 21), ["1990", "2000", "2010", "2020"]),
        (date(1, 1, 1), date(2026, 11, 21), ["500", "1000", "1500", ""]),
    ],
)
def test_ticks_are_thinned_so_that_labels_have_room(first: date, last: date, labels: list[str]) -> None:
    found = [tick.century + tick.label for tick in axis(first.toordinal(), last.toordinal()).ticks]

    assert found == labels


# ---------------------------------------------------------------- the chart


def test_groups_stand_in_the_order_of_the_settings_and_the_rest_after_them(make: Make) -> None:
    bans = {
        "a": ["2020 began in-force"],
        "b": ["2019 began in-force"],
        "c": ["2021 began in-force"],
        "d": ["2018 began"],
    }
    by = {"b": "bolt", "c": "zed"}
    groups = "groups: {away: Far away, shops: Shops, none-here: Nobody}\n"

    chart = ledger.chart(make(bans, by, groups), DAY)

    assert chart is not None
    assert [(group.heading, [row.card.ban.id for row in group.rows]) for group in chart.groups] == [
        ("Far away", ["c"]),
        ("Shops", ["d", "a"]),
        ("Others", ["b"]),
    ]
    assert (chart.shown, chart.count, chart.years) == (4, 4, "2018 to 2022")


def test_without_groups_there_is_one_list_without_a_heading(make: Make) -> None:
    chart = ledger.chart(make({"a": ["2022-01-03 began in-force"]}), DAY)

    assert chart is not None
    assert [(group.heading, len(group.rows)) for group in chart.groups] == [("", 1)]
    assert chart.years == "2022"


def test_an_open_date_is_seen_to_be_open_on_an_axis_of_centuries(make: Make) -> None:
    site = make({"x": ["[..0001-03] began in-force", "[..1019-12-31] ended reversed"]})

    row = ledger.bar(site, site.bans["x"], DAY)

    assert row.drawing.parts[-1] == Part("full", 44.9, 49.8, "out")
    assert [mark.sign for mark in row.drawing.marks] == []


def test_the_years_of_the_chart_are_those_of_dates_not_of_fades(make: Make) -> None:
    chart = ledger.chart(make({"a": ["[..1998] began in-force"], "b": ["2001-01-05~ began in-force"]}), DAY)

    assert chart is not None
    assert (chart.years, chart.axis.begins) == ("1998 to 2022", "1996")


def test_a_site_without_bans_has_no_chart(make: Make) -> None:
    assert ledger.chart(make({}), DAY) is None


@pytest.mark.parametrize(("late", "begins"), [(18, "1990"), (19, "2018")])
def test_one_early_bar_in_twenty_is_cut_off(make: Make, late: int, begins: str) -> None:
    bans = {"early": ["1990 began in-force"]} | {
        f"late-{n}": ["2018-05-01 began in-force"] for n in range(late)
    }

    chart = ledger.chart(make(bans), DAY)

    assert chart is not None
    assert chart.axis.begins == begins


def test_the_key_explains_only_what_occurs(make: Make) -> None:
    bans = {
        "a": [f"{on(100)} began in-force", f"{on(200)} ended superseded"],
        "b": ["2020-03 began in-force", f"{on(400)} disclosed", f"{on(500)} lost unknown"],
    }

    chart = ledger.chart(make(bans), DAY)

    assert chart is not None
    assert [entry.words for entry in chart.key] == [
        "Status unknown: no later report found",
        "Superseded",
        "Faded end: the day is not known",
        "Made public later",
    ]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (["2020-01-01 issued in-force"], "announced and in effect 1 January 2020"),
        (["2020-01 told in-force", "2020-05-01 disclosed"], "in effect January 2020, made public 1 May 2020"),
        (
            ["2020-01-01 issued announced", "2030-01-01 begins in-force"],
            "announced 1 January 2020, to take effect 1 January 2030",
        ),
        (
            ["- issued in-force", "2021 ended expired"],
            "announced and in effect on a day not known, ended 2021",
        ),
        (["201X began in-force"], "in effect the 2010s"),
        (["2001 rumoured"], ""),
    ],
)
def test_a_row_says_in_words_what_its_bar_shows(make: Make, steps: list[str], words: str) -> None:
    site = make({"x": steps})

    assert ledger.bar(site, site.bans["x"], DAY).dates == words


def test_a_single_bar_has_an_axis_that_begins_with_it(make: Make) -> None:
    site = make(
        {
            "early": ["1990-05-01 began in-force"],
            "x": ["2021-03-01 began in-force", "2021-03-01 eased partly-in-force"],
        }
    )

    row = ledger.bar(site, site.bans["x"], DAY)

    assert row.axis.begins == "Mar 2021"
    assert row.drawing.marks[0] == Mark("start", 0.0)


# ---------------------------------------------------------------- the page


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("2001 began in-force", "In effect 2001; last seen 2001."),
        ("2001/.. began in-force", "In effect since 2001."),
        ("2001 rumoured", ""),
    ],
)
def test_the_lead_says_what_its_history_says(make: Make, step: str, words: str) -> None:
    site = make({"x": [step]}, config="lead_ban: x\n")
    (page,) = home.plan(site, DAY)
    html = Drawn([page], site, DAY, Report())["index.html"].decode()
    (said,) = re.findall(r'<p class="meta">(.*?)</p></aside>', html, re.DOTALL)
    assert re.sub("<.*?>", "", said).strip() == words


@pytest.mark.parametrize(
    ("bans", "config", "heading"),
    [
        ({}, "", None),
        ({"x": ["2020-03 told in-force"]}, "lead_ban: x\n", "The ledger: 1 restriction, 2020 to 2022"),
        ({"x": ["- told"], "y": ["- told"]}, "lead_ban: x\n", "The ledger: 2 restrictions, 2022"),
    ],
)
def test_the_page_stands_on_any_site(
    make: Make, bans: Mapping[str, Sequence[str]], config: str, heading: str | None
) -> None:
    site = make(bans, None, config)
    report = Report()

    text = Drawn(home.plan(site, DAY), site, DAY, report)["index.html"].decode()

    assert not list(report), list(report)
    assert re.findall("The ledger: [^<]*", text) == ([heading] if heading else [])
    assert 'style="' not in text


def test_of_very_many_bans_the_chart_has_the_latest_and_the_lead(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "MOST_BARS", 2)
    bans = {name: [f"{year} began in-force"] for name, year in zip("abcd", range(2018, 2022), strict=True)}

    chart = ledger.chart(make(bans, {}, "lead_ban: a\n"), DAY)

    assert chart is not None
    assert [row.card.ban.id for group in chart.groups for row in group.rows] == ["a", "c", "d"]
    assert (chart.shown, chart.count) == (3, 4)
