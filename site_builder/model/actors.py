"""Who acts and is acted on, in the terms of FollowTheMoney."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from site_builder.model.citing import Citations, Stated
from site_builder.model.records import Part, Record, Ref
from site_builder.model.sources import Source
from site_builder.model.values import ONE_OR_MORE, Address, Date, Label, Line, Slug


class NameAt(Part):
    """A name an actor bore for a time; pages use the one of their date."""

    name: Label
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    sources: Citations


class Position(Part):
    org: Ref[Actor]
    role: Label
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    as_described_by: Ref[Source] | None = None


class Actor(Record):
    """A person, company, body or class of people that acts or is acted on."""

    kind_name: ClassVar[str] = "actor"
    plural: ClassVar[str] = "actors"

    schema_: Literal["Person", "Company", "PublicBody", "Organization", "LegalEntity"] = Field(alias="schema")
    name: Label
    short: Label | None = None
    alias: tuple[Label, ...] = ()
    names: tuple[NameAt, ...] = ()
    country: Annotated[tuple[Line, ...], ONE_OR_MORE] = ()
    group: Slug | None = None
    """A key of `groups` in site.yaml: where the actor's bans stand in charts and tables."""
    summary: Stated | None = None
    positions: tuple[Position, ...] = ()
    website: Address | None = None
    sources: Citations
