"""The table of explainers."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Dated, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Explainer
from site_builder.prose import parse, plain

EXPLAINERS: Sheet[Explainer] = Sheet(
    Explainer,
    "Questions answered in prose, in the editors' order. The JSON has the text as Markdown.",
    derive.explainers,
    (
        *opening("explainer"),
        Column("title", "The question or headline."),
        Column("description", "The answer in a sentence or two.", lambda e, _: plain(e.description)),
        Dated("date", "When it was first published", lambda e, _: e.date, bare=True),
        Dated("updated", "When it was last changed in substance", lambda e, _: e.updated),
        Dated("reviewed", "When it was last read against its sources", lambda e, _: e.reviewed),
        Column("authors", "Who wrote it.", type="texts"),
        Column("order", "Place in the list; smaller comes first.", type="integer"),
        Column("tags", "Tags.", type="ids"),
        Column("short_version", "The short version, point by point.", type="texts"),
        Column(
            "words", "Words in the text.", lambda e, _: parse(e.body.text).words, "integer", computed=True
        ),
        Column("bans", "Ids of bans it is about.", type="ids"),
        Column("claims", "Ids of disagreements it is about.", type="ids"),
        Column("related", "Ids of explainers that the editors link with it.", type="ids"),
        *closing("explainer"),
    ),
)
