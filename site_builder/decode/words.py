"""What pydantic finds wrong, as diagnostics in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote as percent

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from site_builder.diagnostics import Path, Report, Where, an, near
from site_builder.model import ADDRESS, CONTACT, DURATION, SITE_PATH


def tell(detail: ErrorDetails, kind: type[BaseModel], where: Where, report: Report, name: str) -> None:
    """One pydantic error as a diagnostic."""
    path = _written_path(detail["loc"])
    what = detail["type"]
    value = detail["input"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    field = _field(path)
    if what == "extra_forbidden":
        owner, fields = _owner(kind, path[:-1], name)
        report.error(
            where.key(*path), "unknown-field", f"{owner} has no field {field!r}", near(field, fields)
        )
    elif what == "missing":
        report.error(
            where.at(*path[:-1]), "missing-field", f"{an(_owner(kind, path[:-1], name)[0])} needs {field!r}"
        )
    elif what == "bad_date":
        report.error(
            where.at(*path),
            "bad-date",
            str(context.get("problem", detail["msg"])),
            str(context.get("hint", "")),
        )
    elif what == "literal_error":
        allowed = re.findall(r"'([^']*)'|\b(\d)\b", str(context.get("expected", "")))
        words = [text or digit for text, digit in allowed]
        report.error(
            where.at(*path), "not-allowed", f"{field} cannot be {value!r}", _choices(str(value), words)
        )
    elif what == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        told = _empty(kind, path, where) if not str(value).strip() else _pattern_words(str(value), pattern)
        report.error(where.at(*path), *told)
    elif what == "string_too_short":  # only a duration asks for a length
        report.error(where.at(*path), *_pattern_words(str(value), DURATION))
    elif what == "too_short":
        if (
            not value
        ):  # pydantic counts sound entries only, and says of a list of bad ones that it is too short
            report.error(where.at(*path), "missing-field", f"{field} needs at least one entry")
    else:
        report.error(where.at(*path), "wrong-type", f"{field} cannot be {shape(value)}", _wanted(what))


def _written_path(loc: tuple[str | int, ...]) -> Path:
    """pydantic's loc without the parts that no editor wrote (names of validators and union members)."""
    return tuple(
        part for part in loc if isinstance(part, int) or not re.fullmatch(r"\[key\]|[a-z-]+[\[(].*", part)
    )


def _field(path: Path) -> str:
    return str(path[-1]) if path and isinstance(path[-1], str) else ".".join(map(str, path[-2:]))


def _owner(kind: type[BaseModel], path: Path, name: str) -> tuple[str, Mapping[str, FieldInfo]]:
    """The name and the fields (as written) of the model that stands at `path` inside `kind`, which is called `name`."""
    model: type[BaseModel] = kind
    for part in path:
        if isinstance(part, int):
            continue
        info = next((info for key, info in model.model_fields.items() if (info.alias or key) == part), None)
        inner = _model_in(info.annotation) if info is not None else None
        if inner is None:
            return name, {}
        model, name = inner, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", inner.__name__).lower()
    return name, {info.alias or key: info for key, info in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The one model class inside an annotation such as tuple[Annotated[Citation, …], ...] | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def _empty(kind: type[BaseModel], path: Path, where: Where) -> tuple[str, str, str]:
    """What is told of a text with nothing in it but blanks, by the field that was written."""
    while len(path) > 1 and (*where.root, *path) not in where.marks:
        path = path[:-1]
    info = _owner(kind, path[:-1], "")[1].get(str(path[-1]))
    hint = (
        "write a text" if info is not None and info.is_required() else "write a text, or leave the field out"
    )
    return "missing-field", f"{_field(path)} is empty", hint


def _pattern_words(value: str, pattern: str) -> tuple[str, str, str]:
    if pattern == ADDRESS:
        return "bad-address", f"{value!r} is not a web address", _address_hint(value)
    if pattern == CONTACT:
        hint = "write name@example.org alone; or begin with https://, where {record} and {page} may stand"
        return "bad-address", f"{value!r} is neither an e-mail address nor a web address", hint
    if pattern == SITE_PATH:
        hint = "write it as it stands in addresses of this site: /timeline/"
        return "bad-address", f"{value!r} is no path of this site", hint
    if pattern == DURATION:
        return "bad-duration", f"{value!r} is not an ISO 8601 duration", "write P180D, P6M or P1Y"
    suggestion = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    hint = "lower-case letters, digits and single hyphens" + (f": {suggestion}" if suggestion else "")
    return "bad-id", f"{value!r} cannot be an id", hint


def _address_hint(value: str) -> str:
    """The address with what cannot stand in one percent-encoded, if that makes it one."""
    begins = re.match(r"https?://[^/?#]*", value.strip())
    host = begins[0] if begins else ""
    rest = value.strip().removeprefix(host)
    encoded = host + percent(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest), safe="%:/?#[]@!$&'()*+,;=~")
    if re.fullmatch(ADDRESS, encoded):
        return f"write {encoded}"
    return "after https:// stands a host: https://example.org/" if host else "begin with https://"


def _choices(value: str, words: list[str]) -> str:
    """The word that was probably meant, and all that there are: nobody knows them by heart."""
    hint, choices = near(value, words), f"one of: {', '.join(words)}"
    return f"{hint} ({choices})" if hint.startswith("did you mean") else choices


def _wanted(what: str) -> str:
    return {
        "string_type": "write a text",
        "int_parsing": "write a whole number",
        "bool_parsing": "write true or false",
        "tuple_type": "write a list: one '- ' line for each entry",
        "model_type": "write 'key: value' lines below it",
        "dict_type": "write 'key: value' lines below it",
        "mapping_type": "write 'key: value' lines below it",
        "model_attributes_type": "write 'key: value' lines below it",
    }.get(what, "")


def shape(value: object) -> str:
    if isinstance(value, dict):
        return "a set of 'key: value' lines"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else repr(value)
