"""Numbers of things, in words."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str = "") -> str:
    """'1 source', '2 sources'; `plural` is for a noun that takes more than an s: 'entries'."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"
