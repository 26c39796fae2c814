"""The table of bans in its five views, and the record of a ban."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from bench.stress import Size, make
from site_builder.diagnostics import Report
from site_builder.model import Site
from site_builder.pages import ban_table, bans, explainers
from site_builder.pages.ban_table import Group, Row
from site_builder.pages.matrix import Cell
from site_builder.pages.page import Page
from site_builder.render import Drawn
from tests.conftest import CHECKOUT
from tests.small import sound_site

DAY = date(2026, 11, 21)
LOADED = ("ledger.css", "bans.css", "ledger.js", "icon.svg")
MOST_NODES = 9_000
SITE = """
title: Small
description: A small site.
inclusion: Whatever shuts somebody *out*.
groups: {firms: Firms, states: States}
ban_kinds: {ad-ban: advertising ban}
"""
FILES: Mapping[str, str] = {
    "site.yaml": SITE,
    "content/sources.yaml": """
- {id: post, type: webpage, kind: report, container-title: The Post, issued: "2018-04-22"}
- {id: law, type: legislation, kind: primary-document, container-title: Gazette, title: The act, issued: "2017"}
""",
    "content/actors.yaml": """
- {id: acme, schema: Company, name: Acme Incorporated, short: Acme, group: firms}
- {id: birdie, schema: Company, name: Birdie, group: firms}
- {id: state, schema: PublicBody, name: State, group: states}
- {id: loner, schema: Person, name: Loner}
""",
    "content/events.yaml": """
- {id: told, date: "2018-01", title: Birdie tells Acme, kind: notice, bans: [birdie-ads]}
""",
    "content/claims.yaml": """
- {id: when-told, question: When told?, values: [{value: "2018-01", sources: post}]}
""",
    "content/quotes.yaml": """
- id: no-more
  speaker: birdie
  text: No more ads
  witnesses: [{source: post, selector: {exact: No more ads}}]
""",
    "content/bans.yaml": """
- id: state-use
  kind: use-ban
  verb: forbade use of
  imposed_by: state
  target: acme
  history:
    - {date: "2017-12-12", kind: signed, to: announced, sources: law}
    - {date: "2018-10-01", kind: took-effect, to: in-force, sources: [law, post]}
  sources: [{source: law, supports: [scope, history], locator: section 3, note: Partly.}]
- id: birdie-ads
  aliases: [bird-ban]
  kind: ad-ban
  verb: banned advertising by
  imposed_by: birdie
  target: [acme, state]
  scope:
    what: Paid posts
    excludes: [Plain posts, Old posts]
    sources: [post]
    note: Since widened.
  legal_basis: {kind: company-policy, label: Ads policy, url: "https://birdie.example/ads", sources: post}
  reason_given: no-more
  reason_stated: {value: "Birdie: its rules", sources: post, note: In a letter.}
  reason_assessed: {value: Nobody knows, sources: [law]}
  history:
    - date: "2018-01"
      date_text: early in 2018
      date_basis: {text: in January, anchor: "2018-04-22", source: post}
      kind: notified
      to: in-force
      event: told
      claim: when-told
      sources: post
    - {date: "2018-04-20", kind: disclosed, note: By Acme., sources: post}
    - {date: "2018-06~", kind: no-later-report, to: unknown, reading: ours}
  enforcement: partial
  responses:
    - {actor: acme, date: "2018-04-20", text: Calls it unfair, source: post}
    - {actor: birdie, asked_by: post, answered: false}
  searches:
    - {date: "2026-01-02", where: six archives, query: birdie acme lifts, found: only old reports}
  checked: "2026-01-02"
  review_every: P180D
  note: Kept apart.
- {id: loner-boycott, kind: boycott, verb: boycotts, imposed_by: loner, target: birdie}
- id: acme-stop
  kind: ad-ban
  verb: dropped
  imposed_by: acme
  target: birdie
  history: [{date: "2018-02-03", kind: announced, to: in-force}, {date: "2018-03-01", kind: lifted, to: reversed}]
- id: birdie-old
  kind: ad-ban
  verb: refused
  imposed_by: birdie
  target: loner
  history: [{date: "2019", kind: announced, to: in-force}]
""",
    "content/explainers/why.md": """---
title: Why
description: Why it was done.
date: "2026-11-21"
---
See [the ban](ban:birdie-ads). [@post]

![](ban:birdie-ads)

![](event:told)
""",
}


def site_of(root: Path, files: Mapping[str, str] = FILES) -> Site:
    return sound_site(root, files)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(tmp_path)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Mapping[str, int]]:
    """The stress site, and the sizes of what its pages load besides."""
    root = tmp_path_factory.mktemp("large")
    make(root, Size())
    assets = {name: len(gzip.compress((CHECKOUT / "assets" / name).read_bytes(), 9)) for name in LOADED}
    return site_of(root, {}), assets


def page_at(site: Site, address: str, day: date = DAY) -> Page:
    return next(page for page in bans.plan(site, day) if page.address == address)


def drawn(site: Site, page: Page, day: date = DAY) -> str:
    """The HTML of a page, without line breaks and with clean addresses."""
    report = Report()
    (html,) = [
        data.decode()
        for name, data in Drawn([page], site, day, report).finished().items()
        if not name.startswith("assets/")
    ]
    assert list(report) == []
    html = re.sub(r'href="([^":]+)"', lambda link: f'href="{urljoin(page.address, link[1])}"', html)
    return re.sub(r"\s+", " ", html.replace("/index.html", "/"))


def outline(groups: Iterable[Group]) -> list[tuple[str, str, list[str]]]:
    return [(group.key, group.label, [row.card.ban.id for row in group.rows]) for group in groups]


def test_every_view_and_every_ban_has_a_page(site: Site) -> None:
    assert [(page.address, page.title) for page in bans.plan(site, DAY)] == [
        ("/bans/", "Bans"),
        ("/bans/by-target/", "Bans by target"),
        ("/bans/by-date/", "Bans by date"),
        ("/bans/by-status/", "Bans by status"),
        ("/bans/matrix/", "Who against whom"),
        ("/bans/state-use/", "State forbade use of Acme"),
        ("/bans/birdie-ads/", "Birdie banned advertising by Acme and State"),
        ("/bans/acme-stop/", "Acme dropped Birdie"),
        ("/bans/birdie-old/", "Birdie refused Loner"),
        ("/bans/loner-boycott/", "Loner boycotts Birdie"),
    ]


def test_the_list_follows_the_groups_and_keeps_an_actors_bans_together(site: Site) -> None:
    assert outline(page_at(site, "/bans/").shows["groups"]) == [
        ("firms", "Firms", ["birdie-ads", "birdie-old", "acme-stop"]),
        ("states", "States", ["state-use"]),
        ("none", "Others", ["loner-boycott"]),
    ]


def test_by_target_follows_the_alphabet_and_keeps_an_actors_bans_together(site: Site) -> None:
    assert outline(page_at(site, "/bans/by-target/").shows["groups"]) == [
        ("acme", "Acme", ["state-use"]),
        ("acme_state", "Acme and State", ["birdie-ads"]),
        ("birdie", "Birdie", ["acme-stop", "loner-boycott"]),
        ("loner", "Loner", ["birdie-old"]),
    ]


def test_without_groups_there_is_no_heading(tmp_path: Path) -> None:
    plain = {name: FILES[name].replace("groups: {firms: Firms, states: States}\n", "") for name in FILES}
    plain["content/actors.yaml"] = re.sub(r", group: \w+", "", plain["content/actors.yaml"])
    site = site_of(tmp_path, plain)
    page = page_at(site, "/bans/")
    assert [(group.key, group.label) for group in page.shows["groups"]] == [("none", "")]
    assert "rowgroup" not in re.sub(r'role="rowgroup"', "", drawn(site, page))
    assert "Others" not in drawn(site, page_at(site, "/bans/matrix/"))


def test_every_view_leads_to_all_others(site: Site) -> None:
    for address, _ in bans.VIEWS:
        html = drawn(site, page_at(site, address))
        nav = html[html.index('<nav class="views') : html.index('<span class="dl">')]
        assert re.findall(r'href="([^"]+)"', nav) == [other for other, _ in bans.VIEWS]
        assert f'href="{address}" aria-current="page"' in nav


def test_by_status_begins_with_what_binds_most(site: Site) -> None:
    assert outline(page_at(site, "/bans/by-status/").shows["groups"]) == [
        ("in-force", "In force", ["state-use", "birdie-old"]),
        ("unknown", "Status unknown", ["birdie-ads", "loner-boycott"]),
        ("reversed", "Reversed", ["acme-stop"]),
    ]


def test_by_status_is_that_of_the_day(site: Site) -> None:
    assert outline(page_at(site, "/bans/by-status/", date(2018, 2, 14)).shows["groups"]) == [
        ("in-force", "In force", ["birdie-ads", "acme-stop"]),
        ("announced", "Announced", ["state-use"]),
        ("unknown", "Status unknown", ["birdie-old", "loner-boycott"]),
    ]


def test_a_year_before_1000_stands_without_zeros_in_its_order(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml")}
    files["content/bans.yaml"] = "".join(
        f"- {{id: b{year}, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie, "
        f'history: [{{date: "{year}", kind: announced}}]}}\n'
        for year in ("1205", "0205", "0048")
    )
    groups = ban_table.by_date(ban_table.rows(site_of(tmp_path, files), DAY))
    assert [(group.key, group.label) for group in groups] == [
        ("0048", "48"),
        ("0205", "205"),
        ("1205", "1205"),
    ]


def test_by_date_ends_with_what_has_none(site: Site) -> None:
    assert outline(page_at(site, "/bans/by-date/").shows["groups"]) == [
        ("2017", "2017", ["state-use"]),
        ("2018", "2018", ["birdie-ads", "acme-stop"]),
        ("2019", "2019", ["birdie-old"]),
        ("none", "Date not known", ["loner-boycott"]),
    ]


def told(cell: Cell | None) -> tuple[str, ...]:
    """What a cell says: whom if that is not the column, the most binding status, of how many, and where it leads."""
    return (
        () if cell is None else (cell.on, cell.card.standing.status, f"{cell.alike}/{cell.count}", cell.link)
    )


def test_every_ban_is_counted_in_the_column_of_each_target(site: Site) -> None:
    page = page_at(site, "/bans/matrix/")
    html, shown = drawn(site, page), page.shows["matrix"]
    assert " An entry against several stands under each of them, so that the columns add up to more." in html
    assert (shown.columns, shown.totals) == (("Acme", "Birdie", "State", "Loner"), (2, 2, 1, 1))
    assert [
        (group.label, [(row.who, [told(cell) for cell in row.cells]) for row in group.rows])
        for group in shown.groups
    ] == [
        (
            "Firms",
            [
                (
                    "Birdie",
                    [
                        ("", "unknown", "1/1", "/bans/birdie-ads/"),
                        (),
                        ("", "unknown", "1/1", "/bans/birdie-ads/"),
                        ("", "in-force", "1/1", "/bans/birdie-old/"),
                    ],
                ),
                ("Acme", [(), ("", "reversed", "1/1", "/bans/acme-stop/"), (), ()]),
            ],
        ),
        ("States", [("State", [("", "in-force", "1/1", "/bans/state-use/"), (), (), ()])]),
        ("Others", [("Loner", [(), ("", "unknown", "1/1", "/bans/loner-boycott/"), (), ()])]),
    ]


def test_targets_that_only_the_same_bans_shut_out_share_a_column(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml")}
    files["content/bans.yaml"] = """
- {id: both, kind: ad-ban, verb: bars, imposed_by: acme, target: [birdie, state, birdie]}
- {id: one, kind: ad-ban, verb: bars, imposed_by: acme, target: loner}
"""
    site = site_of(tmp_path, files)
    page = page_at(site, "/bans/matrix/")
    shown = page.shows["matrix"]
    assert (shown.columns, shown.totals, shown.shared) == (("Birdie and State", "Loner"), (1, 1), False)
    assert "An entry against several" not in drawn(site, page)


def test_a_cell_of_several_says_the_most_binding_and_leads_to_where_they_stand_together(
    tmp_path: Path,
) -> None:
    many = dict(FILES)
    del many["content/explainers/why.md"]
    names = [f"t{number}" for number in range(9)]
    many["content/actors.yaml"] += "".join(
        f"- {{id: {n}, schema: Person, name: Target {n}}}\n" for n in names
    )
    many["content/bans.yaml"] += "".join(
        f"- {{id: ban-{n}, kind: ad-ban, verb: banned, imposed_by: state, target: {n}}}\n" for n in names
    )
    many["content/bans.yaml"] += """
- id: again
  kind: ad-ban
  verb: banned again
  imposed_by: state
  target: acme
  history: [{date: "2019", kind: announced, to: reversed}]
- {id: two, kind: ad-ban, verb: banned, imposed_by: loner, target: t7}
- {id: three, kind: ad-ban, verb: banned, imposed_by: loner, target: t8}
"""
    site = site_of(tmp_path, many)
    page = page_at(site, "/bans/matrix/")
    shown = page.shows["matrix"]
    assert (shown.columns, shown.totals) == (
        ("Acme", "Birdie", "Target t7", "Target t8", "State", "Loner", "Others"),
        (3, 2, 2, 2, 1, 1, 7),
    )
    cells = {row.who: [told(cell) for cell in row.cells] for group in shown.groups for row in group.rows}
    assert cells["State"][0] == ("", "in-force", "1/2", "/bans/by-target/#state-use")
    assert cells["State"][6] == ("7 targets", "unknown", "7/7", "/bans/#state-use")
    html = drawn(site, page)
    assert '<span class="no">1 of 2 entries</span></a>' in html
    assert '<span class="on">7 targets</span>' in html
    assert '<span class="no">7 entries</span></a>' in html
    assert '<span aria-hidden="true">–</span><span class="vh">none recorded</span>' in html
    for view, first in (("/bans/by-target/", "state-use"), ("/bans/", "state-use")):
        together = [
            row.card.ban.id
            for group in page_at(site, view).shows["groups"]
            for row in group.rows
            if row.who == "State" and (row.whom == "Acme" or view == "/bans/")
        ]
        listed = drawn(site, page_at(site, view))
        order = re.findall(r'<tr id="([^"]+)"', listed)
        assert order[order.index(first) :][: len(together)] == together


def test_rows_carry_ranks_where_their_words_do_not_sort(tmp_path: Path) -> None:
    dates = {
        "open": "2018/2020", "year": "2018", "month": "2018-01", "about": "2018-01~", "day": "2018-01-01",
        "early": "early 2018-01", "before": "before 2018-02-01", "old": "2017-12-31",
    }  # fmt: skip
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml", "content/sources.yaml")}
    files["content/bans.yaml"] = "- {id: never, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie}\n"
    files["content/bans.yaml"] += "".join(
        f"- {{id: {id}, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie, "
        f'history: [{{date: "{text}", kind: announced, to: announced}}]}}\n'
        for id, text in dates.items()
    )
    rows: dict[str, Row] = {row.card.ban.id: row for row in ban_table.rows(site_of(tmp_path, files), DAY)}
    assert sorted(dates, key=lambda id: (rows[id].turn or 0, id)) == [
        "old", "open", "year", "about", "month", "early", "day", "before",
    ]  # fmt: skip
    assert rows["about"].turn == rows["month"].turn
    assert rows["never"].turn is None
    assert rows["day"].binding == ban_table.MOST_BINDING_FIRST.index("announced")


@pytest.mark.parametrize(
    ("steps", "cell"),
    [
        ('{date: "191X", kind: effective, to: in-force}', "No announcement on file in effect the 1910s"),
        ('{date: "2030", kind: effective, to: in-force}', "No announcement on file to take effect 2030"),
        ('{date: "2001", kind: rumoured}', "No announcement on file no start on file"),
        ("{kind: issued, to: in-force}", "Announced date not known in effect date not known"),
        ('{date: "2001", kind: issued, to: in-force}', "Announced 2001 in effect at once"),
        (
            '{date: "2001-02-03", kind: issued}, {date: "2001-02-03", kind: bound, to: in-force}',
            "Announced 3 Feb 2001 in effect at once",
        ),
        (
            '{date: "2001-02", kind: issued}, {date: "2001-02", kind: bound, to: in-force}',
            "Announced Feb 2001 in effect Feb 2001",
        ),
        (
            '{date: "2001", kind: issued, to: in-force}, {date: "2030", kind: runs-out, to: expired}',
            "Announced 2001 in effect at once to end 2030",
        ),
    ],
)
def test_a_ban_is_announced_and_binds_only_as_its_steps_say(tmp_path: Path, steps: str, cell: str) -> None:
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml")}
    files["content/bans.yaml"] = (
        f"- {{id: x, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie, history: [{steps}]}}\n"
    )
    html = drawn(site := site_of(tmp_path, files), page_at(site, "/bans/"))
    (found,) = re.findall('<td class="dt".*?>(.*?)</td>', html)
    assert re.sub("<.*?>", "", found) == cell


@pytest.mark.parametrize(
    ("date", "to", "words"),
    [
        ("2001", "in-force", "In force last seen 2001"),
        ("2001/..", "in-force", "In force since 2001"),
        ("2001/", "in-force", "In force from 2001, end not known"),
        ("2001/2003", "in-force", "In force last seen 2003"),
        ("../2001-05", "in-force", "In force last seen May 2001"),
        ("before 2001", "in-force", "In force last seen before 2001"),
        ("2001~", "unknown", "Status unknown after about 2001"),
        ("2001/..", "unknown", "Status unknown after 2001"),
        ("../2001-05", "unknown", "Status unknown after May 2001"),
        ("after 2001", "unknown", "Status unknown last seen after 2001"),
        ("by 2001", "unknown", "Status unknown last seen by 2001"),
        ("2001/..", "reversed", "Reversed since 2001"),
        ("", "reversed", "Reversed date not known"),
    ],
)
def test_a_status_is_dated_in_words_that_fit_its_date(tmp_path: Path, date: str, to: str, words: str) -> None:
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml")}
    last = f'date: "{date}", ' if date else ""
    files["content/bans.yaml"] = (
        "- {id: x, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie, "
        f'history: [{{date: "1999", kind: told}}, {{{last}kind: then, to: {to}}}]}}\n'
    )
    html = drawn(site := site_of(tmp_path, files), page_at(site, "/bans/"))
    (found,) = re.findall('<td class="sta".*?>(.*?)</td>', html)
    assert re.sub("<.*?>", "", found) == words


def test_bans_without_an_announcement_sort_by_their_first_date(tmp_path: Path) -> None:
    files = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml")}
    files["content/bans.yaml"] = "".join(
        f"- {{id: {id}, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie, history: [{steps}]}}\n"
        for id, steps in {
            "second": '{date: "2016", kind: began}, {date: "2018", kind: announced}',
            "first": '{kind: rumoured}, {date: "2017", kind: began}',
            "third": '{date: "2019", kind: began}',
        }.items()
    )
    rows = ban_table.rows(site_of(tmp_path, files), DAY)
    assert {row.card.ban.id: row.turn for row in rows} == {"first": 0, "second": 1, "third": 2}


def test_the_page_says_how_many_and_by_which_rule(site: Site) -> None:
    page = page_at(site, "/bans/")
    assert page.description == "5 entries: 2 in force, 2 status unknown, 1 reversed."
    html = drawn(site, page)
    assert '<caption id="about-table">5 entries. Whatever shuts somebody <em>out</em>. A status' in html
    assert '<a href="/bans/by-status/#g-in-force">2&nbsp;in force</a>, ' in html
    assert '<a href="/data/bans.csv">CSV</a> · <a href="/data/bans.json">JSON</a>' in html
    assert html.count('<th scope="row"') == 5


def test_a_row_holds_what_the_ban_does(site: Site) -> None:
    html = drawn(site, page_at(site, "/bans/"))
    row = html[html.index('<tr id="birdie-ads"') : html.index('<tr id="birdie-old"')]
    assert '<td class="num no" role="cell">02</td>' in row
    assert (
        'role="rowheader">Birdie </th><td class="did" role="cell">'
        '<a href="/bans/birdie-ads/">banned advertising by</a> </td>'
    ) in row
    assert '<td class="sta" role="cell" data-sort="5">' in row
    assert '<td class="dt" role="cell" data-sort="2">' in row
    assert "our reading" in row
    assert '<time datetime="2018-04-20">20 Apr 2018</time> <small>' in row
    assert 'in effect <time datetime="2018-01">early in 2018</time>' in row
    assert "Paid posts<small>Not: Plain posts; Old posts</small>" in row
    assert "Birdie: its rules" in row
    assert '<a href="/quotes/no-more/">in their words</a>' in row
    assert "Basis: Ads policy" in row
    assert 'data-sort="2">2<span class="lb"> sources</span> <small>1 primary</small>' in row
    assert "not re-checked since" in row
    other = html[html.index('<tr id="acme-stop"') : html.index('<tr id="state-use"')]
    assert "in effect at once" in other
    assert "ended <time" in other
    assert "Scope not on file" in other
    assert "No reason on file" in other


@pytest.mark.parametrize("view", [path for path, _ in bans.VIEWS])
def test_three_hundred_bans_are_a_light_page(large: tuple[Site, Mapping[str, int]], view: str) -> None:
    site, assets = large
    (html,) = [
        data
        for name, data in Drawn([page_at(site, view)], site, DAY, Report()).finished().items()
        if name.endswith("html")
    ]
    sizes = {"HTML": len(gzip.compress(html, 9)), **assets}
    assert sum(sizes.values()) <= 32 * 1024, sizes
    assert len(re.findall(rb"<[a-z]", html)) <= MOST_NODES


def test_one_ban_is_one_entry_and_none_is_said(tmp_path: Path) -> None:
    one = {name: FILES[name] for name in ("site.yaml", "content/actors.yaml", "content/sources.yaml")}
    one["content/bans.yaml"] = "- {id: only, kind: ad-ban, verb: bars, imposed_by: acme, target: birdie}\n"
    page = page_at(site_of(tmp_path / "one", one), "/bans/")
    assert (page.description, page.shows["count"]) == ("1 entry: 1 status unknown.", "1 entry")
    none = site_of(tmp_path / "none", {"site.yaml": SITE, "content/bans.yaml": "[]\n"})
    assert "No ban is on file yet." in drawn(none, page_at(none, "/bans/"))
    assert "No ban is on file yet." in drawn(none, page_at(none, "/bans/matrix/"))


def test_a_ban_page_holds_the_whole_record(site: Site) -> None:
    html = drawn(site, page_at(site, "/bans/birdie-ads/"))
    assert "<h1>Birdie banned advertising by Acme and State</h1>" in html
    assert 'class="st s-unknown stamp"' in html
    assert '<strong>Not re-checked since <time datetime="2026-01-02"' in html
    assert '<dt>Imposed by</dt><dd><a href="/actors/birdie/">Birdie</a></dd>' in html
    assert '<a href="https://birdie.example/ads" rel="noopener">Ads policy' in html
    assert "<dt>Enforcement</dt><dd>Enforced in part</dd>" in html
    assert "<li>Plain posts</li><li>Old posts</li>" in html
    assert '<b>No later report</b> → status unknown <span class="reading">our reading</span>' in html
    assert 'Date from “in January”, <a href="/sources/post/">article</a> dated' in html
    assert 'Event: <a href="/events/told/">Birdie tells Acme</a>' in html
    assert ": no answer on record" in html
    assert "in six archives. Found: only old reports" in html
    assert "Searched for: birdie acme lifts" in html
    assert "<dt>Earlier ids</dt><dd>bird-ban</dd>" in html
    assert (
        '<p class="cite rec" data-pagefind-ignore>“Birdie banned advertising by Acme and State.” Small, as of'
        in html
    )
    assert "Embed this" in html
    for words in (
        "Since widened.",
        "In a letter.",
        "Our assessment",
        "Nobody knows",
        "By Acme.",
        "Kept apart.",
        "No more ads",
    ):
        assert words in html


def test_a_check_grows_stale_by_itself(site: Site) -> None:
    fresh = date(2026, 6, 30)
    assert "Not re-checked" not in drawn(site, page_at(site, "/bans/birdie-ads/", fresh), fresh)
    assert "Not re-checked" in drawn(site, page_at(site, "/bans/birdie-ads/"))


def test_the_citations_say_what_they_support(site: Site) -> None:
    html = drawn(site, page_at(site, "/bans/state-use/"))
    assert "Primary document; supports: scope, history; section 3" in html
    assert "Partly." in html
    assert "No check is on file." in html


@pytest.mark.parametrize(
    ("address", "listed"),
    [("/bans/state-use/", ["law", "post"]), ("/bans/birdie-ads/", ["post", "law"])],
)
def test_all_sources_that_are_counted_are_listed_once(site: Site, address: str, listed: list[str]) -> None:
    page = page_at(site, address)
    html = drawn(site, page)
    end = html[html.index('id="sources"') : html.index('id="cite"')]
    assert re.findall(r'<li><a href="/sources/([^"/]+)/">', end) == listed
    assert page.shows["card"].support.words.startswith(f"{len(listed)} reports")


def test_a_ban_without_history_is_still_a_record(site: Site) -> None:
    html = drawn(site, page_at(site, "/bans/loner-boycott/"))
    for words in (
        "Its scope is not on file.",
        "No reason is on file.",
        "No dated step is on file.",
        "No source is on file.",
    ):
        assert words in html


def test_bans_and_events_are_cards_in_prose(site: Site) -> None:
    (page,) = [page for page in explainers.plan(site, DAY) if page.address == "/explainers/why/"]
    html = drawn(site, page)
    assert '<a href="/bans/birdie-ads/">Birdie banned advertising by Acme and State</a></p>' in html
    assert "No later report <b>→ status unknown</b>" in html
    assert '<p class="rcd-t"><a href="/events/told/">Birdie tells Acme</a></p>' in html
    assert html.count('class="rcd rec"') == 2
