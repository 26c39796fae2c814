"""The table of quotations."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Dated, Sheet
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Quote


def _copy_text(quote: Quote) -> str | None:
    return next((witness.source for witness in quote.witnesses if witness.role == "copy-text"), None)


QUOTES: Sheet[Quote] = Sheet(
    Quote,
    "Utterances in their exact words, by the speaker's name and then by date. The JSON has every printing.",
    lambda site: [quote for _, quotes in derive.quotes_by_speaker(site) for quote in quotes],
    (
        *opening("quotation"),
        Column("speaker", "Id of the actor whose words they are."),
        Column(
            "speaker_name", "Name of that actor.", lambda q, view: view.site[q.speaker].name, computed=True
        ),
        Column("speaker_note", "What is known of who exactly spoke."),
        Column("relayed_by", "Id of the actor through whom alone the words reach us."),
        Dated(
            "said",
            "When it was said or published",
            lambda q, _: q.said.date if q.said else None,
            lambda q, _: q.said.date_text if q.said else None,
            bare=True,
        ),
        Column(
            "medium",
            "Where it was said: letter, blog post, interview.",
            lambda q, _: q.said.medium if q.said else None,
        ),
        Column("language", "Language tag of the words (BCP 47)."),
        Column("text", "The words, exactly as the printing in copy_text has them."),
        Column("translation", "The words in the site's language."),
        Column("display", "Whether the text is whole, an excerpt, or shortened with marks."),
        Column("context", "What the words answer or refer to."),
        Column(
            "copy_text",
            "Id of the source whose printing is followed.",
            lambda q, _: _copy_text(q),
            computed=True,
        ),
        Column(
            "witnesses",
            "Ids of all sources that print it.",
            lambda q, _: tuple(witness.source for witness in q.witnesses),
            "ids",
        ),
        *closing("quotation"),
    ),
)
