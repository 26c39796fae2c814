"""What a page is, in schema.org's words, for its <script type="application/ld+json">.

No ClaimReview, since no claim is rated; no Event, which search engines take for something one can attend.
Source: https://schema.org/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from site_builder import derive
from site_builder.dates import When
from site_builder.model import Actor, Explainer, Name, Quote, Site, Source
from site_builder.pages import cards
from site_builder.pages.page import Page
from site_builder.pages.urls import HOME, INDEX, absolute, address
from site_builder.prose import plain

Node = dict[str, Any]


def jsonld(site: Site, page: Page) -> Node | None:
    """One graph for a page: what it is about, and the way to it from the home page. None for a page not listed."""
    if not page.listed:
        return None
    about = ABOUT.get(page.kind)
    nodes = [node for node in (about(site, page) if about else None, _breadcrumbs(site, page)) if node]
    return {"@context": "https://schema.org", "@graph": nodes} if nodes else None


# ---------------------------------------------------------------- page kinds


def _website(site: Site, page: Page) -> Node:
    config = site.config
    return _given({
        "@type": "WebSite",
        "@id": f"{_home(site)}#site",
        "name": config.title,
        "description": plain(config.description),
        "url": absolute(config.base_url, page.address),
        "inLanguage": config.language,
        "publisher": _publisher(site),
        "license": _licence(site),
    })  # fmt: skip


def _article(site: Site, page: Page) -> Node | None:
    explainer = page.record
    if not isinstance(explainer, Explainer):
        return None
    url = absolute(site.config.base_url, page.address)
    return _given({
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": explainer.title,
        "description": plain(explainer.description),
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": exact_date(explainer.date),
        "dateModified": exact_date(explainer.updated or explainer.date),
        "author": _authors(site, explainer.authors),
        "publisher": _publisher(site),
        "isPartOf": {"@id": f"{_home(site)}#site"},
        "inLanguage": site.config.language,
        "isAccessibleForFree": True,
        "license": _licence(site),
        "keywords": list(explainer.tags),
        "citation": [{"@id": _source_id(site, site.sources[id])} for id in derive.cited_ids(explainer)],
        "correction": [
            _given({"@type": "CorrectionComment", "text": plain(item.now), "datePublished": exact_date(item.date)})
            for item in derive.corrections_of(site, explainer)
        ],
    })  # fmt: skip


def _quotation(site: Site, page: Page) -> Node | None:
    quote = page.record
    if not isinstance(quote, Quote):
        return None
    copy_text = [witness.source for witness in quote.witnesses if witness.role == "copy-text"]
    others = [witness.source for witness in quote.witnesses if witness.role != "copy-text"]
    return _given({
        "@type": "Quotation",
        "@id": f"{absolute(site.config.base_url, page.address)}#quotation",
        "url": absolute(site.config.base_url, page.address),
        "text": quote.text,
        "spokenByCharacter": _actor(site, site[quote.speaker]),
        "inLanguage": quote.language,
        "dateCreated": exact_date(quote.said.date) if quote.said else None,
        "isBasedOn": [_work(site, site.sources[id]) for id in dict.fromkeys(copy_text)],
        "citation": [_work(site, site.sources[id]) for id in dict.fromkeys(others)],
    })  # fmt: skip


def _source(site: Site, page: Page) -> Node | None:
    return _work(site, page.record) if isinstance(page.record, Source) else None


def _dataset(kind: str) -> Callable[[Site, Page], Node | None]:
    """A list page as a data set that can be downloaded; other orders of the list are the same data."""

    def describe(site: Site, page: Page) -> Node | None:
        if page.address != INDEX[kind]:
            return None
        url = absolute(site.config.base_url, page.address)
        return _given({
            "@type": "Dataset",
            "@id": f"{url}#data",
            "name": f"{site.config.title}: {page.title}",
            "description": " ".join(part for part in (page.description, plain(site.config.description)) if part),
            "url": url,
            "inLanguage": site.config.language,
            "creator": _authors(site, site.config.authors),
            "publisher": _publisher(site),
            "license": _licence(site),
            "isAccessibleForFree": True,
            "dateModified": exact_date(page.modified),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": absolute(site.config.base_url, f"/data/{DATA[kind]}.{extension}"),
                }
                for extension, media_type in (("csv", "text/csv"), ("json", "application/json"))
            ],
        })  # fmt: skip

    return describe


def _terms(site: Site, page: Page) -> Node:
    url = absolute(site.config.base_url, page.address)
    own = f"{url}#terms"
    terms = derive.by_term(site.terms)
    return _given({
        "@type": "DefinedTermSet",
        "@id": own,
        "name": page.title,
        "description": page.description,
        "url": url,
        "inLanguage": site.config.language,
        "hasDefinedTerm": [
            _given({
                "@type": "DefinedTerm",
                "@id": absolute(site.config.base_url, address(term)),
                "name": term.term,
                "alternateName": list(term.also),
                "description": plain(term.definition),
                "url": absolute(site.config.base_url, address(term)),
                "inDefinedTermSet": {"@id": own},
            })
            for term in terms
        ],
    })  # fmt: skip


DATA: Mapping[str, str] = {"timeline": "events", "bans": "bans"}
"""List pages that are data sets: page kind -> the name of their files below /data/."""

ABOUT: Mapping[str, Callable[[Site, Page], Node | None]] = {
    "home": _website,
    "explainer": _article,
    "quote": _quotation,
    "source": _source,
    "glossary": _terms,
    **{kind: _dataset(kind) for kind in DATA},
}
"""What a page of a kind is about; other kinds have breadcrumbs only."""


# ---------------------------------------------------------------- parts


def _breadcrumbs(site: Site, page: Page) -> Node | None:
    """Home, the page's entry in the navigation, the page; None for the home page itself."""
    if page.address == HOME:
        return None
    labels = {item.path: item.label for item in site.config.navigation}
    steps: list[tuple[str, str]] = [(site.config.title, HOME)]
    if page.nav in labels and page.nav not in (HOME, page.address):
        steps.append((labels[page.nav], page.nav))
    steps.append((page.title, page.address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": absolute(site.config.base_url, path),
            }
            for place, (name, path) in enumerate(steps, 1)
        ],
    }


def _source_id(site: Site, source: Source) -> str:
    """Names a source; our page about it, at that address, says the rest."""
    return f"{absolute(site.config.base_url, address(source))}#source"


def _work(site: Site, source: Source) -> Node:
    """A source: our page about it is its id, the address where it was published its url."""
    return _given({
        "@type": "CreativeWork",
        "@id": _source_id(site, source),
        "name": cards.source_title(source),
        "url": source.URL,
        "author": [_person(name) for name in source.author],
        "publisher": _named("Organization", source.publisher or source.authority),
        "isPartOf": _named("CreativeWork", source.container_title),
        "datePublished": exact_date(source.issued),
        "inLanguage": source.language,
        "identifier": f"https://doi.org/{source.DOI}" if source.DOI else None,
        "archivedAt": [copy.url for copy in source.archived],
    })  # fmt: skip


def _actor(site: Site, actor: Actor) -> Node:
    return _given({
        "@type": "Person" if actor.schema_ == "Person" else "Organization",
        "@id": f"{absolute(site.config.base_url, address(actor))}#actor",
        "name": actor.name,
        "url": actor.website,
    })  # fmt: skip


def _person(name: Name) -> Node:
    """Two parts make a person; one literal stands for a body."""
    return {"@type": "Organization" if name.literal else "Person", "name": cards.name_words(name)}


def _authors(site: Site, names: Iterable[str]) -> list[Node]:
    """Whom site.yaml names as authors is the site's own body; a name that stands on an explainer alone is a person."""
    bodies = site.config.authors
    found = [{"@type": "Organization" if name in bodies else "Person", "name": name} for name in names]
    return found or [{"@type": "Organization", "name": name} for name in bodies] or [_publisher(site)]


def _publisher(site: Site) -> Node:
    return {"@type": "Organization", "name": site.config.title, "url": _home(site)}


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _licence(site: Site) -> str | None:
    licence = site.config.licence
    return (licence.url or licence.name) if licence else None


def exact_date(when: When | None) -> str | None:
    """An ISO 8601 date that says no more than is known; None for a doubt or a duration, which it cannot say."""
    if when is None or when.approximate or when.uncertain or when.precision in ("span", "set"):
        return None
    return when.datetime


def _home(site: Site) -> str:
    return absolute(site.config.base_url, HOME)


def _given(node: Node) -> Node:
    """Without what is not given."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
