"""What was published wrong and put right."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from site_builder.model.records import Record, Ref
from site_builder.model.values import Date, Text


class Correction(Record):
    """What we said, what we say now, and why."""

    kind_name: ClassVar[str] = "correction"
    plural: ClassVar[str] = "corrections"

    date: Date
    records: tuple[Ref[Record], ...] = Field(min_length=1)
    severity: Literal["typo", "clarification", "correction", "retraction"]
    was: Text
    now: Text
    why: Text
