"""A page or style sheet of the finished tree, as far as the checks care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.checks.output.addresses import PAINTS, READERS, Home, Link, resolved
from site_builder.checks.output.blocked import CODE, Blocked, blocked, is_handler

FETCHED = frozenset({"src", "srcset", "imagesrcset", "poster", "data", *PAINTS})
"""Attributes whose addresses a browser opens on its own."""

FETCHED_RELS = frozenset(
    {
        *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"),
        *("prefetch", "prerender", "preconnect", "dns-prefetch"),
    }
)
"""Kinds of <link> that a browser opens on its own.

Source: https://html.spec.whatwg.org/multipage/links.html#linkTypes
"""

TITLE = "<title>"  # no attribute can be named so

TELLING_ATTRIBUTES = frozenset({*READERS, "id", "name"})
TELLING_TAGS = frozenset({"img", "script", "style", "title"})


@dataclass(frozen=True, slots=True)
class Document:
    """A page or style sheet as far as the checks care. `ids` come in order, repeated as they are."""

    path: str
    data: bytes
    links: tuple[Link, ...] = ()
    is_page: bool = False
    title: str = ""
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    mute_images: tuple[str, ...] = ()
    blocked: tuple[Blocked, ...] = ()


@lru_cache(maxsize=8192)  # pure: a preview reads again only the pages that changed
def read_document(path: str, data: bytes, home: Home) -> Document | None:
    """The document in a file of the tree; None if it is neither a page nor a style sheet."""
    if path.endswith(".html"):
        return _page(path, data, home)
    if path.endswith(".css"):
        elements = [("style", {"style": data.decode(errors="replace")})]
        return Document(path, data, tuple(_links(elements, path, home)))
    return None


def _page(path: str, data: bytes, home: Home) -> Document:
    elements = list(_elements(data.decode(errors="replace")))
    return Document(
        path,
        data,
        tuple(_links(elements, path, home)),
        is_page=True,
        title=" ".join(attributes[TITLE] for _, attributes in elements if TITLE in attributes).strip(),
        ids=tuple(attributes["id"] for _, attributes in elements if "id" in attributes),
        names=tuple(
            attributes["name"] for tag, attributes in elements if tag == "a" and "name" in attributes
        ),
        mute_images=tuple(
            attributes.get("src", "")
            for tag, attributes in elements
            if tag == "img" and "alt" not in attributes
        ),
        blocked=blocked(elements, home.host),
    )


def _elements(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Tag and attributes of each element that a check looks at.

    The text of a <style> is its style attribute, that of a <script> is CODE.
    """
    # Imported late: nothing but this check needs it. html.parser takes twelve times as long.
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    for node in root.traverse() if root else ():
        found = node.attributes
        tag = node.tag or ""
        is_telling = tag in TELLING_TAGS or not found.keys().isdisjoint(TELLING_ATTRIBUTES)
        if not is_telling and not any(map(is_handler, found)):
            continue
        attributes = {name: value or "" for name, value in found.items()}
        if tag == "style":
            attributes["style"] = node.text()
        elif tag == "script" and "src" not in found:
            attributes[CODE] = node.text()
        elif tag == "title" and node.parent and node.parent.tag == "head":  # not the <title> of an <svg>
            attributes[TITLE] = node.text()
        yield tag, attributes


def _links(elements: Iterable[tuple[str, dict[str, str]]], file: str, home: Home) -> Iterator[Link]:
    for tag, attributes in elements:
        for attribute, url in _addresses(attributes):
            is_fetched = attribute in FETCHED or ("href" in attribute and _fetches_href(tag, attributes))
            link = resolved(url, file, home, attribute=attribute, is_fetched=is_fetched)
            if link:
                yield link


def _addresses(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for attribute, text in attributes.items():
        if attribute in READERS:
            yield from ((attribute, url) for url in READERS[attribute](text))


def _fetches_href(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag == "link":
        return not FETCHED_RELS.isdisjoint(attributes.get("rel", "").lower().split())
    return tag in {"use", "image", "feimage"}
