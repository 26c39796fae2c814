"""What a source is called, and what kind of thing it is, in words."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model import Name, Source

KIND_WORDS: Mapping[str, str] = {
    "primary-document": "primary document",
    "statement": "statement",
    "report": "news report",
    "reprint": "copy of another’s text",
    "analysis": "analysis",
    "dataset": "dataset",
    "archive": "archived page",
}
TYPE_WORDS: Mapping[str, str] = {
    "article": "article",
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "bill": "bill",
    "book": "book",
    "broadcast": "broadcast",
    "chapter": "book chapter",
    "dataset": "dataset",
    "document": "document",
    "entry": "entry in a reference work",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "court case",
    "legislation": "law",
    "motion_picture": "film",
    "pamphlet": "pamphlet",
    "paper-conference": "conference paper",
    "personal_communication": "letter",
    "post": "post",
    "post-weblog": "blog post",
    "regulation": "regulation",
    "report": "report",
    "review": "review",
    "software": "software",
    "speech": "speech",
    "standard": "standard",
    "treaty": "treaty",
    "webpage": "web page",
}
ARTICLES = ("article", "article-magazine", "article-newspaper")
"""CSL types that have a headline, where others have a title."""
OUTLETS = ("broadcast", "post-weblog", "webpage")
"""CSL types that have one where they report."""
NEWS = (*ARTICLES, *OUTLETS, "post")
"""CSL types in which a report is news; that of any other is called by its type."""
WRITTEN = ("book", "pamphlet")
"""CSL types that are known by their authors rather than by who printed them."""


def source_kind(source: Source) -> str:
    """What kind of thing a source is: 'news report', 'book'."""
    if source.founding:
        return "founding article"
    if source.kind == "report" and source.type not in NEWS:
        return TYPE_WORDS[source.type]
    return KIND_WORDS[source.kind]


def source_name(source: Source) -> str:
    """What a reader would call a source, in short: its container, else its publisher, authors, authority or title.

    A book is called by its authors first. What has none of these is called by what it is: 'Letter', 'Letter, undated'.
    """
    authors = _authors(source)
    known = (authors if source.type in WRITTEN else "") or source.container_title or source.publisher
    return known or authors or source.authority or source.title or _what(source)


def source_title(source: Source) -> str:
    """What links call a source: its title, else its name, with its date where that says only what it is."""
    if source.title:
        return source.title
    name = source_name(source)
    return f"{name}, {source.issued.words}" if source.issued and name == _what(source) else name


def untitled(source: Source) -> str:
    """What stands where a source's title would; '' if it has one."""
    if source.title:
        return ""
    is_news = source.type in ARTICLES or (source.type in OUTLETS and source.kind == "report")
    return "No headline on file" if is_news else "No title on file"


def name_words(name: Name) -> str:
    """A name as it is read: 'Jane Roe', 'Reuters'."""
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def _what(source: Source) -> str:
    return TYPE_WORDS[source.type].capitalize() + ("" if source.issued else ", undated")


def _authors(source: Source) -> str:
    """Authors by their family names: 'Roe', 'Roe and Doe', 'Roe and others'."""
    names = [found for name in source.author if (found := name.literal or name.family or name.given)]
    if len(names) > 2:
        return f"{names[0]} and others"
    return " and ".join(names)
