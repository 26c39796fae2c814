"""The page where a reader compares a source's text with our words: what its script has to know, and the rules in words.

The comparison itself is assets/matching.js, which says what `verify` would say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from site_builder import derive
from site_builder.model import Evidence, Quote, Rung, Site, Witness
from site_builder.pages import cards
from site_builder.pages.evidence import LIBERTIES, RESULTS, evidence
from site_builder.pages.page import Page
from site_builder.pages.quotes import ROLE_WORDS
from site_builder.pages.urls import INDEX

LADDER: tuple[Rung, ...] = ("N0", "N1", "N2", "N3", "N2-pdf", "N4")
"""Rungs in the order in which they are tried."""
DIGEST = 16  # of 64 hexadecimal digits: enough to know a copy by, and digests are what compresses worst


@dataclass(frozen=True, slots=True)
class Printing:
    """What a witness is said to print, word for word, and how to look for it.

    `edited` are our words where we print these with edits that we declare, else ''; `result` is how it stands with us.
    """

    source: str
    role: str
    exact: str
    prefix: str
    suffix: str
    language: str
    edited: str
    result: str


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation to choose, by the first words of the first printing; `language` is that of the quotation."""

    id: str
    speaker: str
    language: str
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A source, and how the digests begin of the copy that `verify` compared with: of its bytes, of its text; '' without one."""

    name: str
    url: str
    raw: str
    text: str
    pdf: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rung of the ladder in words: what it gives, and what is made equal first."""

    result: str
    liberty: str


def plan(site: Site, day: date) -> Iterator[Page]:
    """The page, where there is a printing to compare with."""
    sought = [
        _sought(site, quote, day)
        for _, quotes in derive.quotes_by_speaker(site)
        for quote in quotes
        if quote.witnesses
    ]
    if not sought:
        return
    rules = {rung: Rule(_sentence(RESULTS[rung]), LIBERTIES[rung]) for rung in LADDER}
    yield Page(
        address=INDEX["check"],
        kind="check",
        template="check.html",
        title="Check it yourself",
        description="Paste an article and see whether it prints the words that we quote. Nothing leaves your browser.",
        shows={"data": _data(site, sought, rules), "rules": tuple(rules.values())},
        nav=INDEX["quotes"],
    )


def _data(site: Site, sought: list[Sought], rules: Mapping[Rung, Rule]) -> dict[str, object]:
    """What the script reads, as plain JSON values."""
    compared = {found.source: found for found in site.evidence_files}
    named = {printing.source: None for quote in sought for printing in quote.printings}
    return {
        "quotes": [asdict(quote) for quote in sought],
        "sources": {id: asdict(_told(site, id, compared.get(id))) for id in named},
        "rules": {rung: asdict(rule) for rung, rule in rules.items()},
    }


def _sought(site: Site, quote: Quote, day: date) -> Sought:
    card = cards.quote(site, quote, day)
    return Sought(
        id=quote.id,
        speaker=card.speaker.name,
        language=quote.language,
        printings=tuple(_printing(site, quote, witness, day) for witness in quote.witnesses),
    )


def _printing(site: Site, quote: Quote, witness: Witness, day: date) -> Printing:
    is_edited = witness.role == "copy-text" and quote.display == "edited"
    return Printing(
        source=str(witness.source),
        role=ROLE_WORDS[witness.role],
        exact=witness.selector.exact,
        prefix=witness.selector.prefix or "",
        suffix=witness.selector.suffix or "",
        language=witness.language or quote.language,
        edited=quote.text if is_edited else "",
        result=evidence(site, quote, witness, day).strong,
    )


def _told(site: Site, id: str, found: Evidence | None) -> Told:
    copy = found.snapshot if found else None
    return Told(
        name=cards.source_name(site.sources[id]),
        url=site.sources[id].URL or "",
        raw=copy.raw_sha256[:DIGEST] if copy else "",
        text=copy.text_sha256[:DIGEST] if copy else "",
        pdf=copy is not None and copy.extractor.startswith("pypdf "),
    )


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
