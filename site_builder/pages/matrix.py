"""Who against whom: the bans as a matrix, whose cells count and lead to where those bans stand in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.pages.ban_table import Group, Row
from site_builder.pages.cards import BanCard
from site_builder.pages.grouping import OTHERS
from site_builder.pages.urls import BANS_BY_TARGET, INDEX, address

MOST_COLUMNS = 7  # as many targets fit beside one another on a wide screen
MOST_NAMED = 3  # as many targets are named in a cell that several share


@dataclass(frozen=True, slots=True)
class Cell:
    """The bans by one row's actors on one column's.

    `on` says whom they shut out where targets share the column, else ''. `card` is the most binding, and `alike` of
    the `count` bans have its status. `link` is where they stand: a record, or the first of neighbours in the table.
    """

    column: str
    on: str
    card: BanCard
    alike: int
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A cell for each column; None where no ban is recorded."""

    who: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    label: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Each ban stands in one cell, so `totals`, one for each column, add up to all bans."""

    columns: tuple[str, ...]
    groups: tuple[MatrixGroup, ...]
    totals: tuple[int, ...]


def matrix(rows: Sequence[Row], groups: Sequence[Group]) -> Matrix:
    """All `rows`, the oldest first, under the `groups` in which those of one actor are neighbours.

    Targets of most bans, first of the earliest, have a column each; the others share the last.
    """
    counts = Counter(row.whom for row in rows)
    names = sorted(counts, key=lambda name: -counts[name])
    columns = tuple(names) if len(names) <= MOST_COLUMNS else (*names[: MOST_COLUMNS - 1], OTHERS)
    placed = Counter(_column(columns, row) for row in rows)
    return Matrix(
        columns=columns,
        groups=tuple(MatrixGroup(group.label, _rows(columns, group.rows)) for group in groups),
        totals=tuple(placed[column] for column in columns),
    )


def _rows(columns: Sequence[str], rows: Sequence[Row]) -> tuple[MatrixRow, ...]:
    by_actor: dict[str, list[Row]] = {}
    for row in rows:
        by_actor.setdefault(row.who, []).append(row)
    return tuple(
        MatrixRow(who, tuple(_cell(columns, name, own) for name in columns)) for who, own in by_actor.items()
    )


def _column(columns: Sequence[str], row: Row) -> str:
    return row.whom if row.whom in columns else OTHERS


def _cell(columns: Sequence[str], name: str, own: Sequence[Row]) -> Cell | None:
    """The cell in column `name` of the actor whose bans are `own`."""
    rows = [row for row in own if _column(columns, row) == name]
    if not rows:
        return None
    worst = min(rows, key=lambda row: row.binding)
    return Cell(
        column=name,
        on=_whom(rows) if name == OTHERS else "",
        card=worst.card,
        alike=sum(row.binding == worst.binding for row in rows),
        count=len(rows),
        link=_link(rows, own),
    )


def _whom(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(row.whom for row in rows))
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} targets"


def _link(rows: Sequence[Row], own: Sequence[Row]) -> str:
    """One ban has its record; those on one target are neighbours in the table by target, an actor's in the list."""
    if len(rows) == 1:
        return address(rows[0].card.ban)
    if len({row.target for row in rows}) == 1:
        return f"{BANS_BY_TARGET}#{rows[0].card.ban.id}"
    return f"{INDEX['bans']}#{own[0].card.ban.id}"
