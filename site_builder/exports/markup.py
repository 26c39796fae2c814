"""XML as bytes: a declaration, indented, free of characters that XML forbids."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

Element = ET.Element

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything but Char. Source: XML 1.0, production 2, https://www.w3.org/TR/xml/#charsets"""


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child of `parent`."""
    child = ET.SubElement(
        parent, tag, {name: _FORBIDDEN.sub("", value) for name, value in attributes.items()}
    )
    child.text = _FORBIDDEN.sub("", text) if text is not None else None
    return child


def document(root: Element) -> bytes:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
