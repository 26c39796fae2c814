"""The table of terms."""

from __future__ import annotations

from site_builder.exports.columns import Column, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Term

TERMS: Sheet[Term] = Sheet(
    Term,
    "Terms of law, trade and technology, in the order of the alphabet.",
    lambda site: sorted(site.terms, key=lambda term: (term.term.casefold(), term.id)),
    (
        *opening("term"),
        Column("term", "The term."),
        Column("also", "Other forms of it.", type="texts"),
        Column("definition", "What it means."),
        *closing("term"),
    ),
)
