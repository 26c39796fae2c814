"""The table of disagreements."""

from __future__ import annotations

from site_builder.exports.columns import Column, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Claim, Site


def _claims(site: Site) -> list[Claim]:
    """In the order of the page: open before settled, those between founding sources first."""
    return sorted(site.claims, key=lambda claim: (claim.status != "open", not claim.founding))


def _values(claim: Claim, *ranks: str) -> tuple[str, ...]:
    return tuple(value.value for value in claim.values if value.rank in ranks)


CLAIMS: Sheet[Claim] = Sheet(
    Claim,
    "Questions that sources answer differently, open ones first. The JSON has the sources of each answer.",
    _claims,
    (
        *opening("disagreement"),
        Column("question", "The question."),
        Column(
            "about",
            "Ids of the records in question.",
            lambda c, _: tuple(about.record for about in c.about),
            "ids",
        ),
        Column(
            "property",
            "What is in dispute about each, in the same order; '*' where it is the whole record.",
            lambda c, _: tuple(about.prop or "*" for about in c.about),
            "ids",
        ),
        Column(
            "values",
            "Every answer; EDTF where it is a date.",
            lambda c, _: tuple(v.value for v in c.values),
            "texts",
        ),
        Column(
            "preferred", "Answers we prefer.", lambda c, _: _values(c, "preferred"), "texts", computed=True
        ),
        Column(
            "deprecated",
            "Answers we hold to be mistaken.",
            lambda c, _: _values(c, "deprecated"),
            "texts",
            computed=True,
        ),
        Column("resolution", "What we say ourselves, and why."),
        Column("status", "Whether the question is settled."),
        Column("founding", "True if founding sources disagree with one another.", type="boolean"),
        *closing("disagreement"),
    ),
)
