"""A small site from texts: what most tests of pages and of derived facts begin with."""

from collections.abc import Mapping
from pathlib import Path

from site_builder.diagnostics import Report
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Site


def sound_site(root: Path, files: Mapping[str, str]) -> Site:
    """The site of `files` (path -> text), laid below `root`; they must hold no mistake."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = Report()
    site = link(load(root, report), report)
    assert [str(problem) for problem in report] == []
    assert site is not None
    return site
