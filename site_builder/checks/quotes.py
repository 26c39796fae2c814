"""What a quote owes its speaker: witnesses, one copy-text, and the words as that prints them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.finding import Finding
from site_builder.model import Quote, Site


def quote_without_witness(site: Site) -> Iterator[Finding]:
    """Every quote has a witness: a source that prints the words."""
    for quote in site.written(Quote):
        if not quote.witnesses:
            yield Finding(
                quote.where.at("id"),
                f"quote {quote.id!r} has no witness",
                "add witnesses: with a source and, in selector: exact:, the words as it prints them",
            )


def quote_without_copy_text(site: Site) -> Iterator[Finding]:
    """One witness of a quote is its copy-text: the printing that we show."""
    for quote in site.written(Quote):
        if quote.witnesses and not _copy_texts(quote):
            yield Finding(
                quote.where.at("witnesses"),
                f"quote {quote.id!r} has no copy-text",
                "give the witness whose printing you show the role copy-text",
            )


def several_copy_texts(site: Site) -> Iterator[Finding]:
    """A quote has one copy-text only; other printings are variants of it."""
    for quote in site.written(Quote):
        for index in _copy_texts(quote)[1:]:
            yield Finding(
                quote.where.at("witnesses", index),
                f"quote {quote.id!r} has a copy-text already",
                "give one of them the role variant",
            )


def quote_differs_from_copy_text(site: Site) -> Iterator[Finding]:
    """The text of a quote stands word for word in its copy-text, unless it is marked as edited."""
    for quote in site.written(Quote):
        for index in _copy_texts(quote)[:1] if quote.display != "edited" else ():
            if _spaced(quote.text) not in _spaced(quote.witnesses[index].selector.exact):
                yield Finding(
                    quote.where.at("text"),
                    f"the text is not what the copy-text {quote.witnesses[index].source!r} prints",
                    "take it from selector: exact: letter by letter, or mark […] and [words] with display: edited",
                )


def _copy_texts(quote: Quote) -> list[int]:
    return [index for index, witness in enumerate(quote.witnesses) if witness.role == "copy-text"]


def _spaced(text: str) -> str:
    """The text with every run of white space as one space: YAML folds lines, printings break them."""
    return " ".join(text.split())
