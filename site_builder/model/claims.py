"""Where sources disagree: one question and its answers, with Wikidata's ranks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from site_builder.model.citing import Cited
from site_builder.model.records import Part, Record, Ref
from site_builder.model.values import ONE_OR_MORE, Label, Line, Text


class About(Part):
    """What a claim is about: a record, and the property in dispute."""

    record: Ref[Record]
    prop: Line | None = None


class ClaimValue(Part):
    """One answer: in our short form (EDTF if it is a date), in the source's own words, and how we rank it."""

    value: Label
    as_said: Text | None = None
    sources: Annotated[Cited, Field(min_length=1)]
    rank: Literal["preferred", "normal", "deprecated"] = "normal"
    because: Text | None = None


class Claim(Record):
    """A question that sources answer differently. The resolution is ours and is shown as ours."""

    kind_name: ClassVar[str] = "claim"
    plural: ClassVar[str] = "claims"

    question: Label
    about: Annotated[tuple[About, ...], ONE_OR_MORE] = ()
    values: tuple[ClaimValue, ...] = Field(min_length=1)
    resolution: Text | None = None
    status: Literal["open", "settled"] = "open"
    founding: bool = False
    """True if founding sources disagree with one another."""
