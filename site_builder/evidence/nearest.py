"""The passage of a text that comes nearest to a quote which no rung accepts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nsmallest

from site_builder.evidence.folds import typed
from site_builder.evidence.words import WORD

FEWEST = 4  # words; fewer are alike by chance
LIKE = 0.70  # share of common words below which it is another passage
_COMMON = 40  # occurrences after which a word says nothing about the place
_TRIES = 3  # places that are looked at closely
_STOP = re.compile(r"[.!?…:;]\s|[“”„«»\"]|\n\s*\n")  # a new sentence, speech or paragraph
_WORD = re.compile(WORD)


@dataclass(frozen=True)
class Words:
    """The words of a text in order, in lower case and N2 form, and where each of them stands."""

    text: str

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _WORD.finditer(self.text))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(_key(self.text[start:end]) for start, end in self.places)

    @cached_property
    def where(self) -> Mapping[str, Sequence[int]]:
        """For each word, its numbers in the row."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.keys):
            found[word].append(number)
        return found


@lru_cache(maxsize=1 << 16)  # a language has few words, and a source says them often
def _key(word: str) -> str:
    return word.lower() if word.isalnum() and word.isascii() else typed(word).lower()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The span of a passage in the text, half-open, and its likeness: 2 × words in common / words of both."""

    start: int
    end: int
    likeness: float


def nearest(quote: str, text: Words) -> Nearest | None:
    """The passage that shares most words with the quote, in order; None for quotes too short to tell."""
    ours = Words(quote).keys
    if len(ours) < FEWEST:
        return None
    found = [near for first in _starts(ours, text) for near in _around(first, ours, text)]
    return max(found, key=lambda near: (near.likeness, -near.start), default=None)


def _starts(ours: Sequence[str], text: Words) -> list[int]:
    """Numbers of the words in the text near which the quote may begin: where most of its rarer words agree."""
    band = max(2, len(ours) // 4)
    votes: Counter[int] = Counter()
    for number, word in enumerate(ours):
        places = text.where.get(word, ())
        if len(places) <= _COMMON:
            votes.update([(place - number) // band for place in places])
    sums = {first: count + votes.get(first + 1, 0) for first, count in votes.items()}
    best = nsmallest(2 * _TRIES, sums, key=lambda first: (-sums[first], first))
    apart = [first for place, first in enumerate(best) if first - 1 not in best[:place]]
    return [(first + 1) * band for first in apart[:_TRIES]]


def _around(first: int, ours: Sequence[str], text: Words) -> Iterator[Nearest]:
    """The best passage near word number `first`, if a word of the quote is there at all."""
    slack = len(ours) // 2 + 3
    low = max(first - slack, 0)
    theirs = text.keys[low : max(first + len(ours) + slack, 0)]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return
    common, head, tail = max(_stretches(blocks), key=lambda stretch: _likeness(len(ours), *stretch))
    start = low + head.b - _more(text, low + head.b, range(-1, -head.a - 1, -1))
    end = low + tail.b + tail.size - 1
    end += _more(text, end, range(1, len(ours) - tail.a - tail.size + 1))
    likeness = 2 * common / (len(ours) + end - start + 1)
    yield Nearest(text.places[start][0], text.places[end][1], likeness)


def _stretches(blocks: Sequence[Match]) -> Iterator[tuple[int, Match, Match]]:
    """Every run of blocks as (words in common, first block, last block)."""
    for number, head in enumerate(blocks):
        common = 0
        for tail in blocks[number:]:
            common += tail.size
            yield common, head, tail


def _likeness(count: int, common: int, head: Match, tail: Match) -> float:
    return 2 * common / (count + tail.b + tail.size - head.b)


def _more(text: Words, edge: int, steps: Iterable[int]) -> int:
    """How many words beyond the edge stand for words of ours that were not found, within the sentence."""
    count = 0
    for step in steps:
        near, far = sorted((edge + step, edge + step - (1 if step > 0 else -1)))
        if near < 0 or far >= len(text.places):
            break
        if _STOP.search(text.text, text.places[near][1], text.places[far][0]):
            break
        count += 1
    return count
