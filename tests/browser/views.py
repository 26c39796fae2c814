"""What the browser tests look at: the day, the windows and the kinds of page."""

from __future__ import annotations

from datetime import date

DAY = date(2026, 11, 21)

PHONE, DESKTOP = (320, 640), (1280, 800)

KINDS = (
    "home", "explainers", "explainer", "timeline", "event", "bans", "ban", "quotes", "quote", "sources", "source",
    "actors", "actor", "glossary", "disagreements", "corrections", "page", "embed", "search", "check", "not-found",
)  # fmt: skip
