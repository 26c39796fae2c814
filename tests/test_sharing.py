"""What other sites and programs get from a page: its picture, its frame, its tags, and its sources for Zotero."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from gzip import compress
from pathlib import Path
from struct import unpack_from
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.build import build
from site_builder.picture import DrawingError, covers, fit, png, width
from tests.txtar import read, unpack

DAY = date(2026, 11, 21)
BASE = "https://example.org/kettles"
KIB = 1024

STORY = """\
-- site.yaml --
title: Kettles & “Co” <Ltd>
description: Who banned *kettles*.
base_url: https://example.org/kettles/
language: en-GB
authors: [The editors]
report: "https://forge.example/new?title={record}&body={page}"
share_images: true
-- content/sources.yaml --
- id: gazette
  type: article-newspaper
  kind: report
  title: "Kettles & “fires”: <what> we know"
  author: [{family: Smith, given: Ann}, {literal: "The Staff, City"}]
  container-title: The Gazette
  issued: "2018-04-20"
  URL: https://news.example/kettles?a=1&b=2
- id: undated
  type: webpage
  kind: analysis
-- content/actors.yaml --
- {id: library, schema: PublicBody, name: The Library, sources: [gazette]}
- {id: readers, schema: Organization, name: its readers, sources: [gazette]}
-- content/bans.yaml --
- id: no-kettles
  kind: use-ban
  verb: took the kettles of
  imposed_by: library
  target: readers
  history:
    - {date: "2018-01-05", kind: announced, to: announced, sources: [gazette]}
    - {date: "2018-02-01", kind: in-force, to: in-force, sources: [gazette]}
    - {date: "2019-03-01", kind: lifted, to: reversed, sources: [gazette]}
  sources: [gazette]
-- content/events.yaml --
- {id: fire, date: "2017-12", title: A kettle burns, kind: fire, actors: [library], sources: [gazette]}
-- content/quotes.yaml --
- id: boil
  speaker: library
  said: {date: "2018-01-05", medium: notice}
  text: "No \\"kettle\\" & no <toaster> shall boil here."
  witnesses:
    - {source: gazette, role: copy-text, selector: {exact: "No \\"kettle\\" & no <toaster> shall boil here."}}
- id: greek
  speaker: library
  language: el
  text: "Ουδείς βραστήρας."
  witnesses:
    - {source: gazette, role: copy-text, selector: {exact: "Ουδείς βραστήρας."}}
-- content/explainers/why.md --
---
title: Why did the library ban kettles?
description: A fire, a notice & a year without tea.
date: "2018-05-01"
updated: "2018-06-02"
authors: [Ann Smith, Bo Li]
---

A kettle burned. [@gazette]
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root = tmp_path_factory.mktemp("sharing")
    unpack(read(STORY)[1], root)
    return build(root, DAY).tree


def page(tree: Mapping[str, bytes], path: str) -> LexborHTMLParser:
    return LexborHTMLParser(tree[path].decode())


def first(found: LexborHTMLParser, selector: str) -> LexborNode:
    node = found.css_first(selector)
    assert node is not None, selector
    return node


def tags(found: LexborHTMLParser) -> dict[str, list[str]]:
    """The contents of a page's <meta> elements by their names."""
    named: dict[str, list[str]] = {}
    for node in found.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        named.setdefault(name, []).append(node.attributes["content"] or "")
    return named


def inside(address: str) -> str:
    """The path in the tree of an absolute address of the site."""
    assert address.startswith(f"{BASE}/"), address
    path = address.removeprefix(f"{BASE}/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def size(data: bytes) -> tuple[int, int]:
    """Width and height as a PNG's first chunk gives them: https://www.w3.org/TR/png-3/#11IHDR"""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found: tuple[int, int] = unpack_from(">II", data, 16)
    return found


# ---------------------------------------------------------------- share images


def test_explainers_bans_and_quotes_have_an_image_where_our_fonts_have_the_letters(
    tree: Mapping[str, bytes],
) -> None:
    images = {path: data for path, data in tree.items() if path.startswith("share/")}
    assert sorted(images) == [
        "share/bans/no-kettles.png",
        "share/explainers/why.png",
        "share/quotes/boil.png",
        "share/site.png",
    ]
    assert {size(data) for data in images.values()} == {(1200, 630)}
    assert max(map(len, images.values())) <= 300 * KIB


def test_an_image_is_drawn_the_same_again(tree: Mapping[str, bytes], tmp_path: Path) -> None:
    unpack(read(STORY)[1], tmp_path)
    png.cache_clear()
    again = build(tmp_path, DAY).tree
    assert {p: d for p, d in again.items() if p.startswith("share/")} == {
        p: d for p, d in tree.items() if p.startswith("share/")
    }


def test_no_image_without_the_drawing_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(read(STORY)[1], tmp_path)
    monkeypatch.setattr("site_builder.pages.share.can_draw", lambda: False)
    tree = build(tmp_path, DAY).tree
    assert not [path for path in tree if path.startswith("share/")]
    found = tags(page(tree, "bans/no-kettles/index.html"))
    assert "og:image" not in found
    assert found["twitter:card"] == ["summary"]


def test_a_template_that_draws_nothing_is_a_diagnostic(tmp_path: Path) -> None:
    unpack(read(STORY)[1] | {"templates/share/ban.svg": "<p>no drawing</p>\n"}, tmp_path)
    found = [str(d) for d in build(tmp_path, DAY).report if d.code == "template-fault"]
    assert len(found) == 1
    assert found[0].startswith("templates/share/ban.svg")


def test_only_an_svg_is_drawn() -> None:
    with pytest.raises(DrawingError):
        png("<p/>")


# ---------------------------------------------------------------- text in lines


def test_text_is_as_large_as_fits_and_its_lines_are_even() -> None:
    words = "Twitter banned advertising by Kaspersky Lab"
    text = fit(words, width=1056, height=270, sizes=(76, 50), leading=1.14)
    assert text.size == 76
    assert text.lines == ("Twitter banned advertising", "by Kaspersky Lab")
    assert text.width == round(max(width(line, 76) for line in text.lines))
    assert fit(words, width=1056, height=60, sizes=(76, 50), leading=1.14).size == 50


def test_what_does_not_fit_is_cut_after_a_word() -> None:
    text = fit("word " * 200, width=300, height=100, sizes=(40, 30))
    assert text.height <= 100
    assert text.lines[-1].endswith("word …")
    assert all(width(line, text.size) <= 300 for line in text.lines)


def test_a_word_longer_than_a_line_is_broken() -> None:
    text = fit("https://example.org/" + "x" * 80, width=300, height=400, sizes=(30,))
    assert "".join(text.lines) == "https://example.org/" + "x" * 80
    assert all(width(line, 30) <= 300 for line in text.lines)


def test_nothing_to_say_takes_no_line() -> None:
    assert fit("", width=300, height=40, sizes=(30,)).lines == ()


def test_our_fonts_have_latin_and_cyrillic() -> None:
    assert covers("“Łódź” — Лаборатория Касперского, Київ, Ţigănești…")
    assert not covers("卡巴斯基")


# ---------------------------------------------------------------- tags


def test_a_ban_says_what_a_card_elsewhere_shows(tree: Mapping[str, bytes]) -> None:
    found = tags(page(tree, "bans/no-kettles/index.html"))
    assert {
        name: texts for name, texts in found.items() if name.startswith(("og:", "twitter:", "article:"))
    } == {
        "og:type": ["article"],
        "og:title": ["The Library took the kettles of its readers"],
        "og:description": found["description"],
        "og:url": [f"{BASE}/bans/no-kettles/"],
        "og:site_name": ["Kettles & “Co” <Ltd>"],
        "og:locale": ["en_GB"],
        "og:image": [f"{BASE}/share/bans/no-kettles.png"],
        "og:image:type": ["image/png"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": [
            "The Library took the kettles of its readers. Reversed. 1 March 2019. As of 21 November 2026. 1 source."
        ],
        "twitter:card": ["summary_large_image"],
    }


def test_an_explainer_says_how_to_file_it(tree: Mapping[str, bytes]) -> None:
    found = tags(page(tree, "explainers/why/index.html"))
    assert found["article:published_time"] == ["2018-05-01"]
    assert found["article:modified_time"] == ["2018-06-02"]
    assert {name: texts for name, texts in found.items() if name.startswith(("citation_", "DC."))} == {
        "citation_title": ["Why did the library ban kettles?"],
        "citation_author": ["Ann Smith", "Bo Li"],
        "citation_publication_date": ["2018/06/02"],
        "citation_public_url": [f"{BASE}/explainers/why/"],
        "citation_language": ["en-GB"],
        "DC.title": ["Why did the library ban kettles?"],
        "DC.creator": ["Ann Smith", "Bo Li"],
        "DC.publisher": ["Kettles & “Co” <Ltd>"],
        "DC.date": ["2018-06-02"],
        "DC.type": ["webpage"],
        "DC.identifier": [f"{BASE}/explainers/why/"],
        "DC.language": ["en-GB"],
    }


def test_every_listed_page_has_tags_and_no_other_has(tree: Mapping[str, bytes]) -> None:
    for path in tree:
        if path.endswith(".html"):
            found = tags(page(tree, path))
            listed = "robots" not in found
            assert ("og:title" in found) == listed, path
            assert all(inside(image) in tree for image in found.get("og:image", ())), path


@pytest.mark.parametrize("path", ["bans/no-kettles", "explainers/why", "quotes/boil", "quotes/greek"])
def test_what_has_an_image_of_its_own_offers_it_beside_the_frame(
    tree: Mapping[str, bytes], path: str
) -> None:
    found = page(tree, f"{path}/index.html")
    offered = [a for a in found.css("details a") if "Share card" in a.text()]
    assert [(a.attributes["href"], a.text()) for a in offered] == (
        [(f"../../share/{path}.png", "Share card, 1200 × 630 pixels (PNG)")] if path != "quotes/greek" else []
    )
    assert not found.css("img")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("bans/no-kettles", "“The Library took the kettles of its readers.”"),
        ("events/fire", "“A kettle burns.”"),
        ("sources/gazette", "The editors. Record of Kettles & “fires”: <what> we know, The Gazette. Kettles"),
        ("sources/undated", "The editors. “Record of a source: Web page, undated.” Kettles"),
        ("quotes/boil", 'The editors. The Library: “No "kettle" & no <toaster> shall boil here.” Kettles'),
    ],
)
def test_a_records_page_says_how_to_cite_it(tree: Mapping[str, bytes], path: str, words: str) -> None:
    cited = first(page(tree, f"{path}/index.html"), "p.cite").text()
    assert words in cited
    assert cited.endswith(f" Kettles & “Co” <Ltd>, as of 21 November 2026. {BASE}/{path}/")


def test_a_reader_reports_an_error_at_one_place_with_the_record_named(tree: Mapping[str, bytes]) -> None:
    """WCAG 3.2.6: the same link, last of the same list, on every page but the frames."""
    asked = {}
    for path in tree:
        found = page(tree, path) if path.endswith(".html") and not path.startswith("embed/") else None
        if found is not None:
            last = found.css('footer nav[aria-label="About this record"] a')[-1]
            assert last.text() == "Report an error on this page", path
            asked[path] = unquote(last.attributes["href"] or "")
    start = "https://forge.example/new?title="
    assert asked["bans/no-kettles/index.html"] == f"{start}ban no-kettles&body={BASE}/bans/no-kettles/"
    assert asked["quotes/index.html"] == f"{start}/quotes/&body={BASE}/quotes/"


def test_a_list_shares_the_image_of_the_site(tree: Mapping[str, bytes]) -> None:
    for path in ("index.html", "bans/index.html", "quotes/greek/index.html", "sources/gazette/index.html"):
        assert tags(page(tree, path))["og:image"] == [f"{BASE}/share/site.png"]


# ---------------------------------------------------------------- sources for Zotero


def test_each_source_of_the_list_can_be_taken(tree: Mapping[str, bytes]) -> None:
    spans = page(tree, "sources/index.html").css("span.Z3988")
    found = [parse_qsl(span.attributes["title"] or "", strict_parsing=True) for span in spans]
    assert {span.text() for span in spans} == {""}
    fixed = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    assert sorted(found) == sorted([
        [
            *fixed,
            ("rft.type", "newspaperArticle"),
            ("rft.title", "Kettles & “fires”: <what> we know"),
            ("rft.source", "The Gazette"),
            ("rft.date", "2018-04-20"),
            ("rft.language", "en"),
            ("rft.identifier", "https://news.example/kettles?a=1&b=2"),
            ("rft.au", "Smith, Ann"),
            ("rft.au", "The Staff, City"),
        ],
        [*fixed, ("rft.type", "webpage"), ("rft.title", "Web page, undated"), ("rft.language", "en")],
    ])  # fmt: skip


# ---------------------------------------------------------------- frames

FRAMED = ("bans/no-kettles", "events/fire", "explainers/why", "quotes/boil", "quotes/greek")


@pytest.mark.parametrize("record", FRAMED)
def test_a_frame_is_small_dated_and_without_scripts(tree: Mapping[str, bytes], record: str) -> None:
    path = f"embed/{record}/index.html"
    found = page(tree, path)
    assert found.css("script, style, [style], img") == []
    assert tags(found)["robots"] == ["noindex"]
    canonical = first(found, "link[rel=canonical]")
    assert canonical.attributes["href"] == f"{BASE}/{record}/"
    assert first(found, "base").attributes == {"target": "_top"}
    assert "as of 21 November 2026" in first(found, "footer").text()
    sheet = tree["assets/ledger.css"]
    assert len(compress(tree[path])) + len(compress(sheet)) <= 15 * KIB


@pytest.mark.parametrize("record", FRAMED)
def test_a_page_leads_to_its_oembed_answer(tree: Mapping[str, bytes], record: str) -> None:
    full = page(tree, f"{record}/index.html")
    link = first(full, 'link[type="application/json+oembed"]').attributes["href"] or ""
    assert inside(link) == f"embed/{record}.json"
    answer = json.loads(tree[inside(link)])
    assert answer.keys() == {
        *("version", "type", "title", "provider_name", "provider_url", "width", "height", "html"),
    }
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert inside(answer["provider_url"]) == "index.html"
    frame = first(LexborHTMLParser(answer["html"]), "iframe").attributes
    assert inside(frame["src"] or "") in tree
    assert frame["title"] == answer["title"]
    assert (frame["width"], frame["height"]) == (str(answer["width"]), str(answer["height"]))
    assert "allow-scripts" not in (frame["sandbox"] or "")
    assert "allow-top-navigation-by-user-activation" in (frame["sandbox"] or "")
    assert answer["html"] in [pre.text() for pre in full.css("details pre")]


def test_frames_and_images_are_not_in_the_sitemap(tree: Mapping[str, bytes]) -> None:
    addresses = [urlsplit(line).path for line in tree["sitemap.xml"].decode().split() if "http" in line]
    assert not [path for path in addresses if "/embed/" in path or "/share/" in path]
