"""The verbs: arguments in, words and an exit code out. The only room with a clock; it holds no logic.

Exit codes: 0 clean, 1 content errors, 2 usage or configuration, 3 a bug of ours. Imports cost time: each verb brings its own
when it runs.
"""

from __future__ import annotations

import sys
import traceback
from io import TextIOWrapper

import click

from site_builder import __version__
from site_builder.cli.authoring import import_, init, new, schema
from site_builder.cli.building import build, check, serve
from site_builder.cli.telling import BUG
from site_builder.cli.verifying import verify


@click.group(
    commands=(build, check, serve, verify, init, new, import_, schema),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="site-builder")
def verbs() -> None:
    """Build a site of sourced explainers."""


def main() -> None:
    """Run a verb; anything it did not expect is our bug, and is said to be."""
    for stream in (sys.stdout, sys.stderr):
        # A name from content that the terminal's encoding lacks is no bug.
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
