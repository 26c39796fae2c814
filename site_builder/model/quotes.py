"""What somebody said, and which sources print it, with the selectors of W3C Web Annotation."""

from __future__ import annotations

from typing import ClassVar, Literal

from site_builder.model.actors import Actor
from site_builder.model.citing import Citations
from site_builder.model.records import Part, Record, Ref
from site_builder.model.sources import Source
from site_builder.model.values import Date, Label, Line, Text, Verbatim


class Said(Part):
    date: Date | None = None
    date_text: Label | None = None
    medium: Label | None = None
    sources: Citations


class Selector(Part):
    """A W3C TextQuoteSelector.

    Source: https://www.w3.org/TR/annotation-model/#text-quote-selector
    """

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: Verbatim
    prefix: Verbatim | None = None
    suffix: Verbatim | None = None


class Attestation(Part):
    """That somebody read the words in a source no machine can have: who, when, and in which copy."""

    by: Label
    date: Date
    where: Label


class Witness(Part):
    """A source that prints the utterance. The copy-text is the printing we show; the others are variants of it."""

    source: Ref[Source]
    role: Literal["copy-text", "variant", "corrupted", "translation", "related"] = "copy-text"
    selector: Selector
    language: Line | None = None
    variant_note: Text | None = None
    accept_variant: Text | None = None
    attested: Attestation | None = None


class Quote(Record):
    """One utterance, printed by one or more witnesses. `text` is verbatim as the copy-text prints it."""

    kind_name: ClassVar[str] = "quote"
    plural: ClassVar[str] = "quotes"

    speaker: Ref[Actor]
    speaker_note: Label | None = None
    relayed_by: Ref[Actor] | None = None
    said: Said | None = None
    language: Line = "en"
    text: Verbatim
    translation: Text | None = None
    display: Literal["verbatim", "excerpt", "edited"] = "verbatim"
    context: Text | None = None
    witnesses: tuple[Witness, ...] = ()
