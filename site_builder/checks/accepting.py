"""Warnings that an editor lives with, for a reason and a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from site_builder.checks.finding import Finding
from site_builder.diagnostics import Diagnostic, Level, Where, near
from site_builder.model import Acceptance, Site


def remaining(site: Site, day: date, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings that nobody accepted."""
    standing = _standing(site, day)
    for diagnostic in found:
        if not any(_is_about(site, acceptance, diagnostic) for acceptance in standing):
            yield diagnostic


def expired_acceptance(site: Site, day: date) -> Iterator[Finding]:
    """What is accepted is accepted until a day; then it is looked at again."""
    for index, acceptance in enumerate(site.config.accepted):
        if _is_over(acceptance, day):
            yield Finding(
                site.config.where.at("accepted", index, "until"),
                f"{acceptance.code} of {acceptance.record!r} was accepted until {acceptance.until.words}",
                "mend it; or look again, and set a later day",
            )


def unused_acceptance(site: Site, day: date, found: Sequence[Diagnostic]) -> Iterator[Finding]:
    """What is accepted is there: an acceptance that nothing needs would hide what comes later."""
    ids = {record.id for record in site.records()}
    for index, acceptance in enumerate(site.config.accepted):
        if site.is_whole and not _is_over(acceptance, day):
            if any(_is_about(site, acceptance, diagnostic) for diagnostic in found):
                continue
            hint = near(acceptance.record, ids) if acceptance.record not in ids else "delete it"
            yield Finding(
                site.config.where.at("accepted", index),
                f"no warning {acceptance.code} is told of {acceptance.record!r}",
                hint,
            )


def _standing(site: Site, day: date) -> list[Acceptance]:
    return [acceptance for acceptance in site.config.accepted if not _is_over(acceptance, day)]


def _is_over(acceptance: Acceptance, day: date) -> bool:
    return acceptance.until.latest is not None and acceptance.until.latest < day


def _is_about(site: Site, acceptance: Acceptance, diagnostic: Diagnostic) -> bool:
    """Whether a finding is a warning of the accepted code, at a place where the record is written."""
    if diagnostic.level is not Level.WARNING or diagnostic.code != acceptance.code:
        return False
    return any(
        record.id == acceptance.record and _holds(record.where, diagnostic) for record in site.records()
    )


def _holds(where: Where, diagnostic: Diagnostic) -> bool:
    """Whether a finding stands in a record: in its file, and in a list of records between its first and last mark."""
    if diagnostic.pos.file != where.file:
        return False
    depth = len(where.root)
    lines = [line for path, (line, _) in where.marks.items() if path[:depth] == where.root]
    return not depth or min(lines, default=0) <= diagnostic.pos.line <= max(lines, default=0)
