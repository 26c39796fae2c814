"""What records owe the reader: a source, a reason, a kind that the site knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from site_builder.checks.finding import Finding
from site_builder.derive import PRIMARY, ancestors, cited_ids, roots
from site_builder.diagnostics import Pos, near
from site_builder.model import Ban, Claim, Event, Record, Site, Source

# ---------------------------------------------------------------- sources for what is said


def event_without_source(site: Site) -> Iterator[Finding]:
    """Every event names a source."""
    yield from _unsourced(site.written(Event))


def ban_without_source(site: Site) -> Iterator[Finding]:
    """Every ban names a source, for the whole or for a part of it."""
    yield from _unsourced(site.written(Ban))


def actor_without_source(site: Site) -> Iterator[Finding]:
    """What is said of an actor (a summary, a country, a position) has a source."""
    yield from _unsourced(actor for actor in site.actors if actor.summary or actor.country or actor.positions)


def term_without_source(site: Site) -> Iterator[Finding]:
    """Every definition of a term has a source."""
    yield from _unsourced(site.terms)


def _unsourced(records: Iterable[Record]) -> Iterator[Finding]:
    for record in records:
        if not cited_ids(record):
            message = f"{record.kind_name} {record.id!r} names no source"
            yield Finding(record.where.at("id"), message, "add sources: with the id of a source that says so")


def step_without_source(site: Site) -> Iterator[Finding]:
    """Every step of a ban's history rests on a source, an event or a claim, or is marked as our own reading."""
    for ban in site.written(Ban):
        for index, step in enumerate(ban.history):
            if not (step.sources or step.event or step.claim or step.reading == "ours"):
                yield Finding(
                    ban.where.at("history", index),
                    f"step {step.kind!r} of ban {ban.id!r} names no source",
                    "add sources:, event: or claim:; or reading: ours, and say in note: what it follows from",
                )


def reading_without_note(site: Site) -> Iterator[Finding]:
    """A step that is our own reading says in its note what it follows from."""
    for ban in site.written(Ban):
        for index, step in enumerate(ban.history):
            if step.reading == "ours" and not step.note:
                yield Finding(
                    ban.where.at("history", index, "reading"),
                    f"step {step.kind!r} of ban {ban.id!r} is our reading and does not say of what",
                    "say in note: what it follows from",
                )


def single_answer(site: Site) -> Iterator[Finding]:
    """A disagreement has two answers or more."""
    for claim in site.claims:
        if len(claim.values) < 2:
            yield Finding(
                claim.where.key("values"),
                f"claim {claim.id!r} has one answer, and is shown as a question that sources answer differently",
                "add what another source says, or say it where it belongs and delete the claim",
            )


def preferred_without_reason(site: Site) -> Iterator[Finding]:
    """Whoever prefers one answer to others says why."""
    yield from _unreasoned(site.claims, "preferred")


def deprecated_without_reason(site: Site) -> Iterator[Finding]:
    """Whoever sets an answer aside says why."""
    yield from _unreasoned(site.claims, "deprecated")


def _unreasoned(claims: Iterable[Claim], rank: str) -> Iterator[Finding]:
    for claim in claims:
        for index, value in enumerate(claim.values):
            if value.rank == rank and not value.because:
                yield Finding(
                    claim.where.at("values", index, "rank"),
                    f"{value.value!r} is {rank} and nothing says why",
                    "say it in because:",
                )


# ---------------------------------------------------------------- kinds, groups and address of site.yaml


def unknown_kind(site: Site) -> Iterator[Finding]:
    """The kind of a ban or event is one that site.yaml lists, if it lists any."""
    kinds: tuple[tuple[Iterable[Ban | Event], str, Mapping[str, str]], ...] = (
        (site.bans, "ban_kinds", site.config.ban_kinds),
        (site.events, "event_kinds", site.config.event_kinds),
    )
    for records, field, known in kinds:
        for record in records if known else ():
            if record.kind not in known:
                message = f"{record.kind!r} is not in {field} of site.yaml"
                yield Finding(record.where.at("kind"), message, near(record.kind, known))


def unknown_group(site: Site) -> Iterator[Finding]:
    """The group of an actor is one that site.yaml lists, if it lists any."""
    known = site.config.groups
    for actor in site.actors if known else ():
        if actor.group and actor.group not in known:
            message = f"{actor.group!r} is not in groups of site.yaml"
            yield Finding(actor.where.at("group"), message, near(actor.group, known))


def no_base_url(site: Site) -> Iterator[Finding]:
    """site.yaml says which address the site will have: feeds, canonical links and citations name it."""
    if "base_url" not in site.config.model_fields_set:
        yield Finding(
            site.config.where.at(),
            f"no base_url: feeds, citations and canonical links say {site.config.base_url}",
            "write base_url: with the address the site will have, or give --base-url",
        )


# ---------------------------------------------------------------- sources among themselves


def orphan_source(site: Site) -> Iterator[Finding]:
    """Every source is cited by something."""
    for source in site.sources if site.is_whole else ():
        if not site.mentions.get(source.id):
            message = f"nothing cites source {source.id!r}"
            yield Finding(
                source.where.at("id"), message, "cite it where it bears something out, or delete it"
            )


def duplicate_url(site: Site) -> Iterator[Finding]:
    """One web page is one source: two records of it would count as two witnesses."""
    first: dict[str, Source] = {}
    for source in site.sources:
        other = first.setdefault(_page(source.URL), source) if source.URL else source
        if other is not source:
            yield Finding(
                source.where.at("URL"),
                f"source {other.id!r} has the same address",
                "keep one record, and give it the other's id in aliases:",
            )


def _page(url: str) -> str:
    """What two addresses of one page have in common."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def unclear_lineage(site: Site) -> Iterator[Finding]:
    """What a source derives from is a source on file, or an original that is not: one of the two."""
    for source in site.sources:
        for index, lineage in enumerate(source.derives_from):
            if bool(lineage.source) == bool(lineage.origin):
                fault = "names both a source and an origin" if lineage.source else "names nothing"
                yield Finding(
                    source.where.at("derives_from", index),
                    f"this lineage of {source.id!r} {fault}",
                    "source: with the id of a source on file; or origin: with the name of an original that is not",
                )


def one_root(site: Site) -> Iterator[Finding]:
    """Two sources for an event, a ban or a preferred answer are two origins; a primary source needs no second."""
    for pos, what, ids in _rests(site):
        origins = roots(site, ids)
        is_primary = any(site.sources[id].kind in PRIMARY for id in ids)
        if len(set(ids)) > 1 and len(origins) == 1 and not is_primary:
            count = "both sources" if len(set(ids)) == 2 else f"all {len(set(ids))} sources"
            yield Finding(
                pos,
                f"{count} of {what} have one origin: {min(origins)}",
                "add a source that does not have it from there; or accept it in site.yaml, accepted:, and say why",
            )


def _rests(site: Site) -> Iterator[tuple[Pos, str, list[str]]]:
    """Where it stands, what it is, and the ids of the sources it rests on."""
    for record in (*site.events, *site.bans):
        yield record.where.key("sources"), f"{record.kind_name} {record.id!r}", cited_ids(record)
    for claim in site.claims:
        preferred = [(at, value) for at, value in enumerate(claim.values) if value.rank == "preferred"]
        if preferred:
            ids = [citation.source for _, value in preferred for citation in value.sources]
            yield (
                claim.where.at("values", preferred[0][0]),
                f"the preferred answer to {claim.id!r}",
                [*map(str, ids)],
            )


def lineage_cycle(site: Site) -> Iterator[Finding]:
    """No source derives from itself, not by way of others either."""
    for source in site.sources:
        for index, lineage in enumerate(source.derives_from):
            above = ancestors(site, lineage.source) if lineage.source else set()
            circle = {id for id in above if source.id in ancestors(site, id)}
            # Told where its first id stands, so that one circle is one finding.
            if source.id in above and source.id == min(circle):
                yield Finding(
                    source.where.at("derives_from", index, "source"),
                    f"source {source.id!r} derives from itself, by way of {lineage.source!r}",
                    "one of them came first: take it out of its derives_from",
                )
