"""Who against whom: the bans as a matrix, whose cells count and lead to where those bans stand in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder import derive
from site_builder.model import Actor
from site_builder.pages.ban_table import Group, Row
from site_builder.pages.cards import BanCard
from site_builder.pages.grouping import OTHERS
from site_builder.pages.urls import BANS_BY_TARGET, INDEX, address

Targets = Mapping[str, Sequence[str]]
"""A ban's id -> the names of those it shuts out."""

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
    """`totals` are the bans of each column; a ban of several is counted in each, and `shared` says that there is one."""

    columns: tuple[str, ...]
    groups: tuple[MatrixGroup, ...]
    totals: tuple[int, ...]
    shared: bool


def matrix(rows: Sequence[Row], groups: Sequence[Group]) -> Matrix:
    """All `rows`, the oldest first, under the `groups` in which those of one actor are neighbours.

    Targets of most bans, first of the earliest, have a column each; the others share the last.
    """
    targets = _targets(rows)
    counts = Counter(name for names in targets.values() for name in names)
    names = sorted(counts, key=lambda name: -counts[name])
    columns = tuple(names) if len(names) <= MOST_COLUMNS else (*names[: MOST_COLUMNS - 1], OTHERS)
    placed = [_columns(columns, targets, row) for row in rows]
    return Matrix(
        columns=columns,
        groups=tuple(MatrixGroup(group.label, _rows(columns, targets, group.rows)) for group in groups),
        totals=tuple(sum(column in own for own in placed) for column in columns),
        shared=any(len(own) > 1 for own in placed),
    )


def _targets(rows: Sequence[Row]) -> Targets:
    """Whom each ban shuts out; those whom the same bans shut out are one: 'RT and Sputnik'."""
    actors = {actor.id: actor for row in rows for actor in row.card.target}
    bans: dict[str, list[str]] = {}
    for row in rows:
        for target in dict.fromkeys(row.card.ban.target):
            bans.setdefault(target, []).append(row.card.ban.id)
    alike: dict[tuple[str, ...], list[Actor]] = {}
    for id, shut_out_by in bans.items():
        alike.setdefault(tuple(shut_out_by), []).append(actors[id])
    found: dict[str, list[str]] = {}
    for same, together in alike.items():
        for ban in same:
            found.setdefault(ban, []).append(derive.joined(together))
    return found


def _rows(columns: Sequence[str], targets: Targets, rows: Sequence[Row]) -> tuple[MatrixRow, ...]:
    by_actor: dict[str, list[Row]] = {}
    for row in rows:
        by_actor.setdefault(row.who, []).append(row)
    return tuple(
        MatrixRow(who, tuple(_cell(columns, targets, name, own) for name in columns))
        for who, own in by_actor.items()
    )


def _columns(columns: Sequence[str], targets: Targets, row: Row) -> set[str]:
    return {name if name in columns else OTHERS for name in targets[row.card.ban.id]}


def _cell(columns: Sequence[str], targets: Targets, name: str, own: Sequence[Row]) -> Cell | None:
    """The cell in column `name` of the actor whose bans are `own`."""
    rows = [row for row in own if name in _columns(columns, targets, row)]
    if not rows:
        return None
    worst = min(rows, key=lambda row: row.binding)
    return Cell(
        column=name,
        on=_whom(columns, targets, rows) if name == OTHERS else "",
        card=worst.card,
        alike=sum(row.binding == worst.binding for row in rows),
        count=len(rows),
        link=_link(rows, own),
    )


def _whom(columns: Sequence[str], targets: Targets, rows: Sequence[Row]) -> str:
    all_names = (name for row in rows for name in targets[row.card.ban.id])
    names = list(dict.fromkeys(name for name in all_names if name not in columns))
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} targets"


def _link(rows: Sequence[Row], own: Sequence[Row]) -> str:
    """One ban has its record; those on one target are neighbours in the table by target, an actor's in the list."""
    if len(rows) == 1:
        return address(rows[0].card.ban)
    if len({row.target for row in rows}) == 1:
        return f"{BANS_BY_TARGET}#{rows[0].card.ban.id}"
    return f"{INDEX['bans']}#{own[0].card.ban.id}"
