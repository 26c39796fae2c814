"""The rules for finished pages and style sheets: a generator each, and a row in CHECKS.

A check's name is the problem's code and its docstring the rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from site_builder.checks.output.addresses import NOT_FOUND, Home, Reach
from site_builder.checks.output.reading import Document


@dataclass(frozen=True, slots=True)
class Output:
    """What a check may compare a document with. `anchors` are by page, `folders` without a slash at the end."""

    paths: Collection[str]
    folders: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    home: Home


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at the `nth` place where `attribute` has this `value`; `meant` is sought among `known` for a hint."""

    message: str
    attribute: str = ""
    value: str = ""
    nth: int = 1
    hint: str = ""
    meant: str = ""
    known: Collection[str] = ()


Check = Callable[[Document, Output], Iterator[Finding]]


def broken_link(document: Document, output: Output) -> Iterator[Finding]:
    """A link within the site leads to a file of the site; a link to a folder, to its index.html."""
    for link in document.links:
        if link.reach is not Reach.INSIDE or link.path in output.paths:
            continue
        folder = link.path.removesuffix("/index.html")
        index = f"{link.path}/index.html"
        if folder != link.path and folder in output.folders:
            yield Finding(
                f"link to the folder '{folder}/', which has no index.html", link.attribute, link.url
            )
        elif index in output.paths:
            message = f"link to {link.path!r}, which is a folder"
            yield Finding(message, link.attribute, link.url, hint=f"did you mean {index!r}?")
        else:
            message = f"link to {link.path!r}, which is not in the site"
            yield Finding(message, link.attribute, link.url, meant=link.path, known=output.paths)


def broken_anchor(document: Document, output: Output) -> Iterator[Finding]:
    """A link to an anchor ('#id') finds it on the page it leads to."""
    for link in document.links:
        anchors = output.anchors.get(link.path)
        # '#top' is the top of every page: https://html.spec.whatwg.org/multipage/browsing-the-web.html#scroll-to-fragid
        if not link.anchor or anchors is None or link.anchor in anchors or link.anchor.lower() == "top":
            continue
        message = f"link to '#{link.anchor}', which is not on {link.path!r}"
        yield Finding(message, link.attribute, link.url, meant=link.anchor, known=anchors)


def absolute_link(document: Document, output: Output) -> Iterator[Finding]:
    """Links within the site are relative; those of 404.html alone begin with the base path."""
    for link in document.links:
        if link.reach is not Reach.UNSURE:
            continue
        if document.path == NOT_FOUND:
            message = f"link {link.url!r} does not begin with the base path {output.home.prefix!r}"
            hint = f"{NOT_FOUND} is shown at any address, so a relative link on it leads anywhere"
        else:
            message = f"link {link.url!r} begins with '/'"
            hint = "make it relative to its page, so that it works below a path and from disk"
        yield Finding(message, link.attribute, link.url, hint=hint)


def missing_alt(document: Document, _: Output) -> Iterator[Finding]:
    """Every image says in `alt` what it shows, or that it shows nothing to speak of (`alt=""`)."""
    for source in document.mute_images:
        hint = 'describe it in alt, or write alt="" if it is decoration'
        yield Finding(f"image {source!r} has no alt attribute", "src", source, hint=hint)


def duplicate_anchor(document: Document, _: Output) -> Iterator[Finding]:
    """An id is used once on a page: a link finds the first one only."""
    for anchor, times in Counter(document.ids).items():
        if times > 1:
            yield Finding(f"id {anchor!r} is {times} times on the page", "id", anchor, nth=2)


def third_party_request(document: Document, _: Output) -> Iterator[Finding]:
    """A page loads nothing from other sites: they would learn who reads it, and it would break with them."""
    for link in document.links:
        if link.reach is Reach.OUTSIDE and link.is_fetched:
            message = f"{link.url!r} is loaded from another site"
            yield Finding(message, link.attribute, link.url, hint="put a copy into assets/ and load that")


def blocked_by_policy(document: Document, _: Output) -> Iterator[Finding]:
    """A page holds nothing that its own Content Security Policy keeps a browser from showing or running."""
    for found in document.blocked:
        yield Finding(found.message, found.attribute, found.value, hint=found.hint)


def missing_title(document: Document, _: Output) -> Iterator[Finding]:
    """Every page has a title: tabs, bookmarks, search results and screen readers name it so."""
    if document.is_page and not document.title:
        yield Finding("page has no title")


CHECKS: tuple[Check, ...] = (
    broken_link,
    broken_anchor,
    absolute_link,
    missing_alt,
    duplicate_anchor,
    third_party_request,
    blocked_by_policy,
    missing_title,
)
