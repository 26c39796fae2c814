"""What events of a timeline are of which kind, and who takes part in them: its filters, and the pages for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder import derive
from site_builder.model import Actor, Event, Site
from site_builder.pages.grouping import by_group
from site_builder.pages.urls import timeline_of


@dataclass(frozen=True, slots=True)
class KindFacet:
    key: str
    label: str
    count: int

    @property
    def address(self) -> str:
        """Its own timeline."""
        return timeline_of("kind", self.key)


@dataclass(frozen=True, slots=True)
class ActorFacet:
    actor: Actor
    count: int

    @property
    def label(self) -> str:
        return self.actor.name

    @property
    def address(self) -> str:
        """Its own timeline."""
        return timeline_of("actor", self.actor.id)


@dataclass(frozen=True, slots=True)
class ActorFacets:
    """The actors of one group, by name; without a label where none is in a group."""

    label: str
    facets: tuple[ActorFacet, ...]


def kind_facets(site: Site, events: Iterable[Event]) -> tuple[KindFacet, ...]:
    """Kinds that events have, in the order of site.yaml, unnamed ones last."""
    counts = Counter(event.kind for event in events)
    named = [key for key in site.config.event_kinds if key in counts]
    unnamed = sorted(key for key in counts if key not in site.config.event_kinds)
    words = site.config.event_kinds
    return tuple(
        KindFacet(key, words.get(key, key.replace("-", " ")), counts[key]) for key in [*named, *unnamed]
    )


def actor_facets(site: Site, events: Iterable[Event]) -> tuple[ActorFacets, ...]:
    """Actors that take part in events, by name, in the groups of site.yaml; those of no group last."""
    counts: Counter[str] = Counter()
    for event in events:
        counts.update({taking.actor for taking in event.actors})
    actors = derive.by_name(site.actors[id] for id in counts)
    return tuple(
        ActorFacets(label, tuple(ActorFacet(actor, counts[actor.id]) for actor in members))
        for _, label, members in by_group(site, actors, lambda actor: actor.group)
    )
