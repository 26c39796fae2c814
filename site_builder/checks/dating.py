"""Dates that contradict one another, or the day of the build.

What a date leaves open contradicts nothing: only what is certainly wrong is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder import derive
from site_builder.checks.finding import Finding
from site_builder.dates import When, contradicts, resolve
from site_builder.diagnostics import Path, Pos
from site_builder.model import Actor, Ban, DateBasis, Record, Site, Source, Step

ENDS = ("reversed", "expired", "superseded")


def event_after_its_sources(site: Site) -> Iterator[Finding]:
    """A source cannot report what had not happened: one that only announces it is explained in the event's note."""
    for event in site.events:
        issued = [site.sources[citation.source].issued for citation in event.sources]
        told = [day for day in issued if day is not None and contradicts(event.date, day)]
        if told and len(told) == len(issued) and not event.note:
            last = min(told, key=lambda day: day.latest_key)
            yield Finding(
                event.where.at("date"),
                f"the event is of {event.date.words}, its last source of {last.words}",
                "correct a date, cite a later source, or say in note: that the source announces it",
            )


def contradicted_date_basis(site: Site) -> Iterator[Finding]:
    """The words a date was worked out from ('on Friday') give that date."""
    for record, path, given, basis in _bases(site):
        found = _resolved(basis)
        if found is not None and (contradicts(given, found) or contradicts(found, given)):
            yield Finding(
                record.where.at(*path),
                f"{basis.text!r}, told on {basis.anchor.words}, is {found.words}, not {given.words}",
                "correct the date, or text: and anchor: of its date_basis",
            )


def _bases(site: Site) -> Iterator[tuple[Record, Path, When, DateBasis]]:
    """Each date with the words it was worked out from: the record, the path of the date, the date, the words."""
    for event in site.events:
        if event.date_basis:
            yield event, ("date",), event.date, event.date_basis
    for ban in site.bans:
        for index, step in enumerate(ban.history):
            if step.date and step.date_basis:
                yield ban, ("history", index, "date"), step.date, step.date_basis


def _resolved(basis: DateBasis) -> When | None:
    """What the words mean on the anchor's day; None without a day, or for words we cannot work out."""
    day = basis.anchor.earliest
    return resolve(basis.text, day) if day is not None and day == basis.anchor.latest else None


def effect_before_announcement(site: Site) -> Iterator[Finding]:
    """A ban that bound before it was made known is explained in the note of that step, or of the ban."""
    for ban in site.bans:
        told, bound = derive.announced(ban), derive.effective(ban)
        if not told or not bound or not told.date or not bound.date or bound.note or ban.note:
            continue
        if contradicts(told.date, bound.date):
            yield Finding(
                _place(ban, bound),
                f"in force from {bound.date.words}, made known only on {told.date.words}",
                "correct a date, or say in note: how it could bind before",
            )


def end_before_effect(site: Site) -> Iterator[Finding]:
    """A ban ends after it began."""
    for ban in site.bans:
        begun = next((step for step in ban.history if step.to in ("in-force", "partly-in-force")), None)
        if begun is None or begun.date is None:
            continue
        for step in ban.history[ban.history.index(begun) :]:
            if step.to in ENDS and step.date and contradicts(begun.date, step.date):
                yield Finding(
                    _place(ban, step),
                    f"{step.to} from {step.date.words}, but in force only from {begun.date.words}",
                )


def _place(ban: Ban, step: Step) -> Pos:
    return ban.where.at("history", ban.history.index(step), "date")


def read_before_issued(site: Site) -> Iterator[Finding]:
    """Nobody read, archived or copied a source before it was issued."""
    for source in site.sources:
        for path, words, day in _readings(source):
            if source.issued and contradicts(source.issued, day):
                message = f"{words} {day.words}, but issued {source.issued.words}"
                yield Finding(source.where.at(*path), message)


def _readings(source: Source) -> Iterator[tuple[Path, str, When]]:
    if source.accessed:
        yield ("accessed",), "accessed", source.accessed
    if source.snapshot:
        yield ("snapshot", "retrieved"), "retrieved", source.snapshot.retrieved
    for index, copy in enumerate(source.archived):
        yield ("archived", index, "datetime"), "archived", copy.datetime


def original_after_reissue(site: Site) -> Iterator[Finding]:
    """The original of a reprint is not younger than the reprint."""
    for source in site.sources:
        original, issued = source.original_date, source.issued
        if original and issued and contradicts(original, issued):
            yield Finding(
                source.where.at("original-date"),
                f"the original is of {original.words}, but this was issued on {issued.words}",
            )


def older_than_its_parent(site: Site) -> Iterator[Finding]:
    """A source is not older than what it derives from."""
    for source in site.sources:
        for index, lineage in enumerate(source.derives_from):
            parent = site.sources[lineage.source] if lineage.source else None
            root = (parent.original_date or parent.issued) if parent else None
            if parent and root and source.issued and contradicts(root, source.issued):
                yield Finding(
                    source.where.at("derives_from", index, "source"),
                    f"{source.id!r} is of {source.issued.words}, {parent.id!r} only of {root.words}",
                    f"if {parent.id!r} reprints an older text, give it an original-date:",
                )


def backwards_period(site: Site) -> Iterator[Finding]:
    """A name or a position ends after it began."""
    for actor in site.actors:
        for path, begun, ended in _periods(actor):
            if begun and ended and contradicts(begun, ended):
                yield Finding(
                    actor.where.at(*path), f"the end, {ended.words}, is before the start, {begun.words}"
                )


def _periods(actor: Actor) -> Iterator[tuple[Path, When | None, When | None]]:
    for index, name in enumerate(actor.names):
        yield ("names", index, "to"), name.from_, name.to
    for index, position in enumerate(actor.positions):
        yield ("positions", index, "to"), position.from_, position.to


def updated_before_published(site: Site) -> Iterator[Finding]:
    """An explainer is updated and reviewed after it was published."""
    for explainer in site.explainers:
        for field, day in (("updated", explainer.updated), ("reviewed", explainer.reviewed)):
            if day and contradicts(explainer.date, day):
                message = f"{field} {day.words}, but published {explainer.date.words}"
                yield Finding(explainer.where.at(field), message)


def review_overdue(site: Site, day: date) -> Iterator[Finding]:
    """A ban is looked at again before its review_every has passed."""
    for ban in site.bans:
        if derive.status(ban, day).stale and ban.checked:
            yield Finding(
                ban.where.at("checked"),
                f"ban {ban.id!r} was last checked {ban.checked.words}",
                f"look whether it still holds (review_every: {ban.review_every}), then set checked:",
            )


def date_in_future(site: Site, day: date) -> Iterator[Finding]:
    """What we did ourselves (a correction, a check, an explainer) is not dated after the day of the build."""
    for record, field, done in _our_days(site):
        if done and done.earliest and done.earliest > day:
            yield Finding(
                record.where.at(field),
                f"{done.words} is still to come: the build is of {day.isoformat()}",
                "correct the date, or build with a later --day",
            )


def _our_days(site: Site) -> Iterator[tuple[Record, str, When | None]]:
    for correction in site.corrections:
        yield correction, "date", correction.date
    for ban in site.bans:
        yield ban, "checked", ban.checked
    for page in site.pages:
        yield page, "updated", page.updated
    for explainer in site.explainers:
        if not explainer.draft:
            yield explainer, "date", explainer.date
            yield explainer, "updated", explainer.updated
            yield explainer, "reviewed", explainer.reviewed
