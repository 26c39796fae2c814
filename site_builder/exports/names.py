"""Names of people and bodies, in words."""

from __future__ import annotations

from site_builder.model import Name


def name_words(name: Name) -> str:
    """A name as it is read: 'Jane Roe', 'Reuters'."""
    return name.literal or " ".join(part for part in (name.given, name.family) if part)
