"""How far an explainer is sourced, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.cache import kept
from site_builder.derive.disagreement import open_claims
from site_builder.derive.lineage import roots
from site_builder.model import Claim, Event, Explainer, Site
from site_builder.prose import Sentence, inline_sentences, sentences

PRIMARY = ("primary-document", "statement")
"""Kinds of source that are an actor's own words or an official document."""

Footing = Literal["primary", "independent", "single", "disputed", "analysis", "uncited"]
"""What a sentence stands on: a primary source; two origins or more; one; an answer that other sources contradict; our own
reading; or nothing."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence and what it stands on."""

    sentence: Sentence
    footing: Footing


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every sentence of an explainer: of each point of its short version, and of its body."""

    points: tuple[tuple[Stated, ...], ...]
    body: tuple[Stated, ...]

    @property
    def counts(self) -> Mapping[Footing, int]:
        """How many sentences stand on what."""
        stated = [*(sentence for point in self.points for sentence in point), *self.body]
        return Counter(sentence.footing for sentence in stated)

    @property
    def factual(self) -> int:
        """Sentences that are not our own reading."""
        return self.counts_of("primary", "independent", "single", "disputed", "uncited")

    @property
    def percent(self) -> int:
        """Factual sentences that have a source, of a hundred; rounded down, so that 100 means all."""
        return 100 * (self.factual - self.counts_of("uncited")) // self.factual if self.factual else 100

    @property
    def figure(self) -> str:
        """'100% of 54 factual sentences cited, 31 on a primary source'."""
        noun = "factual sentence" if self.factual == 1 else "factual sentences"
        primary = self.counts_of("primary")
        return f"{self.percent}% of {self.factual} {noun} cited, {primary} on a primary source"

    def counts_of(self, *footings: Footing) -> int:
        """How many sentences stand on one of these."""
        counts = self.counts
        return sum(counts.get(footing, 0) for footing in footings)


@kept
def coverage(site: Site, explainer: Explainer) -> Coverage:
    """What each sentence of an explainer stands on."""
    disputes = open_claims(site)
    return Coverage(
        points=tuple(
            tuple(
                Stated(sentence, _footing(site, sentence, disputes)) for sentence in inline_sentences(point)
            )
            for point in explainer.short_version
        ),
        body=tuple(
            Stated(sentence, _footing(site, sentence, disputes))
            for sentence in sentences(explainer.body.text)
        ),
    )


def _footing(site: Site, sentence: Sentence, disputes: list[Claim]) -> Footing:
    if sentence.ours:
        return "analysis"
    if not sentence.cited:
        return "uncited"
    if any(_is_disputed(site, sentence, claim) for claim in disputes):
        return "disputed"
    if any(site.sources[id].kind in PRIMARY for id in sentence.cited):
        return "primary"
    return "independent" if len(roots(site, sentence.cited)) > 1 else "single"


def _is_disputed(site: Site, sentence: Sentence, claim: Claim) -> bool:
    """Whether a sentence tells what an open claim asks.

    It does if it links to the claim. It does as well if it cites a source that gives one of the answers, and either stands
    just above the claim's panel or links to the event that the claim is about.
    """
    if ("claim", claim.id) in sentence.links:
        return True
    answering = {citation.source for value in claim.values for citation in value.sources}
    if answering.isdisjoint(sentence.cited):
        return False
    asked = {("event", about.record) for about in claim.about if isinstance(site[about.record], Event)}
    return sentence.panel == ("claim", claim.id) or not asked.isdisjoint(sentence.links)
