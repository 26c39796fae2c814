"""Corrections: what we said, what we say now, and why; newest first, each at its anchor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from site_builder import derive
from site_builder.model import Site
from site_builder.pages import cards
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX

SEVERITY_WORDS: Mapping[str, str] = {
    "typo": "Slip of the pen",
    "clarification": "Clarification",
    "correction": "Correction",
    "retraction": "Retraction",
}


def plan(site: Site, day: date) -> Iterator[Page]:  # a planner's form: these pages are the same on all days
    listed = [cards.correction(site, item) for item in derive.newest_corrections(site.corrections)]
    count = len(listed)
    yield Page(
        address=INDEX["corrections"],
        kind="corrections",
        template="corrections.html",
        title="Corrections",
        description=f"{counted(count, 'correction')}: what we said, what we say now, and why."
        if listed
        else "No corrections so far, and how to report an error.",
        shows={"corrections": listed, "severities": SEVERITY_WORDS},
        nav=INDEX["corrections"],
    )
