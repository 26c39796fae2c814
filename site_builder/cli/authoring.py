"""The verbs for those who write: init, new, import, schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from site_builder.cli.options import DAY, PROJECT, with_options
from site_builder.cli.telling import usage_errors


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", required=False)
@click.option("--title", help="The title of the site.")
def init(folder: Path, title: str | None) -> None:
    """Make a small working site in FOLDER (default: here)."""
    from site_builder import scaffold

    with usage_errors(scaffold.ScaffoldError):
        made = scaffold.init(folder, title, say=click.echo)
    click.echo(f"{folder}: {len(made)} files made; next: site-builder serve --project {folder}")


@click.command()
@with_options(PROJECT, DAY)
@click.argument("kind")
@click.argument("id")
@click.option("--title", help="Its title, name, question or term.")
def new(project: Path, day: date, kind: str, id: str, title: str | None) -> None:
    """Add a record of KIND with the given ID, its fields to be filled in."""
    from site_builder import scaffold

    with usage_errors(scaffold.ScaffoldError):
        file = scaffold.new(project, kind, id, day, title=title)
    click.echo(f"{file}: {kind} {id} added")


@click.command("import")
@with_options(PROJECT)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(project: Path, file: Path) -> None:
    """Add the sources of a CSL-JSON file, or the events of a TimelineJS file (JSON or CSV)."""
    from site_builder import scaffold

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: save it as UTF-8") from error
    with usage_errors(scaffold.ScaffoldError):
        imported = scaffold.import_text(project, text)
    for remark in imported.remarks:
        click.echo(remark)
    click.echo(f"{imported.sources} sources and {imported.events} events added")


@click.command()
@with_options(PROJECT)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to (default: schemas/ in the project).",
)
def schema(project: Path, out: Path | None) -> None:
    """Write JSON Schemas of every kind of file, for completion and help in editors."""
    from site_builder.schema import write_schemas

    made = write_schemas(out if out is not None else project / "schemas")
    click.echo(f"{len(made)} schemas written")
