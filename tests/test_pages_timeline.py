"""The timeline's years, months, buckets and filters, and the record of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from site_builder.diagnostics import Report
from site_builder.model import Site
from site_builder.pages import actors, aliases, chronology, events, facets, overview, timeline
from site_builder.pages.page import Page
from site_builder.render import Drawn
from tests.small import sound_site

DAY = date(2026, 11, 21)
SITE = """
title: Small
description: A small site.
groups: {firms: Firms, states: States}
event_kinds: {ban: ban, law: law or rule}
"""
FILES: Mapping[str, str] = {
    "site.yaml": SITE,
    "content/sources.yaml": """
- {id: post, type: webpage, kind: report, container-title: The Post, issued: "2018-04-22"}
- {id: mail, type: webpage, kind: report, container-title: The Mail, language: de}
""",
    "content/actors.yaml": """
- {id: acme, schema: Company, name: Acme, group: firms}
- {id: zeta, schema: Company, name: Zeta, group: firms}
- {id: state, schema: PublicBody, name: State, group: states}
- {id: jane, schema: Person, name: Jane}
""",
    "content/events.yaml": """
- {id: spring-day, date: "2018-04-20", seq: 2, title: Second that day, kind: ban, actors: [acme], weight: 2}
- id: letter
  date: "2018-04-20"
  seq: 1
  date_basis: {text: on Friday, anchor: "2018-04-22", source: post}
  title: First that day
  summary: {value: Acme writes., sources: [mail], note: By hand.}
  kind: ban
  weight: 1
  actors: [{actor: acme, role: writes}, {actor: state, role: reads}, {actor: jane, role: reads}]
  claims: [when-told]
  note: Kept short.
  sources: [{source: post, supports: [date, summary], locator: p. 4, note: Partly.}]
- {id: some-april, date: "2018-04", title: Some day in April, kind: law, actors: [state], weight: 3}
- {id: some-2018, date: "2018", title: Some month, kind: other-kind, actors: [acme, acme]}
- {id: by-may, date: "[..2018-05-10]", title: By May, kind: law}
- {id: long, date: "2015-03-02/2024-05", title: Nine years, kind: law, actors: [zeta]}
- {id: about, date: "2018-03-05~", date_text: the first Monday of March 2018, title: About, kind: ban}
""",
    "content/claims.yaml": """
- {id: when-told, question: When told?, values: [{value: "2018-01", sources: post}]}
""",
}


def site_of(root: Path, files: Mapping[str, str] = FILES) -> Site:
    return sound_site(root, files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path)


def outline(
    groups: tuple[chronology.YearGroup, ...],
) -> list[tuple[int, list[tuple[str, str, list[tuple[str, list[str]]]]]]]:
    return [
        (
            year.year,
            [
                (
                    month.key,
                    month.label,
                    [(b.label, [e.card.event.id for e in b.entries]) for b in month.buckets],
                )
                for month in year.months
            ],
        )
        for year in groups
    ]


def drawn(site: Site, address: str) -> str:
    """The HTML at an address, without line breaks and with clean addresses."""
    report = Report()
    pages = [
        page
        for plan in (timeline.plan, events.plan, actors.plan)
        for page in plan(site, DAY)
        if page.address == address
    ]
    tree = Drawn(pages, site, DAY, report)
    assert list(report) == []
    name = f"{address.strip('/')}/index.html" if address.endswith("/") else address.strip("/")
    html = re.sub(r'href="([^":]+)"', lambda link: f'href="{urljoin(address, link[1])}"', tree[name].decode())
    return re.sub(r"\s+", " ", html.replace("/index.html", "/"))


def page_at(site: Site, address: str) -> Page:
    return next(page for page in timeline.plan(site, DAY) if page.address == address)


def test_what_is_not_known_exactly_stands_before_what_is(site: Site) -> None:
    assert outline(chronology.year_groups(site, site.events)) == [
        (2015, [("2015-03", "March", [("", ["long"])])]),
        (
            2018,
            [
                ("2018", "Month not known", [("", ["some-2018"])]),
                ("2018-03", "March", [("", ["about"])]),
                ("2018-04", "April", [("Day not known", ["some-april"]), ("", ["letter", "spring-day"])]),
                ("2018-05", "May", [("Day not known", ["by-may"])]),
            ],
        ),
    ]


def test_what_tells_no_year_is_not_filed_under_one_without_a_word(tmp_path: Path) -> None:
    dates = ("1910", "191X", "[..1910]", "1910~", "19XX", "1910/1914", "1910-21")
    events = "".join(f'- {{id: "e{n}", date: "{d}", title: T, kind: ban}}\n' for n, d in enumerate(dates))
    site = site_of(tmp_path, {"site.yaml": SITE, "content/events.yaml": events})
    filed = {
        (year.year, bucket.label): {entry.words for entry in bucket.entries}
        for year in chronology.year_groups(site, site.events)
        for month in year.months
        for bucket in month.buckets
    }
    assert filed == {
        (1900, "Year not known"): {"between 1900 and 1999"},
        (1910, "Year not known"): {"the 1910s", "by 1910"},
        (1910, ""): {"1910", "about 1910", "1910 to 1914", "spring 1910"},
    }


def test_newest_first_keeps_each_event_in_its_month(site: Site) -> None:
    assert outline(chronology.year_groups(site, site.events, newest=True)) == [
        (
            2018,
            [
                ("2018", "Month not known", [("", ["some-2018"])]),
                ("2018-05", "May", [("Day not known", ["by-may"])]),
                ("2018-04", "April", [("Day not known", ["some-april"]), ("", ["spring-day", "letter"])]),
                ("2018-03", "March", [("", ["about"])]),
            ],
        ),
        (2015, [("2015-03", "March", [("", ["long"])])]),
    ]


def test_the_words_of_a_date_leave_out_the_year_above_them(site: Site) -> None:
    entries = [
        entry
        for year in chronology.year_groups(site, site.events)
        for month in year.months
        for bucket in month.buckets
        for entry in bucket.entries
    ]
    assert [(entry.card.event.id, entry.words, entry.tail, entry.glyph) for entry in entries] == [
        ("long", "2 Mar 2015 to May 2024", "", "span"),
        ("some-2018", "2018", "", "coarse"),
        ("about", "the first Monday of March", " 2018", "about"),
        ("some-april", "Apr", " 2018", "coarse"),
        ("letter", "20 Apr", " 2018", "day"),
        ("spring-day", "20 Apr", " 2018", "day"),
        ("by-may", "by 10 May", " 2018", "coarse"),
    ]


def test_facets_count_events_and_follow_the_order_of_the_site(site: Site) -> None:
    assert [(f.key, f.label, f.count) for f in facets.kind_facets(site, site.events)] == [
        ("ban", "ban", 3),
        ("law", "law or rule", 3),
        ("other-kind", "other kind", 1),
    ]
    assert [
        (g.label, [(f.actor.id, f.count) for f in g.facets]) for g in facets.actor_facets(site, site.events)
    ] == [
        ("Firms", [("acme", 3), ("zeta", 1)]),
        ("States", [("state", 2)]),
        ("Others", [("jane", 1)]),
    ]


def test_groups_name_every_kind_and_actor_below_them(site: Site) -> None:
    (_, year) = chronology.year_groups(site, site.events)
    assert (year.count, year.kinds, year.actors) == (6, "ban law other-kind", "acme jane state")
    april = year.months[2]
    assert (april.kinds, april.actors) == ("ban law", "acme jane state")
    assert [(bucket.kinds, bucket.actors) for bucket in april.buckets] == [
        ("law", "state"),
        ("ban", "acme jane state"),
    ]


def test_the_overview_has_a_bar_for_each_month_and_none_for_a_year_alone(site: Site) -> None:
    shown = overview.overview(site.events)
    assert shown is not None
    assert [(mark.x, mark.century, mark.label) for mark in shown.marks] == [
        (0.0, "20", "15"),
        (25.0, "20", "16"),
        (50.0, "20", "17"),
        (75.0, "20", "18"),
    ]
    assert [(bar.x, bar.width, bar.height) for bar in shown.bars] == [
        (4.17, 1.67, 17.3),
        (79.17, 1.67, 17.3),
        (81.25, 1.67, 52.0),
        (83.33, 1.67, 17.3),
    ]
    assert overview.overview(event for event in site.events if event.id == "letter") is None


def seen(root: Path, *dates: str) -> overview.Overview | None:
    """The overview of events of these dates."""
    listed = "".join(
        f'- {{id: e{place}, date: "{text}", title: Some, kind: law}}\n' for place, text in enumerate(dates)
    )
    return overview.overview(site_of(root, {**FILES, "content/events.yaml": listed}).events)


def test_events_of_whole_years_have_bars_of_years_and_of_decades_bars_of_decades(tmp_path: Path) -> None:
    years = seen(tmp_path, "2015", "2016", "2016")
    assert years is not None
    assert [(bar.x, bar.width, bar.height) for bar in years.bars] == [(0.0, 40.0, 26.0), (50.0, 40.0, 52.0)]
    decades = seen(tmp_path, "189X", "191X")
    assert decades is not None
    assert [(bar.x, bar.width) for bar in decades.bars] == [(0.0, 26.67), (66.67, 26.67)]
    assert seen(tmp_path, "2015/2016-02", "2016-21~", "[2017..2018]") is not None


def test_there_is_no_overview_without_a_bar(tmp_path: Path) -> None:
    assert seen(tmp_path, "[1890..1910]", "[1995..2005]") is None


@pytest.mark.parametrize(
    ("dates", "width", "names"),
    [
        (("1970-01-01", "1999-12-31"), 0.22, ["1970", "1975", "1980", "1985", "1990", "1995"]),
        (("1969-01-01", "1999-12-31"), 2.58, ["1970", "1975", "1980", "1985", "1990", "1995"]),
        (("1848-03", "2026-11"), 0.45, ["1850", "1900", "1950", "2000"]),
        (("0048-03", "1926-11"), 0.42, ["500", "1000", "1500"]),
        (("0048-03", "9999-12"), 0.8, ["2000", "4000", "6000", "8000"]),
        (("0048-03", "0052-11"), 1.33, ["48", "49", "50", "51", "52"]),
        (("1995-03", "2004-12"), 0.67, ["1996", "1998", "2000", "2002", ""]),
    ],
)
def test_over_a_long_time_bars_can_be_seen_and_round_years_are_named(
    tmp_path: Path, dates: tuple[str, str], width: float, names: list[str]
) -> None:
    shown = seen(tmp_path, *dates)
    assert shown is not None
    assert [bar.width for bar in shown.bars] == [width, width]
    assert [mark.century + mark.label for mark in shown.marks] == names
    one_century = dates[0][:2] == dates[1][:2]
    assert all(len(mark.label) == 2 for mark in shown.marks if mark.label) == one_century


def test_a_year_before_1000_stands_without_zeros(tmp_path: Path) -> None:
    listed = '- {id: e1, date: "0048-04-03", title: Some, kind: law}\n'
    site = site_of(tmp_path, {**FILES, "content/events.yaml": listed})
    (year,) = chronology.year_groups(site, site.events)
    assert (year.months[0].key, year.months[0].label) == ("0048-04", "April")
    assert year.entries[0].words == "3 Apr"


def test_years_with_few_events_share_a_place_to_jump_to(site: Site) -> None:
    years = tuple(
        chronology.YearGroup(year, (chronology.MonthGroup(str(year), "", (bucket,) * count),))
        for year, count in {2015: 1, 2017: 20, 2018: 30, 2019: 3, 2020: 1, 2022: 7, 2023: 3}.items()
        for bucket in chronology.year_groups(site, site.events)[0].months[0].buckets
    )
    assert [(stop.anchor, stop.label, stop.count) for stop in overview.stops(years, 5)] == [
        ("y2015", "2015", 1),
        ("y2017", "2017", 20),
        ("y2018", "2018", 30),
        ("y2019", "2019–2020", 4),
        ("y2022", "2022–2023", 10),
    ]
    assert overview.stops(years[:1], 5) == ()


def test_the_page_of_a_year_jumps_to_its_months(site: Site) -> None:
    (_, year) = chronology.year_groups(site, site.events)
    assert [(stop.anchor, stop.label, stop.count) for stop in overview.stops((year,), 2)] == [
        ("m2018-03", "March–April", 4),
        ("m2018-05", "May", 1),
    ]


def test_each_filter_value_has_its_rule(site: Site) -> None:
    css = drawn(site, timeline.RULES)
    for kind in ("ban", "law", "other-kind"):
        hides = f'.tl-side:has([value="{kind}"]:not(:checked)) ~ .tl-years .evt[data-kind="{kind}"]'
        assert f"{hides}{{--k:none}}" in css
    assert re.findall(r'option\[value="(\w+)"\]:checked', css) == ["acme", "jane", "state", "zeta"]
    assert "&" not in css


def test_the_timeline_shows_all_of_an_event(site: Site) -> None:
    html = drawn(site, "/timeline/")
    assert "7 events from 2015 to 2018, oldest first." in html
    letter = html[html.index('<li class="evt g g-day w1" id="letter"') : html.index('id="spring-day"')]
    assert 'data-kind="ban" data-actors="acme state jane"' in letter
    assert '<p class="when" data-y=" 2018"><time datetime="2018-04-20">20 Apr</time></p>' in letter
    assert '<a href="/events/letter/">First that day</a>' in letter
    assert "<p>Acme writes.</p>" in letter
    assert 'from “on Friday”, <a href="/sources/post/">article</a> dated' in letter
    assert '<a class="chip" href="/disagreements/#when-told">' in letter
    assert '<a href="/sources/post/">The Post</a> · <a href="/sources/mail/">The Mail</a>' in letter
    assert "<details>" not in letter
    assert html.count("<details><summary><h4") == 6
    assert html.count('<li class="evt ') == 7


def planned(site: Site) -> list[tuple[str, str, str, bool]]:
    return [(page.address, page.title, page.description, page.listed) for page in timeline.plan(site, DAY)]


def test_every_actor_and_every_kind_with_events_has_a_timeline(site: Site) -> None:
    assert planned(site) == [
        ("/timeline/", "Timeline", "7 events from 2015 to 2018, oldest first.", True),
        (
            "/timeline/newest/",
            "Timeline, newest first",
            "7 events from 2015 to 2018, newest first.",
            True,
        ),
        ("/timeline/actor/acme/", "Timeline: Acme", "Acme: 3 events in 2018, oldest first.", True),
        ("/timeline/actor/jane/", "Timeline: Jane", "Jane: 1 event in 2018.", True),
        ("/timeline/actor/state/", "Timeline: State", "State: 2 events in 2018, oldest first.", True),
        ("/timeline/actor/zeta/", "Timeline: Zeta", "Zeta: 1 event in 2015.", True),
        ("/timeline/kind/ban/", "Timeline: Ban", "Ban: 3 events in 2018, oldest first.", True),
        (
            "/timeline/kind/law/",
            "Timeline: Law or rule",
            "Law or rule: 3 events from 2015 to 2018, oldest first.",
            True,
        ),
        ("/timeline/kind/other-kind/", "Timeline: Other kind", "Other kind: 1 event in 2018.", True),
        ("/assets/timeline.css", "Rules of the timeline’s filters", "", False),
    ]
    assert {page.nav for page in timeline.plan(site, DAY)} == {"/timeline/", ""}


def test_the_newest_first_page_leads_back(site: Site) -> None:
    html = drawn(site, "/timeline/newest/")
    assert (
        '<a href="/timeline/">Oldest first</a><a href="/timeline/newest/" aria-current="page">Newest first</a>'
        in html
    )


def test_the_timeline_of_an_actor_has_its_events_and_leads_to_all_others(site: Site) -> None:
    html = drawn(site, "/timeline/actor/acme/")
    assert re.findall(r'class="evt [^"]*" id="([\w-]+)"', html) == ["some-2018", "letter", "spring-day"]
    assert '<a href="/timeline/">Timeline</a></p><h1>Acme</h1>' in html
    assert '<a href="/timeline/">All 7 events</a><a href="/actors/acme/">About Acme</a>' in html
    assert re.findall(r'<option value="(\w+)">', html) == ["state", "jane"], (
        "not itself: it is in all of them"
    )
    assert "A page for each" not in html


def test_the_timeline_of_a_kind_has_no_choice_of_kinds(site: Site) -> None:
    html = drawn(site, "/timeline/kind/law/")
    assert re.findall(r'class="evt [^"]*" id="([\w-]+)"', html) == ["long", "some-april", "by-may"]
    assert "<summary>Filter by actor</summary>" in html
    assert 'type="checkbox"' not in html


def test_the_filters_name_a_page_for_each(site: Site) -> None:
    html = drawn(site, "/timeline/")
    own = html[html.index("A page for each") : html.index('<ul class="lg-key')]
    assert re.findall(r'href="([^"]+)">([^<]+)</a> <span class="meta">\((\d)\)', own) == [
        ("/timeline/kind/ban/", "ban", "3"),
        ("/timeline/kind/law/", "law or rule", "3"),
        ("/timeline/kind/other-kind/", "other kind", "1"),
        ("/timeline/actor/acme/", "Acme", "3"),
        ("/timeline/actor/zeta/", "Zeta", "1"),
        ("/timeline/actor/state/", "State", "2"),
        ("/timeline/actor/jane/", "Jane", "1"),
    ]


def test_actors_and_events_lead_to_their_timelines(site: Site) -> None:
    assert '<a href="/timeline/actor/state/">2 events on the timeline</a>' in drawn(site, "/actors/state/")
    assert '<a href="/timeline/actor/jane/">1 event on the timeline</a>' in drawn(site, "/actors/jane/")
    assert '<dt>Kind</dt><dd><a href="/timeline/kind/law/">Law or rule</a></dd>' in drawn(
        site, "/events/long/"
    )


def test_a_renamed_actor_keeps_the_address_of_its_timeline(tmp_path: Path) -> None:
    renamed = FILES["content/actors.yaml"].replace("{id: acme,", "{id: acme, aliases: [ace],")
    site = site_of(tmp_path, {**FILES, "content/actors.yaml": renamed})
    moved = {page.address: page.shows["target"] for page in aliases.plan(site, DAY)}
    assert moved == {"/actors/ace/": "/actors/acme/", "/timeline/actor/ace/": "/timeline/actor/acme/"}


def test_without_groups_no_heading_parts_the_actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = site_of(
        tmp_path, {**FILES, "site.yaml": SITE.replace("groups: {firms: Firms, states: States}\n", "")}
    )
    html = drawn(bare, "/timeline/")
    select = html[html.index("<select") : html.index("</select>")]
    assert re.findall(r'<option value="(\w+)">', select) == ["acme", "jane", "state", "zeta"]
    assert "<optgroup" not in select
    assert "<p>Actors</p>" in html
    monkeypatch.setattr(timeline, "MOST_EVENTS", 3)
    years = drawn(bare, "/timeline/")
    assert "By actor" in years
    assert "<h3>" not in years


# ---------------------------------------------------------------- too many for one page


@pytest.fixture
def crowded(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with more events than go on a page."""
    monkeypatch.setattr(timeline, "MOST_EVENTS", 3)
    return site


def test_too_many_events_are_told_year_by_year(crowded: Site) -> None:
    assert [row[:3] for row in planned(crowded)][:6] == [
        ("/timeline/", "Timeline", "7 events from 2015 to 2018, oldest first."),
        ("/timeline/2015/", "Timeline: 2015", "1 event in 2015."),
        ("/timeline/2018/", "Timeline: 2018", "6 events in 2018, oldest first."),
        ("/timeline/newest/", "Timeline, newest first", "7 events from 2015 to 2018, newest first."),
        (
            "/timeline/newest/2018/",
            "Timeline: 2018, newest first",
            "6 events in 2018, newest first.",
        ),
        ("/timeline/newest/2015/", "Timeline: 2015, newest first", "1 event in 2015."),
    ]


def test_so_are_those_of_one_actor(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_EVENTS", 2)
    of_acme = [row[:2] for row in planned(site) if row[0].startswith("/timeline/actor/acme/")]
    assert of_acme == [
        ("/timeline/actor/acme/", "Timeline: Acme"),
        ("/timeline/actor/acme/2018/", "Timeline: Acme, 2018"),
    ]
    html = drawn(site, "/timeline/actor/acme/2018/")
    assert '<a href="/timeline/actor/acme/">Acme</a></p><h1>Acme, 2018</h1>' in html


def test_each_event_has_one_year_and_its_record_leads_there(crowded: Site) -> None:
    """Also 'long', which lasts from 2015 to 2024, and those whose date is not known exactly."""
    places: dict[str, list[str]] = {}
    for page in timeline.plan(crowded, DAY):
        if re.fullmatch(r"/timeline/\d{4}/", page.address):
            for id in re.findall(r'class="evt [^"]*" id="([\w-]+)"', drawn(crowded, page.address)):
                places.setdefault(id, []).append(f"{page.address}#{id}")
    assert places == {event.id: [timeline.place_of(crowded, event)] for event in crowded.events}
    assert '<a href="/timeline/2015/#long">Timeline</a>' in drawn(crowded, "/events/long/")


def test_the_index_of_years_keeps_the_anchors_of_years_and_months(crowded: Site) -> None:
    html = drawn(crowded, "/timeline/")
    assert '<section class="yr" id="y2018"' in html
    assert re.findall(r'<li id="(m[\d-]+)"><a href="([^"]+)">', html) == [
        ("m2015-03", "/timeline/2015/#m2015-03"),
        ("m2018", "/timeline/2018/#m2018"),
        ("m2018-03", "/timeline/2018/#m2018-03"),
        ("m2018-04", "/timeline/2018/#m2018-04"),
        ("m2018-05", "/timeline/2018/#m2018-05"),
    ]
    assert '<a href="/events/letter/">First that day</a>' in html, "the weightiest of the year"
    assert '<a href="/timeline/actor/jane/">Jane</a>' in html
    assert "/events/by-may/" not in html


def test_years_lead_to_their_neighbours(crowded: Site) -> None:
    html = drawn(crowded, "/timeline/newest/2018/")
    assert '<a href="/timeline/newest/2015/" rel="next">2015' in html
    assert 'rel="prev"' not in html
    assert '<a href="/timeline/2018/">Oldest first</a>' in html


# ---------------------------------------------------------------- small sites


def test_a_site_with_one_event_offers_no_filter(tmp_path: Path) -> None:
    one = {"site.yaml": SITE, "content/events.yaml": "- {id: only, date: '2018', title: Only, kind: ban}\n"}
    html = drawn(site_of(tmp_path, one), "/timeline/")
    assert "1 event in 2018." in html
    assert "<form" not in html
    assert 'aria-label="Years"' not in html
    assert '1<span class="vh"> event</span>' in html


def test_a_site_without_events_says_so(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"site.yaml": SITE, "content/events.yaml": "[]\n"})
    assert page_at(site, "/timeline/").description == "No event is on file yet."
    assert "No event is on file yet." in drawn(site, "/timeline/")


def test_events_lead_to_their_neighbours(site: Site) -> None:
    assert [
        (
            page.address,
            page.shows["before"] and page.shows["before"].id,
            page.shows["after"] and page.shows["after"].id,
        )
        for page in events.plan(site, DAY)
    ] == [
        ("/events/long/", None, "some-2018"),
        ("/events/some-2018/", "long", "about"),
        ("/events/about/", "some-2018", "some-april"),
        ("/events/some-april/", "about", "letter"),
        ("/events/letter/", "some-april", "spring-day"),
        ("/events/spring-day/", "letter", "by-may"),
        ("/events/by-may/", "spring-day", None),
    ]


def test_an_event_page_holds_the_whole_record(site: Site) -> None:
    html = drawn(site, "/events/letter/")
    assert "<h1>First that day</h1>" in html
    assert '<a href="/timeline/#letter">Timeline</a>' in html
    assert '<dt>Writes</dt><dd><a href="/actors/acme/">Acme</a></dd>' in html
    assert "<dt>Reads</dt><dd>" in html
    assert '>State</a>, <a href="/actors/jane/">Jane</a></dd>' in html
    assert '(day known)</span><br>from “on Friday”, <a href="/sources/post/">article</a>' in html
    assert "supports: date, summary; p. 4" in html
    end = html[html.index('id="sources"') : html.index('id="cite"')]
    assert re.findall(r'<li><a href="/sources/([^"/]+)/">', end) == ["post", "mail"]
    assert all(words in html for words in ("By hand.", "Kept short.", "Partly.", "When told?"))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("long", "2 March 2015 to May 2024 (over a period)"),
        ("about", "the first Monday of March 2018 filed under about 5 March 2018"),
        ("some-april", "April 2018 (day not known)"),
    ],
)
def test_an_event_page_says_once_how_sure_the_date_is(site: Site, event: str, words: str) -> None:
    (found,) = re.findall("<dt>Date</dt><dd>(.*?)</dd>", drawn(site, f"/events/{event}/"))
    assert re.sub("<.*?>", "", found.replace("<br>", " ")) == words


def test_actors_are_listed_once_by_their_part(site: Site) -> None:
    page = next(page for page in events.plan(site, DAY) if page.address == "/events/some-2018/")
    assert [(part.role, [actor.id for actor in part.actors]) for part in page.shows["parts"]] == [
        ("who", ["acme"])
    ]
