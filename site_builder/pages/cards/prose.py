"""What editors write, as cards: explainers, terms, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder import derive
from site_builder.cache import kept
from site_builder.dates import When
from site_builder.model import Correction, Explainer, Record, Site, Term
from site_builder.pages.cards.citing import SourceCard, sources


@dataclass(frozen=True, slots=True)
class ExplainerCard:
    explainer: Explainer
    updated: When
    sources: int


@dataclass(frozen=True, slots=True)
class TermCard:
    term: Term
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    correction: Correction
    records: tuple[Record, ...]


@kept
def explainer(site: Site, explainer: Explainer) -> ExplainerCard:
    return ExplainerCard(explainer, explainer.updated or explainer.date, len(derive.cited_ids(explainer)))


@kept
def term(site: Site, term: Term) -> TermCard:
    return TermCard(term, sources(site, [citation.source for citation in term.sources]))


def correction(site: Site, correction: Correction) -> CorrectionCard:
    return CorrectionCard(correction, tuple(site[ref] for ref in correction.records))
