"""An actor as a card."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder import derive
from site_builder.cache import kept
from site_builder.model import Actor, Site
from site_builder.pages.cards.citing import SourceCard, sources


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor in brief; `group` is the heading under which charts and tables show it."""

    actor: Actor
    group: str
    sources: tuple[SourceCard, ...]


@kept
def actor(site: Site, actor: Actor) -> ActorCard:
    return ActorCard(
        actor=actor,
        group=site.config.groups.get(actor.group, actor.group) if actor.group else "",
        sources=sources(site, derive.cited_ids(actor)),
    )
