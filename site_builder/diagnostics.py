"""Where something stands and what is wrong with it.

A problem in content is a value, never an exception: it says where (file, line, column, the line's own text),
what is wrong, and what would be right. This room imports nothing of ours.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

Path = tuple[str | int, ...]
"""The way from a record to a value in it: ('history', 0, 'date')."""


class Level(StrEnum):
    """How bad a finding is: an error stops the writing, a warning stops it only under --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Pos:
    """A place in a file; line and column count from 1, `text` is that line without its end."""

    file: str
    line: int = 1
    col: int = 1
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, its lasting code, what is wrong, and what would be right."""

    pos: Pos
    code: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.pos.file}:{self.pos.line}:{self.pos.col}: {self.level}: {self.message} [{self.code}]"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.pos.file, self.pos.line, self.pos.col, self.code, self.message)


class Report:
    """Every problem found on the way, told once each and in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str, str], Diagnostic] = {}

    def error(self, pos: Pos, code: str, message: str, hint: str = "") -> None:
        self.add(Diagnostic(pos, code, message, hint))

    def add(self, diagnostic: Diagnostic) -> None:
        self._found.setdefault(diagnostic.order, diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=lambda diagnostic: diagnostic.order))

    def __len__(self) -> int:
        return len(self._found)

    def failed(self, *, strict: bool = False) -> bool:
        """True if the site must not be written."""
        return any(strict or diagnostic.level is Level.ERROR for diagnostic in self._found.values())

    def count(self) -> str:
        """The last line of every run: '2 errors, 1 warning in 1 file'."""
        if not self._found:
            return "0 errors, 0 warnings"
        levels = [diagnostic.level for diagnostic in self._found.values()]
        files = len({diagnostic.pos.file for diagnostic in self._found.values()})
        return (
            f"{_plural(levels.count(Level.ERROR), 'error')}, {_plural(levels.count(Level.WARNING), 'warning')}"
            f" in {_plural(files, 'file')}"
        )


@dataclass(frozen=True, slots=True)
class Where:
    """The places of one record: its file, that file's lines, and a mark for each path inside the record.

    `marks` gives (line, column), from 1, of the value at a path; `keys` the same of a mapping's key.
    """

    file: str
    lines: Sequence[str] = ()
    marks: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    root: Path = ()

    def at(self, *path: str | int) -> Pos:
        """Where the value at `path` begins; the nearest thing around it where it was written in short."""
        return self._pos(self.marks, (*self.root, *path))

    def key(self, *path: str | int) -> Pos:
        """Where the key at `path` begins, else what `at` gives."""
        full = (*self.root, *path)
        return self._pos(self.keys, full) if full in self.keys else self._pos(self.marks, full)

    def line(self, line: int, col: int = 1) -> Pos:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Pos(self.file, line, col, text)

    def _pos(self, marks: Mapping[Path, tuple[int, int]], path: Path) -> Pos:
        while path and path not in marks:
            path = path[:-1]
        return self.line(*marks.get(path, (1, 1)))


NOWHERE = Where("")


def near(word: str, words: Iterable[str]) -> str:
    """A hint for a misspelt `word`: "did you mean 'title'?", else the allowed words if they are few, else ''."""
    known = sorted(set(words))
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"one of: {', '.join(known)}" if 0 < len(known) <= 16 else ""


def offset_pos(where: Where, text: str, offset: int, first_line: int = 1) -> Pos:
    """The place of a character `offset` (from 0) in `text`, whose first line is `first_line` of the file."""
    starts = [0]
    for index, char in enumerate(text):
        if char == "\n":
            starts.append(index + 1)
    row = bisect_right(starts, offset) - 1
    return where.line(first_line + row, offset - starts[row] + 1)


def as_text(diagnostics: Iterable[Diagnostic], paint: Mapping[Level, str] | None = None) -> str:
    """Each problem with its source line and a caret. `paint` gives a terminal colour code for each level."""
    return "\n".join(_framed(diagnostic, paint or {}) for diagnostic in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of {file, line, col, level, code, message, hint}."""
    rows = [
        {
            "file": d.pos.file,
            "line": d.pos.line,
            "col": d.pos.col,
            "level": d.level.value,
            "code": d.code,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """GitHub Actions' workflow commands, which it shows beside the changed line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def named(file: str) -> str:
        return escaped(file).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{d.level} file={named(d.pos.file)},line={d.pos.line},col={d.pos.col},title={d.code}::"
        + escaped(d.message + (f" ({d.hint})" if d.hint else ""))
        for d in diagnostics
    )


def _framed(diagnostic: Diagnostic, paint: Mapping[Level, str]) -> str:
    colour = paint.get(diagnostic.level, "")
    plain = "\033[0m" if colour else ""
    head = str(diagnostic).replace(f" {diagnostic.level}:", f" {colour}{diagnostic.level}{plain}:", 1)
    lines = [head]
    if diagnostic.pos.text.strip():
        shown, shift = _window(diagnostic.pos.text, diagnostic.pos.col)
        number = str(diagnostic.pos.line)
        lines.append(f"  {number} | {shown}")
        lines.append(f"  {' ' * len(number)} | {' ' * (diagnostic.pos.col - 1 - shift)}{colour}^{plain}")
    if diagnostic.hint:
        lines.append(f"  = {diagnostic.hint}")
    return "\n".join(lines)


def _window(text: str, col: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line around `col`, and how many characters were left out before it."""
    flat = text.replace("\t", " ")
    if len(flat) <= width:
        return flat, 0
    start = max(0, min(col - 1 - width // 2, len(flat) - width))
    return flat[start : start + width], start


def an(noun: str) -> str:
    """A noun with its article: 'an event'."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
