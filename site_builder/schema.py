"""The model as JSON Schema: what an editor's program needs to complete a key and to explain a field.

Says of a content file what `decode` says, before the file is saved: unknown keys, allowed words, short forms. Follows
from the annotations and docstrings of `model` alone; whether an id exists is for `link` to say.
Source: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from site_builder.diagnostics import an
from site_builder.model import INKED, KINDS, Config, Document, Part, Record

Schema = dict[str, Any]
SHORT_OF = "short of"
"""Marks, while a schema is made, a place where one field's value may stand for the whole."""

SITE = "site"
"""The schema of site.yaml; each other one has the plural of its kind for a name."""


def schemas() -> dict[str, Schema]:
    """A schema for site.yaml, for each kind's file (a list, or one record), and for each kind of front matter."""
    found = {SITE: _of(Config, "site.yaml")}
    for kind in KINDS:
        if issubclass(kind, Document):
            found[kind.plural] = _front_matter(kind)
        else:
            found[kind.plural] = _file(kind)
    return found


def write_schemas(folder: Path) -> list[Path]:
    """Write `folder`/<plural>.json for each schema; give the paths. The same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.json"
        path.write_bytes((json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
        written.append(path)
    return written


def _file(kind: type[Record]) -> Schema:
    """The schema of a YAML file that holds a list of records, or one record, or comments alone."""
    record = _of(kind, kind.plural)
    head = {key: record.pop(key) for key in ("$schema", "title")}
    definitions = record.pop("$defs", {})
    name = kind.__name__
    return {
        **head,
        "description": record["description"],
        "anyOf": [
            {"type": "array", "items": {"$ref": f"#/$defs/{name}"}},
            {"$ref": f"#/$defs/{name}"},
            {"type": "null"},
        ],
        "$defs": {**definitions, name: record},
    }


def _front_matter(kind: type[Document]) -> Schema:
    """The schema of a document's fields. The file name is the id, so that no field is."""
    record = _of(kind, f"front matter of {kind.plural}")
    del record["properties"]["id"]
    record["required"].remove("id")
    return record


def _of(kind: type[BaseModel], title: str) -> Schema:
    schema = kind.model_json_schema(schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, **schema, "title": title}


class _Generator(GenerateJsonSchema):
    """pydantic's generator, with our short forms, the kinds of references, and docstrings of fields."""

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        """The schema, with each short form in its place."""
        found = super().generate(schema, mode)
        return cast("JsonSchemaValue", _settled(found, found.get("$defs", {})))

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # pydantic's signature
        """Never: 'Derives From' says no more than the key `derives_from`, and stands in its description's place."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text; a number too where any text will do, since `volume: 82` is read as text."""
        found = super().str_schema(schema)
        return found if found.get("pattern", INKED) != INKED else {**found, "type": ["string", "number"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping whose keys have a pattern, and no other keys."""
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A value or nothing: `URL:` with nothing after it is read as not given."""
        inner = self.generate_inner(schema["schema"])
        if "type" not in inner or "enum" in inner:
            return self.get_union_of_schemas([inner, {"type": "null"}])
        types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
        return {**inner, "type": [*types, "null"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A field with its default, unless that is nothing."""
        found = super().default_schema(schema)
        return {key: value for key, value in found.items() if key != "default" or value not in (None, [], {})}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A value with a short form; what the function makes of a text says which: a list of one, or one field."""
        long = self.generate_inner(schema["schema"])
        function: Any = schema["function"]["function"]
        made = function("x")
        if isinstance(made, list):
            return {"anyOf": [long["items"], long]}
        if isinstance(made, dict):
            (field,) = made
            return {"anyOf": [{**long, SHORT_OF: field}, long]}
        return long

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """A reference, told apart by the kind it must be; anything else as pydantic has it."""
        found = super().function_after_schema(schema)
        kind = schema.get("metadata", {}).get("to")
        if kind is None:
            return found
        noun = "any record" if kind is Record else an(kind.kind_name)
        return {**found, "description": f"The id of {noun}."}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model, each field described by the text that stands below it."""
        found = super().model_schema(schema)
        for field, text in _described(schema["cls"]).items():
            name = schema["cls"].model_fields[field].alias or field
            found["properties"][name] = {**found["properties"][name], "description": text}
        return found


def _settled(value: object, definitions: Schema) -> object:
    """`value` with the field's own schema for each {"$ref": model, SHORT_OF: field}, and lengths where they belong."""
    if isinstance(value, list):
        return [_settled(item, definitions) for item in value]
    if not isinstance(value, dict):
        return value
    if SHORT_OF in value:
        return definitions[value["$ref"].rpartition("/")[2]]["properties"][value[SHORT_OF]]
    settled: Schema = {key: _settled(item, definitions) for key, item in value.items()}
    if "anyOf" in settled and "minLength" in settled:
        # pydantic says it of 'one or more' as a whole; it means the list.
        settled["anyOf"][1]["minItems"] = settled.pop("minLength")
    return settled


def _described(kind: type[Any]) -> dict[str, str]:
    """Field -> the docstring below it, for the fields of a class and of those it inherits from.

    Read here, and not by pydantic's `use_attribute_docstrings`, which would read the source at every start.
    """
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, Part):
            found |= _texts(base.__module__)[base.__name__]
    return found


@cache
def _texts(module: str) -> dict[str, dict[str, str]]:
    """Class -> field -> docstring, from the source of a module of `model`."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: _fields_of(node) for node in classes}


def _fields_of(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, text in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[field.target.id] = textwrap.dedent(str(text.value.value)).strip()
    return found
