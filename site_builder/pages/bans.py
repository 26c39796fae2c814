"""Bans: the table of who shut out whom, by group, status and date and as a matrix; and a full record each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import years_months
from site_builder.model import Actor, Ban, Claim, Event, Quote, Response, Site, Source, Step
from site_builder.pages import cards
from site_builder.pages.cards import STATUS_WORDS, BanCard, SourceCard, StepCard
from site_builder.pages.events import CitedSource, cited
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, address

LIST = INDEX["bans"]
BY_STATUS = "/bans/by-status/"
BY_DATE = "/bans/by-date/"
MATRIX = "/bans/matrix/"
VIEWS = (
    (LIST, "By who banned"),
    (BY_STATUS, "By status"),
    (BY_DATE, "By date"),
    (MATRIX, "Who against whom"),
)

OTHERS = "Others"
NO_DATE = "Date not known"
MOST_COLUMNS = 7  # as many targets fit beside one another on a wide screen

MOST_BINDING_FIRST = (
    "in-force", "partly-in-force", "suspended", "announced", "proposed",
    "unknown", "superseded", "expired", "reversed", "never-enforced",
)  # fmt: skip
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
class Row:
    """A ban in the table: the sentence in its parts, and quotes that give the reason."""

    card: BanCard
    who: str
    whom: str
    at_once: bool
    reasons: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `key` is the end of its anchor."""

    key: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The bans by one row's actors on one column's, the most binding first; `named` unless targets share the column."""

    column: str
    named: bool
    cards: tuple[BanCard, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    who: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    label: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who against whom. Each ban stands in one cell, so `totals`, one for each column, add up to all bans."""

    columns: tuple[str, ...]
    groups: tuple[MatrixGroup, ...]
    totals: tuple[int, ...]


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
    rows = [_row(site, ban, day) for ban in derive.bans_by_date(site.bans)]
    tallies = _tallies(rows)
    yield _view(LIST, "Bans", by_group(site, rows), tallies)
    yield _view(BY_STATUS, "Bans by status", by_status(rows), tallies)
    yield _view(BY_DATE, "Bans by date", by_date(rows), tallies)
    yield _view(MATRIX, "Who against whom", (), tallies, matrix(site, [row.card for row in rows]))
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
            "groups": groups,
            "matrix": shown,
            "tallies": tallies,
            "count": counted(sum(tally.count for tally in tallies)),
            "views": VIEWS,
            "by_status": BY_STATUS,
        },
        nav=LIST,
    )


def description(tallies: Sequence[Tally]) -> str:
    """The table in a sentence: '39 entries: 14 in force, 1 reversed'."""
    if not tallies:
        return "No entry is on file yet."
    parts = [f"{tally.count} {tally.words.lower()}" for tally in tallies]
    return f"{counted(sum(tally.count for tally in tallies))}: {', '.join(parts)}."


def counted(count: int) -> str:
    """A number of bans: '1 entry', '39 entries'."""
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _tallies(rows: Iterable[Row]) -> tuple[Tally, ...]:
    counts: Counter[str] = Counter(row.card.standing.status for row in rows)
    return tuple(Tally(s, STATUS_WORDS[s], counts[s]) for s in MOST_BINDING_FIRST if counts[s])


# ---------------------------------------------------------------- the table


def _row(site: Site, ban: Ban, day: date) -> Row:
    card = cards.ban(site, ban, day)
    return Row(
        card=card,
        who=derive.names(site, ban.imposed_by),
        whom=derive.names(site, ban.target),
        at_once=_at_once(card.announced, card.effective),
        reasons=tuple(site[ref] for ref in ban.reason_given),
    )


def _at_once(announced: Step | None, effective: Step | None) -> bool:
    """Whether it began to bind when it was made known: one step brought both, or two with one date."""
    if announced is None or effective is None:
        return False
    same_date = (
        announced.date is not None
        and effective.date is not None
        and announced.date.edtf == effective.date.edtf
    )
    return announced is effective or same_date


def by_group(site: Site, rows: Iterable[Row]) -> tuple[Group, ...]:
    """By the group of who imposed it, in the order of site.yaml; within one, each actor's bans together."""
    return _grouped(rows, _group_keys(site), lambda row: _group_key(site, row.card.ban), lambda row: row.who)


def by_status(rows: Iterable[Row]) -> tuple[Group, ...]:
    """By the status today, the most binding first."""
    labels = {status: STATUS_WORDS[status] for status in MOST_BINDING_FIRST}
    return _grouped(rows, labels, lambda row: row.card.standing.status)


def by_date(rows: Sequence[Row]) -> tuple[Group, ...]:
    """By the year of the first dated step, undated ones last."""
    years = {year: year or NO_DATE for year in sorted(map(_year, rows), key=lambda year: (not year, year))}
    return _grouped(rows, years, _year)


def _year(row: Row) -> str:
    dates = [step.step.date for step in row.card.history if step.step.date is not None]
    return f"{years_months(dates[0])[0]:04}" if dates else ""


def _group_keys(site: Site) -> Mapping[str, str]:
    return {**site.config.groups, "": OTHERS}


def _group_key(site: Site, ban: Ban) -> str:
    key = derive.group_of(site, ban)
    return key if key in site.config.groups else ""


def _grouped(
    rows: Iterable[Row],
    labels: Mapping[str, str],
    key: Callable[[Row], str],
    together: Callable[[Row], str] = lambda row: "",  # noqa: ARG005  # one heading for all rows unless asked
) -> tuple[Group, ...]:
    """Rows under `labels`, in their order, without empty groups; inside one, rows of one `together` are neighbours."""
    filed: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        filed.setdefault(key(row), {}).setdefault(together(row), []).append(row)
    return tuple(
        Group(name or "none", label, tuple(row for near in filed[name].values() for row in near))
        for name, label in labels.items()
        if name in filed
    )


# ---------------------------------------------------------------- the matrix


def matrix(site: Site, shown: Sequence[BanCard]) -> Matrix:
    """Who against whom. Targets of most bans, first of the earliest, have a column each; the others share the last."""
    columns = _columns(site, shown)
    filed: dict[str, dict[str, list[BanCard]]] = {}
    for card in shown:
        names = derive.names(site, card.ban.imposed_by)
        filed.setdefault(_group_key(site, card.ban), {}).setdefault(names, []).append(card)
    placed = Counter(_column(site, columns, card) for card in shown)
    return Matrix(
        columns=columns,
        groups=tuple(
            MatrixGroup(
                label, tuple(MatrixRow(who, _cells(site, columns, own)) for who, own in filed[key].items())
            )
            for key, label in _group_keys(site).items()
            if key in filed
        ),
        totals=tuple(placed[column] for column in columns),
    )


def _columns(site: Site, shown: Sequence[BanCard]) -> tuple[str, ...]:
    counts = Counter(derive.names(site, card.ban.target) for card in shown)
    names = sorted(counts, key=lambda name: -counts[name])
    return tuple(names) if len(names) <= MOST_COLUMNS else (*names[: MOST_COLUMNS - 1], OTHERS)


def _column(site: Site, columns: Sequence[str], card: BanCard) -> str:
    name = derive.names(site, card.ban.target)
    return name if name in columns else OTHERS


def _cells(site: Site, columns: Sequence[str], shown: Sequence[BanCard]) -> tuple[Cell, ...]:
    ranked = sorted(shown, key=lambda card: MOST_BINDING_FIRST.index(card.standing.status))
    return tuple(
        Cell(name, name != OTHERS, tuple(card for card in ranked if _column(site, columns, card) == name))
        for name in columns
    )


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
            "cited": cited(site, ban.sources),
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
    made_known = card.announced.date if card.announced else None
    return f"{card.sentence}{f', {made_known.words}' if made_known else ''}: {card.kind}. {card.status}."


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
