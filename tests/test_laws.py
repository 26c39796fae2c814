"""Laws of the whole site: what holds for every build of every content, good or bad."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from site_builder import cli
from site_builder.build import Built
from site_builder.build import build as build_site
from site_builder.diagnostics import Level, Report, as_text
from site_builder.load import load
from site_builder.model import KINDS, Document, Record
from site_builder.write import write
from tests.conftest import CHECKOUT
from tests.txtar import read, unpack

DAY = date(2026, 11, 21)
CASES = Path(__file__).parent / "cases"
_, SMALL = read((CASES / "sites" / "three-of-each.txt").read_text(encoding="utf-8"))
_, SOUND = read((CASES / "checks" / "a-sound-site.txt").read_text(encoding="utf-8"))
SOUND.pop("expect")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small site that uses every kind of record."""
    unpack(SMALL, tmp_path / "small")
    return tmp_path / "small"


def command(*arguments: str | Path) -> Result:
    """One verb, run in this process; what it prints is not a terminal's."""
    result = CliRunner().invoke(cli.verbs, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def process(*arguments: str | Path, cwd: Path = CHECKOUT, **env: str) -> subprocess.CompletedProcess[str]:
    """`site-builder` in a process of its own, with `env` beside the usual environment."""
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **env},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def touched(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file and folder last changed, in nanoseconds, and its inode."""
    found = ((path, path.stat()) for path in [folder, *folder.rglob("*")])
    return {path.relative_to(folder).as_posix(): (stat.st_mtime_ns, stat.st_ino) for path, stat in found}


def errors(built: Built) -> str:
    return as_text(found for found in built.report if found.level is Level.ERROR)


# ---------------------------------------------------------------- one commit, one site


@dataclass(frozen=True)
class Made:
    """The repository's site as a process made it, below the address of base_url."""

    out: Path
    project: Path


@pytest.fixture(scope="session")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    out = tmp_path_factory.mktemp("made") / "site"
    done = process(
        *("build", "--project", project, "--out", out, "--day", DAY.isoformat()),
        PYTHONHASHSEED="0",
        TZ="UTC",
        LC_ALL="C.UTF-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Made(out, project)


def test_two_builds_are_byte_identical(made: Made, tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, working directory; the day from SOURCE_DATE_EPOCH, 13:00 before its end."""
    moment = int((DAY - date(1970, 1, 1)).total_seconds()) + 13 * 3_600
    done = process(
        *("build", "--project", os.path.relpath(made.project, tmp_path), "--out", "again"),
        cwd=tmp_path,
        PYTHONHASHSEED="1",
        TZ="Pacific/Auckland",
        LC_ALL="C",
        SOURCE_DATE_EPOCH=str(moment),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(tmp_path / "again") == files(made.out)


def test_a_build_in_this_process_is_the_same_and_the_folder_is_the_tree(made: Made) -> None:
    tree = dict(build_site(made.project, DAY).tree)
    written = files(made.out)
    written.pop(".site-builder-manifest")
    assert written == tree


def test_a_second_build_writes_nothing(made: Made) -> None:
    before = touched(made.out)
    result = command("build", "--project", made.project, "--out", made.out, "--day", DAY.isoformat())
    assert result.exit_code == 0
    assert " 0 written, " in result.stderr
    assert " 0 removed" in result.stderr
    assert touched(made.out) == before


def test_the_order_in_which_a_disk_lists_files_does_not_matter(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_site(small, DAY)
    walk = os.walk

    def backwards(top: str) -> Iterable[tuple[str, list[str], list[str]]]:
        for parent, folders, names in walk(top):
            folders.reverse()
            yield parent, folders, names[::-1]

    monkeypatch.setattr(os, "walk", backwards)
    assert build_site(small, DAY).tree == before.tree


# ---------------------------------------------------------------- what is in the evidence is on the pages


def written_ids(project: Path, kind: str) -> set[str]:
    """The ids of a kind as content/ has them, read without our own reader."""
    text = (project / "content" / f"{kind}.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes nothing but text, lists and dicts
    return {row["id"] for row in rows}


def shown(page: Path, selector: str, attribute: str) -> list[str]:
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    return [node.attributes.get(attribute) or "" for node in tree.css(selector)]


def linked_ids(page: Path, kind: str) -> set[str]:
    """Ids of the records of a kind that a page links to, wherever on it."""
    links = shown(page, "main a[href]", "href")
    found = (re.search(r"(?:^|/)([a-z0-9-]+)/index\.html$", link) for link in links)
    folder = page.parent.parent / kind
    return {match[1] for match in found if match and (folder / match[1]).is_dir()}


# Where a kind's own page shows each record once: the selector, and the attribute that holds the id.
ENTRIES = {
    "events": ("timeline/index.html", "li.evt[id]"),
    "bans": ("bans/index.html", "table tbody tr[id]"),
    "sources": ("sources/index.html", "main li[id]"),
    "claims": ("disagreements/index.html", "section.dis[id]"),
}

LISTS = {
    "by-source",
    "by-status",
    "by-target",
    "by-date",
    "matrix",
}  # folders among a kind's pages that show it in another order

# What the first edition told. Later editions may tell more; a record that goes needs an alias or a correction.
FIRST_EDITION = {"events": 70, "bans": 39, "quotes": 74, "sources": 163}


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_list_shows_each_record_once(made: Made, kind: str) -> None:
    page, selector = ENTRIES[kind]
    ids = shown(made.out / page, selector, "id")
    assert Counter(ids) == Counter(written_ids(made.project, kind))


@pytest.mark.parametrize("page", ["quotes/index.html", "quotes/by-source/index.html"])
def test_the_quote_lists_show_each_quotation(made: Made, page: str) -> None:
    text = (made.out / page).read_text(encoding="utf-8")
    missing = {
        id
        for id in written_ids(made.project, "quotes")
        if f"quotes/{id}/" not in text and f"{id}/" not in text
    }
    assert missing == set()


def test_the_quote_list_has_as_many_quotations_as_there_are(made: Made) -> None:
    ids = shown(made.out / "quotes/index.html", "main figure[id], main article[id], main li[id]", "id")
    wanted = written_ids(made.project, "quotes")
    assert Counter(id for id in ids if id in wanted) == Counter(wanted)


@pytest.mark.parametrize("kind", ["events", "bans", "quotes", "sources", "actors"])
def test_each_record_has_a_page(made: Made, kind: str) -> None:
    aliases = sum(kind_of_page(path) == "alias" for path in (made.out / kind).glob("*/index.html"))
    pages = {path.parent.name for path in (made.out / kind).glob("*/index.html")}
    assert pages >= written_ids(made.project, kind)
    assert len(pages - LISTS) == len(written_ids(made.project, kind)) + aliases


def kind_of_page(path: Path) -> str:
    return "alias" if 'http-equiv="refresh"' in path.read_text(encoding="utf-8") else ""


@pytest.mark.parametrize(("kind", "count"), FIRST_EDITION.items())
def test_nothing_the_first_edition_told_is_lost(made: Made, kind: str, count: int) -> None:
    assert len(written_ids(made.project, kind)) >= count


# ---------------------------------------------------------------- sites of all sizes


def test_three_records_of_each_kind_are_a_site(small: Path) -> None:
    built = build_site(small, DAY)
    records = load(small, Report()).records
    assert Counter(type(record) for record in records) == dict.fromkeys(KINDS, 3)
    assert errors(built) == ""
    assert "drafts" not in built.tree
    assert {
        f"{kind}/index.html" for kind in ("bans", "events", "timeline", "quotes")
    } - built.tree.keys() <= {"events/index.html"}


def test_site_yaml_and_an_empty_folder_are_a_site(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Nothing yet\ndescription: A start.\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    built = build_site(tmp_path, DAY)
    assert errors(built) == ""
    assert {"index.html", "404.html", "timeline/index.html", "bans/index.html"} <= built.tree.keys()


@pytest.mark.parametrize("name", ["запреты и ответы", "禁令", "a%20b#c?d&e=‘f’"])
def test_the_folder_may_have_any_name(small: Path, name: str) -> None:
    """In a process, too, that was told to print in an encoding without such letters."""
    folder = small.rename(small.parent / name)
    (folder / "content" / "terms.yaml").write_text("- {id: ж, term: ж, definition: ж}\n", encoding="utf-8")
    done = process("check", "--project", folder, LC_ALL="C", PYTHONIOENCODING="cp1252")
    assert done.returncode == 1, done.stderr
    assert "content/terms.yaml:1:8: error:" in done.stdout
    assert "Traceback" not in done.stderr
    (folder / "content" / "terms.yaml").write_text(SMALL["content/terms.yaml"], encoding="utf-8")
    assert command("build", "--project", folder).exit_code == 0
    assert (folder / "build" / "index.html").is_file()


def test_a_record_at_a_time_may_go(small: Path) -> None:
    """Whatever rested on it is told, in the file where it stands; no page of the rest leads nowhere."""
    records = [record for record in load(small, Report()).records if not isinstance(record, Document)]
    assert len(records) == 3 * 8
    for record in records:
        file = small / record.where.file
        whole = file.read_text(encoding="utf-8")
        file.write_text(without(record, records, whole), encoding="utf-8")
        told_in_content(build_site(small, DAY), record.id)
        file.write_text(whole, encoding="utf-8")


def without(record: Record, records: Iterable[Record], text: str) -> str:
    """The text of a file without one of its records."""
    mine = record.where.at().line
    starts = [other.where.at().line for other in records if other.where.file == record.where.file]
    end = min((start for start in starts if start > mine), default=None)
    lines = text.splitlines(keepends=True)
    return "".join(lines[: mine - 1] + (lines[end - 1 :] if end else []))


def told_in_content(built: Built, what: str) -> None:
    """What is wrong stands in what editors wrote, never in pages that were made of it."""
    places = {found.pos.file for found in built.report if found.level is Level.ERROR}
    assert not [place for place in places if place.startswith("build/")], f"{what}: {errors(built)}"


@pytest.mark.parametrize("name", [name for name in SMALL if name.startswith("content/")])
def test_a_file_at_a_time_may_go_or_be_empty(small: Path, name: str) -> None:
    (small / name).write_bytes(b"")
    emptied = build_site(small, DAY)
    assert [found.code for found in emptied.report if found.pos.file == name] == ["empty-file"]
    told_in_content(emptied, f"{name} emptied")
    (small / name).unlink()
    told_in_content(build_site(small, DAY), f"{name} deleted")


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.plural != "corrections"], ids=lambda kind: kind.plural
)
def test_the_story_survives_the_loss_of_any_kind_of_record(draft: Path, kind: type[Record]) -> None:
    """The record of the real site that most others mention: the most that one deletion can break."""
    records = load(draft, Report()).records
    texts = {file: (draft / file).read_text(encoding="utf-8") for file in {r.where.file for r in records}}

    def mentions(record: Record) -> int:
        return sum(text.count(record.id) for text in texts.values())

    lost = max((record for record in records if type(record) is kind), key=mentions)
    file = draft / lost.where.file
    if isinstance(lost, Document):
        file.unlink()
    else:
        file.write_text(without(lost, records, texts[lost.where.file]), encoding="utf-8")
    told_in_content(build_site(draft, DAY), lost.id)


# ---------------------------------------------------------------- bad input


BAD = sorted(
    path
    for path in (CASES / "checks").glob("*.txt")
    if read(path.read_text(encoding="utf-8"))[1]["expect"].strip()
)


def laid_out(case: Path, root: Path) -> str:
    """The project of a case below `root`, beside a site that was built before; gives what the case expects."""
    _, found = read(case.read_text(encoding="utf-8"))
    expected = found.pop("expect")
    found.pop("build", None)
    unpack({**(SOUND if found.pop("base", None) is not None else {}), **found}, root)
    write({"index.html": b"the old page", "assets/old.css": b"a{}"}, root / "build")
    return expected


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_bad_input_leaves_the_built_site_alone(case: Path, tmp_path: Path) -> None:
    expected = laid_out(case, tmp_path)
    before = files(tmp_path / "build"), touched(tmp_path / "build")
    result = command("build", "--strict", "--project", tmp_path, "--day", DAY.isoformat())
    is_site = "[no-site]" not in expected and not re.search(r"^site\.yaml:.*error", expected, re.MULTILINE)
    assert result.exit_code in ({1} if is_site else {1, 2}), result.output
    assert "nothing was written" in result.stderr
    assert (files(tmp_path / "build"), touched(tmp_path / "build")) == before


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    """A slip of each sort, one in each file."""
    unpack(SMALL, tmp_path)
    slips = {
        "content/sources.yaml": ("publisher: Post Ltd", "publishr: Post Ltd", "unknown-field"),
        "content/actors.yaml": ("schema: Person", "schema: Persn", "not-allowed"),
        "content/quotes.yaml": ("speaker: ann-lee", "speaker: ann-lea", "unknown-id"),
        "content/events.yaml": ('date: "2018-04-20"', 'date: "2018-02-30"', "bad-date"),
        "content/bans.yaml": ("  kind: use-ban", "\tkind: use-ban", "yaml-tab"),
        "content/terms.yaml": ("- {id: act,", "- {id: ad,", "duplicate-id"),
        "content/pages/about.md": ("page:method", "page:methd", "unknown-id"),
        "content/claims.yaml": ("status: settled", "status: settled\n  status: open", "duplicate-key"),
    }
    for name, (good, bad, _) in slips.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert good in text
        (tmp_path / name).write_text(text.replace(good, bad, 1), encoding="utf-8")
    told = {(found.pos.file, found.code) for found in build_site(tmp_path, DAY).report}
    assert {(name, code) for name, (_, _, code) in slips.items()} <= told


ODD_YAML = {
    "a list inside itself": "- &b\n  id: x\n  term: *b\n  definition: d\n",
    "a very deep list": "- " + "[" * 2_000 + "]" * 2_000 + "\n",
    "brackets without end": "- id: x\n  term: " + "[" * 100_000 + "\n",
    "lists in lists without end": "- id: x\n  term:\n    " + "- " * 100_000 + "\n",
    "a very deep set": "- " + "{a: " * 900 + "}" * 900 + "\n",
    "a billion laughs": "- &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"- &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "half a character": '- {id: x, term: "a\\uD800b", definition: d}\n',
    "a zero byte": '- {id: x, term: "a\\0b", definition: d}\n',
    "a program": "- !!python/object/apply:os.system {id: x, term: t, definition: d}\n",
    "two documents": "- {id: x, term: t, definition: d}\n---\n- {id: y, term: t, definition: d}\n",
    "a list as a key": "- {? [a] : b, id: y, term: t, definition: d}\n",
    "lists of lists": "- - a\n- [b]\n- 3\n- null\n",
    "a line that only Unicode breaks": '- id: y\n  term: "a\u2028b\x85c"\n  definition: d\n  bogus: 1\n',
}


@pytest.mark.parametrize("text", ODD_YAML.values(), ids=ODD_YAML)
def test_odd_yaml_is_no_accident(small: Path, text: str) -> None:
    (small / "content" / "terms.yaml").write_text(text, encoding="utf-8")
    told_in_content(build_site(small, DAY), text[:60])


ODD_TEMPLATES = {
    "{{ pgae.title }}": "template-variable",
    "{{ page.titel }}": "template-variable",
    "{{ 1 + page.title }}": "template-fault",
    "{{ 1 // 0 }}": "template-fault",
    "{{ 5|join }}": "template-fault",
    "{{ href() }}": "template-fault",
    "{{ href(5) }}": "template-fault",
    "{{ inline(none) }}": "template-fault",
    "{{ asset(page) }}": "template-fault",
    "{{ body(page) }}": "template-fault",
    "{{ card_of(site_title|default('x')) }}": "template-fault",
    "{{ title_of(config) }}": "template-fault",
    "{{ coins(none) }}": "template-fault",
    "{{ config.title|bare(5) }}": "template-fault",
    "{% include '404.html' %}": "template-fault",
    "{{ page.title|nope }}": "template-syntax",
    "{% if %}": "template-syntax",
    "{% include 'nope.html' %}": "template-missing",
}


@pytest.mark.parametrize(("text", "code"), ODD_TEMPLATES.items())
def test_a_fault_in_a_template_is_told_at_its_line(small: Path, text: str, code: str) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "404.html").write_text(
        f"<!doctype html>\n<title>x</title>\n  {text}\n", encoding="utf-8"
    )
    found = {(found.pos.file, found.pos.line, found.code) for found in build_site(small, DAY).report}
    assert ("templates/404.html", 3, code) in found


def odd_files(root: Path) -> dict[str, Path]:
    return {
        "a link that leads nowhere, in content": root / "content" / "terms.yaml",
        "a link that leads nowhere, in assets": root / "assets" / "x.css",
        "a link that leads nowhere, in templates": root / "templates" / "home.html",
    }


@pytest.mark.parametrize("what", odd_files(Path()))
def test_a_link_that_leads_nowhere_is_told(small: Path, what: str) -> None:
    place = odd_files(small)[what]
    place.unlink(missing_ok=True)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to("nowhere")
    built = build_site(small, DAY)
    name = place.relative_to(small).as_posix()
    assert "unreadable-file" in {found.code for found in built.report if found.pos.file == name}


@pytest.mark.parametrize("name", ["a\nb.css", "a\\b.css", "LEDGER.css"])
def test_an_asset_that_no_server_could_name_is_told_and_not_written(small: Path, name: str) -> None:
    (small / "assets").mkdir()
    (small / "assets" / name).write_text("", encoding="utf-8")
    result = command("build", "--project", small)
    assert result.exit_code == 1, result.output
    assert not (small / "build").exists()


@pytest.mark.parametrize("url", ["https://[x", "http://", "https://a b.example", "https://x.example:port/"])
def test_an_address_that_is_none_is_told(small: Path, url: str) -> None:
    text = SMALL["content/sources.yaml"].replace("https://post.example/acme-beta", f'"{url}"')
    (small / "content" / "sources.yaml").write_text(text, encoding="utf-8")
    (small / "site.yaml").write_text(
        SMALL["site.yaml"].replace("https://example.org/code", f'"{url}"'), encoding="utf-8"
    )
    built = build_site(small, DAY)
    told = [found.pos.file for found in built.report if found.code == "bad-address"]
    assert told == ["content/sources.yaml", "site.yaml"]


# ---------------------------------------------------------------- any input


@st.composite
def spoilt(draw: st.DrawFn, names: tuple[str, ...], texts: Mapping[str, str]) -> tuple[str, bytes]:
    """A file's name, and its bytes after one to three slips of a hand or a disk."""
    name = draw(st.sampled_from(names))
    text = texts[name]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(SLIPS))(text, draw(st.integers(0, max(len(text) - 1, 0))), draw)
    data = text.encode("utf-8", "surrogatepass")
    return name, data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data


def line_lost(text: str, at: int, _: st.DrawFn) -> str:
    start = text.rfind("\n", 0, at) + 1
    return text[:start] + text[at:].partition("\n")[2]


def line_twice(text: str, at: int, _: st.DrawFn) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1
    return text[:end] + text[start:]


def tab_put_in(text: str, at: int, _: st.DrawFn) -> str:
    start = text.rfind("\n", 0, at) + 1
    return f"{text[:start]}\t{text[start:]}"


def letters_swapped(text: str, at: int, _: st.DrawFn) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def something_put_in(text: str, at: int, draw: st.DrawFn) -> str:
    odd = "&*!|>%@`{}[]:#,-?'\"\\\0\x85\u2028\u202e\ud800<$"
    words = st.sampled_from(
        [*odd, "\n", "---\n", "  - ", "{{", "{%", "[^1]", "](", "![](", "[@", "&a *a", "<<: ", "9" * 30]
    )
    return text[:at] + draw(words | st.text(max_size=4)) + text[at:]


def stretch_lost(text: str, at: int, draw: st.DrawFn) -> str:
    return text[:at] + text[at + draw(st.integers(1, 40)) :]


def word_for_another(text: str, at: int, draw: st.DrawFn) -> str:
    words = re.findall(r"[\w-]+", text) or [""]
    start = re.search(r"[\w-]*$", text[:at])
    end = re.match(r"[\w-]*", text[at:])
    assert start
    assert end
    other: str = draw(st.sampled_from(words))
    return text[: start.start()] + other + text[at + end.end() :]


SLIPS = (line_lost, line_twice, tab_put_in, letters_swapped, something_put_in, stretch_lost, word_for_another)
CONTENT = tuple(SMALL)
THEME = {
    f"templates/{name}": (CHECKOUT / "templates" / name).read_text(encoding="utf-8")
    for name in ("404.html", "event.html", "embeds/quote.html", "citations.html")
}
# Builds take their time, and the files below tmp_path are put right before each.
UNHURRIED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@settings(UNHURRIED, max_examples=130)
@given(slip=spoilt(CONTENT, SMALL))
def test_no_slip_in_content_is_an_exception(slip: tuple[str, bytes], tmp_path: Path) -> None:
    unpack(SMALL, tmp_path)
    name, data = slip
    (tmp_path / name).write_bytes(data)
    report = build_site(tmp_path, DAY).report
    as_text(report).encode()
    told = [found for found in report if found.pos.file == name]
    lines = data.decode("utf-8", "replace").count("\n") + data.count(b"\r") + 1
    assert all(found.pos.line <= lines for found in told)


@settings(UNHURRIED, max_examples=15)
@given(slip=spoilt(tuple(THEME), THEME))
def test_no_slip_in_a_template_is_an_exception(slip: tuple[str, bytes], tmp_path: Path) -> None:
    unpack(SMALL, tmp_path)
    name, data = slip
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    for other in THEME:
        (tmp_path / other).unlink(missing_ok=True)
    (tmp_path / name).write_bytes(data)
    as_text(build_site(tmp_path, DAY).report).encode()


# ---------------------------------------------------------------- the contract with hands and CI


def test_exit_code_0_and_the_last_line_is_a_count(small: Path) -> None:
    (small / "content" / "explainers" / "unfinished.md").unlink()
    result = command("check", "--project", small, "--format", "text")
    assert result.exit_code == 0
    assert re.fullmatch(r"0 errors, \d+ warnings? in \d+ files?", result.output.splitlines()[-1])
    assert not (small / "build").exists()


def test_warnings_fail_under_strict_alone(small: Path) -> None:
    assert command("build", "--project", small, "--strict").exit_code == 1
    assert not (small / "build").exists()
    assert command("build", "--project", small).exit_code == 0
    assert (small / "build").is_dir()


def test_exit_code_1_for_content(small: Path) -> None:
    (small / "content" / "terms.yaml").write_text("- {id: ad, trem: advertisement}\n", encoding="utf-8")
    for verb in ("build", "check"):
        result = command(verb, "--project", small, "--format", "text")
        assert result.exit_code == 1
        assert "content/terms.yaml:1:12: error: term has no field 'trem' [unknown-field]" in result.stdout
        assert (
            "  1 | - {id: ad, trem: advertisement}\n    |            ^\n  = did you mean 'term'?"
            in result.stdout
        )
        assert re.fullmatch(r"\d+ errors, \d+ warnings? in \d+ files?", result.output.splitlines()[-1])


@pytest.mark.parametrize(
    "arguments",
    [
        ["biuld"],
        ["build", "--frobnicate"],
        ["build", "--project", "nowhere"],
        ["build", "--day", "yesterday"],
        ["build", "--base-url", "example.org"],
        ["check", "--format", "xml"],
        ["serve", "--port", "0"],
    ],
    ids=" ".join,
)
def test_exit_code_2_for_usage(arguments: list[str]) -> None:
    result = command(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_exit_code_2_without_a_site(tmp_path: Path) -> None:
    assert command("build", "--project", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_exit_code_2_for_a_folder_of_somebody_else(small: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("Dear", encoding="utf-8")
    assert command("build", "--project", small, "--out", tmp_path / "theirs").exit_code == 2
    assert files(tmp_path / "theirs") == {"letter.txt": b"Dear"}


def test_exit_code_3_for_a_bug_of_ours(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> Built:
        raise KeyError("oops")

    monkeypatch.setattr("site_builder.build.build", broken)
    monkeypatch.setattr(sys, "argv", ["site-builder", "check", "--project", str(small)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    told = capsys.readouterr().err
    assert left.value.code == 3
    assert "Traceback" in told
    assert "bug in site-builder, not in your content" in told


def test_json_is_for_programs(small: Path) -> None:
    (small / "content" / "terms.yaml").write_text("- {id: ad, trem: advertisement}\n", encoding="utf-8")
    result = command("check", "--project", small, "--format", "json")
    rows = json.loads(result.stdout)
    assert {frozenset(row) for row in rows} == {
        frozenset({"file", "line", "col", "level", "code", "message", "hint"})
    }
    assert any(row["code"] == "unknown-field" and (row["line"], row["col"]) == (1, 12) for row in rows)


def test_json_of_nothing_is_a_list(tmp_path: Path) -> None:
    unpack(SOUND, tmp_path)
    assert json.loads(command("check", "--project", tmp_path, "--format", "json").stdout) == []


def test_github_reads_its_own_commands(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "content" / "terms.yaml").write_text("- {id: ad, trem: advertisement}\n", encoding="utf-8")
    (small / "content" / "a,b.yaml").write_text("", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = command("check", "--project", small).stdout.splitlines()
    told = re.compile(r"::(error|warning) file=[^,:]+,line=\d+,col=\d+,title=[a-z0-9-]+::.+")
    assert lines
    assert [line for line in lines if not told.fullmatch(line)] == []
    assert "file=content/a%2Cb.yaml," in "\n".join(lines)
