"""What every record is made of: frozen parts, an id, a place in a file, and references to other records."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, PrivateAttr
from pydantic_core import core_schema

from site_builder.diagnostics import NOWHERE, Pos, Where
from site_builder.model.values import ID_PATTERN, Slug, Text


class Part(BaseModel):
    """A value inside a record; frozen, and an unknown key is an error."""

    # A validator is made when it is first asked for: most parts are only ever read inside their record.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)


class Written(Part):
    """A part that was read from a file, and remembers where."""

    _where: Where = PrivateAttr(default=NOWHERE)

    @property
    def where(self) -> Where:
        """Where it, and each value in it, was written."""
        return self._where


class Outgoing(NamedTuple):
    """A reference that a record makes: the path it stands at, the id, the kind it must be, the place in the file."""

    path: tuple[str | int, ...]
    id: str
    kind: type[Record]
    pos: Pos


class Record(Written):
    """Something with an id, and so with an address; `aliases` are ids it had before."""

    kind_name: ClassVar[str]
    plural: ClassVar[str]

    id: Slug
    """Its name in addresses and references, for good: lower-case letters, digits and single hyphens."""
    aliases: tuple[Slug, ...] = ()
    """Ids it had before; their addresses lead here."""
    note: Text | None = None

    _outgoing: tuple[Outgoing, ...] | None = PrivateAttr(default=None)  # kept by link.outgoing

    def __hash__(self) -> int:
        """By kind and id: cheap enough to keep what follows from a record by the record itself."""
        return hash((self.kind_name, self.id))


R = TypeVar("R", bound=Record)


class Ref(str, Generic[R]):
    """The id of another record. `to` is the kind it must be; Record itself stands for any kind."""

    to: type[Record]

    def __new__(cls, value: str, to: type[Record]) -> Ref[R]:
        ref = super().__new__(cls, value)
        ref.to = to
        return ref

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        (target,) = get_args(source)
        return core_schema.no_info_after_validator_function(
            lambda value: cls(value, target),
            core_schema.str_schema(pattern=f"^{ID_PATTERN}$"),
            metadata={"to": target},
        )
