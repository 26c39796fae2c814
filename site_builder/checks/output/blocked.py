"""What a page holds that its own Content Security Policy keeps from working.

It is told here because a browser tells only its console.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from site_builder.policy import SELF, Policy

CODE = "<script>"  # no attribute can be named so: the text of a <script>

LOADS: Mapping[tuple[str, str], str] = {
    ("script", "src"): "script-src-elem",
    ("img", "src"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("audio", "src"): "media-src",
    ("video", "src"): "media-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("base", "href"): "base-uri",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
}
"""The directive that decides about an address, by tag and attribute."""

LINKED: Mapping[str, str] = {"stylesheet": "style-src-elem", "icon": "img-src", "manifest": "manifest-src"}
"""The same for what a <link> brings, by its `rel`."""

LOADING = frozenset({"link", *(tag for tag, _ in LOADS)})

LONGEST = 60  # characters of what is blocked that a message repeats

_RUN = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*",
    re.IGNORECASE,
)
"""Types of <script> that browsers act on; a script of any other type is data.

Source: https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type
"""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)

ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction"})
"""Attributes whose address may be code."""

IN_ASSETS = "put it into a file in assets/ and load that"
LISTEN = "listen for it in a script in assets/"

Element = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that a policy decides about, and where it stands: `attribute` is '' for the text of an element.

    `url` is what is loaded; None for what stands in the page, which may be known by its `text`.
    """

    words: str
    directive: str
    attribute: str
    value: str
    hint: str
    url: str | None = None
    text: str = ""

    def is_allowed(self, policy: Policy) -> bool:
        if self.url is None:
            return policy.allows_inline(self.directive, self.text)
        return policy.allows(self.directive, self.url)


@dataclass(frozen=True, slots=True)
class Blocked:
    """A piece that a browser leaves out, as a finding tells it."""

    message: str
    attribute: str
    value: str
    hint: str


def is_handler(attribute: str) -> bool:
    """Whether an attribute is code for an event, as `onclick`."""
    return attribute.startswith("on") and attribute.isalpha()


def blocked(elements: Iterable[Element], host: str) -> tuple[Blocked, ...]:
    """All that a page's policies block in it, in order; nothing if it has none. `host` is the site's own."""
    elements = tuple(elements)
    policies = [
        Policy.read(attributes.get("content", ""))
        for tag, attributes in elements
        if tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "content-security-policy"
    ]
    if not policies:
        return ()
    return tuple(
        Blocked(
            f"{piece.words} is blocked by the page's own policy ({policy.rule(piece.directive)})",
            piece.attribute,
            piece.value,
            piece.hint,
        )
        for tag, attributes in elements
        for piece in (*_standing(tag, attributes), *_coded(attributes), *_loaded(tag, attributes, host))
        for policy in policies
        if not piece.is_allowed(policy)
    )


def _standing(tag: str, attributes: Mapping[str, str]) -> Iterator[Piece]:
    """Scripts and styles that are the text of an element, and style attributes."""
    style, code = attributes.get("style", ""), attributes.get(CODE, "")
    if tag == "style":
        yield Piece("a <style> in the page", "style-src-elem", "", _first_line(style), IN_ASSETS, text=style)
    elif style:
        hint = "give it a class, and say in a style sheet in assets/ how that looks"
        yield Piece(f'style="{_short(style)}"', "style-src-attr", "style", style, hint)
    if code.strip() and _RUN.fullmatch(attributes.get("type", "").strip()):
        hint = f"{IN_ASSETS}; data needs a type that says so, as application/json"
        yield Piece("a script in the page", "script-src-elem", "", _first_line(code), hint, text=code)


def _coded(attributes: Mapping[str, str]) -> Iterator[Piece]:
    """Code in attributes: handlers of events, and addresses that are code."""
    for name, value in attributes.items():
        if name in ADDRESSES and _is_code(value):
            hint = f"make it a <button>, and {LISTEN}"
            yield Piece(f'{name}="{_short(value)}"', "script-src-elem", name, value, hint)
        elif value and is_handler(name):
            yield Piece(f'{name}="{_short(value)}"', "script-src-attr", name, value, LISTEN)


def _loaded(tag: str, attributes: Mapping[str, str], host: str) -> Iterator[Piece]:
    """Addresses that a browser opens on its own or sends to; what is loaded from another site is told as that already."""
    if tag not in LOADING:
        return
    for name, value in attributes.items():
        directive, url = _directive(tag, name, attributes), value.strip()
        if not directive or not url or _is_code(url):
            continue
        source = _source(url, host)
        if "//" in source and directive != "form-action":
            continue
        more = f'policy.allowing("{directive.removesuffix("-elem")}", "{source}")'
        hint = f"do without, or begin the template with {{% set policy = {more} %}}"
        yield Piece(f"'{_short(value)}'", directive, name, value, hint, url="/" if source == SELF else url)


def _source(url: str, host: str) -> str:
    """What a policy names to allow an address: 'self', a scheme, or another site, which alone has '//' in it."""
    if _ABSOLUTE.match(url):
        parts = urlsplit(url)
        return SELF if parts.netloc.lower() == host else f"{parts.scheme or 'https'}://{parts.netloc}"
    return f"{url.partition(':')[0].lower()}:" if _SCHEME.match(url) else SELF


def _directive(tag: str, name: str, attributes: Mapping[str, str]) -> str:
    if tag == "link" and name == "href":
        kinds = attributes.get("rel", "").lower().split()
        return next((LINKED[kind] for kind in kinds if kind in LINKED), "")
    return LOADS.get((tag, name), "")


def _is_code(url: str) -> bool:
    return url.lstrip()[:11].lower() == "javascript:"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
