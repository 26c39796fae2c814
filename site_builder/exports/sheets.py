"""The nine tables: which records, in which order, and every column with its meaning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from site_builder import derive
from site_builder.dates import When
from site_builder.exports.columns import Column, Dated, R, Sheet, Value, View
from site_builder.model import (
    Actor,
    Ban,
    Claim,
    Correction,
    Event,
    Explainer,
    Fact,
    Name,
    Quote,
    Response,
    Site,
    Source,
    Status,
    Step,
    Term,
)
from site_builder.pages.urls import absolute, address
from site_builder.prose import parse, plain

# ---------------------------------------------------------------- what many tables share


def _opening(noun: str) -> tuple[Column[R], ...]:
    return (
        Column("id", f"Lasting id of the {noun}, unique over all kinds."),
        Column("address", f"Full address of the {noun} on this site.", _address, "uri", computed=True),
    )


def _closing(noun: str) -> tuple[Column[R], ...]:
    return (
        Column(
            "sources",
            f"Ids of all sources the {noun} rests on, in the order it names them.",
            _sources,
            "ids",
            computed=True,
        ),
        Column("aliases", f"Ids that the {noun} had before.", type="ids"),
        Column("note", "A note by the editors."),
    )


def _address(record: Any, view: View) -> Value:  # any record
    return absolute(view.site.config.base_url, address(record))


def _sources(record: Any, _view: View) -> Value:  # any record
    return tuple(derive.cited_ids(record))


def _ids(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _stated(fact: Fact | None) -> str | None:
    return plain(fact.value) if fact else None


def name_words(name: Name) -> str:
    """A name as it is read: 'Jane Roe', 'Reuters'."""
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


# ---------------------------------------------------------------- sources and actors


def _by_issue(site: Site) -> list[Source]:
    def key(source: Source) -> tuple[bool, object, str]:
        return (source.issued is None, source.issued.sort_key if source.issued else (), source.id)

    return sorted(site.sources, key=key)


def _citing(source: Source, view: View) -> Value:
    drafts = {explainer.id for explainer in view.site.explainers if explainer.draft}
    return tuple(record.id for record in derive.resting_on(view.site, source) if record.id not in drafts)


SOURCES: Sheet[Source] = Sheet(
    Source,
    "Everything the site cites, oldest first. Field names follow CSL 1.0.2.",
    _by_issue,
    (
        *_opening("source"),
        Column("type", "CSL type of the item."),
        Column("kind", "How close the source stands to what it reports."),
        Column("title", "Headline or title; empty if none was seen."),
        Column(
            "author", "Authors, given name first.", lambda s, _: tuple(map(name_words, s.author)), "texts"
        ),
        Column("container_title", "Newspaper, journal or site it appeared in (CSL container-title)."),
        Column("publisher", "Publisher."),
        Column("authority", "Body that issued a legal or official text."),
        Dated("issued", "When it was published", lambda s, _: s.issued, bare=True),
        Dated(
            "original_date",
            "When the text first appeared elsewhere (CSL original-date)",
            lambda s, _: s.original_date,
        ),
        Column("language", "Language tag of the text (BCP 47)."),
        Column("volume", "Volume."),
        Column("issue", "Issue."),
        Column("page", "Page or pages."),
        Column("number", "Number of a report, docket or law."),
        Column("section", "Section."),
        Column("edition", "Edition."),
        Column("genre", "Sort of document, in words."),
        Column("DOI", "Digital object identifier, without https://doi.org/."),
        Column("ISBN", "International standard book number."),
        Column("URL", "Where it was published on the web; empty if no address is on file.", type="uri"),
        Column("access", "Whether readers can open it."),
        Dated("accessed", "When it was last looked at", lambda s, _: s.accessed),
        Column("url_status", "Whether the address still shows the text, as far as is known."),
        Column(
            "archived",
            "Addresses of archived copies.",
            lambda s, _: tuple(copy.url for copy in s.archived),
            "ids",
        ),
        Column(
            "derives_from",
            "Ids of sources that it takes facts from.",
            lambda s, _: tuple(line.source for line in s.derives_from if line.source),
            "ids",
        ),
        Column(
            "origins",
            "Originals that it takes facts from and that are not on file.",
            lambda s, _: tuple(line.origin for line in s.derives_from if line.origin),
            "texts",
        ),
        Column("founding", "True if the record starts from this source.", type="boolean"),
        Column("seen", "How the address and the text are known: what was seen, and what was not."),
        Column("cited_by", "Ids of records that rest on it.", _citing, "ids", computed=True),
        *_closing("source"),
    ),
)

ACTORS: Sheet[Actor] = Sheet(
    Actor,
    "People, companies and bodies that act or are acted on, by name. Field names follow FollowTheMoney.",
    lambda site: sorted(site.actors, key=lambda actor: (actor.name.casefold(), actor.id)),
    (
        *_opening("actor"),
        Column("schema", "FollowTheMoney schema."),
        Column("name", "Full name."),
        Column("short", "Short name used in sentences and tables."),
        Column("alias", "Other names it goes by.", type="texts"),
        Column(
            "names",
            "Names it bore for a time; the JSON has the dates.",
            lambda a, _: tuple(n.name for n in a.names),
            "texts",
        ),
        Column("country", "Country codes (ISO 3166-1 alpha-2, lower case, or 'eu').", type="ids"),
        Column("group", "Group in which its bans are listed; a key of the site's own list."),
        Column("summary", "Who or what it is.", lambda a, _: _stated(a.summary)),
        Column(
            "positions",
            "Roles it holds or held, each as 'role, id of the organisation'.",
            lambda a, _: tuple(f"{position.role}, {position.org}" for position in a.positions),
            "texts",
        ),
        Column("website", "Its own website.", type="uri"),
        Column(
            "bans_imposed",
            "Ids of bans it imposed.",
            lambda a, view: _ids(derive.of_actor(view.site, a)["imposed"]),
            "ids",
            computed=True,
        ),
        Column(
            "bans_suffered",
            "Ids of bans imposed on it.",
            lambda a, view: _ids(derive.of_actor(view.site, a)["suffered"]),
            "ids",
            computed=True,
        ),
        *_closing("actor"),
    ),
)

# ---------------------------------------------------------------- events and bans

EVENTS: Sheet[Event] = Sheet(
    Event,
    "What happened, oldest first; an imprecise date stands before the days it covers.",
    lambda site: derive.by_date(site.events),
    (
        *_opening("event"),
        Dated("date", "When it happened", lambda e, _: e.date, lambda e, _: e.date_text, bare=True),
        Column(
            "date_basis",
            "Words of a source that the date was worked out from, such as 'on Friday'.",
            lambda e, _: e.date_basis.text if e.date_basis else None,
        ),
        Column("seq", "Order among events of one day.", type="integer"),
        Column("title", "What happened, in one sentence."),
        Column("summary", "What happened, at more length.", lambda e, _: _stated(e.summary)),
        Column("kind", "Kind of event; a key of the site's own list."),
        Column("weight", "1 for the main events, 3 for the least.", type="integer"),
        Column(
            "actors",
            "Ids of the actors that took part.",
            lambda e, _: tuple(part.actor for part in e.actors),
            "ids",
        ),
        Column("bans", "Ids of bans it belongs to.", type="ids"),
        Column("claims", "Ids of disagreements about it.", type="ids"),
        Column("quotes", "Ids of quotations that belong to it.", type="ids"),
        Column("founding", "True if a founding source reports it.", type="boolean"),
        *_closing("event"),
    ),
)


def _step_date(step: Step | None) -> When | None:
    return step.date if step else None


def _step_text(step: Step | None) -> str | None:
    return step.date_text if step else None


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
        *_opening("ban"),
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
        Dated(
            "status_since",
            "Date of the step that brought the status",
            lambda b, view: _step_date(derive.status(b, view.day).step),
            lambda b, view: _step_text(derive.status(b, view.day).step),
            computed=True,
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
        Dated(
            "announced",
            "When it was made known",
            lambda b, _: _step_date(derive.announced(b)),
            lambda b, _: _step_text(derive.announced(b)),
            computed=True,
        ),
        Dated(
            "effective",
            "When it began to bind",
            lambda b, _: _step_date(derive.effective(b)),
            lambda b, _: _step_text(derive.effective(b)),
            computed=True,
        ),
        Dated(
            "ended",
            "When it was reversed, superseded or ran out",
            lambda b, _: _step_date(derive.ended(b)),
            lambda b, _: _step_text(derive.ended(b)),
            computed=True,
        ),
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
            lambda b, _: _stated(b.reason_stated),
        ),
        Column("reason_assessed", "What we make of the reason.", lambda b, _: _stated(b.reason_assessed)),
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
        *_closing("ban"),
    ),
)

# ---------------------------------------------------------------- quotes, claims, terms


def _copy_text(quote: Quote) -> str | None:
    return next((witness.source for witness in quote.witnesses if witness.role == "copy-text"), None)


QUOTES: Sheet[Quote] = Sheet(
    Quote,
    "Utterances in their exact words, by the speaker's name and then by date. The JSON has every printing.",
    lambda site: [quote for _, quotes in derive.quotes_by_speaker(site) for quote in quotes],
    (
        *_opening("quotation"),
        Column("speaker", "Id of the actor whose words they are."),
        Column(
            "speaker_name", "Name of that actor.", lambda q, view: view.site[q.speaker].name, computed=True
        ),
        Column("speaker_note", "What is known of who exactly spoke."),
        Column("relayed_by", "Id of the actor through whom alone the words reach us."),
        Dated(
            "said",
            "When it was said or published",
            lambda q, _: q.said.date if q.said else None,
            lambda q, _: q.said.date_text if q.said else None,
            bare=True,
        ),
        Column(
            "medium",
            "Where it was said: letter, blog post, interview.",
            lambda q, _: q.said.medium if q.said else None,
        ),
        Column("language", "Language tag of the words (BCP 47)."),
        Column("text", "The words, exactly as the printing in copy_text has them."),
        Column("translation", "The words in the site's language."),
        Column("display", "Whether the text is whole, an excerpt, or shortened with marks."),
        Column("context", "What the words answer or refer to."),
        Column(
            "copy_text",
            "Id of the source whose printing is followed.",
            lambda q, _: _copy_text(q),
            computed=True,
        ),
        Column(
            "witnesses",
            "Ids of all sources that print it.",
            lambda q, _: tuple(witness.source for witness in q.witnesses),
            "ids",
        ),
        *_closing("quotation"),
    ),
)


def _claims(site: Site) -> list[Claim]:
    """In the order of the page: open before settled, those between founding sources first."""
    return sorted(site.claims, key=lambda claim: (claim.status != "open", not claim.founding))


def _values(claim: Claim, *ranks: str) -> tuple[str, ...]:
    return tuple(value.value for value in claim.values if value.rank in ranks)


CLAIMS: Sheet[Claim] = Sheet(
    Claim,
    "Questions that sources answer differently, open ones first. The JSON has the sources of each answer.",
    _claims,
    (
        *_opening("disagreement"),
        Column("question", "The question."),
        Column(
            "about",
            "Ids of the records in question.",
            lambda c, _: tuple(about.record for about in c.about),
            "ids",
        ),
        Column(
            "property",
            "What is in dispute about each, in the same order; '*' where it is the whole record.",
            lambda c, _: tuple(about.prop or "*" for about in c.about),
            "ids",
        ),
        Column(
            "values",
            "Every answer; EDTF where it is a date.",
            lambda c, _: tuple(v.value for v in c.values),
            "texts",
        ),
        Column(
            "preferred", "Answers we prefer.", lambda c, _: _values(c, "preferred"), "texts", computed=True
        ),
        Column(
            "deprecated",
            "Answers we hold to be mistaken.",
            lambda c, _: _values(c, "deprecated"),
            "texts",
            computed=True,
        ),
        Column("resolution", "What we say ourselves, and why."),
        Column("status", "Whether the question is settled."),
        Column("founding", "True if founding sources disagree with one another.", type="boolean"),
        *_closing("disagreement"),
    ),
)

TERMS: Sheet[Term] = Sheet(
    Term,
    "Terms of law, trade and technology, in the order of the alphabet.",
    lambda site: sorted(site.terms, key=lambda term: (term.term.casefold(), term.id)),
    (
        *_opening("term"),
        Column("term", "The term."),
        Column("also", "Other forms of it.", type="texts"),
        Column("definition", "What it means."),
        *_closing("term"),
    ),
)

# ---------------------------------------------------------------- corrections and explainers

CORRECTIONS: Sheet[Correction] = Sheet(
    Correction,
    "What the site said, what it says now, and why; newest first.",
    lambda site: derive.newest_corrections(site.corrections),
    (
        *_opening("correction"),
        Dated("date", "When it was corrected", lambda c, _: c.date, bare=True),
        Column("records", "Ids of the records corrected.", type="ids"),
        Column("severity", "How grave the mistake was."),
        Column("was", "What we said."),
        Column("now", "What we say now."),
        Column("why", "Why it was changed."),
        *_closing("correction"),
    ),
)

EXPLAINERS: Sheet[Explainer] = Sheet(
    Explainer,
    "Questions answered in prose, in the editors' order. The JSON has the text as Markdown.",
    derive.explainers,
    (
        *_opening("explainer"),
        Column("title", "The question or headline."),
        Column("description", "The answer in a sentence or two.", lambda e, _: plain(e.description)),
        Dated("date", "When it was first published", lambda e, _: e.date, bare=True),
        Dated("updated", "When it was last changed in substance", lambda e, _: e.updated),
        Dated("reviewed", "When it was last read against its sources", lambda e, _: e.reviewed),
        Column("authors", "Who wrote it.", type="texts"),
        Column("order", "Place in the list; smaller comes first.", type="integer"),
        Column("tags", "Tags.", type="ids"),
        Column("short_version", "The short version, point by point.", type="texts"),
        Column(
            "words", "Words in the text.", lambda e, _: parse(e.body.text).words, "integer", computed=True
        ),
        Column("bans", "Ids of bans it is about.", type="ids"),
        Column("claims", "Ids of disagreements it is about.", type="ids"),
        Column("related", "Ids of explainers that the editors link with it.", type="ids"),
        *_closing("explainer"),
    ),
)

SHEETS: tuple[Sheet[Any], ...] = (
    SOURCES,
    ACTORS,
    EVENTS,
    BANS,
    QUOTES,
    CLAIMS,
    TERMS,
    CORRECTIONS,
    EXPLAINERS,
)
