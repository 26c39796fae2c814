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
from site_builder.pages import events, timeline
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
    groups: tuple[timeline.YearGroup, ...],
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
        page for plan in (timeline.plan, events.plan) for page in plan(site, DAY) if page.address == address
    ]
    tree = Drawn(pages, site, DAY, report)
    assert list(report) == []
    name = f"{address.strip('/')}/index.html" if address.endswith("/") else address.strip("/")
    html = re.sub(r'href="([^":]+)"', lambda link: f'href="{urljoin(address, link[1])}"', tree[name].decode())
    return re.sub(r"\s+", " ", html.replace("/index.html", "/"))


def page_at(site: Site, address: str) -> Page:
    return next(page for page in timeline.plan(site, DAY) if page.address == address)


def test_what_is_not_known_exactly_stands_before_what_is(site: Site) -> None:
    assert outline(timeline.year_groups(site, site.events)) == [
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


def test_newest_first_keeps_each_event_in_its_month(site: Site) -> None:
    assert outline(timeline.year_groups(site, site.events, newest=True)) == [
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
        for year in timeline.year_groups(site, site.events)
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
    assert [(f.key, f.label, f.count) for f in timeline.kind_facets(site)] == [
        ("ban", "ban", 3),
        ("law", "law or rule", 3),
        ("other-kind", "other kind", 1),
    ]
    assert [(g.label, [(f.actor.id, f.count) for f in g.facets]) for g in timeline.actor_facets(site)] == [
        ("Firms", [("acme", 3), ("zeta", 1)]),
        ("States", [("state", 2)]),
        ("Others", [("jane", 1)]),
    ]


def test_groups_name_every_kind_and_actor_below_them(site: Site) -> None:
    (_, year) = timeline.year_groups(site, site.events)
    assert (year.count, year.kinds, year.actors) == (6, "ban law other-kind", "acme jane state")
    april = year.months[2]
    assert (april.kinds, april.actors) == ("ban law", "acme jane state")
    assert [(bucket.kinds, bucket.actors) for bucket in april.buckets] == [
        ("law", "state"),
        ("ban", "acme jane state"),
    ]


def test_the_overview_has_a_bar_for_each_month_and_none_for_a_year_alone(site: Site) -> None:
    shown = timeline.overview(site.events)
    assert shown is not None
    assert [(mark.x, mark.label) for mark in shown.marks] == [
        (0.0, "2015"),
        (25.0, "2016"),
        (50.0, "2017"),
        (75.0, "2018"),
    ]
    assert [(bar.x, bar.width, bar.height) for bar in shown.bars] == [
        (4.17, 1.67, 17.3),
        (79.17, 1.67, 17.3),
        (81.25, 1.67, 52.0),
        (83.33, 1.67, 17.3),
    ]
    assert timeline.overview(event for event in site.events if event.id == "letter") is None


def test_each_filter_value_has_its_rule(site: Site) -> None:
    css = drawn(site, timeline.RULES)
    for kind in ("ban", "law", "other-kind"):
        assert (
            f'.tl:has([name="kind"][value="{kind}"]:not(:checked)) .evt[data-kind="{kind}"]:not(:target)'
            in css
        )
    assert css.count('[name="actor"] option[value=') == len(site.actors)
    assert "&" not in css


def test_the_timeline_shows_all_of_an_event(site: Site) -> None:
    html = drawn(site, "/timeline/")
    assert "7 events from 2015 to 2018, oldest first." in html
    letter = html[html.index('<li class="evt" id="letter"') : html.index('<li class="evt" id="spring-day"')]
    assert 'data-kind="ban" data-actors="acme state jane"' in letter
    assert '<time datetime="2018-04-20">20 Apr<span class="y vh"> 2018</span></time>' in letter
    assert '<a href="/events/letter/">First that day</a>' in letter
    assert "<p>Acme writes.</p>" in letter
    assert 'from “on Friday”, <a href="/sources/post/">article</a> dated' in letter
    assert '<a class="chip" href="/disagreements/#when-told">' in letter
    assert '<a href="/sources/post/">The Post</a> · <a href="/sources/mail/">The Mail</a>' in letter
    assert "<details>" not in letter
    assert html.count("<details><summary><h4") == 6
    assert html.count('<li class="evt"') == 7


def test_the_newest_first_page_leads_back(site: Site) -> None:
    assert [(page.address, page.title, page.listed) for page in timeline.plan(site, DAY)] == [
        ("/timeline/", "Timeline", True),
        ("/timeline/newest/", "Timeline, newest first", True),
        ("/assets/timeline.css", "Rules of the timeline’s filters", False),
    ]
    html = drawn(site, "/timeline/newest/")
    assert (
        '<a href="/timeline/">Oldest first</a><a href="/timeline/newest/" aria-current="page">Newest first</a>'
        in html
    )


def test_a_site_with_one_event_offers_no_filter(tmp_path: Path) -> None:
    one = {"site.yaml": SITE, "content/events.yaml": "- {id: only, date: '2018', title: Only, kind: ban}\n"}
    html = drawn(site_of(tmp_path, one), "/timeline/")
    assert "1 event in 2018, oldest first." in html
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
    assert all(words in html for words in ("By hand.", "Kept short.", "Partly.", "When told?"))


def test_actors_are_listed_once_by_their_part(site: Site) -> None:
    page = next(page for page in events.plan(site, DAY) if page.address == "/events/some-2018/")
    assert [(part.role, [actor.id for actor in part.actors]) for part in page.shows["parts"]] == [
        ("who", ["acme"])
    ]
