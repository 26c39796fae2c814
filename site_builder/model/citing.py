"""How records say what bears them out: citations, sourced statements, and the words behind a date."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from site_builder.model.records import Part, Ref
from site_builder.model.sources import Source
from site_builder.model.values import ONE_OR_MORE, Date, Label, Line, Text, short_for


class Citation(Part):
    """That a source bears something out: what it supports, and where in the source. Short form: the source's id."""

    source: Ref[Source]
    supports: tuple[Line, ...] = ()
    locator: Label | None = None
    note: Text | None = None


Cited = Annotated[tuple[Annotated[Citation, short_for("source")], ...], ONE_OR_MORE]
Citations = Annotated[Cited, Field(default=())]


class Fact(Part):
    """A statement with its own sources. Short form: the text alone."""

    value: Text
    sources: Citations
    note: Text | None = None


Stated = Annotated[Fact, short_for("value")]


class DateBasis(Part):
    """The relative words a date was worked out from: 'on Friday', in an article dated `anchor`."""

    text: Line
    anchor: Date
    source: Ref[Source] | None = None
