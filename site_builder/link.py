"""Records to a Site: tables by id, every reference resolved, every mention reversible.

Never changes a record. A record with a bad reference is reported and left out, and its id stays known, so that one mistake
is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType

from site_builder.decode import leaves
from site_builder.diagnostics import Path, Report, Where, an, near
from site_builder.load import Records
from site_builder.model import (
    KINDS,
    Checked,
    Config,
    Document,
    Entry,
    Evidence,
    Mention,
    Outgoing,
    Page,
    Quote,
    Record,
    Ref,
    Site,
    Table,
    Text,
)
from site_builder.prose import Mark, parse, parse_inline, plain

BY_SCHEME: Mapping[str, type[Record]] = MappingProxyType({kind.kind_name: kind for kind in KINDS})
INDEXES = (
    "home",
    "timeline",
    "bans",
    "quotes",
    "sources",
    "actors",
    "glossary",
    "disagreements",
    "corrections",
    "explainers",
    "check",
)
"""Pages of the site itself, which prose may link as page:timeline; the site's own pages may not take these ids."""


def link(loaded: Records, report: Report) -> Site | None:
    """The Site of everything that holds together; None without a readable site.yaml."""
    if loaded.config is None:
        return None
    known = _unique(loaded.records, report)
    ids = _Ids(known, loaded.taken)
    sound = {id: record for id, record in known.items() if _resolves(record, ids, report)}
    _check_config(loaded.config, ids, report)
    sound = _closed(sound)
    return Site(
        config=_without_dangling(loaded.config, sound),
        **{kind.plural: Table({id: r for id, r in sound.items() if type(r) is kind}) for kind in KINDS},  # type: ignore[arg-type]  # each table by its kind's name
        mentions=_mentions(sound.values()),
        unsound=tuple(record for id, record in known.items() if id not in sound),
        is_whole=not report.failed(),
        assets=loaded.assets,
        templates=loaded.templates,
        evidence=placed(loaded.evidence, sound),
        evidence_files=loaded.evidence,
    )


def placed(files: Iterable[Evidence], records: Mapping[str, Record]) -> Mapping[tuple[str, str], Checked]:
    """Each entry of the evidence by the quote and the source it is about, if that quote still has that witness."""
    found = {}
    for evidence in files:
        for entry in evidence.quotes:
            quote = records.get(entry.quote)
            if isinstance(quote, Quote) and any(
                witness.source == evidence.source for witness in quote.witnesses
            ):
                found[entry.quote, evidence.source] = Checked(
                    evidence, entry, _changed(quote, evidence.source, entry)
                )
    return MappingProxyType(found)


def digest(words: str) -> str:
    """The SHA-256 of a text's UTF-8, in hexadecimal."""
    return sha256(words.encode()).hexdigest()


def _changed(quote: Quote, source: str, entry: Entry) -> tuple[Path, ...]:
    """Where the quote has other words than those that were compared."""
    at, witness = next((at, w) for at, w in enumerate(quote.witnesses) if w.source == source)
    changed: list[Path] = []
    if entry.exact_sha256 != digest(witness.selector.exact):
        changed.append(("witnesses", at, "selector", "exact"))
    if witness.role == "copy-text" and entry.shown_sha256 != digest(quote.text):
        changed.append(("text",))
    return tuple(changed)


def outgoing(record: Record) -> tuple[Outgoing, ...]:
    """Every reference a record makes, in fields and in prose. Worked out once a record: many rooms ask."""
    if record._outgoing is None:
        record._outgoing = tuple(_outgoing(record))
    return record._outgoing


def _outgoing(record: Record) -> Iterator[Outgoing]:
    yield from _in_fields(record, record.where)
    if isinstance(record, Document):
        for mark in parse(record.body.text, record.kind_name).marks:
            if not _is_index(mark):
                place = record.where.line(record.body.line + mark.line, mark.col + 1)
                yield Outgoing(("body",), mark.id, BY_SCHEME[mark.scheme], place)


def _in_fields(model: Record | Config, where: Where) -> Iterator[Outgoing]:
    for path, value in leaves(model):
        if isinstance(value, Ref):
            yield Outgoing(path, value, value.to, where.at(*path))
        elif isinstance(value, Text) and ("](" in value or "[@" in value):
            for mark in parse_inline(value).marks:
                if mark.scheme in BY_SCHEME and not _is_index(mark):
                    yield Outgoing(path, mark.id, BY_SCHEME[mark.scheme], where.at(*path))


def _is_index(mark: Mark) -> bool:
    return mark.scheme == "page" and mark.id in INDEXES


class _Ids:
    """Which ids exist, of which kind, and which belong to records that were refused."""

    def __init__(self, known: Mapping[str, Record], taken: frozenset[str]) -> None:
        self.known, self.taken = known, taken

    def problem(self, id: str, kind: type[Record]) -> tuple[str, str] | None:
        """What is wrong with a reference, and what would be right; None if it holds or was already reported."""
        record = self.known.get(id)
        if isinstance(record, kind):
            return None
        if record is not None:
            return f"{id!r} is {an(record.kind_name)}, not {an(kind.kind_name)}", self.hint(id, kind)
        if id in self.taken:
            return None
        name = "record" if kind is Record else kind.kind_name
        return f"no {name} {id!r}", self.hint(id, kind)

    def hint(self, id: str, kind: type[Record]) -> str:
        known = [other for other, record in self.known.items() if isinstance(record, kind)]
        return near(id, [*known, *INDEXES] if kind is Page else known)


def _unique(records: Iterable[Record], report: Report) -> dict[str, Record]:
    """Records by id; ids and aliases are one space over all kinds, since both are addresses."""
    known: dict[str, Record] = {}
    for record in records:
        first = known.get(record.id)
        if first is not None:
            report.error(
                record.where.at("id"),
                "duplicate-id",
                f"{record.id!r} is already {an(first.kind_name)}",
                f"the first is at {first.where.at('id').file}:{first.where.at('id').line}; ids are unique over all kinds",
            )
        elif record.kind_name == "page" and record.id in INDEXES:
            report.error(
                record.where.at("id"),
                "duplicate-address",
                f"/{record.id}/ is made by the site itself",
                "rename the file",
            )
        else:
            known[record.id] = record
    seen: dict[str, Record] = {}
    for record in known.values():
        for index, alias in enumerate(record.aliases):
            holder = known.get(alias) or seen.get(alias)
            if holder is not None:
                report.error(
                    record.where.at("aliases", index),
                    "duplicate-alias",
                    f"alias {alias!r} is already the id or alias of {holder.kind_name} {holder.id!r}",
                    "an old address can lead to one record only",
                )
            seen.setdefault(alias, record)
    return known


def _resolves(record: Record, ids: _Ids, report: Report) -> bool:
    """True if every reference of a record resolves; each that does not is reported, unless its target was refused."""
    before = len(report)
    for _, id, kind, pos in outgoing(record):
        problem = ids.problem(id, kind)
        if problem is not None:
            report.error(pos, "unknown-id", *problem)
    return len(report) == before


def _check_config(config: Config, ids: _Ids, report: Report) -> None:
    for _, id, kind, pos in _in_fields(config, config.where):
        problem = ids.problem(id, kind)
        if problem is not None:
            report.error(pos, "unknown-id", *problem)


def _without_dangling(config: Config, sound: Mapping[str, Record]) -> Config:
    """site.yaml without references to what is not there: a lead ban is left out, of a text the plain words stay."""
    bare: dict[str, object] = {}
    for path, id, _, _ in _in_fields(config, config.where):
        if id not in sound:
            value = getattr(config, str(path[0]))
            bare[str(path[0])] = Text(plain(value)) if isinstance(value, Text) else None
    return config.model_copy(update=bare)


def _closed(sound: dict[str, Record]) -> dict[str, Record]:
    """`sound` without records that refer to one left out, until none does: in a Site every reference resolves."""
    while True:
        kept = {
            id: record
            for id, record in sound.items()
            if all(target in sound for _, target, _, _ in outgoing(record))
        }
        if len(kept) == len(sound):
            return kept
        sound = kept


def _mentions(records: Iterable[Record]) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, dict[str, Mention]] = {}
    for record in records:
        for path, id, _, _ in outgoing(record):
            if id != record.id:
                found.setdefault(id, {}).setdefault(record.id, Mention(record, path))
    return MappingProxyType({id: tuple(by.values()) for id, by in found.items()})
