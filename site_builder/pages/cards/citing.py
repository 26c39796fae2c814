"""A source as a card, wherever a record names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.cache import kept
from site_builder.model import Archived, Name, Site, Source
from site_builder.pages.cards.names import foreign, language_words

SOURCE_WORDS: Mapping[str, str] = {
    "primary-document": "primary document",
    "statement": "statement",
    "report": "news report",
    "reprint": "copy of another’s text",
    "analysis": "analysis",
    "dataset": "dataset",
    "archive": "archived page",
}


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source in brief: `name` is who published it, `archived` are its public copies.

    `version` is the day of the copy that we worked from, as Robust Links want it: the public one's, else our own's.
    Source: https://robustlinks.mementoweb.org/spec/
    """

    source: Source
    name: str
    kind: str
    language: str
    archived: tuple[Archived, ...]
    version: str


@kept
def source(site: Site, source: Source) -> SourceCard:
    archived = (*source.archived, *_found_archived(site, source))
    ours = source.accessed or (source.snapshot.retrieved if source.snapshot else None)
    version = archived[-1].datetime if archived else ours
    return SourceCard(
        source=source,
        name=source_name(source),
        kind="founding article" if source.founding else SOURCE_WORDS[source.kind],
        language=language_words(source.language) if foreign(source.language, site.config.language) else "",
        archived=archived,
        version=(version.datetime or "") if version else "",
    )


def _found_archived(site: Site, source: Source) -> tuple[Archived, ...]:
    """The public copy that `verify` found, if content does not name it."""
    known = {copy.url for copy in source.archived}
    return tuple(
        told.archived
        for told in site.evidence_files
        if told.source == source.id and told.archived and told.archived.url not in known
    )


def source_name(source: Source) -> str:
    """What a reader would call a source: its container, else its publisher, author or title."""
    author = source.author[0] if source.author else None
    by = (author.literal or author.family or author.given) if author else None
    return source.container_title or source.publisher or by or source.title or source.id


def name_words(name: Name) -> str:
    """A name as it is read: 'Jane Roe', 'Reuters'."""
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def sources(site: Site, ids: list[str]) -> tuple[SourceCard, ...]:
    return tuple(source(site, site.sources[id]) for id in ids)
