"""The options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def today() -> date:
    """The day statuses are computed for: SOURCE_DATE_EPOCH if set, else today in UTC.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.date()


class Day(click.ParamType[date]):
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
    "--day", type=Day(), default=today, help="The day that statuses are computed for (default: today)."
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


def with_options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def wrap(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap
