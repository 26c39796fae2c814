"""Evidence to bytes and to disk: sorted, stable, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from site_builder.dates import When
from site_builder.model import Evidence, Part

FOLDER = "content/evidence"


def told(part: Part) -> dict[str, object]:
    """A part of the evidence as plain JSON values, without what was not found."""
    fields = ((info, getattr(part, name), name) for name, info in type(part).model_fields.items())
    return {info.alias or name: _plain(value) for info, value, name in fields if value != info.get_default()}


def _plain(value: object) -> object:
    if isinstance(value, Part):
        return told(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.text if isinstance(value, When) else value


def as_bytes(evidence: Evidence) -> bytes:
    """The file of one source: JSON in UTF-8, keys sorted. The same value, the same bytes."""
    text = json.dumps(told(evidence), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def store(evidence: Evidence, root: Path) -> None:
    """Write the file of a source below the project at `root`; whoever reads meanwhile has the old one or the new."""
    path = _place(evidence.source, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(as_bytes(evidence))
    beside.replace(path)


def discard(source: str, root: Path) -> None:
    _place(source, root).unlink(missing_ok=True)


def _place(source: str, root: Path) -> Path:
    return root / FOLDER / f"{source}.json"
