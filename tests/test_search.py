"""The search index: what it holds, that it is the same each time, and that a site does without it."""

from __future__ import annotations

import gzip
import json
import re
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from site_builder import search
from site_builder.build import build, building
from site_builder.search import Entry, indexed, service
from site_builder.search.settled import settled
from tests.conftest import CHECKOUT
from tests.txtar import read, unpack

DAY = date(2026, 11, 21)
CASES = Path(__file__).parent / "cases"
_, SMALL = read((CASES / "sites" / "three-of-each.txt").read_text(encoding="utf-8"))
JAVASCRIPT = 6 * 1024  # bytes, compressed: all that a site's own pages may load


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small site that uses every kind of record."""
    unpack(SMALL, tmp_path / "small")
    return tmp_path / "small"


@pytest.fixture(scope="module")
def tree(project: Path) -> Mapping[str, bytes]:
    """The repository's site."""
    return fresh(project)


def fresh(project: Path) -> Mapping[str, bytes]:
    """The tree of a build that remembers no index."""
    search._last.clear()  # noqa: SLF001  # what is remembered is the room's own affair, but here it must be forgotten
    return build(project, DAY).tree


def found(tree: Mapping[str, bytes]) -> list[Any]:
    """What the index knows of each record: Pagefind's fragments are gzipped JSON after a mark of twelve bytes."""
    fragments = [data for path, data in tree.items() if path.startswith("pagefind/fragment/")]
    return [json.loads(gzip.decompress(data)[12:]) for data in fragments]


def page(words: str) -> bytes:
    return f"<!doctype html><title>x</title><main><h1>{words}</h1></main><footer>foot</footer>".encode()


def entry(name: str) -> Entry:
    return Entry(f"{name}.html", "", f"/{name}.html", (("title", name),), (("kind", "event"),))


def test_two_indexes_are_the_same_bytes(tree: Mapping[str, bytes], project: Path) -> None:
    """Pagefind's own are not: its filters come in another order each time."""
    assert "pagefind/pagefind.js" in tree
    assert fresh(project) == tree


def test_every_record_is_found_once_where_it_lives(small: Path) -> None:
    tree = fresh(small)
    urls = [fragment["url"] for fragment in found(tree)]
    assert [url for url, times in Counter(urls).items() if times > 1] == []
    kinds = Counter(fragment["filters"]["kind"][0] for fragment in found(tree))
    files = {
        kind: f"content/{kind}s.yaml"
        for kind in ("source", "actor", "event", "ban", "quote", "claim", "term")
    }
    written = {
        kind: len(re.findall(r"^- (?:\{ *)?id:", SMALL[file], re.MULTILINE)) for kind, file in files.items()
    }
    assert {kind: kinds[kind] for kind in written} == written


def test_lists_are_not_found(tree: Mapping[str, bytes]) -> None:
    urls = {fragment["url"] for fragment in found(tree)}
    lists = {
        "/",
        "/timeline/",
        "/bans/",
        "/quotes/",
        "/sources/",
        "/actors/",
        "/glossary/",
        "/search/",
        "/404.html",
    }
    assert urls & lists == set()
    assert not any(url.startswith(("/embed/", "/bans/by-", "/quotes/by-")) for url in urls)


def test_a_result_knows_its_kind_its_date_and_its_actors(tree: Mapping[str, bytes]) -> None:
    by_url = {fragment["url"]: fragment for fragment in found(tree)}
    ban = by_url["/bans/twitter-kaspersky-ads/"]
    assert ban["meta"]["kind"] == "Ban"
    assert "2018" in ban["meta"]["date"]
    assert ban["filters"]["kind"] == ["ban"]
    assert {"kaspersky-lab", "twitter"} <= set(ban["filters"]["actor"])


def test_a_record_without_a_page_of_its_own_is_found_at_its_anchor(small: Path) -> None:
    terms = [
        fragment for fragment in found(build(small, DAY).tree) if fragment["filters"]["kind"] == ["term"]
    ]
    assert terms
    assert all(fragment["url"].startswith("/glossary/#") for fragment in terms)
    assert len({fragment["content"] for fragment in terms}) == len(terms), "each has its own section"


def test_what_surrounds_the_text_is_not_in_the_index(tree: Mapping[str, bytes]) -> None:
    text = " ".join(fragment["content"] for fragment in found(tree))
    for around in ("Skip to the text", "Where this is used", "Feed of changes", "¶", "On this page"):
        assert around not in text, around


def test_only_what_a_search_needs_is_in_the_bundle(small: Path) -> None:
    names = {path.partition("/")[2] for path in build(small, DAY).tree if path.startswith("pagefind/")}
    assert [name for name in names if "ui" in name or name.endswith(".css")] == []
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} <= names


def test_our_own_javascript_is_small() -> None:
    sizes = {
        file.name: len(gzip.compress(file.read_bytes(), 9)) for file in (CHECKOUT / "assets").glob("*.js")
    }
    assert sizes["search.js"] <= 2_560
    assert sizes["search.js"] + sizes["ledger.js"] <= JAVASCRIPT


def test_without_the_extra_there_is_no_search_and_nothing_that_leads_to_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "is_installed", lambda: False)
    built = build(small, DAY)
    assert not built.report.failed()
    assert [path for path in built.tree if path.startswith(("pagefind/", "search/"))] == []
    leading = [
        path for path, data in built.tree.items() if path.endswith(".html") and b'search/index.html"' in data
    ]
    assert leading == []


def test_with_the_extra_every_page_leads_to_it(small: Path) -> None:
    tree = build(small, DAY).tree
    assert b'href="search/index.html"' in tree["index.html"]
    assert b'href="../search/index.html" aria-current="page"' in tree["search/index.html"]


def test_a_site_that_cannot_be_written_is_not_indexed(small: Path) -> None:
    (small / "content" / "terms.yaml").write_text("- {id: ad, trem: advertisement}\n", encoding="utf-8")
    assert not any(path.startswith("pagefind/") for path in build(small, DAY).tree)


def test_equal_pages_are_indexed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {"a.html": page("apples")}
    *_, first = indexed(tree, [entry("a")], "en")

    def never(_: object) -> None:
        raise AssertionError("indexed again")

    monkeypatch.setattr(service, "answered", never)
    *_, again = indexed(tree | {"other.html": page("not to be found")}, [entry("a")], "en")
    assert again is first


def test_nothing_to_find_is_no_index() -> None:
    assert list(indexed({}, [entry("missing")], "en")) == [{}]


def test_markup_in_a_title_is_text() -> None:
    odd = Entry("a.html", "", "/a.html", (("title", 'A "b" <i> & c'),), (("actor", 'x"y'),))
    *_, files = indexed({"a.html": page("apples")}, [odd], "en")
    (fragment,) = found(files)
    assert fragment["meta"]["title"] == 'A "b" <i> & c'
    assert fragment["filters"]["actor"] == ['x"y']


def test_more_than_a_pipe_holds_goes_through() -> None:
    """Answers to 3,000 pages fill the pipe before the last page is asked for."""
    tree = {f"p{number}.html": page(f"apples number {number}") for number in range(3_000)}
    *_, files = indexed(tree, [entry(path.removesuffix(".html")) for path in tree], "en")
    assert len(found(files)) == len(tree)


def test_whoever_leaves_ends_the_work() -> None:
    """A preview leaves when the next save comes; nothing of the old work may be left behind."""
    tree = {f"q{number}.html": page(f"pears number {number}") for number in range(3_000)}
    before = threading.active_count()
    working = indexed(tree, [entry(path.removesuffix(".html")) for path in tree], "en")
    assert next(working) == {}
    working.close()  # type: ignore[attr-defined]  # an Iterator by its type, a generator by its making
    assert threading.active_count() == before


def cbor(*values: bytes) -> bytes:
    return gzip.compress(b"pagefind_dcd" + b"".join(values))


def bundle(kinds: bytes) -> dict[str, bytes]:
    """A small index with one filter, `kind`, whose values are given as CBOR."""
    return {
        "pagefind-entry.json": b'{"languages":{"en":{"hash":"en_1"}}}',
        "pagefind.en_1.pf_meta": cbor(b"\x86\x611\x80\x80\x81\x82\x64kind\x62f1\x80\x80"),
        "filter/f1.pf_filter": cbor(b"\x82\x64kind", kinds),
        "pagefind.js": b"code",
    }


def test_filters_come_in_one_order() -> None:
    ban, term = b"\x82\x63ban\x81\x19\x01\x00", b"\x82\x64term\x81\x18\x20"
    one, other = settled(bundle(b"\x82" + ban + term)), settled(bundle(b"\x82" + term + ban))
    assert one == other
    (values,) = (gzip.decompress(data) for path, data in one.items() if path.startswith("filter/"))
    assert values == b"pagefind_dcd\x82\x64kind\x82" + ban + term
    hash_ = json.loads(one["pagefind-entry.json"])["languages"]["en"]["hash"]
    (name,) = (Path(path).stem for path in one if path.startswith("filter/"))
    assert name.encode() in gzip.decompress(one[f"pagefind.{hash_}.pf_meta"])
    assert one["pagefind.js"] == b"code"


@pytest.mark.parametrize("odd", [b"\xf4", b"\x61x", b"\x81\x40"])
def test_an_index_in_a_form_that_we_do_not_know_is_refused(odd: bytes) -> None:
    with pytest.raises(ValueError, match="pagefind wrote"):
        settled(bundle(odd))


def test_a_program_that_breaks_is_an_error_and_no_endless_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: broken)
    with pytest.raises(RuntimeError, match="pagefind ended after 0 of 3 answers"):
        list(indexed({"a.html": page("pears")}, [entry("a")], "en"))


def test_pages_can_be_shown_before_the_index_is_made(small: Path) -> None:
    states = building(small, DAY)
    early = list(islice(states, 1))
    assert not early[0].whole
    assert "pagefind/pagefind.js" not in early[0].tree
    *_, last = states
    assert last.whole
    assert "pagefind/pagefind.js" in last.tree
