"""The addresses in an attribute, and what each means in the file where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

NOT_FOUND = "404.html"
"""The one page that is served at any address, so that only the base path leads from it to the others."""

PAINTS = (
    "style",
    "fill",
    "stroke",
    "mask",
    "filter",
    "clip-path",
    "marker-start",
    "marker-mid",
    "marker-end",
)
"""Attributes that are CSS, in which `url()` is an address."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])[^,]*")
_REFRESH = re.compile(r"""\s*\d[\d.]*\s*[;,]\s*url\s*=\s*["']?([^"']*)""", re.IGNORECASE)
# What must not be searched for url() comes first: comments, namespaces, strings.
_CSS = re.compile(
    r"""/\*.*?\*/ | @namespace[^;]*
      | @import\s+(["'])(?P<import>.*?)\1
      | url\(\s*(?:(["'])(?P<quoted>.*?)\3|(?P<bare>[^"'\s)]*))\s*\)
      | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


class Reach(Enum):
    """Where a link leads: into this site, to what depends on the address it is served at, or to another site."""

    INSIDE = auto()
    UNSURE = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a document, and what it means there.

    `path` is the file of the tree it leads to, whether or not it is there; `anchor` is decoded, without '#'.
    """

    attribute: str
    url: str
    reach: Reach
    path: str = ""
    anchor: str = ""
    is_fetched: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where the site will live: 'https://example.org/bans' is host 'example.org', prefix '/bans/'."""

    host: str
    prefix: str

    @classmethod
    def of(cls, base_url: str) -> Home:
        parts = urlsplit(base_url)
        return cls(parts.netloc.lower(), f"{parts.path.rstrip('/')}/")


def css_urls(text: str) -> Iterator[str]:
    """Every address in a style sheet or style attribute, in order."""
    if "(" not in text and "@" not in text:
        return
    for match in _CSS.finditer(text):
        url = match["import"] or match["quoted"] or match["bare"]
        if url:
            yield url


def srcset_urls(text: str) -> Iterator[str]:
    """The addresses of 'small.png 1x, large.png 2x'; a comma without a space belongs to its address.

    Source: https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
    """
    yield from (match[1] for match in _CANDIDATE.finditer(text))


def meta_urls(text: str) -> Iterator[str]:
    """The address in a <meta>: of a share card, or of a refresh ('0; url=../new/index.html')."""
    refresh = _REFRESH.match(text)
    if refresh:
        yield refresh[1].strip()
    elif text.startswith(("http://", "https://")):
        yield text


def whole(text: str) -> Iterator[str]:
    yield text


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    **dict.fromkeys(("href", "xlink:href", "src", "poster", "data", "action", "formaction", "cite"), whole),
    **dict.fromkeys(("srcset", "imagesrcset"), srcset_urls),
    **dict.fromkeys(PAINTS, css_urls),
    "content": meta_urls,
}
"""The attributes that hold addresses, and how to find these in them."""


def resolved(url: str, file: str, home: Home, *, attribute: str, is_fetched: bool) -> Link | None:
    """What `url` means in the document `file`; None for mail, data and other schemes that open no page."""
    address, _, fragment = url.strip().partition("#")
    address = address.partition("?")[0]
    # What follows ':~:' is for the browser alone: https://wicg.github.io/scroll-to-text-fragment/
    anchor = unquote(fragment.partition(":~:")[0])

    def link(reach: Reach, path: str = "") -> Link:
        return Link(attribute, url, reach, path, anchor, is_fetched)

    if address.lower().startswith(("https://", "http://", "//")):
        host, slash, path = address.partition("//")[2].partition("/")
        if host.lower() != home.host or not f"{slash}{path}/".startswith(home.prefix):
            return link(Reach.OUTSIDE)
        return link(Reach.INSIDE, file_at(f"/{path}"[len(home.prefix) :]))
    if _SCHEME.match(address):
        return None
    if not address:
        return link(Reach.INSIDE, file)
    if file == NOT_FOUND:
        is_rooted = address.startswith(home.prefix)
        return link(Reach.INSIDE, file_at(address[len(home.prefix) :])) if is_rooted else link(Reach.UNSURE)
    if address.startswith("/"):
        return link(Reach.UNSURE)
    return link(Reach.INSIDE, file_at(f"{dirname(file)}/{address}".lstrip("/")))


def file_at(address: str) -> str:
    """The file that a server gives for an address below the base path: a folder's is its index.html."""
    path = normpath(unquote(address))
    if address.rpartition("/")[2] not in {"", ".", ".."}:
        return path
    return "index.html" if path == "." else f"{path}/index.html"
