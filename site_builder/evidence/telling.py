"""A run in words and as data: what it found in the site's evidence, and how that stands now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.checks import check_evidence
from site_builder.diagnostics import Report, as_json
from site_builder.evidence.files import FOLDER, told
from site_builder.evidence.verify import Outcome
from site_builder.link import link, placed
from site_builder.load import load
from site_builder.model import Site, Standing

_ORDER: tuple[Standing, ...] = (
    *("verified", "verified-with-edits", "translated", "moved", "drifted", "paywalled-seen"),
    *("variant", "not-found", "unreachable", "unchecked"),
)  # fmt: skip


def site_of(root: Path) -> tuple[Site | None, Report]:
    """The site below `root`, and what is wrong with it. Bad evidence is not: it will be written anew."""
    found, report = Report(), Report()
    site = link(load(root, found), found)
    report.extend(problem for problem in found if not problem.pos.file.startswith(f"{FOLDER}/"))
    return site, report


def after(site: Site, outcomes: Iterable[Outcome]) -> Site:
    """The site with the evidence that a run left."""
    files = {evidence.source: evidence for evidence in site.evidence_files}
    for outcome in outcomes:
        if outcome.done == "removed":
            files.pop(outcome.source, None)
        elif outcome.evidence is not None:
            files[outcome.source] = outcome.evidence
    kept = tuple(evidence for _, evidence in sorted(files.items()))
    known = {record.id: record for record in site.records()}
    return replace(site, evidence=placed(kept, known), evidence_files=kept)


def findings(site: Site) -> Report:
    """What `build` will say of the evidence."""
    report = Report()
    report.extend(check_evidence(site))
    return report


def remarks(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What a person should know of a run beside its findings, a line each."""
    for outcome in outcomes:
        if outcome.done == "not-checked":
            yield f"{outcome.source}: not checked: {'; '.join(outcome.remarks)}"
        elif outcome.done == "removed":
            yield f"{outcome.source}: no quote names it; its evidence was removed"
        else:
            yield from (f"{outcome.source}: {remark}" for remark in outcome.remarks)
        for quote, passage in outcome.near.items():
            yield f"{outcome.source}: nearest to {quote!r} it prints: {passage!r}"


def count(site: Site, outcomes: Sequence[Outcome]) -> str:
    """The last line of a run: how many printings of quotes stand how, and what was done for that."""
    states = Counter(_states(site))
    standing = ", ".join(f"{states[state]} {state}" for state in _ORDER if states[state])
    done = Counter(outcome.done for outcome in outcomes)
    return (
        f"{standing or 'nothing to check'}; sources: {done['compared']} compared, {done['kept']} as before,"
        f" {done['not-checked']} not checked"
    )


def as_data(site: Site, outcomes: Sequence[Outcome], report: Report) -> str:
    """A run as one JSON document: {states, sources, findings}."""
    sources = [
        {
            "source": outcome.source,
            "done": outcome.done,
            "remarks": outcome.remarks,
            "evidence": told(outcome.evidence) if outcome.evidence else None,
        }
        for outcome in outcomes
    ]
    states = Counter(_states(site))
    document = {
        "states": {state: states[state] for state in _ORDER if states[state]},
        "sources": sources,
        "findings": json.loads(as_json(report)),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _states(site: Site) -> Iterator[Standing]:
    """How each printing of each quote stands; one whose words were changed since is unchecked."""
    for quote in site.quotes:
        for witness in quote.witnesses:
            checked = site.evidence.get((quote.id, witness.source))
            yield checked.entry.state if checked and not checked.changed else "unchecked"
