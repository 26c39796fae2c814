"""What readers are told of the evidence for a quote: its state in words, what was compared with what, and when.

`verify` wrote the evidence; nothing is compared here. Words age: when `recheck_every` has passed, "checked" becomes
"not re-checked since".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from site_builder import derive
from site_builder.dates import When
from site_builder.model import (
    Attestation,
    Checked,
    Copy,
    Difference,
    Entry,
    Evidence,
    Live,
    Quote,
    Rung,
    Site,
    Source,
    Standing,
    Witness,
)

State = Standing | Literal["no-printing"]
FOUND = frozenset[State]({"verified", "verified-with-edits", "translated"})
"""States in which the copy prints our words, and nothing is known against it."""
RESULTS: Mapping[Rung, str] = {
    "N0": "word for word",
    "N1": "word for word; only the spacing differs",
    "N2": "word for word; only typographic marks differ",
    "N2-pdf": "word for word; letters that the PDF lost are put back",
    "N3": "word for word; only the closing punctuation or the first letter’s case differs",
    "N4": "word for word but for the edits that we declare",
}
"""How well the words agree, to be read after 'checked' and after 'found'."""
LIBERTIES: Mapping[Rung, str] = {
    "N0": "Every character is the same. Nothing was folded or ignored.",
    "N1": "The same once line breaks and other spacing are made equal.",
    "N2": "The same once quotation marks, dashes, dots and ligatures have one form.",
    "N2-pdf": "The same once the ligatures that were lost from the PDF are put back.",
    "N3": "The same but for a full stop or comma before the closing mark, or the case of the first letter.",
    "N4": "The same once our edits are undone: […] for words left out, [brackets] for words put in.",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody who has the source needs to do the comparison again.

    `liberty` is what was made equal first; `before` and `after` are the copy's characters around `words`; `extent`
    says how much of the source we hold; `place` and `found` say where and how often the copy prints the words.
    """

    entry: Entry
    copy: Copy
    compared: When
    liberty: str
    extent: str
    place: str
    found: str
    differences: tuple[str, ...]
    live: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """The evidence line of one printing: `strong` in bold, `what`, `link` and the source's name, `dated` `copied`, `remark`.

    'Checked word for word' ' against our transcribed excerpt' 'of' (Fortune) 'kept' (21 November 2026). `is_checked`
    says that the copy has the words and the check is not too old.
    """

    state: State
    strong: str
    what: str
    link: str = ""
    dated: str = ""
    copied: When | None = None
    remark: str = ""
    is_checked: bool = False
    since: When | None = None
    proof: Proof | None = None

    @property
    def is_stale(self) -> bool:
        """Whether it was checked longer ago than the site allows."""
        return self.since is not None


NO_PRINTING = EvidenceCard(
    "no-printing", "No printing on file", ": no source that prints these words is recorded"
)
UNCHECKED = EvidenceCard(
    "unchecked", "Not yet checked by machine", ": printed here as we copied it", link="from"
)


def evidence(site: Site, quote: Quote, witness: Witness, day: date) -> EvidenceCard:
    """What is known on `day` of whether a witness of a quote prints what we say it prints."""
    checked = site.evidence.get((quote.id, witness.source))
    if checked is None or checked.entry.state == "unchecked":
        return UNCHECKED
    told = checked.evidence
    if checked.changed:
        return EvidenceCard(
            "unchecked",
            "Changed since it was checked",
            f" on {told.checked.words}: these are not the words that were compared",
            link="with those of",
        )
    if checked.entry.state == "paywalled-seen" and witness.attested:
        return _seen(site, witness.attested, day)
    if told.snapshot is None:
        return _unreachable(checked.entry, told.live)
    return _compared(site, quote, witness, checked, told.snapshot, day)


def _compared(
    site: Site, quote: Quote, witness: Witness, checked: Checked, copy: Copy, day: date
) -> EvidenceCard:
    entry, told = checked.entry, checked.evidence
    looked = _looked(told)
    stale = _is_stale(site, looked, day)
    now, then, joiner = _verdict(entry)
    against = _copy_words(copy)
    return EvidenceCard(
        state=entry.state,
        strong=f"Not re-checked since {looked.words}" if stale else now,
        what=f": then {then} in {against}" if stale else f" {joiner} {against}",
        link="of",
        dated="kept" if copy.from_ == "snapshot" else "fetched",
        copied=copy.retrieved,
        remark="".join(_remarks(entry, witness, told.live)),
        is_checked=entry.state in FOUND and not stale,
        since=looked if stale else None,
        proof=_proof(quote, witness, entry, told, copy),
    )


def _verdict(entry: Entry) -> tuple[str, str, str]:
    """What the comparison gave, as today's news and as yesterday's, and what joins today's to the copy."""
    if entry.state == "variant":
        return "Printed in other words", "printed in other words", "in"
    result = RESULTS[entry.rung] if entry.rung else ""
    if entry.state == "not-found" or not result:
        return "Not found", "not found", "in"
    if entry.state == "translated":
        return f"Original checked {result}", f"the original was found {result}", "against"
    return f"Checked {result}", f"found {result}", "against"


def _remarks(entry: Entry, witness: Witness, live: Live | None) -> Iterator[str]:
    if entry.state == "translated":
        yield "; the translation is ours"
    if entry.state == "variant" and witness.accept_variant:
        yield "; we say why we keep ours"
    if entry.state == "drifted" and live:
        yield f"; on {live.checked.words} the page no longer had these words"
    if entry.state == "moved" and live:
        yield f"; on {live.checked.words} the page stood at another address"


def _seen(site: Site, attested: Attestation, day: date) -> EvidenceCard:
    stale = _is_stale(site, attested.date, day)
    seen = "read by a person, not by a machine"
    return EvidenceCard(
        state="paywalled-seen",
        strong=f"Not re-checked since {attested.date.words}"
        if stale
        else "Read by a person, not by a machine",
        what=f": then {seen}" if stale else "",
        link="in",
        remark=f"; {attested.by}, {attested.date.words}: {attested.where}",
        since=attested.date if stale else None,
    )


def _unreachable(entry: Entry, live: Live | None) -> EvidenceCard:
    tried = f"; last tried on {live.checked.words}" if live else ""
    return EvidenceCard(entry.state, "Not checked", ": no copy could be had", link="of", remark=tried)


def _looked(told: Evidence) -> When:
    """When the words were last seen: in a copy of ours, or later at the source's own address."""
    live = told.live
    if live and not live.reason and (live.checked.latest or date.min) > (told.checked.latest or date.min):
        return live.checked
    return told.checked


def _is_stale(site: Site, looked: When, day: date) -> bool:
    return looked.latest is not None and day - looked.latest > derive.duration(site.config.recheck_every)


def _copy_words(copy: Copy) -> str:
    """What was compared, to be read before 'of Fortune'."""
    if copy.from_ != "snapshot":
        return "the live page" if copy.from_ == "live" else "the archived page"
    if copy.extent == "full-text":
        return "the full text"
    return "our transcribed excerpt" if copy.extractor.startswith("plain-text ") else "our excerpt"


# ---------------------------------------------------------------- a source


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of all that was looked for in a source: `found` of `sought` passages stand in the copy.

    `live` says in words what came of the latest look at its address, '' without one.
    """

    copy: Copy
    compared: When
    stale: bool
    sought: int
    found: int
    extent: str
    live: str


def comparison(site: Site, source: Source, day: date) -> Comparison | None:
    """What `verify` did with a source; None where it had no copy of it."""
    told = next((told for told in site.evidence_files if told.source == source.id), None)
    if told is None or told.snapshot is None:
        return None
    placed = [site.evidence.get((entry.quote, source.id)) for entry in told.quotes]
    states = [checked.entry.state for checked in placed if checked and not checked.changed]
    return Comparison(
        copy=told.snapshot,
        compared=told.checked,
        stale=_is_stale(site, _looked(told), day),
        sought=len(states),
        found=sum(state in FOUND or state in ("drifted", "moved") for state in states),
        extent=_extent(told.snapshot),
        live=_reached(told.live) if told.live else "",
    )


# ---------------------------------------------------------------- the card


def _proof(quote: Quote, witness: Witness, entry: Entry, told: Evidence, copy: Copy) -> Proof:
    return Proof(
        entry=entry,
        copy=copy,
        compared=told.checked,
        liberty=LIBERTIES[entry.rung] if entry.rung else "",
        extent=_extent(copy),
        place=_place(entry, copy),
        found=_found(entry),
        differences=tuple(dict.fromkeys(filter(None, map(_difference, entry.differences)))),
        live=_live(entry, told.live),
        before=entry.prefix,
        # Offsets of an edited quote are those of what we show, not of the whole passage.
        words=quote.text if quote.display == "edited" and entry.shown_sha256 else witness.selector.exact,
        after=entry.suffix,
    )


def _extent(copy: Copy) -> str:
    whole = f"{copy.length:,} characters"
    if copy.extent == "full-text":
        return f"{'The full text' if copy.from_ == 'snapshot' else 'The text of the whole page'}, {whole}."
    return f"An excerpt, {whole}: nothing is said of the rest of the source."


def _place(entry: Entry, copy: Copy) -> str:
    if entry.rung is None or entry.start is None or entry.end is None:
        return ""
    page = f"page {entry.page}, " if entry.page else ""
    return f"{page}characters {entry.start:,} to {entry.end:,} of {copy.length:,}"


def _found(entry: Entry) -> str:
    if entry.rung is None or not entry.hits:
        return ""
    return "once" if entry.hits == 1 else f"{entry.hits} times; this is the place meant"


def _difference(part: Difference) -> str:
    """'spacing after “have”', '“a – b” there: “a — b”'."""
    ours, theirs = part.ours.strip(), part.theirs
    if theirs is None:
        return f"“{ours}” is not printed there" if ours else ""
    if re.sub(r"\s", "", part.ours) == re.sub(r"\s", "", theirs):
        return f"spacing after “{ours}”" if ours else "spacing"
    return f"we print “{ours}”, the copy has “{theirs.strip()}”"


def _live(entry: Entry, live: Live | None) -> str:
    if live is None:
        return ""
    if not live.reason and entry.state in FOUND:
        return f"The page still had these words on {live.checked.words}."
    return _reached(live)


def _reached(live: Live) -> str:
    day = live.checked.words
    return f"Not reached on {day}: {live.reason}." if live.reason else f"The page was there on {day}."
