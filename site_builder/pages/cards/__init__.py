"""Records as cards: what a record shows wherever it stands, on its page, in a list or embedded in prose.

A card is a frozen value made from the site and the day; its template is templates/embeds/<kind>.html.
"""

from site_builder.pages.cards.actors import ActorCard, actor
from site_builder.pages.cards.citing import SourceCard, source, sources
from site_builder.pages.cards.claims import ClaimCard, ValueCard, claim
from site_builder.pages.cards.history import (
    STATUS_WORDS,
    ActorLink,
    BanCard,
    EventCard,
    StepCard,
    ban,
    event,
    step,
)
from site_builder.pages.cards.names import country_words, foreign, language_words
from site_builder.pages.cards.naming import name_words, source_name, source_title
from site_builder.pages.cards.prose import (
    CorrectionCard,
    ExplainerCard,
    TermCard,
    correction,
    explainer,
    term,
)
from site_builder.pages.cards.quotes import ArchivedLink, QuoteCard, WitnessCard, quote, witness
from site_builder.pages.cards.titles import title

__all__ = [
    "STATUS_WORDS",
    "ActorCard",
    "ActorLink",
    "ArchivedLink",
    "BanCard",
    "ClaimCard",
    "CorrectionCard",
    "EventCard",
    "ExplainerCard",
    "QuoteCard",
    "SourceCard",
    "StepCard",
    "TermCard",
    "ValueCard",
    "WitnessCard",
    "actor",
    "ban",
    "claim",
    "correction",
    "country_words",
    "event",
    "explainer",
    "foreign",
    "language_words",
    "name_words",
    "quote",
    "source",
    "source_name",
    "source_title",
    "sources",
    "step",
    "term",
    "title",
    "witness",
]
