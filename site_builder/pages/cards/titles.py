"""What records are called in links."""

from __future__ import annotations

from site_builder import derive
from site_builder.model import Actor, Ban, Quote, Record, Site, Source
from site_builder.pages.cards.naming import source_title


def title(record: Record, site: Site) -> str:
    """What a record is called in a link."""
    if isinstance(record, Source):
        return source_title(record)
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Ban):
        return derive.sentence(site, record)
    if isinstance(record, Quote):
        words = record.text.split()
        return "“" + " ".join(words[:12]).rstrip(",;:.") + ("…”" if len(words) > 12 else "”")
    for name in ("title", "question", "term"):
        words_of = getattr(record, name, None)
        if words_of:
            return words_of  # type: ignore[no-any-return]  # a Label, as the kind has it
    return record.id
