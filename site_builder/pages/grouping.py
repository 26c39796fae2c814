"""What stands together on a page: things under headings that keep an order, the groups of site.yaml among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from site_builder.model import Site

OTHERS = "Others"

T = TypeVar("T")


def grouped(
    things: Iterable[T],
    labels: Mapping[str, str],
    key: Callable[[T], str],
    near: Callable[[T], str] = lambda _thing: "",
) -> Iterator[tuple[str, str, tuple[T, ...]]]:
    """Key, label and things of each group that has any, in the order of `labels`.

    Inside a group things keep their order, but those of one `near` are neighbours, where the first of them stands.
    """
    filed: dict[str, dict[str, list[T]]] = {}
    for thing in things:
        filed.setdefault(key(thing), {}).setdefault(near(thing), []).append(thing)
    for name, label in labels.items():
        if name in filed:
            yield name, label, tuple(thing for together in filed[name].values() for thing in together)


def by_group(
    site: Site,
    things: Iterable[T],
    group: Callable[[T], str | None],
    near: Callable[[T], str] = lambda _thing: "",
) -> list[tuple[str, str, tuple[T, ...]]]:
    """In the groups of site.yaml, as `grouped`; last, with '' for a key, what is in none of them.

    That has no label either where all is in no group: there is nothing it would be other than.
    """
    labels = site.config.groups

    def key(thing: T) -> str:
        named = group(thing) or ""
        return named if named in labels else ""

    filed = list(grouped(things, {**labels, "": OTHERS}, key, near))
    return [("", "", things) for _, _, things in filed] if [name for name, _, _ in filed] == [""] else filed
