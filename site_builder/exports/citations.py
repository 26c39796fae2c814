"""References for others' tools: every source as CSL-JSON and BibTeX, and how to cite a page of ours.

Source: CSL 1.0.2, https://docs.citationstyles.org/en/1.0.2/specification.html; our own keys go to 'custom'.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_builder.dates import When, when
from site_builder.exports.data import dumps
from site_builder.model import Explainer, Label, Name, Site, Source
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import absolute, address
from site_builder.prose import typeset

FILES = (
    ("data/sources.csl.json", "Every source in CSL-JSON.", "json", "application/vnd.citationstyles.csl+json"),
    ("data/sources.bib", "Every source in BibTeX, UTF-8.", "bib", "application/x-bibtex"),
)
"""Path, what it is, format and media type."""

CSL_FIELDS = (
    "type", "title", "container-title", "publisher", "authority", "language", "volume", "issue", "page",
    "number", "section", "edition", "genre", "DOI", "ISBN", "URL",
)  # fmt: skip
CSL_DATES = ("issued", "original-date", "accessed")

ENTRY_TYPES: Mapping[str, str] = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
}
"""CSL type -> BibTeX entry type; 'misc' for the rest."""
CONTAINERS: Mapping[str, str] = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
"""Entry type -> the field for what the item appeared in; 'howpublished' for the rest."""
_END = r"(\d{4}(-\d\d){0,2}|\d{3}X|\d\dXX)[?~%]?"
BIBLATEX_DATE = re.compile(rf"{_END}(/({_END}|\.\.))?|\.\./{_END}")
"""The part of EDTF that biblatex's field 'date' takes, months that are not known left out. Source: its manual, 2.3.8."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
})  # fmt: skip
"""Braces become commands, not \\{ and \\}: BibTeX counts those when it looks for the end of a field."""
URL_ESCAPES = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
"""An address is taken verbatim; only what would end the field early is percent-encoded."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """How to cite a page: a line of text, a BibTeX entry, and CSL-JSON (a list with one item)."""

    text: str
    bibtex: str
    csl: str


def files(site: Site) -> dict[str, bytes]:
    """All sources, in the order of their ids, so that a new one moves no other."""
    sources = sorted(site.sources, key=lambda source: source.id)
    csl_path, bib_path = (path for path, *_ in FILES)
    return {
        csl_path: dumps([csl(source, site) for source in sources]),
        bib_path: "\n".join(bibtex(source, site) for source in sources).encode("utf-8"),
    }


# ---------------------------------------------------------------- CSL


def csl(source: Source, site: Site) -> dict[str, Any]:
    """A source as a CSL item. Source: https://github.com/citation-style-language/schema, csl-data.json."""
    given = {(info.alias or name): getattr(source, name) for name, info in Source.model_fields.items()}
    custom = {
        "kind": source.kind,
        "record": absolute(site.config.base_url, address(source)),
        "url_status": source.url_status if source.URL else None,
        "archived": [copy.url for copy in source.archived] or None,
    }
    return {
        "id": source.id,
        **{name: str(given[name]) for name in CSL_FIELDS if given[name]},
        **({"author": [_csl_name(name) for name in source.author]} if source.author else {}),
        **{name: csl_date(given[name]) for name in CSL_DATES if given[name]},
        "custom": {key: value for key, value in custom.items() if value},
    }


def csl_date(when: When) -> dict[str, Any]:
    """A date in CSL's parts, as far as parts can say it: a doubt becomes 'circa' around what contains it.

    '2018-04-20' -> [[2018, 4, 20]]; '[2018-01-01..2018-01-10]' -> circa [[2018, 1]]; where nothing contains it, words.
    """
    ends = when.parts if when.precision == "span" and len(when.parts) == 2 else (when,)
    parts = [_date_parts(end.datetime) for end in ends if end.datetime]
    if len(parts) != len(ends):
        return {"literal": when.words, "edtf": when.edtf}
    doubtful = when.approximate or when.uncertain or when.precision == "set"
    return {"date-parts": parts, **({"circa": True} if doubtful else {}), "edtf": when.edtf}


def _date_parts(datetime: str) -> list[int]:
    return [int(part) for part in datetime[:10].split("-")]


def _csl_name(name: Name) -> dict[str, str]:
    return {key: value for key in ("family", "given", "literal") if (value := getattr(name, key))}


# ---------------------------------------------------------------- BibTeX


def bibtex(source: Source, site: Site) -> str:
    """A source as a BibTeX entry; its key is the source's id."""
    entry = ENTRY_TYPES.get(source.type, "misc")
    fields: dict[str, str | None] = {
        "author": " and ".join(map(_bib_name, source.author)),
        "title": f"{{{escaped(source.title)}}}" if source.title else None,
        CONTAINERS.get(entry, "howpublished"): escaped(source.container_title or ""),
        "institution" if entry == "techreport" else "publisher": escaped(
            source.publisher or source.authority or ""
        ),
        "volume": escaped(source.volume or ""),
        "number": escaped(source.issue or source.number or ""),
        "pages": escaped(source.page or ""),
        "edition": escaped(source.edition or ""),
        **_bib_date(source.issued),
        "language": source.language,
        "doi": (source.DOI or "").translate(URL_ESCAPES),
        "isbn": escaped(source.ISBN or ""),
        "url": (source.URL or "").translate(URL_ESCAPES),
        "urldate": source.accessed.datetime
        if source.accessed and source.accessed.precision == "day"
        else None,
        "note": rf"\url{{{absolute(site.config.base_url, address(source)).translate(URL_ESCAPES)}}}",
    }
    return entry_text(entry, source.id, fields)


def entry_text(entry: str, key: str, fields: Mapping[str, str | None]) -> str:
    """An entry; values are escaped already, empty ones left out. A month is a macro and stands without braces."""
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    ]
    return f"@{entry}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """A text in which TeX sees no command, on one line."""
    return " ".join(text.split()).translate(ESCAPES)


def _bib_name(name: Name) -> str:
    if name.family:
        return ", ".join(escaped(part) for part in (name.family, name.given) if part)
    return f"{{{escaped(cards.name_words(name))}}}"


def _bib_date(when: When | None) -> dict[str, str | None]:
    """Year, month and day as far as all days the date can mean agree on them.

    If they do not agree on the year, the EDTF that biblatex reads ('1935/1936', '191X'), else words for a year.
    """
    if when is None:
        return {}
    if when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return {"date": when.edtf} if BIBLATEX_DATE.fullmatch(when.edtf) else {"year": escaped(when.words)}
    first, last = when.earliest, when.latest
    month = MONTHS[first.month - 1] if first.month == last.month else None
    return {"year": str(first.year), "month": month, "day": str(first.day) if first == last else None}


# ---------------------------------------------------------------- a page of ours


def cite_page(site: Site, page: Page, today: date) -> CitedPage:
    """How to cite `page`: 'Authors. “Title.” Site, version of <date>. Address'; 'as of <today>' if it bears no date."""
    config = site.config
    url = absolute(config.base_url, page.address)
    authors = authors_of(site, page)
    day = page.modified
    container = config.title if page.title != config.title else ""
    fields: dict[str, str | None] = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in authors),
        "title": f"{{{escaped(page.title)}}}",
        "howpublished": escaped(container),
        **_bib_date(day),
        "language": config.language,
        "url": url.translate(URL_ESCAPES),
    }
    item: dict[str, Any] = {
        "id": url,
        "type": "webpage",
        "title": page.title,
        **({"container-title": container} if container else {}),
        **({"author": [{"literal": name} for name in authors]} if authors else {}),
        **({"issued": csl_date(day)} if day else {}),
        "language": config.language,
        "URL": url,
    }
    return CitedPage(
        text=_cited_text(authors, _heading(page), typeset(container), _edition(day, today), url),
        bibtex=entry_text("misc", _key(page.address), fields),
        csl=json.dumps([item], ensure_ascii=False, indent=1),
    )


def authors_of(site: Site, page: Page) -> tuple[str, ...]:
    """Who wrote a page: its own authors, else the site's."""
    return (page.record.authors if isinstance(page.record, Explainer) else ()) or site.config.authors


def _heading(page: Page) -> str:
    """A page's title; of a source's page, which bears the title of another's work, what we have of that work."""
    if not isinstance(page.record, Source):
        return typeset(page.title) if isinstance(page.title, Label) else page.title
    work, name = page.title, cards.source_name(page.record)
    if work == name or not page.record.title:
        return f"Record of a source: {work}"
    return f"Record of {work if '“' in work else f'“{work}”'}, {name}"


def _edition(day: When | None, today: date) -> str:
    return f"version of {day.words}" if day else f"as of {when(today.isoformat()).words}"


def _cited_text(authors: Iterable[str], title: str, container: str, version: str, url: str) -> str:
    heading = title if title.endswith(("?", "!", ".", "…", "”")) else f"{title}."
    quoted = heading if "“" in heading else f"“{heading}”"
    edition = ", ".join(part for part in (container, version) if part)
    names = ", ".join(authors)
    return " ".join(part for part in (_ended(names), quoted, _ended(edition), url) if part)


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def _key(address: str) -> str:
    """'/explainers/why-x/' -> 'explainers-why-x'; the home page is 'home'."""
    return address.strip("/").replace("/", "-") or "home"
