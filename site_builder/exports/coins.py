"""A source as a ContextObject in a span, so that Zotero takes a whole list of sources from one page.

Its format is that of Dublin Core, with Zotero's own item types as types: it is what Zotero writes for all but articles in
journals, books, theses and patents, and reads back without loss.
Source: ANSI/NISO Z39.88-2004, https://www.niso.org/publications/z3988-2004-r2010
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from site_builder.model import Source
from site_builder.pages import cards

ITEM_TYPES: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "software": "computerProgram",
    "speech": "presentation",
    "standard": "standard",
    "webpage": "webpage",
}
"""CSL type -> Zotero item type; 'document' for the rest. https://aurimasv.github.io/z2csl/typeMap.xml"""


DAY = len("2018-04-20")  # no reference manager keeps the hour


def coins(source: Source) -> str:
    """The title attribute of the span, not yet escaped for HTML."""
    # Addresses hold these two often, and a query may: https://www.rfc-editor.org/rfc/rfc3986#section-3.4
    return urlencode(list(_pairs(source)), safe="/:", quote_via=quote)


def _pairs(source: Source) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", ITEM_TYPES.get(source.type, "document")
    yield "rft.title", cards.source_title(source)
    given = {
        "rft.source": source.container_title,
        "rft.publisher": source.publisher or source.authority,
        "rft.date": source.issued.datetime[:DAY] if source.issued and source.issued.datetime else None,
        "rft.language": source.language,
        "rft.identifier": f"urn:doi:{source.DOI}" if source.DOI else source.URL,
    }
    yield from ((name, text) for name, text in given.items() if text)
    for name in source.author:
        yield "rft.au", ", ".join(part for part in (name.family, name.given) if part) or name.literal or ""
