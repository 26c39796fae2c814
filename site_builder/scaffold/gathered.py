"""What an import has found so far: new records under free ids, and remarks on all that an editor must know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from site_builder.model import Event, Record, Source
from site_builder.scaffold.emit import Fields
from site_builder.scaffold.project import Project, free, id_from, problems


class Gathered:
    """Records to be added to a project. A source that is there already gives its id and is not added again."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.records: list[tuple[type[Record], Fields]] = []
        self._taken = set(project.taken)
        self._remarks: Counter[str] = Counter()
        self._sources: dict[str, str] = {}
        for source in project.of(Source):
            for key in keys_of({"URL": source.URL, "DOI": source.DOI}):
                self._sources.setdefault(key, source.id)
        self._events: set[tuple[str, str]] = {(event.date.edtf, event.title) for event in project.of(Event)}

    def remark(self, text: str) -> None:
        """Something the editor must know; said once, however often it occurs."""
        self._remarks[text] += 1

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(
            text if count == 1 else f"{text} ({count} times)" for text, count in self._remarks.items()
        )

    def count(self, kind: type[Record]) -> int:
        return sum(found is kind for found, _ in self.records)

    def source(self, wanted: str, fields: Fields) -> str | None:
        """The id of the source: the one on file with this address or DOI, else a new one. None if it is no source."""
        for key in keys_of(fields):
            if key in self._sources:
                self.remark(f"{key} is on file as {self._sources[key]!r}: not imported again")
                return self._sources[key]
        id = self._add(Source, wanted, fields)
        if id is not None:
            for key in keys_of(fields):
                self._sources[key] = id
        return id

    def event(self, wanted: str, fields: Fields) -> None:
        """Add an event, unless one of this date and title is on file."""
        key = (str(fields["date"]), str(fields["title"]))
        if key in self._events:
            self.remark(f"{key[1]!r} of {key[0]} is on file: not imported again")
        elif self._add(Event, wanted, fields) is not None:
            self._events.add(key)

    def _add(self, kind: type[Record], wanted: str, fields: Fields) -> str | None:
        id = free(id_from(wanted) or kind.kind_name, self._taken)
        record = {"id": id, **fields}
        found = problems(kind, record)
        if found:
            self.remark(f"{kind.kind_name} {wanted!r} is not imported: {'; '.join(found)}")
            return None
        self._taken.add(id)
        self.records.append((kind, record))
        return id


def keys_of(fields: Mapping[str, object]) -> list[str]:
    """What tells that two sources are one: the DOI, and the address without what does not matter in it."""
    keys = []
    if fields.get("DOI"):
        keys.append("doi:" + re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", str(fields["DOI"]).lower()))
    if fields.get("URL"):
        parts = urlsplit(str(fields["URL"]))
        query = f"?{parts.query}" if parts.query else ""
        keys.append(f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}")
    return keys
