"""What follows from the records: status on a day, order, support, disagreement.

Functions of (site, day) only: nothing is stored, no clock is read. Written facts are fields; computed facts stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from site_builder.cache import kept
from site_builder.dates import DateError, When, contradicts, when
from site_builder.link import outgoing
from site_builder.model import (
    Actor,
    Ban,
    Claim,
    Correction,
    Event,
    Explainer,
    Quote,
    Record,
    Site,
    Source,
    Status,
    Step,
)

# ---------------------------------------------------------------- the status of a ban


@dataclass(frozen=True, slots=True)
class Standing:
    """A ban's status on a day.

    `step` brought it; `seen` is the date of the last step on file, the last that any source vouches for; `ours` says that
    the step is our reading; `stale` that the last check is older than the ban's own review interval.
    """

    status: Status
    step: Step | None
    seen: When | None
    ours: bool
    checked: When | None
    stale: bool


def status(ban: Ban, day: date) -> Standing:
    """The status that the dated history gives on `day`: that of the last step not after it that names one.

    A step counts from the first day it can mean. No step, or none yet, gives 'unknown'.
    """
    past = [step for step in history(ban) if _begun(step, day)]
    deciding = [step for step in past if step.to is not None]
    step = deciding[-1] if deciding else None
    dated = [step.date for step in past if step.date is not None]
    return Standing(
        status=step.to if step is not None and step.to is not None else "unknown",
        step=step,
        seen=min(dated, key=lambda date: date.latest_key) if dated else None,
        ours=step is not None and step.reading == "ours",
        checked=ban.checked,
        stale=_stale(ban, day),
    )


def history(ban: Ban) -> list[Step]:
    """A ban's steps in the editor's order, but none before one that it certainly follows."""
    steps: list[Step] = []
    for step in ban.history:
        place = len(steps)
        while step.date is not None and place > 0:
            before = steps[place - 1].date
            if before is None or not contradicts(before, step.date):
                break
            place -= 1
        steps.insert(place, step)
    return steps


def first_of(ban: Ban, *kinds: str) -> Step | None:
    """The first step of one of these kinds."""
    return next((step for step in history(ban) if step.kind in kinds), None)


def announced(ban: Ban) -> Step | None:
    """When it was made known: the step that says so, else the first step."""
    steps = history(ban)
    return first_of(ban, "announced", "issued", "disclosed", "proposed", "adopted", "signed") or (
        steps[0] if steps else None
    )


def effective(ban: Ban) -> Step | None:
    """When it began to bind: the first step to 'in-force'."""
    return next((step for step in history(ban) if step.to in ("in-force", "partly-in-force")), None)


def ended(ban: Ban) -> Step | None:
    """The last step to a status that ends it, if nothing after it revives it."""
    steps = [step for step in history(ban) if step.to is not None]
    last = steps[-1] if steps else None
    return (
        last
        if last is not None and last.to in ("reversed", "expired", "superseded", "never-enforced")
        else None
    )


def _begun(step: Step, day: date) -> bool:
    if step.date is None:
        return True
    first = step.date.earliest or step.date.latest
    return first is None or first <= day


def _stale(ban: Ban, day: date) -> bool:
    if ban.checked is None or ban.review_every is None or ban.checked.latest is None:
        return False
    return day - ban.checked.latest > duration(ban.review_every)


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of whole years, months, weeks and days; a year counts 365 days, a month 30."""
    amounts = {unit: int(count) for count, unit in re.findall(r"(\d+)([YMWD])", text)}
    days = (
        365 * amounts.get("Y", 0) + 30 * amounts.get("M", 0) + 7 * amounts.get("W", 0) + amounts.get("D", 0)
    )
    return timedelta(days=days)


# ---------------------------------------------------------------- order


def by_date(events: Iterable[Event]) -> list[Event]:
    """Oldest first, wider before narrower, then the editor's order of a day, then the id."""
    return sorted(events, key=lambda event: (event.date.sort_key, event.seq, event.id))


def newest_first(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.date.latest_key, -event.seq, event.id))


def bans_by_date(bans: Iterable[Ban]) -> list[Ban]:
    """By the first dated step, undated ones last."""

    def key(ban: Ban) -> tuple[bool, object, str]:
        dated = [step.date.sort_key for step in history(ban) if step.date is not None]
        return (not dated, dated[0] if dated else (), ban.id)

    return sorted(bans, key=key)


@kept
def numbered(site: Site) -> Mapping[str, int]:
    """The entry number of each ban: its place in the content files, from 1."""
    return {ban.id: number for number, ban in enumerate(site.bans, 1)}


def explainers(site: Site) -> list[Explainer]:
    """Explainers that are not drafts, in the editors' order."""
    return sorted((e for e in site.explainers if not e.draft), key=lambda e: (e.order, e.date.sort_key, e.id))


# ---------------------------------------------------------------- who shuts out whom, in words


def sentence(site: Site, ban: Ban) -> str:
    """'Twitter banned advertising by Kaspersky Lab'."""
    return f"{names(site, ban.imposed_by)} {ban.verb} {names(site, ban.target)}"


def names(site: Site, refs: Sequence[str]) -> str:
    """Actors' short names joined in words: 'RT and Sputnik'."""
    words = [site.actors[ref].short or site.actors[ref].name for ref in refs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def group_of(site: Site, ban: Ban) -> str:
    """The key of the group of the first actor that imposed it; '' where none is given."""
    return site.actors[ban.imposed_by[0]].group or ""


# ---------------------------------------------------------------- support


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


# ---------------------------------------------------------------- disagreement


def claims_on(site: Site, record: Record) -> list[Claim]:
    """Claims that are about a record or that it names itself."""
    named = [m.record for m in site.mentions.get(record.id, ()) if isinstance(m.record, Claim)]
    own = [site.claims[id] for _, id, kind, _ in outgoing(record) if kind is Claim]
    return list({claim.id: claim for claim in [*named, *own]}.values())


def open_claims(site: Site) -> list[Claim]:
    return [claim for claim in site.claims if claim.status == "open"]


def claim_dates(claim: Claim) -> list[When | None]:
    """Each value as a date; all None unless the claim is about a date (every value reads as one)."""
    found: list[When | None] = []
    for value in claim.values:
        try:
            found.append(when(value.value))
        except DateError:
            return [None] * len(claim.values)
    return found


def quotes_by_speaker(site: Site) -> list[tuple[Actor, list[Quote]]]:
    """Speakers in the alphabet of their names, each with quotes in the order of what was said."""
    grouped: dict[str, list[Quote]] = {}
    for quote in site.quotes:
        grouped.setdefault(quote.speaker, []).append(quote)
    speakers = sorted(
        (site.actors[id] for id in grouped), key=lambda actor: (actor.name.casefold(), actor.id)
    )
    return [(speaker, sorted(grouped[speaker.id], key=quote_key)) for speaker in speakers]


def quote_key(quote: Quote) -> tuple[bool, object, str]:
    said = quote.said.date if quote.said else None
    return (said is None, said.sort_key if said else (), quote.id)
