"""The table of corrections."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Dated, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Correction

CORRECTIONS: Sheet[Correction] = Sheet(
    Correction,
    "What the site said, what it says now, and why; newest first.",
    lambda site: derive.newest_corrections(site.corrections),
    (
        *opening("correction"),
        Dated("date", "When it was corrected", lambda c, _: c.date, bare=True),
        Column("records", "Ids of the records corrected.", type="ids"),
        Column("severity", "How grave the mistake was."),
        Column("was", "What we said."),
        Column("now", "What we say now."),
        Column("why", "Why it was changed."),
        *closing("correction"),
    ),
)
