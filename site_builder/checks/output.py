"""What is wrong with the finished tree: where its links lead, what its pages lack, what they would load from others.

Every page and style sheet is read once, into a `Document`; the checks look at nothing else. A check is a generator
and a row in CHECKS; its name is the problem's code and its docstring the rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from html import escape
from itertools import islice
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from site_builder.diagnostics import Diagnostic, Pos, Where, near

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
MOST_PLACES = 3  # a slip in a layout is on every page; beyond this it is told once, with a count
MOST_HINTS = 20  # a search through thousands of paths takes some 50 ms, and nobody reads further

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


@dataclass(frozen=True, slots=True)
class Home:
    """Where the site will live: 'https://example.org/bans' is host 'example.org', prefix '/bans/'."""

    host: str
    prefix: str

    @classmethod
    def of(cls, base_url: str) -> Home:
        parts = urlsplit(base_url)
        return cls(parts.netloc.lower(), f"{parts.path.rstrip('/')}/")


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


def check_output(
    tree: Mapping[str, bytes], base_url: str, origins: Mapping[str, Where], failed: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Every problem in the finished pages and style sheets.

    `origins` gives, by path, the content file that a page was made from: a link that stands in it as it stands on the page is
    told there; anything else is told in the page, named as it will lie, 'build/...'. What is wrong in the same way in more
    than MOST_PLACES files is told once, with the number of the others. `failed` are pages that are missing for a reason told
    already.
    """
    home = Home.of(base_url)
    read = (read_document(path, tree[path], home) for path in sorted(tree))
    documents = [document for document in read if document is not None]
    paths = {*tree, *failed}
    output = Output(paths, _folders(paths), {d.path: _anchors(d) for d in documents if d.is_page}, home)
    for index, (code, finding, document, others) in enumerate(_told(documents, output)):
        hint = finding.hint
        if not hint and finding.known and index < MOST_HINTS:
            hint = near(finding.meant, finding.known)
        place = _origin(finding, origins.get(document.path)) or _pos(document, finding)
        yield Diagnostic(place, code, finding.message + _also(others), hint)


@lru_cache(maxsize=8192)  # pure: a preview reads again only the pages that changed
def read_document(path: str, data: bytes, home: Home) -> Document | None:
    """The document in a file of the tree; None if it is neither a page nor a style sheet."""
    if path.endswith(".html"):
        return _page(path, data, home)
    if path.endswith(".css"):
        elements = [("style", {"style": data.decode(errors="replace")})]
        return Document(path, data, tuple(_links(elements, path, home)))
    return None


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
    missing_title,
)


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

TELLING_ATTRIBUTES = frozenset({*READERS, "id", "name"})
TELLING_TAGS = frozenset({"img", "style", "title"})


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
    )


def _elements(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Tag and attributes of each element that a check looks at; the text of a <style> is its style attribute."""
    # Imported late: nothing but this check needs it. html.parser takes twelve times as long.
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(text).root
    for node in root.traverse() if root else ():
        found = node.attributes
        tag = node.tag or ""
        if tag not in TELLING_TAGS and found.keys().isdisjoint(TELLING_ATTRIBUTES):
            continue
        attributes = {name: value or "" for name, value in found.items()}
        if tag == "style":
            attributes["style"] = node.text()
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
        return link(Reach.INSIDE, _file(f"/{path}"[len(home.prefix) :]))
    if _SCHEME.match(address):
        return None
    if not address:
        return link(Reach.INSIDE, file)
    if file == NOT_FOUND:
        is_rooted = address.startswith(home.prefix)
        return link(Reach.INSIDE, _file(address[len(home.prefix) :])) if is_rooted else link(Reach.UNSURE)
    if address.startswith("/"):
        return link(Reach.UNSURE)
    return link(Reach.INSIDE, _file(f"{dirname(file)}/{address}".lstrip("/")))


def _file(address: str) -> str:
    """The file that a server gives for an address below the base path: a folder's is its index.html."""
    path = normpath(unquote(address))
    if address.rpartition("/")[2] not in {"", ".", ".."}:
        return path
    return "index.html" if path == "." else f"{path}/index.html"


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path[:end] for path in paths for end in range(len(path)) if path[end] == "/")


def _anchors(document: Document) -> frozenset[str]:
    return frozenset(document.ids + document.names)


def _told(documents: Iterable[Document], output: Output) -> Iterator[tuple[str, Finding, Document, int]]:
    """Findings in the order of CHECKS and paths, the same one at most MOST_PLACES times.

    Each comes with its code, and with the number of further documents that have it and are not told.
    """
    alike: dict[tuple[str, str], dict[str, tuple[Finding, Document]]] = {}
    for document in documents:
        for check in CHECKS:
            code = check.__name__.replace("_", "-")
            for finding in check(document, output):
                places = alike.setdefault((code, finding.message), {})
                places.setdefault(document.path, (finding, document))
    for (code, _), places in alike.items():
        shown = list(places.values())[: 1 if len(places) > MOST_PLACES else MOST_PLACES]
        for finding, document in shown:
            yield code, finding, document, len(places) - len(shown)


def _also(others: int) -> str:
    return f" (and so in {others} more files)" if others else ""


def _origin(finding: Finding, where: Where | None) -> Pos | None:
    """Where an editor wrote the finding's address: as a Markdown link's target."""
    if where is None or not finding.value:
        return None
    target = re.compile(
        rf"(?<=[(<]){re.escape(finding.value)}(?=[)>\s])|(?<=\]: ){re.escape(finding.value)}$"
    )
    for number, line in enumerate(where.lines, 1):
        match = target.search(line)
        if match:
            return where.line(number, match.start() + 1)
    return None


def _pos(document: Document, finding: Finding) -> Pos:
    """Where the finding's attribute has its value; the parser tells no positions, so it is sought in the text."""
    file = f"build/{document.path}"
    if not finding.value:
        return Pos(file)
    text = document.data.decode(errors="replace")
    places = list(islice(_places(text, finding), finding.nth))
    offset = places[-1] if places else text.find(finding.value)
    if offset < 0:
        return Pos(file)
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    return Pos(file, text.count("\n", 0, offset) + 1, offset - start + 1, line)


def _places(text: str, finding: Finding) -> Iterator[int]:
    """Offsets of the value where it is whole and stands in its attribute."""
    written = "|".join(map(re.escape, {finding.value, escape(finding.value, quote=False)}))
    opening = re.compile(
        rf"""(?<![\w-]){re.escape(finding.attribute)}\s*=\s*(?:"(?:[^"]*[\s,(='])?|'(?:[^']*[\s,(="])?)?$"""
    )
    for match in re.finditer(rf"""(?:{written})(?=["'\s,)>])""", text):
        tag = text.rfind("<", 0, match.start()) + 1
        if opening.search(text, tag, match.start()):
            yield match.start()
