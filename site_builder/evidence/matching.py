"""The ladder: does a source print our words? Found letter by letter, with every liberty named, or not at all.

Rungs, each declared in `folds` and shown to readers: N0 as it stands, N1 spacing, N2 typography, N3 edges (a full
stop or comma before our closing quotation mark, the case of our first letter), N4 edits that the quote declares.
N2-pdf is N3 with ligatures that the extraction of a PDF lost, and only on request. Nothing is accepted because it
is similar: likeness only chooses the passage to show beside a quote that was refused.

Cost: a text is folded once, a quote is searched in one pass; a quote that no rung accepts adds an alignment of a
few words' neighbourhoods, found by index.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal

from site_builder.evidence import edits
from site_builder.evidence.difference import DiffPart, Kind, difference, folded, kind
from site_builder.evidence.folds import DOUBLE_MARKS, SINGLE_MARKS, Skeleton, rung, spaced, typed
from site_builder.evidence.nearest import LIKE, Words, nearest
from site_builder.evidence.words import inside_word

State = Literal["verified", "verified-with-edits", "variant", "not-found"]
Rung = Literal["N0", "N1", "N2", "N3", "N2-pdf", "N4"]
_RUNGS: tuple[Rung, ...] = ("N0", "N1", "N2", "N3")

_EDGE = 16  # characters of marks and spaces before or after a quote's words that are looked at
_STOPS = ".,;:。，、；：،؛۔।"  # may end our quote where theirs goes on; ! and ? change what is said
_LAST = re.compile(rf"(?:[{re.escape(_STOPS + SINGLE_MARKS + DOUBLE_MARKS)}]|\s[»›])*")
_ASKED = re.compile(rf"[{re.escape(SINGLE_MARKS + DOUBLE_MARKS)}\s]*[!?؟！？]")
_LIGATURES = re.compile("ffi|ffl|ff|fi|fl")


@dataclass(frozen=True)
class Prepared:
    """A source's extracted text, folded when first asked and shared by all its quotes."""

    text: str

    @cached_property
    def skeleton(self) -> Skeleton:
        return Skeleton(self.text)

    @cached_property
    def words(self) -> Words:
        return Words(self.text)

    @cached_property
    def lost(self) -> frozenset[str]:
        """The ligatures that occur nowhere in it: where an extraction loses one, it loses all."""
        return frozenset({"ffi", "ffl", "ff", "fi", "fl"} - set(_LIGATURES.findall(typed(self.text).lower())))


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a quote. Offsets are characters of the text as it was given, half-open.

    `hits` counts the places at `rung`, `spans` has one for each part of a quote with gaps, `start` and `end` take
    in all of them. `differences` is empty at N0 and in what was not found; `likeness` is 1 where it is verified.
    """

    state: State
    rung: Rung | None = None
    start: int | None = None
    end: int | None = None
    hits: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    differences: tuple[DiffPart, ...] = ()
    likeness: float = 0.0
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place where the text prints the words, and the rung it takes to say so."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Context:
    """What a selector says stands around the quote, as bare letters."""

    prefix: str
    suffix: str

    def agreement(self, text: Prepared, start: int, end: int) -> int:
        """How many letters before and after a place are as the selector has them."""
        letters, offsets = text.skeleton.letters, text.skeleton.offsets
        first, last = bisect_left(offsets, start), bisect_left(offsets, end)
        before = letters[max(first - len(self.prefix), 0) : first]
        after = letters[last : last + len(self.suffix)]
        return _alike(before[::-1], self.prefix[::-1]) + _alike(after, self.suffix)


def match(
    quote: str,
    text: Prepared,
    *,
    prefix: str = "",
    suffix: str = "",
    declared_edits: bool = False,
    lost_ligatures: bool = False,
    language: str = "en",
) -> Match:
    """The quote's place in the text at the lowest rung that has one.

    Of several places at that rung the one whose surroundings are most like `prefix` and `suffix`, else the first.
    `language` is the quote's: it knows elision ("l’art") and which words are function words.
    """
    quote = quote.strip()
    context = _Context(Skeleton(prefix).letters, Skeleton(suffix).letters)
    hits = list(_hits(_Passage(edits.Part(quote)), text, language))
    if hits:
        lowest = min(hit.level for hit in hits)
        return _verified(quote, text, [hit for hit in hits if hit.level == lowest], _RUNGS[lowest], context)
    if lost_ligatures and (hits := list(_repaired(quote, text, language))):
        return _verified(quote, text, hits, "N2-pdf", context)
    if declared_edits and (chains := _chains(edits.parts(quote, text.text, language), text, language)):
        return _edited(quote, text, chains, context)
    return _unverified(quote, text, language)


# ---------------------------------------------------------------- N0 to N3


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words that a text has to print as one piece. Only a quote's own edges may take the liberties of N3."""

    part: edits.Part
    opens: bool = True
    ends: bool = True

    @property
    def words(self) -> str:
        return self.part.words


def _hits(
    passage: _Passage, text: Prepared, language: str, within: tuple[int, int] | None = None
) -> Iterator[_Hit]:
    """Every place between two offsets, or anywhere, at which the text prints the passage, in order."""
    ours, letters = Skeleton(passage.words), text.skeleton.letters
    if not ours.letters:
        return
    low, high = (bisect_left(text.skeleton.offsets, at) for at in within) if within else (0, len(letters))
    at = letters.find(ours.letters, low, high)
    while at >= 0:
        hit = _judged(passage, ours, text, at)
        if hit and not any(inside_word(text.text, edge, language) for edge in (hit.start, hit.end)):
            yield hit
        at = letters.find(ours.letters, at + 1, high)


def _judged(passage: _Passage, ours: Skeleton, text: Prepared, at: int) -> _Hit | None:
    """What stands at letter `at` of the text, held against the passage character by character."""
    start, end = text.skeleton.span(at, len(ours.letters))
    first, last = ours.span(0, len(ours.letters))
    if text.text.startswith(passage.words, start - first) and start >= first:
        return _Hit(0, start - first, start - first + len(passage.words))
    theirs = text.text[start:end]
    core = _core(passage, _with_their_case(passage.part, ours, text, at)[first:last], theirs)
    before = _before(passage.words[:first], text.text[max(start - _EDGE, 0) : start], theirs[0])
    after = _after(passage, passage.words[last:], text.text[end : end + _EDGE], theirs[-1])
    if core is None or before is None or after is None:
        return None
    return _Hit(max(core, before[0], after[0]), start - before[1], end + after[1])


def _core(passage: _Passage, ours: str, theirs: str) -> int | None:
    """The rung at which our words, from first to last letter, are theirs."""
    level = rung(ours, theirs)
    if level is not None or not passage.opens:
        return level
    mine, yours = spaced(ours), spaced(theirs)
    if mine[0].lower() != yours[0].lower() or rung(yours[0] + mine[1:], yours) is None:
        return None
    return 3


def _with_their_case(part: edits.Part, ours: Skeleton, text: Prepared, at: int) -> str:
    """Our words with the letters in brackets as the source has them, if only their case differs."""
    words = list(part.words)
    for offset in part.free:
        theirs = text.text[text.skeleton.offsets[at + bisect_left(ours.offsets, offset)]]
        if theirs.lower() == words[offset].lower():
            words[offset] = theirs
    return "".join(words)


def _before(ours: str, theirs: str, letter: str) -> tuple[int, int] | None:
    """(rung, characters of theirs) for the marks before our first word; `letter` is what both stand before."""
    near = 0
    while near < len(theirs) and not theirs[-near - 1].isalnum():
        near += 1
    sizes = range(near + 1) if ours else (0,)
    found = ((rung(ours + letter, theirs[len(theirs) - size :] + letter), size) for size in sizes)
    return min(((level, size) for level, size in found if level is not None), default=None)


def _after(passage: _Passage, ours: str, theirs: str, letter: str) -> tuple[int, int] | None:
    """(rung, characters of theirs) for the marks after our last word; `letter` is what both stand after."""
    near = 0
    while near < len(theirs) and not theirs[near].isalnum():
        near += 1
    sizes = range(near + 1) if ours else (0,)
    found = [(rung(letter + ours, letter + theirs[:size]), size) for size in sizes]
    if not any(level is not None for level, _ in found) and passage.ends and _is_edge(ours, theirs):
        alike = (size for size in sizes if rung(_no_stops(ours), _no_stops(theirs[:size])) is not None)
        found = [(3, size) for size in alike if _LAST.fullmatch(theirs[:size])]
    return min(((level, size) for level, size in found if level is not None), default=None)


def _is_edge(ours: str, theirs: str) -> bool:
    """Whether ours ends with one stop, perhaps inside quotation marks, and theirs with no question or cry."""
    stops = sum(mark in _STOPS for mark in ours)
    return _LAST.fullmatch(ours) is not None and stops == 1 and _ASKED.match(theirs) is None


def _no_stops(marks: str) -> str:
    return "".join(mark for mark in marks if mark not in _STOPS and not mark.isspace())


# ---------------------------------------------------------------- N2-pdf and N4


def _repaired(quote: str, text: Prepared, language: str) -> Iterator[_Hit]:
    """The places of the quote without the ligatures that the text lost: "ocials" for "officials"."""
    lossy = _LIGATURES.sub(lambda found: "" if found[0] in text.lost else found[0], quote)
    return _hits(_Passage(edits.Part(lossy)), text, language) if lossy != quote else iter(())


def _chains(parts: Sequence[edits.Part], text: Prepared, language: str) -> list[tuple[_Hit, ...]]:
    """Every way to find the parts in order and near each other, one for each place of the last part.

    A part is sought only where the one before it leads to, so that all of them cost one pass and not one each.
    """
    passages = [_Passage(part, part is parts[0], part is parts[-1]) for part in parts]
    chains: list[tuple[_Hit, ...]] = [
        (hit,) for passage in passages[:1] for hit in _hits(passage, text, language)
    ]
    for passage in passages[1:]:
        if not chains:
            break
        reach = chains[-1][-1].end + edits.FARTHEST + 2 * len(passage.words)
        hits = _hits(passage, text, language, within=(chains[0][-1].end, min(reach, len(text.text))))
        chains = [(*chain, hit) for hit in hits if (chain := _leading(chains, hit, text.text)) is not None]
    return chains


def _leading(chains: Sequence[tuple[_Hit, ...]], hit: _Hit, text: str) -> tuple[_Hit, ...] | None:
    """The nearest chain that the hit may continue."""
    for chain in reversed(chains):
        end = chain[-1].end
        if 0 <= hit.start - end <= edits.FARTHEST and not edits.hides_negation(text[end : hit.start]):
            return chain
    return None


# ---------------------------------------------------------------- verdicts


def _verified(quote: str, text: Prepared, hits: Sequence[_Hit], at: Rung, context: _Context) -> Match:
    best = max(hits, key=lambda hit: (context.agreement(text, hit.start, hit.end), -hit.start))
    return Match(
        state="verified",
        rung=at,
        start=best.start,
        end=best.end,
        hits=len(hits),
        spans=((best.start, best.end),),
        differences=folded(quote, text.text[best.start : best.end]) if at != "N0" else (),
        likeness=1.0,
    )


def _edited(quote: str, text: Prepared, chains: Sequence[tuple[_Hit, ...]], context: _Context) -> Match:
    best = max(
        chains, key=lambda chain: (context.agreement(text, chain[0].start, chain[-1].end), -chain[0].start)
    )
    start, end = best[0].start, best[-1].end
    return Match(
        state="verified-with-edits",
        rung="N4",
        start=start,
        end=end,
        hits=len(chains),
        spans=tuple((hit.start, hit.end) for hit in best),
        differences=difference(quote, text.text[start:end]),
        likeness=1.0,
    )


def _unverified(quote: str, text: Prepared, language: str) -> Match:
    near = nearest(quote, text.words)
    if near is None or near.likeness < LIKE:
        return Match("not-found", likeness=near.likeness if near else 0.0)
    start, end = _with_marks(quote, text.text, near.start, near.end)
    theirs = text.text[start:end]
    differences = difference(quote, theirs)
    return Match(
        state="variant",
        start=start,
        end=end,
        spans=((start, end),),
        differences=differences if any(part.op != "same" for part in differences) else folded(quote, theirs),
        likeness=near.likeness,
        kind=kind(differences, language),
    )


def _with_marks(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span with as many marks at its edges as the quote has at its own."""
    for sign in takewhile(_is_sign, quote):
        start -= bool(sign) and start > 0 and _is_sign(text[start - 1])
    for sign in takewhile(_is_sign, reversed(quote)):
        end += bool(sign) and end < len(text) and _is_sign(text[end])
    return start, end


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours),
        min(len(one), len(other)),
    )
