"""Questions put to a copy of a source, and their answers as the evidence holds them: offsets, rungs, little context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from site_builder.evidence.difference import DiffPart
from site_builder.evidence.extract import PAGE_BREAK
from site_builder.evidence.matching import Match, Prepared, match
from site_builder.evidence.snapshots import Opened
from site_builder.link import digest
from site_builder.model import CONTEXT, Difference, Entry, Quote, Source, Standing, Witness

RULES = "1"
"""The version of what is compared and how; a new one makes every source be compared again."""
PRINTED = frozenset[Standing]({"verified", "verified-with-edits", "translated"})
"""States in which the copy prints our words and nothing is known against it."""
SEEN_SINCE = frozenset[Standing]({"drifted", "moved"})
"""States in which it does, and the source's own address has gone another way since."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a source prints what a witness of a quote says it prints."""

    quote: Quote
    witness: Witness

    @property
    def is_shown(self) -> bool:
        """Whether this is the printing that our pages take the words from."""
        return self.witness.role == "copy-text"

    @property
    def language(self) -> str:
        return self.witness.language or self.quote.language

    @property
    def key(self) -> list[object]:
        """Everything the answer depends on, beside the copy."""
        quote, witness = self.quote, self.witness
        shown = [quote.text, quote.display, quote.translation is not None] if self.is_shown else []
        selector = witness.selector
        words = [selector.exact, selector.prefix, selector.suffix]
        return [quote.id, witness.role, self.language, *words, witness.attested is not None, *shown]


def asked(source: Source, questions: Iterable[Question]) -> str:
    """A digest of all that is asked of a source, of what it says of its copy, and of the rules."""
    copy = source.snapshot
    about = [RULES, source.URL, *([copy.extent, copy.retrieved.text] if copy else [])]
    return digest(json.dumps([about, [question.key for question in questions]], ensure_ascii=False))


def answers(questions: Sequence[Question], opened: Opened) -> tuple[tuple[Entry, ...], Mapping[str, str]]:
    """An entry for each question; and for each quote that is a variant, the passage that comes nearest.

    The passages are for the terminal, never for a file.
    """
    text = Prepared(opened.text)
    found = [(question, _matched(question, text, is_pdf=_is_pdf(opened))) for question in questions]
    near = {
        question.quote.id: opened.text[result.start : result.end]
        for question, result in found
        if result.state == "variant"
    }
    return tuple(_entry(question, result, opened) for question, result in found), near


def unanswered(questions: Iterable[Question]) -> tuple[Entry, ...]:
    """Entries where no copy could be had: unreachable, unless somebody vouches for what they read."""
    return tuple(
        Entry.model_validate(
            {**_asked(question), "state": "paywalled-seen" if question.witness.attested else "unreachable"}
        )
        for question in questions
    )


def looked_again(entries: Iterable[Entry], now: Iterable[Entry], *, is_elsewhere: bool) -> tuple[Entry, ...]:
    """Entries of a copy, in the light of what the source's own address prints now."""
    printed = {entry.quote for entry in now if entry.state in PRINTED}
    return tuple(
        _since(entry, is_printed=entry.quote in printed, is_elsewhere=is_elsewhere) for entry in entries
    )


def carried(entries: Iterable[Entry], before: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries with what an earlier look at the source's address told about the same words."""
    known = {(entry.quote, entry.exact_sha256): entry.state for entry in before if entry.state in SEEN_SINCE}
    return tuple(
        entry.model_copy(update={"state": known.get((entry.quote, entry.exact_sha256), entry.state)})
        if entry.state in PRINTED
        else entry
        for entry in entries
    )


def as_first_seen(entries: Iterable[Entry], questions: Iterable[Question]) -> tuple[Entry, ...]:
    """Entries of a copy without what was seen at the source's address since."""
    by_quote = {question.quote.id: question for question in questions}
    return tuple(
        entry.model_copy(update={"state": _printed(by_quote[entry.quote], edited=entry.rung == "N4")})
        if entry.state in SEEN_SINCE
        else entry
        for entry in entries
    )


def _since(entry: Entry, *, is_printed: bool, is_elsewhere: bool) -> Entry:
    if entry.state not in PRINTED or (is_printed and not is_elsewhere):
        return entry
    return entry.model_copy(update={"state": "moved" if is_printed else "drifted"})


def _matched(question: Question, text: Prepared, *, is_pdf: bool) -> Match:
    """The printing's own words; and where we print them edited, our words with the edits undone."""
    selector = question.witness.selector
    found = match(
        selector.exact,
        text,
        prefix=selector.prefix or "",
        suffix=selector.suffix or "",
        lost_ligatures=is_pdf,
        language=question.language,
    )
    if found.state != "verified" or not question.is_shown or question.quote.display != "edited":
        return found
    return match(
        question.quote.text,
        text,
        declared_edits=True,
        lost_ligatures=is_pdf,
        language=question.quote.language,
    )


def _entry(question: Question, found: Match, opened: Opened) -> Entry:
    state: Standing = found.state
    if state in {"verified", "verified-with-edits"}:
        state = _printed(question, edited=state == "verified-with-edits")
    elif question.witness.attested and opened.copy.from_ != "snapshot":
        state = "paywalled-seen"  # what a machine is shown of such a page is not what a reader saw
    told = {
        **_asked(question),
        "state": state,
        "rung": found.rung,
        "hits": found.hits,
        "spans": found.spans if len(found.spans) > 1 else (),
        "likeness": round(found.likeness, 2) if found.state == "variant" else None,
        "kind": found.kind,
        "differences": [
            _difference(part, is_form=found.state == "verified")
            for part in found.differences
            if part.op != "same"
        ],
    }
    if found.start is not None and found.end is not None:
        told |= {
            "start": found.start,
            "end": found.end,
            "page": opened.text.count(PAGE_BREAK, 0, found.start) + 1 if _is_pdf(opened) else None,
            "prefix": opened.text[max(found.start - CONTEXT, 0) : found.start],
            "suffix": opened.text[found.end : found.end + CONTEXT],
        }
    return Entry.model_validate(told)


def _asked(question: Question) -> dict[str, object]:
    return {
        "quote": question.quote.id,
        "role": question.witness.role,
        "exact_sha256": digest(question.witness.selector.exact),
        "shown_sha256": digest(question.quote.text) if question.is_shown else None,
    }


def _printed(question: Question, *, edited: bool) -> Standing:
    if question.is_shown and question.quote.translation is not None:
        return "translated"
    return "verified-with-edits" if edited else "verified"


def _difference(part: DiffPart, *, is_form: bool) -> Difference:
    """A difference; their words only where they are ours in another form, since others would republish them."""
    theirs = part.theirs if is_form else None
    return Difference(op=part.op, ours=part.ours, theirs=theirs, length=len(part.theirs))  # type: ignore[arg-type]  # "same" is left out above


def _is_pdf(opened: Opened) -> bool:
    return opened.copy.extractor.startswith("pypdf ")
