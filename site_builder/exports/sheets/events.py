"""The table of events."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Dated, Sheet
from site_builder.exports.sheets.ends import closing, opening, stated
from site_builder.model import Event

EVENTS: Sheet[Event] = Sheet(
    Event,
    "What happened, oldest first; an imprecise date stands before the days it covers.",
    lambda site: derive.by_date(site.events),
    (
        *opening("event"),
        Dated("date", "When it happened", lambda e, _: e.date, lambda e, _: e.date_text, bare=True),
        Column(
            "date_basis",
            "Words of a source that the date was worked out from, such as 'on Friday'.",
            lambda e, _: e.date_basis.text if e.date_basis else None,
        ),
        Column("seq", "Order among events of one day.", type="integer"),
        Column("title", "What happened, in one sentence."),
        Column("summary", "What happened, at more length.", lambda e, _: stated(e.summary)),
        Column("kind", "Kind of event; a key of the site's own list."),
        Column("weight", "1 for the main events, 3 for the least.", type="integer"),
        Column(
            "actors",
            "Ids of the actors that took part.",
            lambda e, _: tuple(part.actor for part in e.actors),
            "ids",
        ),
        Column("bans", "Ids of bans it belongs to.", type="ids"),
        Column("claims", "Ids of disagreements about it.", type="ids"),
        Column("quotes", "Ids of quotations that belong to it.", type="ids"),
        Column("founding", "True if a founding source reports it.", type="boolean"),
        *closing("event"),
    ),
)
