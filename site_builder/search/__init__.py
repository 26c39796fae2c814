"""Finished pages to a search index that a browser can read: Pagefind's, in the extra `search`.

Knows HTML and Pagefind, neither records nor files; the only room that knows Pagefind.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import escape

from site_builder.search import service
from site_builder.search.service import Message
from site_builder.search.settled import settled

FOLDER = "pagefind"
IGNORED = ("nav", ".sec", ".pk", ".kick", ".c", ".marg", "button.term")
"""What is on a page to move about, not to be found. Templates mark further parts with data-pagefind-ignore."""

UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""Pagefind's own search boxes, 0.4 MB; ours is assets/search.js."""

# Pagefind takes what stands in one line for one word: <dt>Date</dt><dd>May</dd> would be "DateMay".
_TOUCHING = re.compile(r"(</(?:dt|span|b|small)>)(?=<)")

_last: dict[
    bytes, Mapping[str, bytes]
] = {}  # the newest index by what it was made of: not every save changes a text


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: the page `file` of the tree, or the section at its `anchor`.

    `address` is what a result leads to, `shows` what it tells by name, `filters` what it can be picked by, as name and value.
    """

    file: str
    anchor: str
    address: str
    shows: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]


def indexed(
    tree: Mapping[str, bytes], entries: Iterable[Entry], language: str
) -> Iterator[Mapping[str, bytes]]:
    """The index as files of the tree: none while it is being made, and at last all of them.

    Whoever leaves before the end ends the work. Equal pages give equal bytes. Raises RuntimeError if Pagefind breaks.
    """
    requests = list(_requests(tree, entries, language))
    key = blake2b(json.dumps(requests).encode()).digest()
    if requests and key not in _last:
        for answer in service.answered(requests):
            yield {}
            if answer is not None:
                _last.clear()
                _last[key] = _files(answer)
    yield _last[key] if requests else {}


def _requests(tree: Mapping[str, bytes], entries: Iterable[Entry], language: str) -> Iterator[Message]:
    """What the service is asked; nothing if there is nothing to be found."""
    documents = list(_documents(tree, entries, language))
    if documents:
        yield {"type": "NewIndex", "config": {"exclude_selectors": IGNORED}}
        for address, html in documents:
            yield {"type": "AddFile", "index_id": 0, "url": address, "file_path": None, "file_contents": html}
        yield {"type": "GetFiles", "index_id": 0}


def _documents(
    tree: Mapping[str, bytes], entries: Iterable[Entry], language: str
) -> Iterator[tuple[str, str]]:
    """Address and HTML of each entry whose page could be drawn."""
    for entry in entries:
        body = _part(tree[entry.file], entry.anchor) if entry.file in tree else None
        if body is not None:
            html = f'<html lang="{escape(language)}"><head>{_head(entry)}</head><body>{body}</body></html>'
            yield entry.address, html


@lru_cache(maxsize=8192)  # pure: a preview reads again only the pages that changed
def _part(page: bytes, anchor: str) -> str | None:
    """The main part of a page, or the section that has the anchor or a heading with it; None if there is none."""
    # Imported late, as in the checks: only whoever makes an index pays for it.
    from selectolax.lexbor import LexborHTMLParser

    node = LexborHTMLParser(page.decode()).css_first(f'[id="{anchor}"]' if anchor else "main")
    while anchor and node is not None and node.tag != "section":
        node = node.parent
    return None if node is None else _TOUCHING.sub(r"\1 ", node.html or "")


def _head(entry: Entry) -> str:
    return "".join(
        f'<meta data-pagefind-{role}="{escape(name)}[content]" content="{escape(value)}">'
        for role, pairs in (("meta", entry.shows), ("filter", entry.filters))
        for name, value in pairs
    )


def _files(answer: Message) -> Mapping[str, bytes]:
    if answer.get("type") != "GetFiles":
        raise RuntimeError(f"pagefind made no index: {answer.get('message', answer)}")
    files = {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    return {
        f"{FOLDER}/{path}": data
        for path, data in sorted(settled(files).items())
        if not path.startswith(UNUSED)
    }
