"""Bans: the table of who shut out whom, by group, target, status and date and as a matrix; and a full record each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Actor, Claim, Event, Response, Site, Source
from site_builder.pages import ban_table, cards
from site_builder.pages.ban_table import COLUMNS, MOST_BINDING_FIRST, Group, Row
from site_builder.pages.cards import STATUS_WORDS, BanCard, SourceCard, StepCard
from site_builder.pages.counting import counted
from site_builder.pages.events import CitedSource, all_cited, cited
from site_builder.pages.matrix import Matrix, matrix
from site_builder.pages.page import Page
from site_builder.pages.urls import (
    BANS_BY_DATE,
    BANS_BY_STATUS,
    BANS_BY_TARGET,
    BANS_MATRIX,
    INDEX,
    address,
)

LIST = INDEX["bans"]
VIEWS = (
    (LIST, "By who banned"),
    (BANS_BY_TARGET, "By target"),
    (BANS_BY_DATE, "By date"),
    (BANS_BY_STATUS, "By status"),
    (BANS_MATRIX, "Who against whom"),
)
ENFORCEMENT_WORDS: Mapping[str, str] = {
    "enforced": "Enforced",
    "partial": "Enforced in part",
    "not-enforced": "Not enforced",
    "unknown": "Not known",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bans have a status today."""

    status: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A step of the history with the records it names."""

    card: StepCard
    event: Event | None
    claim: Claim | None
    basis_source: Source | None
    cited: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A response, with who gave it, where it stands and who had asked."""

    response: Response
    actor: Actor
    source: SourceCard | None
    asked_by: SourceCard | None


def plan(site: Site, day: date) -> Iterator[Page]:
    rows = ban_table.rows(site, day)
    groups = ban_table.by_group(site, rows)
    tallies = _tallies(rows)
    yield _view(LIST, "Bans", groups, tallies)
    yield _view(BANS_BY_TARGET, "Bans by target", ban_table.by_target(rows), tallies)
    yield _view(BANS_BY_DATE, "Bans by date", ban_table.by_date(rows), tallies)
    yield _view(BANS_BY_STATUS, "Bans by status", ban_table.by_status(rows), tallies)
    yield _view(BANS_MATRIX, "Who against whom", (), tallies, matrix(rows, groups))
    for row in rows:
        yield _page(site, row, day)


def _view(
    address: str, title: str, groups: Sequence[Group], tallies: Sequence[Tally], shown: Matrix | None = None
) -> Page:
    return Page(
        address=address,
        kind="bans",
        template="matrix.html" if shown else "bans.html",
        title=title,
        description=description(tallies),
        shows={
            "columns": COLUMNS,
            "groups": groups,
            "matrix": shown,
            "tallies": tallies,
            "count": _entries(tallies),
            "views": VIEWS,
            "by_status": BANS_BY_STATUS,
        },
        nav=LIST,
    )


def description(tallies: Sequence[Tally]) -> str:
    """The table in a sentence: '39 entries: 14 in force, 1 reversed'."""
    if not tallies:
        return "No entry is on file yet."
    parts = [f"{tally.count} {tally.words.lower()}" for tally in tallies]
    return f"{_entries(tallies)}: {', '.join(parts)}."


def _entries(tallies: Iterable[Tally]) -> str:
    return counted(sum(tally.count for tally in tallies), "entry", "entries")


def _tallies(rows: Iterable[Row]) -> tuple[Tally, ...]:
    counts: Counter[str] = Counter(row.card.standing.status for row in rows)
    return tuple(Tally(s, STATUS_WORDS[s], counts[s]) for s in MOST_BINDING_FIRST if counts[s])


# ---------------------------------------------------------------- the record


def _page(site: Site, row: Row, day: date) -> Page:
    card, ban = row.card, row.card.ban
    return Page(
        address=address(ban),
        kind="ban",
        template="ban.html",
        title=card.sentence,
        description=_in_brief(card),
        record=ban,
        shows={
            "card": card,
            "row": row,
            "legal_sources": cited(site, ban.legal_basis.sources) if ban.legal_basis else (),
            "scope_sources": cited(site, ban.scope.sources) if ban.scope else (),
            "reason_sources": cited(site, ban.reason_stated.sources) if ban.reason_stated else (),
            "assessed_sources": cited(site, ban.reason_assessed.sources) if ban.reason_assessed else (),
            "reasons": [cards.quote(site, quote, day) for quote in row.reasons],
            "steps": [_step(site, step) for step in card.history],
            "enforcement": ENFORCEMENT_WORDS[ban.enforcement],
            "replies": [_reply(site, response) for response in ban.responses],
            "claims": [cards.claim(site, claim) for claim in derive.claims_on(site, ban)],
            "events": [cards.event(site, event) for event in derive.events_of(site, ban)],
            "cited": all_cited(site, ban),
            "corrections": [
                cards.correction(site, correction) for correction in derive.corrections_of(site, ban)
            ],
            "mentions": {
                kind: records
                for kind, records in derive.mentions_of(site, ban).items()
                if kind not in ("event", "claim", "correction")
            },
            "table": f"{LIST}#{ban.id}",
        },
        nav=LIST,
    )


def _in_brief(card: BanCard) -> str:
    when = card.announced.date if card.announced else derive.first_date(card.ban)
    return f"{card.sentence}{f', {when.words}' if when else ''}: {card.kind}. {card.status}."


def _step(site: Site, card: StepCard) -> HistoryStep:
    step = card.step
    basis = step.date_basis
    return HistoryStep(
        card=card,
        event=site[step.event] if step.event else None,
        claim=site[step.claim] if step.claim else None,
        basis_source=site[basis.source] if basis and basis.source else None,
        cited=cited(site, step.sources),
    )


def _reply(site: Site, response: Response) -> Reply:
    return Reply(
        response=response,
        actor=site[response.actor],
        source=cards.source(site, site[response.source]) if response.source else None,
        asked_by=cards.source(site, site[response.asked_by]) if response.asked_by else None,
    )
