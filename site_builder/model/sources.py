"""What can be cited, in the terms of CSL 1.0.2."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from site_builder.model.records import Part, Record, Ref
from site_builder.model.values import Address, Date, Line, Text, Verbatim


class Name(Part):
    """A CSL name: a person's two parts, or one literal for a body."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None


class Lineage(Part):
    """That a source takes some facts from another: same root for those facts. It names a source or an origin."""

    source: Ref[Source] | None = None
    origin: Line | None = None
    """An original that is not on file, in words; the same words are the same original."""
    for_: tuple[Line, ...] = Field(default=(), alias="for")
    as_said: Verbatim | None = None


class Archived(Part):
    url: Address
    datetime: Date
    service: Line | None = None


class Snapshot(Part):
    """A private copy that quotes are checked against; it never enters the project."""

    file: Line
    retrieved: Date
    extent: Literal["full-text", "excerpt"] | None = None


class Source(Record):
    """Something that can be cited. `founding` marks the sources the story starts from."""

    kind_name: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"

    type: Literal[
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
        "chapter", "dataset", "document", "entry", "hearing", "interview", "legal_case", "legislation",
        "motion_picture", "pamphlet", "paper-conference", "personal_communication", "post", "post-weblog",
        "regulation", "report", "review", "software", "speech", "standard", "treaty", "webpage",
    ]  # fmt: skip
    title: Line | None = None
    author: tuple[Name, ...] = ()
    container_title: Line | None = Field(default=None, alias="container-title")
    publisher: Line | None = None
    authority: Line | None = None
    issued: Date | None = None
    original_date: Date | None = Field(default=None, alias="original-date")
    language: Line = "en"
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    number: Line | None = None
    section: Line | None = None
    edition: Line | None = None
    genre: Line | None = None
    DOI: Line | None = None
    ISBN: Line | None = None
    URL: Address | None = None
    kind: Literal["primary-document", "statement", "report", "reprint", "analysis", "dataset", "archive"]
    founding: bool = False
    derives_from: tuple[Lineage, ...] = ()
    access: Literal["free", "registration", "paywall", "offline"] | None = None
    accessed: Date | None = None
    url_status: Literal["live", "dead", "deviated", "usurped", "unfit", "unknown"] = "unknown"
    archived: tuple[Archived, ...] = ()
    snapshot: Snapshot | None = None
    seen: Text | None = None
    """How we know the address and the text: what was seen, and what was not."""
