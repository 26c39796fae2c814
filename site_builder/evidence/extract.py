"""Text from bytes, by an extractor that has a name and a version, so that the same copy gives the same offsets again.

HTML goes through trafilatura's `html2txt`: the text of the whole page, with words that tags cut (<b>W</b>e) whole
again. Its main-content extraction guesses what matters and leaves the rest out; a quote may stand in the rest.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from io import BytesIO
from types import MappingProxyType
from typing import Literal

Media = Literal["text", "html", "pdf"]
SUFFIXES: Mapping[str, Media] = MappingProxyType(
    {".txt": "text", ".html": "html", ".htm": "html", ".pdf": "pdf"}
)
PAGE_BREAK = "\f"
_HEAD = 4_096  # bytes in which a page names its charset; the standard asks for 1,024, pages do not keep to it
_META = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([a-z0-9_.:-]+)|<\?xml[^>]+encoding=[\"']([a-z0-9_.:-]+)",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers take these for. Source: https://encoding.spec.whatwg.org/#names-and-labels
_ALSO = MappingProxyType(
    {
        "iso-8859-1": "windows-1252",
        "latin-1": "windows-1252",
        "us-ascii": "windows-1252",
        "ascii": "windows-1252",
    }
)


@dataclass(frozen=True, slots=True)
class Extracted:
    text: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Why bytes gave no text."""

    reason: str


def media_of(body: bytes, claimed: str = "") -> Media | None:
    """What bytes are; their first ones are believed before what a server claims."""
    if body.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if claimed in {"text/html", "application/xhtml+xml"} or re.match(
        rb"\s*(<!doctype html|<html)", body, re.IGNORECASE
    ):
        return "html"
    return "text" if claimed in {"text/plain", "text/markdown"} else None


def extractor_of(media: Media) -> str:
    """The name and version of what would read it, without importing that."""
    if media == "text":
        return "plain-text 1"
    name, package = ("trafilatura-html2txt", "trafilatura") if media == "html" else ("pypdf", "pypdf")
    try:
        return f"{name} {version(package)}"
    except PackageNotFoundError:
        return f"{name} (not installed)"


def extract(body: bytes, media: Media, charset: str | None = None) -> Extracted | Unread:
    """The text of a document, lines ended as Python ends them, the pages of a PDF parted by form feeds."""
    readers: Mapping[Media, Callable[[], str]] = {
        "text": lambda: decoded(body, charset),
        "html": lambda: _html(decoded(body, charset)),
        "pdf": lambda: _pdf(body),
    }
    try:
        text = readers[media]()
    except ModuleNotFoundError as error:
        return Unread(f"{media} needs {error.name}: pip install 'site-builder[verify]'")
    except _ParserError as error:
        return Unread(f"the {media.upper()} cannot be read: {error}")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Extracted(text, extractor_of(media)) if text.strip() else Unread("there is no text in it")


def decoded(body: bytes, charset: str | None = None) -> str:
    """Bytes as text, in the charset that their mark, a server or the page itself names; else as UTF-8 or windows-1252.

    Servers claim wrongly. What is sound UTF-8 beyond ASCII is that, whoever says otherwise: chance makes none.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    inside = _META.search(body[:_HEAD])
    named = [charset] if charset else []
    named += [(inside[1] or inside[2]).decode("ascii")] if inside else []
    for name in [*named, "utf-8"] if body.isascii() else ["utf-8", *named]:
        try:
            return body.decode(_ALSO.get(name.lower(), name))
        except (LookupError, UnicodeError):
            continue
    return body.decode("windows-1252", "replace")


def missing() -> list[str]:
    """What is not installed of that which reads HTML and PDF."""
    return [name for name in ("trafilatura", "pypdf") if find_spec(name) is None]


class _ParserError(Exception):
    """A document that the library which reads it cannot make sense of."""


@contextmanager
def _parsing() -> Iterator[None]:
    """Libraries meet a broken file with whatever error their code trips over; it is the file's, not ours."""
    try:
        yield
    except (
        Exception
    ) as error:  # theirs have no common base, and some are no errors of theirs but slips: KeyError, TypeError
        raise _ParserError(str(error) or type(error).__name__) from error


def _html(text: str) -> str:
    from trafilatura import html2txt

    # The encoding that XML declares is undone by now, and lxml would refuse to hear of it.
    with _parsing():
        return html2txt(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))


def _pdf(body: bytes) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(
        logging.ERROR
    )  # it remarks on every oddity of a file that it can read
    with _parsing():
        return PAGE_BREAK.join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
