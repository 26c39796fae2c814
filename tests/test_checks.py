"""What editors are told: each case is a small project with a mistake, and every word of the answer."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.checks import check_content
from site_builder.diagnostics import Report, as_text
from site_builder.link import link
from site_builder.load import load
from site_builder.pages import plan
from site_builder.render import Drawn
from tests.txtar import read, unpack

CASES = Path(__file__).parent / "cases" / "checks"
BASE = CASES / "a-sound-site.txt"
DAY = date(2026, 11, 21)


def told(root: Path) -> str:
    """The report on the content below `root`, without a tree being made."""
    report = Report()
    site = link(load(root, report), report)
    if site is not None:
        report.extend(check_content(site, DAY))
    return as_text(report)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_every_mistake_is_told_in_full(case: Path, tmp_path: Path) -> None:
    """A section 'base' stands for the files of the sound site, 'build' for making the whole tree."""
    sentence, files = read(case.read_text(encoding="utf-8"))
    expected = files.pop("expect")
    whole = files.pop("build", None) is not None
    if files.pop("base", None) is not None:
        _, sound = read(BASE.read_text(encoding="utf-8"))
        files = {name: text for name, text in sound.items() if name != "expect"} | files
    unpack(files, tmp_path)
    found = as_text(build(tmp_path, DAY).report) if whole else told(tmp_path)
    assert found == expected.rstrip("\n"), sentence


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_a_case_begins_with_a_sentence(case: Path) -> None:
    sentence, _ = read(case.read_text(encoding="utf-8"))
    assert sentence.endswith(".")


def test_an_address_on_the_command_line_is_one(tmp_path: Path) -> None:
    _, files = read((CASES / "no-base-url.txt").read_text(encoding="utf-8"))
    unpack({"site.yaml": files["site.yaml"]}, tmp_path)
    (tmp_path / "content").mkdir()
    codes = [
        [problem.code for problem in build(tmp_path, DAY, base_url=url).report]
        for url in (None, "https://a.example/")
    ]
    assert codes == [["no-base-url"], []]


def examples(text: str) -> dict[str, str]:
    """The files that a document shows, each in a code block that opens with its language and name."""
    return dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def test_the_examples_of_the_docs_make_a_sound_site(tmp_path: Path) -> None:
    """Every example of docs/content.md is a file of one site; its explainer alone is too short, being an example."""
    text = (Path(__file__).parent.parent / "docs" / "content.md").read_text(encoding="utf-8")
    unpack(examples(text), tmp_path)
    assert {line.rpartition(" ")[2] for line in told(tmp_path).splitlines() if line.endswith("]")} == {
        "[explainer-length]"
    }


def test_any_record_may_be_taken_away(tmp_path: Path) -> None:
    """What is left is told about or sound, and is made into a site in any case."""
    text = (Path(__file__).parent.parent / "docs" / "content.md").read_text(encoding="utf-8")
    unpack(examples(text), tmp_path)
    loaded = load(tmp_path, Report())
    for gone in loaded.records:
        report = Report()
        kept = tuple(record for record in loaded.records if record is not gone)
        site = link(replace(loaded, records=kept), report)
        assert site is not None
        report.extend(check_content(site, DAY))
        assert Drawn(plan(site, DAY), site, DAY, report).finished(), gone.id
