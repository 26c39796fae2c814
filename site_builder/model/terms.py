"""Terms of art."""

from __future__ import annotations

from typing import ClassVar

from site_builder.model.citing import Citations
from site_builder.model.records import Record
from site_builder.model.values import Label, Text


class Term(Record):
    """A term of art, explained once."""

    kind_name: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"

    term: Label
    also: tuple[Label, ...] = ()
    definition: Text
    sources: Citations
