"""Records as cards: what a record shows wherever it stands, on its page, in a list or embedded in prose.

A card is a frozen value made from the site and the day; its template is templates/embeds/<kind>.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.cache import kept
from site_builder.dates import When
from site_builder.derive import PRIMARY, Independence, Standing
from site_builder.model import (
    Actor,
    Archived,
    Ban,
    Claim,
    ClaimValue,
    Correction,
    Event,
    Explainer,
    Quote,
    Record,
    Site,
    Source,
    Step,
    Term,
    Witness,
)
from site_builder.pages.evidence import NO_PRINTING, EvidenceCard, evidence
from site_builder.pages.fragments import at_words
from site_builder.pages.strip import Strip, strip

STATUS_WORDS: Mapping[str, str] = {
    "proposed": "Proposed",
    "announced": "Announced",
    "in-force": "In force",
    "partly-in-force": "Lifted in part",
    "suspended": "Suspended",
    "reversed": "Reversed",
    "expired": "Expired",
    "superseded": "Superseded",
    "never-enforced": "Never enforced",
    "unknown": "Status unknown",
}
SOURCE_WORDS: Mapping[str, str] = {
    "primary-document": "primary document",
    "statement": "statement",
    "report": "news report",
    "reprint": "copy of another’s text",
    "analysis": "analysis",
    "dataset": "dataset",
    "archive": "archived page",
}
LANGUAGES: Mapping[str, str] = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "lt": "Lithuanian", "mt": "Maltese",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source in brief: `name` is who published it, `archived` are its public copies.

    `version` is the day of the copy that we worked from, as Robust Links want it: the public one's, else our own's.
    Source: https://robustlinks.mementoweb.org/spec/
    """

    source: Source
    name: str
    kind: str
    language: str
    archived: tuple[Archived, ...]
    version: str


@dataclass(frozen=True, slots=True)
class ActorLink:
    actor: Actor
    role: str = ""


@dataclass(frozen=True, slots=True)
class EventCard:
    event: Event
    actors: tuple[ActorLink, ...]
    sources: tuple[SourceCard, ...]
    support: Independence
    claims: tuple[Claim, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step of a ban's history: when, in words; what happened; the status it brought."""

    step: Step
    words: str
    status: str
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class BanCard:
    """A ban in brief; `status` is the status in words."""

    ban: Ban
    number: int
    sentence: str
    imposed_by: tuple[Actor, ...]
    target: tuple[Actor, ...]
    kind: str
    standing: Standing
    status: str
    announced: Step | None
    effective: Step | None
    ended: Step | None
    history: tuple[StepCard, ...]
    sources: tuple[SourceCard, ...]
    support: Independence
    primary: int


@dataclass(frozen=True, slots=True)
class ArchivedLink:
    """A public copy, opened at the words."""

    copy: Archived
    link: str


@dataclass(frozen=True, slots=True)
class WitnessCard:
    """A printing of an utterance: what is known of it, and where to read it.

    `link` opens the source at the words, '' without an address on file; `archived` does so in its public copies.
    """

    witness: Witness
    source: SourceCard
    language: str
    evidence: EvidenceCard
    link: str
    archived: tuple[ArchivedLink, ...]


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation with who said it, who relayed it, and the printing we show; `evidence` is that printing's."""

    quote: Quote
    speaker: Actor
    relayed_by: Actor | None
    copy_text: WitnessCard | None
    others: tuple[WitnessCard, ...]
    language: str
    evidence: EvidenceCard


@dataclass(frozen=True, slots=True)
class ValueCard:
    value: ClaimValue
    words: str
    when: When | None
    sources: tuple[SourceCard, ...]
    support: Independence


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A disagreement: each answer with its sources; `dated` if every answer is a date, and `strip` then draws them."""

    claim: Claim
    values: tuple[ValueCard, ...]
    support: Independence
    about: tuple[Record, ...]
    dated: bool
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class ExplainerCard:
    explainer: Explainer
    updated: When
    sources: int


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor in brief; `group` is the heading under which charts and tables show it."""

    actor: Actor
    group: str
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class TermCard:
    term: Term
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    correction: Correction
    records: tuple[Record, ...]


@kept
def source(site: Site, source: Source) -> SourceCard:
    archived = (*source.archived, *_found_archived(site, source))
    ours = source.accessed or (source.snapshot.retrieved if source.snapshot else None)
    version = archived[-1].datetime if archived else ours
    return SourceCard(
        source=source,
        name=source_name(source),
        kind="founding article" if source.founding else SOURCE_WORDS[source.kind],
        language=language_words(source.language) if foreign(source.language, site.config.language) else "",
        archived=archived,
        version=(version.datetime or "") if version else "",
    )


def _found_archived(site: Site, source: Source) -> tuple[Archived, ...]:
    """The public copy that `verify` found, if content does not name it."""
    known = {copy.url for copy in source.archived}
    return tuple(
        told.archived
        for told in site.evidence_files
        if told.source == source.id and told.archived and told.archived.url not in known
    )


def source_name(source: Source) -> str:
    """What a reader would call a source: its container, else its publisher, author or title."""
    author = source.author[0] if source.author else None
    by = (author.literal or author.family or author.given) if author else None
    return source.container_title or source.publisher or by or source.title or source.id


def foreign(tag: str, language: str) -> bool:
    """Whether a tag names another language; 'en' and 'en-GB' are one (BCP 47: the first subtag is the language)."""
    return tag.partition("-")[0].lower() != language.partition("-")[0].lower()


def language_words(tag: str) -> str:
    """A language tag in words; the tag itself where we have none."""
    return LANGUAGES.get(tag.partition("-")[0], tag)


def sources(site: Site, ids: list[str]) -> tuple[SourceCard, ...]:
    return tuple(source(site, site.sources[id]) for id in ids)


@kept
def event(site: Site, event: Event) -> EventCard:
    return EventCard(
        event=event,
        actors=tuple(ActorLink(site[taking.actor], taking.role or "") for taking in event.actors),
        sources=sources(site, derive.cited_ids(event)),
        support=derive.independence(site, derive.cited_ids(event)),
        claims=tuple(derive.claims_on(site, event)),
        kind=site.config.event_kinds.get(event.kind, event.kind.replace("-", " ")),
    )


def step(site: Site, step: Step) -> StepCard:
    return StepCard(
        step=step,
        words=step.date_text or (step.date.words if step.date else "date not known"),
        status=STATUS_WORDS[step.to] if step.to else "",
        sources=sources(site, [citation.source for citation in step.sources]),
    )


@kept
def ban(site: Site, ban: Ban, day: date) -> BanCard:
    standing = derive.status(ban, day)
    cited = sources(site, derive.cited_ids(ban))
    return BanCard(
        ban=ban,
        number=derive.numbered(site)[ban.id],
        sentence=derive.sentence(site, ban),
        imposed_by=tuple(site[ref] for ref in ban.imposed_by),
        target=tuple(site[ref] for ref in ban.target),
        kind=site.config.ban_kinds.get(ban.kind, ban.kind.replace("-", " ")),
        standing=standing,
        status=STATUS_WORDS[standing.status],
        announced=derive.announced(ban),
        effective=derive.effective(ban),
        ended=derive.ended(ban),
        history=tuple(step(site, item) for item in derive.history(ban)),
        sources=cited,
        support=derive.independence(site, derive.cited_ids(ban)),
        primary=sum(card.source.kind in PRIMARY for card in cited),
    )


def witness(site: Site, witness: Witness, quote: Quote, day: date) -> WitnessCard:
    card = source(site, site[witness.source])
    tag = witness.language or site[witness.source].language
    url = card.source.URL
    checked = site.evidence.get((quote.id, witness.source))
    entry = checked.entry if checked and not checked.changed else None
    return WitnessCard(
        witness=witness,
        source=card,
        language=language_words(tag) if foreign(tag, quote.language) else "",
        evidence=evidence(site, quote, witness, day),
        link=at_words(url, witness.selector, entry) if url else "",
        archived=tuple(
            ArchivedLink(copy, at_words(copy.url, witness.selector, entry)) for copy in card.archived
        ),
    )


@kept
def quote(site: Site, quote: Quote, day: date) -> QuoteCard:
    witnesses = [witness(site, item, quote, day) for item in quote.witnesses]
    shown = next(
        (card for card in witnesses if card.witness.role == "copy-text"), witnesses[0] if witnesses else None
    )
    return QuoteCard(
        quote=quote,
        speaker=site[quote.speaker],
        relayed_by=site[quote.relayed_by] if quote.relayed_by else None,
        copy_text=shown,
        others=tuple(card for card in witnesses if card is not shown),
        language=language_words(quote.language) if foreign(quote.language, site.config.language) else "",
        evidence=shown.evidence if shown else NO_PRINTING,
    )


@kept
def claim(site: Site, claim: Claim) -> ClaimCard:
    dates = derive.claim_dates(claim)
    facts = {about.prop for about in claim.about if about.prop}
    by_value = [[citation.source for citation in value.sources] for value in claim.values]
    return ClaimCard(
        claim=claim,
        values=tuple(
            ValueCard(
                value=value,
                words=when.words if when else value.value,
                when=when,
                sources=sources(site, [*ids]),
                support=derive.independence(site, ids, facts),
            )
            for value, when, ids in zip(claim.values, dates, by_value, strict=True)
        ),
        support=derive.independence(site, (id for ids in by_value for id in ids), facts),
        about=tuple(site[about.record] for about in claim.about),
        dated=bool(dates) and dates[0] is not None,
        strip=strip([when for when in dates if when]),
    )


@kept
def explainer(site: Site, explainer: Explainer) -> ExplainerCard:
    return ExplainerCard(explainer, explainer.updated or explainer.date, len(derive.cited_ids(explainer)))


@kept
def actor(site: Site, actor: Actor) -> ActorCard:
    return ActorCard(
        actor=actor,
        group=site.config.groups.get(actor.group, actor.group) if actor.group else "",
        sources=sources(site, derive.cited_ids(actor)),
    )


@kept
def term(site: Site, term: Term) -> TermCard:
    return TermCard(term, sources(site, [citation.source for citation in term.sources]))


def correction(site: Site, correction: Correction) -> CorrectionCard:
    return CorrectionCard(correction, tuple(site[ref] for ref in correction.records))


def title(record: Record, site: Site) -> str:
    """What a record is called in a link."""
    if isinstance(record, Source):
        return record.title or source_name(record)
    if isinstance(record, Actor):
        return record.name
    if isinstance(record, Ban):
        return derive.sentence(site, record)
    if isinstance(record, Quote):
        words = record.text.split()
        return "“" + " ".join(words[:12]).rstrip(",;:.") + ("…”" if len(words) > 12 else "”")
    for name in ("title", "question", "term"):
        words_of = getattr(record, name, None)
        if words_of:
            return str(words_of)
    return record.id
