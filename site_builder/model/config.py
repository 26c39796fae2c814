"""site.yaml: what is special to one story and one host."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from site_builder.model.history import Ban
from site_builder.model.records import Part, Ref, Written
from site_builder.model.values import Address, Contact, Date, Duration, Label, Line, SitePath, Slug, Text


class Licence(Part):
    name: Label
    url: Address | None = None


class NavItem(Part):
    """An entry of the main navigation: a path of the site ('/timeline/') and its label."""

    label: Label
    path: SitePath


class Acceptance(Part):
    """A warning that we live with: which, about which record, why, and until when."""

    code: Slug
    record: Slug
    reason: Line
    until: Date
    """The last day on which it is accepted."""


class Config(Written):
    """site.yaml: everything that is special to this story and this host."""

    title: Label
    description: Text
    headline: Text | None = None
    """The home page's first sentence; the title where it is missing."""
    base_url: Address = "https://example.org/"
    language: Line = "en"
    authors: tuple[Line, ...] = ()
    licence: Licence | None = None
    repository: Address | None = None
    report: Contact | None = None
    """Where errors are reported: an address that may hold {record} and {page}, or an e-mail address."""
    navigation: tuple[NavItem, ...] = ()
    lead_ban: Ref[Ban] | None = None
    """The ban that the home page shows first."""
    groups: Mapping[Slug, Label] = Field(default_factory=dict)
    """Actor groups in the order of charts and tables: key -> heading."""
    ban_kinds: Mapping[Slug, Label] = Field(default_factory=dict)
    """Kinds of ban: key -> words."""
    event_kinds: Mapping[Slug, Label] = Field(default_factory=dict)
    """Kinds of event: key -> words."""
    inclusion: Text | None = None
    """The rule by which a ban enters the table."""
    snapshots: Line | None = None
    """The folder of private copies, relative to the project, that `verify` compares quotes with."""
    accepted: tuple[Acceptance, ...] = ()
    """Warnings that we live with."""
    require_checked: bool = False
    """Whether a quote that `verify` never compared keeps the site from being written."""
    recheck_every: Duration = "P365D"
    """After how long a quote's evidence says "not re-checked since" instead of "checked"."""
    share_images: bool = False
    """Whether pictures are drawn that other sites show for links to this one. Needs the extra `cards`."""
