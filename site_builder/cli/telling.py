"""How a run ends: findings printed, refusals worded, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from site_builder.diagnostics import Report

CONTENT_ERROR, USAGE_ERROR, BUG = 1, 2, 3
COLOURS = {"error": "\033[31m", "warning": "\033[33m"}


def tell(report: Report, format_: str) -> None:
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


@contextmanager
def usage_errors(*kinds: type[Exception]) -> Iterator[None]:
    """What an outbuilding refuses becomes a word to the user and exit code 2."""
    try:
        yield
    except kinds as error:
        raise click.UsageError(str(error)) from error
