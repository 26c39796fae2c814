"""References in markdown-it's HTML."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from site_builder.prose.tokens import lone_embed, record_of

_KEPT = '<span class="nb">'
"""Keeps what stands in it on one line."""
_LONG, _END = 20, 10
"""Of a word of more letters only so many at its end are kept with what follows: narrow columns must break it."""
_TOUCHING_BEFORE = re.compile(r"[^\s—]*$")
_TOUCHING_AFTER = re.compile(r"[^\s—]*")


class Renderer(RendererHTML):
    """markdown-it's HTML with our references; `env['voice']` says how they look on this page.

    A term's control is a button, beside which a line may break even before a full stop: what touches it is kept with it.
    """

    def text(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """Text; its last word is kept on one line with a citation or a term that follows it."""
        content, before = tokens[idx].content, ""
        is_cited = idx + 1 < len(tokens) and tokens[idx + 1].type == "citation"
        if idx and tokens[idx - 1].type == "link_close" and _is_kept(tokens, _opening(tokens, idx - 1), env):
            touching = _matched(_TOUCHING_AFTER, content)
            content = content[len(touching) :]
            if is_cited and touching and not content.strip():
                return escapeHtml(touching)  # the citation is kept too
            before = f"{escapeHtml(touching)}</span>"
        if _is_kept(tokens, idx + 1, env):
            return before + _kept_end(content, _matched(_TOUCHING_BEFORE, content))
        if not is_cited or not content.strip():
            return before + escapeHtml(content)
        words = content.rstrip()
        return before + _kept_end(words, words.rpartition(" ")[2])

    def citation(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        mark = str(env["voice"].cite(tokens[idx].meta["items"]))
        kept = idx > 0 and tokens[idx - 1].type == "text" and tokens[idx - 1].content.strip()
        return f"{mark}</span>" if kept else mark

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        target = str(tokens[idx].attrGet("href"))
        record = record_of(target)
        if record is not None:
            id, _, anchor = record[1].partition("#")
            address = env["voice"].href(record[0], id) + (f"#{anchor}" if anchor else "")
            if not _is_term(tokens, idx, env):
                return f'<a href="{escapeHtml(address)}">'
            words = [token for token in tokens[idx + 1 : _closing(tokens, idx)] if token.type != "citation"]
            control = env["voice"].gloss(id, self.renderInline(words, options, env))
            kept = _KEPT if _is_kept(tokens, idx, env) and not _is_text(tokens, idx - 1) else ""
            return f'{kept}{control}<a class="term" href="{escapeHtml(address)}">'
        outside = ' rel="noopener"' if target.startswith(("http:", "https:")) else ""
        return f'<a href="{escapeHtml(target)}"{outside}>'

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        kept = _is_kept(tokens, _opening(tokens, idx), env) and not _is_text(tokens, idx + 1)
        return "</a></span>" if kept else "</a>"

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        target = str(token.attrGet("src"))
        record = record_of(target)
        if record is not None:
            return str(env["voice"].embed(*record))
        address = target if "://" in target else env["voice"].picture(target)
        if not address:
            return escapeHtml(token.content)
        return f'<img src="{escapeHtml(address)}" alt="{escapeHtml(token.content)}" loading="lazy">'

    def paragraph_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return "" if tokens[idx].hidden or lone_embed(tokens[idx + 1]) else "<p>"

    def paragraph_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        if tokens[idx].hidden:
            return "\n" if idx + 1 < len(tokens) and tokens[idx + 1].nesting >= 0 else ""
        return "\n" if lone_embed(tokens[idx - 1]) else "</p>\n"

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """A table in a frame that scrolls where it is too wide, with keys too; the page itself never does."""
        return '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return "</table></div>\n"

    def th_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """A cell; markdown-it says in `style` how it is set, which the policy of our pages does not allow."""
        side = str(tokens[idx].attrGet("style") or "").removeprefix("text-align:")
        return f'<{tokens[idx].tag} class="to-{side}">' if side else f"<{tokens[idx].tag}>"

    td_open = th_open

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        anchor = tokens[idx].attrGet("id")
        if not anchor:
            return f"<{tokens[idx].tag}>"
        return (
            f'<{tokens[idx].tag} id="{escapeHtml(str(anchor))}">'
            f'<a class="sec" href="#{escapeHtml(str(anchor))}" aria-label="Link to this section">§</a>'
        )


def _kept_end(text: str, last: str) -> str:
    """The text, where from its `last` word on all is kept on one line; the caller's HTML ends that."""
    end = last if len(last) <= _LONG else last[-_END:]
    return f"{escapeHtml(text.removesuffix(end))}{_KEPT}{escapeHtml(end)}"


def _is_term(tokens: Sequence[Token], idx: int, env: MutableMapping[str, Any]) -> bool:
    """Whether a link to a term opens there, on a page that explains terms in place."""
    if env["voice"].gloss is None or not 0 <= idx < len(tokens) or tokens[idx].type != "link_open":
        return False
    return (record_of(str(tokens[idx].attrGet("href"))) or ("", ""))[0] == "term"


def _is_kept(tokens: Sequence[Token], idx: int, env: MutableMapping[str, Any]) -> bool:
    """Whether a link to a term opens there that something touches."""
    if not _is_term(tokens, idx, env):
        return False
    end = _closing(tokens, idx) + 1
    return bool(
        (_is_text(tokens, idx - 1) and _matched(_TOUCHING_BEFORE, tokens[idx - 1].content))
        or (_is_text(tokens, end) and _matched(_TOUCHING_AFTER, tokens[end].content))
    )


def _is_text(tokens: Sequence[Token], idx: int) -> bool:
    return 0 <= idx < len(tokens) and tokens[idx].type == "text"


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _opening(tokens: Sequence[Token], closing: int) -> int:
    """Where the link opens that closes there; links hold no links."""
    return next(at for at in range(closing, -1, -1) if tokens[at].type == "link_open")


def _closing(tokens: Sequence[Token], opening: int) -> int:
    return next(at for at in range(opening, len(tokens)) if tokens[at].type == "link_close")
