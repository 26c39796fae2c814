"""The verbs: arguments in, words and an exit code out. The only room with a clock; it holds no logic.

Exit codes: 0 clean, 1 content errors, 2 usage or configuration, 3 a bug of ours.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from site_builder import __version__

if TYPE_CHECKING:  # imports cost time: each verb brings its own when it runs
    from site_builder.build import Built
    from site_builder.cache import Shelf
    from site_builder.diagnostics import Report

CONTENT_ERROR, USAGE_ERROR, BUG = 1, 2, 3
COLOURS = {"error": "\033[31m", "warning": "\033[33m"}
F = TypeVar("F", bound=Callable[..., Any])


def _today() -> date:
    """The day statuses are computed for: SOURCE_DATE_EPOCH if set, else today in UTC.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.date()


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD", param, ctx)


class _BaseUrl(click.ParamType[str]):
    name = "URL"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if not text.startswith(("http://", "https://")) or any(char.isspace() for char in text):
            self.fail(f"{text!r} is not a web address; begin with https://", param, ctx)
        return text


PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with site.yaml (default: here).",
)
DAY = click.option(
    "--day", type=_Day(), default=_today, help="The day that statuses are computed for (default: today)."
)
BASE_URL = click.option(
    "--base-url",
    type=_BaseUrl(),
    envvar="SITE_BASE_URL",
    help="The address the site will have; wins over site.yaml.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings fail too.")
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default=lambda: "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text",
    help="How problems are printed (default: text; github inside GitHub Actions).",
)


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def wrap(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def verbs() -> None:
    """Build a site of sourced explainers."""


@verbs.command()
@_options(PROJECT, DAY, BASE_URL, STRICT, FORMAT)
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
    _tell(built.report, format_)
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


@verbs.command()
@_options(PROJECT, DAY, BASE_URL, STRICT, FORMAT)
def check(project: Path, day: date, base_url: str | None, strict: bool, format_: str) -> None:
    """Check everything and write nothing."""
    built = _make(project, day, base_url)
    _tell(built.report, format_)
    _stop(built, strict)


@verbs.command()
@_options(PROJECT, DAY, BASE_URL)
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


@verbs.command()
@_options(PROJECT)
@click.option(
    "--snapshots",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of copies (default: snapshots in site.yaml).",
)
@click.option("--live", is_flag=True, help="Look at the sources' own addresses too.")
@click.option("--archive", is_flag=True, help="Look for public copies, and make them where keys are given.")
@click.option("--source", metavar="ID", help="This source only.")
@click.option("--refresh", is_flag=True, help="Compare again what was compared before.")
@click.option("--day", type=_Day(), default=_today, help="The day of the comparison (default: today).")
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
        _tell(problems, format_)
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
        _tell(found, format_)
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


@verbs.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", required=False)
@click.option("--title", help="The title of the site.")
def init(folder: Path, title: str | None) -> None:
    """Make a small working site in FOLDER (default: here)."""
    from site_builder import scaffold

    with _usage_errors(scaffold.ScaffoldError):
        made = scaffold.init(folder, title, say=click.echo)
    click.echo(f"{folder}: {len(made)} files made; next: site-builder serve --project {folder}")


@verbs.command()
@_options(PROJECT, DAY)
@click.argument("kind")
@click.argument("id")
@click.option("--title", help="Its title, name, question or term.")
def new(project: Path, day: date, kind: str, id: str, title: str | None) -> None:
    """Add a record of KIND with the given ID, its fields to be filled in."""
    from site_builder import scaffold

    with _usage_errors(scaffold.ScaffoldError):
        file = scaffold.new(project, kind, id, day, title=title)
    click.echo(f"{file}: {kind} {id} added")


@verbs.command("import")
@_options(PROJECT)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(project: Path, file: Path) -> None:
    """Add the sources of a CSL-JSON file, or the events of a TimelineJS file (JSON or CSV)."""
    from site_builder import scaffold

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: save it as UTF-8") from error
    with _usage_errors(scaffold.ScaffoldError):
        imported = scaffold.import_text(project, text)
    for remark in imported.remarks:
        click.echo(remark)
    click.echo(f"{imported.sources} sources and {imported.events} events added")


@verbs.command()
@_options(PROJECT)
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


@contextmanager
def _usage_errors(*kinds: type[Exception]) -> Iterator[None]:
    """What an outbuilding refuses becomes a word to the user and exit code 2."""
    try:
        yield
    except kinds as error:
        raise click.UsageError(str(error)) from error


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


def _tell(report: Report, format_: str) -> None:
    """Print the findings; the count comes last in text, and is left out where a program reads."""
    from site_builder import diagnostics

    if format_ == "json":
        click.echo(diagnostics.as_json(report))
        return
    if format_ == "github":
        text = diagnostics.as_github(report)
    else:
        colours = {} if os.environ.get("NO_COLOR") or not sys.stdout.isatty() else COLOURS
        text = diagnostics.as_text(
            report, {diagnostics.Level(level): code for level, code in colours.items()}
        )
    if text:
        click.echo(text)


def _stop(built: Built, strict: bool) -> None:
    """The last line is a count; the exit code says whether the site may be written."""
    click.echo(built.report.count(), err=True)
    if built.config is None:
        raise SystemExit(USAGE_ERROR)
    if built.report.failed(strict=strict):
        raise SystemExit(CONTENT_ERROR)


def main() -> None:
    """Run a verb; anything it did not expect is our bug, and is said to be."""
    for stream in (
        sys.stdout,
        sys.stderr,
    ):  # a name from content that the terminal's encoding lacks is no bug
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        verbs()
    except Exception:  # noqa: BLE001  # the border: whatever comes here is a bug of ours, and is said to be one
        traceback.print_exc()
        click.echo(
            "\nThis is a bug in site-builder, not in your content. Please report it with the lines above.",
            err=True,
        )
        raise SystemExit(BUG) from None
