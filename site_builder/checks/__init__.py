"""Findings about the site and about the finished tree.

A check is a generator of findings and a row in one of the tuples below; which tuple says how bad its findings are. Its
name is the code, its docstring the rule in an editor's words. A warning is always something that an editor can mend.
The checks of the finished tree stand in `checks.output`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from site_builder.checks.accepting import expired_acceptance, remaining, unused_acceptance
from site_builder.checks.dating import (
    backwards_period,
    contradicted_date_basis,
    date_in_future,
    effect_before_announcement,
    end_before_effect,
    event_after_its_sources,
    older_than_its_parent,
    original_after_reissue,
    read_before_issued,
    review_overdue,
    updated_before_published,
)
from site_builder.checks.documents import (
    dangling_footnote,
    doubled_footnote,
    embed_in_a_sentence,
    explainer_length,
    level_one_heading,
    link_by_address,
    picture_not_found,
    picture_without_alt,
    short_version_length,
    skipped_heading_level,
    uncited_bullet,
    uncited_paragraph,
    uncited_sentence,
    unknown_anchor,
    unknown_scheme,
    unused_footnote,
)
from site_builder.checks.evidence import (
    quote_changed_since_check,
    quote_drifted,
    quote_not_found,
    quote_unchecked,
    quote_variant_unaccepted,
    source_moved,
    source_unreachable,
    stale_evidence,
    witness_named_twice,
)
from site_builder.checks.finding import Check, DatedCheck, Finding
from site_builder.checks.naming import bad_country, bad_language
from site_builder.checks.quotes import (
    quote_differs_from_copy_text,
    quote_without_copy_text,
    quote_without_witness,
    several_copy_texts,
)
from site_builder.checks.records import (
    actor_without_source,
    ban_without_source,
    deprecated_without_reason,
    duplicate_url,
    event_without_source,
    lineage_cycle,
    no_base_url,
    one_root,
    orphan_source,
    preferred_without_reason,
    reading_without_note,
    single_answer,
    step_without_source,
    term_without_source,
    unclear_lineage,
    unknown_group,
    unknown_kind,
)
from site_builder.diagnostics import Diagnostic, Level
from site_builder.model import Site

EVIDENCE_ERRORS: tuple[Check, ...] = (
    quote_variant_unaccepted,
    quote_not_found,
    quote_changed_since_check,
    quote_unchecked,
)

EVIDENCE_WARNINGS: tuple[Check, ...] = (
    no_base_url,
    quote_drifted,
    source_moved,
    source_unreachable,
    stale_evidence,
)

ERRORS: tuple[Check, ...] = (
    event_without_source,
    ban_without_source,
    step_without_source,
    reading_without_note,
    preferred_without_reason,
    lineage_cycle,
    unclear_lineage,
    unknown_kind,
    unknown_group,
    bad_language,
    bad_country,
    quote_without_witness,
    quote_without_copy_text,
    several_copy_texts,
    quote_differs_from_copy_text,
    witness_named_twice,
    *EVIDENCE_ERRORS,
    event_after_its_sources,
    contradicted_date_basis,
    effect_before_announcement,
    end_before_effect,
    read_before_issued,
    original_after_reissue,
    backwards_period,
    updated_before_published,
    uncited_paragraph,
    uncited_bullet,
    dangling_footnote,
    doubled_footnote,
    level_one_heading,
    unknown_anchor,
    unknown_scheme,
    link_by_address,
    picture_not_found,
    picture_without_alt,
    embed_in_a_sentence,
)

WARNINGS: tuple[Check, ...] = (
    actor_without_source,
    term_without_source,
    single_answer,
    deprecated_without_reason,
    orphan_source,
    duplicate_url,
    one_root,
    *EVIDENCE_WARNINGS,
    older_than_its_parent,
    uncited_sentence,
    short_version_length,
    explainer_length,
    unused_footnote,
    skipped_heading_level,
)

DATED_WARNINGS: tuple[DatedCheck, ...] = (
    review_overdue,
    date_in_future,
    expired_acceptance,
)

LAST_WARNINGS: tuple[Callable[[Site, date, Sequence[Diagnostic]], Iterator[Finding]], ...] = (
    unused_acceptance,
)
"""Checks of what the others found."""


def check_content(site: Site, day: date) -> Iterator[Diagnostic]:
    """Every finding about the records and their prose, as of `day`, that site.yaml does not accept."""
    found = list(_found(site, day))
    yield from remaining(site, day, found)
    for last in LAST_WARNINGS:
        yield from _told(last, last(site, day, found), Level.WARNING)


def _found(site: Site, day: date) -> Iterator[Diagnostic]:
    for level, checks in ((Level.ERROR, ERRORS), (Level.WARNING, WARNINGS)):
        for check in checks:
            yield from _told(check, check(site), level)
    for dated in DATED_WARNINGS:
        yield from _told(dated, dated(site, day), Level.WARNING)


def check_evidence(site: Site) -> Iterator[Diagnostic]:
    """Findings about the evidence alone: what `verify` tells at its end."""
    for level, checks in ((Level.ERROR, EVIDENCE_ERRORS), (Level.WARNING, EVIDENCE_WARNINGS)):
        for check in checks:
            yield from _told(check, check(site), level)


def code(check: Callable[..., object]) -> str:
    """The lasting code of a check: its name, with hyphens."""
    return check.__name__.replace("_", "-")


def _told(check: Callable[..., object], findings: Iterator[Finding], level: Level) -> Iterator[Diagnostic]:
    for finding in findings:
        yield Diagnostic(finding.pos, code(check), finding.message, finding.hint, level)
