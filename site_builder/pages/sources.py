"""Sources: the list, and a page each with its lineage and everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import BaseModel

from site_builder import derive
from site_builder.cache import kept
from site_builder.model import (
    Citation,
    Claim,
    Explainer,
    Lineage,
    Quote,
    Record,
    Site,
    Source,
)
from site_builder.pages import cards
from site_builder.pages.cards import SourceCard
from site_builder.pages.counting import counted
from site_builder.pages.evidence import comparison
from site_builder.pages.page import Page
from site_builder.pages.quotes import ROLE_WORDS
from site_builder.pages.urls import INDEX, address

GROUPS: Mapping[str, tuple[str, str]] = {
    "founding": ("Founding articles", "The articles that this record starts from."),
    "primary": ("Primary documents and statements", "Laws, orders, data, and the actors’ own words."),
    "reports": ("Reports and analyses", "What others wrote about it."),
    "copies": (
        "Copies and archived pages",
        "Copies of somebody else’s text: one origin, however many copies.",
    ),
}
"""Groups of the list in their order: key -> (heading, what stands there)."""
GROUP_OF: Mapping[str, str] = {
    "primary-document": "primary",
    "statement": "primary",
    "dataset": "primary",
    "report": "reports",
    "analysis": "reports",
    "reprint": "copies",
    "archive": "copies",
}
URL_WORDS: Mapping[str, str] = {
    "live": "The page was there when last looked at.",
    "dead": "The page is gone.",
    "deviated": "The address now shows something else.",
    "usurped": "The address is in other hands.",
    "unfit": "The address is no longer fit to visit.",
    "unknown": "Whether the page is still there has not been checked.",
}
ACCESS_WORDS: Mapping[str, str] = {
    "free": "Free to read",
    "registration": "Free after registration",
    "paywall": "Behind a paywall",
    "offline": "Not on the web",
}
EXTENT_WORDS: Mapping[str, str] = {"full-text": "its full text", "excerpt": "an excerpt of it"}
ORDER = ("explainer", "event", "ban", "quote", "actor", "term", "correction", "page")
"""Kinds of record in the list of what rests on a source."""
FIELDS: Mapping[str, str] = {
    "container_title": "Published in",
    "publisher": "Publisher",
    "authority": "Authority",
    "genre": "Genre",
    "edition": "Edition",
    "volume": "Volume",
    "issue": "Issue",
    "number": "Number",
    "section": "Section",
    "page": "Page",
    "ISBN": "ISBN",
}
"""Bibliographic fields that are plain text: field -> label."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list: how many records cite it, and how many quotations it prints."""

    card: SourceCard
    records: int
    quotes: int


@dataclass(frozen=True, slots=True)
class SourceGroup:
    key: str
    heading: str
    about: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a lineage: the other source, for which facts, and the words in which the dependent one says so.

    `language` is the tag of those words.
    """

    card: SourceCard
    facts: str
    as_said: str
    language: str


@dataclass(frozen=True, slots=True)
class Original:
    """An original that is not on file, what a source has from it, as a Link says it, and the other sources that have."""

    name: str
    facts: str
    as_said: str
    language: str
    copies: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that rests on a source, and what exactly the source bears out in it."""

    record: Record
    kind: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """The answer of a source where others answer differently; `others` counts the remaining answers."""

    claim: Claim
    words: tuple[str, ...]
    others: int


def plan(site: Site, day: date) -> Iterator[Page]:
    groups = listed(site)
    count = len(site.sources)
    yield Page(
        address=INDEX["sources"],
        kind="sources",
        template="sources.html",
        title="Sources",
        description=f"{counted(count, 'source')}, each with what rests on it."
        if count
        else "No source is on file yet.",
        shows={"groups": groups, "count": count},
        nav=INDEX["sources"],
    )
    for source in site.sources:
        yield _page(site, source, day)


def listed(site: Site) -> list[SourceGroup]:
    """The groups that have sources; in each the oldest first, undated ones last."""
    rows: dict[str, list[SourceRow]] = {key: [] for key in GROUPS}
    for source in derive.by_issue(site.sources):
        citing = _citing(site, source)
        row = SourceRow(
            card=cards.source(site, source),
            records=len(citing),
            quotes=sum(isinstance(record, Quote) and _prints(record, source) for record in citing),
        )
        rows["founding" if source.founding else GROUP_OF[source.kind]].append(row)
    return [SourceGroup(key, *GROUPS[key], tuple(found)) for key, found in rows.items() if found]


def authors(source: Source) -> str:
    """'Jane Roe, Richard Roe and Reuters'."""
    names = [cards.name_words(name) for name in source.author]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


@lru_cache(maxsize=65_536)  # asked once for each source that a record cites
def citations(record: Record) -> tuple[Citation, ...]:
    """Every citation inside a record."""
    return tuple(_citations(record))


def _citations(value: object) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _citations(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _citations(item)


def resting(site: Site, source: Source) -> list[Resting]:
    """What rests on a source, by kind; without other sources and without disagreements, which stand by themselves."""
    found = [record for record in _citing(site, source) if not isinstance(record, Claim)]
    return [
        Resting(record, record.kind_name, tuple(_details(record, source)))
        for record in sorted(found, key=lambda record: ORDER.index(record.kind_name))
    ]


def positions(site: Site, source: Source) -> list[Position]:
    """Disagreements in which a source gives an answer."""
    found = []
    for record in _citing(site, source):
        if isinstance(record, Claim):
            own = tuple(
                when.words if when else value.value
                for value, when in zip(record.values, derive.claim_dates(record), strict=True)
                if any(citation.source == source.id for citation in value.sources)
            )
            found.append(Position(record, own, len(record.values) - len(own)))
    return found


def _page(site: Site, source: Source, day: date) -> Page:
    card = cards.source(site, source)
    lines = source.derives_from
    repeats = [_link(site, site.sources[item.source], source, item) for item in lines if item.source]
    repeated_by = [
        _link(site, other, other, item)
        for other in site.sources
        for item in other.derives_from
        if item.source == source.id
    ]
    supported = resting(site, source)
    return Page(
        address=address(source),
        kind="source",
        template="source.html",
        title=cards.source_title(source),
        description=f"{card.name}: what rests on this source, and where it has its facts from.",
        record=source,
        shows={
            "card": card,
            "authors": authors(source),
            "appeared": source.container_title or source.publisher or source.authority or "",
            "language": cards.language_words(source.language),
            "fields": [Field(label, text) for key, label in FIELDS.items() if (text := getattr(source, key))],
            "access": ACCESS_WORDS[source.access] if source.access else "",
            "url_status": URL_WORDS[source.url_status] if source.URL else "",
            "extent": EXTENT_WORDS[source.snapshot.extent]
            if source.snapshot and source.snapshot.extent
            else "",
            "comparison": comparison(site, source, day),
            "repeats": repeats,
            "originals": [_original(site, item.origin, source, item) for item in lines if item.origin],
            "is_copy": any(not item.for_ for item in lines),
            "repeated_by": repeated_by,
            "supported": supported,
            "positions": positions(site, source),
            "corrections": [cards.correction(site, item) for item in derive.corrections_of(site, source)],
        },
        nav=INDEX["sources"],
    )


def _citing(site: Site, source: Source) -> list[Record]:
    """The records that cite a source; drafts and other sources are left out."""
    return [
        record
        for record in derive.resting_on(site, source)
        if not isinstance(record, Source) and not (isinstance(record, Explainer) and record.draft)
    ]


def _prints(quote: Quote, source: Source) -> bool:
    return any(witness.source == source.id for witness in quote.witnesses)


def _details(record: Record, source: Source) -> Iterator[str]:
    """What a record has from a source, in words: 'date, summary', 'p. 4', 'prints it differently'."""
    if isinstance(record, Quote):
        yield from (ROLE_WORDS[witness.role] for witness in record.witnesses if witness.source == source.id)
    found = [citation for citation in citations(record) if citation.source == source.id]
    supports = dict.fromkeys(part.replace("_", " ") for citation in found for part in citation.supports)
    if supports:
        yield f"for: {', '.join(supports)}"
    yield from dict.fromkeys(citation.locator for citation in found if citation.locator)
    yield from dict.fromkeys(citation.note for citation in found if citation.note)


def _link(site: Site, shown: Source, dependent: Source, lineage: Lineage) -> Link:
    return Link(
        card=cards.source(site, shown),
        facts=", ".join(lineage.for_),
        as_said=lineage.as_said or "",
        language=dependent.language,
    )


def _original(site: Site, name: str, dependent: Source, lineage: Lineage) -> Original:
    return Original(
        name=name,
        facts=", ".join(lineage.for_),
        as_said=lineage.as_said or "",
        language=dependent.language,
        copies=tuple(card for card in _copies(site)[name] if card.source is not dependent),
    )


@kept
def _copies(site: Site) -> Mapping[str, tuple[SourceCard, ...]]:
    """The sources that have something from an original which is not on file, by its name."""
    found: dict[str, tuple[SourceCard, ...]] = {}
    for source in site.sources:
        for origin in dict.fromkeys(line.origin for line in source.derives_from if line.origin):
            found[origin] = (*found.get(origin, ()), cards.source(site, source))
    return found
