"""A quotation as a card, with each of its printings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_builder.cache import kept
from site_builder.model import Actor, Archived, Quote, Site, Witness
from site_builder.pages.cards.citing import SourceCard, source
from site_builder.pages.cards.names import foreign, language_words
from site_builder.pages.evidence import NO_PRINTING, EvidenceCard, evidence
from site_builder.pages.fragments import at_words


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
