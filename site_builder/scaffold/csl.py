"""CSL-JSON, as Zotero and most others export it, to sources.

Source: CSL 1.0.2, https://docs.citationstyles.org/en/1.0.2/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from site_builder.dates import DateError, when
from site_builder.model import Source
from site_builder.scaffold.gathered import Gathered
from site_builder.scaffold.richtext import as_plain, clean, escaped

TEXTS = (
    "container-title", "publisher", "authority", "language", "volume", "issue", "page", "number", "section",
    "edition", "genre", "DOI", "ISBN",
)  # fmt: skip
DATES = ("issued", "original-date", "accessed")
OURS = ("kind", "access", "url_status")
"""Fields of ours that CSL has no place for; our own export keeps them in 'custom'."""

TYPES = get_args(Source.model_fields["type"].annotation)
KINDS: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(("bill", "hearing", "legal_case", "legislation"), "primary-document"),
    **dict.fromkeys(("regulation", "standard", "treaty"), "primary-document"),
    **dict.fromkeys(("interview", "personal_communication", "post", "speech"), "statement"),
    **dict.fromkeys(("article-journal", "book", "chapter", "paper-conference", "review", "entry"), "analysis"),
    "dataset": "dataset",
})  # fmt: skip
"""CSL type -> the likeliest `kind`; 'report' for the rest."""

_READ = frozenset(
    {"id", "citation-key", "type", "title", "author", "URL", "note", "custom", "abstract", *TEXTS, *DATES}
)


def gather(items: Sequence[object], gathered: Gathered) -> None:
    """Each item as a source. What has no field of ours goes to the note."""
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            gathered.remark(f"item {number} is not imported: it is no set of names and values")
            continue
        gathered.source(_wanted_id(item), _fields(item, gathered))


def _fields(item: Mapping[str, Any], gathered: Gathered) -> dict[str, object]:
    notes = [escaped(clean(item["note"]))] if item.get("note") else []
    fields: dict[str, object] = {"type": _type(item, notes, gathered)}
    custom = item["custom"] if isinstance(item.get("custom"), dict) else {}
    if item.get("title"):
        fields["title"] = as_plain(str(item["title"]))
    if item.get("author"):
        fields["author"] = [_name(name) for name in _listed(item["author"])]
    fields |= {key: as_plain(str(item[key])) for key in TEXTS if item.get(key)}
    for key in DATES:
        fields |= _date(key, item.get(key), notes)
    address = clean(item.get("URL") or "")
    if re.fullmatch(r"https?://\S+", address):
        fields["URL"] = address
    elif address:
        notes.append(escaped(f"URL: {address}"))
    if "kind" not in custom:
        gathered.remark("`kind` is guessed from the type: look whether it is right")
    fields["kind"] = KINDS.get(str(fields["type"]), "report")
    fields |= {key: clean(custom[key]) for key in OURS if custom.get(key)}
    if item.get("abstract"):
        gathered.remark("an abstract is not imported: it is somebody else's text")
    notes += _rest(item, custom)
    return fields | ({"note": "; ".join(notes)} if notes else {})


def _type(item: Mapping[str, Any], notes: list[str], gathered: Gathered) -> str:
    """The item's CSL type, or 'document' for one that we do not keep apart."""
    given = clean(item.get("type") or "document")
    if given in TYPES:
        return given
    gathered.remark(f"type {given!r} is read as 'document', and kept in note")
    notes.append(escaped(f"type: {given}"))
    return "document"


def _rest(item: Mapping[str, Any], custom: Mapping[str, Any]) -> list[str]:
    """'name: value' for all that has no field of ours; nothing is lost without a word."""
    left = {key: value for key, value in item.items() if key not in _READ and value not in (None, "", [], {})}
    left |= {key: value for key, value in custom.items() if key not in (*OURS, "record")}
    return [escaped(f"{clean(key)}: {_words(value)}") for key, value in left.items()]


def _words(value: object) -> str:
    """A CSL value of any type in words: names, dates, lists, text."""
    if isinstance(value, dict):
        if "date-parts" in value or "raw" in value or ("literal" in value and len(value) == 1):
            return _edtf(value) or clean(value.get("literal") or value.get("raw") or "")
        if "family" in value or "given" in value:
            name = _name(value)
            return " ".join(name[part] for part in ("given", "family") if part in name)
        return ", ".join(f"{clean(key)} {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_words(inner) for inner in value)
    return as_plain(str(value))


# ---------------------------------------------------------------- names


def _name(value: object) -> dict[str, str]:
    """A CSL name in our parts; particles and suffix stay where they are spoken."""
    if not isinstance(value, dict):
        return {"literal": clean(value)}
    if value.get("literal"):
        return {"literal": clean(value["literal"])}
    given = _joined(value, "given", "dropping-particle")
    family = _joined(value, "non-dropping-particle", "family", "suffix")
    return {key: text for key, text in (("family", family), ("given", given)) if text}


def _joined(name: Mapping[str, Any], *parts: str) -> str:
    return " ".join(clean(name[part]) for part in parts if name.get(part))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


# ---------------------------------------------------------------- dates


def _date(key: str, value: object, notes: list[str]) -> dict[str, str]:
    """The field with its date in EDTF; a date we cannot read goes to `notes` in its own words."""
    if not value:
        return {}
    found = _edtf(value if isinstance(value, dict) else {"raw": value})
    if found is None:
        notes.append(escaped(f"{key}: {_literal(value)}"))
        return {}
    return {key: found}


def _literal(value: object) -> str:
    if isinstance(value, dict):
        return clean(value.get("literal") or value.get("raw") or value.get("date-parts") or value)
    return clean(value)


def _edtf(value: Mapping[str, Any]) -> str | None:
    """A CSL date as EDTF, no surer than it is: [[2018, 4]] gives '2018-04', circa '~', two dates an interval."""
    written = value.get("edtf") or value.get("raw") or value.get("literal")
    if value.get("date-parts") and not value.get("edtf"):
        try:
            written = _from_parts(value)
        except (TypeError, ValueError):
            return None
    if not written:
        return None
    try:
        return when(clean(written)).edtf
    except DateError:
        return None


def _from_parts(value: Mapping[str, Any]) -> str:
    """Raises TypeError or ValueError for parts that are no numbers."""
    mark = "~" if value.get("circa") else ""
    ends = [
        _end([int(part) for part in parts if str(part).strip() not in ("", "0")], value)
        for parts in value["date-parts"]
    ]
    return "/".join(f"{end}{mark}" if end else ".." for end in ends)


def _end(numbers: Sequence[int], value: Mapping[str, Any]) -> str:
    """One end of a date; '' for an open one. A season 1–4 counts as months 21–24 do in EDTF."""
    if len(numbers) == 1 and str(value.get("season", "")) in ("1", "2", "3", "4"):
        numbers = [numbers[0], 20 + int(value["season"])]
    return "-".join(f"{number:0{4 if index == 0 else 2}}" for index, number in enumerate(numbers))


# ---------------------------------------------------------------- ids


def _wanted_id(item: Mapping[str, Any]) -> str:
    """What the id is made from: the citation key; an id that is a word; else who published it, and when or what."""
    for key in ("citation-key", "id"):
        given = clean(item.get(key) or "")
        if given and not re.search(r"://|^\d+$", given) and re.search(r"[A-Za-z]", given):
            return given
    name = _name(_listed(item["author"])[0]) if item.get("author") else {}
    who = (
        item.get("container-title")
        or name.get("literal")
        or name.get("family")
        or item.get("publisher")
        or ""
    )
    issued = item.get("issued")
    date = _edtf(issued if isinstance(issued, dict) else {"raw": issued}) if issued else None
    what = [as_plain(str(who)), (date or "")[:10] or as_plain(str(item.get("title") or ""))]
    return " ".join(part for part in what if part)
