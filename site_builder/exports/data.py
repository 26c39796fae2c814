"""Records to JSON, whole and nested, and to CSV, flat: /data/<kind>.json and /data/<kind>.csv.

JSON keeps the names editors write and their Markdown; dates are EDTF, and what follows from the record stands apart
under 'computed'. CSV is for spreadsheets: UTF-8 with a byte order mark, without which Excel reads it in the machine's
own encoding; CRLF and quoting by RFC 4180; prose without marks; no cell that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

from site_builder.dates import When
from site_builder.decode import leaves
from site_builder.exports.columns import SEPARATORS, Column, Dated, Sheet, Type, Value, View, moment, written
from site_builder.exports.sheets import SHEETS
from site_builder.model import Document, Record, Site

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Cells that begin so are read as formulas. Source: https://owasp.org/www-community/attacks/CSV_Injection"""
GUARD = "'"
"""Set before such a cell; spreadsheets then take it for text."""


def files(site: Site, day: date) -> dict[str, bytes]:
    """Two files a kind, by path."""
    view = View(site, day)
    found: dict[str, bytes] = {}
    for sheet in SHEETS:
        rows = list(sheet.rows(site))
        found[f"data/{sheet.name}.csv"] = as_csv(sheet, rows, view)
        found[f"data/{sheet.name}.json"] = as_json(sheet, rows, view)
    return found


def as_csv(sheet: Sheet[Any], rows: list[Any], view: View) -> bytes:
    columns = sheet.columns
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(column.of(row, view), column.type) for column in columns] for row in rows)
    return (BOM + out.getvalue()).encode("utf-8")


def cell(value: Value, kind: Type = "string") -> str:
    """A value as the text of a cell; '' where nothing is given. Only text is guarded: a number can be no formula."""
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = SEPARATORS[kind].join(value) if isinstance(value, tuple) else str(value)
    return GUARD + text if text.startswith(FORMULA) else text


def as_json(sheet: Sheet[Any], rows: list[Any], view: View) -> bytes:
    licence = view.site.config.licence
    document = {
        "kind": sheet.kind.kind_name,
        "description": sheet.description,
        "licence": written(licence) if licence else None,
        "records": [_record(sheet, row, view) for row in rows],
    }
    return dumps({key: value for key, value in document.items() if value is not None})


def dumps(value: object) -> bytes:
    """JSON as this site writes it: UTF-8, indented, keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _record(sheet: Sheet[Any], record: Record, view: View) -> dict[str, Any]:
    body = {"body": record.body.text} if isinstance(record, Document) else {}
    return {**written(record), **body, "computed": dict(_computed(sheet, record, view))}


def _computed(sheet: Sheet[Any], record: Record, view: View) -> Iterator[tuple[str, Any]]:
    """What follows from a record, and every date in it spelt out by its path: 'history.0.date'."""
    for part in sheet.parts:
        if not part.computed:
            continue
        value = _json(part, record, view)
        if value is not None:
            yield part.name, value
    dates = {
        ".".join(map(str, path)): moment(value) for path, value in leaves(record) if isinstance(value, When)
    }
    if dates:
        yield "dates", dates


def _json(part: Column[Any] | Dated[Any], record: Record, view: View) -> object:
    if isinstance(part, Dated):
        when = part.value(record, view)
        return moment(when, part.text(record, view)) if when else None
    value = part.of(record, view)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
