"""In which order records stand, and what stands first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.cache import kept
from site_builder.derive.standing import first_date
from site_builder.model import Actor, Ban, Event, Explainer, Quote, Site, Source, Term


def by_date(events: Iterable[Event]) -> list[Event]:
    """Oldest first, wider before narrower, then the editor's order of a day, then the id."""
    return sorted(events, key=lambda event: (event.date.sort_key, event.seq, event.id))


def by_issue(sources: Iterable[Source]) -> list[Source]:
    """Oldest first, undated ones last."""

    def key(source: Source) -> tuple[bool, object, str]:
        return (source.issued is None, source.issued.sort_key if source.issued else (), source.id)

    return sorted(sources, key=key)


def by_name(actors: Iterable[Actor]) -> list[Actor]:
    return sorted(actors, key=lambda actor: (actor.name.casefold(), actor.id))


def by_term(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (term.term.casefold(), term.id))


def newest_first(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.date.latest_key, -event.seq, event.id))


def bans_by_date(bans: Iterable[Ban]) -> list[Ban]:
    """By the first dated step, undated ones last."""

    def key(ban: Ban) -> tuple[bool, object, str]:
        first = first_date(ban)
        return (first is None, first.sort_key if first else (), ban.id)

    return sorted(bans, key=key)


@kept
def numbered(site: Site) -> Mapping[str, int]:
    """The entry number of each ban: its place in the content files, from 1."""
    return {ban.id: number for number, ban in enumerate(site.bans, 1)}


def explainers(site: Site) -> list[Explainer]:
    """Explainers that are not drafts, in the editors' order."""
    return sorted((e for e in site.explainers if not e.draft), key=lambda e: (e.order, e.date.sort_key, e.id))


def quotes_by_speaker(site: Site) -> list[tuple[Actor, list[Quote]]]:
    """Speakers in the alphabet of their names, each with quotes in the order of what was said."""
    grouped: dict[str, list[Quote]] = {}
    for quote in site.quotes:
        grouped.setdefault(quote.speaker, []).append(quote)
    speakers = by_name(site.actors[id] for id in grouped)
    return [(speaker, sorted(grouped[speaker.id], key=quote_key)) for speaker in speakers]


def quote_key(quote: Quote) -> tuple[bool, object, str]:
    said = quote.said.date if quote.said else None
    return (said is None, said.sort_key if said else (), quote.id)
