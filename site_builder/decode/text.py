"""YAML text to plain values, with the place of each.

YAML 1.2's rules where they matter: `no` is text, a date stays text, a key given twice is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from site_builder.diagnostics import Path, Pos, Report, Where, offset_pos

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 64  # keys and list places from a file's top to a value; records need eight
UNSAFE = 1_000  # levels, from which on libyaml is not asked: at some tens of thousands it takes Python down with it
ENDLESS = "this is not YAML: it never ends"
ENDLESS_HINT = "does a text that begins with * or & lack quotes, or is a bracket never closed?"
UNCLOSED = ("found unexpected end of stream", "did not find expected ',' or")
"""What libyaml says where it gives up on something that was opened above."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Source:
    """A YAML text read to plain values (dict, list, str, None), with the place of each value and key."""

    value: object = None
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    cut: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Where an unquoted ` #` ended a plain scalar: path -> place of the '#'."""


def read_yaml(text: str, file: str, report: Report, *, first_line: int = 1) -> tuple[Source, Where] | None:
    """Compose `text`; None after a syntax error, which is reported. `first_line` is its line in `file`."""
    lines = text.splitlines()
    where = Where(file, [""] * (first_line - 1) + lines)
    tab = _tab_indent(lines)
    if tab is not None:
        report.error(
            where.line(tab + first_line, 1),
            "yaml-tab",
            "a tab indents this line",
            "indent with spaces: YAML allows no tabs here",
        )
        return None
    deep = _too_deep(text, lines)
    if deep is not None:
        report.error(offset_pos(where, text, deep, first_line), "yaml-syntax", ENDLESS, ENDLESS_HINT)
        return None
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        report.error(_error_pos(error, where, first_line), "yaml-syntax", *_syntax_words(error))
        return None
    source = Source()
    if node is not None:
        reader = _Reader(source, where, first_line, report, most=2 * len(text) + 1_000)
        try:
            source.value = reader.read(node, ())
        except _EndlessError as endless:
            report.error(reader.pos(endless.node), "yaml-syntax", ENDLESS, ENDLESS_HINT)
            return None
    return source, Where(file, where.lines, source.marks, source.keys)


def _tab_indent(lines: list[str]) -> int | None:
    """The first line (from 0) indented with a tab outside a block scalar, which libyaml reports far from the tab."""
    block_indent: int | None = None
    for index, line in enumerate(lines):
        body = line.lstrip(" \t")
        if not body:
            continue
        indent = len(line) - len(body)
        if block_indent is not None and indent > block_indent and "\t" not in line[: block_indent + 1]:
            continue
        block_indent = indent if re.search(r"[:\-]\s+[|>][+-]?\d?\s*(#.*)?$", body) else None
        if "\t" in line[:indent]:
            return index
    return None


def _too_deep(text: str, lines: list[str]) -> int | None:
    """The offset of the first of UNSAFE brackets that stand open, or of as many levels begun in one line."""
    if text.count("[") + text.count("{") >= UNSAFE:
        opened: list[int] = []
        for bracket in re.finditer(r"[\[\]{}]", text):
            if bracket[0] in "[{":
                opened.append(bracket.start())
            elif opened:
                opened.pop()
            if len(opened) == UNSAFE:
                return opened[0]
    if max(map(len, lines), default=0) < 2 * UNSAFE:
        return None
    run = re.search(rf"^[ ?:-]{{{2 * UNSAFE}}}", text, re.MULTILINE)
    return run.start() if run else None


def _error_pos(error: yaml.YAMLError, where: Where, first_line: int) -> Pos:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if str(getattr(error, "problem", "")).startswith(UNCLOSED):
        mark = getattr(error, "context_mark", None) or mark  # where it opens
    if mark is None:
        return where.line(first_line)
    if mark.line + first_line > len(where.lines):  # the end of the file stands below its last line
        return where.line(len(where.lines), len(where.lines[-1]) + 1)
    return where.line(mark.line + first_line, mark.column + 1)


def _syntax_words(error: yaml.YAMLError) -> tuple[str, str]:
    """What libyaml found, and what would be right, in an editor's words."""
    problem = str(getattr(error, "problem", None) or error).strip()
    hints = {
        "mapping values are not allowed": 'a text that holds ": " needs quotes: title: "Ban: the story"',
        "could not find expected ':'": "each line of a record is 'key: value'; is a colon or a quote missing above?",
        "did not find expected key": "is the line indented like its neighbours, and every quote closed?",
        "did not find expected '-' indicator": "each record of a list begins with '- '",
        "found character that cannot start any token": "a text that begins with @, `, % or * needs quotes",
        "found unexpected end of stream": "a quotation mark is opened and never closed",
        "did not find expected ',' or ']'": "a bracket is opened and not closed: [one, two]",
        "did not find expected ',' or '}'": "a brace is opened and not closed: {key: value}",
        "but found another document": "a line of --- begins another document: take it out, a file has one list",
        "found undefined alias": "a text that begins with * needs quotes",
        "found duplicate anchor": "a text that begins with & needs quotes",
        "control characters are not allowed": "remove the invisible control character",
        "unknown escape character": 'inside "…" write \\\\ for a backslash',
    }
    hint = next((hint for start, hint in hints.items() if problem.startswith(start)), "")
    return f"this is not YAML: {problem}", hint


class _EndlessError(Exception):
    """Raised at the node where a text proves to hold itself (*name within &name), or to be nested beyond sense."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class _Reader:
    """Walks composed nodes once, noting places; a duplicate key is reported and its first value kept.

    Raises _EndlessError after `most` nodes: without *names, a text holds fewer nodes than letters.
    """

    def __init__(self, source: Source, where: Where, first_line: int, report: Report, *, most: int) -> None:
        self.source, self.where, self.first, self.report = source, where, first_line, report
        self.left = most

    def read(self, node: Node, path: Path) -> object:
        self.left -= 1
        if self.left < 0 or len(path) > DEEPEST:
            raise _EndlessError(node)
        self.source.marks[path] = self.place(node)
        if isinstance(node, ScalarNode):
            return self.scalar(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        return self.mapping(node, path) if isinstance(node, MappingNode) else None

    def scalar(self, node: ScalarNode, path: Path) -> str | None:
        if node.style is None or node.style == "":
            end = (node.end_mark.line + self.first, node.end_mark.column)
            line = self.where.lines[end[0] - 1] if end[0] <= len(self.where.lines) else ""
            comment = re.match(r"\s+#", line[end[1] :])
            if comment and node.value:
                self.source.cut[path] = (end[0], end[1] + comment.end())
            if node.value in NULLS:
                return None
        return str(node.value)

    def mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.report.error(
                    self.pos(key_node), "yaml-syntax", "a key must be a word", "write 'key: value'"
                )
                continue
            key = str(key_node.value)
            if key in values:
                first = self.source.keys[(*path, key)][0]
                self.report.error(
                    self.pos(key_node),
                    "duplicate-key",
                    f"{key!r} is given twice",
                    f"the first is on line {first}; keep one",
                )
                continue
            self.source.keys[(*path, key)] = self.place(key_node)
            values[key] = self.read(value_node, (*path, key))
        return values

    def place(self, node: Node) -> tuple[int, int]:
        return node.start_mark.line + self.first, node.start_mark.column + 1

    def pos(self, node: Node) -> Pos:
        return self.where.line(*self.place(node))
