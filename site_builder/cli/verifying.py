"""The verb verify."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from site_builder.cli.options import PROJECT, Day, today, with_options
from site_builder.cli.telling import CONTENT_ERROR, USAGE_ERROR, tell


@click.command()
@with_options(PROJECT)
@click.option(
    "--snapshots",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of copies (default: snapshots in site.yaml).",
)
@click.option("--live", is_flag=True, help="Look at the sources' own addresses too.")
@click.option("--archive", is_flag=True, help="Look for public copies, and make them where keys are given.")
@click.option("--source", metavar="ID", help="This source only.")
@click.option("--refresh", is_flag=True, help="Compare again what was compared before.")
@click.option("--day", type=Day(), default=today, help="The day of the comparison (default: today).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How the result is printed.",
)
def verify(
    *,
    project: Path,
    snapshots: Path | None,
    live: bool,
    archive: bool,
    source: str | None,
    refresh: bool,
    day: date,
    format_: str,
) -> None:
    """Compare quotes with copies of their sources, and write content/evidence/."""
    from site_builder.diagnostics import near
    from site_builder.evidence import telling
    from site_builder.evidence.archive import Keys, Wayback
    from site_builder.evidence.extract import missing
    from site_builder.evidence.fetch import Fetcher
    from site_builder.evidence.verify import Verifier

    site, problems = telling.site_of(project)
    if site is None or problems.failed():
        tell(problems, format_)
        click.echo("nothing was compared: the content must be sound first", err=True)
        click.echo(problems.count(), err=True)
        raise SystemExit(USAGE_ERROR if site is None else CONTENT_ERROR)
    if (live or archive) and (lacking := missing()):
        raise click.UsageError(f"web pages need {' and '.join(lacking)}: pip install 'site-builder[verify]'")
    fetcher = Fetcher(now=lambda: datetime.now(UTC).timestamp())
    verifier = Verifier(
        site=site,
        root=project,
        day=day,
        snapshots=_copies(project, snapshots, site.config.snapshots, is_needed=not (live or archive)),
        fetcher=fetcher if live else None,
        wayback=Wayback(fetcher, Keys.of(os.environ)) if archive else None,
        refresh=refresh,
    )
    if source is not None and source not in verifier.questions:
        raise click.UsageError(
            f"no quote names a source {source!r}; {near(source, verifier.questions)}".rstrip("; ")
        )
    sources = [source] if source is not None else list(verifier.questions)
    with click.progressbar(
        verifier.run(source),
        length=len(sources),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda outcome: outcome.source if outcome else "",
    ) as running:
        outcomes = list(running)
    site = telling.after(site, outcomes)
    found = telling.findings(site)
    if format_ == "json":
        click.echo(telling.as_data(site, outcomes, found))
    else:
        tell(found, format_)
        for remark in telling.remarks(outcomes):
            click.echo(remark)
    click.echo(telling.count(site, outcomes), err=True)
    if found.failed():
        raise SystemExit(CONTENT_ERROR)


def _copies(project: Path, given: Path | None, configured: str | None, *, is_needed: bool) -> Path | None:
    """The folder of copies: as given on the command line, else as site.yaml has it."""
    folder = given if given is not None else project / configured if configured else None
    if folder is None:
        if is_needed:
            raise click.UsageError(
                "no folder of copies: give --snapshots DIR, set snapshots: in site.yaml, or fetch with --live"
            )
        return None
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder; it should hold the copies that sources.yaml names")
    return folder
