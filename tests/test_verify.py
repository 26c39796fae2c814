"""`verify`: quotes against copies of their sources, the files it leaves, and what `build` makes of these."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder import cli
from site_builder.build import build
from site_builder.checks import check_content
from site_builder.diagnostics import Level, Report, as_text
from site_builder.evidence.archive import Wayback
from site_builder.evidence.fetch import Fetcher, Limits
from site_builder.evidence.telling import after, findings, site_of
from site_builder.evidence.verify import Outcome, Verifier
from site_builder.link import digest, link
from site_builder.load import load
from site_builder.model import Entry, Site
from tests.txtar import unpack

DAY = date(2026, 11, 21)
LATER = date(2026, 12, 24)
UNTOLD = "The middle of the article is nobody’s to republish, least of all ours, and so it is not told."
ARTICLE = (
    "A headline\n\nThe library said on Friday that it “has always kept the kettles\nin good order” and would go on. "
    f"{UNTOLD} “We do not need them,” she wrote — or so they say. The end of it comes here."
)

SITE = {
    "site.yaml": "title: Kettles\ndescription: A record.\nbase_url: https://example.org/\n",
    "content/actors.yaml": "- {id: library, schema: Organization, name: The library, sources: [post]}\n",
    "content/sources.yaml": """\
- id: post
  type: article-newspaper
  URL: https://example.org/post
  kind: report
  snapshot: {file: post.txt, retrieved: "2026-11-20", extent: full-text}
- id: gazette
  type: article-newspaper
  kind: report
  snapshot: {file: gazette.html, retrieved: "2026-11-20"}
- id: act
  type: legislation
  kind: primary-document
  snapshot: {file: act.pdf, retrieved: "2026-11-20", extent: excerpt}
""",
    "content/quotes.yaml": """\
- id: order
  speaker: library
  text: has always kept the kettles in good order
  witnesses:
    - source: post
      selector: {exact: has always kept the kettles in good order}
    - source: gazette
      role: variant
      selector: {exact: “has always kept its kettles in good order”}
- id: need
  speaker: library
  text: We no longer need them in […] halls
  display: edited
  witnesses:
    - source: gazette
      selector: {exact: "We no longer need them in rooms, corridors and halls"}
- id: rule
  speaker: library
  text: No kettle may be brought in.
  witnesses:
    - source: act
      selector: {exact: No kettle may be brought in.}
""",
}
HTML = (
    "<!doctype html><html><head><title>Gazette</title><script>var kettles</script></head><body>"
    "<nav>Home</nav><p>It &ldquo;<b>h</b>as always kept its kettles in good&nbsp;order&rdquo;, it said.</p>"
    "<p>“We no longer need them in rooms, corridors and halls,” she wrote.</p></body></html>"
)


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("cp1252")
        bodies += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        out.rindex(b"xref"),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    unpack(SITE, tmp_path / "site")
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "post.txt").write_text(ARTICLE, encoding="utf-8")
    (copies / "gazette.html").write_text(HTML, encoding="utf-8")
    (copies / "act.pdf").write_bytes(pdf("The Kettle Act", "No kettle may be brought in."))
    return tmp_path / "site"


def site(root: Path) -> Site:
    found, report = site_of(root)
    assert found is not None
    assert not report.failed(), as_text(report)
    return found


def run(root: Path, day: date = DAY, *, only: str | None = None, refresh: bool = False) -> dict[str, Outcome]:
    """A run over the copies beside the site: outcomes by source."""
    verifier = Verifier(site(root), root, day, snapshots=root.parent / "copies", refresh=refresh)
    return {outcome.source: outcome for outcome in verifier.run(only)}


def done(outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    return {id: outcome.done for id, outcome in outcomes.items()}


def entry(root: Path, quote: str, source: str) -> Entry:
    return site(root).evidence[quote, source].entry


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content" / "evidence").iterdir()}


def change(root: Path, old: str, new: str, file: str = "content/quotes.yaml") -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def command(root: Path, *arguments: str) -> Result:
    given = ["verify", "--project", str(root), "--day", DAY.isoformat(), *arguments]
    return CliRunner().invoke(cli.verbs, given)


def with_copies(root: Path, *arguments: str) -> Result:
    return command(root, "--snapshots", str(root.parent / "copies"), *arguments)


# ---------------------------------------------------------------- what is found


def test_a_quote_is_found_with_its_place_and_little_around_it(root: Path) -> None:
    run(root)
    found = entry(root, "order", "post")
    start = ARTICLE.index("has always")
    assert (found.state, found.rung, found.hits, found.role) == ("verified", "N1", 1, "copy-text")
    assert (found.start, found.end) == (start, ARTICLE.index("” and would"))
    assert found.prefix == ARTICLE[start - 32 : start]
    assert found.suffix == "” and would go on. The middle of"
    assert found.exact_sha256 == digest("has always kept the kettles in good order")


def test_each_kind_of_copy_is_read_by_an_extractor_that_says_its_name(root: Path) -> None:
    run(root)
    copies = {evidence.source: evidence.snapshot for evidence in site(root).evidence_files}
    told = {id: (copy.extent, copy.extractor.split()[0]) for id, copy in copies.items() if copy}
    assert told == {
        "act": ("excerpt", "pypdf"),
        "gazette": ("full-text", "trafilatura-html2txt"),
        "post": ("full-text", "plain-text"),
    }


def test_words_that_tags_cut_are_whole_and_marks_are_typography(root: Path) -> None:
    run(root)
    assert entry(root, "order", "gazette").state == "verified"
    assert entry(root, "order", "gazette").rung in {"N0", "N1"}


def test_a_quote_in_a_pdf_has_a_page(root: Path) -> None:
    run(root)
    assert (entry(root, "rule", "act").state, entry(root, "rule", "act").page) == ("verified", 2)


def test_our_edits_are_checked_against_the_source_and_named(root: Path) -> None:
    run(root)
    found = entry(root, "need", "gazette")
    assert (found.state, found.rung, len(found.spans)) == ("verified-with-edits", "N4", 2)
    assert found.shown_sha256 == digest("We no longer need them in […] halls")
    assert all(part.theirs is None for part in found.differences)


def test_a_first_line_with_the_address_is_no_part_of_a_transcript(root: Path) -> None:
    change(root, ", extent: full-text", "", "content/sources.yaml")
    text = f"URL: https://example.org/elsewhere\n\n{ARTICLE}"
    (root.parent / "copies" / "post.txt").write_text(text, encoding="utf-8")
    run(root)
    (evidence,) = (evidence for evidence in site(root).evidence_files if evidence.source == "post")
    copy = evidence.snapshot
    assert copy is not None
    assert (copy.extent, copy.url, copy.length) == ("excerpt", "https://example.org/elsewhere", len(ARTICLE))
    assert copy.text_sha256 == digest(ARTICLE)
    assert entry(root, "order", "post").start == ARTICLE.index("has always")


def test_what_a_site_says_of_its_copy_wins(root: Path) -> None:
    (root.parent / "copies" / "post.txt").write_text(
        f"URL: https://example.org/\n\n{ARTICLE}", encoding="utf-8"
    )
    assert (run(root)["post"].evidence or pytest.fail("nothing was compared")).snapshot.extent == "full-text"  # type: ignore[union-attr]


def test_no_file_holds_more_of_a_source_than_quotes_and_context(root: Path) -> None:
    change(root, "{exact: has always kept the", "{exact: has always kept these")
    outcomes = run(root)
    assert outcomes["post"].near["order"] == "has always kept the kettles\nin good order"
    for name, data in files(root).items():
        text = data.decode()
        assert UNTOLD[16:40] not in text, name
        assert "in good" not in text or name != "post.json"
        for found in json.loads(text)["quotes"]:
            assert len(found.get("prefix", "")) <= 32
            assert len(found.get("suffix", "")) <= 32


# ---------------------------------------------------------------- again


def test_a_second_run_leaves_every_byte_also_on_another_day(root: Path) -> None:
    run(root)
    before = files(root)
    assert set(done(run(root, LATER)).values()) == {"kept"}
    assert files(root) == before
    for path in (root / "content" / "evidence").iterdir():
        path.unlink()
    run(root)
    assert files(root) == before


def test_refreshing_changes_the_day_and_nothing_else(root: Path) -> None:
    run(root)
    before = files(root)
    run(root, LATER, refresh=True)
    assert {name: data.replace(b"2026-12-24", b"2026-11-21") for name, data in files(root).items()} == before
    assert all(b'"checked": "2026-12-24"' in data for data in files(root).values())


def test_a_run_that_was_broken_off_goes_on(root: Path) -> None:
    verifier = Verifier(site(root), root, DAY, snapshots=root.parent / "copies")
    next(verifier.run())
    assert set(files(root)) == {"act.json"}
    assert done(run(root)) == {"act": "kept", "gazette": "compared", "post": "compared"}


def test_only_what_changed_is_compared_again(root: Path) -> None:
    run(root)
    (root.parent / "copies" / "post.txt").write_text(f"{ARTICLE} An addition.", encoding="utf-8")
    assert done(run(root, LATER)) == {"act": "kept", "gazette": "kept", "post": "compared"}
    change(root, "Organization, name: The library", "Organization, name: Library", "content/actors.yaml")
    change(root, "    - source: act\n", "    - source: act\n      language: en-GB\n")
    assert done(run(root, LATER)) == {"act": "compared", "gazette": "kept", "post": "kept"}


def test_one_source_may_be_compared_alone(root: Path) -> None:
    assert done(run(root, only="act")) == {"act": "compared"}
    assert set(files(root)) == {"act.json"}


def test_evidence_about_nothing_is_told_and_removed(root: Path) -> None:
    run(root)
    text = (root / "content/quotes.yaml").read_text(encoding="utf-8")
    (root / "content/quotes.yaml").write_text(text.partition("- id: rule")[0], encoding="utf-8")
    told = as_text(findings(site(root)))
    assert "content/evidence/act.json:1:1: warning: 'act' is no witness of 'rule' [stale-evidence]" in told
    assert done(run(root))["act"] == "removed"
    assert as_text(findings(site(root))) == ""


def test_evidence_that_cannot_be_read_is_told_and_written_anew(root: Path) -> None:
    run(root)
    before = files(root)
    (root / "content/evidence/post.json").write_text('{"source": ', encoding="utf-8")
    (root / "content/evidence/act.json").write_bytes(files(root)["act.json"].replace(b'"state"', b'"stat"'))
    codes = {found.pos.file: found.code for found in read(root)[1] if "evidence" in found.pos.file}
    assert codes["content/evidence/post.json"] == "bad-evidence"
    assert codes["content/evidence/act.json"] in {"unknown-field", "missing-field"}
    run(root)
    assert files(root) == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.txt", "gone.txt: No such file or directory"),
        ("../site/site.yaml", "../site/site.yaml lies outside the folder of copies"),
        ("post.docx", "post.docx is none of .txt, .html, .htm, .pdf"),
        ("empty.html", "there is no text in it"),
        ("broken.pdf", "the PDF cannot be read"),
    ],
)
def test_a_copy_that_cannot_be_had_is_told_and_costs_nothing(root: Path, name: str, reason: str) -> None:
    run(root)
    before = files(root)
    (root.parent / "copies" / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    (root.parent / "copies" / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    change(root, "file: post.txt", f"file: {name}", "content/sources.yaml")
    outcome = run(root)["post"]
    assert outcome.done == "not-checked"
    assert outcome.remarks[0].startswith(reason)
    assert files(root) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        f'{{"hits": {"9" * 5_000}}}',
        '{"source": "\\ud800"}',
        '{"quotes": [[]]}',
        "\x00",
    ],
    ids=[
        "nothing",
        "a list",
        "null",
        "a deep list",
        "a long number",
        "half a character",
        "a list in it",
        "a zero byte",
    ],
)
def test_odd_evidence_is_no_accident(root: Path, text: str) -> None:
    run(root)
    (root / "content/evidence/act.json").write_text(text, encoding="utf-8")
    told_files = {found.pos.file for found in read(root)[1] if found.level is Level.ERROR}
    assert told_files == {"content/evidence/act.json"}
    assert done(run(root))["act"] == "compared"


def read(root: Path) -> tuple[Site | None, Report]:
    report = Report()
    return link(load(root, report), report), report


# ---------------------------------------------------------------- the gate


def told(root: Path) -> str:
    """What is said of quotes and their sources, without a site being made."""
    found, report = read(root)
    assert found is not None
    report.extend(check_content(found, DAY))
    return as_text(found for found in report if found.code.startswith(("quote-", "source-", "witness")))


def test_a_site_whose_quotes_are_as_checked_is_told_nothing(root: Path) -> None:
    run(root)
    assert told(root) == ""


def test_a_quote_edited_by_one_character_is_told_with_the_command_that_mends_it(root: Path) -> None:
    run(root)
    change(root, "exact: No kettle may", "exact: No kettles may")
    change(root, "text: No kettle may", "text: No kettles may")
    expected = """\
content/quotes.yaml:19:9: error: these are not the words that were compared with 'act' [quote-changed-since-check]
  19 |   text: No kettles may be brought in.
     |         ^
  = undo the change, or compare again: site-builder verify --source act
content/quotes.yaml:22:25: error: these are not the words that were compared with 'act' [quote-changed-since-check]
  22 |       selector: {exact: No kettles may be brought in.}
     |                         ^
  = undo the change, or compare again: site-builder verify --source act"""
    assert told(root) == expected
    built = CliRunner().invoke(cli.verbs, ["build", "--project", str(root), "--day", DAY.isoformat()])
    assert built.exit_code == 1
    assert expected in built.stdout
    assert not (root / "build").exists()
    result = with_copies(root, "--source", "act")
    assert result.exit_code == 1
    assert "[quote-variant-unaccepted]" in result.stdout
    assert "act: nearest to 'rule' it prints: 'No kettle may be brought in." in result.stdout


def test_one_character_of_an_edited_quotes_text_is_enough(root: Path) -> None:
    run(root)
    change(root, "in […] halls", "in […] hall")
    assert "content/quotes.yaml:12:9: error" in told(root)
    assert "[quote-changed-since-check]" in told(root)


def test_a_variant_stands_with_a_reason(root: Path) -> None:
    change(root, 'exact: "We no longer need them', 'exact: "We no longer want or need them')
    assert with_copies(root).exit_code == 1
    assert "'gazette' prints this otherwise" in told(root)
    change(
        root,
        '      selector: {exact: "We no longer want',
        '      accept_variant: x\n      selector: {exact: "We no longer want',
    )
    assert told(root) == ""
    assert with_copies(root).exit_code == 0


def test_words_that_are_not_there_have_no_excuse(root: Path) -> None:
    change(root, "exact: No kettle may be brought in.", "exact: Teapots are welcome on all days of the week.")
    assert with_copies(root).exit_code == 1
    assert "'act' does not print this [quote-not-found]" in told(root)


def test_an_unchecked_quote_is_told_where_the_site_requires_it(root: Path) -> None:
    assert told(root) == ""
    change(root, "title: Kettles", "title: Kettles\nrequire_checked: true", "site.yaml")
    assert told(root).count("[quote-unchecked]") == 4
    run(root)
    assert told(root) == ""


def test_a_source_is_named_once_among_the_witnesses(root: Path) -> None:
    change(root, "    - source: gazette\n      role: variant", "    - source: post\n      role: variant")
    assert "[witness-named-twice]" in told(root)


# ---------------------------------------------------------------- at its own address


class Press(ThreadingHTTPServer):
    """Serves `pages`: path -> (status, what follows). A text is a page, with 301 it is where the page went."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reader)
        self.pages: dict[str, tuple[int, str]] = {}
        self.asked: list[str] = []


class Reader(BaseHTTPRequestHandler):
    server: Press

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base class
        """Nothing: the tests look at what was asked."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, text = self.server.pages.get(self.path.partition("?")[0], (404, ""))
        self.send_response(status)
        self.send_header(
            "Location" if status == 301 else "Content-Type", text if status == 301 else "text/html"
        )
        self.end_headers()
        self.wfile.write(text.encode() if status == 200 else b"")


@pytest.fixture
def press(root: Path) -> Iterator[Press]:
    with Press() as running:
        address = f"http://127.0.0.1:{running.server_port}"
        change(root, "https://example.org/post", f"{address}/post", "content/sources.yaml")
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def look(root: Path, day: date = DAY, *, archive: str = "", copies: bool = True) -> Outcome:
    """A run over the source `post` with the network; `archive` is the address of one."""
    fetcher = Fetcher(now=lambda: 0.0, limits=Limits(patience=5, pause=0))
    wayback = Wayback(fetcher, None, f"{archive}/available", archive) if archive else None
    folder = root.parent / "copies" if copies else None
    (outcome,) = Verifier(site(root), root, day, folder, fetcher, wayback).run("post")
    return outcome


def page(text: str) -> str:
    return f"<!doctype html><html><body><p>{text}</p></body></html>"


def test_a_page_that_prints_the_words_still(root: Path, press: Press) -> None:
    press.pages["/post"] = (200, page(ARTICLE))
    look(root)
    checked = site(root).evidence["order", "post"]
    assert checked.entry.state == "verified"
    assert checked.evidence.live is not None
    assert (checked.evidence.live.reason, checked.evidence.live.checked.text) == (None, "2026-11-21")


def test_a_page_that_no_longer_does_is_drifted_until_it_is_looked_at_again(root: Path, press: Press) -> None:
    press.pages["/post"] = (200, page("Nothing of the kind."))
    look(root)
    assert entry(root, "order", "post").state == "drifted"
    assert "[quote-drifted]" in told(root)
    assert not build(root, DAY).report.failed()
    change(root, "    - source: post\n", "    - source: post\n      language: en-GB\n")
    assert done(run(root))["post"] == "compared"
    assert entry(root, "order", "post").state == "drifted"
    press.pages["/post"] = (200, page(ARTICLE))
    look(root, LATER)
    assert entry(root, "order", "post").state == "verified"


def test_an_address_is_looked_at_once_a_day(root: Path, press: Press) -> None:
    press.pages["/post"] = (200, page(ARTICLE))
    look(root)
    before = files(root)
    assert look(root).done == "kept"
    assert files(root) == before
    assert press.asked == ["/post"]


def test_a_page_that_moved(root: Path, press: Press) -> None:
    press.pages |= {"/post": (301, "/2018/post"), "/2018/post": (200, page(ARTICLE))}
    look(root)
    assert entry(root, "order", "post").state == "moved"
    assert "/2018/post [source-moved]" in told(root)


def test_a_page_that_is_gone_is_their_fault_and_the_copy_stands(root: Path, press: Press) -> None:
    run(root)
    look(root)
    assert press.asked == ["/post"]
    assert entry(root, "order", "post").state == "verified"
    assert "'post' was not reached on 2026-11-21: 404 Not Found [source-unreachable]" in told(root)
    change(root, "  URL:", "  url_status: dead\n  URL:", "content/sources.yaml")
    assert told(root) == ""


def test_without_copies_the_page_is_the_copy(root: Path, press: Press) -> None:
    press.pages["/post"] = (200, page(ARTICLE))
    look(root, copies=False)
    (evidence,) = site(root).evidence_files
    assert evidence.snapshot is not None
    assert (evidence.snapshot.from_, evidence.snapshot.extent) == ("live", "full-text")
    assert evidence.quotes[0].state == "verified"
    press.pages["/post"] = (200, page("Nothing of the kind."))
    look(root, LATER, copies=False)
    (later,) = site(root).evidence_files
    assert later.snapshot == evidence.snapshot
    assert later.quotes[0].state == "drifted"
    press.pages["/post"] = (200, page(f"{ARTICLE} And more."))
    look(root, date(2027, 1, 1), copies=False)
    (last,) = site(root).evidence_files
    assert last.snapshot != evidence.snapshot
    assert last.quotes[0].state == "verified"


def test_the_evidence_of_a_copy_that_is_not_at_hand_is_kept(root: Path, press: Press) -> None:
    run(root)
    press.pages["/post"] = (200, page(ARTICLE))
    look(root, copies=False)
    checked = site(root).evidence["order", "post"]
    assert checked.evidence.snapshot is not None
    assert checked.evidence.snapshot.from_ == "snapshot"
    assert checked.evidence.live is not None


def test_nothing_to_be_had_is_unreachable_unless_somebody_saw_it(root: Path, press: Press) -> None:
    look(root, copies=False)
    assert press.asked == ["/post"]
    assert entry(root, "order", "post").state == "unreachable"
    attested = "    - source: post\n      attested: {by: A. Reader, date: '2026-11-20', where: 'the printed edition, page 4'}\n"
    change(root, "    - source: post\n", attested)
    look(root, LATER, copies=False)
    assert entry(root, "order", "post").state == "paywalled-seen"


def test_a_public_copy_stands_in_for_a_page_that_is_gone(root: Path, press: Press) -> None:
    archive = f"http://127.0.0.1:{press.server_port}"
    found = {"available": True, "status": "200", "timestamp": "20180420230100"}
    press.pages["/available"] = (200, json.dumps({"archived_snapshots": {"closest": found}}))
    press.pages[f"/web/20180420230100id_/{archive}/post"] = (200, page(ARTICLE))
    look(root, archive=archive, copies=False)
    (evidence,) = site(root).evidence_files
    assert evidence.snapshot is not None
    assert evidence.snapshot.from_ == "archive"
    assert evidence.archived is not None
    assert evidence.archived.url == f"{archive}/web/20180420230100/{archive}/post"
    assert evidence.quotes[0].state == "verified"


# ---------------------------------------------------------------- the command


def test_the_last_line_counts_and_nothing_else_is_said_of_what_is_right(root: Path) -> None:
    result = with_copies(root)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr == (
        "3 verified, 1 verified-with-edits; sources: 3 compared, 0 as before, 0 not checked\n"
    )


def test_a_machine_gets_one_document(root: Path) -> None:
    change(root, "exact: No kettle may be brought in.", "exact: Teapots are welcome on all days of the week.")
    result = with_copies(root, "--format", "json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["states"] == {"verified": 2, "verified-with-edits": 1, "not-found": 1}
    assert {row["source"]: row["done"] for row in document["sources"]} == dict.fromkeys(
        ("act", "gazette", "post"), "compared"
    )
    assert [found["code"] for found in document["findings"]] == ["quote-not-found"]
    assert UNTOLD[16:40] not in result.stdout


def test_the_folder_comes_from_site_yaml(root: Path) -> None:
    assert command(root).exit_code == 2
    assert "give --snapshots DIR" in command(root).stderr
    change(root, "title: Kettles", "title: Kettles\nsnapshots: ../copies", "site.yaml")
    assert command(root).exit_code == 0
    change(root, "../copies", "../copied", "site.yaml")
    assert command(root).exit_code == 2


def test_a_misspelt_source_is_a_mistake_of_usage(root: Path) -> None:
    result = with_copies(root, "--source", "pots")
    assert result.exit_code == 2
    assert "did you mean 'post'?" in result.stderr


def test_content_must_be_sound_before_it_is_compared(root: Path) -> None:
    change(root, "speaker: library", "speaker: libary")
    result = with_copies(root)
    assert result.exit_code == 1
    assert "[unknown-id]" in result.stdout
    assert not (root / "content" / "evidence").exists()


def test_the_site_after_a_run_is_the_site_that_is_read(root: Path) -> None:
    before = site(root)
    outcomes = list(Verifier(before, root, DAY, root.parent / "copies").run())
    read = site(root).evidence
    assert {key: checked.entry for key, checked in after(before, outcomes).evidence.items()} == {
        key: checked.entry for key, checked in read.items()
    }
