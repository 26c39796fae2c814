"""What the preview shows: the newest tree that could be made, the problems over it, and the answer to a request.

Pure: knows neither sockets nor files.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from html import escape, unescape
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from site_builder.diagnostics import Report, as_text
from site_builder.model import Config
from site_builder.policy import SELF, Policy

# The table of `mimetypes` differs between systems and Python versions; a preview must not.
TYPES = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
BYTES = "application/octet-stream"
HTML = TYPES["html"]
LATER = frozenset({"no-base-url"})
"""Codes of what only a published site lacks."""

_BARE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_POLICY = re.compile(
    r"""(<meta\s[^>]*http-equiv=["']?content-security-policy["']?[^>]*?\scontent=)("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)


class Built(Protocol):
    """What a build gives, as far as the preview looks at it."""

    @property
    def tree(self) -> Mapping[str, bytes]: ...
    @property
    def report(self) -> Report: ...
    @property
    def config(self) -> Config | None: ...
    @property
    def whole(self) -> bool: ...


@dataclass(frozen=True)
class View:
    """One state of the preview. `panel` is HTML, empty when nothing is wrong; `base` begins and ends with '/'.

    `read` are digests of the files it was built from, by path; `sound` is the last tree without an error, whose pages stand in
    for those that `tree` lacks while it has one.
    """

    tree: Mapping[str, bytes] = field(default_factory=dict)
    panel: str = ""
    base: str = "/"
    read: Mapping[str, str] = field(default_factory=dict)
    sound: Mapping[str, bytes] = field(default_factory=dict)

    def find(self, path: str) -> bytes | None:
        """A file of the site; None if there is none."""
        found = self.tree.get(path)
        return self.sound.get(path) if found is None else found

    @cached_property
    def version(self) -> str:
        """The name of this state: equal for what was built from equal files, also after the server was started anew."""
        parts = [self.base, self.panel, *(f"{path}={digest}" for path, digest in sorted(self.read.items()))]
        return f"v{blake2b(chr(0).join(parts).encode(), digest_size=8).hexdigest()}"


@dataclass(frozen=True)
class Answer:
    """A response: `location` is set for a redirect only."""

    status: int
    type: str
    body: bytes = b""
    location: str = ""


def base_path(base_url: str) -> str:
    """The path below which the site lives: 'https://example.org/repo' gives '/repo/'."""
    inner = urlsplit(base_url).path.strip("/")
    return f"/{inner}/" if inner else "/"


def after_build(view: View, built: Built, read: Mapping[str, str], base_url: str | None) -> View:
    """The state that follows `view`, built from the files `read`.

    Pages that an error kept from being made stay as they were, so that there is something to see below the panel.
    """
    report = for_preview(built.report)
    address = base_url or (built.config.base_url if built.config else None)
    failed = report.failed()
    return View(
        tree=built.tree,
        panel=_panel(report.count(), as_text(report), failed=failed) if report else "",
        base=base_path(address) if address else view.base,
        read=read,
        sound=(view.sound or view.tree) if failed else {},
    )


def for_preview(report: Report) -> Report:
    """What a writer at work must know: all but what matters when the site is published."""
    told = Report()
    told.extend(diagnostic for diagnostic in report if diagnostic.code not in LATER)
    return told


def after_bug(view: View, error: Exception) -> View:
    """The state that follows `view` when the build itself broke: the same site, and the exception over it."""
    last = traceback.format_exception_only(error)[-1].strip()
    text = f"{last}\n\nThis is a bug in site_builder, not in the content. The terminal shows where."
    return replace(view, panel=_panel("the build broke", text, failed=True))


def swappable(old: View, new: View) -> tuple[str, ...]:
    """The style sheets that are all the difference between two states; empty if a tab must load its page again.

    Paths are those of files that were read; livereload finds the link to a style sheet by the end of its path.
    """
    if (old.panel, old.base, old.read.keys()) != (new.panel, new.base, new.read.keys()):
        return ()
    changed = [path for path, digest in new.read.items() if old.read[path] != digest]
    return tuple(sorted(changed)) if all(re.search(r"/assets/.*\.css$", path) for path in changed) else ()


def answer(view: View, path: str, host: str, port: int) -> Answer:
    """What a static host would send for `path` (as in the request line, percent-encoded), made to follow saves.

    A folder's address without its slash leads to the one with it, '/' leads to the base path, and everything
    unknown is 404.html with status 404. `host` and `port` are where the tab finds the live-reload socket.
    """
    wanted = unquote(path)
    if wanted == "/" != view.base or f"{wanted}/" == view.base:
        return Answer(302, HTML, location=quote(view.base))
    name = wanted.removeprefix(view.base) if wanted.startswith(view.base) else "404.html"
    if name == "" or name.endswith("/"):
        name += "index.html"
    if f"{name}/index.html" in view.tree:
        return Answer(302, HTML, location=quote(f"{wanted}/"))
    found = view.find(name) if wanted.startswith(view.base) else None
    status, page = (404, "404.html") if found is None else (200, name)
    body = view.find(page) if found is None else found
    if body is None:
        return Answer(404 if view.tree else 503, HTML, _live(_bare(view), view, host, port))
    suffix = page.rpartition(".")[2].lower()
    return Answer(
        status, TYPES.get(suffix, BYTES), _live(body, view, host, port) if suffix == "html" else body
    )


def _bare(view: View) -> bytes:
    """A page for when the site has none: nothing could be built, or it brings no 404.html."""
    title, text = (
        ("Not found", "The site has no page at this address, and no 404.html.")
        if view.tree
        else ("No site yet", "Nothing could be built. This page follows as soon as something can.")
    )
    return _BARE.format(title=title, text=text).encode()


def _live(page: bytes, view: View, host: str, port: int) -> bytes:
    """The page with the panel and livereload's script at the end of its body.

    The script tag carries the version that the tab shows: a tab that connects after a newer one was announced is
    told at once. livereload's own way, an inline script before a literal '</head>', would need a laxer content
    security policy than the page has.
    """
    query = f"host={host}&port={port}&snipver={view.version}&mindelay=500&maxdelay=2000"
    extra = f'{view.panel}<script src="/livereload.js?{escape(query)}" defer></script>\n'.encode()
    ends = list(_BODY_END.finditer(page))
    cut = ends[-1].start() if ends else len(page)
    return _let_in(page[:cut] + extra + page[cut:], f"ws://{host}:{port}")


def _let_in(page: bytes, socket: str) -> bytes:
    """The page with a content security policy that lets our script, style and socket in, and is as it was otherwise.

    Kept rather than dropped, so that what production would block is blocked in the preview too.
    """
    if b"ontent-" not in page:
        return page

    def widened(match: re.Match[str]) -> str:
        policy = Policy.read(unescape(match[2][1:-1]))
        for directive, *sources in (("script-src", SELF), ("style-src", SELF), ("connect-src", SELF, socket)):
            policy = policy.allowing(directive, *sources)
        return f'{match[1]}"{policy.__html__()}"'

    return _POLICY.sub(widened, page.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _panel(count: str, text: str, *, failed: bool) -> str:
    """The problems as a part of the page, so that a tab opened late shows them too; warnings alone stay folded."""
    level, state = ("failed", " open") if failed else ("warned", "")
    return (
        '<link rel="stylesheet" href="/preview.css">\n'
        f'<aside id="site-builder-problems" class="{level}" aria-label="Problems in the content" tabindex="0">'
        f"<details{state}><summary>{escape(count)}</summary>"
        f"<pre>{escape(text)}</pre></details></aside>\n"
    )
