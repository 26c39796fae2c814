"""The verbs that build: build, check, serve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.options import BASE_URL, DAY, FORMAT, PROJECT, STRICT, with_options
from site_builder.cli.telling import CONTENT_ERROR, USAGE_ERROR, tell

if TYPE_CHECKING:
    from site_builder.build import Built
    from site_builder.cache import Shelf


@click.command()
@with_options(PROJECT, DAY, BASE_URL, STRICT, FORMAT)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write (default: build/ in the project).",
)
def build(
    project: Path, day: date, base_url: str | None, strict: bool, format_: str, out: Path | None
) -> None:
    """Check everything and write the site."""
    from site_builder.write import NotOursError, write

    built = _make(project, day, base_url)
    tell(built.report, format_)
    if built.report.failed(strict=strict):
        click.echo("nothing was written", err=True)
        _stop(built, strict)
    target = out if out is not None else project / "build"
    try:
        written = write(built.tree, target)
    except NotOursError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"cannot write {target}: {error.strerror or error}") from error
    done = (
        f"{len(written.written)} written, {len(written.unchanged)} unchanged, {len(written.removed)} removed"
    )
    click.echo(f"{target}: {done}", err=True)
    _stop(built, strict)


@click.command()
@with_options(PROJECT, DAY, BASE_URL, STRICT, FORMAT)
def check(project: Path, day: date, base_url: str | None, strict: bool, format_: str) -> None:
    """Check everything and write nothing."""
    built = _make(project, day, base_url)
    tell(built.report, format_)
    _stop(built, strict)


@click.command()
@with_options(PROJECT, DAY, BASE_URL)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The first port to try."
)
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
def serve(project: Path, day: date, base_url: str | None, port: int, open_: bool) -> None:
    """Preview the site; it follows every save."""
    from site_builder.build import building
    from site_builder.serve import serve as run

    def make() -> Iterator[Built]:
        return building(project, day, base_url=base_url, shelf=_shelf(project))

    try:
        run(project, make, base_url=base_url, port=port, open_browser=open_, say=click.echo)
    except OSError as error:
        raise click.UsageError(f"no port can be had: {error.strerror or error}") from error


def _make(project: Path, day: date, base_url: str | None) -> Built:
    from site_builder.build import build as make

    shelf = _shelf(project)
    built = make(project, day, base_url=base_url, shelf=shelf)
    shelf.sweep()
    return built


def _shelf(project: Path) -> Shelf:
    """Where drawn pictures are kept from run to run; .gitignore leaves it out."""
    from site_builder.cache import Shelf

    return Shelf(project / ".cache" / "drawn")


def _stop(built: Built, strict: bool) -> None:
    """The last line is a count; the exit code says whether the site may be written."""
    click.echo(built.report.count(), err=True)
    if built.config is None:
        raise SystemExit(USAGE_ERROR)
    if built.report.failed(strict=strict):
        raise SystemExit(CONTENT_ERROR)
