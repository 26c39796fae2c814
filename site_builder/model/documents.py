"""Records with a body of prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import PrivateAttr

from site_builder.model.claims import Claim
from site_builder.model.history import Ban
from site_builder.model.records import Record, Ref
from site_builder.model.values import Date, Label, Line, Slug, Text


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown of a document, and the line of its file (from 1) on which it begins."""

    text: str = ""
    line: int = 1


class Document(Record):
    """A record with a body of prose: front matter gives the fields, the file name the id."""

    _body: Body = PrivateAttr(default_factory=Body)

    @property
    def body(self) -> Body:
        return self._body


class Page(Document):
    """A page of prose about the site itself."""

    kind_name: ClassVar[str] = "page"
    plural: ClassVar[str] = "pages"

    title: Label
    description: Label | None = None
    updated: Date | None = None


class Explainer(Document):
    """A question answered in prose, every paragraph cited."""

    kind_name: ClassVar[str] = "explainer"
    plural: ClassVar[str] = "explainers"

    title: Label
    description: Label
    date: Date
    updated: Date | None = None
    reviewed: Date | None = None
    authors: tuple[Line, ...] = ()
    order: int = 100
    draft: bool = False
    tags: tuple[Slug, ...] = ()
    short_version: tuple[Text, ...] = ()
    bans: tuple[Ref[Ban], ...] = ()
    claims: tuple[Ref[Claim], ...] = ()
    related: tuple[Ref[Explainer], ...] = ()
