"""The table of terms."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Term

TERMS: Sheet[Term] = Sheet(
    Term,
    "Terms that the site explains, in the order of the alphabet.",
    lambda site: derive.by_term(site.terms),
    (
        *opening("term"),
        Column("term", "The term."),
        Column("also", "Other forms of it.", type="texts"),
        Column("definition", "What it means."),
        *closing("term"),
    ),
)
