"""What a page lets a browser load and run: its Content Security Policy, decided, written, read and widened.

Every page brings its policy along in a <meta>, so that it holds on any host and from disk. There, browsers take 'self' to be
the files beside the page. (`frame-ancestors`, `sandbox` and reports are not to be had in a <meta>.)

Source: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import new
from html import escape
from urllib.parse import urlsplit

NONE, SELF, INLINE = "'none'", "'self'", "'unsafe-inline'"
HASHES = ("sha256", "sha384", "sha512")

NO_FALLBACK = frozenset({"base-uri", "form-action"})
"""Directives that allow everything where they are not given; all others are as `default-src` says."""

FALLBACKS = {
    "script-src-elem": ("script-src",),
    "script-src-attr": ("script-src",),
    "style-src-elem": ("style-src",),
    "style-src-attr": ("style-src",),
    "frame-src": ("child-src",),
    "worker-src": ("child-src", "script-src"),
}
"""Directives that others stand in for before `default-src` does."""

_HASH = re.compile(rf"'(?:{'|'.join(HASHES)}|nonce)-.*'")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Policy:
    """Directives in order, each with its sources."""

    rules: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def read(cls, text: str) -> Policy:
        """The policy as a <meta> or a header has it. Of a directive that is given twice, the first counts."""
        rules: dict[str, tuple[str, ...]] = {}
        for part in text.split(";"):
            if words := part.split():
                rules.setdefault(words[0].lower(), tuple(words[1:]))
        return cls(tuple(rules.items()))

    def __str__(self) -> str:
        return "; ".join(" ".join((name, *sources)) for name, sources in self.rules)

    def __html__(self) -> str:
        """As an attribute's value in double quotes."""
        return escape(str(self), quote=False).replace('"', "&quot;")

    def rule(self, directive: str) -> str:
        """The rule that decides in the place of a directive, as "default-src 'none'"; '' if it is free."""
        last = () if directive in NO_FALLBACK else ("default-src",)
        names = (directive, *FALLBACKS.get(directive, ()), *last)
        rules = dict(self.rules)
        return next((" ".join((name, *rules[name])) for name in names if name in rules), "")

    def sources(self, directive: str) -> tuple[str, ...] | None:
        """What decides about a directive; None if it is free."""
        rule = self.rule(directive)
        return tuple(rule.split()[1:]) if rule else None

    def allowing(self, directive: str, *more: str) -> Policy:
        """The policy with further sources for a directive. What is free stays free."""
        now = self.sources(directive)
        if now is None:
            return self
        allowed = tuple(dict.fromkeys([*(source for source in now if source != NONE), *more]))
        return Policy(tuple((dict(self.rules) | {directive: allowed}).items()))

    def allows_inline(self, directive: str, text: str = "") -> bool:
        """Whether a script or style that stands in the page may run: by 'unsafe-inline', or by the hash of its `text`.

        An attribute has no text to be known by.
        """
        sources = self.sources(directive)
        if sources is None:
            return True
        if any(_HASH.fullmatch(source) for source in sources):  # then, browsers ignore 'unsafe-inline'
            return bool(text) and not _hashes(text).isdisjoint(sources)
        return INLINE in sources

    def allows(self, directive: str, url: str) -> bool:
        """Whether something may be loaded from, or sent to, an address: one in the site, of another host, or `data:`."""
        sources = self.sources(directive)
        return sources is None or any(_matches(source, url.strip()) for source in sources)


def _hashes(text: str) -> set[str]:
    return {f"'{name}-{b64encode(new(name, text.encode()).digest()).decode()}'" for name in HASHES}


def _matches(source: str, url: str) -> bool:
    """Whether a source means an address; ports and paths are not looked at."""
    own = not _SCHEME.match(url) and not url.startswith("//")
    if own or source.startswith("'"):
        return own and source in (SELF, "*")
    parts = urlsplit(url)
    if source.endswith(":"):
        return source[:-1].lower() == parts.scheme
    host = urlsplit(source if "//" in source else f"//{source}").hostname or ""
    theirs = parts.hostname or ""
    return bool(theirs) and (host in ("*", theirs) or (host.startswith("*.") and theirs.endswith(host[1:])))


def _policy(*rules: tuple[str, Sequence[str]]) -> Policy:
    return Policy(tuple((name, tuple(sources)) for name, sources in rules))


# ---------------------------------------------------------------- what our pages need

EMBEDDED = _policy(
    ("default-src", [NONE]),
    ("style-src", [SELF]),
    ("img-src", [SELF]),
    ("font-src", [SELF]),  # ours uses the reader's own, but a theme may bring some
    ("base-uri", [NONE]),
    ("form-action", [NONE]),
)
"""A record framed by another site: text, pictures and how they look. No script runs."""

PAGE = EMBEDDED.allowing("script-src", SELF).allowing("connect-src", SELF)
"""Any page: the scripts of the site too, but none in the page itself. They may ask the site, and nobody else, for something;
ours do not, but Lighthouse reads robots.txt so."""

FILTERED = PAGE.allowing("form-action", SELF)
"""A page whose form leads to itself: in some browsers Enter sends it, with or without a button."""

SEARCHING = PAGE.allowing("worker-src", SELF).allowing("script-src", "'wasm-unsafe-eval'")
"""Search: Pagefind works in a worker; where none starts, it runs its WebAssembly and fetches its index in the page."""
