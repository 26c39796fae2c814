"""The table of bans."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from site_builder import derive
from site_builder.dates import When
from site_builder.exports.columns import Column, Dated, Sheet, View
from site_builder.exports.sheets.ends import closing, opening, stated
from site_builder.model import Ban, Response, Status, Step
from site_builder.prose import plain


def _stepped(name: str, description: str, step: Callable[[Ban, View], Step | None]) -> Dated[Ban]:
    """The date of one step of a ban's history."""

    def date(ban: Ban, view: View) -> When | None:
        found = step(ban, view)
        return found.date if found else None

    def words(ban: Ban, view: View) -> str | None:
        found = step(ban, view)
        return found.date_text if found else None

    return Dated(name, description, date, words, computed=True)


def _response(response: Response) -> str:
    if not response.answered:
        return f"{response.actor}: no answer on file"
    return f"{response.actor}: {plain(response.text)}" if response.text else response.actor


def _names(refs: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(view.site.actors[ref].name for ref in refs)


BANS: Sheet[Ban] = Sheet(
    Ban,
    "Acts by which one actor shuts another out, by the first date of their history. The JSON has every step of it.",
    lambda site: derive.bans_by_date(site.bans),
    (
        *opening("ban"),
        Column(
            "number",
            "Entry number on this site.",
            lambda b, view: derive.numbered(view.site)[b.id],
            "integer",
            computed=True,
        ),
        Column(
            "sentence", "Who did what to whom.", lambda b, view: derive.sentence(view.site, b), computed=True
        ),
        Column("kind", "Kind of ban; a key of the site's own list."),
        Column("verb", "The verb of the sentence."),
        Column("short", "What was shut out, in brief."),
        Column("imposed_by", "Ids of the actors that imposed it.", type="ids"),
        Column(
            "imposed_by_names",
            "Their full names.",
            lambda b, view: _names(b.imposed_by, view),
            "texts",
            computed=True,
        ),
        Column("target", "Ids of the actors it is imposed on.", type="ids"),
        Column(
            "target_names",
            "Their full names.",
            lambda b, view: _names(b.target, view),
            "texts",
            computed=True,
        ),
        Column(
            "status",
            "Status on the day in as_of, computed from the dated history.",
            lambda b, view: derive.status(b, view.day).status,
            choices=get_args(Status),
            computed=True,
        ),
        _stepped(
            "status_since",
            "Date of the step that brought the status",
            lambda b, view: derive.status(b, view.day).step,
        ),
        Dated(
            "status_seen",
            "Date of the last step on file, the last that any source vouches for",
            lambda b, view: derive.status(b, view.day).seen,
            computed=True,
        ),
        Column(
            "status_ours",
            "True if the step that brought the status is our reading and no source states it.",
            lambda b, view: derive.status(b, view.day).ours,
            "boolean",
            computed=True,
        ),
        Column(
            "stale",
            "True if the last check is older than review_every.",
            lambda b, view: derive.status(b, view.day).stale,
            "boolean",
            computed=True,
        ),
        Column(
            "as_of", "The day that the status holds for.", lambda _, view: view.day, "date", computed=True
        ),
        _stepped("announced", "When it was made known", lambda b, _: derive.announced(b)),
        _stepped("effective", "When it began to bind", lambda b, _: derive.effective(b)),
        _stepped("ended", "When it was reversed, superseded or ran out", lambda b, _: derive.ended(b)),
        Column("enforcement", "Whether it was enforced, as far as sources tell."),
        Column("scope", "What it covers.", lambda b, _: plain(b.scope.what) if b.scope else None),
        Column(
            "scope_excludes",
            "What it leaves alone.",
            lambda b, _: tuple(map(plain, b.scope.excludes)) if b.scope else (),
            "texts",
        ),
        Column(
            "legal_basis",
            "What it was based on.",
            lambda b, _: b.legal_basis.label if b.legal_basis else None,
        ),
        Column(
            "legal_basis_url",
            "Where that basis can be read.",
            lambda b, _: b.legal_basis.url if b.legal_basis else None,
            "uri",
        ),
        Column("reason_given", "Ids of quotations in which the imposer gives its reason.", type="ids"),
        Column(
            "reason_stated",
            "The reason the imposer gave, in our words.",
            lambda b, _: stated(b.reason_stated),
        ),
        Column("reason_assessed", "What we make of the reason.", lambda b, _: stated(b.reason_assessed)),
        Column(
            "responses",
            "Answers, each as 'actor id: text'.",
            lambda b, _: tuple(map(_response, b.responses)),
            "texts",
        ),
        Dated("checked", "When we last looked for news of it", lambda b, _: b.checked),
        Column("review_every", "How often it is to be checked (ISO 8601 duration)."),
        Column(
            "searches",
            "How many searches for later news are on file.",
            lambda b, _: len(b.searches),
            "integer",
        ),
        Column("founding", "True if a founding source reports it.", type="boolean"),
        *closing("ban"),
    ),
)
