"""Who cites whom, what belongs together, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from site_builder.dates import When
from site_builder.derive.order import bans_by_date, by_date, explainers
from site_builder.link import outgoing
from site_builder.model import Actor, Ban, Correction, Event, Explainer, Record, Site, Source


def cited_ids(record: Record) -> list[str]:
    """Ids of all sources a record rests on, in the order it names them, each once."""
    found = (id for _, id, kind, _ in outgoing(record) if kind is Source)
    return list(dict.fromkeys(found))


def resting_on(site: Site, source: Source) -> list[Record]:
    """The records that cite a source, explainers first, in the order of their kinds."""
    return [mention.record for mention in site.mentions.get(source.id, ())]


def mentions_of(site: Site, record: Record) -> Mapping[str, list[Record]]:
    """Who refers to a record, by kind name."""
    found: dict[str, list[Record]] = {}
    for mention in site.mentions.get(record.id, ()):
        if not (isinstance(mention.record, Explainer) and mention.record.draft):
            found.setdefault(mention.record.kind_name, []).append(mention.record)
    return found


def of_actor(site: Site, actor: Actor) -> Mapping[Literal["imposed", "suffered"], list[Ban]]:
    """Bans an actor imposed, and bans imposed on it."""
    return {
        "imposed": bans_by_date(ban for ban in site.bans if actor.id in ban.imposed_by),
        "suffered": bans_by_date(ban for ban in site.bans if actor.id in ban.target),
    }


def events_of(site: Site, record: Record) -> list[Event]:
    """Events that name an actor, a ban, a claim or a quote."""
    mentioned = [m.record for m in site.mentions.get(record.id, ()) if isinstance(m.record, Event)]
    return by_date(mentioned)


def related(site: Site, explainer: Explainer, limit: int = 4) -> list[Explainer]:
    """Explainers the editor names, then those that share most sources, bans and actors with it."""
    named = [site.explainers[ref] for ref in explainer.related]
    own = {id for _, id, _, _ in outgoing(explainer)}
    shared: Counter[str] = Counter()
    for other in explainers(site):
        if other.id != explainer.id and other not in named:
            shared[other.id] = len(own & {id for _, id, _, _ in outgoing(other)})
    ranked = sorted((id for id, count in shared.items() if count), key=lambda id: (-shared[id], id))
    return [e for e in [*named, *(site.explainers[id] for id in ranked)] if not e.draft][:limit]


def corrections_of(site: Site, record: Record) -> list[Correction]:
    return newest_corrections(c for c in site.corrections if record.id in c.records)


def newest_corrections(corrections: Iterable[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda c: (c.date.latest_key, c.id))


def changed(site: Site) -> list[tuple[When, Record, str]]:
    """What changed, newest first: (date, record, why). Corrections, explainers' updates, searches for news of a ban."""
    rows: list[tuple[When, Record, str]] = []
    for correction in site.corrections:
        rows += [(correction.date, site[ref], correction.now) for ref in correction.records]
    rows += [(e.updated or e.date, e, "updated" if e.updated else "published") for e in explainers(site)]
    rows += [
        (search.date, ban, f"looked again: {search.found}") for ban in site.bans for search in ban.searches
    ]
    return sorted(rows, key=lambda row: (row[0].latest_key, row[1].id))
