"""Plain values to records, each typed by its annotation; the record classes are known only through those."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from site_builder.decode.text import Source, read_yaml
from site_builder.decode.walk import leaves
from site_builder.decode.words import shape, tell
from site_builder.diagnostics import Diagnostic, Path, Pos, Report, Where, an
from site_builder.model import ID_PATTERN, Body, Config, Document, Evidence, Label, Record, Text, Verbatim

_WRITTEN_ID = re.compile(rf"(?:^|[\s{{,])id:\s*[\"']?({ID_PATTERN})", re.MULTILINE)
R = TypeVar("R", bound=Record)
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Decoded(Generic[T]):
    """What a file gives: its sound records, what is wrong with the others, and the ids of both."""

    records: tuple[T, ...]
    problems: tuple[Diagnostic, ...]
    taken: frozenset[str]


# They are pure, so that a preview decodes again only the files that changed.
@lru_cache(maxsize=1024)
def decode_list(kind: type[R], text: str, file: str, *, may_be_one: bool = True) -> Decoded[R]:
    """The records of a file that is a YAML list, or, if it `may_be_one`, one record."""
    report, taken = Report(), set[str]()
    records = _list(kind, text, file, report, taken, may_be_one=may_be_one)
    return Decoded(tuple(records), tuple(report), frozenset(taken))


def written_ids(text: str) -> set[str]:
    """The ids that a text which cannot be read seems to give to records, so that those who refer to them are not blamed."""
    return {match[1] for match in _WRITTEN_ID.finditer(text)}


@lru_cache(maxsize=1024)
def decode_document(kind: type[R], text: str, file: str, id: str) -> Decoded[R]:
    """A Markdown file: YAML between two lines of '---', then the body. The file name gives the id."""
    report, taken = Report(), {id}
    record = _document(kind, text, file, id, report, taken)
    return Decoded((record,) if record is not None else (), tuple(report), frozenset(taken))


def _list(
    kind: type[R], text: str, file: str, report: Report, taken: set[str], *, may_be_one: bool
) -> list[R]:
    read = read_yaml(text, file, report)
    if read is None:
        taken |= written_ids(text)
        return []
    source, where = read
    if source.value is None:
        if text.strip():
            return []
        report.error(
            where.line(1),
            "empty-file",
            f"{file} is empty",
            f"write a list of {kind.plural}, or delete the file",
        )
        return []
    if isinstance(source.value, dict) and not may_be_one:
        taken |= written_ids(text)
        report.error(
            where.at(),
            "wrong-type",
            f"{file} is a list of {kind.plural}, and this begins no entry of one",
            "begin each record with '- ', and indent its other lines by two spaces",
        )
        return []
    rows = source.value if isinstance(source.value, list) else [source.value]
    records = []
    for index, row in enumerate(rows):
        path: Path = (index,) if isinstance(source.value, list) else ()
        record = _record(
            kind, row, Where(file, where.lines, where.marks, where.keys, path), source, report, taken
        )
        if record is not None:
            records.append(record)
    return records


def _document(kind: type[R], text: str, file: str, id: str, report: Report, taken: set[str]) -> R | None:
    lines = text.splitlines(keepends=True)
    where = Where(file, text.splitlines())
    if not text.strip():
        report.error(
            where.line(1),
            "empty-file",
            f"{file} is empty",
            "begin with front matter between two lines of ---",
        )
        return None
    if lines[0].rstrip() != "---":
        report.error(
            where.line(1),
            "no-front-matter",
            "no front matter",
            "the first line must be ---, then title: and the rest",
        )
        return None
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() == "---"), None)
    if end is None:
        report.error(
            where.line(1),
            "unclosed-front-matter",
            "the front matter never ends",
            "close it with a line of ---",
        )
        return None
    read = read_yaml("".join(lines[1:end]), file, report, first_line=2)
    if read is None:
        return None
    source, marked = read
    whole = Where(file, where.lines, {("id",): (1, 1), **marked.marks}, marked.keys)
    fields = source.value if source.value is not None else {}
    if isinstance(fields, dict):
        if "id" in fields:
            report.error(
                whole.key("id"),
                "unknown-field",
                "a document has no field 'id'",
                f"the file name is the id: {id}",
            )
            return None
        fields = {"id": id, **fields}
    record = _record(kind, fields, whole, source, report, taken)
    if isinstance(record, Document):
        record._body = Body("".join(lines[end + 1 :]), end + 2)
    return record


def decode_config(text: str, file: str, report: Report, base_url: str | None = None) -> Config | None:
    """site.yaml; `base_url`, if given, stands in for the one written there."""
    read = read_yaml(text, file, report)
    if read is None:
        return None
    source, where = read
    fields = source.value if source.value is not None else {}
    if base_url is not None and isinstance(fields, dict):
        fields = {**fields, "base_url": base_url}
    config = _validated(Config, fields, where, source, report, "site")
    if config is not None:
        config._where = where
    return config


@lru_cache(maxsize=8192)
def decode_evidence(text: str, file: str, source: str) -> Decoded[Evidence]:
    """A file of content/evidence/, named after its source. JSON, and no editor's: its first line is place enough."""
    report = Report()
    evidence = _evidence(text, file, source, report)
    return Decoded((evidence,) if evidence is not None else (), tuple(report), frozenset())


def _evidence(text: str, file: str, source: str, report: Report) -> Evidence | None:
    where = Where(file, text.splitlines())
    mend = f"site-builder verify --source {source} --refresh"
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long, lists too deep
        place = where.line(getattr(error, "lineno", 1), getattr(error, "colno", 1))
        report.error(place, "bad-evidence", f"this is not JSON: {getattr(error, 'msg', error)}", mend)
        return None
    evidence = _validated(Evidence, fields, where, Source(), report, "evidence")
    if evidence is None:
        return None
    if evidence.source != source:
        report.error(
            where.line(1), "bad-evidence", f"the file of {source!r} is about {evidence.source!r}", mend
        )
        return None
    evidence._where = where
    return evidence


def _record(
    kind: type[R], row: object, where: Where, source: Source, report: Report, taken: set[str]
) -> R | None:
    if isinstance(row, dict) and isinstance(row.get("id"), str):
        taken.add(row["id"])
    record = _validated(kind, row, where, source, report, kind.kind_name)
    if record is not None:
        record._where = where
    return record


def _validated(
    kind: type[M], row: object, where: Where, source: Source, report: Report, name: str
) -> M | None:
    """A model from plain values, or None with every problem reported."""
    if not isinstance(row, dict):
        report.error(where.at(), "wrong-type", f"{an(name)} is a set of 'key: value' lines, not {shape(row)}")
        return None
    try:
        model = kind.model_validate(_without_nulls(row))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=True):
            tell(detail, kind, where, report, name)
        return None
    before = len(report)
    for path, value in leaves(model):
        full = (*where.root, *path)
        if full in source.cut and _is_cut(value, where.line(*source.cut[full])):
            report.error(
                where.line(*source.cut[full]),
                "text-cut-short",
                "the text ends here: YAML takes ' #' for a comment",
                'put the whole text in quotes: "… #…", or move the comment to a line of its own',
            )
    return model if len(report) == before else None


def _is_cut(value: object, place: Pos) -> bool:
    """Whether ' #' at `place` took words from `value`; after a short text only where no space follows it ('No. #3')."""
    if isinstance(value, Text | Verbatim):
        return True
    return type(value) in (str, Label) and not re.match(r"#+(\s|$)", place.text[place.col - 1 :])


def _without_nulls(value: object) -> object:
    """Null means 'not given': the field keeps its default, and a required one is missing."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value
