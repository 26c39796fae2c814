"""What a template got wrong, at its own line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError

from site_builder.diagnostics import Diagnostic, Pos, near
from site_builder.pages.page import Page


def template_problem(error: Exception, page: Page, templates: Mapping[str, str]) -> Diagnostic | None:
    """What a template got wrong, at its own line; None if the error is not a template's but a bug of ours."""
    file, line, inside = _template_place(error, page)
    text = _line(templates, file, line)
    indent = 1 + len(text) - len(text.lstrip())
    if isinstance(error, TemplateSyntaxError):
        return Diagnostic(Pos(file, line, indent, text), "template-syntax", str(error.message))
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        place = Pos(file, line, _col(text, name), text)
        return Diagnostic(place, "template-missing", f"no template {name!r}", near(name, templates))
    if isinstance(error, UndefinedError):
        found = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", str(error))
        word = (found[1] or found[2]) if found else ""
        place = Pos(file, line, _col(text, word), text)
        return Diagnostic(place, "template-variable", str(error), _meant(word, templates))
    if isinstance(error, TemplateError) or inside:
        message = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        return Diagnostic(Pos(file, line, indent, text), "template-fault", message)
    return None


def _meant(word: str, templates: Mapping[str, str]) -> str:
    """The nearest of all names the templates use, if one is near."""
    known = set(re.findall(r"[A-Za-z_]\w*", "\n".join(templates.values()))) - {word}
    hint = near(word, known) if word else ""
    return hint if hint.startswith("did you mean") else ""


def _template_place(error: Exception, page: Page) -> tuple[str, int, bool]:
    """The innermost template line of the error's traceback, and whether it is at fault: no code of ours was between.

    A template that includes itself fails wherever Python's patience ends, be it in code of ours.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.filename or f"templates/{page.template}", error.lineno, True
    place, inside = (f"templates/{page.template}", 1), False
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.startswith("templates/"):
            place, inside = (frame.f_code.co_filename, line), True
        elif str(frame.f_globals.get("__name__", "")).startswith("site_builder"):
            inside = False
    return *place, inside or isinstance(error, RecursionError)


def _line(templates: Mapping[str, str], file: str, line: int) -> str:
    lines = templates.get(file.removeprefix("templates/"), "").splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _col(text: str, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", text) if word else None
    return found.start() + 1 if found else 1 + len(text) - len(text.lstrip())
