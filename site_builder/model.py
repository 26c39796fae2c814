"""What the site knows, as data: frozen records, references between them, and the site that holds them.

The annotation of a field is the only description of its shape: decoding, errors, JSON Schema, exports and back-links
follow from it. Names come from the standards: CSL 1.0.2 for sources, FollowTheMoney for actors, W3C Web Annotation
selectors for quotes, Wikidata ranks for claims, EDTF for dates. Nothing here computes, reads or formats.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    PrivateAttr,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from site_builder.dates import DateError, When, when
from site_builder.diagnostics import NOWHERE, Pos, Where

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


# ---------------------------------------------------------------- the kinds of value


class Text(str):
    """Our own words: plain or inline Markdown, with citations and links to records."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))


class Verbatim(str):
    """Somebody's exact words: never typeset, never read as Markdown."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(min_length=1))


def _read_date(value: object) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_date", "a date is text, such as 2018-04-20", {"hint": ""})
    try:
        return when(value)
    except DateError as error:
        raise PydanticCustomError(
            "bad_date", "{problem}", {"problem": str(error), "hint": error.hint}
        ) from error


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


DATE_FORMS = "EDTF, or: early/mid/late 2018-01, before/after/about 2018-04-20"
Date = Annotated[
    When, PlainValidator(_read_date), WithJsonSchema({"type": "string", "description": DATE_FORMS})
]
Slug = Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
Address = Annotated[str, Field(pattern=r"^https?://[\w.-]+(:\d+)?([/?#][^\s]*)?$")]
Duration = Annotated[str, Field(pattern=r"^P(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?$", min_length=3)]


class Part(BaseModel):
    """A value inside a record; frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Outgoing(NamedTuple):
    """A reference that a record makes: the path it stands at, the id, the kind it must be, the place in the file."""

    path: tuple[str | int, ...]
    id: str
    kind: type[Record]
    pos: Pos


class Record(Part):
    """Something with an id, and so with an address; `aliases` are ids it had before."""

    kind_name: ClassVar[str]
    plural: ClassVar[str]

    id: Slug
    """Its name in addresses and references, for good: lower-case letters, digits and single hyphens."""
    aliases: tuple[Slug, ...] = ()
    """Ids it had before; their addresses lead here."""
    note: Text | None = None

    _where: Where = PrivateAttr(default=NOWHERE)
    _outgoing: tuple[Outgoing, ...] | None = PrivateAttr(default=None)  # kept by link.outgoing

    def __hash__(self) -> int:
        """By kind and id: cheap enough to keep what follows from a record by the record itself."""
        return hash((self.kind_name, self.id))

    @property
    def where(self) -> Where:
        """Where the record, and each value in it, was written."""
        return self._where


R = TypeVar("R", bound=Record)


class Ref(str, Generic[R]):
    """The id of another record. `to` is the kind it must be; Record itself stands for any kind."""

    to: type[Record]

    def __new__(cls, value: str, to: type[Record]) -> Ref[R]:
        ref = super().__new__(cls, value)
        ref.to = to
        return ref

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        (target,) = get_args(source)
        return core_schema.no_info_after_validator_function(
            lambda value: cls(value, target),
            core_schema.str_schema(pattern=f"^{ID_PATTERN}$"),
            metadata={"to": target},
        )


# ---------------------------------------------------------------- parts that many records share


class Citation(Part):
    """That a source bears something out: what it supports, and where in the source. Short form: the source's id."""

    source: Ref[Source]
    supports: tuple[str, ...] = ()
    locator: str | None = None
    note: Text | None = None


def _citation(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


def _stated(value: object) -> object:
    return {"value": value} if isinstance(value, str) else value


Cited = Annotated[tuple[Annotated[Citation, BeforeValidator(_citation)], ...], BeforeValidator(_one_or_more)]
Citations = Annotated[Cited, Field(default=())]


class Fact(Part):
    """A statement with its own sources. Short form: the text alone."""

    value: Text
    sources: Citations
    note: Text | None = None


Stated = Annotated[Fact, BeforeValidator(_stated)]


class DateBasis(Part):
    """The relative words a date was worked out from: 'on Friday', in an article dated `anchor`."""

    text: str
    anchor: Date
    source: Ref[Source] | None = None


# ---------------------------------------------------------------- sources (CSL 1.0.2)


class Name(Part):
    """A CSL name: a person's two parts, or one literal for a body."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Lineage(Part):
    """That a source takes some facts from another: same root for those facts. It names a source or an origin."""

    source: Ref[Source] | None = None
    origin: str | None = Field(default=None, min_length=1)
    """An original that is not on file, in words; the same words are the same original."""
    for_: tuple[str, ...] = Field(default=(), alias="for")
    as_said: Verbatim | None = None


class Archived(Part):
    url: Address
    datetime: Date
    service: str | None = None


class Snapshot(Part):
    """A private copy that quotes are checked against; it never enters the project."""

    file: str
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
    title: str | None = None
    author: tuple[Name, ...] = ()
    container_title: str | None = Field(default=None, alias="container-title")
    publisher: str | None = None
    authority: str | None = None
    issued: Date | None = None
    original_date: Date | None = Field(default=None, alias="original-date")
    language: str = "en"
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    section: str | None = None
    edition: str | None = None
    genre: str | None = None
    DOI: str | None = None
    ISBN: str | None = None
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


# ---------------------------------------------------------------- actors (FollowTheMoney)


class NameAt(Part):
    """A name an actor bore for a time; pages use the one of their date."""

    name: str
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    sources: Citations


class Position(Part):
    org: Ref[Actor]
    role: str
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    as_described_by: Ref[Source] | None = None


class Actor(Record):
    """A person, company, body or class of people that acts or is acted on."""

    kind_name: ClassVar[str] = "actor"
    plural: ClassVar[str] = "actors"

    schema_: Literal["Person", "Company", "PublicBody", "Organization", "LegalEntity"] = Field(alias="schema")
    name: str
    short: str | None = None
    alias: tuple[str, ...] = ()
    names: tuple[NameAt, ...] = ()
    country: Annotated[tuple[str, ...], BeforeValidator(_one_or_more)] = ()
    group: Slug | None = None
    """A key of `groups` in site.yaml: where the actor's bans stand in charts and tables."""
    summary: Stated | None = None
    positions: tuple[Position, ...] = ()
    website: Address | None = None
    sources: Citations


# ---------------------------------------------------------------- claims (Wikidata ranks)


class About(Part):
    """What a claim is about: a record, and the property in dispute."""

    record: Ref[Record]
    prop: str | None = None


class ClaimValue(Part):
    """One answer: in our short form (EDTF if it is a date), in the source's own words, and how we rank it."""

    value: str
    as_said: Text | None = None
    sources: Annotated[Cited, Field(min_length=1)]
    rank: Literal["preferred", "normal", "deprecated"] = "normal"
    because: Text | None = None


class Claim(Record):
    """A question that sources answer differently. The resolution is ours and is shown as ours."""

    kind_name: ClassVar[str] = "claim"
    plural: ClassVar[str] = "claims"

    question: str
    about: Annotated[tuple[About, ...], BeforeValidator(_one_or_more)] = ()
    values: tuple[ClaimValue, ...] = Field(min_length=1)
    resolution: Text | None = None
    status: Literal["open", "settled"] = "open"
    founding: bool = False
    """True if founding sources disagree with one another."""


# ---------------------------------------------------------------- quotes (W3C Web Annotation)


class Said(Part):
    date: Date | None = None
    date_text: str | None = None
    medium: str | None = None
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

    by: str
    date: Date
    where: str


class Witness(Part):
    """A source that prints the utterance. The copy-text is the printing we show; the others are variants of it."""

    source: Ref[Source]
    role: Literal["copy-text", "variant", "corrupted", "translation", "related"] = "copy-text"
    selector: Selector
    language: str | None = None
    variant_note: Text | None = None
    accept_variant: Text | None = None
    attested: Attestation | None = None


class Quote(Record):
    """One utterance, printed by one or more witnesses. `text` is verbatim as the copy-text prints it."""

    kind_name: ClassVar[str] = "quote"
    plural: ClassVar[str] = "quotes"

    speaker: Ref[Actor]
    speaker_note: str | None = None
    relayed_by: Ref[Actor] | None = None
    said: Said | None = None
    language: str = "en"
    text: Verbatim
    translation: Text | None = None
    display: Literal["verbatim", "excerpt", "edited"] = "verbatim"
    context: Text | None = None
    witnesses: tuple[Witness, ...] = ()


# ---------------------------------------------------------------- bans

Status = Literal[
    "proposed", "announced", "in-force", "partly-in-force", "suspended",
    "reversed", "expired", "superseded", "never-enforced", "unknown",
]  # fmt: skip


class Scope(Part):
    what: Text
    excludes: tuple[Text, ...] = ()
    sources: Citations
    note: Text | None = None


def _scope(value: object) -> object:
    return {"what": value} if isinstance(value, str) else value


class LegalBasis(Part):
    kind: str
    label: str
    url: Address | None = None
    sources: Citations


class Step(Part):
    """One dated step in a ban's life. `to` is the status it brings; without it the status stays as it was.

    `reading: ours` marks a step that no source states and that we infer; `note` then says from what.
    """

    date: Date | None = None
    date_text: str | None = None
    date_basis: DateBasis | None = None
    kind: Slug
    to: Status | None = None
    event: Ref[Event] | None = None
    claim: Ref[Claim] | None = None
    reading: Literal["reported", "ours"] = "reported"
    note: Text | None = None
    sources: Citations


class Response(Part):
    """The right of reply: what somebody answered, or that we found no answer."""

    actor: Ref[Actor]
    date: Date | None = None
    text: Text | None = None
    source: Ref[Source] | None = None
    asked_by: Ref[Source] | None = None
    answered: bool = True


class Search(Part):
    """Where and when we looked, and what we found there: makes 'unknown' a dated statement."""

    date: Date
    where: str
    query: str
    found: Text


class Ban(Record):
    """An act by which one actor shuts another out. Its status is computed from its dated history, never typed."""

    kind_name: ClassVar[str] = "ban"
    plural: ClassVar[str] = "bans"

    kind: Slug
    """A key of `ban_kinds` in site.yaml."""
    verb: str
    """Makes the sentence: '<imposed_by> <verb> <target>'."""
    short: str | None = None
    """What was shut out, for charts: 'Kaspersky Lab's ads'."""
    imposed_by: Annotated[tuple[Ref[Actor], ...], BeforeValidator(_one_or_more), Field(min_length=1)]
    target: Annotated[tuple[Ref[Actor], ...], BeforeValidator(_one_or_more), Field(min_length=1)]
    scope: Annotated[Scope, BeforeValidator(_scope)] | None = None
    legal_basis: LegalBasis | None = None
    reason_given: Annotated[tuple[Ref[Quote], ...], BeforeValidator(_one_or_more)] = ()
    reason_stated: Stated | None = None
    """The reason the imposer gave, in our words and attributed: 'Twitter: the business model …'."""
    reason_assessed: Stated | None = None
    history: tuple[Step, ...] = ()
    enforcement: Literal["enforced", "partial", "not-enforced", "unknown"] = "unknown"
    responses: tuple[Response, ...] = ()
    checked: Date | None = None
    review_every: Duration | None = None
    searches: tuple[Search, ...] = ()
    founding: bool = False
    """True if a founding source reports it."""
    sources: Citations


# ---------------------------------------------------------------- events


class Taking(Part):
    """An actor's part in an event. Short form: the actor's id."""

    actor: Ref[Actor]
    role: str | None = None


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _taking(value: object) -> object:
    return {"actor": value} if isinstance(value, str) else value


class Event(Record):
    """Something that happened. weight 1 stands open on the timeline, 2 and 3 fold."""

    kind_name: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"

    date: Date
    date_text: str | None = None
    date_basis: DateBasis | None = None
    seq: int = 0
    title: str
    summary: Stated | None = None
    kind: Slug
    """A key of `event_kinds` in site.yaml."""
    weight: Annotated[Literal[1, 2, 3], BeforeValidator(_whole)] = 2
    actors: tuple[Annotated[Taking, BeforeValidator(_taking)], ...] = ()
    bans: tuple[Ref[Ban], ...] = ()
    claims: tuple[Ref[Claim], ...] = ()
    quotes: tuple[Ref[Quote], ...] = ()
    founding: bool = False
    """True if a founding source reports it."""
    sources: Citations


# ---------------------------------------------------------------- terms, corrections, prose


class Term(Record):
    """A term of art, explained once."""

    kind_name: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"

    term: str
    also: tuple[str, ...] = ()
    definition: Text
    sources: Citations


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

    title: str
    description: str | None = None
    updated: Date | None = None


class Explainer(Document):
    """A question answered in prose, every paragraph cited."""

    kind_name: ClassVar[str] = "explainer"
    plural: ClassVar[str] = "explainers"

    title: str
    description: str
    date: Date
    updated: Date | None = None
    reviewed: Date | None = None
    authors: tuple[str, ...] = ()
    order: int = 100
    draft: bool = False
    tags: tuple[Slug, ...] = ()
    short_version: tuple[Text, ...] = ()
    bans: tuple[Ref[Ban], ...] = ()
    claims: tuple[Ref[Claim], ...] = ()
    related: tuple[Ref[Explainer], ...] = ()


KINDS: tuple[type[Record], ...] = (Source, Actor, Event, Ban, Quote, Claim, Term, Correction, Explainer, Page)

for _kind in KINDS:
    _kind.model_rebuild()


# ---------------------------------------------------------------- evidence (written by `verify`, read as a lock file)

Rung = Literal["N0", "N1", "N2", "N2-pdf", "N3", "N4"]
Standing = Literal[
    "verified", "verified-with-edits", "variant", "drifted", "moved",
    "not-found", "unreachable", "paywalled-seen", "translated", "unchecked",
]  # fmt: skip
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
CONTEXT = 32
"""Characters before and after a quote that evidence may hold, as hypothes.is does; more would republish the source."""


class Copy(Part):
    """What quotes were compared with: one copy of a source, which itself is kept elsewhere or not at all."""

    from_: Literal["snapshot", "live", "archive"] = Field(alias="from")
    extent: Literal["full-text", "excerpt"]
    retrieved: Date
    url: Address | None = None
    memento: str | None = None
    """When an archive made it, as the archive says: 'Fri, 20 Apr 2018 23:01:00 GMT'."""
    extractor: str
    """The program that took the text out of the bytes, and its version."""
    length: int
    """Characters of the text; offsets count in it."""
    raw_sha256: Sha256
    text_sha256: Sha256


class Live(Part):
    """The latest look at a source's own address; `reason` says why there was nothing to compare."""

    checked: Date
    url: Address
    reason: str | None = None
    text_sha256: Sha256 | None = None


class Difference(Part):
    """Where our words and the source's part. `theirs` only where it says no more than a form of ours."""

    op: Literal["changed", "added", "dropped"]
    ours: str = ""
    theirs: str | None = None
    length: int = 0
    """Characters the source has there."""


class Entry(Part):
    """What became of one witness of a quote. Offsets are characters of the copy's text, half-open.

    `exact_sha256` is of the witness's words; `shown_sha256`, for the copy-text, of the words that we print.
    """

    quote: Slug
    role: str
    exact_sha256: Sha256
    shown_sha256: Sha256 | None = None
    state: Standing
    rung: Rung | None = None
    start: int | None = None
    end: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    """The parts of a quote with gaps."""
    page: int | None = None
    """Of a PDF, from 1."""
    hits: int = 0
    prefix: str = Field(default="", max_length=CONTEXT)
    suffix: str = Field(default="", max_length=CONTEXT)
    likeness: float | None = None
    kind: Literal["edited", "corrupted"] | None = None
    differences: tuple[Difference, ...] = ()


class Evidence(Part):
    """The file of one source: what `verify` compared, when, and what came of it. Never the source's text."""

    source: Slug
    checked: Date
    asked_sha256: Sha256
    """Of all that was asked, and of the rules it was judged by: equal, and the same copy, need no second look."""
    snapshot: Copy | None = None
    live: Live | None = None
    archived: Archived | None = None
    quotes: tuple[Entry, ...] = ()

    _where: Where = PrivateAttr(default=NOWHERE)

    @property
    def where(self) -> Where:
        return self._where


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry where it belongs; `changed` are the quote's words that are no longer those which were compared."""

    evidence: Evidence
    entry: Entry
    changed: tuple[tuple[str | int, ...], ...] = ()


# ---------------------------------------------------------------- the site


class Licence(Part):
    name: str
    url: Address | None = None


class NavItem(Part):
    """An entry of the main navigation: a path of the site ('/timeline/') and its label."""

    label: str
    path: str


class Acceptance(Part):
    """A warning that we live with: which, about which record, why, and until when."""

    code: Slug
    record: Slug
    reason: str = Field(min_length=1)
    until: Date
    """The last day on which it is accepted."""


class Config(Part):
    """site.yaml: everything that is special to this story and this host."""

    title: str
    description: Text
    headline: Text | None = None
    """The home page's first sentence; the title where it is missing."""
    base_url: Address = "https://example.org/"
    language: str = "en"
    authors: tuple[str, ...] = ()
    licence: Licence | None = None
    repository: Address | None = None
    report: str | None = None
    """Where errors are reported: an address that may hold {record}, or an e-mail address."""
    navigation: tuple[NavItem, ...] = ()
    lead_ban: Ref[Ban] | None = None
    """The ban that the home page shows first."""
    groups: Mapping[Slug, str] = Field(default_factory=dict)
    """Actor groups in the order of charts and tables: key -> heading."""
    ban_kinds: Mapping[Slug, str] = Field(default_factory=dict)
    """Kinds of ban: key -> words."""
    event_kinds: Mapping[Slug, str] = Field(default_factory=dict)
    """Kinds of event: key -> words."""
    inclusion: Text | None = None
    """The rule by which a ban enters the table."""
    snapshots: str | None = None
    """The folder of private copies, relative to the project, that `verify` compares quotes with."""
    accepted: tuple[Acceptance, ...] = ()
    """Warnings that we live with."""
    require_checked: bool = False
    """Whether a quote that `verify` never compared keeps the site from being written."""
    recheck_every: Duration = "P365D"
    """After how long a quote's evidence says "not re-checked since" instead of "checked"."""
    share_images: bool = False
    """Whether pictures are drawn that other sites show for links to this one. Needs the extra `cards`."""

    _where: Where = PrivateAttr(default=NOWHERE)

    @property
    def where(self) -> Where:
        return self._where


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
