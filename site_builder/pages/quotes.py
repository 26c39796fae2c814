"""Quotations: their list by speaker and by source, and a page each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.dates import When
from site_builder.model import Actor, Quote, Site, Witness
from site_builder.pages import cards
from site_builder.pages.cards import QuoteCard, SourceCard, WitnessCard
from site_builder.pages.collation import Piece, collate
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, QUOTES_BY_SOURCE, address
from site_builder.prose import typeset

ROLE_WORDS: Mapping[str, str] = {
    "copy-text": "the printing we follow",
    "variant": "prints it differently",
    "corrupted": "prints it with errors",
    "translation": "prints a translation",
    "related": "prints a related passage",
}
DISPLAY_WORDS: Mapping[str, str] = {
    "verbatim": "Word for word, as the source prints it.",
    "excerpt": "Part of a longer statement, word for word.",
    "edited": "Shortened by us: […] stands for words left out, [brackets] for words that we put in.",
}
TITLE_CHARACTERS = 90
MOST_SLIPS = 90
"""Quotations that the list shows in full, some 0.3 KiB each when sent; of more it gives the first words."""


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    speaker: Actor
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation that a source prints, and in which role."""

    quote: QuoteCard
    role: str


@dataclass(frozen=True, slots=True)
class SourceGroup:
    source: SourceCard
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotations were checked, and against what: our copies of whole texts, or of parts of them.

    `stale` were checked too long ago, the last of them at `since`.
    """

    quotes: int
    checked: int
    whole: int
    part: int
    stale: int
    since: When | None


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing in full: its role in words, and the tag of its language.

    `same` says that it has exactly the words and marks that we print; `collation` sets the others against ours
    where it prints the same passage in the same language.
    """

    card: WitnessCard
    role: str
    language: str
    same: bool
    collation: tuple[Piece, ...]


def plan(site: Site, day: date) -> Iterator[Page]:
    speakers = [
        SpeakerGroup(speaker, tuple(cards.quote(site, quote, day) for quote in quotes))
        for speaker, quotes in derive.quotes_by_speaker(site)
    ]
    groups = by_source(site, day)
    count = len(site.quotes)
    yield Page(
        address=INDEX["quotes"],
        kind="quotes",
        template="quotes.html",
        title="Quotations",
        description=f"{counted(count, 'quotation')} by {counted(len(speakers), 'speaker')}, in their exact words."
        if count
        else "No quotation is on file yet.",
        shows={
            "speakers": speakers,
            "in_full": count <= MOST_SLIPS,
            "count": count,
            "tally": tally(site, day),
            "by_source": QUOTES_BY_SOURCE if groups else "",
        },
        nav=INDEX["quotes"],
    )
    if groups:
        yield Page(
            address=QUOTES_BY_SOURCE,
            kind="quotes",
            template="quotes-by-source.html",
            title="Quotations by source",
            description=f"Which of {counted(len(groups), 'source')} prints which quotation.",
            shows={"groups": groups, "count": count},
            nav=INDEX["quotes"],
        )
    for quote in site.quotes:
        yield _page(site, quote, day)


def tally(site: Site, day: date) -> Tally:
    found = [cards.quote(site, quote, day).evidence for quote in site.quotes]
    checked = [card for card in found if card.is_checked and card.state != "verified-with-edits"]
    whole = sum(card.proof.copy.extent == "full-text" for card in checked if card.proof)
    since = [card.since for card in found if card.since]
    return Tally(
        quotes=len(found),
        checked=len(checked),
        whole=whole,
        part=len(checked) - whole,
        stale=len(since),
        since=max(since, key=lambda when: when.sort_key, default=None),
    )


def by_source(site: Site, day: date) -> list[SourceGroup]:
    """Sources that print a quotation, in the alphabet of their names, each with what it prints."""
    printed: dict[str, list[Printed]] = {}
    for quote in sorted(site.quotes, key=derive.quote_key):
        card = cards.quote(site, quote, day)
        for witness in quote.witnesses:
            printed.setdefault(witness.source, []).append(Printed(card, ROLE_WORDS[witness.role]))
    groups = [SourceGroup(cards.source(site, site.sources[id]), tuple(rows)) for id, rows in printed.items()]
    return sorted(
        groups, key=lambda group: (group.source.name.casefold(), _age(group), group.source.source.id)
    )


def title(card: QuoteCard) -> str:
    """The words for a page's heading: whole if they are few, else as many whole words as fit."""
    text = " ".join(card.quote.text.split())
    if len(text) <= TITLE_CHARACTERS:
        return text
    return text[: text.rindex(" ", 0, TITLE_CHARACTERS)].rstrip(" ,;:.–—-") + " …"


def _page(site: Site, quote: Quote, day: date) -> Page:
    card = cards.quote(site, quote, day)
    words = title(card)
    shown = [
        _printing(site, quote, item) for item in ([card.copy_text, *card.others] if card.copy_text else [])
    ]
    corrupted = [item for item in shown[1:] if item.card.witness.role == "corrupted"]
    return Page(
        address=address(quote),
        kind="quote",
        template="quote.html",
        title=f"{typeset(card.speaker.short or card.speaker.name)}: “{words}”",
        description=f"Who said it, when and where, and {counted(len(shown), 'printing')} of the words.",
        record=quote,
        shows={
            "card": card,
            "words": words,
            "display": DISPLAY_WORDS[quote.display],
            "language": cards.language_words(quote.language),
            "said_sources": cards.sources(site, [c.source for c in quote.said.sources] if quote.said else []),
            "printings": [item for item in shown if item not in corrupted],
            "corrupted": corrupted,
            "collated": any(printing.collation for printing in shown),
            "mentions": derive.mentions_of(site, quote),
        },
        nav=INDEX["quotes"],
    )


def _printing(site: Site, quote: Quote, card: WitnessCard) -> Printing:
    witness = card.witness
    language = witness.language or card.source.source.language
    return Printing(
        card=card,
        role=_role(witness),
        language=language,
        same=witness.selector.exact == quote.text,
        collation=collate(quote.text, witness.selector.exact)
        if _comparable(witness, language, quote)
        else (),
    )


def _comparable(witness: Witness, language: str, quote: Quote) -> bool:
    printed_elsewhere = (
        witness.role in ("copy-text", "variant", "corrupted") and witness.selector.exact != quote.text
    )
    return printed_elsewhere and not cards.foreign(language, quote.language)


def _role(witness: Witness) -> str:
    words = ROLE_WORDS[witness.role]
    return words[0].upper() + words[1:]


def _age(group: SourceGroup) -> tuple[bool, object]:
    issued: When | None = group.source.source.issued
    return (issued is None, issued.sort_key if issued else ())
