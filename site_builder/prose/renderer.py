"""References in markdown-it's HTML."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from site_builder.prose.tokens import lone_embed, record_of


class Renderer(RendererHTML):
    """markdown-it's HTML with our references; `env['voice']` says how they look on this page."""

    def text(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """Text; its last word is kept on one line with a citation that follows it."""
        content = tokens[idx].content
        if idx + 1 == len(tokens) or tokens[idx + 1].type != "citation" or not content.strip():
            return escapeHtml(content)
        head, space, last = content.rstrip().rpartition(" ")
        return f'{escapeHtml(head + space)}<span class="nb">{escapeHtml(last)}'

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
            return f'<a href="{escapeHtml(address)}">'
        outside = ' rel="noopener"' if target.startswith(("http:", "https:")) else ""
        return f'<a href="{escapeHtml(target)}"{outside}>'

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        target = str(token.attrGet("src"))
        record = record_of(target)
        if record is not None:
            return str(env["voice"].embed(*record))
        address = target if "://" in target else env["voice"].picture(target)
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
