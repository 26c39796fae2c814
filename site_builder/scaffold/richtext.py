"""HTML from other programs to plain text or to our Markdown: links, emphasis and words; nothing else is kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SPACES = frozenset(
    {
        "address",
        "blockquote",
        "br",
        "dd",
        "div",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "p",
        "td",
        "tr",
    }
)
_UNSEEN = frozenset({"script", "style", "template"})
# An underscore is a mark only at the edge of a word.
_MARKUP = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(value: object) -> str:
    """A value of JSON or CSV as text that YAML can hold, without spaces around it; half characters become U+FFFD."""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub(
        lambda match: "\ufffd" if match[0] >= "\ud800" and match[0] <= "\udfff" else "", text
    ).strip()


def escaped(text: str) -> str:
    """Plain words as Markdown that reads the same."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", text)


def as_plain(markup: str) -> str:
    """The words of a piece of HTML, on one line."""
    return _read(markup, marks=False)


def as_markdown(markup: str) -> str:
    """A piece of HTML as inline Markdown on one line: links to the web, emphasis, and the words."""
    return _read(markup, marks=True)


def _read(markup: str, *, marks: bool) -> str:
    reader = _Reader(marks=marks)
    reader.feed(clean(markup))
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Reader(HTMLParser):
    """Gathers words, and marks if asked; a tag it does not know is passed over, what it holds is kept."""

    def __init__(self, *, marks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.parts: list[str] = []
        self.ends: list[tuple[str, str]] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SPACES:
            self.parts.append(" ")
        elif tag in _UNSEEN:
            self.unseen += 1
        elif tag in _MARKS:
            self.open(tag, _MARKS[tag], _MARKS[tag])
        elif tag == "a":
            address = (dict(attrs).get("href") or "").strip()
            if re.match(r"https?://", address):
                self.open(tag, "[", f"]({_in_brackets(address)})")
            else:
                self.open(tag, "", "")

    def open(self, tag: str, start: str, end: str) -> None:
        if self.marks:
            self.parts.append(start)
            self.ends.append((tag, end))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SPACES:
            self.parts.append(" ")
        elif tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif any(opened == tag for opened, _ in self.ends):
            self.close_until(tag)

    def close_until(self, tag: str) -> None:
        """Close every mark down to the last one of `tag`: HTML may close them in any order, Markdown may not."""
        opened = ""
        while opened != tag:
            opened, end = self.ends.pop()
            self.parts.append(end)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(escaped(data) if self.marks else data)

    def close(self) -> None:
        super().close()
        while self.ends:
            self.parts.append(self.ends.pop()[1])


def _in_brackets(address: str) -> str:
    """An address in which Markdown sees no end."""
    for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20")):
        address = address.replace(char, code)
    return address
