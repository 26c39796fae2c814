"""Events and bans as cards, with the steps of a ban's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.cache import kept
from site_builder.derive import PRIMARY, Independence, Standing
from site_builder.model import Actor, Ban, Claim, Event, Site, Step
from site_builder.pages.cards.citing import SourceCard, sources
from site_builder.pages.cards.dated import Dated, dated, seen

STATUS_WORDS: Mapping[str, str] = {
    "proposed": "Proposed",
    "announced": "Announced",
    "in-force": "In force",
    "partly-in-force": "Lifted in part",
    "suspended": "Suspended",
    "reversed": "Reversed",
    "expired": "Expired",
    "superseded": "Superseded",
    "never-enforced": "Never enforced",
    "unknown": "Status unknown",
}


@dataclass(frozen=True, slots=True)
class ActorLink:
    actor: Actor
    role: str = ""


@dataclass(frozen=True, slots=True)
class EventCard:
    event: Event
    actors: tuple[ActorLink, ...]
    sources: tuple[SourceCard, ...]
    support: Independence
    claims: tuple[Claim, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step of a ban's history: when, in words; what happened; the status it brought."""

    step: Step
    words: str
    status: str
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class BanCard:
    """A ban in brief; `status` is the status in words, `dated` its date, `seen` when the ban was last seen."""

    ban: Ban
    number: int
    sentence: str
    imposed_by: tuple[Actor, ...]
    target: tuple[Actor, ...]
    kind: str
    standing: Standing
    status: str
    dated: Dated | None
    seen: Dated | None
    announced: Step | None
    effective: Step | None
    ended: Step | None
    history: tuple[StepCard, ...]
    sources: tuple[SourceCard, ...]
    support: Independence
    primary: int


@kept
def event(site: Site, event: Event) -> EventCard:
    return EventCard(
        event=event,
        actors=tuple(ActorLink(site[taking.actor], taking.role or "") for taking in event.actors),
        sources=sources(site, derive.cited_ids(event)),
        support=derive.independence(site, derive.cited_ids(event)),
        claims=tuple(derive.claims_on(site, event)),
        kind=site.config.event_kinds.get(event.kind, event.kind.replace("-", " ")),
    )


def step(site: Site, step: Step) -> StepCard:
    return StepCard(
        step=step,
        words=step.date_text or (step.date.words if step.date else "date not known"),
        status=STATUS_WORDS[step.to] if step.to else "",
        sources=sources(site, [citation.source for citation in step.sources]),
    )


@kept
def ban(site: Site, ban: Ban, day: date) -> BanCard:
    standing = derive.status(ban, day)
    cited = sources(site, derive.cited_ids(ban))
    return BanCard(
        ban=ban,
        number=derive.numbered(site)[ban.id],
        sentence=derive.sentence(site, ban),
        imposed_by=tuple(site[ref] for ref in ban.imposed_by),
        target=tuple(site[ref] for ref in ban.target),
        kind=site.config.ban_kinds.get(ban.kind, ban.kind.replace("-", " ")),
        standing=standing,
        status=STATUS_WORDS[standing.status],
        dated=dated(standing),
        seen=seen(standing.seen) if standing.seen else None,
        announced=derive.announced(ban),
        effective=derive.effective(ban),
        ended=derive.ended(ban),
        history=tuple(step(site, item) for item in derive.history(ban)),
        sources=cited,
        support=derive.independence(site, derive.cited_ids(ban)),
        primary=sum(card.source.kind in PRIMARY for card in cited),
    )
