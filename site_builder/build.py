"""The path: files to records to a site to pages to a tree. One function, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from site_builder.cache import Shelf
from site_builder.checks import check_content
from site_builder.checks.output import check_output
from site_builder.diagnostics import Report
from site_builder.exports import export
from site_builder.link import link
from site_builder.load import load
from site_builder.model import Config
from site_builder.pages import menu, origins, plan
from site_builder.pages.search import findable
from site_builder.render import Drawn
from site_builder.search import indexed


@dataclass(frozen=True)
class Built:
    """The site as a value: path -> bytes, and all that was found wrong. `config` is None without a readable site.yaml.

    `whole` is False as long as pages are still to be drawn: then a page is drawn when it is asked for, and what can only be
    seen in the finished tree is not in the report yet.
    """

    tree: Mapping[str, bytes] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    config: Config | None = None
    whole: bool = True


def build(root: Path, day: date, *, base_url: str | None = None, shelf: Shelf | None = None) -> Built:
    """Everything the site is, from the files under `root`, as of `day`. Reads; never writes.

    `base_url` stands in for that of site.yaml; `shelf` keeps what is dear to draw. Problems in content are in the report; an
    exception is a bug of ours.
    """
    *_, built = building(root, day, base_url=base_url, shelf=shelf)
    return built


def building(
    root: Path, day: date, *, base_url: str | None = None, shelf: Shelf | None = None
) -> Iterator[Built]:
    """The path. Gives what there is as soon as a page can be drawn, again after each page, and at last the whole.

    Whoever wants a page before all are drawn, as the preview does, need not wait, and may leave when the next save comes.
    """
    report = Report()
    records = load(root, report, base_url=base_url)  # files -> records
    site = link(records, report)  # records -> Site
    if site is None:
        yield Built(report=report)
        return
    report.extend(check_content(site, day))  # Site -> findings
    pages = list(plan(site, day))  # Site -> Page, Page, ...
    drawn = Drawn(pages, site, day, report, shelf)  # Page -> bytes
    for path in drawn:
        yield Built(drawn, report, site.config, whole=False)
        drawn.get(path)
    tree = drawn.finished() | export(site, pages, day)  # Site -> more of the tree
    for index in indexed(tree, findable(site, pages), site.config.language):  # tree -> a search index
        yield Built(drawn, report, site.config, whole=False)
        tree |= index
    report.extend(
        check_output(
            tree, site.config.base_url, origins(pages), drawn.failed(), menu(site), is_whole=site.is_whole
        )
    )  # tree -> findings
    yield Built(tree, report, site.config)
