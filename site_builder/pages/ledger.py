"""The ledger chart: every ban a bar on one time axis, grouped by who imposed it, with a key to what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import years_months
from site_builder.model import Ban, Site, Status
from site_builder.pages import cards
from site_builder.pages.axis import Axis, axis, first_of_year
from site_builder.pages.cards import STATUS_WORDS, BanCard
from site_builder.pages.drawing import Drawing, Mark, Part, drawing, start
from site_builder.pages.grouping import by_group
from site_builder.prose import typeset

UNDATED = "on a day not known"
OUTLIERS = 20  # at most one bar in so many begins left of the axis …
SAVED = 0.1  # … if that makes the axis shorter by this part
MOST_BARS = 90  # some 0.1 KiB each when sent; of more bans the chart has the latest


@dataclass(frozen=True, slots=True)
class Row:
    """A ban with its bar: who shut out what; `dates` says in words what the bar shows."""

    card: BanCard
    who: str
    what: str
    dates: str
    drawing: Drawing
    axis: Axis
    lead: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; '' where the site has no groups."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A sample of a bar and what it means."""

    drawing: Drawing
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bans, of very many the latest; `count` is that of all, `years` are the first and last year shown, in words."""

    axis: Axis
    groups: tuple[Group, ...]
    key: tuple[KeyEntry, ...]
    shown: int
    count: int
    years: str


def chart(site: Site, day: date) -> Chart | None:
    """The bans on one axis; None on a site without bans."""
    if not len(site.bans):
        return None
    bans = _latest(site, day)
    starts = sorted(first for ban in bans if (first := start(ban, day)) is not None)
    shared = axis(_cut(starts, day), day.toordinal())
    rows = [_row(site, ban, day, shared) for ban in derive.bans_by_date(bans)]
    return Chart(
        axis=shared,
        groups=_groups(site, rows),
        key=tuple(_key(rows)),
        shown=len(rows),
        count=len(site.bans),
        years=_years(bans, day),
    )


def _latest(site: Site, day: date) -> list[Ban]:
    """The MOST_BARS bans that began last, and the lead ban in any case."""
    ranked = sorted(site.bans, key=lambda ban: (-(start(ban, day) or 0), ban.id))
    return [ban for rank, ban in enumerate(ranked) if rank < MOST_BARS or ban.id == site.config.lead_ban]


def bar(site: Site, ban: Ban, day: date) -> Row:
    """One ban on an axis of its own, which begins with its history."""
    first, today = start(ban, day), day.toordinal()
    return _row(site, ban, day, axis(today if first is None else first, today))


def _row(site: Site, ban: Ban, day: date, scale: Axis) -> Row:
    card = cards.ban(site, ban, day)
    return Row(
        card=card,
        who=derive.names(site, ban.imposed_by),
        what=ban.short or derive.names(site, ban.target),
        dates=_dates(card, day),
        drawing=drawing(ban, scale, day),
        axis=scale,
        lead=ban.id == site.config.lead_ban,
    )


def _groups(site: Site, rows: Iterable[Row]) -> tuple[Group, ...]:
    """In the order of site.yaml; within one, each actor's bans together."""
    filed = by_group(site, rows, lambda row: derive.group_of(site, row.card.ban), lambda row: row.who)
    return tuple(Group(heading, members) for _, heading, members in filed)


def _dates(card: BanCard, day: date) -> str:
    """'in effect January 2018, made public 20 April 2018': the turning points in their order."""
    found: list[str] = []
    taken = derive.past(card.ban, day)
    secret = False
    for step in derive.history(card.ban):
        turns = []
        if step is card.announced:
            turns.append("made public" if secret else "announced")
        if step is card.effective:
            turns.append("in effect" if step in taken else "to take effect")
            secret = True
        if step is card.ended:
            turns.append("ended" if step in taken else "to end")
        if turns:
            words = step.date_text or (step.date.words if step.date else UNDATED)
            found.append(f"{' and '.join(turns)} {typeset(words)}")
    return ", ".join(found)


def _years(bans: Iterable[Ban], day: date) -> str:
    dates = [step.date for ban in bans for step in derive.past(ban, day) if step.date]
    first = min((years_months(when)[0] for when in dates), default=day.year)
    return f"{first}" if first == day.year else f"{first} to {day.year}"


def _cut(starts: Sequence[int], day: date) -> int:
    """The first day worth a place on the axis: a few early bars are cut off if the others gain by it."""
    today = day.toordinal()
    if not starts:
        return today
    first, later = (first_of_year(starts[place]) for place in (0, len(starts) // OUTLIERS))
    return starts[len(starts) // OUTLIERS] if later - first > SAVED * (today - first) else starts[0]


# ---------------------------------------------------------------- the key

SAMPLES: Mapping[tuple[Status, ...], tuple[str, Drawing]] = {
    ("in-force",): (
        ": solid to the last source seen, open after it",
        Drawing("in-force", (Part("full", 0, 52), Part("open", 52, 92)), (Mark("on", 92),)),
    ),
    ("partly-in-force",): (
        "",
        Drawing(
            "partly-in-force",
            (Part("full", 0, 50), Part("half-open", 50, 92)),
            (Mark("end", 50), Mark("on", 92)),
        ),
    ),
    ("suspended",): (
        "",
        Drawing("suspended", (Part("full", 0, 50), Part("thin-open", 50, 92)), (Mark("on", 92),)),
    ),
    ("announced", "proposed"): (
        ": not yet in effect",
        Drawing(
            "announced",
            (Part("thin", 2, 50), Part("thin-open", 50, 92)),
            (Mark("announced", 2), Mark("on", 92)),
        ),
    ),
    ("unknown",): (
        ": no later report found",
        Drawing("unknown", (Part("full", 0, 40), Part("dots", 50, 76)), (Mark("lost", 78),)),
    ),
    ("superseded", "expired"): (
        "",
        Drawing("superseded", (Part("full", 0, 95),), (Mark("end", 95),)),
    ),
    ("reversed",): (
        "",
        Drawing("reversed", (Part("full", 2, 95),), (Mark("start", 2), Mark("end", 95))),
    ),
    ("never-enforced",): (
        "",
        Drawing("never-enforced", (Part("thin", 2, 95),), (Mark("announced", 2), Mark("end", 95))),
    ),
}
"""Statuses that look alike -> what to say beside their words, and a sample in percent of its own width."""

LEAD_IN = Drawing(
    "unknown", (Part("thin", 2, 50), Part("full", 50, 95)), (Mark("announced", 2), Mark("start", 50))
)
FADED = Drawing("unknown", (Part("full", 0, 55, "in"), Part("full", 55, 95)), ())
PUBLIC = Drawing("unknown", (Part("full", 0, 95),), (Mark("public", 50),))
BEFORE = Drawing("unknown", (Part("full", 6, 95),), (Mark("before", 6),))


def _key(rows: Sequence[Row]) -> Iterator[KeyEntry]:
    """What occurs in these rows, and nothing else."""
    statuses = {row.drawing.status for row in rows}
    for alike, (more, sample) in SAMPLES.items():
        found = [STATUS_WORDS[status] for status in alike if status in statuses]
        if found:
            yield KeyEntry(sample, " or ".join([found[0], *map(str.lower, found[1:])]) + more)
    parts = [part for row in rows for part in row.drawing.parts]
    signs = {mark.sign for row in rows for mark in row.drawing.marks}
    if any(part.fade for part in parts):
        yield KeyEntry(FADED, "Faded end: the day is not known")
    if any(part.kind == "thin" for part in parts) and not statuses & {"announced", "proposed"}:
        yield KeyEntry(LEAD_IN, "Thin line: announced, not yet in effect")
    if "public" in signs:
        yield KeyEntry(PUBLIC, "Made public later")
    if "before" in signs:
        yield KeyEntry(BEFORE, "Began before the axis")
