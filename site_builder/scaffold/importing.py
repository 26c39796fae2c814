"""`import FILE`: a bibliography to sources, a TimelineJS timeline to events. What the file is, its content tells."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from site_builder.model import Event, Source
from site_builder.scaffold import csl, timelinejs
from site_builder.scaffold.gathered import Gathered
from site_builder.scaffold.project import ScaffoldError, append, read


@dataclass(frozen=True)
class Imported:
    """How many records were added, to which files, and what an editor must look at."""

    sources: int
    events: int
    files: tuple[Path, ...]
    remarks: tuple[str, ...]


def import_text(root: Path, text: str) -> Imported:
    """Add what `text` holds to the project in `root`: CSL-JSON, or TimelineJS as JSON or CSV.

    What is on file already is not added again. Nothing is lost without a word: what has no field of ours stands in a
    note or in the remarks. Raises ScaffoldError, and writes nothing, for a text that is none of these.
    """
    gathered = Gathered(read(root))
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        _gather_json(text, gathered)
    else:
        _gather_table(text, gathered)
    files = append(gathered.project, gathered.records)
    return Imported(gathered.count(Source), gathered.count(Event), tuple(files), gathered.remarks)


def _gather_json(text: str, gathered: Gathered) -> None:
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ScaffoldError(f"this is not JSON: {error}") from None
    match value:
        case {"events": list()}:
            timelinejs.gather(value, gathered)
        case {"items": list(items)}:
            csl.gather(items, gathered)
        case list(items):
            csl.gather(items, gathered)
        case {"type": str()}:
            csl.gather([value], gathered)
        case _:
            raise ScaffoldError("this is neither CSL-JSON nor a TimelineJS timeline", FORMATS)


FORMATS = "CSL-JSON is a list of items, TimelineJS has 'events' or the columns Year and Headline"


def _gather_table(text: str, gathered: Gathered) -> None:
    if text.lstrip().startswith("@"):
        raise ScaffoldError("BibTeX cannot be imported", "export the bibliography as CSL-JSON")
    first = text.split("\n", 1)[0]
    delimiter = max((",", "\t", ";"), key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="more", restval="")
    columns = {column.strip().lower() for column in rows.fieldnames or ()}
    if not {"year", "headline"} <= columns:
        raise ScaffoldError("this is neither CSL-JSON nor a TimelineJS timeline", FORMATS)
    slides = []
    for row in rows:
        extra = row.pop("more", None)
        if extra:
            gathered.remark(
                f"line {rows.line_num} has more values than there are columns: {', '.join(extra)}"
            )
        slides.append(timelinejs.slide_of(row))
    timelinejs.gather({"events": [slide for slide in slides if any(slide.values())]}, gathered)
