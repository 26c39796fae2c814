"""The data dictionary: data/datapackage.json says what every file and every column below /data/ is.

Source: Data Package 2.0, https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, get_args, get_origin

from site_builder.exports import citations, data
from site_builder.exports.columns import SEPARATORS, Column, Sheet
from site_builder.exports.sheets import SHEETS
from site_builder.model import KINDS, Config, Ref, Site
from site_builder.pages.page import Page
from site_builder.pages.urls import absolute
from site_builder.prose import plain

PROFILE = "https://datapackage.org/profiles/2.0/"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
GUARD_NOTE = (
    "In CSV files a text that begins with =, +, -, @, a tab or a line break has an apostrophe before it, so that no "
    "spreadsheet runs it as a formula; the JSON files have the text as it is."
)
JOINED = {
    "ids": "Several are separated by a space.",
    "texts": "Several are separated by a semicolon and a space.",
}


def export(site: Site, pages: Sequence[Page], day: date) -> dict[str, bytes]:  # noqa: ARG001 # records only
    """Everything below data/, the dictionary included."""
    files = {**data.files(site, day), **citations.files(site)}
    return {**files, "data/datapackage.json": data.dumps(describe(site, files, day))}


def describe(site: Site, files: Mapping[str, bytes], day: date) -> dict[str, Any]:
    config = site.config
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": slug(config.title).lower(),
        "title": config.title,
        "description": f"{plain(config.description)} {GUARD_NOTE}",
        "homepage": absolute(config.base_url, "/"),
        # The status of a ban depends on the day, so the day is the version of the data.
        "version": day.isoformat(),
        **({"licenses": [licence]} if (licence := _licence(config)) else {}),
        **(
            {"contributors": [{"title": name, "roles": ["author"]} for name in config.authors]}
            if config.authors
            else {}
        ),
        "resources": [*_resources(files)],
    }


def slug(text: str) -> str:
    """A text as a name of letters, digits, '.' and '-': 'CC BY 4.0' -> 'CC-BY-4.0'."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.") or "site"


def _licence(config: Config) -> dict[str, str] | None:
    if config.licence is None:
        return None
    path = {"path": config.licence.url} if config.licence.url else {}
    return {"name": slug(config.licence.name), **path, "title": config.licence.name}


def _resources(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for sheet in SHEETS:
        yield {
            **_file(f"{sheet.name}.csv", sheet.name, files),
            "type": "table",
            "$schema": f"{PROFILE}dataresource.json",
            "title": sheet.name.capitalize(),
            "description": sheet.description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"$schema": f"{PROFILE}tabledialect.json", **DIALECT},
            "schema": _schema(sheet),
        }
        yield {
            **_file(f"{sheet.name}.json", f"{sheet.name}-json", files),
            "title": f"{sheet.name.capitalize()}, nested",
            "description": f"{sheet.description} Dates are EDTF; 'computed' holds what follows from the rest.",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        }
    for path, description, extension, mediatype in citations.FILES:
        yield {
            **_file(path.removeprefix("data/"), slug(path.removeprefix("data/")).replace(".", "-"), files),
            "title": "Sources as references",
            "description": description,
            "format": extension,
            "mediatype": mediatype,
            "encoding": "utf-8",
        }


def _file(path: str, name: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    content = files[f"data/{path}"]
    return {
        "name": name,
        "path": path,
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _schema(sheet: Sheet[Any]) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(sheet, column) for column in sheet.columns],
        "missingValues": [""],
        "primaryKey": ["id"],
        **({"foreignKeys": keys} if (keys := [*_foreign_keys(sheet)]) else {}),
    }


def _field(sheet: Sheet[Any], column: Column[Any]) -> dict[str, Any]:
    joined = f" {JOINED[column.type]}" if column.type in SEPARATORS else ""
    choices = list(sheet.choices(column))
    constraints = {
        **({"required": True, "unique": True} if column.name == "id" else {}),
        **({"enum": choices} if choices else {}),
    }
    return {
        "name": column.name,
        "type": "string" if column.type in ("uri", *SEPARATORS) else column.type,
        **({"format": "uri"} if column.type == "uri" else {}),
        "description": f"{column.description}{joined}",
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_keys(sheet: Sheet[Any]) -> Iterator[dict[str, Any]]:
    """Columns that hold one id of a known kind."""
    single = {column.name for column in sheet.columns if column.value is None and column.type == "string"}
    for name, info in sheet.kind.model_fields.items():
        for part in (info.annotation, *get_args(info.annotation)):
            if name in single and get_origin(part) is Ref:
                (target,) = get_args(part)
                if target in KINDS:
                    yield {"fields": [name], "reference": {"resource": target.plural, "fields": ["id"]}}
