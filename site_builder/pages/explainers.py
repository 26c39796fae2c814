"""Explainers: a page each, and their list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import derive
from site_builder.derive import Footing, Stated
from site_builder.model import Explainer, Site
from site_builder.pages import cards
from site_builder.pages.counting import counted
from site_builder.pages.page import Page
from site_builder.pages.urls import INDEX, address
from site_builder.prose import parse, plain

WORDS_A_MINUTE = 230  # a usual figure for silent reading of English prose

FOOTINGS: Mapping[Footing, tuple[str, str]] = {
    "primary": ("wp", "a primary source"),
    "independent": ("wi", "two or more independent origins"),
    "single": ("ws", "a single origin"),
    "disputed": ("wd", "sources that disagree"),
    "analysis": ("wa", "our own reading"),
    "uncited": ("wu", "no source"),
}
"""What a sentence stands on: the class that tints it, which every sentence on the page bears, and the words of the key."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the lens's key: how many sentences are tinted so."""

    tint: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Lens:
    """The coverage of a page in words, and the class of each sentence: of each point, and of the body."""

    figure: str
    key: tuple[KeyRow, ...]
    points: tuple[tuple[str, ...], ...]
    body: tuple[str, ...]


def plan(site: Site, day: date) -> Iterator[Page]:
    shown = derive.explainers(site)
    yield Page(
        address=INDEX["explainers"],
        kind="explainers",
        template="explainers.html",
        title="Explainers",
        description=f"{counted(len(shown), 'question')} answered, with every paragraph sourced."
        if shown
        else "No explainer has been published yet.",
        shows={"explainers": [cards.explainer(site, explainer) for explainer in shown]},
        nav=INDEX["explainers"],
    )
    for explainer in shown:
        yield _page(site, explainer, day)


def _page(site: Site, explainer: Explainer, day: date) -> Page:
    prose = parse(explainer.body.text)
    words = prose.words + sum(len(plain(bullet).split()) for bullet in explainer.short_version)
    embedded = {mark.id for mark in prose.marks if mark.use == "embed"}
    return Page(
        address=address(explainer),
        kind="explainer",
        template="explainer.html",
        title=explainer.title,
        description=plain(explainer.description),
        record=explainer,
        shows={
            "explainer": explainer,
            "headings": [heading for heading in prose.headings if heading.level == 2],
            "minutes": max(1, round(words / WORDS_A_MINUTE)),
            "lens": _lens(site, explainer),
            "slips": list(
                dict.fromkeys(m.id for m in prose.marks if m.use == "embed" and m.scheme == "quote")
            ),
            "source_count": len(derive.cited_ids(explainer)),
            "bans": [cards.ban(site, site[ref], day) for ref in explainer.bans if ref not in embedded],
            "claims": [cards.claim(site, site[ref]) for ref in explainer.claims if ref not in embedded],
            "related": [cards.explainer(site, other) for other in derive.related(site, explainer)],
            "corrections": [cards.correction(site, c) for c in derive.corrections_of(site, explainer)],
        },
        nav=INDEX["explainers"],
        modified=explainer.updated or explainer.date,
    )


def _lens(site: Site, explainer: Explainer) -> Lens:
    coverage = derive.coverage(site, explainer)
    return Lens(
        figure=coverage.figure,
        key=tuple(
            KeyRow(tint, words, count)
            for footing, (tint, words) in FOOTINGS.items()
            if (count := coverage.counts_of(footing))
        ),
        points=tuple(_tints(point) for point in coverage.points),
        body=_tints(coverage.body),
    )


def _tints(stated: Iterable[Stated]) -> tuple[str, ...]:
    return tuple(FOOTINGS[sentence.footing][0] for sentence in stated)
