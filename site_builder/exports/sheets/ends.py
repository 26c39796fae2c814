"""The columns that every table begins and ends with, and a cell that many have."""

from __future__ import annotations

from typing import Any

from site_builder import derive
from site_builder.exports.columns import Column, R, Value, View
from site_builder.model import Fact
from site_builder.pages.urls import absolute, address
from site_builder.prose import plain


def opening(noun: str) -> tuple[Column[R], ...]:
    """The id and address of a record, which is called `noun`."""
    return (
        Column("id", f"Lasting id of the {noun}, unique over all kinds."),
        Column("address", f"Full address of the {noun} on this site.", _address, "uri", computed=True),
    )


def closing(noun: str) -> tuple[Column[R], ...]:
    """What a record, which is called `noun`, rests on, and what every kind has besides."""
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


def stated(fact: Fact | None) -> str | None:
    """The plain words of a sourced statement."""
    return plain(fact.value) if fact else None
