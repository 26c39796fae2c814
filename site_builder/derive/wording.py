"""Who shuts out whom, in words."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model import Actor, Ban, Label, Site


def sentence(site: Site, ban: Ban) -> Label:
    """'Twitter banned advertising by Kaspersky Lab'."""
    return Label(f"{names(site, ban.imposed_by)} {ban.verb} {names(site, ban.target)}")


def names(site: Site, refs: Sequence[str]) -> Label:
    """Actors' short names joined in words: 'RT and Sputnik'."""
    return joined([site.actors[ref] for ref in refs])


def joined(actors: Sequence[Actor]) -> Label:
    """As `names`, of the actors themselves; at least one."""
    words = [actor.short or actor.name for actor in actors]
    return words[0] if len(words) == 1 else Label(f"{', '.join(words[:-1])} and {words[-1]}")


def group_of(site: Site, ban: Ban) -> str:
    """The key of the group of the first actor that imposed it; '' where none is given."""
    return site.actors[ban.imposed_by[0]].group or ""
