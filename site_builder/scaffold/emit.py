"""Plain values to the YAML that an editor would have written: block style, dates in quotes, long texts folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import indent as indented

import yaml

WIDTH = 92
"""Columns after which a text is folded; PyYAML ends the word it is in."""

Fields = Mapping[str, object]

# A word first, and nothing that YAML could take for something else: 2018, "a: b" and "a #b" need quotes.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n\t:#]|:(?! |$)|(?<! )#)*(?<![ :])")
_FOLDS = re.compile(r"\S+(?: \S+)*")


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper with lists indented below their key and each text in the style that reads best."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  # PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # PyYAML's signature
        """Always: an anchor saves bytes and costs an editor's understanding."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, _style(dumper, text))


def _style(dumper: yaml.SafeDumper, text: str) -> str | None:
    """Plain, "quoted", | with its own lines, or > folded; where a style cannot hold a text, PyYAML quotes it."""
    if "\n" in text:
        return "|"
    if len(text) > WIDTH - 12 and _FOLDS.fullmatch(text):
        return ">"
    tag = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML has no types
    is_text = tag == "tag:yaml.org,2002:str"
    return None if is_text and _PLAIN.fullmatch(text) else '"'


_Dumper.add_representer(str, _text)


def record_text(fields: Fields, indent: int = 0) -> str:
    """A record as an entry of a YAML list, `indent` spaces in. Values are str, bool, int, list and dict of these."""
    text = yaml.dump(
        [dict(fields)],
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
    return indented(text, " " * indent)


def fields_text(fields: Fields) -> str:
    """Fields as lines of 'key: value', as front matter has them."""
    return yaml.dump(
        dict(fields),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
