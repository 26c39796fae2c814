"""Every value inside a record, with the path an editor wrote it at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from site_builder.diagnostics import Path


def leaves(model: BaseModel) -> Iterator[tuple[Path, object]]:
    """Every value inside a model that is not itself a model or a list, with the path an editor wrote it at."""
    found: list[tuple[Path, object]] = []
    _gather(model, (), found)
    return iter(found)


def _gather(value: object, path: Path, found: list[tuple[Path, object]]) -> None:
    # Every phase walks every record. A list is quicker than generators within generators, and so is to ask last
    # whether a value is a model: pydantic's answer goes through abc.
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*path, index), found)
    elif isinstance(value, str) or not isinstance(value, BaseModel):
        found.append((path, value))
    else:
        keys = _written_names(type(value))
        for name, inner in vars(value).items():
            if inner is not None:
                _gather(inner, (*path, keys[name]), found)


@cache
def _written_names(kind: type[BaseModel]) -> dict[str, str]:
    """The key that an editor writes, for each field of a model."""
    return {name: info.alias or name for name, info in kind.model_fields.items()}
