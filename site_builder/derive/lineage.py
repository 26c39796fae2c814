"""Who has it from whom: the origins behind sources, so that copies are not counted as witnesses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from site_builder.cache import kept
from site_builder.model import Lineage, Site


class Independence(NamedTuple):
    """How many sources say so, and how many origins they have between them."""

    reports: int
    origins: int

    @property
    def words(self) -> str:
        """'3 reports, 1 origin'; of one alone, '1 report'."""
        if self.reports == self.origins == 1:
            return "1 report"
        return f"{_count(self.reports, 'report')}, {_count(self.origins, 'origin')}"


def roots(site: Site, source_ids: Iterable[str], facts: Collection[str] = ()) -> frozenset[str]:
    """The origins that sources rest on: ids of sources that derive from nothing, and names of originals not on file.

    A lineage `for` certain facts counts only if one of them is among `facts`; one without `for` counts always.
    """
    asked = frozenset(facts)
    return frozenset().union(*(_roots(site, id, asked) for id in source_ids))


def independence(site: Site, source_ids: Iterable[str], facts: Collection[str] = ()) -> Independence:
    """How many sources, each counted once, and how many origins."""
    ids = frozenset(source_ids)
    return Independence(len(ids), len(roots(site, ids, facts)))


def ancestors(site: Site, id: str) -> set[str]:
    """A source and every source that it derives from, for whatever facts."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += [line.source for line in site.sources[at].derives_from if line.source]
    return found


@kept
def _roots(site: Site, id: str, facts: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [id]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        lines = [line for line in site.sources[at].derives_from if _counts(line, facts)]
        waiting += [line.source for line in lines if line.source]
        found.update(" ".join(line.origin.split()) for line in lines if line.origin)
        if not lines:
            found.add(at)
    return frozenset(found) or frozenset(
        {id}
    )  # in a circle, which is told as an error, each counts for itself


def _counts(line: Lineage, facts: frozenset[str]) -> bool:
    return not line.for_ or not facts.isdisjoint(line.for_)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
