"""Private copies of sources, in a folder outside the project. Read here and nowhere else; only hashes leave it.

A copy is `.txt`, `.html` or `.pdf`. A text that begins with a line 'URL: …' was transcribed from that address by hand:
the line is not part of it, and nothing may claim that the whole page was compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from site_builder.dates import When
from site_builder.evidence.extract import SUFFIXES, Extracted, Media, Unread, extract, extractor_of
from site_builder.link import digest
from site_builder.model import Copy, Snapshot, Source

_TRANSCRIBED = re.compile(r"URL: *(?P<url>\S+)[^\S\n]*\n\n?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy as it lies in the folder: its bytes, what they are, and what content says of it."""

    body: bytes
    media: Media
    told: Snapshot
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy that can be compared with: what is told of it, and its text, which is not."""

    copy: Copy
    text: str

    @classmethod
    def of(
        cls,
        found: Extracted,
        *,
        raw_sha256: str,
        origin: Literal["snapshot", "live", "archive"],
        extent: Literal["full-text", "excerpt"],
        retrieved: When,
        url: str | None,
        memento: str | None = None,
    ) -> Opened:
        """A copy by what was extracted from it and where that came from."""
        told = {
            "from": origin,
            "extent": extent,
            "retrieved": retrieved,
            "url": url,
            "memento": memento,
            "extractor": found.extractor,
            "length": len(found.text),
            "raw_sha256": raw_sha256,
            "text_sha256": digest(found.text),
        }
        return cls(Copy.model_validate(told), found.text)


def kept(source: Source, folder: Path) -> Kept | Unread | None:
    """The file that a source names as its copy; None if it names none."""
    if source.snapshot is None:
        return None
    path = folder / source.snapshot.file
    media = SUFFIXES.get(path.suffix.lower())
    if not path.resolve().is_relative_to(folder.resolve()):
        return Unread(f"{source.snapshot.file} lies outside the folder of copies")
    if media is None:
        return Unread(f"{source.snapshot.file} is none of {', '.join(SUFFIXES)}")
    try:
        body = path.read_bytes()
    except OSError as error:
        return Unread(f"{source.snapshot.file}: {error.strerror}")
    return Kept(body, media, source.snapshot, sha256(body).hexdigest())


def is_same(kept: Kept, copy: Copy) -> bool:
    """Whether an earlier run compared with these very bytes, read by this very extractor."""
    return copy.raw_sha256 == kept.raw_sha256 and copy.extractor == extractor_of(kept.media)


def opened(kept: Kept, url: str | None) -> Opened | Unread:
    """The copy's text, and what may be told of it. What content says of its extent wins over how it looks.

    `url` is where the source is to be found, unless the copy itself says.
    """
    found = extract(kept.body, kept.media)
    if isinstance(found, Unread):
        return found
    transcribed = _TRANSCRIBED.match(found.text) if kept.media == "text" else None
    return Opened.of(
        replace(found, text=found.text[transcribed.end() :]) if transcribed else found,
        raw_sha256=kept.raw_sha256,
        origin="snapshot",
        extent=kept.told.extent or ("excerpt" if transcribed else "full-text"),
        retrieved=kept.told.retrieved,
        url=transcribed["url"] if transcribed else url,
    )
