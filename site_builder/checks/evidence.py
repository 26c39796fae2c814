"""What `verify` found about quotes: our faults, theirs, and files that are about nothing any more.

A fault of ours stops the site: words that the source does not print, or that were changed since they were compared.
A fault of theirs does not: pages change and servers fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder.checks.finding import Finding
from site_builder.diagnostics import Pos
from site_builder.model import Checked, Entry, Quote, Site, Source, Standing, Witness

_GONE = frozenset({"dead", "deviated", "usurped", "unfit"})
"""Values of url_status by which an editor says that the address no longer shows what was cited."""


def quote_variant_unaccepted(site: Site) -> Iterator[Finding]:
    """A source prints a quote in just these words; where it does not, we say why we keep ours."""
    for quote, at, witness, checked in _entries(site, "variant"):
        if witness.accept_variant is None:
            words = _differing(checked.entry)
            yield Finding(
                _exact(quote, at),
                f"{witness.source!r} prints this otherwise{words}",
                f"correct the words, or say in accept_variant: why they stand; then {_mend(witness.source)}",
            )


def quote_not_found(site: Site) -> Iterator[Finding]:
    """A source that is named as a witness prints the words."""
    for quote, at, witness, _ in _entries(site, "not-found"):
        yield Finding(
            _exact(quote, at),
            f"{witness.source!r} does not print this",
            f"correct the words or the source, then {_mend(witness.source)}",
        )


def quote_changed_since_check(site: Site) -> Iterator[Finding]:
    """A quote has the words that were compared with its source."""
    for quote, _, witness, checked in _witnesses(site):
        for path in checked.changed if checked else ():
            yield Finding(
                quote.where.at(*path),
                f"these are not the words that were compared with {witness.source!r}",
                f"undo the change, or compare again: {_mend(witness.source)}",
            )


def quote_unchecked(site: Site) -> Iterator[Finding]:
    """Where site.yaml requires it, every quote was compared with every source named as its witness."""
    for quote, at, witness, checked in _witnesses(site) if site.config.require_checked else ():
        if checked is None:
            yield Finding(
                _exact(quote, at), f"this was never compared with {witness.source!r}", _mend(witness.source)
            )


def witness_named_twice(site: Site) -> Iterator[Finding]:
    """A quote names a source once among its witnesses: evidence is kept by quote and source."""
    for quote in site.quotes:
        seen: Counter[str] = Counter()
        for at, witness in enumerate(quote.witnesses):
            seen[witness.source] += 1
            if seen[witness.source] > 1:
                yield Finding(
                    quote.where.at("witnesses", at, "source"),
                    f"{witness.source!r} is a witness of this quote already",
                    "make one of both, or make the other passage a quote of its own",
                )


def quote_drifted(site: Site) -> Iterator[Finding]:
    """What a source printed when we copied it, its address prints still."""
    for quote, at, witness, _ in _entries(site, "drifted"):
        source = site[witness.source]
        if source.url_status not in _GONE:
            yield Finding(
                _exact(quote, at),
                f"our copy of {witness.source!r} prints this, the page does so no longer",
                "look at the page; if it was changed, set url_status: deviated in the source",
            )


def source_moved(site: Site) -> Iterator[Finding]:
    """A source stands at the address we give."""
    for checked in _once(site):
        live = checked.evidence.live
        if live and any(entry.state == "moved" for entry in checked.evidence.quotes):
            source = site.sources[checked.evidence.source]
            yield Finding(
                source.where.at("URL"), f"{source.id!r} has moved to {live.url}", f"set URL: {live.url}"
            )


def source_unreachable(site: Site) -> Iterator[Finding]:
    """The address of a source that we quote can be opened, or is known to be dead."""
    for checked in _once(site):
        live = checked.evidence.live
        source = site.sources[checked.evidence.source]
        if live and live.reason and source.url_status not in _GONE:
            yield Finding(
                _address(source),
                f"{source.id!r} was not reached on {live.checked.text}: {live.reason}",
                f"try again: {_mend(source.id)} --live; if it is gone, set url_status: dead",
            )


def stale_evidence(site: Site) -> Iterator[Finding]:
    """Evidence is about a quote and a source that are there."""
    for evidence in site.evidence_files if site.is_whole else ():
        gone = [
            entry.quote for entry in evidence.quotes if (entry.quote, evidence.source) not in site.evidence
        ]
        if evidence.source not in site.sources:
            yield Finding(
                evidence.where.at(), f"there is no source {evidence.source!r}", "run site-builder verify"
            )
        elif gone:
            names = ", ".join(map(repr, gone))
            yield Finding(
                evidence.where.at(),
                f"{evidence.source!r} is no witness of {names}",
                "run site-builder verify",
            )


def _witnesses(site: Site) -> Iterator[tuple[Quote, int, Witness, Checked | None]]:
    """Each witness of each quote with its number, and its evidence if there is any."""
    for quote in site.quotes:
        for at, witness in enumerate(quote.witnesses):
            yield quote, at, witness, site.evidence.get((quote.id, witness.source))


def _entries(site: Site, state: Standing) -> Iterator[tuple[Quote, int, Witness, Checked]]:
    """Witnesses in a state, if their words are those that were compared."""
    for quote, at, witness, checked in _witnesses(site):
        if checked and not checked.changed and checked.entry.state == state:
            yield quote, at, witness, checked


def _once(site: Site) -> Iterator[Checked]:
    """One entry of each file that is about a source and a quote of the site."""
    by_source = {checked.evidence.source: checked for checked in site.evidence.values()}
    return iter(by_source.values())


def _exact(quote: Quote, at: int) -> Pos:
    return quote.where.at("witnesses", at, "selector", "exact")


def _address(source: Source) -> Pos:
    return source.where.at("URL") if source.URL else source.where.at("id")


def _differing(entry: Entry) -> str:
    """Which of our words differ: ': “desecrated”'."""
    words = [f"“{part.ours.strip()}”" for part in entry.differences if part.ours.strip()]
    return f": {', '.join(words[:3])}" if words else ""


def _mend(source: str) -> str:
    return f"site-builder verify --source {source}"
