"""TimelineJS 3, in JSON or with the columns of its spreadsheet, to events and the sources of their pictures.

Source: https://timeline.knightlab.com/docs/json-format.html; columns as `extractEventFromCSVObject` reads them,
https://github.com/NUKnightLab/TimelineJS3/blob/master/src/js/core/ConfigFactory.js
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from site_builder.dates import DateError, when
from site_builder.model import Event
from site_builder.scaffold.gathered import Gathered
from site_builder.scaffold.project import id_from, problems
from site_builder.scaffold.richtext import as_markdown, as_plain, clean, escaped

Slide = Mapping[str, Any]

LOOKS = ("autolink", "background", "link_target", "thumbnail", "format")
"""How a slide looks, which a template says here."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "year": ("start_date", "year"),
    "month": ("start_date", "month"),
    "day": ("start_date", "day"),
    "time": ("start_date", "time"),
    "end year": ("end_date", "year"),
    "end month": ("end_date", "month"),
    "end day": ("end_date", "day"),
    "end time": ("end_date", "time"),
    "display date": ("display_date",),
    "headline": ("text", "headline"),
    "text": ("text", "text"),
    "media": ("media", "url"),
    "media credit": ("media", "credit"),
    "media caption": ("media", "caption"),
    "media thumbnail": ("media", "thumbnail"),
    "alt text": ("media", "alt"),
    "type": ("type",),
    "group": ("group",),
    "tag": ("group",),
    "background": ("background",),
})  # fmt: skip

_CLOCK = ("hour", "minute", "second", "millisecond")


def gather(timeline: Mapping[str, Any], gathered: Gathered) -> None:
    """Each slide with a date as an event; the title slide and eras are none, and are told."""
    if timeline.get("title"):
        gathered.remark(f"the title slide {_headline(timeline['title'])!r} is not imported: it is no event")
    for era in _dicts(timeline.get("eras")):
        gathered.remark(f"era {_headline(era)!r} is not imported: it is no event")
    for slide in _dicts(timeline["events"]):
        _gather_slide(slide, gathered)


def slide_of(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of the spreadsheet in the form of the JSON; a column that TimelineJS does not know keeps its name."""
    slide: dict[str, Any] = {}
    for column, value in row.items():
        path = COLUMNS.get(column.strip().lower(), (column.strip(),))
        inner = slide
        for part in path[:-1]:
            inner = inner.setdefault(part, {})
        if value.strip():
            inner[path[-1]] = value.strip()
    return slide


def _gather_slide(slide: Slide, gathered: Gathered) -> None:
    headline = _headline(slide)
    if clean(slide.get("type", "")).lower() in ("title", "era"):
        gathered.remark(f"{slide['type']} {headline!r} is not imported: it is no event")
        return
    notes: list[str] = []
    date = _date(slide, notes, gathered)
    title = (
        headline
        or as_plain(str(_part(slide, "media").get("caption") or _part(slide, "text").get("text") or ""))[:80]
    )
    if date is None or not title:
        missing = "no date that can be read" if date is None else "no words"
        gathered.remark(f"slide {title or date!r} is not imported: it has {missing}")
        return
    fields: dict[str, object] = {"date": date}
    shown = clean(slide.get("display_date") or _part(slide, "start_date").get("display_date") or "")
    fields |= {"date_text": as_plain(shown)} if shown else {}
    fields["title"] = title
    summary = as_markdown(str(_part(slide, "text").get("text") or ""))
    fields |= {"summary": summary} if summary else {}
    fields["kind"] = _kind(slide, notes, gathered)
    notes += _leftovers(slide, gathered)
    found = problems(Event, {"id": "event", **fields})
    if found:
        gathered.remark(f"slide {title!r} is not imported: {'; '.join(found)}")
        return
    source = _source(slide, title, notes, gathered)
    fields |= {"sources": [source]} if source else {}
    if not source:
        gathered.remark("an event without a source: add one before the site can be built")
    fields |= {"note": "; ".join(notes)} if notes else {}
    gathered.event(clean(slide.get("unique_id") or "") or headline or f"event {date[:10]}", fields)


# ---------------------------------------------------------------- dates


def _date(slide: Slide, notes: list[str], gathered: Gathered) -> str | None:
    """The slide's date in EDTF: a year alone stays a year, two dates are an interval. None if it cannot be read."""
    start, end = (_day(_part(slide, key)) for key in ("start_date", "end_date"))
    for key in ("start_date", "end_date"):
        clock = _clock(_part(slide, key))
        if clock:
            notes.append(f"{'time' if key == 'start_date' else 'end time'}: {escaped(clock)}")
    if start is None:
        return None
    for written in (f"{start}/{end}" if end and end != start else start, start):
        try:
            return when(written).edtf
        except DateError as error:
            gathered.remark(f"{written}: {error}")
    return None


def _day(date: Slide) -> str | None:
    """'2018', '2018-04' or '2018-04-20'; None without a year that is a number. What follows a gap is not a date."""
    parts: list[str] = []
    for key, width in (("year", 4), ("month", 2), ("day", 2)):
        written = clean(date.get(key) if date.get(key) is not None else "")
        if not re.fullmatch(r"-?\d+", written):
            break
        parts.append(f"{int(written):0{width}}")
    return "-".join(parts) or None


def _clock(date: Slide) -> str:
    """The time of day as written: it has no zone and often no seconds, so it stays words."""
    if date.get("time"):
        return clean(date["time"])
    return ":".join(f"{clean(date[key]):>02}" for key in _CLOCK if date.get(key) not in (None, ""))


# ---------------------------------------------------------------- everything else


def _kind(slide: Slide, notes: list[str], gathered: Gathered) -> str:
    """The key of event_kinds that the slide's group names; a new one is told, since site.yaml must list it."""
    kinds = gathered.project.config.event_kinds
    group = as_plain(str(slide.get("group") or ""))
    wanted = id_from(group)
    for key, words in kinds.items():
        if wanted and wanted in (key, id_from(words)):
            return key
    if not wanted:
        notes += [f"group: {escaped(group)}"] if group else []
        gathered.remark("a slide has no group: look whether its `kind` is right")
        wanted = next(iter(kinds), "event")
    if wanted not in kinds:
        gathered.remark(
            f"site.yaml lacks the kind {wanted!r}: add '{wanted}: {group or wanted}' to event_kinds"
        )
    return wanted


def _source(slide: Slide, title: str, notes: list[str], gathered: Gathered) -> str | None:
    """The id of a source for what the slide shows, if that has an address; else its data go to the notes."""
    media = _part(slide, "media")
    said = {key: as_plain(str(media[key])) for key in ("title", "caption", "credit", "alt") if media.get(key)}
    addresses = [clean(media[key]) for key in ("link", "url") if media.get(key)]
    pages = [address for address in addresses if re.fullmatch(r"https?://\S+", address)]
    others = [f"media: {escaped(address)}" for address in addresses if address not in pages[:1]]
    if not pages:
        notes += [*others, *(f"{key}: {escaped(text)}" for key, text in said.items())]
        return None
    gathered.remark(
        "a source made from a slide's media is of type webpage and kind report: look whether that is right"
    )
    name = said.pop("title", None) or said.get("caption") or title
    source_notes = [*others, *(f"{key}: {escaped(text)}" for key, text in said.items() if text != name)]
    fields: dict[str, object] = {"type": "webpage", "title": name, "URL": pages[0], "kind": "report"}
    fields |= {"note": "; ".join(source_notes)} if source_notes else {}
    return gathered.source(f"{said.get('credit', '')} {name}", fields)


def _leftovers(slide: Slide, gathered: Gathered) -> list[str]:
    """'name: value' for what has no field of ours; looks are left behind, and told."""
    parts = {"": slide, "text.": _part(slide, "text"), "media.": _part(slide, "media")}
    parts |= {f"{key}.": _part(slide, key) for key in ("start_date", "end_date")}
    found = []
    for prefix, part in parts.items():
        for key, value in part.items():
            if f"{prefix}{key}" in _READ or value in (None, "", {}, []):
                continue
            if key in LOOKS:
                gathered.remark(
                    f"{prefix}{key} is not imported: how a thing looks is the templates' business"
                )
            else:
                found.append(escaped(f"{prefix}{clean(key)}: {as_plain(str(value))}"))
    return found


_READ = frozenset({
    "start_date", "end_date", "text", "media", "group", "display_date", "unique_id", "type", "text.headline",
    "text.text", "media.url", "media.caption", "media.credit", "media.alt", "media.title", "media.link",
    "start_date.display_date",
    *(f"{end}.{key}" for end in ("start_date", "end_date") for key in ("year", "month", "day", "time", *_CLOCK)),
})  # fmt: skip


def _headline(slide: Slide) -> str:
    return as_plain(str(_part(slide, "text").get("headline") or ""))


def _part(slide: Slide, key: str) -> Slide:
    part = slide.get(key)
    return part if isinstance(part, dict) else {}


def _dicts(value: object) -> Iterable[Slide]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, Sequence) else []
