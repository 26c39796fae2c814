"""The machine-readable files, of a small site that has one of everything and some malice.

Expected files stand in cases/exports/expected; to renew them run this file: `python tests/test_exports.py`.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from site_builder import derive
from site_builder.dates import When, when
from site_builder.diagnostics import Report
from site_builder.exports import cite_page, export, jsonld
from site_builder.exports.citations import bibtex, csl_date, escaped
from site_builder.exports.data import cell
from site_builder.exports.jsonld import ABOUT
from site_builder.exports.markup import Element, add, document
from site_builder.exports.sheets import SHEETS
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Record, Site
from site_builder.pages import plan
from site_builder.pages.page import Page
from tests.small import sound_site

CASES = Path(__file__).parent / "cases" / "exports"
EXPECTED = CASES / "expected"
DAY = date(2026, 11, 21)
BASE = "https://example.org/record"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def built() -> tuple[Site, tuple[Page, ...]]:
    """The site of the case, and a page of every kind that the exports look at."""
    report = Report()
    site = link(load(CASES / "site", report), report)
    assert not [str(problem) for problem in report]
    assert site is not None
    return site, (
        shown("/", "home", site.config.title),
        shown("/explainers/", "explainers", "Explainers"),
        shown(
            "/explainers/why/",
            "explainer",
            "Why was Acme shut out?",
            site.explainers["why"],
            when("2026-11-21"),
        ),
        shown("/timeline/", "timeline", "Timeline"),
        shown("/timeline/newest/", "timeline", "Timeline, newest first"),
        shown("/bans/", "bans", "Bans"),
        shown("/quotes/acme-rules/", "quote", "Jane Acme: “@we haven’t”", site.quotes["acme-rules"]),
        *(
            shown(f"/sources/{source.id}/", "source", source.title or source.id, source)
            for source in site.sources
        ),
        shown("/glossary/", "glossary", "Glossary"),
        shown("/corrections/", "corrections", "Corrections", modified=when("2026-11")),
        Page(
            address="/404.html", kind="not-found", template="404.html", title="Page not found", listed=False
        ),
    )


def shown(
    address: str, kind: str, title: str, record: Record | None = None, modified: When | None = None
) -> Page:
    nav = f"/{address.split('/')[1]}/"
    return Page(address, kind, f"{kind}.html", title, f"About {kind}.", record, nav=nav, modified=modified)


@cache
def world() -> tuple[Site, tuple[Page, ...]]:
    return built()


@cache
def tree() -> dict[str, bytes]:
    return export(*world(), DAY)


def rows(name: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(tree()[f"data/{name}.csv"].decode("utf-8-sig").splitlines(keepends=True), strict=True)
    )


def records(name: str) -> dict[str, Any]:
    return {record["id"]: record for record in json.loads(tree()[f"data/{name}.json"])["records"]}


def package() -> dict[str, Any]:
    return dict(json.loads(tree()["data/datapackage.json"]))


def parsed(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 # our own bytes


def page(address: str) -> Page:
    return next(page for page in world()[1] if page.address == address)


def nodes(address: str) -> dict[str, Any]:
    graph = jsonld(world()[0], page(address))
    return {node["@type"]: node for node in graph["@graph"]} if graph else {}


# ---------------------------------------------------------------- the whole


def expected(content: bytes) -> bytes:
    """As a golden file holds it: git keeps text with LF."""
    return content.replace(b"\r\n", b"\n")


def test_the_files_are_those_on_record() -> None:
    assert sorted(tree()) == sorted(
        path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    "path", sorted(p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file())
)
def test_each_file_is_as_on_record(path: str) -> None:
    assert expected(tree()[path]).decode() == (EXPECTED / path).read_bytes().decode()


def test_two_exports_are_byte_identical() -> None:
    assert export(*built(), DAY) == tree()


def test_an_empty_site_still_exports_valid_files(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").write_text("title: Nothing yet\ndescription: Empty.\n", encoding="utf-8")
    site = link(load(tmp_path, Report()), Report())
    assert site is not None
    files = export(site, (), DAY)
    assert set(files) == {path for path in tree() if not path.startswith("embed/")}
    feed = parsed(files["feed.xml"])
    assert feed.findtext("a:updated", namespaces=ATOM) == "1970-01-01T00:00:00Z"
    assert json.loads(files["data/bans.json"])["records"] == []


# ---------------------------------------------------------------- CSV and JSON


@pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])
def test_a_csv_opens_in_a_spreadsheet(name: str) -> None:
    content = tree()[f"data/{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert not [
        text for row in rows(name) for text in row.values() if text.startswith(("=", "+", "@", "\t", "\r"))
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_and_plain_text_are_not_guarded() -> None:
    assert [
        cell(-1, "integer"),
        cell(value=True, kind="boolean"),
        cell("a-b"),
        cell(("a", "b"), "texts"),
    ] == [
        "-1",
        "true",
        "a-b",
        "a; b",
    ]


@pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])
def test_csv_and_json_hold_the_same_records_in_the_same_order(name: str) -> None:
    assert [row["id"] for row in rows(name)] == list(records(name))
    for row, record in zip(rows(name), records(name).values(), strict=True):
        assert row["address"] == record["computed"]["address"]
        assert row["sources"].split() == record["computed"]["sources"]


def test_events_stand_in_the_order_of_their_sort_key() -> None:
    site, _ = world()
    assert [row["id"] for row in rows("events")] == [event.id for event in derive.by_date(site.events)]
    assert [row["id"] for row in rows("events")] == ["in-january", "told", "disclosed"]


def test_a_date_is_edtf_with_words_bounds_and_precision() -> None:
    told = next(row for row in rows("events") if row["id"] == "told")
    assert [told[key] for key in ("date_edtf", "earliest", "latest", "precision")] == [
        "[2018-01-01..2018-01-10]",
        "2018-01-01",
        "2018-01-10",
        "set",
    ]
    assert records("events")["told"]["date"] == "[2018-01-01..2018-01-10]"
    assert records("events")["told"]["computed"]["dates"]["date"]["text"] == told["date_text"]


def test_the_status_of_a_ban_is_computed_for_the_day() -> None:
    ban = next(row for row in rows("bans") if row["id"] == "platform-acme")
    assert [
        ban[key] for key in ("status", "status_since_edtf", "status_seen_edtf", "as_of", "stale", "target")
    ] == [
        "in-force",
        "[2018-01-01..2018-02-28]",
        "2018-04-20",
        "2026-11-21",
        "true",
        "acme jane-acme",
    ]
    assert ban["status_since_text"] == "January or February 2018"
    later = export(*world(), date(2031, 1, 1))["data/bans.json"]
    assert {r["id"]: r["computed"]["status"] for r in json.loads(later)["records"]}[
        "platform-acme"
    ] == "expired"


def test_json_keeps_what_editors_write() -> None:
    source = records("sources")["gazette-2018"]
    assert source["container-title"] == "The Gazette"
    assert source["issued"] == "2018-04-20T22:49:00Z"
    assert sorted(source["computed"]["cited_by"]) == [
        "acme", "acme-rules", "disclosed", "in-january", "platform", "platform-acme", "settled-one", "told",
        "undated-note", "when-told", "why",
    ]  # fmt: skip
    assert records("explainers")["why"]["body"].startswith("It was [shut out](ban:platform-acme).")


def test_csv_holds_no_markdown() -> None:
    assert rows("claims")[0]["resolution"] == "We say January 2018."


def test_drafts_are_not_exported() -> None:
    assert not [path for path, content in tree().items() if b"unready" in content or b"Not ready" in content]


# ---------------------------------------------------------------- the data dictionary


def test_the_dictionary_describes_every_column_of_every_table() -> None:
    tables = {table["path"]: table for table in package()["resources"] if table["format"] == "csv"}
    assert sorted(tables) == sorted(f"{sheet.name}.csv" for sheet in SHEETS)
    for path, table in tables.items():
        header = next(csv.reader([tree()[f"data/{path}"].decode("utf-8-sig").split("\r\n")[0]]))
        assert [field["name"] for field in table["schema"]["fields"]] == header
        assert len(set(header)) == len(header)
        assert not [
            field["name"] for field in table["schema"]["fields"] if len(field["description"]) < len("Pages.")
        ]


def test_every_cell_fits_its_type() -> None:
    shapes = {
        "string": r"[\s\S]*",
        "integer": r"-?\d+",
        "boolean": r"true|false",
        "date": r"\d{4}-\d\d-\d\d",
    }
    for table in package()["resources"]:
        for field in table.get("schema", {}).get("fields", ()):
            cells = [row[field["name"]] for row in rows(table["name"])]
            choices = [str(choice) for choice in field.get("constraints", {}).get("enum", cells)]
            assert [text for text in cells if text and not re.fullmatch(shapes[field["type"]], text)] == []
            assert [text for text in cells if text and text not in choices] == []


def test_foreign_keys_resolve() -> None:
    found = [
        (table["name"], key["fields"][0], key["reference"]["resource"])
        for table in package()["resources"]
        for key in table.get("schema", {}).get("foreignKeys", ())
    ]
    assert found == [("quotes", "speaker", "actors"), ("quotes", "relayed_by", "actors")]
    for name, field, target in found:
        assert {row[field] for row in rows(name)} <= {"", *(row["id"] for row in rows(target))}


def test_the_dictionary_names_licence_files_and_hashes() -> None:
    described = package()
    assert described["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert {f"data/{resource['path']}" for resource in described["resources"]} | {
        "data/datapackage.json"
    } == {path for path in tree() if path.startswith("data/")}
    assert all(
        resource["bytes"] == len(tree()[f"data/{resource['path']}"]) for resource in described["resources"]
    )
    assert len({resource["name"] for resource in described["resources"]}) == len(described["resources"])


# ---------------------------------------------------------------- feeds, sitemap, robots


@pytest.mark.parametrize("path", ["feed.xml", "corrections.xml"])
def test_a_feed_is_valid_atom(path: str) -> None:
    feed = parsed(tree()[path])
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for tag in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert feed.findtext(tag, namespaces=ATOM)
    (own,) = [item.get("href") for item in feed.findall("a:link", ATOM) if item.get("rel") == "self"]
    assert own == f"{BASE}/{path}"
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids) > 0
    for entry in entries:
        assert entry.findtext("a:title", namespaces=ATOM)
        assert entry.findtext("a:summary", namespaces=ATOM)
        assert RFC3339.fullmatch(entry.findtext("a:updated", "", ATOM))
        assert [item.get("href", "").startswith(f"{BASE}/") for item in entry.findall("a:link", ATOM)] == [
            True
        ]
        assert str(entry.findtext("a:id", namespaces=ATOM)).startswith("tag:example.org,2026-11-")


def test_the_feed_does_not_depend_on_the_day() -> None:
    later = export(*world(), date(2031, 1, 1))
    assert [later[path] == tree()[path] for path in ("feed.xml", "corrections.xml", "sitemap.xml")] == [
        True
    ] * 3


def test_the_corrections_feed_has_each_correction_once() -> None:
    feed = parsed(tree()["corrections.xml"])
    (entry,) = feed.findall("a:entry", ATOM)
    assert (
        entry.findtext("a:title", namespaces=ATOM) == '-5 % of ads; Acme, "shut out", says so; Acme is told'
    )
    assert entry.findtext("a:content", namespaces=ATOM) == (
        "<p><del>Platform &lt;announced&gt; it on 22 April</del></p>"
        "<p><ins>Platform confirmed it on 20 April &amp; not before</ins></p>"
        "<p>22 April is the date of the report</p>"
    )


def test_two_searches_of_a_day_are_one_entry() -> None:
    feed = parsed(tree()["feed.xml"])
    summaries = [entry.findtext("a:summary", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert "looked again: no later report · looked again: nothing" in summaries


def test_xml_leaves_out_characters_that_xml_forbids() -> None:
    root = Element("a")
    add(root, "b", "x\x07\ufffey\U0001f600", c="\x00&<")
    (child,) = parsed(document(root))
    assert (child.text, child.get("c")) == ("xy\U0001f600", "&<")


def test_the_sitemap_lists_listed_pages_with_their_dates() -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = parsed(tree()["sitemap.xml"])
    found = {url.findtext("s:loc", "", spaces): url.findtext("s:lastmod", "", spaces) for url in root}
    assert list(found) == [f"{BASE}{page.address}" for page in world()[1] if page.listed]
    assert found[f"{BASE}/explainers/why/"] == "2026-11-21"
    assert found[f"{BASE}/corrections/"] == ""  # a month is no day
    assert f"{BASE}/404.html" not in found


def test_robots_bar_nobody() -> None:
    robots = tree()["robots.txt"].decode()
    assert f"Sitemap: {BASE}/sitemap.xml" in robots
    assert "Disallow" not in robots
    assert tree()[".nojekyll"] == b""


# ---------------------------------------------------------------- JSON-LD


def test_the_page_kinds_described_are_those_the_site_has() -> None:
    assert set(ABOUT) <= {page.kind for page in plan(world()[0], DAY)}


def test_every_listed_page_says_what_it_is_and_no_other_does() -> None:
    site, pages = world()
    kinds = set()
    for each in pages:
        graph = jsonld(site, each)
        assert (graph is not None) == each.listed
        if graph:
            assert json.loads(json.dumps(graph)) == graph
            kinds |= {node["@type"] for node in graph["@graph"]}
    assert kinds == {
        "WebSite", "Article", "Quotation", "CreativeWork", "Dataset", "DefinedTermSet", "BreadcrumbList",
    }  # fmt: skip
    assert not {"ClaimReview", "Event"} & set(
        re.findall(r'"@type": "(\w+)"', json.dumps([jsonld(site, p) for p in pages]))
    )


def test_an_explainer_is_an_article_with_its_citations() -> None:
    article = nodes("/explainers/why/")["Article"]
    assert (article["headline"], article["datePublished"], article["dateModified"]) == (
        "Why was Acme shut out?",
        "2026-11-19",
        "2026-11-21",
    )
    assert article["description"] == "What was said, by whom, and what is unknown."
    assert [author["@type"] for author in article["author"]] == ["Person", "Organization"]
    assert [work["@id"] for work in article["citation"]] == [
        f"{BASE}/sources/gazette-2018/#source",
        f"{BASE}/sources/undated-note/#source",
    ]
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["isAccessibleForFree"] is True
    assert [step["item"] for step in nodes("/explainers/why/")["BreadcrumbList"]["itemListElement"]] == [
        f"{BASE}/",
        f"{BASE}/explainers/",
        f"{BASE}/explainers/why/",
    ]


def test_a_quotation_names_its_speaker_and_its_source() -> None:
    quotation = nodes("/quotes/acme-rules/")["Quotation"]
    assert quotation["text"] == "@we haven’t violated any written – or unwritten – rules"
    assert (quotation["spokenByCharacter"]["@type"], quotation["inLanguage"]) == ("Person", "en")
    assert [work["url"] for work in quotation["isBasedOn"]] == [
        "https://gazette.example/a?b=%7Bc%7D&d=50%25_x"
    ]


def test_lists_are_data_sets_that_can_be_downloaded() -> None:
    for address, name in (("/timeline/", "events"), ("/bans/", "bans")):
        downloads = nodes(address)["Dataset"]["distribution"]
        assert [item["contentUrl"] for item in downloads] == [
            f"{BASE}/data/{name}.csv",
            f"{BASE}/data/{name}.json",
        ]
        assert all(item["contentUrl"].removeprefix(f"{BASE}/") in tree() for item in downloads)


def test_another_order_of_a_list_is_not_another_data_set() -> None:
    assert "Dataset" not in nodes("/timeline/newest/")


def test_a_doubtful_date_is_no_date_for_search_engines() -> None:
    assert "datePublished" not in nodes("/sources/undated-note/")["CreativeWork"]
    assert nodes("/sources/register-2017/")["CreativeWork"]["datePublished"] == "2017-12"


# ---------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2018-04-20", {"date-parts": [[2018, 4, 20]]}),
        ("2018-04-20T22:49:00Z", {"date-parts": [[2018, 4, 20]]}),
        ("2018-01", {"date-parts": [[2018, 1]]}),
        ("2018~", {"date-parts": [[2018]], "circa": True}),
        ("2017-10/2018-01", {"date-parts": [[2017, 10], [2018, 1]]}),
        ("[2018-01-01..2018-01-10]", {"date-parts": [[2018, 1]], "circa": True}),
        ("201X", {"literal": "the 2010s"}),
    ],
)
def test_csl_dates_say_no_more_than_is_known(text: str, parts: dict[str, Any]) -> None:
    assert csl_date(when(text)) == {**parts, "edtf": text}


def test_csl_keeps_our_own_keys_apart() -> None:
    items = {item["id"]: item for item in json.loads(tree()["data/sources.csl.json"])}
    assert items["gazette-2018"]["container-title"] == "The Gazette"
    assert items["gazette-2018"]["author"] == [
        {"family": "Roe", "given": "Jane"},
        {"literal": "Wire and Sons"},
    ]
    assert items["gazette-2018"]["custom"]["record"] == f"{BASE}/sources/gazette-2018/"
    assert {"kind", "founding", "url_status", "access"} & set(items["gazette-2018"]) == set()


def test_bibtex_escapes_what_tex_would_read() -> None:
    assert escaped("100% & {x}_y\n$1 #2 ~ ^ \\") == (
        r"100\% \& \textbraceleft{}x\textbraceright{}\_y \$1 \#2 \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )


def test_bibtex_braces_are_balanced_and_entries_complete() -> None:
    entries = tree()["data/sources.bib"].decode().split("\n\n")
    assert [re.match(r"@(\w+)\{([\w-]+),", entry.strip()).groups() for entry in entries] == [  # type: ignore[union-attr]  # a failed match fails the test
        ("article", "gazette-2018"),
        ("misc", "register-2017"),
        ("techreport", "undated-note"),
    ]
    for entry in entries:
        depth = 0
        for character in entry:
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0
    assert "author = {Roe, Jane and {Wire and Sons}}" in entries[0]
    assert "month = apr" in entries[0]
    assert "day" not in entries[1]


@pytest.mark.parametrize(
    ("issued", "fields"),
    [
        ("2018-04-20", ["year = {2018}", "month = apr", "day = {20}"]),
        ("1893~", ["year = {1893}"]),
        ("1935-06/1935-08", ["year = {1935}"]),
        ("1935/1936", ["date = {1935/1936}"]),
        ("1935-12/1936-01~", ["date = {1935-12/1936-01~}"]),
        ("191X", ["date = {191X}"]),
        ("1935/..", ["date = {1935/..}"]),
        ("before 1935", ["year = {before 1935}"]),
        ("[1935,1937]", ["year = {1935 or 1937}"]),
    ],
)
def test_bibtex_says_what_is_known_of_a_date(tmp_path: Path, issued: str, fields: list[str]) -> None:
    text = f"- {{id: memoir, type: book, kind: statement, title: A Memoir, issued: '{issued}'}}\n"
    site = sound_site(
        tmp_path, {"site.yaml": "title: Small\ndescription: Small.\n", "content/sources.yaml": text}
    )
    lines = [line.strip(" ,") for line in bibtex(site.sources["memoir"], site).splitlines()]
    assert [line for line in lines if line.startswith(("date", "year", "month", "day"))] == fields


def test_a_page_says_how_to_cite_it() -> None:
    cited = cite_page(world()[0], page("/explainers/why/"), DAY)
    assert cited.text == (
        "Jane Writer, The editors. “Why was Acme shut out?” Who shut out whom, version of 21 November 2026. "
        f"{BASE}/explainers/why/"
    )
    (item,) = json.loads(cited.csl)
    assert item["issued"]["date-parts"] == [[2026, 11, 21]]
    assert cited.bibtex == (
        "@misc{explainers-why,\n"
        "  author = {{Jane Writer} and {The editors}},\n"
        "  title = {{Why was Acme shut out?}},\n"
        "  howpublished = {Who shut out whom},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  day = {21},\n"
        "  language = {en},\n"
        f"  url = {{{BASE}/explainers/why/}}\n"
        "}\n"
    )


def test_a_page_without_a_date_is_cited_as_of_the_day() -> None:
    cited = cite_page(world()[0], page("/bans/"), DAY)
    assert cited.text.endswith(f" Who shut out whom, as of 21 November 2026. {BASE}/bans/")
    assert "year" not in cited.bibtex


if __name__ == "__main__":
    for path, content in tree().items():
        (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / path).write_bytes(expected(content))
