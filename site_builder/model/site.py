"""Every kind of record, and the site that holds them all."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic

from site_builder.model.actors import Actor
from site_builder.model.claims import Claim
from site_builder.model.config import Config
from site_builder.model.corrections import Correction
from site_builder.model.documents import Explainer, Page
from site_builder.model.evidence import Checked, Evidence
from site_builder.model.history import Ban, Event
from site_builder.model.quotes import Quote
from site_builder.model.records import R, Record, Ref
from site_builder.model.sources import Source
from site_builder.model.terms import Term

KINDS: tuple[type[Record], ...] = (Source, Actor, Event, Ban, Quote, Claim, Term, Correction, Explainer, Page)


@dataclass(frozen=True, slots=True)
class Mention:
    """That `record` refers to something at `path`."""

    record: Record
    path: tuple[str | int, ...]


class Table(Generic[R]):
    """The records of one kind, in the order they were written; found by id."""

    def __init__(self, records: Mapping[str, R]) -> None:
        self._by_id = MappingProxyType(dict(records))

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __getitem__(self, id: str) -> R:
        return self._by_id[id]

    def get(self, id: str) -> R | None:
        return self._by_id.get(id)


@dataclass(frozen=True, eq=False)
class Site:
    """Every record, every reference resolved, every mention reversible."""

    config: Config
    sources: Table[Source]
    actors: Table[Actor]
    events: Table[Event]
    bans: Table[Ban]
    quotes: Table[Quote]
    claims: Table[Claim]
    terms: Table[Term]
    corrections: Table[Correction]
    explainers: Table[Explainer]
    pages: Table[Page]
    mentions: Mapping[str, tuple[Mention, ...]]
    """Who refers to a record, by its id, each record once."""
    is_whole: bool = True
    """False if records were refused: what nobody here mentions may be mentioned there."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Path below assets/ -> bytes."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Path below templates/ -> text."""
    unsound: tuple[Record, ...] = ()
    """Records that were read and left out, since something they refer to is not there."""
    kept: dict[Hashable, object] = field(default_factory=dict, repr=False)
    """What follows from the site, as cache.kept leaves it here."""
    evidence: Mapping[tuple[str, str], Checked] = field(default_factory=dict)
    """What `verify` found: (quote id, source id) -> entry. What is missing was never checked."""
    evidence_files: tuple[Evidence, ...] = ()
    """Every file of content/evidence/, also those that belong to nothing."""

    def __getitem__(self, ref: Ref[R]) -> R:
        """The record a reference stands for. In a Site every reference resolves."""
        for kind in KINDS:
            table: Table[Any] = getattr(self, kind.plural)
            if issubclass(kind, ref.to) and ref in table:
                return table[ref]  # type: ignore[no-any-return]  # the table of ref.to's kind
        raise KeyError(ref)

    def records(self) -> Iterator[Record]:
        for kind in KINDS:
            yield from getattr(self, kind.plural)

    def written(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, also those left out for a bad reference: for rules that look at a record alone."""
        yield from getattr(self, kind.plural)
        yield from (record for record in self.unsound if isinstance(record, kind))
