"""The table of sources."""

from __future__ import annotations

from site_builder import derive
from site_builder.exports.columns import Column, Dated, Sheet, Value, View
from site_builder.exports.sheets.ends import closing, opening
from site_builder.model import Source
from site_builder.pages import cards


def _citing(source: Source, view: View) -> Value:
    drafts = {explainer.id for explainer in view.site.explainers if explainer.draft}
    return tuple(record.id for record in derive.resting_on(view.site, source) if record.id not in drafts)


SOURCES: Sheet[Source] = Sheet(
    Source,
    "Everything the site cites, oldest first. Field names follow CSL 1.0.2.",
    lambda site: derive.by_issue(site.sources),
    (
        *opening("source"),
        Column("type", "CSL type of the item."),
        Column("kind", "How close the source stands to what it reports."),
        Column("title", "Headline or title; empty if none was seen."),
        Column(
            "author",
            "Authors, given name first.",
            lambda s, _: tuple(map(cards.name_words, s.author)),
            "texts",
        ),
        Column("container_title", "Newspaper, journal or site it appeared in (CSL container-title)."),
        Column("publisher", "Publisher."),
        Column("authority", "Body that issued a legal or official text."),
        Dated("issued", "When it was published", lambda s, _: s.issued, bare=True),
        Dated(
            "original_date",
            "When the text first appeared elsewhere (CSL original-date)",
            lambda s, _: s.original_date,
        ),
        Column("language", "Language tag of the text (BCP 47)."),
        Column("volume", "Volume."),
        Column("issue", "Issue."),
        Column("page", "Page or pages."),
        Column("number", "Number of a report, docket or law."),
        Column("section", "Section."),
        Column("edition", "Edition."),
        Column("genre", "Sort of document, in words."),
        Column("DOI", "Digital object identifier, without https://doi.org/."),
        Column("ISBN", "International standard book number."),
        Column("URL", "Where it was published on the web; empty if no address is on file.", type="uri"),
        Column("access", "Whether readers can open it."),
        Dated("accessed", "When it was last looked at", lambda s, _: s.accessed),
        Column("url_status", "Whether the address still shows the text, as far as is known."),
        Column(
            "archived",
            "Addresses of archived copies.",
            lambda s, _: tuple(copy.url for copy in s.archived),
            "ids",
        ),
        Column(
            "derives_from",
            "Ids of sources that it takes facts from.",
            lambda s, _: tuple(line.source for line in s.derives_from if line.source),
            "ids",
        ),
        Column(
            "origins",
            "Originals that it takes facts from and that are not on file.",
            lambda s, _: tuple(line.origin for line in s.derives_from if line.origin),
            "texts",
        ),
        Column("founding", "True if the record starts from this source.", type="boolean"),
        Column("seen", "How the address and the text are known: what was seen, and what was not."),
        Column("cited_by", "Ids of records that rest on it.", _citing, "ids", computed=True),
        *closing("source"),
    ),
)
