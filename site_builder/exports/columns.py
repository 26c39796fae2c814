"""What a table of records is made of: columns with their meaning, and the shapes that cells and JSON values take.

A column's description is the only place that says what it means; data, CSV and data dictionary all come from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from site_builder.dates import Precision, When
from site_builder.model import Record, Site, Text
from site_builder.prose import plain

R = TypeVar("R", bound=Record)
Value = str | int | date | tuple[str, ...] | None
"""What a cell holds before it is written; booleans are ints."""
Type = Literal["string", "uri", "integer", "boolean", "date", "ids", "texts"]
"""Frictionless types, and two of ours that a CSV writes as one string: ids joined by ' ', texts joined by '; '."""

SEPARATORS: Mapping[str, str] = {"ids": " ", "texts": "; "}


@dataclass(frozen=True, slots=True)
class View:
    """What a computed value may look at besides its record."""

    site: Site
    day: date


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. Without `value` it is the record's own field of that name; `computed` ones editors never write."""

    name: str
    description: str
    value: Callable[[R, View], Value] | None = None
    type: Type = "string"
    choices: tuple[str | int, ...] = ()
    computed: bool = False

    def of(self, record: R, view: View) -> Value:
        return self.value(record, view) if self.value else _own(record, self.name)


@dataclass(frozen=True, slots=True)
class Dated(Generic[R]):
    """A date, which a CSV writes as five columns. `bare` leaves the name off the last three: the record's own date."""

    name: str
    description: str
    value: Callable[[R, View], When | None]
    text: Callable[[R, View], str | None] = lambda _record, _view: None
    bare: bool = False
    computed: bool = False

    def columns(self) -> tuple[Column[R], ...]:
        stem = "" if self.bare else f"{self.name}_"
        return (
            Column(
                f"{self.name}_edtf",
                f"{self.description}. EDTF level 1, one of a set and unspecified digits.",
                self._edtf,
            ),
            Column(f"{self.name}_text", f"{self.description}, in words.", self._text),
            Column(
                f"{stem}earliest",
                f"First day that {self.name} can mean; empty if open or unknown.",
                self._earliest,
                "date",
            ),
            Column(
                f"{stem}latest",
                f"Last day that {self.name} can mean; empty if open or unknown.",
                self._latest,
                "date",
            ),
            Column(
                f"{stem}precision",
                f"How exactly {self.name} is known; 'set' is one unknown day out of several, 'span' a duration.",
                self._precision,
                choices=get_args(Precision),
            ),
        )

    def _edtf(self, record: R, view: View) -> Value:
        when = self.value(record, view)
        return when.edtf if when else None

    def _text(self, record: R, view: View) -> Value:
        when = self.value(record, view)
        return self.text(record, view) or (when.words if when else None)

    def _earliest(self, record: R, view: View) -> Value:
        when = self.value(record, view)
        return when.earliest if when else None

    def _latest(self, record: R, view: View) -> Value:
        when = self.value(record, view)
        return when.latest if when else None

    def _precision(self, record: R, view: View) -> Value:
        when = self.value(record, view)
        return when.precision if when else None


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """The table of one kind: what its rows are, in which order they stand, and what its columns mean."""

    kind: type[R]
    description: str
    rows: Callable[[Site], Iterable[R]]
    parts: tuple[Column[R] | Dated[R], ...]

    @property
    def name(self) -> str:
        return self.kind.plural

    @property
    def columns(self) -> tuple[Column[R], ...]:
        found: list[Column[R]] = []
        for part in self.parts:
            found += part.columns() if isinstance(part, Dated) else [part]
        return tuple(found)

    def choices(self, column: Column[R]) -> tuple[str | int, ...]:
        """The values a column may hold, where they are few: its own, else those of the field's annotation."""
        if column.choices or column.value:
            return column.choices
        for name, info in self.kind.model_fields.items():
            if (info.alias or name).replace("-", "_") == column.name:
                return next(
                    (
                        get_args(part)
                        for part in _alternatives(info.annotation)
                        if get_origin(part) is Literal
                    ),
                    (),
                )
        return ()


def moment(when: When, text: str | None = None) -> dict[str, str]:
    """A date as JSON: EDTF, words, bounds (both included, left out where open) and precision."""
    bounds = {"earliest": when.earliest, "latest": when.latest}
    return {
        "edtf": when.edtf,
        "text": text or when.words,
        **{name: day.isoformat() for name, day in bounds.items() if day},
        "precision": when.precision,
    }


def written(value: object) -> Any:  # JSON values
    """A value as JSON under the names editors write: dates as EDTF; what is not given, or is empty, left out."""
    if isinstance(value, BaseModel):
        return {
            key: written(inner) for key, inner in written_fields(value) if inner is not None and inner != ()
        }
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if isinstance(value, When):
        return value.edtf
    return value if isinstance(value, bool | int) else str(value)


def written_fields(model: BaseModel) -> Iterator[tuple[str, object]]:
    """The fields of a model with the names editors write."""
    for name, info in type(model).model_fields.items():
        yield info.alias or name, getattr(model, name)


def _own(record: Record, name: str) -> Value:
    """A record's field by its column's name; our own prose without its marks."""
    field = next(
        key
        for key, info in type(record).model_fields.items()
        if (info.alias or key).replace("-", "_") == name
    )
    value: Any = getattr(record, field)
    if isinstance(value, tuple):
        return tuple(plain(item) if isinstance(item, Text) else str(item) for item in value)
    return plain(value) if isinstance(value, Text) else value


def _alternatives(annotation: object) -> tuple[object, ...]:
    """The members of a union, or the annotation alone."""
    return (annotation,) if get_origin(annotation) is Literal else get_args(annotation)
