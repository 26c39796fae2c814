"""What happened: events, and bans with their dated histories. They refer to each other, and so share a module."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from site_builder.model.actors import Actor
from site_builder.model.citing import Citations, DateBasis, Stated
from site_builder.model.claims import Claim
from site_builder.model.quotes import Quote
from site_builder.model.records import Part, Record, Ref
from site_builder.model.sources import Source
from site_builder.model.values import ONE_OR_MORE, Address, Date, Duration, Label, Line, Slug, Text, short_for


class Taking(Part):
    """An actor's part in an event. Short form: the actor's id."""

    actor: Ref[Actor]
    role: Label | None = None


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


class Event(Record):
    """Something that happened. weight 1 stands open on the timeline, 2 and 3 fold."""

    kind_name: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"

    date: Date
    date_text: Label | None = None
    date_basis: DateBasis | None = None
    seq: int = 0
    title: Label
    summary: Stated | None = None
    kind: Slug
    """A key of `event_kinds` in site.yaml."""
    weight: Annotated[Literal[1, 2, 3], BeforeValidator(_whole)] = 2
    actors: tuple[Annotated[Taking, short_for("actor")], ...] = ()
    bans: tuple[Ref[Ban], ...] = ()
    claims: tuple[Ref[Claim], ...] = ()
    quotes: tuple[Ref[Quote], ...] = ()
    founding: bool = False
    """True if a founding source reports it."""
    sources: Citations


Status = Literal[
    "proposed", "announced", "in-force", "partly-in-force", "suspended",
    "reversed", "expired", "superseded", "never-enforced", "unknown",
]  # fmt: skip


class Scope(Part):
    what: Text
    excludes: tuple[Text, ...] = ()
    sources: Citations
    note: Text | None = None


class LegalBasis(Part):
    kind: Line
    label: Label
    url: Address | None = None
    sources: Citations


class Step(Part):
    """One dated step in a ban's life. `to` is the status it brings; without it the status stays as it was.

    `reading: ours` marks a step that no source states and that we infer; `note` then says from what.
    """

    date: Date | None = None
    date_text: Label | None = None
    date_basis: DateBasis | None = None
    kind: Slug
    to: Status | None = None
    event: Ref[Event] | None = None
    claim: Ref[Claim] | None = None
    reading: Literal["reported", "ours"] = "reported"
    note: Text | None = None
    sources: Citations


class Response(Part):
    """The right of reply: what somebody answered, or that we found no answer."""

    actor: Ref[Actor]
    date: Date | None = None
    text: Text | None = None
    source: Ref[Source] | None = None
    asked_by: Ref[Source] | None = None
    answered: bool = True


class Search(Part):
    """Where and when we looked, and what we found there: makes 'unknown' a dated statement."""

    date: Date
    where: Label
    query: Line
    found: Text


class Ban(Record):
    """An act by which one actor shuts another out. Its status is computed from its dated history, never typed."""

    kind_name: ClassVar[str] = "ban"
    plural: ClassVar[str] = "bans"

    kind: Slug
    """A key of `ban_kinds` in site.yaml."""
    verb: Label
    """Makes the sentence: '<imposed_by> <verb> <target>'."""
    short: Label | None = None
    """What was shut out, for charts: 'Kaspersky Lab's ads'."""
    imposed_by: Annotated[tuple[Ref[Actor], ...], ONE_OR_MORE, Field(min_length=1)]
    target: Annotated[tuple[Ref[Actor], ...], ONE_OR_MORE, Field(min_length=1)]
    scope: Annotated[Scope, short_for("what")] | None = None
    legal_basis: LegalBasis | None = None
    reason_given: Annotated[tuple[Ref[Quote], ...], ONE_OR_MORE] = ()
    reason_stated: Stated | None = None
    """The reason the imposer gave, in our words and attributed: 'Twitter: the business model …'."""
    reason_assessed: Stated | None = None
    history: tuple[Step, ...] = ()
    enforcement: Literal["enforced", "partial", "not-enforced", "unknown"] = "unknown"
    responses: tuple[Response, ...] = ()
    checked: Date | None = None
    review_every: Duration | None = None
    searches: tuple[Search, ...] = ()
    founding: bool = False
    """True if a founding source reports it."""
    sources: Citations
