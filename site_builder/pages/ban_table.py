"""The table of bans: a row each, grouped by who imposed it, by target, by status or by date, and what sorts its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import When, years_months
from site_builder.model import Quote, Site, Step
from site_builder.pages import cards, grouping
from site_builder.pages.cards import STATUS_WORDS, BanCard
from site_builder.pages.grouping import grouped

NO_DATE = "Date not known"
MOST_BINDING_FIRST = (
    "in-force", "partly-in-force", "suspended", "announced", "proposed",
    "unknown", "superseded", "expired", "reversed", "never-enforced",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; if rows can be sorted by it, the name of that order in addresses and both ways in words."""

    label: str
    key: str = ""
    up: str = "A to Z"
    down: str = "Z to A"


COLUMNS = (
    Column("No.", "number", "lowest first", "highest first"),
    Column("Who", "who"),
    Column("did what", "what"),
    Column("to whom", "whom"),
    Column("Status", "status", "most binding first", "least binding first"),
    Column("Announced", "announced", "oldest first", "newest first"),
    Column("Scope, and the reason given"),
    Column("Sources", "sources", "fewest first", "most first"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A ban in the table: the sentence in its parts, and quotes that give the reason.

    `target` is whom it shuts out as a key, with which anchors end. `binding` is the rank of its status, from 0 for the
    most binding. `turn` is the rank of the day it was announced or, with no announcement on file, of the first in its
    history, oldest first and of two that begin together the wider first; None where that day is not known. `to_begin`
    and `to_end` say that the beginning and the end on file are still to come.
    """

    card: BanCard
    who: str
    whom: str
    target: str
    at_once: bool
    to_begin: bool
    to_end: bool
    reasons: tuple[Quote, ...]
    binding: int
    turn: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `key` is the end of its anchor."""

    key: str
    label: str
    rows: tuple[Row, ...]


def rows(site: Site, day: date) -> tuple[Row, ...]:
    """All bans by the first dated step, undated ones last."""
    shown = [cards.ban(site, ban, day) for ban in derive.bans_by_date(site.bans)]
    days = {when.sort_key for card in shown if (when := _known(card))}
    turns = {key: turn for turn, key in enumerate(sorted(days))}
    return tuple(_row(site, card, turns, day) for card in shown)


def _row(site: Site, card: BanCard, turns: Mapping[tuple[int, int, float], int], day: date) -> Row:
    ban = card.ban
    known = _known(card)
    taken = derive.past(ban, day)
    return Row(
        card=card,
        who=derive.names(site, ban.imposed_by),
        whom=derive.names(site, ban.target),
        target="_".join(ban.target),
        at_once=_at_once(card.announced, card.effective),
        to_begin=card.effective is not None and card.effective not in taken,
        to_end=card.ended is not None and card.ended not in taken,
        reasons=tuple(site[ref] for ref in ban.reason_given),
        binding=MOST_BINDING_FIRST.index(card.standing.status),
        turn=turns[known.sort_key] if known else None,
    )


def _known(card: BanCard) -> When | None:
    """The date that a row is sorted by."""
    return card.announced.date if card.announced else derive.first_date(card.ban)


def _at_once(announced: Step | None, effective: Step | None) -> bool:
    """Whether it began to bind when it was made known: one dated step brought both, or two of one day."""
    if announced is None or effective is None or announced.date is None or effective.date is None:
        return False
    one_day = announced.date.earliest == announced.date.latest
    return announced is effective or (one_day and announced.date.edtf == effective.date.edtf)


def by_group(site: Site, rows: Iterable[Row]) -> tuple[Group, ...]:
    """By the group of who imposed it, in the order of site.yaml; within one, each actor's bans together."""
    return _groups(grouping.by_group(site, rows, lambda row: derive.group_of(site, row.card.ban), _who))


def by_target(rows: Sequence[Row]) -> tuple[Group, ...]:
    """By whom it shuts out, in the alphabet; within one, each actor's bans together."""
    names = sorted({(row.whom.casefold(), row.target, row.whom) for row in rows})
    return _groups(grouped(rows, {key: whom for _, key, whom in names}, lambda row: row.target, _who))


def by_status(rows: Iterable[Row]) -> tuple[Group, ...]:
    """By the status today, the most binding first."""
    labels = {status: STATUS_WORDS[status] for status in MOST_BINDING_FIRST}
    return _groups(grouped(rows, labels, lambda row: row.card.standing.status))


def by_date(rows: Sequence[Row]) -> tuple[Group, ...]:
    """By the year of the first dated step, undated ones last."""
    years = sorted(map(_year, rows), key=lambda year: (not year, year))
    return _groups(grouped(rows, {year: year.lstrip("0") or NO_DATE for year in years}, _year))


def _year(row: Row) -> str:
    """Four digits, '' for none."""
    first = derive.first_date(row.card.ban)
    return f"{years_months(first)[0]:04}" if first else ""


def _who(row: Row) -> str:
    return row.who


def _groups(filed: Iterable[tuple[str, str, tuple[Row, ...]]]) -> tuple[Group, ...]:
    return tuple(Group(key or "none", label, members) for key, label, members in filed)
