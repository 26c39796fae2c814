"""A source as a card, wherever a record names one."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.cache import kept
from site_builder.model import Archived, Site, Source
from site_builder.pages.cards.names import foreign, language_words
from site_builder.pages.cards.naming import source_kind, source_name, untitled


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source in brief: `name` is who published or wrote it, `archived` are its public copies.

    `title` is '' where there is none, and where the source is called by it already; `untitled` says that there is none.
    `version` is the day of the copy that we worked from, as Robust Links want it: the public one's, else our own's.
    Source: https://robustlinks.mementoweb.org/spec/
    """

    source: Source
    name: str
    title: str
    untitled: str
    kind: str
    language: str
    archived: tuple[Archived, ...]
    version: str


@kept
def source(site: Site, source: Source) -> SourceCard:
    name = source_name(source)
    archived = (*source.archived, *_found_archived(site, source))
    ours = source.accessed or (source.snapshot.retrieved if source.snapshot else None)
    version = archived[-1].datetime if archived else ours
    return SourceCard(
        source=source,
        name=name,
        title="" if source.title == name else source.title or "",
        untitled=untitled(source),
        kind=source_kind(source),
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


def sources(site: Site, ids: list[str]) -> tuple[SourceCard, ...]:
    return tuple(source(site, site.sources[id]) for id in ids)
