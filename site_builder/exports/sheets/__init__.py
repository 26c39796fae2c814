"""The nine tables: which records, in which order, and every column with its meaning."""

from __future__ import annotations

from typing import Any

from site_builder.exports.columns import Sheet
from site_builder.exports.sheets.actors import ACTORS
from site_builder.exports.sheets.bans import BANS
from site_builder.exports.sheets.claims import CLAIMS
from site_builder.exports.sheets.corrections import CORRECTIONS
from site_builder.exports.sheets.events import EVENTS
from site_builder.exports.sheets.explainers import EXPLAINERS
from site_builder.exports.sheets.quotes import QUOTES
from site_builder.exports.sheets.sources import SOURCES
from site_builder.exports.sheets.terms import TERMS

SHEETS: tuple[Sheet[Any], ...] = (
    SOURCES,
    ACTORS,
    EVENTS,
    BANS,
    QUOTES,
    CLAIMS,
    TERMS,
    CORRECTIONS,
    EXPLAINERS,
)
