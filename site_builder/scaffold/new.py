"""`new KIND ID`: a record with its fields filled in so that it loads, each text a prompt for the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from site_builder.diagnostics import near
from site_builder.model import (
    KINDS,
    Actor,
    Ban,
    Claim,
    Correction,
    Document,
    Event,
    Explainer,
    Page,
    Quote,
    Record,
    Source,
    Term,
)
from site_builder.scaffold.emit import Fields
from site_builder.scaffold.project import Project, ScaffoldError, append, check_id, read, write_document

BY_NAME: Mapping[str, type[Record]] = MappingProxyType({kind.kind_name: kind for kind in KINDS})
KIND_NAMES = tuple(BY_NAME)


@dataclass(frozen=True)
class _Asked:
    """What a template needs to know: the project, the day, and the title the editor gave, if any."""

    project: Project
    day: date
    title: str | None

    def last(self, kind: type[Record]) -> str | None:
        """The id of the record of a kind that was written last: the one an editor most likely means."""
        records = self.project.of(kind)
        return records[-1].id if records else None

    def needed(self, kind: type[Record], what: str) -> str:
        """The same, for a field that cannot be left out."""
        found = self.last(kind)
        if found is None:
            raise ScaffoldError(
                f"{what}, and there is no {kind.kind_name} yet",
                f"first: site-builder new {kind.kind_name} ID",
            )
        return found

    def sources(self) -> dict[str, object]:
        """The field `sources`, with the last source; nothing without any source."""
        source = self.last(Source)
        return {"sources": [source]} if source else {}

    def kind_of(self, field: str) -> str:
        """The first key of ban_kinds or event_kinds in site.yaml."""
        kinds: Mapping[str, str] = getattr(self.project.config, field)
        if not kinds:
            raise ScaffoldError(
                f"site.yaml has no {field}", f"add one: '{field}:' and below it '  statement: statement'"
            )
        return next(iter(kinds))


def new(root: Path, kind: str, id: str, day: date, *, title: str | None = None) -> Path:
    """Add a record of `kind` (a name in KIND_NAMES) to the project in `root`, as of `day`; give the file.

    References go to the record of the right kind written last; an optional one is left out if there is none.
    Raises ScaffoldError, and writes nothing, for an id that is taken or is none, and where a needed record is missing.
    """
    model = BY_NAME.get(kind)
    if model is None:
        raise ScaffoldError(f"there is no kind of record {kind!r}", near(kind, KIND_NAMES))
    project = read(root)
    check_id(project, model, id)
    asked = _Asked(project, day, title.strip() if title and title.strip() else None)
    fields = TEMPLATES[model](asked)
    if issubclass(model, Document):
        return write_document(project, model, id, fields, BODIES[model](asked))
    (path,) = append(project, [(model, {"id": id, **fields})])
    return path


# ---------------------------------------------------------------- the fields of each kind


def _source(asked: _Asked) -> Fields:
    return {
        "type": "webpage",
        "title": asked.title or "The title as the source prints it",
        "container-title": "The newspaper or site it stands in",
        "issued": asked.day.isoformat(),
        "URL": "https://example.com/where-it-can-be-read",
        "kind": "report",
        "accessed": asked.day.isoformat(),
    }


def _actor(asked: _Asked) -> Fields:
    return {
        "schema": "Company",
        "name": asked.title or "The name as it is written",
        "summary": "Who this is, in one sentence.",
        **asked.sources(),
    }


def _event(asked: _Asked) -> Fields:
    actor = asked.last(Actor)
    return {
        "date": asked.day.isoformat(),
        "title": asked.title or "What happened, in one line",
        "summary": "What happened, in one or two sentences.",
        "kind": asked.kind_of("event_kinds"),
        "weight": 2,
        **({"actors": [actor]} if actor else {}),
        **asked.sources(),
    }


def _ban(asked: _Asked) -> Fields:
    asked.needed(Actor, "a ban needs who imposed it and whom it is imposed on")
    actors = [actor.id for actor in asked.project.of(Actor)][-2:]
    return {
        "kind": asked.kind_of("ban_kinds"),
        "verb": "shut out",
        "short": asked.title or "What was shut out, in a few words",
        "imposed_by": actors[0],
        "target": actors[-1],
        "scope": "What the ban covers.",
        "history": [
            {
                "date": asked.day.isoformat(),
                "kind": "announced",
                "to": "announced",
                "note": "What was made known, and how.",
                **asked.sources(),
            }
        ],
        "checked": asked.day.isoformat(),
        "review_every": "P180D",
        **asked.sources(),
    }


def _quote(asked: _Asked) -> Fields:
    words = asked.title or "The exact words"
    source = asked.last(Source)
    witness = {"source": source, "role": "copy-text", "selector": {"exact": words}}
    return {
        "speaker": asked.needed(Actor, "a quote needs a speaker"),
        "said": {"date": asked.day.isoformat(), "medium": "statement", **asked.sources()},
        "text": words,
        "context": "On what occasion, and about what.",
        **({"witnesses": [witness]} if source else {}),
    }


def _claim(asked: _Asked) -> Fields:
    source = asked.needed(Source, "each answer to a claim needs a source")
    return {
        "question": asked.title or "What do the sources answer differently?",
        "values": [
            {"value": "One answer", "as_said": "In the source’s own words", "sources": [source]},
            {"value": "Another answer", "as_said": "In the other source’s own words", "sources": [source]},
        ],
        "status": "open",
    }


def _term(asked: _Asked) -> Fields:
    return {
        "term": asked.title or "The term",
        "definition": "What it means, in one sentence that needs no other term.",
        **asked.sources(),
    }


def _correction(asked: _Asked) -> Fields:
    corrected = asked.last(Explainer) or asked.last(Record)
    if corrected is None:
        raise ScaffoldError("a correction names what it corrects, and there is no record yet")
    return {
        "date": asked.day.isoformat(),
        "records": [corrected],
        "severity": "correction",
        "was": "What we said.",
        "now": asked.title or "What we say now.",
        "why": "What showed us that it was wrong.",
    }


def _explainer(asked: _Asked) -> Fields:
    return {
        "title": asked.title or "The question that this answers?",
        "description": "The answer in one or two sentences, in plain words.",
        "date": asked.day.isoformat(),
        "authors": list(asked.project.config.authors) or ["Who wrote this"],
        "draft": True,
        "short_version": [
            f"The {count} thing to know, in one sentence.{_cite(asked)}"
            for count in ("first", "second", "third")
        ],
    }


def _page(asked: _Asked) -> Fields:
    return {
        "title": asked.title or "The title of the page",
        "description": "What the page is for, in one sentence.",
        "updated": asked.day.isoformat(),
    }


def _explainer_body(asked: _Asked) -> str:
    return (
        f"The answer, in a paragraph that could stand alone.{_cite(asked)}\n\n"
        "## What happened\n\n"
        f"One fact after the other, each with the source that says so.{_cite(asked)}\n\n"
        "## What we do not know\n\n"
        "*Our reading:* what follows from the sources, and what they leave open.\n"
    )


def _page_body(asked: _Asked) -> str:  # noqa: ARG001  # as all bodies
    return "The first paragraph.\n"


def _cite(asked: _Asked) -> str:
    source = asked.last(Source)
    return f" [@{source}]" if source else ""


TEMPLATES: Mapping[type[Record], Callable[[_Asked], Fields]] = MappingProxyType({
    Source: _source,
    Actor: _actor,
    Event: _event,
    Ban: _ban,
    Quote: _quote,
    Claim: _claim,
    Term: _term,
    Correction: _correction,
    Explainer: _explainer,
    Page: _page,
})  # fmt: skip

BODIES: Mapping[type[Document], Callable[[_Asked], str]] = MappingProxyType({
    Explainer: _explainer_body,
    Page: _page_body,
})  # fmt: skip
